import dataclasses
from itertools import pairwise

import numpy as np
import pytest

from ramangan_gui.augmentation import noise_model
from ramangan_gui.augmentation.noise_model import (
    NoiseModel,
    estimate_noise,
    periodogram,
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
    # The filter takes the two ends for neighbours.
    inside = slice(3, -3)
    np.testing.assert_allclose(drawn[:2000].std(0)[inside], profile[inside], rtol=0.1)
    np.testing.assert_allclose(drawn[2000:].std(0)[inside], 3 * profile[inside], rtol=0.1)
    whitened = (drawn[:2000] / profile)[:, inside]
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


def test_point_noise_of_white_noise_is_its_standard_deviation():
    rng = np.random.default_rng(7)
    slope = np.linspace(0.0, 3.0, 4000)
    noise = point_noise(slope + 0.3 * rng.normal(size=(3, 4000)))
    np.testing.assert_allclose(noise, 0.3, rtol=0.08)


def test_spectra_without_any_noise_are_survived():
    found = estimate_noise(np.zeros((6, 40)), 1)
    for part in (found.profile, found.power, found.levels):
        assert np.isfinite(part).all()


def test_balanced_noise_loses_what_the_mean_spectrum_carries_and_half_of_it_is_made_up_for():
    """So that, of two groups, neither new nor measured spectra are nearer to their own kind."""
    noise = NoiseModel(PROFILE, coloured(), np.ones(6))
    drawn = noise.draw(np.ones(6), np.random.default_rng(0), balance=1.0)
    np.testing.assert_allclose(drawn.mean(0), 0.0, atol=1e-12)
    for balance, left in ((1.0, 0.0), (0.5, 0.5), (0.0, 1.0)):
        many = [noise.draw(np.ones(6), np.random.default_rng(k), balance) for k in range(300)]
        energy, share = np.mean(PROFILE**2), balance / 6
        made_up = (1.0 - share / 2) / (1.0 - share)
        assert np.mean(np.square(many)) == pytest.approx(energy * (1.0 - share / 2), rel=0.03)
        mean = np.mean(np.square(np.mean(many, axis=1)))
        assert mean == pytest.approx(left * made_up * energy / 6, rel=0.1, abs=1e-9)
        same = np.mean(np.square([draws[:3] - draws[3:] for draws in many]))
        other = np.mean(np.square([a - b for a, b in pairwise(many)]))
        assert same == pytest.approx(2.0 * energy * made_up, rel=0.02)
        assert other == pytest.approx(2.0 * energy * (1.0 - share / 2), rel=0.02)
        # From a measured spectrum: its noise, that of a new one, and that of the mean.
        measured = energy * (1.0 + (1.0 - share / 2) + share)
        assert (same + other) / 2 == pytest.approx(measured - energy * share / 2, rel=0.02)


@pytest.mark.parametrize("balance", [1.0, 0.4, 0.0])
def test_noise_is_balanced_against_scores_as_against_the_mean(balance):
    """Of spectra of nearly the same scores, neither kind is nearer to its own in two groups."""
    noise, rng = NoiseModel(PROFILE, coloured(), np.ones(40)), np.random.default_rng(1)
    pairs = np.repeat(rng.normal(size=(20, 2)), 2, axis=0)
    scores = (pairs - pairs.mean(0)) / pairs.std(0)
    levels = np.ones(40)
    many = np.array([
        noise.draw(levels, np.random.default_rng(k), balance, scores) for k in range(300)
    ])  # fmt: skip
    energy = np.mean(PROFILE**2)
    made_up = (1.0 - 1.5 * balance / 40) / (1.0 - 3.0 * balance / 40)
    for against in (np.ones(40), *scores.T):
        carried = np.mean(np.square(np.tensordot(against, many, axes=(0, 1)) / 40.0))
        wanted = (1.0 - balance) * made_up * energy / 40
        assert carried == pytest.approx(wanted, rel=0.1, abs=1e-9)
    assert np.mean(many**2) == pytest.approx(energy * (1.0 - 1.5 * balance / 40), rel=0.01)
    same = np.mean((many[:, 0::2] - many[:, 1::2]) ** 2)
    assert same == pytest.approx(2.0 * energy * made_up, rel=0.01)


@pytest.mark.parametrize(("n_points", "leaking"), [(300, 1e-9), (N_POINTS, 3e-4)])
def test_nothing_is_drawn_where_the_filter_leaves_nothing(n_points, leaking):
    power = 1.0 / (1.0 + 20.0 * np.fft.rfftfreq(n_points))
    power[-20:] = 0.0
    rough = np.where(np.arange(n_points) % 2, 1.0, 3.0)
    drawn = NoiseModel(rough, power, np.ones(5)).draw(np.ones(5), np.random.default_rng(0))
    # Noise of a length that is slow to transform is cut off and has ends, as measured noise has.
    taper = np.hanning(n_points) if n_points == N_POINTS else 1.0
    spectrum = np.abs(np.fft.rfft(drawn * taper))
    assert spectrum[:, -17:].max() < leaking * spectrum.max()


def test_noise_is_exactly_as_strong_as_its_level_says():
    levels = np.array([0.5, 1.0, 2.0])
    noise = NoiseModel(PROFILE, coloured(), levels)
    drawn = noise.draw(levels, np.random.default_rng(3))
    np.testing.assert_allclose(np.sum(drawn**2, axis=1), noise.energy * levels**2, rtol=1e-9)
    # The energy is that of such noise on average, taken here without scaling it.
    rng = np.random.default_rng(4)
    white = rng.standard_normal((4000, N_POINTS)) * PROFILE
    loose = np.fft.irfft(np.fft.rfft(white) * np.sqrt(coloured()), n=N_POINTS)
    assert noise.energy == pytest.approx(np.mean(np.sum(loose**2, axis=1)), rel=0.02)


def test_levels_are_the_strength_of_the_noise_that_each_spectrum_has():
    rng = np.random.default_rng(5)
    residuals = rng.normal(size=(40, N_POINTS)) * PROFILE * rng.uniform(0.5, 2.0, 40)[:, None]
    levels = estimate_noise(residuals, 0).levels
    found = np.sqrt(np.sum(residuals**2, axis=1))
    np.testing.assert_allclose(levels / levels.mean(), found / found.mean(), rtol=0.01)


def test_noise_along_directions_is_what_draws_show():
    rng = np.random.default_rng(11)
    power = 1.0 / (0.02 + np.fft.rfftfreq(301))
    levels = np.array([0.5, 1.0, 1.5])
    noise = NoiseModel(0.1 * (1.0 + np.linspace(0.0, 1.0, 301)), power / power.mean(), levels)
    x = np.arange(301.0)
    directions = np.stack([np.exp(-0.5 * ((x - 150) / 20) ** 2), rng.normal(size=301)])
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    drawn = noise.draw(np.repeat(levels, 4000), rng)
    found = np.mean((drawn @ directions.T) ** 2, axis=0)
    np.testing.assert_allclose(noise.variance_along(directions), found, rtol=0.06)
    assert noise.variance_along(directions)[0] > 3.0 * noise.variance_along(directions)[1]


def test_standardised_noise_is_the_same_noise_with_a_power_of_one_on_average():
    noise = NoiseModel(PROFILE, 3.0 * coloured(), np.ones(6))
    same = noise.standardised()
    assert same.energy == pytest.approx(noise.energy)
    assert np.sum(same.profile**2) == pytest.approx(same.energy)
    drawn = [model.draw(np.ones(4), np.random.default_rng(0)) for model in (noise, same)]
    np.testing.assert_allclose(drawn[0], drawn[1], rtol=1e-9, atol=1e-12)
    silent = NoiseModel(PROFILE, np.zeros(PROFILE.size // 2 + 1), np.ones(6))
    assert silent.standardised() is silent


@pytest.mark.parametrize("at_once", [10, 4_000_000])
def test_that_power_is_averaged_over_curves_however_many_are_transformed_at_once(
    at_once, monkeypatch
):
    monkeypatch.setattr(noise_model, "_VALUES_AT_ONCE", at_once * N_POINTS)
    curves, profile = (
        np.random.default_rng(0).normal(size=(43, N_POINTS)),
        np.linspace(1, 2, N_POINTS),
    )
    each = [periodogram(curve[None] * profile) for curve in curves]
    np.testing.assert_allclose(periodogram(curves, profile), np.mean(each, axis=0))
    assert periodogram(curves).mean() == pytest.approx(1.0, rel=0.05)


def test_that_strong_noise_is_not_carried_to_quiet_places() -> None:
    rng = np.random.default_rng(3)
    profile = np.where(np.arange(600) < 300, 1.0, 0.01)
    measured = estimate_noise(profile * rng.standard_normal((60, 600)), 1)
    drawn = measured.draw(np.ones(400), rng)
    # Where the profile falls, it is an average of strong and quiet places.
    quiet, strong = (float(np.std(drawn[:, part])) for part in (slice(340, 560), slice(40, 260)))
    assert quiet < 0.0115
    assert strong == pytest.approx(1.0, rel=0.05)
    carried = dataclasses.replace(measured, tints=None)
    assert float(np.std(carried.draw(np.ones(400), rng)[:, 340:560])) > 1.3 * quiet
    along = measured.variance_along(np.eye(600))
    np.testing.assert_allclose(along[340:560].mean(), quiet**2, rtol=0.1)
