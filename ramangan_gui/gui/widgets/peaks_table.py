"""Every quantity of every band: medians of both kinds, and whether they differ."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.scorecard import ClassScore, PeakScore
from ..numbers import written


class PeaksTable(QWidget):
    """The table, those that differ first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ClassScore | None, str] = (None, "")
        self._due = False
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.table = QTableWidget(0, 7)
        self.table.setAccessibleName(self.tr("Bands of the class, original and generated"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 0)
        column.setSpacing(3)
        column.addWidget(self.caption)
        column.addWidget(self.table, 1)

    def show_score(self, score: ClassScore | None, unit: str) -> None:
        """Show the bands of another class.

        Parameters
        ----------
        score : ClassScore, optional
            Its judgement; ``None`` shows none.
        unit : str
            Unit of the axis.
        """
        self._shown, self._due = (score, unit), True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the table if that was put off while nobody saw it."""
        if self._due:
            self._fill()
        super().showEvent(event)

    def _fill(self) -> None:
        self._due = False
        score, unit = self._shown
        peaks = sorted(score.peaks, key=lambda peak: (peak.ok, peak.p)) if score else []
        place = self.tr("Band at / {0}").format(unit) if unit else self.tr("Band at")
        self.table.setHorizontalHeaderLabels(
            [
                place,
                self.tr("Quantity"),
                self.tr("Original"),
                self.tr("Generated"),
                self.tr("KS distance"),
                self.tr("Adjusted p"),
                self.tr("As real?"),
            ]
        )
        self.table.setRowCount(len(peaks))
        for row, peak in enumerate(peaks):
            for column, text in enumerate(self._texts(peak, unit)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.table.setItem(row, column, item)
        if not peaks:
            self.caption.setText(self.tr("There are no bands that were compared."))
            return
        differing = sum(not peak.ok for peak in peaks)
        text = self.tr(
            "{0} of {1} quantities differ between held-out originals and the spectra drawn for the "
            "verdict (medians shown, those that differ first). p is adjusted for all of them "
            "together; relative is to the highest band."
        )
        self.caption.setText(text.format(differing, len(peaks)))

    def _texts(self, peak: PeakScore, unit: str) -> tuple[str, ...]:
        words = {
            "position": self.tr("position"),
            "width": self.tr("width"),
            "height": self.tr("height"),
            "area": self.tr("area"),
            "ratio": self.tr("relative height"),
        }
        quantity = words.get(peak.quantity, peak.quantity)
        if unit and peak.quantity in ("position", "width"):
            quantity += f" / {unit}"
        elif unit and peak.quantity == "area":
            quantity += self.tr(" / a.u. · {0}").format(unit)
        elif peak.quantity == "height":
            quantity += self.tr(" / a.u.")
        return (
            written(peak.place, ".1f"),
            quantity,
            written(peak.original, ".5g"),
            written(peak.generated, ".5g"),
            written(peak.ks, ".2f"),
            written(peak.p, ".3f"),
            self.tr("✓ yes") if peak.ok else self.tr("✗ no"),
        )
