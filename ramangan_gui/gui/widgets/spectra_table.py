"""All spectra of a set as a table in which class and group can be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ...core.spectra import Spectra

_COLUMNS = ("name", "label", "group", "source_file")
_EDITABLE = {1: "label", 2: "group"}

_Index = QModelIndex | QPersistentModelIndex


class SpectraModel(QAbstractTableModel):
    """Name, class, group and file of every spectrum.

    Attributes
    ----------
    relabelled : Signal(int, str, str)
        Row, column (``label`` or ``group``) and what the user wrote there.
    """

    relabelled = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._spectra: Spectra | None = None
        self._titles = (self.tr("Spectrum"), self.tr("Class"), self.tr("Group"), self.tr("File"))

    def set_spectra(self, spectra: Spectra | None) -> None:
        """Show another set; the selection stays where the rows are the same ones."""
        same_rows = (
            self._spectra is not None and spectra is not None and len(spectra) == len(self._spectra)
        )
        if not same_rows:
            self.beginResetModel()
        self._spectra = spectra
        if same_rows:
            last = self.index(self.rowCount() - 1, len(_COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Give the number of spectra."""
        return 0 if self._spectra is None or parent.isValid() else len(self._spectra)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Give the number of columns."""
        return len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell; the whole path as its tooltip."""
        if self._spectra is None:
            return None
        value = str(getattr(self._spectra, _COLUMNS[index.column()])[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return value
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return Path(value).name if index.column() == 3 else value
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title of a column, number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return str(section + 1)

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
            self.relabelled.emit(index.row(), column, text)
        return True


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
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(22)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 100), (3, 130)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.selectionModel().selectionChanged.connect(lambda *_: self.rows_changed.emit())

    @property
    def rows(self) -> NDArray[np.intp]:
        """Numbers of the selected spectra, ascending."""
        found = [index.row() for index in self.selectionModel().selectedRows()]
        return np.sort(np.asarray(found, np.intp))

    def show_row(self, row: int) -> None:
        """Select one spectrum and bring it into view, unless it is among the selected."""
        if row not in self.rows:
            self.selectRow(row)
            self.scrollTo(self.spectra.index(row, 0))
