"""Two lines in a plot that crop the range."""

from __future__ import annotations

import itertools
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor

from .. import theme

_numbers = itertools.count(1)


class CropRegion(pg.LinearRegionItem):
    """Range of the axis that is kept; its edges can be dragged.

    The inside does not take the mouse, so that dragging there still moves the plot.

    Attributes
    ----------
    key : str
        The same for all changes of one drag.
    """

    def __init__(self) -> None:
        clear = QColor(0, 0, 0, 0)
        super().__init__(brush=clear, hoverBrush=clear, swapMode="block")
        self.key = ""
        self._moving = False
        self.setZValue(20)
        tip = QCoreApplication.translate("CropRegion", "Drag to crop the range")
        for line in self.lines:
            line.setToolTip(tip)
            line.setCursor(Qt.CursorShape.SizeHorCursor)
            line.sigDragged.connect(self._dragged)
            line.sigPositionChangeFinished.connect(self._released)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        pen = pg.mkPen(theme.plot_colours().foreground, width=1)
        for line in self.lines:
            line.setPen(pen)
            line.setHoverPen(pg.mkPen(theme.plot_colours().generated, width=3))

    def show_range(self, first: float, last: float, bounds: tuple[float, float]) -> None:
        """Put the lines where the recipe has them, unless the user is just moving them."""
        if not self._moving:
            self.blockSignals(True)
            self.setBounds(bounds)
            self.setRegion((first, last))
            self.blockSignals(False)

    def mouseDragEvent(self, event: Any) -> None:
        """Leave drags inside to the plot."""
        event.ignore()

    def hoverEvent(self, event: Any) -> None:
        """Do not light up."""

    def _dragged(self, _: object) -> None:
        if not self._moving:
            self._moving = True
            self.key = f"crop#{next(_numbers)}"

    def _released(self, _: object) -> None:
        self._moving = False
