"""Originals and generated spectra as points in a plane, such as two PCA scores."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.augmented_set import Review
from .. import theme
from ..numbers import written
from .brush import Brush, points_inside
from .mark_points import PointMarks
from .plot_frame import make_plot, name_axes, style_plot
from .scatter_layers import GENERATED, ORIGINAL, SYMBOLS, Layer, look_of

#: A click farther from every point than this, in pixels, hits none.
_REACH = 14.0


class ScatterPlot(QWidget):
    """Circles are originals, diamonds are generated spectra.

    Attributes
    ----------
    picked : Signal(str, int)
        A point was clicked: its kind and its place in the arrays given.
    hovered : Signal(str)
        Read-out of the point under the mouse, empty where there is none.
    pointed : Signal(str, int)
        Kind and place of the point under the mouse; place -1 where there is none.
    brushed : Signal(object, object)
        Places of the originals and of the generated points inside a shape that was drawn.
    """

    picked = Signal(str, int)
    hovered = Signal(str)
    pointed = Signal(str, int)
    brushed = Signal(object, object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        nothing = np.empty((0, 2))
        self._places: dict[str, NDArray[np.float64]] = {ORIGINAL: nothing, GENERATED: nothing}
        self._clusters: dict[str, NDArray[np.intp]] | None = None
        self._review = np.empty(0, np.int8)
        self._selected: tuple[int | None, int | None] = (None, None)
        self._names, self._pointed = ("", ""), (GENERATED, -1)
        self.plot = make_plot(title)
        self.plot.setMinimumSize(200, 140)
        self._layers: list[tuple[Layer, pg.ScatterPlotItem]] = []
        self._tie = pg.PlotDataItem()
        self._tie.setZValue(10)
        self.plot.addItem(self._tie)
        self._tie.opts["name"] = self.tr("selected and its nearest original")
        self._marks = {
            "selected": PointMarks(self.plot, SYMBOLS, self.tr("selected"), 18),
            "brushed": PointMarks(self.plot, SYMBOLS, self.tr("chosen"), 13, 1.5),
            "pointed": PointMarks(self.plot, SYMBOLS, self.tr("pointed at"), 22, 1.5, True),
        }
        self._rings = self._marks["selected"].items
        self.brush = Brush(self.plot)
        self.brush.drawn.connect(self._drawn)
        self.brush.clicked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        self._moves = pg.SignalProxy(
            self.plot.scene().sigMouseMoved, rateLimit=20, slot=self._moved
        )
        self._recolour()
        theme.changed.connect(self._recolour)

    def show_points(
        self, original: ArrayLike, generated: ArrayLike, name_x: str, name_y: str
    ) -> None:
        """Show other points.

        Parameters
        ----------
        original, generated : array_like, shape (n, 2)
            Where the points are.
        name_x, name_y : str
            Titles of the axes.
        """
        self._places = {
            ORIGINAL: np.asarray(original, np.float64).reshape(-1, 2),
            GENERATED: np.asarray(generated, np.float64).reshape(-1, 2),
        }
        self._names = (name_x, name_y)
        self._clusters = None
        nothing = np.empty(0, np.intp)
        self.show_brush(nothing, nothing)
        self.show_pointed(GENERATED, None)
        self._review = np.zeros(len(self._places[GENERATED]), np.int8)
        self._selected = (None, None)
        name_axes(self.plot, name_x, name_y)
        if self._regroup(anew=True):
            self.select(*self._selected)
        else:
            self._rebuild()
        self._show_everything()

    def show_nothing(self) -> None:
        """Show no points; quick where there are none."""
        nothing = np.empty((0, 2))
        if self._names != ("", "") or not self._layers or any(map(len, self._places.values())):
            self.show_points(nothing, nothing, "", "")

    def show_clusters(self, clusters: tuple[NDArray[np.intp], NDArray[np.intp]] | None) -> None:
        """Fill the points of the first cluster, outline those of the second.

        Parameters
        ----------
        clusters : tuple of ndarray, optional
            Cluster, 0 or 1, of the originals and of the generated spectra; ``None`` shows the
            decisions of the review instead.
        """
        if clusters is None and self._clusters is None:
            return
        self._clusters = None
        if clusters is not None:
            self._clusters = {ORIGINAL: clusters[0], GENERATED: clusters[1]}
        self._rebuild()

    def show_review(self, review: NDArray[np.int8]) -> None:
        """Show the decision about each generated spectrum: rejected ones fade to an outline."""
        self._review = np.asarray(review)
        if self._clusters is None and not self._regroup():
            self._rebuild()

    def select(self, generated: int | None, nearest: int | None = None) -> None:
        """Ring a generated spectrum and, joined to it by a line, its nearest original.

        Parameters
        ----------
        generated : int, optional
            Place among the generated points.
        nearest : int, optional
            Place among the originals; ``None`` where that original is not shown.
        """
        self._selected = (generated, nearest)
        chosen = {GENERATED: generated, ORIGINAL: nearest}
        ends = []
        for kind, ring in self._rings.items():
            place = chosen[kind]
            spot = self._places[kind][[place]] if place is not None else np.empty((0, 2))
            ring.setData(x=spot[:, 0], y=spot[:, 1])
            ends.append(spot)
        line = np.concatenate(ends)
        self._tie.setData(*(line.T if len(line) == 2 else ([], [])))

    def show_brush(self, original: NDArray[np.intp], generated: NDArray[np.intp]) -> None:
        """Ring the points that are chosen, by their places among each kind."""
        for kind, places in ((ORIGINAL, original), (GENERATED, generated)):
            self._marks["brushed"].show(kind, self._places[kind][places])

    def show_pointed(self, kind: str, place: int | None) -> None:
        """Ring one point lightly, because the mouse is over its spectrum elsewhere."""
        for one, places in self._places.items():
            here = [place] if one == kind and place is not None else []
            self._marks["pointed"].show(one, places[np.array(here, np.intp)])

    def point_at(self, position: QPointF) -> tuple[str, int] | None:
        """Give the kind and place of the point nearest to a position in the scene, if near."""
        box = self.plot.getViewBox()
        where = box.mapSceneToView(position)
        step_x, step_y = box.viewPixelSize()
        best, found = _REACH**2, None
        for kind in (GENERATED, ORIGINAL):
            places = self._places[kind]
            if not len(places):
                continue
            squares = ((places[:, 0] - where.x()) / step_x) ** 2
            squares += ((places[:, 1] - where.y()) / step_y) ** 2
            nearest = int(np.argmin(squares))
            if squares[nearest] < best:
                best, found = float(squares[nearest]), (kind, nearest)
        return found

    # -- drawing ----------------------------------------------------------------------------

    def _show_everything(self) -> None:
        """Zoom so that all points show."""
        places = np.concatenate(list(self._places.values()))
        if not len(places):
            return
        low, high = places.min(axis=0), places.max(axis=0)
        span = np.maximum(high - low, 1e-9 * np.maximum(np.abs(high), 1.0))
        (left, bottom), (right, top) = low - 0.05 * span, high + 0.05 * span
        self.plot.getViewBox().setRange(xRange=(left, right), yRange=(bottom, top), padding=0)

    def _regroup(self, anew: bool = False) -> bool:
        """Move points between the layers that are there, if no other ones are wanted.

        With `anew`, the points themselves are others.
        """
        wanted = self._wanted()
        if [layer.name for layer in wanted] != [layer.name for layer, _ in self._layers]:
            return False
        for number, (layer, (before, item)) in enumerate(zip(wanted, self._layers, strict=True)):
            if anew or not np.array_equal(layer.rows, before.rows):
                places = self._places[layer.kind][layer.rows]
                item.setData(x=places[:, 0], y=places[:, 1], **look_of(layer))
                self._layers[number] = (layer, item)
        return True

    def _rebuild(self) -> None:
        for _, item in self._layers:
            self.plot.removeItem(item)
        self.plot.getPlotItem().legend.clear()
        self._layers = []
        for layer in self._wanted():
            places = self._places[layer.kind][layer.rows]
            item = pg.ScatterPlotItem(
                x=places[:, 0], y=places[:, 1], name=layer.name, **look_of(layer)
            )
            self._layers.append((layer, item))
            self.plot.addItem(item)
        self.select(*self._selected)

    def _wanted(self) -> list[Layer]:
        kinds = {ORIGINAL: self.tr("original"), GENERATED: self.tr("generated")}
        if self._clusters is not None:
            words = (self.tr("{0} (1)"), self.tr("{0} (2)"))
            layers = [
                Layer(
                    kind,
                    np.flatnonzero(self._clusters[kind] == c),
                    c == 0,
                    False,
                    words[c].format(title),
                )
                for kind, title in kinds.items()
                for c in (0, 1)
            ]
            return [layer for layer in layers if layer.rows.size]
        everyone = np.arange(len(self._places[ORIGINAL]))
        rejected = self._review == Review.REJECTED
        layers = [
            Layer(ORIGINAL, everyone, True, False, kinds[ORIGINAL]),
            Layer(GENERATED, np.flatnonzero(~rejected), True, False, kinds[GENERATED]),
        ]
        if rejected.any():
            title = self.tr("generated, rejected")
            layers.append(Layer(GENERATED, np.flatnonzero(rejected), False, True, title))
        return layers

    def _recolour(self) -> None:
        style_plot(self.plot)
        for layer, item in self._layers:
            item.setPen(look_of(layer)["pen"])
            item.setBrush(look_of(layer)["brush"])
        for marks in self._marks.values():
            marks.restyle()
        pen = pg.mkPen(theme.plot_colours().foreground, width=1, style=Qt.PenStyle.DashLine)
        self._tie.setPen(pen)

    # -- mouse ------------------------------------------------------------------------------

    def _clicked(self, event: object) -> None:
        if event.double():  # type: ignore[attr-defined]
            self._show_everything()
        elif event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            self._pick(event.scenePos())  # type: ignore[attr-defined]

    @Slot(QPointF)
    def _pick(self, position: QPointF) -> None:
        found = self.point_at(position)
        if found is not None:
            self.picked.emit(*found)

    @Slot(object)
    def _drawn(self, corners: NDArray[np.float64]) -> None:
        inside = [
            np.flatnonzero(points_inside(corners, self._places[kind]))
            for kind in (ORIGINAL, GENERATED)
        ]
        self.brushed.emit(*inside)

    def _point(self, kind: str, place: int) -> None:
        if (kind, place) != self._pointed:
            self._pointed = (kind, place)
            self.pointed.emit(kind, place)

    def _moved(self, arguments: tuple[QPointF]) -> None:
        found = self.point_at(arguments[0])
        self._point(*(found or (GENERATED, -1)))
        if found is None:
            self.hovered.emit("")
            return
        kind, place = found
        title = self.tr("original") if kind == ORIGINAL else self.tr("generated spectrum")
        x, y = (written(score, ".4g") for score in self._places[kind][place])
        a, b = (name.partition(" (")[0] for name in self._names)
        self.hovered.emit(self.tr("{0} {1}: {2} {3}, {4} {5}").format(title, place + 1, a, x, b, y))
