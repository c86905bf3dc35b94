"""Shaded regions of a plot that belong to the recipe; they can be dragged, and taken away."""

from __future__ import annotations

import itertools
import weakref
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor

from .. import theme

#: Where on the left edge of a region its cross stands, as a share of the height: below the legend.
_CROSS_AT = 0.07

#: How opaque a region is, of 255; curves of the same hue must be seen through it.
_SHADE = 48

_numbers = itertools.count(1)


class PlotRegions(QObject):
    """Keeps one shaded region for each that the recipe names.

    Parameters
    ----------
    plot : PlotItem
        Where they are drawn.
    role : str
        Role of their colour.
    tip : str
        What such a region is, for its tooltip.
    parent : QObject, optional
        Owner.

    Attributes
    ----------
    moved : Signal(object, str)
        All regions as (first, last), and a key that all changes of one drag share.
    """

    moved = Signal(object, str)

    def __init__(
        self, plot: pg.PlotItem, role: str, tip: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._plot, self._role, self._tip = plot, role, tip
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

    def take_away(self, item: pg.LinearRegionItem) -> None:
        """Take the region away that is drawn by `item`, as a click on its cross does."""
        if item in self._items:
            regions = self._regions()
            del regions[self._items.index(item)]
            self.moved.emit(regions, "")

    def _made(self) -> pg.LinearRegionItem:
        item = pg.LinearRegionItem(swapMode="block")
        item.setZValue(15)
        item.setToolTip(self._tip)
        _Cross(item, self)
        self._style(item)
        item.sigRegionChanged.connect(self._changing)
        item.sigRegionChangeFinished.connect(self._changed)
        self._plot.addItem(item, ignoreBounds=True)
        return item

    def _style(self, item: pg.LinearRegionItem) -> None:
        colour = QColor(theme.colour(self._role))
        for line in item.lines:
            line.setPen(pg.mkPen(theme.plot_colours().foreground, width=1))
        item.lines[0].label.restyle()
        colour.setAlpha(_SHADE)
        item.setBrush(colour)
        colour.setAlpha(2 * _SHADE)
        item.setHoverBrush(colour)

    def _regions(self) -> list[tuple[float, ...]]:
        return [tuple(round(float(end), 1) for end in item.getRegion()) for item in self._items]

    @Slot(object)
    def _changing(self, _: object) -> None:
        if not self._key:
            self._key = f"{self._role}#{next(_numbers)}"
        self.moved.emit(self._regions(), self._key)

    @Slot(object)
    def _changed(self, _: object) -> None:
        if self._key:
            self.moved.emit(self._regions(), self._key)
        self._key = ""


class _Cross(pg.InfLineLabel):
    """A cross on the edge of a region that takes the region away.

    It must not keep alive what it lies in: if the last way to the region led through the cross,
    both would be deleted by the region, and the cross once more by Python, which ends the program.
    """

    #: A click here is none on a spectrum.
    takes_clicks = True

    def __init__(self, region: pg.LinearRegionItem, regions: PlotRegions) -> None:
        line, middle = region.lines[0], [(0.5, 0.5), (0.5, 0.5)]
        super().__init__(line, "×", movable=False, position=_CROSS_AT, anchors=middle)
        line.label = self
        self._region, self._regions = weakref.ref(region), weakref.ref(regions)
        self.setToolTip(QCoreApplication.translate("PlotRegions", "Take this region away"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        colours = theme.plot_colours()
        self.setColor(colours.foreground)
        self.fill = pg.mkBrush(colours.background)
        self.border = pg.mkPen(colours.foreground)
        self.update()

    def hoverEvent(self, event: Any) -> None:
        """Let nothing below take the click."""
        if not event.isExit():
            event.acceptClicks(Qt.MouseButton.LeftButton)

    def mouseClickEvent(self, event: Any) -> None:
        """Take the region away, once the click is over and done with."""
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            region, regions = self._region(), self._regions()
            if region is not None and regions is not None:
                QTimer.singleShot(0, regions, lambda: regions.take_away(region))
