"""Regions of a plot and what lies in them."""

import gc
import weakref

import pyqtgraph as pg
import pytest

from ramangan_gui.gui.widgets.plot_regions import PlotRegions


@pytest.fixture
def plot(qtbot):
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    return plot


@pytest.fixture
def regions(plot):
    return PlotRegions(plot.getPlotItem(), "baseline", "A region.", plot)


def test_that_a_region_is_gone_once_nothing_shows_it(regions):
    regions.show_regions(((1.0, 2.0), (3.0, 4.0)))
    region = weakref.ref(regions._items[-1])
    line = region().lines[0]
    gc.disable()
    try:
        regions.show_regions(((1.0, 2.0),))
        # Kept alive by its own cross, it would be deleted by it, and the cross twice.
        assert region() is None
        vars(line).pop("label", None)
    finally:
        gc.enable()
    gc.collect()


def test_that_a_cross_takes_its_own_region_away(regions, qtbot):
    regions.show_regions(((1.0, 2.0), (3.0, 4.0)))
    with qtbot.waitSignal(regions.moved) as told:
        regions.take_away(regions._items[0])
    assert told.args[0] == [(3.0, 4.0)]
    gone = regions._items[1]
    regions.show_regions(((3.0, 4.0),))
    regions.take_away(gone)
    assert len(regions._items) == 1
