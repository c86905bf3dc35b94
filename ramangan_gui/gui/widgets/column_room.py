"""Gives one column of a table what room is left, but never less than it can be read in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QHeaderView, QTableView

#: Letters that a column of words always shows.
_LETTERS = 14


class ColumnRoom(QObject):
    """Widens a column with its table; where the table is too narrow, it scrolls.

    Parameters
    ----------
    table : QTableView
        The table; it owns this.
    column : int
        Number of the column.
    """

    def __init__(self, table: QTableView, column: int) -> None:
        super().__init__(table)
        self._table, self._column = table, column
        header = table.horizontalHeader()
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.geometriesChanged.connect(self._fit)
        header.sectionResized.connect(self._resized)
        table.viewport().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the table."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot(int, int, int)
    def _resized(self, column: int, _before: int, _after: int) -> None:
        if column != self._column:
            self._fit()

    @Slot()
    def _fit(self) -> None:
        header, metrics = self._table.horizontalHeader(), self._table.fontMetrics()
        title = str(self._table.model().headerData(self._column, Qt.Orientation.Horizontal) or "")
        least = max(_LETTERS * metrics.averageCharWidth(), metrics.horizontalAdvance(title) + 14)
        others = header.length() - header.sectionSize(self._column)
        header.resizeSection(self._column, max(self._table.viewport().width() - others, least))
