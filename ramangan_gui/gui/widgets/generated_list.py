"""Generated spectra of one model as a list, the least plausible first, with the decisions."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ...core.augmented_set import Generated, Review
from ..numbers import written
from ..sentences import told

Index = QModelIndex | QPersistentModelIndex

_SIGNS = {Review.NONE: "·", Review.ACCEPTED: "✓", Review.REJECTED: "✗"}


class GeneratedModel(QAbstractTableModel):
    """Rows of the generated table, in a given order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.generated: Generated | None = None
        self.rows: NDArray[np.intp] = np.empty(0, np.intp)
        self._pointed = -1

    def show(self, generated: Generated | None, rows: NDArray[np.intp]) -> None:
        """Show some rows of a table in the order of their score, worst first."""
        self.beginResetModel()
        self.generated = generated
        order = np.argsort(generated.quality_score[rows], kind="stable") if generated else slice(0)
        self.rows = np.asarray(rows, np.intp)[order]
        self.endResetModel()

    def show_decisions(self, generated: Generated) -> None:
        """Take over new decisions about the same spectra."""
        self.generated = generated
        if len(self.rows):
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_pointed(self, place: int) -> None:
        """Print one place in bold, because the mouse is over its spectrum elsewhere; -1: none."""
        before, self._pointed = self._pointed, place
        for changed in {before, place} - {-1}:
            if changed < len(self.rows):
                ends = (self.index(changed, 0), self.index(changed, self.columnCount() - 1))
                self.dataChanged.emit(*ends, [Qt.ItemDataRole.FontRole])

    def rowCount(self, parent: Index | None = None) -> int:
        """Give the number of spectra."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Give the number of columns."""
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Give the titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Decision"), self.tr("Score"), self.tr("Filter"))[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                self.tr("What you decided."),
                self.tr("Plausibility: 1 is best, below 0 is implausible."),
                self.tr("What the plausibility filter objects to. Its limits come from the "
                        "training originals."),
            )[section]  # fmt: skip
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Give the text of a cell."""
        if self.generated is None or not index.isValid():
            return None
        row = self.rows[index.row()]
        reason = told(str(self.generated.reason[row]))
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return self._decision(Review(int(self.generated.review[row])))
            if index.column() == 1:
                return written(self.generated.quality_score[row], ".2f")
            return reason or self.tr("passes")
        if role == Qt.ItemDataRole.FontRole and index.row() == self._pointed:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return reason or self.tr("The plausibility filter has nothing against it.")
        return None

    def _decision(self, review: Review) -> str:
        words = {
            Review.NONE: self.tr("undecided"),
            Review.ACCEPTED: self.tr("accepted"),
            Review.REJECTED: self.tr("rejected"),
        }
        return f"{_SIGNS[review]} {words[review]}"


class GeneratedList(QTableView):
    """The list; several spectra can be selected, one is current.

    Attributes
    ----------
    current_changed : Signal(int)
        Row of the generated table that became the current one by the user's hand.
    chosen : Signal(object)
        Rows of the generated table that the user selected, where they are several.
    pointed : Signal(int)
        Row of the generated table under the mouse, -1 for none.
    """

    current_changed = Signal(int)
    chosen = Signal(object)
    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Generated spectra, least plausible first"))
        self._model = GeneratedModel(self)
        self._showing = False
        self.setModel(self._model)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        # Measuring the contents would ask for a thousand rows at every change.
        for column, widest in enumerate((self.tr("✓ accepted"), "-0.000")):
            room = max(
                widest, str(self._model.headerData(column, Qt.Orientation.Horizontal)), key=len
            )
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(room) + 18)
        self.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(self._chosen)
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self.pointed.emit(int(self.rows[index.row()])))

    @property
    def rows(self) -> NDArray[np.intp]:
        """Rows of the generated table, in the order of the list."""
        return self._model.rows

    def show_rows(self, generated: Generated | None, rows: NDArray[np.intp]) -> None:
        """Show other spectra."""
        self._showing = True
        self._model.show(generated, rows)
        self._showing = False

    def show_decisions(self, generated: Generated) -> None:
        """Show new decisions about the same spectra; where a moved limit changed scores, in order.

        Parameters
        ----------
        generated : Generated
            The table with the new decisions or scores.
        """
        scores = generated.quality_score[self.rows]
        if not (np.diff(scores) < 0).any():
            self._model.show_decisions(generated)
            return
        here = self.selectionModel().currentIndex().row()
        current = int(self.rows[here]) if here >= 0 else None
        chosen = np.sort(self.selected_rows())
        self.show_rows(generated, np.sort(self.rows))
        self.show_current(current)
        if chosen.size > 1:
            self.show_chosen(chosen)

    def show_current(self, row: int | None) -> None:
        """Make a row of the generated table the current one."""
        places = np.flatnonzero(self.rows == row) if row is not None else np.empty(0)
        selection = self.selectionModel()
        if places.size and selection.currentIndex().row() == places[0] and selection.hasSelection():
            return
        self._showing = True
        if places.size:
            index = self._model.index(int(places[0]), 0)
            flags = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        else:
            selection.clear()
        self._showing = False

    def show_chosen(self, rows: NDArray[np.intp]) -> None:
        """Select some rows of the generated table; the first of them in sight."""
        if np.array_equal(np.sort(self.selected_rows()), rows):
            return
        places = np.flatnonzero(np.isin(self.rows, rows))
        model, wanted = self.selectionModel(), QItemSelection()
        for first, last in _runs(places):
            wanted.select(self._model.index(first, 0), self._model.index(last, 0))
        flags = QItemSelectionModel.SelectionFlag
        self._showing = True
        model.select(wanted, flags.ClearAndSelect | flags.Rows)
        if places.size:
            self.scrollTo(self._model.index(int(places[0]), 0))
        self._showing = False

    def show_pointed(self, row: int | None) -> None:
        """Print a row of the generated table in bold."""
        places = np.flatnonzero(self.rows == row) if row is not None else np.empty(0)
        self._model.show_pointed(int(places[0]) if places.size else -1)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self.pointed.emit(-1)
        super().leaveEvent(event)

    def selected_rows(self) -> NDArray[np.intp]:
        """Give the selected rows of the generated table."""
        places = [index.row() for index in self.selectionModel().selectedRows()]
        return self.rows[np.array(sorted(places), np.intp)]

    def step(self, by: int) -> None:
        """Go to the next spectrum, or (with -1) to the one before."""
        if len(self.rows):
            here = self.selectionModel().currentIndex().row()
            place = min(max(here + by, 0), len(self.rows) - 1)
            self.show_current(int(self.rows[place]))
            self.current_changed.emit(int(self.rows[place]))

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.current_changed.emit(int(self.rows[current.row()]))

    def _chosen(self) -> None:
        if not self._showing:
            rows = self.selected_rows()
            self.chosen.emit(np.sort(rows) if rows.size > 1 else rows[:0])


def _runs(places: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Give first and last of each run of neighbours."""
    if not places.size:
        return []
    cuts = np.flatnonzero(np.diff(places) > 1)
    firsts = np.concatenate([places[:1], places[cuts + 1]])
    lasts = np.concatenate([places[cuts], places[-1:]])
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
