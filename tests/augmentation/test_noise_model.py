import numpy as np
import pytest

from ramangan_gui.augmentation.noise_model import (
    NoiseModel,
    estimate_noise,
    match_high_frequencies,
    match_power,
    match_variance,
    point_noise,
)

N_POINTS = 301
PROFILE = 0.05 * (1.0 + np.linspace(0.0, 1.0, N_POINTS))


def coloured(n_points=N_POINTS):
    """Power of white noise smoothed over neighbours, scaled to variance 1."""
    frequency = np.fft.rfftfreq(n_points)
    power = (1.0 + 0.8 * np.cos(2 * np.pi * frequency)) ** 2
    full = np.concatenate([power, power[1 : (n_points + 1) // 2][::-1]])[:n_points]
    return power / full.mean()


@pytest.mark.parametrize("n_points", [300, 301])
def test_drawn_noise_has_profile_level_and_colour(n_points):
    profile = 0.05 * (1.0 + np.linspace(0.0, 1.0, n_points))
    noise = NoiseModel(profile, coloured(n_points), np.ones(3))
    levels = np.repeat([1.0, 3.0], 2000)
    drawn = noise.draw(levels, np.random.default_rng(0))
    np.testing.assert_allclose(drawn[:2000].std(0), profile, rtol=0.1)
    np.testing.assert_allclose(drawn[2000:].std(0), 3 * profile, rtol=0.1)
    whitened = drawn[:2000] / profile
    neighbours = np.mean(whitened[:, 1:] * whitened[:, :-1])
    power = noise.power
    frequency = 2 * np.pi * np.arange(power.size) / n_points
    expected = 2.0 * np.sum(power * np.cos(frequency)) / n_points - power[0] / n_points
    assert neighbours == pytest.approx(expected, abs=0.02)


def test_noise_is_found_again():
    rng = np.random.default_rng(1)
    levels = np.exp(rng.normal(0.0, 0.4, 80))
    levels /= np.sqrt(np.mean(levels**2))
    truth = NoiseModel(PROFILE, coloured(), levels)
    found = estimate_noise(truth.draw(levels, rng), 0)
    np.testing.assert_allclose(found.profile, PROFILE, rtol=0.2)
    assert np.mean(found.profile**2) == pytest.approx(np.mean(PROFILE**2), rel=0.06)
    assert np.corrcoef(np.log(found.levels), np.log(levels))[0, 1] > 0.95
    decibel = 10 * np.log10(found.power[10:] / truth.power[10:])
    assert np.abs(decibel).max() < 1.5
    assert np.mean(found.levels**2) == pytest.approx(1.0)


def test_equal_levels_are_found_nearly_equal():
    rng = np.random.default_rng(2)
    found = estimate_noise(NoiseModel(PROFILE, coloured(), np.ones(1)).draw(np.ones(60), rng), 0)
    assert np.log(found.levels).std() < 0.03


def test_single_spikes_hardly_raise_the_noise():
    rng = np.random.default_rng(3)
    residuals = 0.1 * rng.normal(size=(40, N_POINTS))
    clean = estimate_noise(residuals, 0)
    residuals[5, 100] += 20.0
    spiked = estimate_noise(residuals, 0)
    np.testing.assert_allclose(spiked.profile, clean.profile, rtol=0.1)


def test_variance_is_matched_where_noise_rules():
    rng = np.random.default_rng(4)
    truth = NoiseModel(PROFILE, coloured(), np.ones(50))
    structure = 0.03 * np.sin(np.linspace(0, 9, N_POINTS))
    deviations = rng.normal(size=(50, 1)) * structure + truth.draw(np.ones(50), rng)
    deviations -= deviations.mean(0)
    wrong = NoiseModel(1.3 * PROFILE, truth.power, truth.levels)
    matched = match_variance(wrong, deviations, structure**2)
    total = np.sum(deviations**2) / 49
    assert np.sum(matched.profile**2) + np.sum(structure**2) == pytest.approx(total, rel=0.01)


def test_noise_is_left_alone_where_structure_rules():
    rng = np.random.default_rng(4)
    truth = NoiseModel(PROFILE, coloured(), np.ones(20))
    structure = 5.0 * np.sin(np.linspace(0, 9, N_POINTS))
    deviations = 1.3 * rng.normal(size=(20, 1)) * structure + truth.draw(np.ones(20), rng)
    matched = match_variance(truth, deviations - deviations.mean(0), structure**2)
    assert np.median(matched.profile / PROFILE) == pytest.approx(1.0, abs=0.05)
    levels = np.ones(300)
    drawn = rng.normal(size=(300, 1)) * structure
    matched = match_power(truth, deviations, drawn, levels, rng)
    assert np.median(matched.power / truth.power) == pytest.approx(1.0, abs=0.1)


def test_power_is_matched_at_every_frequency():
    rng = np.random.default_rng(5)
    truth = NoiseModel(PROFILE, coloured(), np.ones(300))
    originals = truth.draw(np.ones(300), rng)
    white = NoiseModel(PROFILE, np.ones(N_POINTS // 2 + 1), np.ones(300))
    structure, levels = np.zeros((300, N_POINTS)), np.ones(300)
    matched = match_power(white, originals, structure, levels, rng, (0.01, 100.0))
    decibel = 10 * np.log10(matched.power[10:] / truth.power[10:])
    assert np.abs(decibel).max() < 1.5
    bounded = match_power(white, originals, structure, levels, rng, (0.9, 1.1))
    assert bounded.power.min() >= 0.9 - 1e-12
    assert bounded.power.max() <= 1.1 + 1e-12


def test_point_noise_is_matched_in_the_median():
    rng = np.random.default_rng(6)
    truth = NoiseModel(PROFILE, coloured(), np.ones(100))
    originals = truth.draw(np.ones(100), rng)
    smooth = NoiseModel(0.85 * PROFILE, truth.power, truth.levels)
    structure, levels = np.zeros((200, N_POINTS)), np.ones(200)
    matched = match_high_frequencies(smooth, originals, structure, levels, rng)
    found = np.median(point_noise(matched.draw(levels, rng)))
    assert found == pytest.approx(np.median(point_noise(originals)), rel=0.03)
    np.testing.assert_array_equal(matched.power[:20], truth.power[:20])


def test_point_noise_of_white_noise_is_its_standard_deviation():
    rng = np.random.default_rng(7)
    slope = np.linspace(0.0, 3.0, 4000)
    noise = point_noise(slope + 0.3 * rng.normal(size=(3, 4000)))
    np.testing.assert_allclose(noise, 0.3, rtol=0.08)


def test_spectra_without_any_noise_are_survived():
    found = estimate_noise(np.zeros((6, 40)), 1)
    for part in (found.profile, found.power, found.levels):
        assert np.isfinite(part).all()
