from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.augmentation.noise_model import NoiseModel, periodogram
from ramangan_gui.augmentation.quick_lengths import gain_at_length, mirrored_end, quick_length

PRIME = 1009


def factors(number: int) -> set[int]:
    found, divisor = set(), 2
    while number > 1:
        while number % divisor == 0:
            found.add(divisor)
            number //= divisor
        divisor += 1
    return found


def test_that_a_length_is_kept_or_made_longer_until_its_factors_are_small() -> None:
    for n_points in range(2, 5000):
        length = quick_length(n_points)
        kept = max(factors(n_points)) <= 11
        assert length == n_points if kept else n_points < length <= 1.09 * n_points
        assert max(factors(length)) <= 11
    assert [quick_length(n) for n in (1000, 1024, 1732)] == [1000, 1024, 1750]


def test_that_a_gain_is_the_same_at_another_length() -> None:
    def gain(n_points: int) -> np.ndarray:
        return 1.0 / (1.0 + (8.0 * np.fft.rfftfreq(n_points)) ** 2)

    np.testing.assert_allclose(gain_at_length(gain(PRIME), PRIME, 1024), gain(1024), rtol=3e-3)
    assert gain_at_length(gain(64), 64, 64).tolist() == gain(64).tolist()


def test_that_values_are_mirrored_at_their_end() -> None:
    assert mirrored_end(np.array([1.0, 2.0, 3.0]), 5).tolist() == [1.0, 2.0, 3.0, 3.0, 2.0]
    assert mirrored_end(np.array([1.0]), 1).tolist() == [1.0]


def coloured(n_points: int) -> NoiseModel:
    profile = 1.0 + 0.5 * np.sin(np.linspace(0.0, 3.0, n_points))
    power = 2.0 / (1.0 + (6.0 * np.fft.rfftfreq(n_points)) ** 2)
    return NoiseModel(profile, power, np.ones(300)).standardised()


@pytest.mark.parametrize("n_points", [PRIME, 1024])
def test_that_noise_of_a_slow_length_is_what_its_model_says(n_points: int) -> None:
    model = coloured(n_points)
    noise = model.draw(np.full(4000, 2.0), np.random.default_rng(0))
    assert noise.shape == (4000, n_points)
    np.testing.assert_allclose((noise**2).sum(axis=1), 4.0 * model.energy)
    # A filter of few points: at each of them the profile is nearly what it is around it.
    np.testing.assert_allclose(noise.std(axis=0), 2.0 * model.profile, rtol=0.06)
    found = periodogram(noise / (2.0 * model.profile))
    wide = np.ones(21) / 21
    smooth, wanted = (np.convolve(power, wide, "valid") for power in (found, model.power))
    np.testing.assert_allclose(smooth, wanted, rtol=0.08)


def test_that_the_ends_of_a_slow_length_are_not_joined() -> None:
    noise = coloured(PRIME).draw(np.ones(4000), np.random.default_rng(1))
    assert abs(np.corrcoef(noise[:, 0], noise[:, -1])[0, 1]) < 0.05
    assert np.corrcoef(noise[:, 0], noise[:, 1])[0, 1] > 0.3


def test_that_power_at_a_slow_length_is_that_of_the_plain_transform() -> None:
    rng = np.random.default_rng(0)
    curves = np.cumsum(rng.standard_normal((400, PRIME)), axis=1)
    taper = np.hanning(PRIME + 2)[1:-1]
    taper /= np.sqrt(np.mean(taper**2))
    plain = (np.abs(np.fft.rfft(curves * taper, axis=1)) ** 2).mean(axis=0) / PRIME
    found = periodogram(curves)
    assert found.shape == plain.shape
    np.testing.assert_allclose(found[8:], plain[8:], rtol=0.25)
    np.testing.assert_allclose(found[8:].sum(), plain[8:].sum(), rtol=0.01)
