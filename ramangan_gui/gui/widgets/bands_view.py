"""Histograms of position, width, height and area of one band, original beside generated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...core.augmented_set import Generated, Review
from ...core.spectra import AXIS_UNITS, Spectra
from ..numbers import written
from .histogram import Histogram

if TYPE_CHECKING:
    from ...workflow.review import ReviewView

#: What is shown of a band, and its place among ``quality.peaks.QUANTITIES``.
_SHOWN = ("position", "width", "height", "area")

#: So high a histogram must be for its bars and the title of its axis.
_LEAST_HEIGHT = 104


class BandsView(QWidget):
    """One band at a time; four histograms.

    Attributes
    ----------
    hovered : Signal(str)
        Read-out of the bar under the mouse; empty where there is none.
    brushed : Signal(object, object)
        Rows of the originals and of the generated spectra in a range that was dragged over.
    """

    hovered = Signal(str)
    brushed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ReviewView | None = None
        self._generated: Generated | None = None
        self._selected: int | None = None
        self._brushed = (np.empty(0, np.intp), np.empty(0, np.intp))
        self.band = QComboBox()
        self.band.setAccessibleName(self.tr("Band in view"))
        self.band.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.band.setToolTip(self.tr("Bands of the mean of the originals, by their place."))
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.plots = {name: Histogram() for name in _SHOWN}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for number, plot in enumerate(self.plots.values()):
            grid.addWidget(plot, number // 2, number % 2)
            plot.setMinimumHeight(_LEAST_HEIGHT)
            plot.hovered.connect(self.hovered)
            plot.ranged.connect(lambda low, high, number=number: self._ranged(number, low, high))
            plot.setToolTip(self.tr("Drag over a range to choose the spectra in it."))
        self.plots["width"].setToolTip(
            self.tr("Area of the band over its height. Drag over a range to choose spectra.")
        )
        row = QHBoxLayout()
        label = QLabel(self.tr("&Band"))
        label.setBuddy(self.band)
        self.caption.setToolTip(self.tr("Rejected spectra are left out."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        row.addWidget(label)
        row.addWidget(self.band)
        row.addWidget(self.caption, 1)
        # Where the window is low, they are scrolled rather than cut off.
        scroller = QScrollArea()
        scroller.setWidget(holder)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroller, 1)
        self.band.activated.connect(self._draw)

    def show_view(
        self, view: ReviewView | None, corrected: Spectra | None, generated: Generated | None
    ) -> None:
        """Show the bands of another model, or other decisions about its spectra."""
        self._generated = generated
        if view is not self._view:
            self._view = view
            self._unit = AXIS_UNITS[corrected.x_unit] if corrected is not None else ""
            self.band.clear()
            bands = view.bands if view is not None else None
            for place in bands.places if bands is not None else ():
                self.band.addItem(f"{written(place, '.1f')} {self._unit}".strip())
        self._draw()

    def select(self, generated_row: int | None) -> None:
        """Mark where one generated spectrum lies."""
        self._selected = generated_row
        self._mark()

    def show_brush(self, original: NDArray[np.intp], generated: NDArray[np.intp]) -> None:
        """Outline where chosen spectra lie, by their rows."""
        self._brushed = (original, generated)
        view, band = self._view, self.band.currentIndex()
        if view is None or view.bands is None or band < 0:
            return
        chosen = [
            np.isin(rows, given)
            for rows, given in zip(
                (view.original_rows, view.generated_rows), self._brushed, strict=True
            )
        ]
        for number, plot in enumerate(self.plots.values()):
            plot.show_chosen(
                np.concatenate(
                    [
                        view.bands.original[chosen[0], band, number],
                        view.bands.generated[chosen[1], band, number],
                    ]
                )
            )

    def _ranged(self, number: int, low: float, high: float) -> None:
        view, band = self._view, self.band.currentIndex()
        if view is None or view.bands is None or band < 0:
            return
        inside = [
            (low <= values[:, band, number]) & (values[:, band, number] <= high)
            for values in (view.bands.original, view.bands.generated)
        ]
        self.brushed.emit(
            view.original_rows[inside[0]], view.generated_rows[inside[1] & self._kept()]
        )

    def _kept(self) -> NDArray[np.bool_]:
        assert self._view is not None
        rows = self._view.generated_rows
        if self._generated is None:
            return np.ones(len(rows), bool)
        return np.asarray(self._generated.review[rows] != Review.REJECTED)

    @Slot()
    def _draw(self) -> None:
        view, band = self._view, self.band.currentIndex()
        self.band.setEnabled(band >= 0)
        if view is None or view.bands is None or band < 0:
            for plot in self.plots.values():
                plot.show_values(np.empty(0), np.empty(0), "")
            none = self.tr("The mean of the originals has no distinct band.")
            self.caption.setText(none if view is not None else "")
            return
        kept = self._kept()
        for number, (title, plot) in enumerate(zip(self._titles(), self.plots.values(),
                                                   strict=True)):  # fmt: skip
            plot.show_values(
                view.bands.original[:, band, number],
                view.bands.generated[kept, band, number],
                title,
            )
        text = self.tr("▇ {0} original, ┅ {1} generated, │ selected")
        self.caption.setText(text.format(len(view.bands.original), int(kept.sum())))
        self._mark()
        self.show_brush(*self._brushed)

    def _titles(self) -> list[str]:
        unit = f" / {self._unit}" if self._unit else ""
        return [
            self.tr("Position") + unit,
            self.tr("Width") + unit,
            self.tr("Height / a.u."),
            self.tr("Area / a.u.") + (f" · {self._unit}" if self._unit else ""),
        ]

    def _mark(self) -> None:
        view, band = self._view, self.band.currentIndex()
        if view is None or view.bands is None or band < 0:
            return
        places = np.flatnonzero(view.generated_rows == self._selected)
        for number, plot in enumerate(self.plots.values()):
            value = float(view.bands.generated[places[0], band, number]) if places.size else None
            plot.mark(value)
