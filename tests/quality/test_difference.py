from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import ttest_ind

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.quality.difference import mean_difference_band


def test_that_the_band_is_welchs_interval():
    rng = np.random.default_rng(0)
    original, generated = rng.normal(0, 1, (9, 30)), rng.normal(0.5, 3, (21, 30))
    band = mean_difference_band(original, generated)
    known = ttest_ind(generated, original, equal_var=False).confidence_interval(0.95)
    np.testing.assert_allclose(band.low, known.low, rtol=1e-9)
    np.testing.assert_allclose(band.high, known.high, rtol=1e-9)
    assert (band.wide_low < band.low).all()
    assert (band.wide_high > band.high).all()


def test_that_equal_spectra_have_a_band_of_no_width():
    rows = np.ones((4, 5))
    band = mean_difference_band(rows, rows + 1.0)
    np.testing.assert_array_equal(band.difference, 1.0)
    np.testing.assert_array_equal(band.low, band.high)


def test_that_single_spectra_are_refused():
    with pytest.raises(SpectraError, match="two spectra"):
        mean_difference_band(np.ones((1, 5)), np.ones((4, 5)))


def test_that_the_band_covers_as_often_as_it_says():
    rng = np.random.default_rng(3)
    inside = []
    for _ in range(200):
        band = mean_difference_band(rng.normal(size=(6, 40)), rng.normal(size=(12, 40)))
        inside.append((band.low <= 0) & (band.high >= 0))
    assert 0.93 < np.mean(inside) < 0.97
