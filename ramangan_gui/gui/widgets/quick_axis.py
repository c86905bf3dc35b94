"""An axis that is painted quickly, for plots whose curves change many times a second."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPicture

from .local_axis import LocalAxis

#: Lines less opaque than this, of 255, are hardly seen: those between the numbered ones.
_FAINT = 16


class QuickAxis(LocalAxis):
    """pyqtgraph's axis, with grid lines that cost next to nothing.

    With a grid an axis reaches over the whole plot, so that it is painted again whenever a curve
    changes. A translucent line is blended point by point, a narrow rectangle at once. Lines that
    are hardly seen are left out, and nothing is recorded only to be played again.
    """

    #: What is painted; pyqtgraph sets it to ``None`` where it has changed.
    picture: Any

    def paint(self, painter: QPainter, option: Any, widget: Any) -> None:
        """Paint line, ticks, grid and numbers; they are laid out again only after a change."""
        if self.picture is None:
            self.picture = self._laid_out()
        if self.picture:
            self.drawPicture(painter, *self.picture)

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:
        """Paint what was laid out, all straight lines as rectangles."""
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for pen, first, last in tickSpecs:
            if pen.color().alpha() >= _FAINT:
                p.fillRect(_as_rectangle(pen, first, last), pen.color())
        super().drawPicture(p, axisSpec, [], textSpecs)

    def _laid_out(self) -> tuple[Any, ...]:
        recording = QPicture()
        ruler = QPainter(recording)
        try:
            return self.generateDrawSpecs(ruler) or ()
        finally:
            ruler.end()


def _as_rectangle(pen: QPen, first: QPointF, last: QPointF) -> QRectF:
    """Give the rectangle that a line along one of the axes covers."""
    width = max(pen.widthF(), 1.0)
    x, y = min(first.x(), last.x()), min(first.y(), last.y())
    if first.x() == last.x():
        return QRectF(round(x), y, width, abs(last.y() - first.y()))
    return QRectF(x, round(y), abs(last.x() - first.x()), width)
