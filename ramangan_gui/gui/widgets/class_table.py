"""Table of the classes of a set."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ...core.spectra import AXIS_UNITS, Spectra
from ...preprocessing.checks import CHECKS, Findings
from .. import theme
from ..numbers import count, written
from ..plain_text import plain
from ..words import said
from .column_room import ColumnRoom


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
        super().__init__(0, 6)
        self._labels: list[str] = []
        self.setHorizontalHeaderLabels(
            [
                self.tr("Class"),
                self.tr("Spectra"),
                self.tr("Groups"),
                self.tr("Range"),
                self.tr("Spacing of points"),
                self.tr("Look at"),
            ]
        )
        self.setAccessibleName(self.tr("Classes"))
        _dress(self)
        self.setToolTip(self.tr("Double click a name to rename the class."))
        self.itemChanged.connect(self._edited)
        self.currentCellChanged.connect(self._moved)

    def show_spectra(self, spectra: Spectra, findings: Findings) -> None:
        """List the classes of a set, with signs and counts of what was found in each."""
        unit = AXIS_UNITS[spectra.x_unit] or self.tr("pixel")
        axis = spectra.raman_shift
        steps = np.diff(axis)
        range_ = f"{written(axis[0], '.1f')} – {written(axis[-1], '.1f')} {unit}"
        even = steps.max() - steps.min() < 0.01 * steps.mean()
        shown = (steps.mean(),) if even else (steps.min(), steps.max())
        spacing = " – ".join(written(step, ".3g") for step in shown) + f" {unit}"
        counts, n_groups = spectra.counts, spectra.n_groups
        signs, tips = _signs(spectra, findings)
        header = self.horizontalHeader()
        # Columns that follow their contents are measured anew with every cell.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        with QSignalBlocker(self):
            self._labels = list(counts)
            self.setRowCount(len(self._labels))
            for row, label in enumerate(self._labels):
                name = QTableWidgetItem(_swatch(theme.class_colour(row)), label)
                name.setToolTip(plain(label))
                self.setItem(row, 0, name)
                numbers = count(counts[label]), count(n_groups[label])
                texts = (*numbers, range_, spacing, signs[label])
                for column, text in enumerate(texts, start=1):
                    item = QTableWidgetItem(text)
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                    item.setToolTip(plain(tips[label] if column == 5 else text))
                    self.setItem(row, column, item)
        _fit(header)

    @Slot(QTableWidgetItem)
    def _edited(self, item: QTableWidgetItem) -> None:
        """Tell what the user wrote; the workspace decides, and the table follows it."""
        old, new = self._labels[item.row()], item.text().strip()
        with QSignalBlocker(self):
            item.setText(old)
        if item.column() == 0 and new and new != old:
            self.renamed.emit(old, new)

    @Slot(int, int, int, int)
    def _moved(self, row: int, *_: int) -> None:
        if 0 <= row < len(self._labels):
            self.chosen.emit(self._labels[row])


def _signs(
    spectra: Spectra, findings: Findings
) -> tuple[defaultdict[str, str], defaultdict[str, str]]:
    """Give, for each class, signs with counts, and the same in words."""
    signs: defaultdict[str, str] = defaultdict(str)
    words: defaultdict[str, str] = defaultdict(str)
    for name, rows in findings.rows.items():
        found = np.zeros(len(spectra), np.bool_)
        found[rows] = True
        for label, own in spectra.class_rows.items():
            n = np.count_nonzero(found[own])
            if n:
                signs[label] += f"{CHECKS[name].sign}{n} "
                words[label] += f"{said(CHECKS[name].title)}: {n}\n"
    return signs, words


def _dress(table: QTableWidget) -> None:
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(22)
    header = table.horizontalHeader()
    _fit(header)
    ColumnRoom(table, 0)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _fit(header: QHeaderView) -> None:
    """Let columns be as wide as their contents; the first takes what room is left."""
    for column in range(1, header.count()):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)


def _swatch(colour: QColor) -> QIcon:
    picture = QPixmap(10, 10)
    picture.fill(colour)
    return QIcon(picture)
