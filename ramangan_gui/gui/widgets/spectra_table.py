"""All spectra of a set as a table in which class and group can be changed, several at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ...core.spectra import Spectra
from ...preprocessing.checks import CHECKS, Findings
from ..plain_text import plain
from ..turns import in_a_turn
from ..words import said

_COLUMNS = ("name", "label", "group", "source_file", "checks")
_EDITABLE = {1: "label", 2: "group"}
_FILE, _CHECKS = 3, 4

#: Spectra whose words are gathered at a time, in some milliseconds.
_GATHERED = 5_000

_Index = QModelIndex | QPersistentModelIndex
Rows = NDArray[np.intp]


class SpectraModel(QAbstractTableModel):
    """Name, class, group, file and what was found of every spectrum, or of some of them.

    Attributes
    ----------
    relabelled : Signal(int, str, str)
        Spectrum, column (``label`` or ``group``) and what the user wrote there.
    """

    relabelled = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._spectra: Spectra | None = None
        self._findings = Findings()
        self._words: list[str] = []
        self.is_gathering = False
        self.shown: Rows = np.empty(0, np.intp)
        self._titles = (self.tr("Spectrum"), self.tr("Class"), self.tr("Group"), self.tr("File"),
                        self.tr("Look at"))  # fmt: skip

    def set_spectra(self, spectra: Spectra | None, findings: Findings | None = None) -> None:
        """Show another set; the selection stays where the rows are the same ones."""
        same_rows = (
            self._spectra is not None and spectra is not None and len(spectra) == len(self._spectra)
        )
        self._findings, self._words = findings or Findings(), []
        if not self.is_gathering:
            self.is_gathering = True
            in_a_turn(self, self._gather_on)
        if not same_rows:
            self.beginResetModel()
            self.shown = np.arange(0 if spectra is None else len(spectra))
        self._spectra = spectra
        if same_rows:
            last = self.index(self.rowCount() - 1, len(_COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.endResetModel()

    def show_only(self, check: str, text: str) -> None:
        """Show only spectra that a check concerns, or that hold a text; empty ones mean all."""
        if self._spectra is None:
            return
        chosen = np.ones(len(self._spectra), bool)
        if check:
            chosen[:] = False
            chosen[self._findings.rows.get(check, np.empty(0, np.intp))] = True
        wanted = text.strip().casefold()
        if wanted:
            chosen &= self._holding(wanted)
        shown = np.flatnonzero(chosen)
        if not np.array_equal(shown, self.shown):
            self.beginResetModel()
            self.shown = shown
            self.endResetModel()

    def _holding(self, text: str) -> NDArray[np.bool_]:
        """Tell which spectra hold a text in one of their words."""
        while self._spectra is not None and len(self._words) < len(self._spectra):
            self.gather()
        return np.fromiter((text in words for words in self._words), bool, len(self._words))

    def gather(self) -> None:
        """Get the words of some more spectra ready to be searched."""
        if self._spectra is not None and len(self._words) < len(self._spectra):
            self._words += _some_words(self._spectra, len(self._words))

    def _gather_on(self) -> None:
        """Gather in turns of the window, until the words of all are there."""
        self.gather()
        self.is_gathering = self._spectra is not None and len(self._words) < len(self._spectra)
        if self.is_gathering:
            in_a_turn(self, self._gather_on)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Give the number of spectra on show."""
        return 0 if self._spectra is None or parent.isValid() else self.shown.size

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Give the number of columns."""
        return len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell; the whole path, or what was found in words, as its tooltip."""
        if self._spectra is None or role not in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole
        ):  # fmt: skip
            return None
        row, tip = int(self.shown[index.row()]), role == Qt.ItemDataRole.ToolTipRole
        if index.column() == _CHECKS:
            checks = [CHECKS[name] for name in self._findings.of_row(row)]
            if tip:
                return "\n".join(f"{said(check.title)}: {said(check.meaning)}" for check in checks)
            return ", ".join(f"{check.sign} {said(check.title)}" for check in checks)
        value = str(getattr(self._spectra, _COLUMNS[index.column()])[row])
        if tip:
            return plain(value)
        return Path(value).name if index.column() == _FILE else value

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title of a column, number of a spectrum."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return str(self.shown[section] + 1)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Class and group can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _EDITABLE else flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what the user wrote; the workspace decides, and the table follows it."""
        text = str(value).strip()
        column = _EDITABLE.get(index.column())
        if role != Qt.ItemDataRole.EditRole or column is None or not text:
            return False
        if text != self.data(index, Qt.ItemDataRole.EditRole):
            self.relabelled.emit(int(self.shown[index.row()]), column, text)
        return True


def _some_words(spectra: Spectra, begin: int) -> list[str]:
    """Give name, class, group and file of some spectra as one text each, in small letters."""
    rows = slice(begin, begin + _GATHERED)
    columns = [getattr(spectra, column)[rows].tolist() for column in _COLUMNS[:_FILE]]
    columns.append([os.path.basename(file) for file in spectra.source_file[rows].tolist()])
    texts = map("\t".join, zip(*columns, strict=True))
    # One long text is turned to small letters far faster than very many short ones.
    return "\n".join(text.replace("\n", " ") for text in texts).casefold().split("\n")


class SpectraTable(QTableView):
    """Table of spectra; several rows can be selected.

    Attributes
    ----------
    rows_changed : Signal()
        Other rows are selected.
    """

    rows_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.spectra = SpectraModel()
        self.setModel(self.spectra)
        self.setAccessibleName(self.tr("Spectra"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setToolTip(
            self.tr("Double click a class or group to change it, for all selected spectra at once.")
        )
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(22)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 130), (_FILE, 130), (_CHECKS, 150)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.selectionModel().selectionChanged.connect(lambda *_: self.rows_changed.emit())

    @property
    def rows(self) -> Rows:
        """Numbers of the selected spectra, ascending."""
        ranges = self.selectionModel().selection().toList()
        places = [np.arange(each.top(), each.bottom() + 1) for each in ranges]
        found = np.unique(np.concatenate([np.empty(0, np.intp), *places])).astype(np.intp)
        return self.spectra.shown[found[found < self.spectra.shown.size]]

    def show_row(self, row: int) -> None:
        """Select one spectrum and bring it into view, unless it is selected or not on show."""
        place = int(np.searchsorted(self.spectra.shown, row))
        if place >= self.spectra.shown.size or self.spectra.shown[place] != row:
            return
        index = self.spectra.index(place, 0)
        if not self.selectionModel().isSelected(index):
            self.selectRow(place)
            self.scrollTo(index)

    def select_rows(self, rows: Rows) -> None:
        """Select spectra by their numbers, as far as they are on show."""
        places = np.flatnonzero(np.isin(self.spectra.shown, rows))
        chosen = QItemSelection()
        breaks = np.flatnonzero(np.diff(places) > 1)
        starts = places[np.concatenate(([0], breaks + 1))] if places.size else places
        ends = places[np.concatenate((breaks, [places.size - 1]))] if places.size else places
        last = self.spectra.columnCount() - 1
        for first, end in zip(starts.tolist(), ends.tolist(), strict=True):
            chosen.select(self.spectra.index(first, 0), self.spectra.index(end, last))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(chosen, flags)
