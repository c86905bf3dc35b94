"""Loss curves of one model, live."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...augmentation.base import CURVES
from .. import theme
from ..sentences import told
from .plot_frame import make_plot, name_axes, style_plot
from .symlog_axis import SymlogAxis, choose_threshold

Curves = Mapping[str, NDArray[np.float32]]

#: Narrower than this, in pixels, two plots side by side have no room for their titles.
_NARROW = 340

#: Which curve is drawn where (0 left, 1 right), in which of the theme's colours, and how.
_STYLE: Mapping[str, tuple[int, str | int, Qt.PenStyle]] = {
    "wasserstein_training": (0, "original", Qt.PenStyle.SolidLine),
    "wasserstein_validation": (0, 1, Qt.PenStyle.DashLine),
    "gradient_penalty": (1, 0, Qt.PenStyle.SolidLine),
    "generator_loss": (1, "generated", Qt.PenStyle.DashLine),
    "warm_start_loss": (1, 2, Qt.PenStyle.DotLine),
}

#: Widest smoothing, in recorded points.
_WIDEST = 101

#: Iterations in view, at least.
_LEAST_ITERATIONS = 10


def smooth(values: NDArray[np.float32], width: int) -> NDArray[np.float64]:
    """Average each value with its neighbours, as far as there are any; NaN are left out.

    Parameters
    ----------
    values : ndarray, shape (n,)
        A curve.
    width : int
        Number of neighbouring values averaged, the value itself included.

    Returns
    -------
    ndarray of float64, shape (n,)
        NaN where `values` is NaN.
    """
    y = np.asarray(values, np.float64)
    known = np.isfinite(y)
    before, after = (width - 1) // 2, width // 2
    numbers = np.arange(y.size)
    low, high = np.maximum(numbers - before, 0), np.minimum(numbers + after + 1, y.size)
    sums = np.concatenate([[0.0], np.cumsum(np.where(known, y, 0.0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    n = counts[high] - counts[low]
    return np.where(known, (sums[high] - sums[low]) / np.maximum(n, 1), np.nan)


class LossPlot(QWidget):
    """Negative critic loss on training and validation spectra beside the other losses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iterations = np.empty(0, np.int64)
        self._values: Curves = {}
        self._axes = (SymlogAxis(), SymlogAxis())
        titles = (self.tr("Negative critic loss"), self.tr("Penalty and other losses"))
        self.plots = tuple(
            make_plot(title, axisItems={"left": axis})
            for title, axis in zip(titles, self._axes, strict=True)
        )
        for plot, title in zip(self.plots, titles, strict=True):
            name_axes(plot, self.tr("Iteration (warm start first)"), title)
            plot.setMinimumSize(140, 110)
            # Iterations are whole numbers: what few there are at first must not be split.
            plot.getViewBox().setLimits(xMin=0, minXRange=_LEAST_ITERATIONS)
        self._faint: dict[str, pg.PlotDataItem] = {}
        self._lines: dict[str, pg.PlotDataItem] = {}
        self._make_lines()
        self._lay_out()
        self._recolour()
        theme.changed.connect(self._recolour)

    def show_curves(
        self, iterations: NDArray[np.int64], values: Curves, place: int | None = None
    ) -> None:
        """Show curves in place of those shown before.

        Parameters
        ----------
        iterations : ndarray of int64, shape (n,)
            Where the values were taken.
        values : mapping of str to (ndarray of float32, shape (n,))
            Keys are those of ``augmentation.base.CURVES``; others are left out.
        place : int, optional
            Draw only the plot at this place; the other one follows in another call.
        """
        self._iterations, self._values = iterations, values
        for number in range(len(self.plots)) if place is None else [place]:
            self._redraw_plot(number)

    # -- building ---------------------------------------------------------------------------

    def _make_lines(self) -> None:
        for name, (place, _, _) in _STYLE.items():
            for lines in (self._faint, self._lines):
                line = pg.PlotDataItem(connect="finite")
                self.plots[place].addItem(line)
                line.setDownsampling(auto=True, method="peak")
                line.setClipToView(True)
                lines[name] = line

    def _title(self, name: str) -> str:
        short = {
            "wasserstein_training": self.tr("training spectra"),
            "wasserstein_validation": self.tr("validation spectra"),
        }
        return short.get(name, told(CURVES[name]))

    def _lay_out(self) -> None:
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setRange(1, _WIDEST)
        self.smoothing.setMaximumWidth(160)
        self.smoothing.setAccessibleName(self.tr("Smoothing of the loss curves"))
        self.smoothing.setToolTip(
            self.tr("Averages neighbouring points; the curves as recorded stay faintly visible.")
        )
        self.smoothing.valueChanged.connect(self._redraw)
        label = QLabel(self.tr("Smoothi&ng"))
        label.setBuddy(self.smoothing)
        self._width = QLabel()
        self._width.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 points "))
        self.log = QCheckBox(self.tr("&Log axis"))
        self.log.setAccessibleName(self.tr("Logarithmic loss axis"))
        self.log.setToolTip(
            self.tr("Logarithmic on both sides of zero, so that large and small values show.")
        )
        self.log.toggled.connect(self._redraw)
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        controls = QHBoxLayout()
        self._both = both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        for plot in self.plots:
            both.addWidget(plot)
        self.explanation = QLabel(
            self.tr(
                "How to read it: the negative critic loss says how well the critic tells generated "
                "from measured spectra; it should fall and settle. Training and validation "
                "should stay together; validation far below means that the critic learns by "
                "heart. Few validation spectra lie off by chance. The generator loss alone means "
                "nothing."
            )
        )
        self.explanation.setWordWrap(True)
        self.explanation.setObjectName("explanation")
        for plot in self.plots:
            plot.setToolTip(self.explanation.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(both, 1)
        column.addLayout(controls)
        controls.addStretch(1)
        for widget in (label, self.smoothing, self._width, self.log):
            controls.addWidget(widget)
        column.addWidget(self.explanation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the plots above each other, in place of the words on them, where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._both.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        self.explanation.setHidden(narrow)

    # -- drawing ----------------------------------------------------------------------------

    def _redraw(self) -> None:
        for place in range(len(self.plots)):
            self._redraw_plot(place)

    def _redraw_plot(self, place: int) -> None:
        width, axis = self.smoothing.value(), self._axes[place]
        self._width.setText(self.tr("%n points", "", width) if width > 1 else self.tr("off"))
        names = [name for name, style in _STYLE.items() if style[0] == place]
        mine = [self._values[name] for name in names if name in self._values]
        together = np.concatenate(mine) if mine else np.empty(0)
        axis.threshold = choose_threshold(together) if self.log.isChecked() else None
        axis.picture = None
        axis.update()
        for name in names:
            values = self._values.get(name)
            there = values is not None and bool(np.isfinite(values).any())
            self._name_in_legend(name, there)
            if values is None or not there:
                self._faint[name].setData([], [])
                self._lines[name].setData([], [])
                continue
            taken = np.isfinite(values)
            x, y = self._iterations[taken], values[taken]
            self._lines[name].setData(x, axis.forward(smooth(y, width)))
            self._faint[name].setData(*((x, axis.forward(y)) if width > 1 else ([], [])))

    def _name_in_legend(self, name: str, wanted: bool) -> None:
        """Keep in the legend what there is to see, and nothing else."""
        legend = self.plots[_STYLE[name][0]].getPlotItem().legend
        line = self._lines[name]
        named = legend.getLabel(line) is not None
        if wanted and not named:
            legend.addItem(line, self._title(name))
        elif named and not wanted:
            legend.removeItem(line)

    def _recolour(self) -> None:
        for plot in self.plots:
            style_plot(plot)
        for name, (_, role, style) in _STYLE.items():
            colour = theme.colour(role)
            self._lines[name].setPen(pg.mkPen(colour, width=1, style=style))
            colour.setAlpha(60)
            self._faint[name].setPen(pg.mkPen(colour, width=1))
