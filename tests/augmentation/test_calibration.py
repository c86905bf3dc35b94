import numpy as np
import pytest

from ramangan_gui.augmentation.calibration import match_residuals
from ramangan_gui.augmentation.components import cross_validate
from ramangan_gui.augmentation.noise_model import NoiseModel
from ramangan_gui.core.progress import run

N_POINTS = 301
PROFILE = 0.05 * (1.0 + np.linspace(0.0, 1.0, N_POINTS))
PEAK = np.exp(-0.5 * ((np.arange(N_POINTS) - 150.0) / 8.0) ** 2)


def coloured():
    """Power of white noise smoothed over neighbours, scaled to variance 1."""
    power = (1.0 + 0.8 * np.cos(2 * np.pi * np.fft.rfftfreq(N_POINTS))) ** 2
    full = np.concatenate([power, power[1:][::-1]])
    return power / full.mean()


def measured(n, rng):
    """Spectra with one component, whose noise levels differ."""
    levels = np.exp(rng.normal(0.0, 0.3, n))
    truth = NoiseModel(PROFILE, coloured(), levels / np.sqrt(np.mean(levels**2)))
    structure = rng.normal(size=(n, 1)) * PEAK
    return structure + truth.draw(truth.levels, rng), structure, truth


def test_generated_spectra_come_to_leave_the_residuals_of_measured_ones():
    rng = np.random.default_rng(0)
    values, _, truth = measured(120, rng)
    folds = run(cross_validate(values, 0))
    structure = rng.normal(size=(400, 1)) * PEAK
    levels = rng.choice(truth.levels, 400)
    wrong = NoiseModel(1.25 * PROFILE[::-1], np.ones(N_POINTS // 2 + 1), truth.levels)
    matched = run(match_residuals(wrong, folds, 1, structure, levels, rng, balance=1.0))
    drawn = matched.draw(np.ones(4000), rng)
    fresh = truth.draw(np.ones(4000), rng)
    np.testing.assert_allclose(drawn.std(0), fresh.std(0), rtol=0.15)
    assert np.mean(drawn**2) == pytest.approx(np.mean(fresh**2), rel=0.05)
    decibel = 10 * np.log10(
        np.mean(np.abs(np.fft.rfft(drawn)) ** 2, 0) / np.mean(np.abs(np.fft.rfft(fresh)) ** 2, 0)
    )
    assert np.abs(decibel[10:]).max() < 1.5


def test_the_size_of_the_structure_does_not_leak_into_the_noise():
    rng = np.random.default_rng(1)
    values, _, truth = measured(120, rng)
    folds = run(cross_validate(values, 0))
    levels = rng.choice(truth.levels, 400)
    scores = rng.normal(size=(400, 1))
    profiles, drawn = [], []
    for size in (0.5, 1.0, 2.0):
        draws = np.random.default_rng(2)
        matched = run(match_residuals(truth, folds, 1, size * scores * PEAK, levels, draws))
        profiles.append(float(np.sum(matched.profile**2)))
        noise = matched.draw(np.ones(2000), np.random.default_rng(3))
        drawn.append(float(np.mean(np.sum(noise**2, axis=1))))
    np.testing.assert_allclose(drawn, drawn[1], rtol=0.005)
    # The profile is the noise's standard deviation, whatever colour was found.
    np.testing.assert_allclose(profiles, drawn, rtol=0.005)


def test_a_narrow_band_of_few_spectra_is_no_noise_of_all_others():
    rng = np.random.default_rng(3)
    values, _, truth = measured(120, rng)
    band = np.exp(-0.5 * ((np.arange(N_POINTS) - 240.0) / 1.5) ** 2)
    values[::10] += rng.uniform(0.5, 1.5, (12, 1)) * band
    folds = run(cross_validate(values, 0))
    structure = rng.normal(size=(400, 1)) * PEAK
    levels = rng.choice(truth.levels, 400)
    matched = run(match_residuals(truth, folds, 1, structure, levels, rng, balance=1.0))
    drawn = matched.draw(np.ones(4000), rng).std(axis=0)
    fresh = truth.draw(np.ones(4000), rng).std(axis=0)
    ratio = drawn / drawn[60:100].mean() / (fresh / fresh[60:100].mean())
    assert np.abs(ratio[225:256] - 1.0).max() < 0.3
