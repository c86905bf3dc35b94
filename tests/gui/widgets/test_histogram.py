from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from ramangan_gui.gui.widgets.histogram import Histogram


@pytest.fixture
def histogram(qtbot):
    made = Histogram()
    qtbot.addWidget(made)
    made.resize(300, 200)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_that_both_kinds_share_bins_and_sum_to_all(histogram):
    rng = np.random.default_rng(0)
    histogram.show_values(rng.normal(0, 1, 300), rng.normal(5, 1, 40), "Position / cm⁻¹")
    for share in histogram.shares:
        assert share.sum() == pytest.approx(100)
        assert len(share) == len(histogram.edges) - 1
    middle = (histogram.edges[:-1] + histogram.edges[1:]) / 2
    centres = [np.average(middle, weights=share) for share in histogram.shares]
    assert centres[0] == pytest.approx(0, abs=0.3)
    assert centres[1] == pytest.approx(5, abs=0.4)


def test_that_one_stray_value_does_not_rule_the_scale(histogram):
    values = np.append(np.random.default_rng(1).normal(0, 1, 999), 1e6)
    histogram.show_values(values, values, "Height")
    assert histogram.edges[-1] < 10
    assert histogram.shares[0].sum() == pytest.approx(100)


@pytest.mark.parametrize("values", [np.empty(0), np.array([3.0]), np.full(9, np.nan), np.ones(5)])
def test_that_few_equal_or_no_values_are_no_error(histogram, values):
    histogram.show_values(values, values, "Area")
    histogram.mark(3.0)
    histogram.mark(None)


def test_that_the_bin_under_the_mouse_is_read_out(histogram):
    histogram.show_values(np.arange(100.0), np.arange(50.0), "Position / cm⁻¹")
    told = []
    histogram.hovered.connect(told.append)
    box = histogram.plot.getViewBox()
    histogram._moved((box.mapViewToScene(QPointF(10.0, 1.0)),))
    assert told[-1].startswith("Position ")
    assert "cm⁻¹" in told[-1]
    assert "% of originals" in told[-1]
