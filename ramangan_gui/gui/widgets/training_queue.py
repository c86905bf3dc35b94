"""The models of the training queue and how far each has come."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ..plain_text import plain
from ..training_log import (
    DROPPED,
    ENDED,
    FAILED,
    FINISHED,
    TRAINING,
    WAITING,
    Key,
    Run,
    TrainingLog,
)

_SIGNS = {WAITING: "·", TRAINING: "▶", ENDED: "■", FINISHED: "✓", FAILED: "✗", DROPPED: "–"}


class TrainingQueue(QTableWidget):
    """One row a model, in the order of training.

    Attributes
    ----------
    picked : Signal(object)
        The user chose a model: (substance, fold).
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setAccessibleName(self.tr("Models: class, fold and state"))
        self.setHorizontalHeaderLabels([self.tr("Class"), self.tr("Fold"), self.tr("State")])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 7)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._keys: list[Key] = []
        self._showing = False
        self.currentCellChanged.connect(self._moved)

    def show_log(self, log: TrainingLog) -> None:
        """Bring the rows up to date."""
        self._showing = True
        keys = list(log.runs)
        if keys != self._keys:
            self._keys = keys
            self.setRowCount(len(keys))
            for row, run in enumerate(log.runs.values()):
                fold = self.tr("all") if run.fold < 0 else str(run.fold + 1)
                for column, text in enumerate((run.label, fold, "")):
                    item = QTableWidgetItem(text)
                    item.setToolTip(plain(self._about(run)))
                    if column == 1:
                        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                    self.setItem(row, column, item)
        for row, run in enumerate(log.runs.values()):
            text = f"{_SIGNS[run.state]} {self._state(run)}"
            self.model().setData(self.model().index(row, 2), text)
        self._showing = False

    def show_picked(self, key: Key | None) -> None:
        """Mark the model that is in view."""
        self._showing = True
        if key in self._keys:
            self.setCurrentCell(self._keys.index(key), 0)
        else:
            self.setCurrentCell(-1, -1)
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the space bar to the page, which pauses with it."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _about(self, run: Run) -> str:
        if run.fold < 0:
            return self.tr("{0}: model trained on all originals").format(run.label)
        text = self.tr("{0}: model that never sees the originals held out in fold {1}")
        return text.format(run.label, run.fold + 1)

    def _state(self, run: Run) -> str:
        if run.state == TRAINING:
            return f"{int(100 * run.fraction)} %"
        words = {
            WAITING: self.tr("waiting"),
            ENDED: self.tr("ended"),
            FINISHED: self.tr("finished"),
            FAILED: self.tr("failed"),
            DROPPED: self.tr("dropped"),
        }
        return words[run.state]

    def _moved(self, row: int, _column: int, _old_row: int, _old_column: int) -> None:
        if row >= 0 and not self._showing:
            self.picked.emit(self._keys[row])
