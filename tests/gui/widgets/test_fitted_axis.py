from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from ramangan_gui.gui.widgets.plot_frame import make_plot

sys.path.insert(0, str(Path(__file__).parents[1]))

from cut_text import cut_text


def numbers(plot):
    """Give place and text of the numbers below a plot, as they are painted."""
    axis = plot.getAxis("bottom")
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        _, _, texts = axis.generateDrawSpecs(painter)
    finally:
        painter.end()
    return sorted(((rect, text) for rect, _, text in texts), key=lambda pair: pair[0].left())


@pytest.mark.parametrize("width", [140, 180, 250, 600])
@pytest.mark.parametrize(
    "ends", [(883.5, 893.5), (-0.21, 0.43), (0.0, 0.0312), (1295.2, 1299.7), (-0.28, 0.44)]
)
def test_that_numbers_below_a_narrow_plot_do_not_touch(qtbot, width, ends):
    plot = make_plot("narrow")
    qtbot.addWidget(plot)
    plot.resize(width, 120)
    plot.getAxis("left").setWidth(44)
    with qtbot.waitExposed(plot):
        plot.show()
    plot.getViewBox().setRange(xRange=ends, yRange=(0, 1), padding=0.02)
    shown = numbers(plot)
    assert shown
    gaps = [after[0].left() - before[0].right() for before, after in pairwise(shown)]
    assert all(gap > 2 for gap in gaps), [text for _, text in shown]
    values = np.array([float(text.replace("−", "-")) for _, text in shown])
    assert (np.diff(values) > 0).all()


@pytest.mark.parametrize("side", ["left", "bottom"])
def test_that_a_title_longer_than_its_axis_ends_in_an_ellipsis(qtbot, side):
    plot = make_plot("small")
    qtbot.addWidget(plot)
    title = "Gradient penalty and other losses / arb. units"
    plot.getAxis(side).setLabel(title, **{"font-size": "9pt"})
    plot.resize(260, 160)
    with qtbot.waitExposed(plot):
        plot.show()
    axis = plot.getAxis(side)
    assert axis.label.toPlainText().strip().endswith("…")
    assert axis.toolTip() == title
    assert not cut_text(plot)
    plot.resize(700, 600)
    qtbot.waitUntil(lambda: axis.label.toPlainText().strip() == title)
    assert (axis.labelText, axis.toolTip()) == (title, "")
