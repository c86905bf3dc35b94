"""A table of words that stays quick with very many rows, and can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ..plain_text import plain
from .column_room import ColumnRoom

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Rows of words; only those on screen are ever looked at.

    Parameters
    ----------
    titles : sequence of str
        Titles of the columns.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self.rows: Sequence[Sequence[str]] = ()
        self.tips: Sequence[str] = ()

    def set_rows(self, rows: Sequence[Sequence[str]], tips: Sequence[str] = ()) -> None:
        """Show other rows; `tips` are tooltips of the first column."""
        self.beginResetModel()
        self.rows, self.tips = rows, tips
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the number of columns."""
        return len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell, in full as its tooltip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(self.tips[row] if column == 0 and self.tips else self.rows[row][column])
        return self.rows[row][column]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


class RowsTable(QTableView):
    """Table of words.

    Parameters
    ----------
    titles : sequence of str
        Titles of the columns.
    stretched : int
        Column that takes what room is left.
    widths : mapping of int to int
        Widths of the others, in pixels.

    Attributes
    ----------
    opened : Signal(int)
        Row that was double clicked, or on which Enter was pressed.
    """

    opened = Signal(int)

    def __init__(self, titles: Sequence[str], stretched: int, widths: dict[int, int]) -> None:
        super().__init__()
        self.words = RowsModel(titles)
        self.setModel(self.words)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(22)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in widths.items():
            header.resizeSection(column, width)
        ColumnRoom(self, stretched)
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        QShortcut(QKeySequence.StandardKey.Copy, self, self.copy_selected,
                  context=Qt.ShortcutContext.WidgetShortcut)  # fmt: skip

    def wrap(self, n_lines: int) -> None:
        """Give every row room for several lines."""
        self.setWordWrap(True)
        height = n_lines * self.fontMetrics().lineSpacing() + 6
        self.verticalHeader().setDefaultSectionSize(height)

    @property
    def current_row(self) -> int:
        """Number of the row that has the focus, -1 for none."""
        return self.currentIndex().row()

    def cell(self, row: int, column: int) -> str:
        """Give the text of a cell."""
        return self.words.rows[row][column]

    @Slot()
    def copy_selected(self) -> None:
        """Put the selected rows on the clipboard, or all where none is selected."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self.words.rows[row] for row in chosen] if chosen else self.words.rows
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
