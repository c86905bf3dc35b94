from __future__ import annotations

import numpy as np

from ramangan_gui.quality.peaks import QUANTITIES
from ramangan_gui.workflow.review_bands import band_values


def test_that_bands_are_measured_in_units_of_the_axis():
    rng = np.random.default_rng(0)
    axis = np.linspace(400, 1800, 701)  # 2 per point
    places = rng.normal(1000, 2, 40)
    heights = rng.uniform(0.8, 1.2, 40)
    rows = heights[:, None] * np.exp(-0.5 * ((axis - places[:, None]) / 20) ** 2)
    rows = (rows + 0.001 * rng.normal(size=rows.shape)).astype(np.float32)
    found = band_values(axis, rows, rows[:25], rows[25:])
    assert len(found.places) == 1
    assert abs(found.places[0] - 1000) < 6
    position = found.original[:, 0, QUANTITIES.index("position")]
    np.testing.assert_allclose(position, places[:25], atol=0.5)
    np.testing.assert_allclose(
        found.generated[:, 0, QUANTITIES.index("height")], heights[25:], rtol=0.05
    )
    width = np.sqrt(2 * np.pi) * 20  # area over height of a Gaussian
    assert abs(np.median(found.original[:, 0, QUANTITIES.index("width")]) - width) < 0.1 * width


def test_that_a_flat_class_has_no_bands():
    rows = np.ones((5, 50), np.float32)
    assert band_values(np.arange(50.0), rows, rows, rows) is None
