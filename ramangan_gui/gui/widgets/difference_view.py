"""Where the mean of the generated spectra leaves that of the originals, with its uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...core.augmented_set import Generated, Review
from ...core.spectra import Spectra
from ..numbers import written
from .brush import Brush
from .spectra_plot import SpectraPlot

if TYPE_CHECKING:
    from ...workflow.review import ReviewView


#: Share of the originals at either end of their range that is chosen by a drag.
_TAIL = 0.05


class DifferenceView(QWidget):
    """Difference of the means with its 95 % band.

    Attributes
    ----------
    brushed : Signal(object, object)
        Rows of the originals and of the generated spectra that make a difference in a range that
        was dragged over: those whose mean in it is beyond nine tenths of the originals.
    """

    brushed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = SpectraPlot()
        self.plot.setAccessibleName(self.tr("Generated less original mean, with its band"))
        self.plot.setToolTip(
            self.tr(
                "Drag over a range with Shift, or with the rectangle chosen above, to choose the "
                "spectra that lie highest and lowest in it: beyond 5 % and 95 % of the originals."
            )
        )
        self._view: ReviewView | None = None
        self._corrected: Spectra | None = None
        self._generated: Generated | None = None
        self.brush = Brush(self.plot)
        self.brush.drawn.connect(self._shape_drawn)
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addWidget(self.plot, 1)

    def show_view(
        self,
        view: ReviewView | None,
        corrected: Spectra | None,
        generated: Generated | None = None,
    ) -> None:
        """Show the difference of another model.

        Parameters
        ----------
        view : ReviewView, optional
            Its difference; ``None`` shows nothing.
        corrected : Spectra, optional
            Originals, for the axis.
        generated : Generated, optional
            The generated spectra that can be chosen.
        """
        self._view, self._corrected, self._generated = view, corrected, generated
        self.plot.clear()
        if view is None or corrected is None or view.difference is None:
            text = self.tr(
                "At least two spectra of each kind are needed for a difference of means."
            )
            self.caption.setText(text if view is not None else "")
            return
        found, x = view.difference, corrected.raman_shift
        self.plot.set_axis(corrected.axis_title, self.tr("Generated − original intensity"))
        half = (found.high - found.low) / 2
        name = self.tr("difference of means, 95 % band")
        self.plot.add_band(x, found.difference, half, "generated", name)
        self.plot.add_spectra(x, np.zeros_like(x), "foreground", self.tr("no difference"), True)
        outside = int(((found.wide_low > 0) | (found.wide_high < 0)).sum())
        point_wise = int(((found.low > 0) | (found.high < 0)).sum())
        text = self.tr(
            "As drawn, before review. Zero is outside the band at {0} of the points (5 % by "
            "chance), outside the wider band for all points together at {1} points."
        )
        self.caption.setText(text.format(written(point_wise / len(x), ".0%"), outside))
        self.caption.setToolTip(
            self.tr(
                "Welch's interval of the difference at each point by itself; the band for all "
                "points together is wider (Bonferroni), and measured spectra leave it in one "
                "case of twenty."
            )
        )
        self.plot.show_everything()

    @Slot(object)
    def _shape_drawn(self, corners: NDArray[np.float64]) -> None:
        view, corrected, generated = self._view, self._corrected, self._generated
        if view is None or corrected is None or generated is None:
            return
        low, high = corners[:, 0].min(), corners[:, 0].max()
        first, last = np.searchsorted(corrected.raman_shift, [low, high])
        if last > first:
            drawn = view.generated_rows
            kept = drawn[generated.review[drawn] != Review.REJECTED]
            self.brushed.emit(
                *beyond_the_originals(
                    (corrected.intensities, view.original_rows),
                    (generated.intensities, kept),
                    slice(first, last),
                )
            )


Table = tuple[NDArray[np.float32], NDArray[np.intp]]


def beyond_the_originals(
    original: Table, generated: Table, points: slice
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Choose the spectra whose mean in a range is beyond most of the originals.

    Parameters
    ----------
    original, generated : tuple of ndarray
        Intensities, shape (n, n_points), and the rows to choose from.
    points : slice
        The range.

    Returns
    -------
    tuple of ndarray
        Chosen rows of the originals and of the generated spectra.
    """
    means = [values[rows, points].mean(axis=1) for values, rows in (original, generated)]
    if not len(means[0]):
        return original[1][:0], generated[1][:0]
    low, high = np.quantile(means[0], [_TAIL, 1 - _TAIL])
    chosen_original, chosen_generated = (
        rows[(mean < low) | (mean > high)]
        for mean, (_, rows) in zip(means, (original, generated), strict=True)
    )
    return chosen_original, chosen_generated
