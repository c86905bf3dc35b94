"""Two sets of numbers as histograms over the same bins."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .. import theme
from ..numbers import written
from .brush import RECTANGLE, Brush
from .plot_frame import make_plot, name_axes, style_plot

_FEWEST_BINS, _MOST_BINS = 5, 30

#: Part of the values at each end that may lie outside the plot, so that one stray does not rule.
_TAIL = 0.005

Values = NDArray[np.float64]


class Histogram(QWidget):
    """Originals as a filled shape, generated spectra as a dashed outline.

    Attributes
    ----------
    hovered : Signal(str)
        Read-out of the bin under the mouse; empty where there is none.
    ranged : Signal(float, float)
        Ends of a range that was dragged over.
    """

    hovered = Signal(str)
    ranged = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = make_plot(self.tr("Histogram"))
        self.plot.setMinimumSize(90, 80)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.getPlotItem().legend.hide()
        self.plot.getAxis("left").setWidth(44)
        self.edges: Values = np.empty(0)
        self.shares: tuple[Values, Values] = (np.empty(0), np.empty(0))
        self._title = ""
        self._original = pg.PlotCurveItem([0.0, 1.0], [0.0], stepMode="center", fillLevel=0)
        self._generated = pg.PlotCurveItem([0.0, 1.0], [0.0], stepMode="center")
        self._chosen = pg.PlotCurveItem([0.0, 1.0], [0.0], stepMode="center")
        self._mark = pg.InfiniteLine(angle=90)
        for item in (self._original, self._generated, self._chosen, self._mark):
            self.plot.addItem(item, ignoreBounds=True)
        self._mark.hide()
        self.brush = Brush(self.plot)
        self.brush.set_mode(RECTANGLE)
        self.brush.drawn.connect(
            lambda corners: self.ranged.emit(float(corners[:, 0].min()), float(corners[:, 0].max()))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        self._moves = pg.SignalProxy(
            self.plot.scene().sigMouseMoved, rateLimit=20, slot=self._moved
        )
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_values(self, original: Values, generated: Values, title: str) -> None:
        """Show other numbers.

        Parameters
        ----------
        original, generated : ndarray of float64
            The numbers; those that are not finite are left out.
        title : str
            What they are, with unit.
        """
        kinds = [values[np.isfinite(values)] for values in (original, generated)]
        self._title = title
        self.plot.setAccessibleName(title)
        name_axes(self.plot, title, self.tr("Spectra / %"))
        self._mark.hide()
        self._chosen.hide()
        together = np.concatenate(kinds)
        if not together.size:
            self.edges, self.shares = np.empty(0), (np.empty(0), np.empty(0))
            self._original.setData([0.0, 1.0], [0.0])
            self._generated.setData([0.0, 1.0], [0.0])
            return
        self.edges = _edges(together)
        clipped = [np.clip(v, self.edges[0], self.edges[-1]) for v in kinds]
        counts = [np.histogram(v, self.edges)[0] for v in clipped]
        self.shares = tuple(100.0 * c / max(c.sum(), 1) for c in counts)
        self._original.setData(self.edges, self.shares[0])
        self._generated.setData(self.edges, self.shares[1])
        top = max(float(s.max(initial=1.0)) for s in self.shares)
        self.plot.getViewBox().setRange(
            xRange=(self.edges[0], self.edges[-1]), yRange=(0.0, 1.05 * top), padding=0.02
        )

    def show_chosen(self, values: Values) -> None:
        """Outline where chosen spectra lie, as shares of themselves."""
        known = values[np.isfinite(values)]
        self._chosen.setVisible(bool(known.size and self.edges.size))
        if known.size and self.edges.size:
            counts, _ = np.histogram(np.clip(known, self.edges[0], self.edges[-1]), self.edges)
            self._chosen.setData(self.edges, 100.0 * counts / known.size)

    def mark(self, value: float | None) -> None:
        """Mark the value of the selected spectrum; ``None`` marks nothing."""
        self._mark.hide()
        if value is not None and np.isfinite(value) and self.edges.size:
            self._mark.setValue(float(np.clip(value, self.edges[0], self.edges[-1])))
            self._mark.show()

    def _moved(self, arguments: tuple[QPointF]) -> None:
        box = self.plot.getViewBox()
        if not box.sceneBoundingRect().contains(arguments[0]) or not self.edges.size:
            self.hovered.emit("")
            return
        x = box.mapSceneToView(arguments[0]).x()
        number = int(np.searchsorted(self.edges, x)) - 1
        if not 0 <= number < len(self.edges) - 1:
            self.hovered.emit("")
            return
        name, _, unit = self._title.partition(" / ")
        text = self.tr("{0} {1} to {2} {3}: {4} % of originals, {5} % of generated")
        first, last = (written(edge, ".5g") for edge in self.edges[number : number + 2])
        shares = [written(share[number], ".1f") for share in self.shares]
        self.hovered.emit(text.format(name, first, last, unit, *shares))

    def _restyle(self) -> None:
        style_plot(self.plot)
        colours = theme.plot_colours()
        shade = pg.mkColor(colours.original)
        self._original.setPen(pg.mkPen(shade))
        shade.setAlpha(90)
        self._original.setBrush(pg.mkBrush(shade))
        dashes = pg.mkPen(colours.generated, width=2, style=Qt.PenStyle.DashLine)
        self._generated.setPen(dashes)
        self._mark.setPen(pg.mkPen(colours.highlight, width=1))
        dots = pg.mkPen(colours.highlight, width=2, style=Qt.PenStyle.DotLine)
        self._chosen.setPen(dots)


def _edges(values: Values) -> Values:
    """Choose bins by the rule of Freedman and Diaconis, within bounds."""
    low, high = np.quantile(values, [_TAIL, 1.0 - _TAIL])
    if high <= low:
        room = max(abs(float(low)), 1.0) * 1e-3
        low, high = low - room, high + room
    quartiles = np.quantile(values, [0.25, 0.75])
    width = 2.0 * float(quartiles[1] - quartiles[0]) / len(values) ** (1 / 3)
    n = int(np.clip((high - low) / width, _FEWEST_BINS, _MOST_BINS)) if width > 0 else _FEWEST_BINS
    return np.linspace(low, high, n + 1)
