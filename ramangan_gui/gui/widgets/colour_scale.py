"""The scale of colours beside a picture."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph as pg

from .local_axis import LocalAxis

#: Width of the bar, in pixels.
_WIDTH = 14


class ColourScale(pg.ColorBarItem):
    """pyqtgraph's bar of colours, whose numbers have the window's decimal sign.

    Parameters
    ----------
    colours : pyqtgraph.ColorMap
        The colours.
    """

    def __init__(self, colours: pg.ColorMap) -> None:
        super().__init__(colorMap=colours, interactive=False, width=_WIDTH)

    def setAxisItems(self, axisItems: Mapping[str, pg.AxisItem] | None = None) -> None:
        """Set axes; while the bar is made, pyqtgraph asks here for the one with the numbers."""
        super().setAxisItems({"right": LocalAxis("right")} if axisItems is None else axisItems)
