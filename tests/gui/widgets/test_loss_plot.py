from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramangan_gui.augmentation.base import CURVES
from ramangan_gui.gui import theme
from ramangan_gui.gui.widgets.loss_plot import LossPlot, smooth
from ramangan_gui.gui.widgets.symlog_axis import SymlogAxis, choose_threshold


def slow_smooth(values, width):
    """The same average, one point at a time."""
    before, after = (width - 1) // 2, width // 2
    out = []
    for i, value in enumerate(values):
        near = [v for v in values[max(0, i - before) : i + after + 1] if np.isfinite(v)]
        out.append(np.mean(near) if np.isfinite(value) else np.nan)
    return out


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.floats(-100, 100), st.just(float("nan"))), max_size=40),
    st.integers(1, 20),
)
def test_smoothing_averages_the_neighbours_that_are_known(values, width):
    given_ = np.array(values, np.float64)
    np.testing.assert_allclose(smooth(given_, width), slow_smooth(given_, width), atol=1e-9)


def test_smoothing_by_one_changes_nothing():
    values = np.array([1.0, np.nan, -3.0], np.float32)
    np.testing.assert_array_equal(smooth(values, 1), values)


@pytest.fixture
def plot(qtbot):
    widget = LossPlot()
    qtbot.addWidget(widget)
    widget.resize(700, 300)
    widget.show()
    return widget


def curves(n=200):
    x = np.arange(n)
    rng = np.random.default_rng(0)
    values = {
        name: (100.0 * np.exp(-x / 40) - 2 + rng.normal(0, 0.2, n)).astype(np.float32)
        for name in CURVES
    }
    values["gradient_penalty"][::2] = np.nan
    return x, values


def test_every_known_curve_is_drawn_and_named(plot):
    x, values = curves()
    plot.show_curves(x, values | {"something_else": values["generator_loss"]})
    for name in CURVES:
        drawn_x, drawn_y = plot._lines[name].getOriginalDataset()
        taken = np.isfinite(values[name])
        np.testing.assert_array_equal(drawn_x, x[taken])
        np.testing.assert_allclose(drawn_y, values[name][taken], rtol=1e-6)
    legends = [p.getPlotItem().legend for p in plot.plots]
    assert [len(legend.items) for legend in legends] == [2, 3]


def test_the_legend_names_only_what_is_there(plot):
    x, values = curves()
    plot.show_curves(x, {"generator_loss": values["generator_loss"]})
    assert [len(p.getPlotItem().legend.items) for p in plot.plots] == [0, 1]
    plot.show_curves(x, {})
    assert [len(p.getPlotItem().legend.items) for p in plot.plots] == [0, 0]
    assert len(plot._lines["generator_loss"].getOriginalDataset()[0] or ()) == 0


def test_the_slider_smooths_and_keeps_the_recorded_curve_in_sight(plot):
    x, values = curves()
    plot.show_curves(x, values)
    plot.smoothing.setValue(21)
    recorded = values["wasserstein_training"]
    smoothed = plot._lines["wasserstein_training"].getOriginalDataset()[1]
    np.testing.assert_allclose(smoothed, slow_smooth(recorded.astype(float), 21), atol=1e-5)
    faint = plot._faint["wasserstein_training"].getOriginalDataset()[1]
    np.testing.assert_allclose(faint, recorded, rtol=1e-6)


def test_the_log_axis_shows_negative_values_and_says_the_right_numbers(plot, qapp):
    x, values = curves()
    plot.show_curves(x, values)
    plot.log.setChecked(True)
    qapp.processEvents()
    axis = plot.plots[0].getAxis("left")
    drawn = plot._lines["wasserstein_training"].getOriginalDataset()[1]
    np.testing.assert_allclose(axis.backward(drawn), values["wasserstein_training"], rtol=1e-4)
    low, high = axis.range
    for _, ticks in axis.tickValues(low, high, 200.0):
        for tick, text in zip(ticks, axis.tickStrings(ticks, 1.0, 1.0), strict=True):
            assert float(text) == pytest.approx(float(axis.backward(tick)), rel=1e-2, abs=1e-12)
    plot.log.setChecked(False)
    assert axis.threshold is None


def test_a_new_theme_recolours_the_plots(plot):
    theme.apply_theme("dark")
    dark = plot.plots[0].backgroundBrush().color().name()
    theme.apply_theme("light")
    light = plot.plots[0].backgroundBrush().color().name()
    theme.apply_theme("system")
    assert (dark, light) == (theme._DARK.background, theme._LIGHT.background)


@settings(max_examples=60, deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e3))
def test_symlog_places_come_back(qapp, value, threshold):
    axis = SymlogAxis()
    axis.threshold = threshold
    place = axis.forward(value)
    assert float(axis.backward(place)) == pytest.approx(value, rel=1e-9, abs=1e-9 * threshold)
    assert place * value >= 0.0


def test_symlog_ticks_fit_the_room_and_hold_zero(qapp):
    axis = SymlogAxis()
    axis.threshold = 1e-4
    low, high = axis.forward([-1e3, 1e3])
    ((_, ticks),) = axis.tickValues(float(low), float(high), 120.0)
    assert 2 <= len(ticks) <= 6
    assert min(abs(tick) for tick in ticks) == 0.0


def test_threshold_lies_below_most_values_and_survives_nothing_at_all():
    assert choose_threshold([]) == 1.0
    assert choose_threshold([np.nan, 0.0]) == 1.0
    values = np.geomspace(0.02, 50.0, 100)
    assert choose_threshold(values) == 0.01


@pytest.mark.parametrize("n", [0, 1, 2, 5, 60])
def test_that_the_axis_names_whole_iterations_however_few_there_are(plot, qtbot, n):
    iterations = 105 + 5 * np.arange(n)
    plot.show_curves(iterations, {"wasserstein_training": np.linspace(0, 1, n, dtype=np.float32)})
    shown = plot.plots[0]
    qtbot.wait(50)
    low, high = shown.getViewBox().viewRange()[0]
    assert low >= 0
    assert high - low >= 10
    assert not n or (low <= iterations[0] and iterations[-1] <= high)
    axis = shown.getPlotItem().getAxis("bottom")
    for _, values in axis.tickValues(low, high, axis.geometry().width())[:2]:
        labelled = [v for v in values if low <= v <= high]
        if len(labelled) > 1:
            assert np.diff(sorted(labelled)).min() >= 1
            break
