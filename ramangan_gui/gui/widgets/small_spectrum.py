"""A small picture of one spectrum and its baseline, painted in a millisecond or two."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme
from ..numbers import written

#: Room around the curves, in pixels.
_EDGE = 8

#: Marks on the axis at most.
_MARKS = 4

Points = NDArray[np.float64]


class SmallSpectrum(QWidget):
    """One spectrum, its baseline dashed, and the axis with its unit below.

    A plot with everything that belongs to one takes longer to make than the window may be still.

    Attributes
    ----------
    clicked : Signal()
        The user clicked on the picture.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._x: Points | None = None
        self._curves: tuple[Points, Points] | None = None
        self._title = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Give a size at which bands can be told from noise."""
        return QSize(240, 180)

    def show_curves(self, x: Points, spectrum: Points, baseline: Points, title: str) -> None:
        """Draw a spectrum over an axis.

        Parameters
        ----------
        x, spectrum, baseline : ndarray of float64, shape (n_points,)
            Ascending axis and the curves, which are broken where they are not finite.
        title : str
            What the axis is, with its unit.
        """
        self._x, self._curves, self._title = x, (spectrum, baseline), title
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint background, curves and axis."""
        colours = theme.plot_colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.background))
        if self._x is not None and self._curves is not None:
            line = painter.fontMetrics().height()
            frame = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -2 * line - _EDGE)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_curves(painter, frame, colours)
            self._paint_axis(painter, frame, colours, line)
        painter.end()

    def _paint_curves(self, painter: QPainter, frame: QRectF, colours: theme.PlotColours) -> None:
        assert self._x is not None
        assert self._curves is not None
        both = np.concatenate(self._curves)
        low, high = float(np.nanmin(both)), float(np.nanmax(both))
        across = self._places(self._x, frame)
        dash = Qt.PenStyle.DashLine
        for curve, colour, style in zip(
            self._curves, (colours.raw, colours.baseline), (Qt.PenStyle.SolidLine, dash),
            strict=True,
        ):  # fmt: skip
            up = frame.bottom() - (curve - low) * (frame.height() / max(high - low, 1e-30))
            painter.setPen(QPen(QColor(colour), 1, style))
            painter.drawPath(pg.functions.arrayToQPath(across, up, connect="finite"))

    def _paint_axis(
        self, painter: QPainter, frame: QRectF, colours: theme.PlotColours, line: int
    ) -> None:
        assert self._x is not None
        first, last = float(self._x[0]), float(self._x[-1])
        painter.setPen(QColor(colours.grid))
        painter.drawLine(frame.bottomLeft(), frame.bottomRight())
        painter.setPen(QColor(colours.foreground))
        for mark in marks(first, last):
            at = float(self._places(np.array([mark]), frame)[0])
            painter.drawLine(QPointF(at, frame.bottom()), QPointF(at, frame.bottom() + 3))
            room = QRectF(at - 50, frame.bottom() + 3, 100, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, written(mark))
        below = QRectF(0, frame.bottom() + 3 + line, self.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._title)

    def _places(self, x: Points, frame: QRectF) -> Points:
        """Give the place of points of the axis in the picture."""
        assert self._x is not None
        first, last = self._x[0], self._x[-1]
        return np.asarray(frame.left() + (x - first) * (frame.width() / (last - first)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click anywhere on the picture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()


def marks(first: float, last: float) -> list[float]:
    """Give round numbers for the marks of an axis.

    Parameters
    ----------
    first, last : float
        Ends of the axis.
    """
    rough = (last - first) / _MARKS
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * f for f in (1.0, 2.0, 5.0, 10.0) if power * f >= rough)
    return [float(n * step) for n in range(int(np.ceil(first / step)), int(last // step) + 1)]
