"""A mean with a band of one standard deviation in a plot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtGui import QColor

from .. import theme

#: How much of what is behind the band is covered, of 255.
_SHADE = 60


class MeanBand:
    """Line and band.

    Parameters
    ----------
    plot : PlotItem
        Where they are drawn.
    x, mean, sd : array_like, shape (n_points,)
        Axis, mean and standard deviation.
    colour : str, int or QColor
        Role of the colour, see ``theme.colour``.
    """

    def __init__(
        self,
        plot: pg.PlotItem,
        x: ArrayLike,
        mean: ArrayLike,
        sd: ArrayLike,
        colour: str | int | QColor,
    ) -> None:
        self._plot, self._colour = plot, colour
        axis, middle, half = (np.asarray(values, np.float64) for values in (x, mean, sd))
        edges = [pg.PlotCurveItem(axis, middle + sign * half, pen=None) for sign in (1, -1)]
        for edge in edges:
            # Before the area is there, which otherwise is counted once more.
            plot.addItem(edge)
        self._area = pg.FillBetweenItem(*edges)
        self._area.setZValue(-5)
        #: Stands for the band in the legend.
        self.line = pg.PlotCurveItem(axis, middle, antialias=True)
        self._parts: list[Any] = [*edges, self._area, self.line]
        for part in (self._area, self.line):
            plot.addItem(part)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        shade = QColor(theme.colour(self._colour))
        self.line.setPen(pg.mkPen(shade, width=1))
        shade.setAlpha(_SHADE)
        self._area.setBrush(shade)

    def remove(self) -> None:
        """Take everything out of the plot."""
        for part in self._parts:
            self._plot.removeItem(part)
