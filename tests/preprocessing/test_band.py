import numpy as np

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.band import band_points, band_strength

X = np.linspace(400.0, 1400.0, 501)


def test_that_a_width_of_zero_takes_the_nearest_point():
    assert band_points(X, 601.1, 0.0) == slice(101, 102)
    assert band_points(X, 0.0, 5.0) == slice(0, 1)


def test_that_the_mean_of_the_band_is_given_for_every_spectrum():
    values = np.random.default_rng(0).normal(0, 1, (9, X.size))
    spectra = Spectra.from_arrays(X, values)
    expected = values[:, (X >= 590) & (X <= 610)].mean(axis=1)
    np.testing.assert_allclose(band_strength(spectra, 600.0, 20.0), expected, rtol=1e-5)


def test_that_a_slope_counts_nothing_above_the_line():
    band = np.where(np.abs(X - 900) < 4, 50.0, 0.0)
    slope = 3000 - 2 * X
    spectra = Spectra.from_arrays(X, [slope, slope + band])
    flat, peak = band_strength(spectra, 900.0, 40.0, above_line=True)
    assert abs(flat) < 1e-2
    assert 5.0 < peak < 15.0
