"""The legend stands above its plot and hides nothing."""

from __future__ import annotations

import pyqtgraph as pg
import pytest

from ramangan_gui.gui.widgets.plot_frame import make_plot


@pytest.fixture
def plot(qtbot) -> pg.PlotWidget:
    """A plot of 400 by 300 pixels."""
    made = make_plot("plot")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def _settle(plot: pg.PlotWidget) -> pg.LegendItem:
    plot.getPlotItem().layout.activate()
    return plot.getPlotItem().legend


def _boxes(legend: pg.LegendItem) -> list:
    return [
        label.item.mapRectToScene(label.item.boundingRect())
        for _, label in legend.items
        if label.isVisible()
    ]


def test_that_the_legend_lies_above_the_canvas(plot):
    for name in ("measured", "generated", "nearest measured spectrum of the training part"):
        plot.plot([0, 1], [0, 1], name=name)
    legend = _settle(plot)
    canvas = plot.getPlotItem().vb.sceneBoundingRect()
    assert legend.height() > 0
    assert legend.sceneBoundingRect().bottom() <= canvas.top() + 1
    for box in _boxes(legend):
        assert box.bottom() <= canvas.top() + 1
        assert canvas.left() <= box.left()
        assert box.right() <= canvas.right() + 1


def test_that_no_two_names_overlap(plot):
    for number in range(7):
        plot.plot([0, 1], [0, 1], name=f"substance {number} " + "x" * (5 * number))
    boxes = _boxes(_settle(plot))
    assert len(boxes) == 7
    for number, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[:number])


def test_that_a_name_wider_than_the_plot_goes_on_in_the_next_line(plot):
    plot.plot([0, 1], [0, 1], name="one")
    one = _settle(plot).height()
    plot.plot([0, 1], [0, 1], name="many words " * 12)
    legend = _settle(plot)
    assert legend.height() >= 2 * one
    assert max(box.right() for box in _boxes(legend)) <= plot.width()


def test_that_names_give_back_their_room(plot):
    full = plot.getPlotItem().vb.height()
    line = plot.plot([0, 1], [0, 1], name="one")
    legend = _settle(plot)
    assert plot.getPlotItem().vb.height() < full
    legend.removeItem(line)
    _settle(plot)
    assert plot.getPlotItem().vb.height() == pytest.approx(full, abs=1)


def test_that_very_many_names_leave_the_plot_its_room_and_say_that_there_are_more(plot):
    names = [f"substance with a long name, number {number}" for number in range(40)]
    for name in names:
        plot.plot([0, 1], [0, 1], name=name)
    legend = _settle(plot)
    assert legend.height() <= plot.height() / 3
    shown = [label.text for _, label in legend.items if label.isVisible()]
    assert 0 < len(shown) < 40
    assert legend._more.isVisible()
    assert legend._more.toolTip().split("\n") == names[len(shown) :]


def test_that_a_hidden_legend_takes_no_room(plot):
    full = plot.getPlotItem().vb.height()
    plot.getPlotItem().legend.hide()
    plot.plot([0, 1], [0, 1], name="one")
    _settle(plot)
    assert plot.getPlotItem().vb.height() == pytest.approx(full, abs=1)


def test_that_a_wider_plot_needs_fewer_lines(plot, qtbot):
    for number in range(8):
        plot.plot([0, 1], [0, 1], name=f"substance number {number}")
    narrow = _settle(plot).height()
    plot.resize(1200, 300)
    qtbot.waitUntil(lambda: _settle(plot).height() < narrow, timeout=10_000)
