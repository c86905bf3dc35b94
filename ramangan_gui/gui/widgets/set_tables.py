"""Tables of the classes of a set and of the files it came from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.augmented_set import InputFile
from ...core.spectra import AXIS_UNITS, Spectra
from .. import theme


class ClassTable(QTableWidget):
    """One line a class: count, groups, range and spacing of the axis.

    Attributes
    ----------
    renamed : Signal(str, str)
        Class, and the name that the user wrote over it.
    chosen : Signal(str)
        Class that was clicked.
    """

    renamed = Signal(str, str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(0, 5)
        self._labels: list[str] = []
        self.setHorizontalHeaderLabels(
            [
                self.tr("Class"),
                self.tr("Spectra"),
                self.tr("Groups"),
                self.tr("Range"),
                self.tr("Spacing of points"),
            ]
        )
        self.setAccessibleName(self.tr("Classes"))
        _dress(self)
        self.setToolTip(self.tr("Double click a name to rename the class."))
        self.itemChanged.connect(self._edited)
        self.currentCellChanged.connect(self._moved)

    def show_spectra(self, spectra: Spectra) -> None:
        """List the classes of a set."""
        unit = AXIS_UNITS[spectra.x_unit] or self.tr("pixel")
        axis = spectra.raman_shift
        steps = np.diff(axis)
        range_ = f"{axis[0]:.1f} – {axis[-1]:.1f} {unit}"
        even = steps.max() - steps.min() < 0.01 * steps.mean()
        shown = (steps.mean(),) if even else (steps.min(), steps.max())
        spacing = " – ".join(f"{step:.3g}" for step in shown) + f" {unit}"
        with QSignalBlocker(self):
            self._labels = list(spectra.classes)
            self.setRowCount(len(self._labels))
            for row, label in enumerate(self._labels):
                groups = set(spectra.group[spectra.label == label].tolist())
                name = QTableWidgetItem(_swatch(theme.class_colour(row)), label)
                self.setItem(row, 0, name)
                n = spectra.counts[label]
                for column, text in enumerate((str(n), str(len(groups)), range_, spacing), start=1):
                    item = QTableWidgetItem(text)
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                    self.setItem(row, column, item)

    @Slot(QTableWidgetItem)
    def _edited(self, item: QTableWidgetItem) -> None:
        old, new = self._labels[item.row()], item.text().strip()
        if item.column() == 0 and new and new != old:
            self.renamed.emit(old, new)
        else:
            with QSignalBlocker(self):
                item.setText(old)

    @Slot(int, int, int, int)
    def _moved(self, row: int, *_: int) -> None:
        if 0 <= row < len(self._labels):
            self.chosen.emit(self._labels[row])


class FileTable(QWidget):
    """One line a file: whether it was read, what is in it, or why it was left out."""

    def __init__(self) -> None:
        super().__init__()
        self._files: list[InputFile] = []
        self._words = QLabel()
        self._copy = QPushButton(self.tr("&Copy list"))
        self._copy.setToolTip(self.tr("Copies the table as text, for a note or a mail."))
        self._copy.clicked.connect(self.copy)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("File"),
                self.tr("Status"),
                self.tr("What is in it, or why it was left out"),
            ]
        )
        self.table.setAccessibleName(self.tr("Files"))
        _dress(self.table)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, 180)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        QShortcut(QKeySequence.StandardKey.Copy, self.table, self.copy,
                  context=Qt.ShortcutContext.WidgetShortcut)  # fmt: skip
        top = QHBoxLayout()
        top.addWidget(self._words, 1)
        top.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 0)
        column.setSpacing(3)
        column.addLayout(top)
        column.addWidget(self.table)

    def show_files(self, files: Sequence[InputFile]) -> None:
        """List files, those that were left out first."""
        self._files = sorted(files, key=lambda file: file.status != "refused")
        n_refused = self.n_refused
        self._words.setText(
            self.tr("{0} files read, {1} left out").format(len(files) - n_refused, n_refused)
        )
        self.table.setRowCount(len(self._files))
        for row, file in enumerate(self._files):
            for column, text in enumerate(self._cells(file)):
                item = QTableWidgetItem(text)
                item.setToolTip(file.path if column == 0 else text)
                self.table.setItem(row, column, item)

    @property
    def n_refused(self) -> int:
        """Number of files that were left out."""
        return sum(file.status == "refused" for file in self._files)

    @Slot()
    def copy(self) -> None:
        """Put the table on the clipboard, one line a file."""
        lines = ["\t".join((file.path, *self._cells(file)[1:])) for file in self._files]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _cells(self, file: InputFile) -> tuple[str, str, str]:
        name = Path(file.path).name
        if file.status == "refused":
            return name, self.tr("✗ left out"), file.reason
        words = self.tr("{0} × {1} points").format(file.n_spectra, file.n_points)
        if math.isfinite(file.x_first) and math.isfinite(file.x_last):
            unit = AXIS_UNITS.get(file.x_unit, "") or file.x_unit
            words += f", {file.x_first:.1f} – {file.x_last:.1f} {unit}"
        return name, self.tr("✓ read"), "; ".join((words, *file.notes))


def _dress(table: QTableWidget) -> None:
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(22)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _swatch(colour: QColor) -> QIcon:
    picture = QPixmap(10, 10)
    picture.fill(colour)
    return QIcon(picture)
