"""Counting the curves of each pixel, against a slow twin, and the item that is painted by it."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QColor

from ramangan_gui.gui.widgets.coverage import coverage
from ramangan_gui.gui.widgets.spectra_plot import SpectraPlot


def slow_twin(x, rows, x_range, y_range, width, height):
    """Walk along each curve in tiny steps; a pixel counts once, from its lowest to its highest."""
    counts = np.zeros((width, height), int)
    edges = np.linspace(*x_range, width + 1)
    for column in range(width):
        places = np.linspace(edges[column], edges[column + 1], 400)
        places = np.union1d(places, x[(x > edges[column]) & (x < edges[column + 1])])
        places = places[(places >= x[0]) & (places <= x[-1])]
        if places.size < 2:
            continue
        for row in rows:
            values = np.interp(places, x, row)
            values = values[np.isfinite(values)]
            if not values.size:
                continue
            cells = np.floor((values - y_range[0]) / (y_range[1] - y_range[0]) * height)
            low, high = int(max(cells.min(), 0)), int(min(cells.max(), height - 1))
            counts[column, low : max(high + 1, low)] += 1
    return counts


@pytest.mark.parametrize("n_points", [7, 40, 333])
@pytest.mark.parametrize("x_range", [(0.0, 10.0), (2.3, 4.1), (-5.0, 30.0)])
def test_that_pixels_count_what_walking_along_the_curves_finds(n_points, x_range):
    rng = np.random.default_rng(n_points)
    x = np.sort(rng.uniform(0, 10, n_points))
    rows = rng.normal(size=(5, n_points)).cumsum(axis=1)
    y_range = (float(rows.min()) / 2, float(rows.max()))
    found = coverage(x, rows, x_range, y_range, 60, 45)
    expected = slow_twin(x, rows, x_range, y_range, 60, 45)
    # The twin's steps miss a pixel that a curve only just touches.
    assert np.abs(found - expected).sum() <= 0.01 * expected.sum()
    assert found.max() <= 5


def test_that_a_missing_value_breaks_the_line():
    x, row = np.arange(11.0), np.full((1, 11), 0.5)
    row[0, 5] = np.nan
    found = coverage(x, row, (0.0, 10.0), (0.0, 1.0), 10, 3)
    assert found[:, 1].tolist() == [1, 1, 1, 1, 0, 0, 1, 1, 1, 1]
    assert not found[:, [0, 2]].any()


@pytest.mark.parametrize("number", [40, 300])
def test_that_no_narrow_band_is_lost_where_points_outnumber_pixels(number):
    x = np.linspace(0, 1, 3001)
    rows = np.zeros((number, 3001))
    rows[:, 1517] = 1.0
    found = coverage(x, rows, (0.0, 1.0), (-0.5, 1.5), 300, 100)
    assert found[:, 70].max() == number


def test_that_nothing_outside_the_picture_is_counted():
    x, rows = np.arange(5.0), np.full((2, 5), 7.0)
    assert not coverage(x, rows, (0.0, 4.0), (0.0, 1.0), 20, 20).any()
    assert not coverage(x, rows, (10.0, 14.0), (0.0, 9.0), 20, 20).any()
    assert not coverage(x, rows, (0.0, 4.0), (1.0, 1.0), 20, 20).any()


def painted(plot: SpectraPlot) -> np.ndarray:
    """Give where the plot is red, as rows of pixels."""
    image = plot.grab().toImage()
    return np.array([
        [_reddish(image.pixelColor(column, row)) for column in range(image.width())]
        for row in range(image.height())
    ])  # fmt: skip


def _reddish(colour: QColor) -> bool:
    return colour.red() > 200 and colour.green() < 170 and colour.blue() < 170


def test_that_many_curves_are_painted_where_few_are_and_move_with_the_plot(qtbot):
    x = np.linspace(0, 100, 50)
    row = 30 * np.sin(x / 9.0)
    pictures = []
    for number in (1, 400):
        plot = SpectraPlot()
        qtbot.addWidget(plot)
        plot.resize(420, 300)
        plot.show()
        plot.add_spectra(x, np.tile(row, (number, 1)), QColor("#ff0000"))
        box = plot.getPlotItem().vb
        box.setRange(xRange=(0, 120), yRange=(-40, 40), padding=0)
        still = painted(plot)
        box.translateBy(x=24)
        pictures.append((still, painted(plot)))
    (few, few_moved), (many, many_moved) = pictures
    for one, other in ((few, many), (few_moved, many_moved)):
        assert one.any()
        # Every painted pixel of one lies next to one of the other.
        for a, b in ((one, other), (other, one)):
            near = b.copy()
            for rows, columns in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1),
                                  (-1, 1)):  # fmt: skip
                near |= np.roll(b, (rows, columns), (0, 1))
            assert (a & near).sum() >= 0.97 * a.sum()


def test_that_a_saved_drawing_holds_lines(qtbot, tmp_path):
    from ramangan_gui.gui.plot_files import save_plot

    plot = SpectraPlot()
    qtbot.addWidget(plot)
    plot.resize(300, 200)
    plot.show()
    plot.add_spectra(np.arange(20.0), np.arange(60.0).reshape(3, 20).repeat(30, axis=0), "raw")
    (curve,) = [i for i in plot.getPlotItem().items if isinstance(i, pg.PlotCurveItem)]
    assert len(curve.getData()[0]) == 90 * 20
    save_plot(plot, tmp_path / "plot.svg")
    text = (tmp_path / "plot.svg").read_text()
    assert "<image" not in text
    assert max(line.count("L") for line in text.splitlines()) > 20
