from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from ramangan_gui.gui.widgets.brush import (
    LASSO,
    MOVE,
    RECTANGLE,
    Brush,
    curves_through,
    points_inside,
)
from ramangan_gui.gui.widgets.plot_frame import make_plot

SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], float)


def slow_inside(corners, point):
    """Winding number by summed angles."""
    total = 0.0
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        u, v = a - point, b - point
        total += np.arctan2(u[0] * v[1] - u[1] * v[0], u @ v)
    return abs(total) > np.pi


def test_that_points_inside_agrees_with_summed_angles():
    rng = np.random.default_rng(0)
    for _ in range(20):
        angles = np.sort(rng.uniform(0, 2 * np.pi, 9))
        radii = rng.uniform(0.3, 1.0, 9)
        corners = np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)
        points = rng.uniform(-1, 1, (50, 2))
        known = [slow_inside(corners, p) for p in points]
        assert points_inside(corners, points).tolist() == known


def test_that_curves_pass_through_a_shape_at_or_between_their_points():
    x = np.array([0.0, 1.0, 2.0, 3.0])
    rows = np.array([[0, 0, 0, 0], [5, 5, 5, 5], [0, 0, 4, 0]], float)
    around = SQUARE * [0.2, 1.0] + [1.9, 3.5]  # about the top of the third
    assert curves_through(around, x, rows).tolist() == [False, False, True]
    between = SQUARE * [0.2, 1.0] + [0.4, -0.5]  # no point of the axis in it
    assert curves_through(between, x, rows).tolist() == [True, False, True]
    assert not curves_through(SQUARE + np.array([10, 0]), x, rows).any()


@pytest.fixture
def plot(qtbot):
    made = make_plot("a plot")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.getViewBox().setRange(xRange=(0, 10), yRange=(0, 10), padding=0)
    with qtbot.waitExposed(made):
        made.show()
    return made


def drag(qtbot, plot, way, modifier=Qt.KeyboardModifier.NoModifier):
    target = plot.viewport()
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, modifier, QPoint(*way[0]))
    for place in way[1:]:
        qtbot.mouseMove(target, QPoint(*place))
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, modifier, QPoint(*way[-1]))


def test_that_a_drag_draws_a_rectangle_and_the_plot_stays(plot, qtbot):
    brush, shapes = Brush(plot), []
    brush.drawn.connect(shapes.append)
    before = plot.getViewBox().viewRange()
    brush.set_mode(RECTANGLE)
    drag(qtbot, plot, [(150, 100), (200, 150), (250, 200)])
    assert plot.getViewBox().viewRange() == before
    (shape,) = shapes
    assert shape.shape == (4, 2)
    assert np.ptp(shape[:, 0]) > 1
    assert set(map(tuple, shape)) == {
        (x, y) for x in (shape[0, 0], shape[2, 0]) for y in (shape[0, 1], shape[2, 1])
    }


def test_that_a_lasso_keeps_its_way_and_a_short_drag_is_a_click(plot, qtbot):
    brush, shapes, clicks = Brush(plot), [], []
    brush.drawn.connect(shapes.append)
    brush.clicked.connect(clicks.append)
    brush.set_mode(LASSO)
    drag(qtbot, plot, [(150, 100), (200, 100), (200, 160), (150, 160)])
    assert len(shapes[0]) >= 4
    drag(qtbot, plot, [(150, 100), (151, 101)])
    assert len(shapes) == len(clicks) == 1


def test_that_shift_draws_while_plain_drags_move(plot, qtbot):
    brush, shapes = Brush(plot), []
    brush.drawn.connect(shapes.append)
    brush.set_mode(MOVE)
    drag(qtbot, plot, [(150, 100), (250, 200)])
    assert not shapes
    drag(qtbot, plot, [(150, 100), (250, 200)], Qt.KeyboardModifier.ShiftModifier)
    assert len(shapes) == 1
