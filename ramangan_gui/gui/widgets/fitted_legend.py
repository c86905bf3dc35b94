"""A legend in a strip above its plot, where it hides nothing, with as many lines as it needs."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QGraphicsSceneResizeEvent

#: Width of the sample before a name and of the gaps behind sample and name, in pixels.
_SAMPLE, _GAP, _BETWEEN = 20.0, 4.0, 12.0

#: Between the lines, in pixels.
_LEADING = 2.0

#: A name is never narrower than this, in pixels.
_LEAST = 60.0

#: The strip takes no larger share of the height of the plot; what is left out ends in an ellipsis.
_SHARE = 1.0 / 3.0


class FittedLegend(pg.LegendItem):
    """The legend of a plot: names side by side above the canvas, as wide as that.

    Parameters
    ----------
    plot : pyqtgraph.PlotItem
        The plot; the legend becomes its own, in place of an axis at the top.
    **options
        As for ``pyqtgraph.LegendItem``.
    """

    def __init__(self, plot: pg.PlotItem, **options: Any) -> None:
        super().__init__(frame=False, **options)
        # It belongs to the layout, and grows with a picture that is saved.
        self.setFlag(self.GraphicsItemFlag.ItemIgnoresTransformations, False)
        self._plot = plot
        self._more = pg.LabelItem("…", size=self.labelTextSize(), justify="left")
        self._more.setParentItem(self)
        self._more.hide()
        plot.layout.removeItem(plot.getAxis("top"))
        plot.layout.addItem(self, 1, 1)
        plot.legend = self
        self._take(0.0)

    def updateSize(self) -> None:
        """Set the names out from left to right, and be as high as they need."""
        if not self.isVisible():
            self._take(0.0)
            return
        room = max(self.width() or self._plot.vb.width(), _LEAST + _SAMPLE + _GAP)
        most = _SHARE * self._plot.height()
        left = top = bottom = 0.0
        shown = 0
        for sample, label in self.items:
            size = _break(label, room - _SAMPLE - _GAP)
            width, height = _SAMPLE + _GAP + size.width(), size.height() + _LEADING
            if left and left + width > room:
                left, top = 0.0, bottom
            if shown and top + height > most:
                break
            sample.setPos(left, round(top + (_first_line(label) - _SAMPLE) / 2))
            label.setGeometry(QRectF(QPointF(left + _SAMPLE + _GAP, top + _LEADING / 2), size))
            left, bottom = round(left + width + _BETWEEN), max(bottom, round(top + height))
            shown += 1
        self._show_first(shown)
        self._take(bottom)

    def _show_first(self, n: int) -> None:
        """Show the first names, and that there are more if there are."""
        for number, (sample, label) in enumerate(self.items):
            sample.setVisible(number < n)
            label.setVisible(number < n)
        rest = [label.text for _, label in self.items[n:]]
        self._more.setVisible(bool(rest))
        if rest:
            last = self.items[n - 1][1].geometry()
            right = min(last.right() + _GAP, self.width() - _BETWEEN)
            self._more.setText("…", color=self.labelTextColor())
            self._more.setGeometry(QRectF(right, last.top(), _BETWEEN, last.height()))
            self._more.setToolTip("\n".join(rest))

    def _take(self, height: float) -> None:
        """Be so high, whatever else wants the room."""
        if height != self.maximumHeight():
            self.setMinimumHeight(height)
            self.setPreferredHeight(height)
            self.setMaximumHeight(height)

    def resizeEvent(self, event: QGraphicsSceneResizeEvent) -> None:
        """Set out anew for another width."""
        super().resizeEvent(event)
        if hasattr(self, "_more"):
            self.updateSize()

    def _addItemToLayout(self, sample: pg.ItemSample, label: pg.LabelItem) -> None:
        for part in (sample, label):
            part.setParentItem(self)

    def _removeItemFromLayout(self, *parts: pg.GraphicsWidget) -> None:
        for part in parts:
            part.close()
            scene = part.scene()
            if scene is not None:
                scene.removeItem(part)

    def hoverEvent(self, event: QEvent) -> None:
        """Leave the mouse to others: the strip is not to be dragged."""

    def mouseDragEvent(self, event: Any) -> None:
        """Leave the mouse to others: the strip is not to be dragged."""
        event.ignore()


def _break(label: pg.LabelItem, room: float) -> QSizeF:
    """Let the text of a label take no more than so many pixels in a line; give its size."""
    text = label.item
    text.document().setDocumentMargin(0)
    text.setTextWidth(-1)
    if text.boundingRect().width() > room:
        text.setTextWidth(room)
    return text.boundingRect().size()


def _first_line(label: pg.LabelItem) -> float:
    """Give the height of the first line of a label, in pixels."""
    layout = label.item.document().firstBlock().layout()
    return float(layout.lineAt(0).height()) + _LEADING
