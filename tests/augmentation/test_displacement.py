import numpy as np
import pytest

from ramangan_gui.augmentation import displacement
from ramangan_gui.augmentation.displacement import displaced, movements
from ramangan_gui.core.progress import run

AXIS = np.arange(300.0)


def peaks(places):
    return np.exp(-0.5 * ((AXIS - np.asarray(places)[:, None]) / 6.0) ** 2)


@pytest.mark.parametrize("points", [0.0, 1.0, -3.0, 0.37, 7.6])
def test_a_peak_arrives_where_it_was_sent(points):
    moved = displaced(peaks([100.0, 180.0]), np.full(2, points))
    np.testing.assert_allclose(moved, peaks([100.0 + points, 180.0 + points]), atol=1e-6)


def test_each_spectrum_moves_by_its_own_way_and_back_again():
    rng = np.random.default_rng(0)
    spectra, points = peaks([90.0, 150.0, 200.0]), np.array([-2.5, 0.2, 4.1])
    there = displaced(spectra, points)
    np.testing.assert_allclose(displaced(there, -points), spectra, atol=1e-5)
    noise = rng.normal(size=(200, 300))
    moved = displaced(noise, np.full(200, 0.5))
    assert moved[:, 30:-30].var() == pytest.approx(noise[:, 30:-30].var(), rel=0.02)


@pytest.mark.parametrize("points", [-290.0, -90.4, -63.2, 40.5, 63.8, 90.4, 140.3])
def test_that_the_other_end_never_moves_in(points):
    slope = np.linspace(0.0, 1.0, AXIS.size)[None]
    mirrored = np.abs(AXIS - points)
    expected = np.minimum(mirrored, 2 * (AXIS.size - 1) - mirrored) / (AXIS.size - 1)
    moved = displaced(slope, np.array([points]))[0]
    np.testing.assert_allclose(moved, expected, atol=0.01)


@pytest.mark.parametrize("n_points", [2, 3, 16, 33])
def test_that_no_spectrum_moves_farther_than_its_mirror_image(n_points):
    rng = np.random.default_rng(1)
    spectra = rng.normal(size=(3, n_points))
    moved = displaced(spectra, np.array([-1e4, 0.0, 1e6]))
    np.testing.assert_allclose(moved[1], spectra[1], atol=1e-9)
    after = n_points - 1 - (n_points + 1) % 2
    np.testing.assert_allclose(moved[2, : after + 1], spectra[2, after::-1], atol=1e-9)


def test_that_company_does_not_matter():
    rng = np.random.default_rng(3)
    spectra, points = rng.normal(size=(6, 300)), np.array([0.3, -31.9, 32.1, 70.0, -200.0, 9e9])
    together = displaced(spectra, points)
    for row, one in enumerate(together):
        np.testing.assert_array_equal(displaced(spectra[[row]], points[[row]])[0], one)


@pytest.mark.parametrize("at_once", [1, 3 * AXIS.size, 10**9])
def test_that_movements_are_the_same_however_many_spectra_are_moved_at_once(at_once, monkeypatch):
    rng = np.random.default_rng(2)
    spectra = peaks(rng.normal(150.0, 2.0, 40)) + 0.01 * rng.normal(size=(40, 300))
    expected, reference = run(movements(spectra))
    monkeypatch.setattr(displacement, "_VALUES_AT_ONCE", at_once)
    found, mean = run(movements(spectra))
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(mean, reference)
    pieces = sum(1 for _ in movements(spectra))
    assert pieces > 8 * min(40, 40 * AXIS.size // at_once)
