"""Parts of what a recipe does that are drawn beside the curves: spikes, and what was before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from ...core.errors import RamanGanError
from ...preprocessing.normalisation import NormalisationMethod
from ...preprocessing.recipe import Recipe, Trace
from ...workflow.whole_class import WIDE_STEP
from .. import theme


class SpikeMarks:
    """A cross at every point that was removed as a spike.

    Parameters
    ----------
    plot : PlotItem
        Where they are drawn.
    """

    def __init__(self, plot: pg.PlotItem) -> None:
        self._marks = pg.ScatterPlotItem(symbol="x", size=9)
        self._marks.setZValue(30)
        plot.addItem(self._marks, ignoreBounds=True)
        self.restyle()

    def show(self, trace: Trace) -> None:
        """Mark what the trace says was removed."""
        if trace.spikes is None or not trace.spikes.any():
            self.hide()
            return
        rows, points = np.nonzero(trace.spikes)
        x = trace.cropped.raman_shift[points]
        self._marks.setData(x, trace.cropped.intensities[rows, points])
        self._marks.setVisible(True)

    def hide(self) -> None:
        """Take all marks away."""
        self._marks.setVisible(False)

    @property
    def n_shown(self) -> int:
        """Number of marks in sight."""
        return len(self._marks.data) if self._marks.isVisible() else 0

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        self._marks.setPen(pg.mkPen(theme.plot_colours().generated, width=2))


def treatment(recipe: Recipe) -> str:
    """Name what comes between the raw spectra and the baseline; empty if nothing does."""
    translate = QCoreApplication.translate
    smoothed = recipe.smoothing.method != "none"
    if recipe.spikes.method == "none":
        return translate("CorrectView", "after smoothing") if smoothed else ""
    if smoothed:
        return translate("CorrectView", "after spikes and smoothing")
    return translate("CorrectView", "without spikes")


def with_breaks(
    x: NDArray[np.float64], rows: NDArray[Any]
) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """Break curves where a region is cut out, rather than bridging it by a line.

    Parameters
    ----------
    x : ndarray, shape (n_points,)
        Ascending axis.
    rows : ndarray, shape (n_curves, n_points)
        Curves over it.

    Returns
    -------
    x, rows : ndarray
        The same where there is no gap; else with one point more for each gap, which has no value.
    """
    steps = np.diff(x)
    gaps = np.flatnonzero(steps > WIDE_STEP * np.median(steps)) + 1 if x.size > 2 else steps[:0]
    if gaps.size == 0:
        return x, rows
    gaps = gaps.astype(np.intp)
    middles = (x[gaps - 1] + x[gaps]) / 2
    return np.insert(x, gaps, middles), np.insert(rows, gaps, np.nan, axis=1)


def below_zero(trace: Trace) -> float:
    """Give the share of the area between spectra and baselines that lies below these, on average.

    Half of the noise around a good baseline does; much more means that it runs too high. It is
    taken before the normalisation, which may move zero.
    """
    left = trace.before.intensities - trace.baseline
    size = np.abs(left).sum(axis=1)
    below = -np.minimum(left, 0).sum(axis=1)
    return float(np.divide(below, size, out=np.zeros_like(size), where=size > 0).mean())


def uncorrected(trace: Trace, normalisation: NormalisationMethod) -> NDArray[np.float32] | None:
    """Give the spectra before the baseline was subtracted, normalised alike, if they can be."""
    try:
        return normalisation.apply(trace.before).intensities
    except RamanGanError:
        return None
