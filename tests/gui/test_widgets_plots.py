import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, Qt

from ramangan_gui.gui import theme
from ramangan_gui.gui.widgets.density import COLUMNS, ROWS, density, quantile_curves
from ramangan_gui.gui.widgets.peak import peak_near
from ramangan_gui.gui.widgets.spectra_curves import MAX_JOINED, MAX_SINGLE
from ramangan_gui.gui.widgets.spectra_plot import SpectraPlot

X = np.linspace(400.0, 1800.0, 300)


@pytest.fixture
def plot(qtbot):
    made = SpectraPlot("Test")
    made.resize(600, 400)
    made.set_axis("Raman shift / cm⁻¹", "Intensity / arb. units")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def rows(n):
    rng = np.random.default_rng(n)
    band = np.exp(-(((X - 1000.0) / 40.0) ** 2))
    return rng.uniform(0.5, 1.5, (n, 1)) * band + np.arange(n)[:, None] / n


def items(plot, kind):
    return [item for item in plot.getPlotItem().items if isinstance(item, kind)]


def test_that_few_spectra_are_single_curves(plot):
    plot.add_spectra(X, rows(7), 0, "seven")
    assert len(items(plot, pg.PlotCurveItem)) == 7


def test_that_many_spectra_are_one_joined_curve_broken_between_them(plot):
    n = MAX_SINGLE + 1
    plot.add_spectra(X, rows(n), 0, "many")
    (curve,) = items(plot, pg.PlotCurveItem)
    x, _ = curve.getData()
    assert x.size == n * X.size
    connect = np.asarray(curve.opts["connect"]).reshape(n, X.size)
    assert (connect[:, -1] == 0).all()
    assert (connect[:, :-1] == 1).all()


def test_that_very_many_spectra_are_a_picture_with_quantiles(plot):
    given = rows(MAX_JOINED + 1)
    plot.add_spectra(X, given, 0, "crowd")
    assert len(items(plot, pg.ImageItem)) == 1
    curves = [curve.getData()[1] for curve in items(plot, pg.PlotCurveItem)]
    np.testing.assert_allclose(curves[0], np.median(given, axis=0))


def test_that_one_family_changes_its_way_with_the_number(plot):
    family = plot.add_spectra(X, rows(3), 0, "some")
    family.set_rows(X, rows(MAX_SINGLE + 5))
    assert len(items(plot, pg.PlotCurveItem)) == 1
    family.set_rows(X, rows(2))
    assert len(items(plot, pg.PlotCurveItem)) == 2


def test_that_live_changes_reuse_the_curves(plot):
    family = plot.add_spectra(X, rows(3), 0, "some")
    before = items(plot, pg.PlotCurveItem)
    changed = rows(3) + 5
    family.set_rows(X, changed)
    after = items(plot, pg.PlotCurveItem)
    assert all(a is b for a, b in zip(before, after, strict=True))
    np.testing.assert_array_equal(after[1].getData()[1], changed[1])


@pytest.mark.parametrize("n", [3, MAX_SINGLE + 3, MAX_JOINED + 3])
def test_that_gaps_are_drawn_as_gaps(plot, qtbot, n):
    given = rows(n)
    given[1, 40:50] = np.nan
    plot.add_spectra(X, given, 0, "gaps")
    plot.grab()
    bounds = plot.getPlotItem().vb.childrenBounds()
    assert np.isfinite(bounds).all()


def test_that_clear_leaves_nothing_of_the_spectra_but_what_others_put_there(plot):
    mark = pg.InfiniteLine(1000.0)
    plot.getPlotItem().addItem(mark)
    plot.add_spectra(X, rows(5), 0, "five", symbol="d")
    plot.add_band(X, rows(4).mean(axis=0), rows(4).std(axis=0), "original", "mean ± SD")
    plot.highlight(X, rows(1)[0], name="one")
    plot.clear()
    assert not items(plot, (pg.PlotCurveItem, pg.FillBetweenItem))
    assert mark in plot.getPlotItem().items
    assert not plot.getPlotItem().legend.items


def test_that_a_band_spans_one_standard_deviation_to_each_side(plot):
    mean, sd = rows(4).mean(axis=0), np.full(X.size, 0.25)
    plot.add_band(X, mean, sd, "original", "mean ± SD")
    drawn = [curve.getData()[1] for curve in items(plot, pg.PlotCurveItem)]
    np.testing.assert_allclose(drawn[0] - drawn[1], 0.5)
    np.testing.assert_allclose(drawn[2], mean)


def test_that_a_highlight_replaces_the_last_of_its_name(plot):
    plot.highlight(X, rows(1)[0])
    plot.highlight(X, rows(2)[1])
    assert len(items(plot, pg.PlotCurveItem)) == 1
    plot.highlight(None)
    assert not items(plot, pg.PlotCurveItem)


def over(plot, x, y):
    return plot.getPlotItem().vb.mapViewToScene(QPointF(x, y))


def test_that_the_mouse_reads_out_place_intensity_unit_and_name(plot, qtbot):
    given = np.stack([np.full(X.size, 0.2), np.full(X.size, 0.8)])
    plot.add_spectra(X, given, 0, "flat", ids=[11, 12], row_names=["low", "high"])
    plot.getPlotItem().vb.setRange(xRange=(400, 1800), yRange=(0, 1), padding=0)
    texts, pointed = [], []
    plot.hovered.connect(texts.append)
    plot.pointed.connect(pointed.append)
    plot.scene().sigMouseMoved.emit(over(plot, 1000.0, 0.79))
    assert texts[-1].startswith("Raman shift 1000.")
    assert "cm⁻¹" in texts[-1]
    assert "0.8 arb. units" in texts[-1]
    assert texts[-1].endswith("flat, high")
    assert pointed == [12]
    plot.scene().sigMouseMoved.emit(over(plot, 1000.0, 0.5))
    assert pointed == [12, -1]
    assert "flat" not in texts[-1]


def test_that_a_steep_flank_is_found_from_beside_it(plot):
    spike = np.zeros(X.size)
    spike[150] = 1.0
    plot.add_spectra(X, spike, 0, "spike")
    plot.getPlotItem().vb.setRange(xRange=(400, 1800), yRange=(0, 1), padding=0)
    pointed = []
    plot.pointed.connect(pointed.append)
    # Beside the top of the spike, the curve itself is far below.
    plot.scene().sigMouseMoved.emit(over(plot, X[150] + 10.0, 0.98))
    assert pointed == [0]


def test_that_a_click_tells_the_id_of_the_spectrum(plot, qtbot):
    plot.add_spectra(X, np.full(X.size, 0.5), 0, "flat", ids=[42])
    plot.getPlotItem().vb.setRange(xRange=(400, 1800), yRange=(0, 1), padding=0)
    place = plot.mapFromScene(over(plot, 1000.0, 0.5))
    with qtbot.waitSignal(plot.clicked) as clicked:
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [42]


def test_that_linked_plots_move_together(plot, qtbot):
    other = SpectraPlot("Other")
    other.resize(plot.size())
    qtbot.addWidget(other)
    other.show()
    qtbot.waitExposed(other)
    other.add_spectra(X, rows(1), 0)
    plot.add_spectra(X, rows(1), 0)
    other.link_x(plot)
    plot.getPlotItem().vb.setXRange(800, 900, padding=0)
    (low, high), _ = other.getPlotItem().vb.viewRange()
    assert low == pytest.approx(800, abs=1)
    assert high == pytest.approx(900, abs=1)


def test_that_colours_follow_the_theme(plot):
    family = plot.add_spectra(X, rows(2), "original", "two")
    theme.apply_theme("dark")
    colours = theme.plot_colours()
    assert plot.backgroundBrush().color().name() == colours.background
    pen = items(plot, pg.PlotCurveItem)[0].opts["pen"]
    assert pen.color().name() == colours.original.lower()
    assert family.legend_item.opts["pen"].color().name() == colours.original.lower()


def test_that_the_words_of_the_legend_follow_the_theme(plot):
    plot.add_spectra(X, rows(2), "original", "two")
    for name in ("dark", "light"):
        theme.apply_theme(name)
        ((_, label),) = plot.getPlotItem().legend.items
        assert theme.plot_colours().foreground in label.item.toHtml()


def test_that_the_legend_names_no_more_than_there_is_room_for(plot):
    for number in range(20):
        plot.add_spectra(X, rows(1), number, f"class {number}")
    names = [label.text for _, label in plot.getPlotItem().legend.items]
    assert names[0] == "class 0"
    assert len(names) < 20
    assert "more" in names[-1]


def test_that_the_legend_hides_and_shows_a_family(plot):
    family = plot.add_spectra(X, rows(2), 0, "two")
    family.legend_item.setVisible(False)
    plot.getPlotItem().legend.sigSampleClicked.emit(family.legend_item)
    assert not any(item.isVisible() for item in items(plot, pg.PlotCurveItem))


def test_that_a_long_title_keeps_its_end(plot):
    plot.set_title("A very long title " * 20 + "– simulated")
    shown = plot.getPlotItem().titleLabel.text
    assert shown.endswith("simulated")
    assert "…" in shown
    assert plot.accessibleName().startswith("A very long title")


def slow_density(x, values, x_range, y_range):
    counts = np.zeros((COLUMNS, ROWS))
    width = (x_range[1] - x_range[0]) / COLUMNS
    height = (y_range[1] - y_range[0]) / ROWS
    for row in values:
        for column in range(COLUMNS):
            centre = x_range[0] + (column + 0.5) * width
            if not x[0] <= centre <= x[-1]:
                continue
            distances = np.abs(x - centre)
            # Of two points equally near, the right one.
            point = x.size - 1 - int(np.argmin(distances[::-1]))
            cell = (row[point] - y_range[0]) / height
            if np.isfinite(cell) and 0 <= cell < ROWS:
                counts[column, int(cell)] += 1
    return counts


def test_that_density_counts_as_its_slow_twin_does():
    values = rows(6)
    values[2, 100:120] = np.nan
    ranges = (700.0, 1500.0), (0.1, 1.3)
    fast = density(X, values, *ranges)
    np.testing.assert_array_equal(fast, slow_density(X, values, *ranges))
    assert fast.sum() > 0


def test_that_density_outside_the_axis_is_empty():
    assert density(X, rows(3), (2000.0, 3000.0), (0.0, 1.0)).sum() == 0
    assert density(X, rows(3), (400.0, 1800.0), (1.0, 1.0)).sum() == 0


@pytest.mark.parametrize("n", [2, 3, 50])
def test_that_quantiles_are_those_of_numpy(n):
    values = rows(n).astype(np.float32)
    curves, used = quantile_curves(values)
    assert used == n
    np.testing.assert_allclose(curves, np.quantile(values, (0.05, 0.5, 0.95), axis=0), rtol=1e-6)


def test_that_quantiles_pass_over_gaps():
    values = rows(50)
    values[3, 10] = np.nan
    curves, used = quantile_curves(values)
    assert used == 50
    np.testing.assert_allclose(curves[1], np.nanmedian(values, axis=0))


def test_that_a_band_is_measured_where_it_is():
    position, height, width = 1003.3, 2.0, 12.0
    x = np.linspace(400.0, 1800.0, 2001)
    y = height / (1 + ((x - position) / (width / 2)) ** 2)
    peak = peak_near(x, y, 1006.0, 20.0)
    assert peak.position == pytest.approx(position, abs=0.05)
    assert peak.height == pytest.approx(height, rel=0.01)
    assert peak.fwhm == pytest.approx(width, rel=0.03)


def test_that_no_band_is_invented():
    x = np.linspace(0.0, 100.0, 101)
    assert peak_near(x, x, 50.0, 5.0) is None  # a slope
    assert peak_near(x, -np.ones(101), 50.0, 5.0) is None  # below zero
    assert peak_near(x, np.full(101, np.nan), 50.0, 5.0) is None
    assert peak_near(x, np.ones(101), 300.0, 5.0) is None
    shoulder = np.maximum(1.0 - np.abs(x - 98.0) / 40.0, 0.7)
    assert peak_near(x, shoulder, 98.0, 5.0).fwhm is None  # never down to half
