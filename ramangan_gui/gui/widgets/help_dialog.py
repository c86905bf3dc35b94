"""Short help that needs no network: one text a page, the shortcuts, and About."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ... import __version__

#: Packages that the program stands on, as they are called by pip.
_PACKAGES = (
    "PySide6-Essentials", "pyqtgraph", "numpy", "scipy", "pybaselines", "torch", "scikit-learn",
    "h5py", "safetensors", "openpyxl",
)  # fmt: skip


class TextDialog(QDialog):
    """A text to read.

    Parameters
    ----------
    title : str
        Title of the dialog.
    html : str
        The text.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(620, 470)
        text = QTextBrowser()
        text.setAccessibleName(title)
        text.setOpenLinks(False)
        text.setHtml(html)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def page_help(page: str) -> str:
    """Give the help text of one page.

    Parameters
    ----------
    page : {"data", "correct", "train", "review", "export"}
        The page.
    """
    texts = {
        "data": _tr(
            "<h2>Data</h2><p>Drop files or a folder anywhere on the window. In a folder of "
            "folders each one is a <b>class</b> (substance). A <b>group</b> is a specimen or a "
            "series of measurements: spectra of one group are never divided between training and "
            "judging, because repeats of one specimen resemble each other too much.</p>"
            "<p>All spectra are brought to one Raman-shift axis; what was done is written on the "
            "right. Files that cannot be read are listed with the reason, and change nothing for "
            "the others.</p><p>To change class or group, select spectra in the table "
            "<i>Spectra</i> and press <i>Change</i>; Ctrl+Z takes it back.</p>"
        ),
        "correct": _tr(
            "<h2>Correct</h2><p>Above: the raw spectrum with its estimated baseline (dashed). "
            "Below: what remains, normalised. Everything you change acts on the spectra in view "
            "at once; <b>Apply</b> runs the same steps over all spectra.</p>"
            "<p><b>λ</b> is the stiffness of the baseline: larger follows broad fluorescence only; "
            "smaller bends into peaks. A good baseline runs below every peak and nowhere above "
            "the noise.</p><p>Drag the two vertical lines to crop the range.</p>"
        ),
        "train": _tr(
            "<h2>Train</h2><p>For each class, a <b>generator</b> learns to make spectra that a "
            "<b>critic</b> cannot tell from the measured ones (a WGAN-GP). Each model is trained "
            "without one part (<b>fold</b>) of the spectra, so that its work can be judged on "
            "spectra it never saw.</p><p>Space pauses. <i>Stop and keep best</i> ends early with "
            "the best model so far.</p>"
        ),
        "review": _tr(
            "<h2>Review</h2><p>Compare generated (◆) with measured (●) spectra, read the verdict, "
            "and decide. <b>Accept plausible</b> accepts every spectrum that passes the filters; "
            "A and R accept and reject the one in view.</p><p>The verdict is about spectra that "
            "were drawn before any selection, against measured ones that the model never saw. "
            "<i>Inconclusive</i> means: too few spectra to tell, not that they are good.</p>"
        ),
        "export": _tr(
            "<h2>Export</h2><p>Writes one HDF5 file (NeXus) with the corrected and the accepted "
            "generated spectra, where each came from, the recipe, the models and the verdict. The "
            "file is opened again and checked before the program says it is done. Generated "
            "spectra are always marked as such.</p>"
        ),
    }
    return texts[page]


def shortcuts_html(shortcuts: list[tuple[str, str]]) -> str:
    """Give a table of shortcuts.

    Parameters
    ----------
    shortcuts : list of (str, str)
        Keys and what they do.
    """
    rows = "".join(
        f"<tr><td style='padding-right:24px'><b>{keys}</b></td><td>{text}</td></tr>"
        for keys, text in shortcuts
    )
    return f"<table>{rows}</table>"


def about_html() -> str:
    """Say what the program is, and list what it stands on with versions and licences."""
    rows = []
    for package in _PACKAGES:
        try:
            facts = metadata.metadata(package)
        except metadata.PackageNotFoundError:
            continue
        licence = _field(facts, "License-Expression") or _field(facts, "License")
        licence = licence.splitlines()[0] if licence else _classifier(facts)
        if len(licence) > 60:
            licence = _classifier(facts) or licence[:60] + "…"
        rows.append(f"<tr><td>{package}&nbsp;&nbsp;</td><td>{facts['Version']}&nbsp;&nbsp;</td>"
                    f"<td>{licence}</td></tr>")  # fmt: skip
    words = _tr(
        "<h2>RamanGAN {0}</h2><p>From a few measured Raman spectra to a balanced training set "
        "whose quality is known: baseline correction, WGAN-GP, honest judgement, HDF5.</p>"
        "<p>MIT licence. It runs on this computer alone and sends nothing anywhere.</p>"
        "<p>It stands on:</p>"
    ).format(__version__)
    return words + f"<table>{''.join(rows)}</table>"


def _field(facts: metadata.PackageMetadata, name: str) -> str:
    found = facts.get_all(name) or [""]
    return str(found[0])


def _classifier(facts: metadata.PackageMetadata) -> str:
    for line in facts.get_all("Classifier") or []:
        if line.startswith("License ::"):
            return line.rsplit("::", 1)[-1].strip()
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Help", text)
