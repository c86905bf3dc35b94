"""Shaded regions of a plot that the recipe cuts out; they can be dragged."""

from __future__ import annotations

import itertools

import pyqtgraph as pg
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor

from .. import theme

_numbers = itertools.count(1)


class ExcludedRegions(QObject):
    """Keeps one shaded region for each that the recipe excludes.

    Parameters
    ----------
    plot : PlotItem
        Where they are drawn.

    Attributes
    ----------
    moved : Signal(object, str)
        All regions as (first, last), and a key that all changes of one drag share.
    """

    moved = Signal(object, str)

    def __init__(self, plot: pg.PlotItem, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plot = plot
        self._items: list[pg.LinearRegionItem] = []
        self._key = ""

    def show_regions(self, regions: tuple[tuple[float, float], ...]) -> None:
        """Show other regions; one that is being dragged stays under the mouse."""
        if self._key:
            return
        while len(self._items) > len(regions):
            self._plot.removeItem(self._items.pop())
        while len(self._items) < len(regions):
            self._items.append(self._made())
        for item, region in zip(self._items, regions, strict=True):
            item.blockSignals(True)
            item.setRegion(region)
            item.blockSignals(False)

    @Slot()
    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        for item in self._items:
            self._style(item)

    def _made(self) -> pg.LinearRegionItem:
        item = pg.LinearRegionItem(swapMode="block")
        item.setZValue(15)
        item.setToolTip(self.tr("Cut out. Drag to move it; drag an edge to change its width."))
        self._style(item)
        item.sigRegionChanged.connect(self._changing)
        item.sigRegionChangeFinished.connect(self._changed)
        self._plot.addItem(item, ignoreBounds=True)
        return item

    def _style(self, item: pg.LinearRegionItem) -> None:
        colour = QColor(theme.plot_colours().muted)
        colour.setAlpha(90)
        item.setBrush(colour)
        colour.setAlpha(140)
        item.setHoverBrush(colour)
        for line in item.lines:
            line.setPen(pg.mkPen(theme.plot_colours().foreground, width=1))

    def _tell(self) -> None:
        regions = [tuple(round(float(end), 1) for end in item.getRegion()) for item in self._items]
        self.moved.emit(regions, self._key)

    @Slot(object)
    def _changing(self, _: object) -> None:
        if not self._key:
            self._key = f"exclude#{next(_numbers)}"
        self._tell()

    @Slot(object)
    def _changed(self, _: object) -> None:
        if self._key:
            self._tell()
        self._key = ""
