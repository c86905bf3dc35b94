"""A picture of how many spectra pass each place, counted while the window goes on answering."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF

from ..turns import in_a_turn
from .density import Floats, Range, counted, reach

#: Counted at once before the window may answer, in seconds.
_MOMENT = 0.012

#: So few are counted at once.
_FEW = 4096

#: Behind all curves.
_BEHIND = -10


class DensityPicture(QObject):
    """An image in a plot that fills while spectra are counted.

    Parameters
    ----------
    plot : PlotItem
        Where it is drawn.
    table : ndarray of uint8, shape (256, 4)
        Colour for none to the most spectra in a place.
    """

    def __init__(self, plot: pg.PlotItem, table: NDArray[np.uint8]) -> None:
        super().__init__()
        self._plot = plot
        self.item = pg.ImageItem(axisOrder="col-major")
        self.item.setLookupTable(table)
        self.item.setZValue(_BEHIND)
        plot.addItem(self.item)
        self._rect = QRectF()
        #: Lowest and highest intensity of all, once they are known.
        self.extent: Range | None = None
        self._counting: Iterator[NDArray[np.float32] | None] | None = None
        self._asked = False

    @property
    def is_complete(self) -> bool:
        """Whether all spectra are counted."""
        return self._counting is None

    def show(self, x: Floats, rows: Floats, view: tuple[Range, Range] | None = None) -> None:
        """Count spectra for another picture; the old one stays until something is counted.

        Parameters
        ----------
        x : ndarray, shape (n_points,)
            Ascending axis.
        rows : ndarray, shape (n_spectra, n_points)
            Intensities.
        view : tuple of two ranges, optional
            What of axis and intensities the picture shows; all of both by default.
        """
        self._counting = self._steps(x, rows, view)
        self._ask()
        if len(rows) <= _FEW:
            while self._counting is not None:
                self._count_on()

    def _steps(
        self, x: Floats, rows: Floats, view: tuple[Range, Range] | None
    ) -> Iterator[NDArray[np.float32] | None]:
        if view is None:
            self.extent, extent = None, (0.0, 1.0)
            for found in reach(rows):
                extent = found
                yield None
            self.extent = extent
            view = (float(x[0]), float(x[-1])), extent
        (left, right), (low, high) = view
        rect = QRectF(left, low, right - left, max(high - low, 1e-12))
        for counts in counted(x, rows, *view):
            self._rect = rect
            yield counts

    def remove(self) -> None:
        """Take the picture out of the plot, and count no further."""
        self._counting = None
        self._plot.removeItem(self.item)

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            in_a_turn(self, self._count)

    def _count(self) -> None:
        self._asked = False
        self._count_on()
        if self._counting is not None:
            self._ask()

    def _count_on(self) -> None:
        if self._counting is None:
            return
        begun, found, more = time.perf_counter(), None, True
        while more and time.perf_counter() - begun < _MOMENT:
            try:
                counts = next(self._counting)
                found = found if counts is None else counts
            except StopIteration:
                more = False
        if found is not None:
            self.item.setImage(np.log1p(found), autoLevels=True)
            self.item.setRect(self._rect)
        if not more:
            self._counting = None
