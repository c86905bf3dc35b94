"""What the exported file will hold, class by class."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ...workflow.project import Project
from ..export_advice import export_counts
from ..plain_text import plain
from .column_room import ColumnRoom
from .verdict_badge import verdict_icon, verdict_meaning, verdict_word


class ExportTable(QTableWidget):
    """One row a class, and one for all together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 7, parent)
        self.setAccessibleName(self.tr("What goes into the file"))
        self.setHorizontalHeaderLabels(
            [
                self.tr("Class"),
                self.tr("Measured"),
                self.tr("Accepted"),
                self.tr("Undecided"),
                self.tr("Rejected"),
                self.tr("For training"),
                self.tr("Verdict"),
            ]
        )
        total = QTableWidgetItem(self.tr("For training"))
        total.setToolTip(self.tr("Measured and accepted spectra together."))
        self.setHorizontalHeaderItem(5, total)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.horizontalScrollBar().rangeChanged.connect(self._limit_height)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        ColumnRoom(self, 0)

    def show_simulated(self, simulated: bool) -> None:
        """Say in the heading whether the originals were measured."""
        word = self.tr("Simulated") if simulated else self.tr("Measured")
        self.setHorizontalHeaderItem(1, QTableWidgetItem(word))

    def show_project(self, project: Project) -> None:
        """Count what `project` holds."""
        rows = export_counts(project)
        card = project.augmentation.scorecard if project.augmentation else None
        self.setRowCount(len(rows) + 1 if rows else 0)
        for row, (label, numbers) in enumerate(rows.items()):
            score = card.classes.get(label) if card else None
            self._fill(row, label, numbers, score.verdict if score else None)
        if rows:
            sums = tuple(sum(column) for column in zip(*rows.values(), strict=True))
            self._fill(len(rows), self.tr("All classes"), sums, card.verdict if card else None)
        self._limit_height()

    @Slot()
    def _limit_height(self) -> None:
        """Be as high as the rows are, and as the bar below them where there is one."""
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        room = self.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setMaximumHeight(height + max(room, 40) + below)

    def _fill(self, row: int, label: str, numbers: tuple[int, ...], verdict: str | None) -> None:
        originals, accepted, undecided, rejected = numbers
        total = originals + accepted
        texts = [label, *map(str, (originals, accepted, undecided, rejected, total))]
        bold = row == self.rowCount() - 1
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if not column:
                item.setToolTip(plain(label))
            else:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._put(row, column, item, bold)
        item = QTableWidgetItem(verdict_word(verdict) if verdict else "–")
        item.setToolTip(self.tr("Nothing was generated for this class."))
        if verdict:
            item.setIcon(verdict_icon(verdict))
            item.setToolTip(verdict_meaning(verdict))
        self._put(row, len(texts), item, bold)

    def _put(self, row: int, column: int, item: QTableWidgetItem, bold: bool) -> None:
        if bold:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        self.setItem(row, column, item)
