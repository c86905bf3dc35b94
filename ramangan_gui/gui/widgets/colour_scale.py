"""The scale of colours beside a picture."""

from __future__ import annotations

import pyqtgraph as pg

from .local_axis import LocalAxis

#: Width of the bar and room for its numbers, in pixels.
_WIDTH, _ROOM = 14, 45


class ColourScale(pg.ColorBarItem):
    """pyqtgraph's bar of colours, whose numbers have the window's decimal sign.

    Parameters
    ----------
    colours : pyqtgraph.ColorMap
        The colours.
    """

    def __init__(self, colours: pg.ColorMap) -> None:
        super().__init__(colorMap=colours, interactive=False, width=_WIDTH)
        axis = LocalAxis("right")
        axis.setWidth(_ROOM)
        axis.setZValue(0.5)
        # Above the bar's axis of 0 to 255, the values that its colours stand for.
        self.setAxisItems({"right": axis})
        axis.unlinkFromView()
        axis.setRange(*self.values)
        self.axis = axis
