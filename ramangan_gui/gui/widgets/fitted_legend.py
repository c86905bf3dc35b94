"""A legend that is never wider than its plot: long names go on in the next line."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Slot

#: Room for the sample beside a name, and between the legend and the edges of the plot, in pixels.
_BESIDE = 46

#: A name is never narrower than this, in pixels.
_LEAST = 60


class FittedLegend(pg.LegendItem):
    """The legend of a plot, in its upper right corner.

    Parameters
    ----------
    plot : pyqtgraph.PlotItem
        The plot; the legend becomes its own.
    **options
        As for ``pyqtgraph.LegendItem``.
    """

    def __init__(self, plot: pg.PlotItem, **options: Any) -> None:
        super().__init__(**options)
        self._view = plot.vb
        self.setParentItem(plot.vb)
        plot.legend = self
        plot.vb.sigResized.connect(self._fit)

    def updateSize(self) -> None:
        """Break what is too long for the plot, and be as large as is needed."""
        view = getattr(self, "_view", None)  # not yet, while it is made
        if view is not None:
            room = max(view.width() - _BESIDE, _LEAST)
            for _, label in self.items:
                _break(label, room)
        super().updateSize()

    @Slot()
    def _fit(self) -> None:
        self.updateSize()


def _break(label: pg.LabelItem, room: float) -> None:
    """Let the text of a label take no more than so many pixels in a line."""
    text = label.item
    text.setTextWidth(-1)
    if text.boundingRect().width() > room:
        text.setTextWidth(room)
    label.updateMin()
    label.resizeEvent(None)
