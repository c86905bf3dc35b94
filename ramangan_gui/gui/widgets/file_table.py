"""Table of the files that were offered: what is in each, or why it was left out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...core.augmented_set import InputFile
from ...core.spectra import AXIS_UNITS
from ..numbers import written
from ..sentences import told
from .rows_table import RowsTable


class _Rows(Sequence[tuple[str, str, str]]):
    """Rows of the table, each written when it is looked at."""

    def __init__(
        self, files: list[InputFile], write: Callable[[InputFile], tuple[str, str, str]]
    ) -> None:
        self._files, self._write = files, write

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, number: Any) -> Any:
        return self._write(self._files[number])


class FileTable(QWidget):
    """One line a file, those that were left out first.

    Attributes
    ----------
    shown : Signal(str)
        File whose reading the user wants to see, to check or to change it.
    """

    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._files: list[InputFile] = []
        self._words = QLabel()
        self._show = QPushButton(self.tr("How it is &read…"))
        self._show.setToolTip(
            self.tr(
                "Shows the chosen file with what was read from it and what it says about the "
                "measurement; delimiter, decimal sign, rows or columns and unit can be changed."
            )
        )
        self._show.clicked.connect(self._open_current)
        copy = QPushButton(self.tr("&Copy list"))
        copy.setToolTip(self.tr("Copies the table as text, for a note or a mail."))
        copy.clicked.connect(self.copy)
        titles = (
            self.tr("File"),
            self.tr("Status"),
            self.tr("What is in it, or why it was left out"),
        )
        self.table = RowsTable(titles, 2, {0: 190, 1: 90})
        self.table.setAccessibleName(self.tr("Files"))
        self.table.opened.connect(self._open)
        top = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 0)
        column.setSpacing(3)
        column.addLayout(top)
        top.addWidget(self._words, 1)
        top.addWidget(self._show)
        top.addWidget(copy)
        column.addWidget(self.table)

    def show_files(self, files: Sequence[InputFile]) -> None:
        """List files, those that were left out first."""
        self._files = sorted(files, key=lambda file: file.status != "refused")
        n_refused = self.n_refused
        self._words.setText(
            self.tr("Files read: {0}, left out: {1}").format(len(files) - n_refused, n_refused)
        )
        self._show.setEnabled(bool(files))
        self.table.words.set_rows(_Rows(self._files, self._cells), [f.path for f in self._files])

    @property
    def n_refused(self) -> int:
        """Number of files that were left out."""
        return sum(file.status == "refused" for file in self._files)

    @Slot()
    def copy(self) -> None:
        """Put the table on the clipboard, one line a file."""
        lines = ["\t".join((file.path, *self._cells(file)[1:])) for file in self._files]
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot()
    def _open_current(self) -> None:
        self._open(max(self.table.current_row, 0))

    @Slot(int)
    def _open(self, row: int) -> None:
        if 0 <= row < len(self._files):
            self.shown.emit(self._files[row].path)

    def _cells(self, file: InputFile) -> tuple[str, str, str]:
        name = Path(file.path).name
        if file.status == "refused":
            return name, self.tr("✗ left out"), told(file.reason)
        words = self.tr("{0} × {1} points").format(file.n_spectra, file.n_points)
        if math.isfinite(file.x_first) and math.isfinite(file.x_last):
            unit = AXIS_UNITS.get(file.x_unit, "") or file.x_unit
            first, last = written(file.x_first, ".1f"), written(file.x_last, ".1f")
            words += f", {first} – {last} {unit}"
        return name, self.tr("✓ read"), "; ".join((words, *map(told, file.notes)))
