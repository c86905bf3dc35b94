"""The band of the picture of a map, as a region that can be dragged in the plot of spectra."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from .. import theme

#: How much of the spectra shows through the region, 0 to 255.
_CLEAR = 60


class BandRegion(pg.LinearRegionItem):
    """A band of the axis; it can be moved as a whole or at its edges."""

    def __init__(self) -> None:
        super().__init__(swapMode="block")
        self.setZValue(20)
        self.setToolTip(
            QCoreApplication.translate("BandRegion", "Band of the map’s picture: drag to move it")
        )
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        colour = QColor(theme.plot_colours().generated)
        for line in self.lines:
            line.setPen(pg.mkPen(colour, width=1))
            line.setHoverPen(pg.mkPen(colour, width=3))
        clear = QColor(colour)
        clear.setAlpha(_CLEAR)
        self.setBrush(clear)
        self.setHoverBrush(clear)

    def show_band(self, low: float, high: float) -> None:
        """Put the region where the band is, without telling."""
        self.blockSignals(True)
        self.setRegion((low, high))
        self.blockSignals(False)
