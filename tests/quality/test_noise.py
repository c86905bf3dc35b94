from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.quality.noise import noise_level, noise_levels, places, residuals_without_self


def test_that_the_level_is_the_standard_deviation_of_white_noise() -> None:
    noise = np.random.default_rng(0).normal(size=(50, 4000)) * 0.3
    assert np.median(noise_level(noise)) == pytest.approx(0.3, rel=0.01)


def test_that_smooth_spectra_and_few_points_have_no_noise() -> None:
    line = np.linspace(0, 1, 200)[None]
    assert noise_level(line)[0] == pytest.approx(0.0, abs=1e-12)
    assert noise_level(np.ones((3, 2))).tolist() == [0, 0, 0]


def test_that_residuals_leave_each_spectrum_out_of_its_mean() -> None:
    spectra = np.random.default_rng(0).normal(size=(6, 9))
    slow = [spectra[i] - np.delete(spectra, i, axis=0).mean(axis=0) for i in range(6)]
    np.testing.assert_allclose(residuals_without_self(spectra), slow)
    assert np.array_equal(residuals_without_self(spectra[:1]), spectra[:1])


def test_that_sharp_peaks_do_not_pass_for_noise() -> None:
    rng = np.random.default_rng(0)
    peaks = 100 * np.exp(-0.5 * ((np.arange(300) % 10 - 5) / 0.8) ** 2)
    original, generated = (peaks + rng.normal(size=(40, 300)) for _ in range(2))
    first, second = noise_levels(original, generated)
    assert np.median(first) == pytest.approx(1.0, rel=0.05)
    assert np.median(second) / np.median(first) == pytest.approx(1.0, abs=0.04)


def test_that_a_pattern_shared_by_generated_spectra_counts_as_noise() -> None:
    rng = np.random.default_rng(0)
    original, generated = (rng.normal(size=(40, 300)) for _ in range(2))
    ripple = 0.8 * (1 - 2 * (np.arange(300) % 2))
    first, second = noise_levels(original, generated + ripple)
    assert np.median(second) / np.median(first) > 1.2


@pytest.mark.parametrize("n_points", [26, 50, 386, 400, 1001, 5000])
def test_that_places_cover_every_second_difference_once(n_points: int) -> None:
    found = places(n_points)
    bends = [b for low, high in found for b in range(low, high - 2)]
    assert bends == list(range(n_points - 2))
    assert min(high - low for low, high in found) >= 26
    assert len(found) <= 16


def test_that_a_short_axis_has_no_places() -> None:
    assert places(25) == places(2) == places(0) == ()
