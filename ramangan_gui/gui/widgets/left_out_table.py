"""The one list of everything that was left out, with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import OutputError
from ...io.left_out import LeftOut, as_text, write_left_out
from ..sentences import told, told_error
from .rows_table import RowsTable


class LeftOutTable(QWidget):
    """One line a file, or some spectra of a file, that are not in the set.

    Attributes
    ----------
    shown : Signal(str)
        File whose reading the user wants to see.
    """

    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[LeftOut, ...] = ()
        self._words = QLabel()
        look = QPushButton(self.tr("&How it is read…"))
        look.setToolTip(self.tr("Shows the chosen file, and lets you change how it is read."))
        look.clicked.connect(self._open_current)
        copy = QPushButton(self.tr("&Copy list"))
        copy.setToolTip(self.tr("Copies the list as text, for a note or a mail."))
        copy.clicked.connect(self.copy)
        save = QPushButton(self.tr("Sa&ve list…"))
        save.setToolTip(self.tr("Saves the list as a table (CSV)."))
        save.clicked.connect(self._ask_where)
        self._buttons = (look, copy, save)
        titles = (self.tr("File"), self.tr("Where"), self.tr("Why it was left out"),
                  self.tr("What to do"))  # fmt: skip
        self.table = RowsTable(titles, 2, {0: 125, 1: 75, 3: 205})
        self.table.wrap(3)
        self.table.setAccessibleName(self.tr("Left out"))
        self.table.opened.connect(self._open)
        top = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 0)
        column.setSpacing(3)
        column.addLayout(top)
        top.addWidget(self._words, 1)
        for button in self._buttons:
            top.addWidget(button)
        column.addWidget(self.table)

    def show_entries(self, entries: Sequence[LeftOut]) -> None:
        """List what was left out."""
        self._entries = tuple(entries)
        self._words.setText(
            self.tr("Not in the set, with the reason:")
            if entries
            else self.tr("Nothing was left out.")
        )
        for button in self._buttons:
            button.setEnabled(bool(entries))
        rows = [(Path(entry.path).name, *map(told, entry.cells[1:])) for entry in entries]
        self.table.words.set_rows(rows, [entry.path for entry in entries])

    @property
    def n_entries(self) -> int:
        """Number of lines."""
        return len(self._entries)

    @Slot()
    def copy(self) -> None:
        """Put the list on the clipboard, one line an entry, with its titles."""
        QGuiApplication.clipboard().setText(as_text(self._entries))

    def save(self, path: str) -> None:
        """Write the list as CSV; say so where it cannot be."""
        try:
            write_left_out(Path(path), self._entries)
        except OutputError as error:
            QMessageBox.warning(self, self.tr("Save list"), told_error(error))

    @Slot()
    def _ask_where(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save list"), "left-out.csv", self.tr("Table (*.csv)")
        )
        if path:
            self.save(path)

    @Slot()
    def _open_current(self) -> None:
        self._open(max(self.table.current_row, 0))

    @Slot(int)
    def _open(self, row: int) -> None:
        if 0 <= row < len(self._entries):
            self.shown.emit(self._entries[row].path)
