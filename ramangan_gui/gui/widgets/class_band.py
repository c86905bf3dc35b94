"""A whole class in a plot: its density, with the median and the range of most spectra."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from .. import theme
from .trace_parts import with_breaks

#: Behind everything else.
_BEHIND = -20


class ClassBand:
    """Median, 5 % and 95 % of a class, and where wanted a picture of how many pass each place.

    Parameters
    ----------
    plot : PlotItem
        Where it is drawn.
    colour : str
        Role of the colour.
    lines : str, optional
        Role of another colour for the three lines. Without it they are dotted; either way they can
        be told from those of the spectra in view, which lie in front of them.
    """

    def __init__(self, plot: pg.PlotItem, colour: str, lines: str = "") -> None:
        self._plot, self._colour, self._lines = plot, colour, lines or colour
        self._style = Qt.PenStyle.SolidLine if lines else Qt.PenStyle.DotLine
        self._curves = [pg.PlotCurveItem(antialias=False) for _ in range(3)]
        self._image = pg.ImageItem(axisOrder="col-major")
        for item in (*self._curves, self._image):
            item.setZValue(_BEHIND)
            item.setVisible(False)
            # The view makes room for the curves, not for the few spectra beyond them.
            plot.addItem(item, ignoreBounds=item is self._image)
        self.restyle()

    @property
    def is_shown(self) -> bool:
        """Whether the class is in the plot now."""
        return bool(self._curves[0].isVisible())

    def show(
        self,
        x: NDArray[np.float64],
        curves: NDArray[np.float32],
        counts: NDArray[np.uint8] | None = None,
        extent: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        """Draw the class.

        Parameters
        ----------
        x : ndarray, shape (n_points,)
            Axis.
        curves : ndarray, shape (3, n_points)
            5 %, median and 95 %.
        counts : ndarray of uint8, optional
            Picture, first index along the axis.
        extent : tuple of float
            Intensities that the picture reaches from and to.
        """
        broken, rows = with_breaks(x, curves)
        for curve, values in zip(self._curves, rows, strict=True):
            curve.setData(broken, values, connect="finite")
            curve.setVisible(True)
        if counts is not None:
            low, high = extent
            self._image.setImage(counts, autoLevels=False, levels=(0, 255))
            self._image.setRect(QRectF(x[0], low, x[-1] - x[0], max(high - low, 1e-12)))
        self._image.setVisible(counts is not None)

    def hide(self) -> None:
        """Take the class out of sight."""
        for item in (*self._curves, self._image):
            item.setVisible(False)

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        colour = QColor(theme.colour(self._colour))
        table = np.empty((256, 4), np.uint8)
        table[:, :3] = colour.red(), colour.green(), colour.blue()
        table[:, 3] = np.linspace(0, 170, 256)
        self._image.setLookupTable(table)
        pen = pg.mkPen(theme.colour(self._lines), width=1, style=self._style)
        for curve in self._curves:
            curve.setPen(pen)
