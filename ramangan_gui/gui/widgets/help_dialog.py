"""Short texts to read: the shortcuts, and About."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ... import __version__

#: Packages that the program stands on, as they are called by pip.
_PACKAGES = (
    "PySide6-Essentials", "pyqtgraph", "numpy", "scipy", "pybaselines", "torch", "scikit-learn",
    "h5py", "safetensors", "openpyxl", "pysimdjson",
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
