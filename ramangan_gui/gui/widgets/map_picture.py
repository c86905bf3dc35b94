"""The picture of a map: one square a spectrum, in which a region can be drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot

from ...core.map_grid import MapGrid
from .. import theme
from ..numbers import written
from .colour_scale import ColourScale
from .local_axis import LocalAxis

#: How dark places outside the selection become, 0 to 255.
_SHADE = 150


class _RegionBox(pg.ViewBox):
    """A view in which dragging draws a region instead of moving the picture."""

    drawn = Signal(object, bool)
    drawing = Signal(object)

    def __init__(self) -> None:
        super().__init__(lockAspect=True, invertY=False, enableMenu=False)
        self.free_hand = False
        self._corners: list[tuple[float, float]] = []

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        """Collect the corners of the region while the left button is down."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        here = self.mapToView(event.pos())
        if event.isStart():
            begin = self.mapToView(event.buttonDownPos())
            self._corners = [(begin.x(), begin.y())]
        self._corners.append((here.x(), here.y()))
        polygon = np.array(self._corners if self.free_hand else self._rectangle())
        if event.isFinish():
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.drawn.emit(polygon, bool(shift))
            self._corners = []
        else:
            self.drawing.emit(polygon)

    def _rectangle(self) -> list[tuple[float, float]]:
        (x0, y0), (x1, y1) = self._corners[0], self._corners[-1]
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


class MapPicture(pg.GraphicsLayoutWidget):
    """Picture with a scale, the region being drawn, and what is selected.

    Attributes
    ----------
    drawn : Signal(object, bool)
        Corners of a region in columns and rows of the picture, and whether it adds to the
        selection.
    clicked : Signal(int)
        Spectrum whose square was clicked.
    hovered : Signal(str)
        Place and value under the mouse.
    """

    drawn = Signal(object, bool)
    clicked = Signal(int)
    hovered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid: MapGrid | None = None
        self._values: NDArray[np.float64] = np.empty((0, 0))
        self._box = _RegionBox()
        axes = {side: LocalAxis(side) for side in ("left", "bottom")}
        self._plot = self.addPlot(viewBox=self._box, axisItems=axes)
        self._plot.hideButtons()
        self._plot.setLabel("bottom", self.tr("x / µm"))
        self._plot.setLabel("left", self.tr("y / µm"))
        for side in ("left", "bottom"):
            self._plot.getAxis(side).enableAutoSIPrefix(False)
        map_ = pg.colormap.get("viridis")
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setColorMap(map_)
        self._shade = pg.ImageItem(axisOrder="row-major")
        self._outline = pg.PlotCurveItem()
        for item in (self._image, self._shade, self._outline):
            self._plot.addItem(item)
        self._bar = ColourScale(map_)
        self._bar.setImageItem(self._image)
        self.addItem(self._bar)
        self._box.drawing.connect(self._show_outline)
        self._box.drawn.connect(self._finish)
        self.scene().sigMouseClicked.connect(self._clicked_at)
        self.scene().sigMouseMoved.connect(self._moved)
        self.setAccessibleName(self.tr("Picture of the map"))
        self.setToolTip(
            self.tr(
                "Drag to draw a region; with Shift it adds to the selection. Click a square to see "
                "its spectrum."
            )
        )
        theme.changed.connect(self.restyle)
        self.restyle()

    def set_free_hand(self, free: bool) -> None:
        """Draw regions free-hand, or as rectangles."""
        self._box.free_hand = free

    def show_picture(self, grid: MapGrid, values: NDArray[np.float64], title: str) -> None:
        """Show values at the places of a grid."""
        if grid is not self._grid:
            self._grid = grid
            self._plot.getAxis("bottom").setTicks([_ticks(grid.x, 3)])
            self._plot.getAxis("left").setTicks([_ticks(grid.y, 5)])
            self._box.setRange(xRange=(0, grid.x.size), yRange=(0, grid.y.size), padding=0.02)
        self._values = grid.picture(values)
        finite = self._values[np.isfinite(self._values)]
        low, high = np.quantile(finite, (0.01, 0.99)) if finite.size else (0.0, 1.0)
        high = high if high > low else low + 1.0
        self._image.setImage(self._values, levels=(low, high))
        self._bar.setLevels((low, high))
        self._plot.setTitle(title, size="9pt", color=theme.plot_colours().foreground)

    def show_selected(self, rows: NDArray[np.intp]) -> None:
        """Darken every place that is not selected; nothing where none is."""
        if self._grid is None:
            return
        shade = np.zeros((*self._grid.cells.shape, 4), np.uint8)
        if rows.size:
            shade[..., 3] = np.where(np.isin(self._grid.cells, rows), 0, _SHADE)
        self._shade.setImage(shade, levels=(0, 255))

    @Slot()
    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        colours = theme.plot_colours()
        self.setBackground(colours.background)
        self._outline.setPen(pg.mkPen(colours.highlight, width=2, style=Qt.PenStyle.DashLine))
        self._plot.titleLabel.setText(self._plot.titleLabel.text, color=colours.foreground)
        for axis in (self._plot.getAxis("left"), self._plot.getAxis("bottom"), self._bar.axis):
            axis.setPen(colours.grid)
            axis.setTextPen(colours.foreground)

    def close(self) -> bool:
        """Stop listening to the theme: pyqtgraph takes a closed picture apart."""
        theme.changed.disconnect(self.restyle)
        return bool(super().close())

    @Slot(object)
    def _show_outline(self, polygon: NDArray[np.float64]) -> None:
        closed = np.vstack([polygon, polygon[:1]])
        self._outline.setData(closed[:, 0], closed[:, 1])

    @Slot(object, bool)
    def _finish(self, polygon: NDArray[np.float64], adds: bool) -> None:
        self._outline.setData([], [])
        self.drawn.emit(polygon, adds)

    def _place(self, scene_position: Any) -> tuple[int, int] | None:
        if self._grid is None or not self._plot.sceneBoundingRect().contains(scene_position):
            return None
        point = self._box.mapSceneToView(scene_position)
        column, row = int(np.floor(point.x())), int(np.floor(point.y()))
        inside = 0 <= column < self._grid.x.size and 0 <= row < self._grid.y.size
        return (row, column) if inside else None

    @Slot(object)
    def _clicked_at(self, event: Any) -> None:
        place = self._place(event.scenePos())
        if place is not None and self._grid is not None and self._grid.cells[place] >= 0:
            self.clicked.emit(int(self._grid.cells[place]))

    @Slot(object)
    def _moved(self, position: Any) -> None:
        place = self._place(position)
        if place is None or self._grid is None:
            self.hovered.emit("")
            return
        row, column = place
        x, y = (written(p, ".6g") for p in (self._grid.x[column], self._grid.y[row]))
        self.hovered.emit(f"x {x} µm  y {y} µm  {written(self._values[place], '.5g')}")


def _ticks(places: NDArray[np.float64], n: int) -> list[tuple[float, str]]:
    """Write some of the places of columns or rows at their middles."""
    numbers = np.unique(np.linspace(0, places.size - 1, min(n, places.size)).astype(int))
    return [(number + 0.5, written(places[number], ".4g")) for number in numbers.tolist()]
