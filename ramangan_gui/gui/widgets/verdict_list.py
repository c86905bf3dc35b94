"""The list of classes with the sign and word of each one's verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from ...core.scorecard import ClassScore
from ..plain_text import plain
from .verdict_badge import verdict_icon, verdict_meaning, verdict_word

_Index = QModelIndex | QPersistentModelIndex


class VerdictModel(QAbstractListModel):
    """Classes and their verdicts.

    It holds plain values; what shows them is made anew at each look.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdicts: list[tuple[str, str]] = []

    def show(self, scores: Mapping[str, ClassScore]) -> None:
        """Take other classes and verdicts."""
        self.beginResetModel()
        self.verdicts = [(label, score.verdict) for label, score in scores.items()]
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Give the number of classes."""
        return 0 if parent is not None and parent.isValid() else len(self.verdicts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give word, sign or meaning of a verdict, or the name of the class."""
        if not index.isValid() or index.row() >= len(self.verdicts):
            return None
        label, verdict = self.verdicts[index.row()]
        text = self.tr("{0}: {1}").format(verdict_word(verdict), label)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.DecorationRole:
            return verdict_icon(verdict)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(f"{text}. {verdict_meaning(verdict)}")
        return label if role == Qt.ItemDataRole.UserRole else None


class VerdictList(QListView):
    """Shows classes with their verdicts; one can be chosen."""

    chosen = Signal(str)
    """Name of the class that the user went to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = VerdictModel(self)
        self._filling = False
        self.setModel(self._model)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def show_verdicts(self, scores: Mapping[str, ClassScore], label: str | None) -> None:
        """Show other verdicts, and the class `label` as the one chosen."""
        self._filling = True
        self._model.show(scores)
        if label is not None and label in scores:
            self.go_to(list(scores).index(label))
        self._filling = False

    def go_to(self, row: int) -> None:
        """Choose the class of a row."""
        self.setCurrentIndex(self._model.index(row))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which class was chosen."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._filling:
            self.chosen.emit(current.data(Qt.ItemDataRole.UserRole))
