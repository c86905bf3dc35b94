"""Tests of noise whose colour differs from place to place."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from ramangan_gui.augmentation.noise_model import NoiseModel, estimate_noise
from ramangan_gui.augmentation.tints import (
    N_OCTAVES,
    all_alike,
    in_octaves,
    octaves,
    tinted_energy,
    tinted_noise,
    tints_between,
)

SMOOTH = np.array([1.0, 4.0, 6.0, 4.0, 1.0]) / np.sqrt(70.0)


def rough_and_smooth(n: int, n_points: int, seed: int) -> np.ndarray:
    """Noise of variance 1: white in the first half, smooth in the second."""
    white = np.random.default_rng(seed).standard_normal((n, n_points + 4))
    smooth = np.array([np.convolve(one, SMOOTH, "valid") for one in white])
    return np.where(np.arange(n_points) < n_points // 2, white[:, 2:-2], smooth)


def roughness(curves: np.ndarray, part: slice) -> float:
    """Standard deviation of second differences."""
    return float(np.diff(curves, 2, axis=1)[:, part].std())


@pytest.mark.parametrize("n_points", [16, 17, 600, 601])
def test_that_octaves_sum_to_one_and_only_neighbours_overlap(n_points: int) -> None:
    shares = octaves(n_points)
    assert shares.shape == (N_OCTAVES, n_points // 2 + 1)
    assert (shares >= 0.0).all()
    np.testing.assert_allclose(shares.sum(axis=0), 1.0)
    assert not (shares[0] * shares[2:]).any()
    curves = np.random.default_rng(0).standard_normal((3, n_points))
    np.testing.assert_allclose(sum(in_octaves(curves)), curves, atol=1e-12)


def test_that_noise_is_smooth_where_it_was_measured_smooth() -> None:
    measured = rough_and_smooth(60, 800, 1)
    found = estimate_noise(measured, 0)
    assert found.tints is not None
    drawn = found.draw(np.ones(300), np.random.default_rng(2))
    of_one_colour = dataclasses.replace(found, tints=None)
    plain = of_one_colour.draw(np.ones(300), np.random.default_rng(2))
    for part in (slice(60, 340), slice(460, 740)):
        assert drawn[:, part].std() == pytest.approx(measured[:, part].std(), rel=0.06)
        assert roughness(drawn, part) == pytest.approx(roughness(measured, part), rel=0.2)
    assert roughness(plain, slice(460, 740)) > 2.5 * roughness(measured, slice(460, 740))


@pytest.mark.parametrize("n", [4, 20, 60, 300])
@pytest.mark.parametrize("seed", range(3))
def test_that_noise_of_one_colour_gets_no_tints(n: int, seed: int) -> None:
    white = np.random.default_rng([n, seed]).standard_normal((n, 1000))
    smooth = np.array([np.convolve(one, SMOOTH, "same") for one in white])
    profile = 1.0 + 0.5 * np.sin(np.arange(1000) / 60)
    assert estimate_noise(profile * white, 0).tints is None
    assert estimate_noise(profile * smooth, 0).tints is None


def test_that_the_energy_of_tinted_noise_is_that_of_draws() -> None:
    profile = 1.25 - 0.75 * np.cos(np.linspace(0.0, 2.0 * np.pi, 400))
    power = 1.0 + np.cos(np.linspace(0.0, np.pi, 201)) * 0.9
    tints = np.exp(np.random.default_rng(0).standard_normal((N_OCTAVES, 1)) * np.ones(400))
    tints[0] *= np.linspace(0.1, 3.0, 400)
    noise = tinted_noise(profile, power, tints, 4000, np.random.default_rng(1))
    energy = float(np.sum(noise**2)) / 4000
    assert tinted_energy(profile, power, tints) == pytest.approx(energy, rel=0.02)


def test_that_variance_along_directions_is_that_of_tinted_draws() -> None:
    rng = np.random.default_rng(4)
    tints = np.exp(0.7 * np.sin(np.arange(200) / np.array([[10.0], [20.0], [30.0], [40.0]])))
    noise = NoiseModel(np.linspace(1.0, 2.0, 200), np.ones(101), np.ones(5), tints)
    directions = np.linalg.qr(rng.standard_normal((200, 6)))[0].T
    drawn = noise.draw(np.ones(4000), rng)
    found = np.mean((drawn @ directions.T) ** 2, axis=0)
    np.testing.assert_allclose(noise.variance_along(directions), found, rtol=0.1)
    # Tinted noise, too, is exactly as strong as its level says.
    np.testing.assert_allclose(np.sum(drawn**2, axis=1), noise.energy)


def test_that_what_chance_explains_of_tints_is_taken_off() -> None:
    clean = np.ones((N_OCTAVES, 500))
    step = np.where(np.arange(500) < 250, 1.0, 9.0) * clean
    np.testing.assert_allclose(
        tints_between(clean, step, 200)[:, [0, -1]], [[1.0, 3.0]] * 4, rtol=0.01
    )
    assert (
        np.ptp(tints_between(clean, clean * np.linspace(0.99, 1.01, 500), 4), axis=1).max() == 0.0
    )
    assert all_alike(clean)
    assert not all_alike(np.sqrt(step))


def test_that_noise_without_strength_gives_finite_tints() -> None:
    nothing = np.zeros((N_OCTAVES, 64))
    assert np.isfinite(tints_between(nothing, nothing, 10)).all()
    assert np.isfinite(tints_between(nothing, nothing + 1.0, 10)).all()
    assert np.isfinite(tints_between(nothing + 1.0, nothing, 10)).all()
