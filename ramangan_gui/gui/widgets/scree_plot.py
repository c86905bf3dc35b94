"""How much of the originals' variance each principal component explains."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .. import theme
from ..numbers import written
from .plot_frame import make_plot, name_axes, style_plot


class ScreePlot(QWidget):
    """Bars for the components, filled for those in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = make_plot(self.tr("Share of the variance in each component"))
        self.plot.setMinimumWidth(90)
        self.plot.setMouseEnabled(x=False, y=False)
        name_axes(self.plot, self.tr("Component"), self.tr("Variance / %"))
        self._shares: NDArray[np.float64] = np.empty(0)
        self._shown: tuple[int, ...] = ()
        self._bars: pg.BarGraphItem | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        theme.changed.connect(self._redraw)
        self._redraw()

    def show_shares(self, shares: NDArray[np.float64], shown: Sequence[int]) -> None:
        """Show other components.

        Parameters
        ----------
        shares : ndarray of float64, shape (k,)
            Share of the variance, 0 to 1.
        shown : sequence of int
            Those in view, from 0.
        """
        self._shares, self._shown = shares, tuple(shown)
        self._redraw()
        self.plot.getViewBox().setRange(
            xRange=(0.4, len(shares) + 0.6),
            yRange=(0, 105 * max(float(shares.max(initial=0)), 1e-6)),
            padding=0,
        )
        lines = [
            f"PC {n}: {written(100 * share, '.1f')} %" for n, share in enumerate(shares.tolist(), 1)
        ]
        head = self.tr("Share of the originals' variance; filled: in view.")
        self.plot.setToolTip("\n".join([head, *lines]))

    def _redraw(self) -> None:
        style_plot(self.plot)
        if self._bars is not None:
            self.plot.removeItem(self._bars)
        colours = theme.plot_colours()
        filled, hollow = pg.mkBrush(colours.original), pg.mkBrush(None)
        numbers = np.arange(len(self._shares))
        self._bars = pg.BarGraphItem(
            x=numbers + 1,
            height=100 * self._shares,
            width=0.7,
            pen=pg.mkPen(colours.original),
            brushes=[filled if n in self._shown else hollow for n in numbers.tolist()],
        )
        self.plot.addItem(self._bars)
