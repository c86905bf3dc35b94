from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QApplication

from ramangan_gui.core.augmented_set import Review
from ramangan_gui.gui import theme
from ramangan_gui.gui.widgets.scatter_layers import GENERATED, ORIGINAL
from ramangan_gui.gui.widgets.scatter_plot import ScatterPlot


@pytest.fixture
def plot(qtbot):
    widget = ScatterPlot("Scores")
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def show_some(plot, n=30, m=20, seed=0):
    rng = np.random.default_rng(seed)
    original, generated = rng.normal(0, 1, (n, 2)), rng.normal(0, 1, (m, 2))
    plot.show_points(original, generated, "PC 1 (50 %)", "PC 2 (20 %)")
    return original, generated


def layers(plot):
    return {layer.name: (layer, item) for layer, item in plot._layers}


def _point(place):
    return QPointF(float(place[0]), float(place[1]))


def test_originals_are_circles_and_generated_are_diamonds(plot):
    original, generated = show_some(plot)
    shown = {layer.kind: item for layer, item in plot._layers}
    assert shown[ORIGINAL].opts["symbol"] == "o"
    assert shown[GENERATED].opts["symbol"] == "d"
    np.testing.assert_allclose(np.array(shown[ORIGINAL].getData()).T, original)
    np.testing.assert_allclose(np.array(shown[GENERATED].getData()).T, generated)


def test_all_points_are_in_view_when_they_are_shown(plot):
    original, generated = show_some(plot)
    (x0, x1), (y0, y1) = plot.plot.getViewBox().viewRange()
    both = np.concatenate([original, generated])
    assert x0 <= both[:, 0].min()
    assert both[:, 0].max() <= x1
    assert y0 <= both[:, 1].min()
    assert both[:, 1].max() <= y1


def test_the_nearest_point_is_found_like_a_slow_search_finds_it(plot):
    original, generated = show_some(plot, seed=3)
    box = plot.plot.getViewBox()
    pixels = {
        kind: np.array([[p.x(), p.y()] for p in (box.mapViewToScene(_point(q)) for q in places)])
        for kind, places in ((ORIGINAL, original), (GENERATED, generated))
    }
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(100):
        where = rng.uniform((60, 10), (480, 350))
        slow = min(
            (float(np.hypot(*(p - where))), kind, i)
            for kind, places in pixels.items()
            for i, p in enumerate(places)
        )
        found = plot.point_at(_point(where))
        if slow[0] < 13.9:
            hits += 1
            assert found == (slow[1], slow[2])
        elif slow[0] > 14.1:
            assert found is None
    assert hits > 5


def test_a_click_picks_the_point_under_it(plot, qtbot):
    _, generated = show_some(plot)
    scene = plot.plot.getViewBox().mapViewToScene(_point(generated[7]))
    where = plot.plot.mapFromScene(scene)
    with qtbot.waitSignal(plot.picked) as caught:
        qtbot.mouseClick(plot.plot.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert caught.args == [GENERATED, 7]


def test_rejected_spectra_fade_to_an_outline(plot):
    show_some(plot)
    review = np.zeros(20, np.int8)
    review[[2, 5]] = Review.REJECTED
    plot.show_review(review)
    rejected = [layer for layer, _ in plot._layers if layer.faint]
    assert [layer.rows.tolist() for layer in rejected] == [[2, 5]]
    assert not rejected[0].filled


def test_further_rejections_move_points_and_leave_other_layers_alone(plot):
    _, generated = show_some(plot)
    review = np.zeros(20, np.int8)
    review[2] = Review.REJECTED
    plot.show_review(review)
    before = plot._layers[0][1]
    review = review.copy()
    review[5] = Review.REJECTED
    plot.show_review(review)
    assert plot._layers[0][1] is before
    shown = {layer.name: np.array(item.getData()).T for layer, item in plot._layers}
    kept, rejected = shown["generated"], shown["generated, rejected"]
    np.testing.assert_allclose(rejected, generated[[2, 5]])
    np.testing.assert_allclose(kept, np.delete(generated, [2, 5], axis=0))
    plot.show_review(np.zeros(20, np.int8))
    assert [layer.name for layer, _ in plot._layers] == ["original", "generated"]


def test_clusters_are_told_by_fill_and_hold_every_point_once(plot):
    show_some(plot)
    clusters = (np.arange(30) % 2, (np.arange(20) > 4).astype(int))
    plot.show_clusters(clusters)
    for kind, n in ((ORIGINAL, 30), (GENERATED, 20)):
        mine = [layer for layer, _ in plot._layers if layer.kind == kind]
        assert sorted(layer.filled for layer in mine) == [False, True]
        assert sorted(np.concatenate([layer.rows for layer in mine])) == list(range(n))
    assert len(plot.plot.getPlotItem().legend.items) == 4
    plot.show_clusters(None)
    assert len(plot._layers) == 2


def test_selection_rings_both_points_and_ties_them(plot):
    original, generated = show_some(plot)
    plot.select(3, 8)
    np.testing.assert_allclose(np.array(plot._rings[GENERATED].getData()).T, generated[[3]])
    np.testing.assert_allclose(np.array(plot._rings[ORIGINAL].getData()).T, original[[8]])
    assert len(plot._tie.getOriginalDataset()[0]) == 2
    plot.select(None)
    assert not len(plot._rings[GENERATED].getData()[0])


def test_thousands_of_points_need_one_item_a_kind(plot):
    show_some(plot, 5000, 5000)
    assert len(plot._layers) == 2


def test_that_other_points_of_the_same_kinds_move_what_is_drawn(plot):
    show_some(plot)
    plot.select(3, 5)
    before = layers(plot)
    original, generated = show_some(plot, 12, 9, seed=1)
    after = layers(plot)
    for name, places in (("original", original), ("generated", generated)):
        assert after[name][1] is before[name][1]
        np.testing.assert_array_equal(np.column_stack(after[name][1].getData()), places)
    assert all(not len(ring.getData()[0]) for ring in plot._rings.values())
    assert plot._tie.getData()[0] is None


def test_that_nothing_is_shown_where_something_was_and_quickly_where_nothing_was(plot, monkeypatch):
    show_some(plot)
    plot.show_nothing()
    assert all(not len(item.getData()[0]) for _, item in layers(plot).values())
    assert plot.plot.getPlotItem().getAxis("bottom").labelText == ""
    monkeypatch.setattr(plot, "show_points", lambda *_: pytest.fail("drawn for nothing"))
    plot.show_nothing()


def test_nothing_to_show_is_no_error(plot):
    nothing = np.empty((0, 2))
    plot.show_points(nothing, nothing, "", "")
    assert plot.point_at(_point((100, 100))) is None


def test_hovering_reads_the_point_out(plot):
    original, _ = show_some(plot, m=0)
    told = []
    plot.hovered.connect(told.append)
    plot._moved((plot.plot.getViewBox().mapViewToScene(_point(original[0])),))
    assert told[-1].startswith("original 1: PC 1 ")
    plot._moved((_point((-500, -500)),))
    assert told[-1] == ""


def test_that_nothing_is_pointed_at_once_the_mouse_has_left(plot, qtbot):
    original, _ = show_some(plot)
    told, pointed = [], []
    plot.hovered.connect(told.append)
    plot.pointed.connect(lambda kind, place: pointed.append(place))
    place = plot.plot.getViewBox().mapViewToScene(_point(original[0]))
    plot.plot.scene().sigMouseMoved.emit(place)
    qtbot.waitUntil(lambda: pointed == [0])
    QApplication.sendEvent(plot.plot, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: pointed == [0, -1])
    assert told[-1] == ""


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_axes_named_after_a_change_of_theme_can_be_read(plot, name):
    try:
        theme.apply_theme(name)
        show_some(plot)
        for side in ("bottom", "left"):
            colour = theme.plot_colours().foreground
            axis = plot.plot.getAxis(side)
            assert axis.labelStyle["color"] == colour
            assert colour in axis.label.toHtml()
    finally:
        theme.apply_theme("light")
