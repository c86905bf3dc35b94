"""Short texts to read: the shortcuts, and About."""

from __future__ import annotations

import contextlib
import html

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ... import __version__
from ...core.resources import resource_path


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
    from importlib import metadata  # slow to load, and not needed for the first window

    rows = []
    for name, version, licence, page in licences():
        with contextlib.suppress(metadata.PackageNotFoundError):
            version = metadata.version(name)
        cells = (name, version, licence, page)
        rows.append("".join(f"<td>{html.escape(cell)}&nbsp;&nbsp;</td>" for cell in cells))
    words = QCoreApplication.translate(
        "Help",
        "<h2>RamanGAN {0}</h2><p>From a few measured Raman spectra to a balanced training set "
        "whose quality is known: baseline correction, WGAN-GP, honest judgement, HDF5.</p>"
        "<p>MIT licence. It runs on this computer alone and sends nothing anywhere.</p>"
        "<p>It stands on the following; Qt is used under the LGPL v3, as libraries that can be "
        "replaced:</p>",
    ).format(__version__)
    return words + "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def licences() -> list[tuple[str, str, str, str]]:
    """Give package, version, licence and home page of all that is needed at run time."""
    found = []
    text = resource_path("licences.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) == 4 and not line.startswith("#"):
            found.append((cells[0], cells[1], cells[2], cells[3]))
    return found
