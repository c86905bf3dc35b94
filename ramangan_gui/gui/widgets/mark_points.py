"""Rings around points of a scatter plot: the selected, the brushed, the one under the mouse."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from .. import theme


class PointMarks:
    """Rings of one purpose, in the shapes of the points that they stand around.

    Parameters
    ----------
    plot : pyqtgraph.PlotWidget
        The plot.
    symbols : mapping of str to str
        pyqtgraph's symbol of each kind of point.
    name : str
        What the rings mean, where the plot is saved as numbers.
    size, width : float
        Size of a ring and width of its line, in pixels.
    dotted : bool
        Whether the line is dotted.
    """

    def __init__(
        self,
        plot: pg.PlotWidget,
        symbols: Mapping[str, str],
        name: str,
        size: float,
        width: float = 2.0,
        dotted: bool = False,
    ) -> None:
        self._width, self._dotted = width, dotted
        self.items = {k: pg.ScatterPlotItem(symbol=s, size=size) for k, s in symbols.items()}
        for kind, item in self.items.items():
            item.setZValue(10)
            plot.addItem(item, ignoreBounds=True)
            # Only now, or the legend would take them.
            item.opts["name"] = f"{name}, {kind}"

    def show(self, kind: str, places: NDArray[np.float64]) -> None:
        """Put rings around points, shape (n, 2), in place of those of this kind."""
        self.items[kind].setData(x=places[:, 0], y=places[:, 1])

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        style = Qt.PenStyle.DotLine if self._dotted else Qt.PenStyle.SolidLine
        pen = pg.mkPen(theme.plot_colours().foreground, width=self._width, style=style)
        for item in self.items.values():
            item.setPen(pen)
            item.setBrush(pg.mkBrush(None))
