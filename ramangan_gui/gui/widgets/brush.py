"""Rectangle and lasso over a plot: drag to choose what lies inside."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPolygonF
from PySide6.QtWidgets import QGraphicsPolygonItem

from .. import theme

MOVE, RECTANGLE, LASSO = "move", "rectangle", "lasso"

#: A drag shorter than this, in pixels, is a click.
_SHORTEST = 4.0

#: How much the shape covers of what is below, of 255.
_SHADE = 40


class Brush(QObject):
    """Takes drags over a plot while it is switched on, or while Shift or Ctrl is held.

    Parameters
    ----------
    plot : pyqtgraph.PlotWidget
        The plot.

    Attributes
    ----------
    drawn : Signal(object)
        Corners of the finished shape in the plot's coordinates, shape (k, 2).
    clicked : Signal(QPointF)
        Place in the scene of a click, which is no drag.
    """

    drawn = Signal(object)
    clicked = Signal(QPointF)

    def __init__(self, plot: pg.PlotWidget) -> None:
        super().__init__(plot)
        self._plot, self._shape = plot, ""
        self.mode = MOVE
        self._places: list[QPointF] = []
        self._item = QGraphicsPolygonItem()
        self._item.setZValue(100)
        self._item.hide()
        plot.getPlotItem().vb.addItem(self._item, ignoreBounds=True)
        plot.viewport().installEventFilter(self)

    def set_mode(self, mode: str) -> None:
        """Say what a plain drag does: move the plot, or draw a rectangle or a lasso."""
        self.mode = mode
        cursor = Qt.CursorShape.ArrowCursor if mode == MOVE else Qt.CursorShape.CrossCursor
        self._plot.viewport().setCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the drags that draw; leave all else to the plot."""
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        kind, position = event.type(), event.position()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._shape = self._wanted(event)
            if self._shape and self._is_inside(position):
                self._places = [position]
                return True
            self._shape = ""
        elif self._shape and kind == QEvent.Type.MouseMove:
            self._extend(position)
            return True
        elif self._shape and kind == QEvent.Type.MouseButtonRelease:
            self._finish(position)
            return True
        return super().eventFilter(watched, event)

    def _wanted(self, event: QMouseEvent) -> str:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return RECTANGLE
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return LASSO
        return "" if self.mode == MOVE else self.mode

    def _is_inside(self, position: QPointF) -> bool:
        box = self._plot.getPlotItem().vb.sceneBoundingRect()
        return bool(box.contains(self._plot.mapToScene(position.toPoint())))

    def _extend(self, position: QPointF) -> None:
        self._places = [*self._places, position] if self._shape == LASSO else [
            self._places[0], position,
        ]  # fmt: skip
        colour = theme.colour("highlight")
        self._item.setPen(pg.mkPen(colour, width=1, style=Qt.PenStyle.DashLine))
        colour.setAlpha(_SHADE)
        self._item.setBrush(colour)
        self._item.setPolygon(QPolygonF([QPointF(x, y) for x, y in self._corners().tolist()]))
        self._item.show()

    def _finish(self, position: QPointF) -> None:
        self._extend(position)
        corners, first = self._corners(), self._places[0]
        places = np.array([(p.x(), p.y()) for p in self._places])
        long_enough = float(np.ptp(places, axis=0).max()) >= _SHORTEST
        self._item.hide()
        self._shape, self._places = "", []
        if long_enough:
            self.drawn.emit(corners)
        else:
            self.clicked.emit(self._plot.mapToScene(first.toPoint()))

    def _corners(self) -> NDArray[np.float64]:
        """Give the shape in the plot's coordinates."""
        box: Any = self._plot.getPlotItem().vb
        found = []
        for place in self._places:
            point = box.mapSceneToView(self._plot.mapToScene(place.toPoint()))
            found.append((point.x(), point.y()))
        if self._shape == RECTANGLE:
            (x0, y0), (x1, y1) = found[0], found[-1]
            found = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        return np.array(found)


def points_inside(corners: ArrayLike, points: ArrayLike) -> NDArray[np.bool_]:
    """Say which points lie inside a polygon.

    Parameters
    ----------
    corners : array_like, shape (k, 2)
        The polygon; its last corner is joined to its first.
    points : array_like, shape (n, 2)
        Points.
    """
    a, p = np.asarray(corners, np.float64), np.asarray(points, np.float64).reshape(-1, 2)
    inside = np.zeros(len(p), bool)
    for (x0, y0), (x1, y1) in zip(a, np.roll(a, -1, axis=0), strict=True):
        if y0 != y1:
            crosses = (p[:, 1] < y0) != (p[:, 1] < y1)
            inside ^= crosses & (p[:, 0] < x0 + (p[:, 1] - y0) / (y1 - y0) * (x1 - x0))
    return inside


def curves_through(corners: ArrayLike, x: ArrayLike, rows: ArrayLike) -> NDArray[np.bool_]:
    """Say which curves pass through a polygon.

    Parameters
    ----------
    corners : array_like, shape (k, 2)
        The polygon.
    x : array_like, shape (n_points,)
        Ascending axis.
    rows : array_like, shape (n, n_points)
        Curves. They are looked at where they have points, and in the middle of the polygon.
    """
    a, axis, values = (np.asarray(v, np.float64) for v in (corners, x, rows))
    hit = np.zeros(len(values), bool)
    left, right = a[:, 0].min(), a[:, 0].max()
    if right < axis[0] or left > axis[-1]:
        return hit
    middle = float(np.clip((left + right) / 2, axis[0], axis[-1]))
    for place in [*axis[(axis >= left) & (axis <= right)], middle]:
        after = int(np.clip(np.searchsorted(axis, place), 1, axis.size - 1))
        weight = (place - axis[after - 1]) / (axis[after] - axis[after - 1])
        heights = values[:, after - 1] * (1 - weight) + values[:, after] * weight
        edges = _crossings(a, float(place))
        for low, high in zip(edges[::2], edges[1::2], strict=False):
            hit |= (heights >= low) & (heights <= high)
    return hit


def _crossings(corners: NDArray[np.float64], x: float) -> list[float]:
    """Give where a vertical line meets the edges of a polygon, from below."""
    found = []
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if (x < x0) != (x < x1):
            found.append(y0 + (x - x0) / (x1 - x0) * (y1 - y0))
    return sorted(found)
