"""Many curves as one item that is painted as a picture, and moved with the plot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from .coverage import coverage

#: Up to this many curves the picture is made anew in every paint.
_AT_ONCE = 200

#: With more, this long after the plot was moved; until then the old picture moves along, in ms.
_LATER = 60

#: Pixels of a dash, and of a dash with the gap behind it.
_DASH, _PERIOD = 5, 8


class JoinedCurve(pg.PlotCurveItem):
    """Curves on one axis, painted as what drawing them one over the other gives.

    On screen their pixels are counted, which takes a tenth of the time of drawing lines; saved as
    a drawing, they are lines.
    """

    def __init__(self) -> None:
        super().__init__(antialias=False)
        self._x: NDArray[np.floating[Any]] = np.empty(0)
        self._rows: NDArray[np.floating[Any]] = np.empty((0, 0))
        self._image: QImage | None = None
        self._drawn: tuple[Any, ...] = ()
        self._later = QTimer(singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._renew)

    def set_rows(self, x: NDArray[Any], rows: NDArray[Any], pen: Any) -> None:
        """Show curves, shape (n_curves, n_points), over their axis."""
        n, n_points = rows.shape
        gaps = ~np.isfinite(rows)
        connect = np.ones((n, n_points), np.int32)
        connect[:, -1] = 0
        if gaps.any():
            connect[gaps] = 0
            connect[:, :-1][gaps[:, 1:]] = 0
        self._x, self._rows, self._image = x, rows, None
        self.setData(
            np.tile(x, n),
            rows.ravel(),
            connect=connect.ravel(),
            pen=pen,
            skipFiniteCheck=not gaps.any(),
        )

    def paint(self, painter: QPainter, option: Any, widget: Any) -> None:
        """Paint the picture; where the painter is none of a widget, lines."""
        box = self.getViewBox()
        if widget is None or box is None or not len(self._rows):
            super().paint(painter, option, widget)
            return
        world = painter.worldTransform()
        # The window's own pixels, which may be finer than its units.
        fine = painter.device().devicePixelRatioF()
        self._keep_up(box.viewRect(), world, fine)
        if self._image is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setWorldTransform(QTransform())
        place = world.mapRect(self._drawn[0])
        if (round(place.width() * fine), round(place.height() * fine)) == self._drawn[1]:
            painter.drawImage(QPoint(round(place.x()), round(place.y())), self._image)
        else:
            painter.drawImage(place, self._image, QRectF(self._image.rect()))
        painter.restore()

    def make_ahead(self) -> None:
        """Make the picture before it is painted, so that several are not made in one paint."""
        box, scene = self.getViewBox(), self.scene()
        if box is not None and scene is not None and scene.views() and len(self._rows):
            box.prepareForPaint()  # brings the range up to date
            canvas = scene.views()[0]
            world = self.deviceTransform(canvas.viewportTransform())
            self._keep_up(box.viewRect(), world, canvas.devicePixelRatioF())

    def _keep_up(self, view: QRectF, world: QTransform, fine: float) -> None:
        """Make the picture of a view, or see that it is made, unless it is there."""
        target = world.mapRect(view)
        size = round(target.width() * fine), round(target.height() * fine)
        if min(size) < 1:
            return
        pen = self.opts["pen"]
        drawn = (view, size, pen.color().rgba(), pen.style())
        if self._image is None or (drawn != self._drawn and len(self._rows) <= _AT_ONCE):
            self._image = self._made(*drawn)
            self._image.setDevicePixelRatio(fine)
            self._drawn = (QRectF(view), *drawn[1:])
        elif drawn != self._drawn and not self._later.isActive():
            self._later.start()

    def _made(self, view: QRectF, size: tuple[int, int], rgba: int, style: Qt.PenStyle) -> QImage:
        counts = coverage(
            self._x,
            self._rows,
            (view.left(), view.right()),
            (view.top(), view.bottom()),
            *size,
        )
        if style != Qt.PenStyle.SolidLine:
            counts[np.arange(size[0]) % _PERIOD >= _DASH] = 0
        table = _shades(QColor.fromRgba(rgba), int(counts.max(initial=0)))
        pixels = np.ascontiguousarray(table[counts.T[::-1]])
        image = QImage(pixels.data, *size, 4 * size[0], QImage.Format.Format_ARGB32_Premultiplied)
        return image.copy()

    @Slot()
    def _renew(self) -> None:
        self._image = None
        self.update()


def _shades(colour: QColor, most: int) -> NDArray[np.uint32]:
    """Give the pixel that 0, 1, 2, ... lines of a colour, one over the other, leave."""
    alpha = 1.0 - (1.0 - colour.alphaF()) ** np.arange(most + 1)
    parts = [np.rint(alpha * part).astype(np.uint32) for part in (
        255, colour.red(), colour.green(), colour.blue()
    )]  # fmt: skip
    return parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3]
