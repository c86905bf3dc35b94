import numpy as np
import pytest

from ramangan_gui.augmentation.noise_model import NoiseModel
from ramangan_gui.augmentation.passband import (
    Room,
    ceiling,
    limited,
    passband,
    power_of,
    power_of_loadings,
)
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra

N_POINTS = 301
PEAK = np.exp(-0.5 * ((np.arange(N_POINTS) - 150.0) / 8.0) ** 2)
PROFILE = 0.05 * (1.0 + np.linspace(0.0, 1.0, N_POINTS))
FLAT = np.ones(N_POINTS // 2 + 1)


def measured(n, rng):
    """Spectra with one component and white noise."""
    noise = NoiseModel(PROFILE, FLAT, np.ones(n))
    structure = rng.normal(size=(n, 1)) * PEAK
    return structure + noise.draw(noise.levels, rng), structure


def gain_of(originals, structure):
    n = len(originals)
    return passband(power_of(originals), power_of(structure, n), n - 1)


def smoothed(curves, width):
    """Curves averaged over neighbours, as processed spectra often are."""
    kernel = np.exp(-0.5 * (np.arange(-4 * width, 4 * width + 1) / width) ** 2)
    return np.array([np.convolve(curve, kernel / kernel.sum(), "same") for curve in curves])


def test_what_the_originals_lack_is_filtered_out_of_the_structure():
    rng = np.random.default_rng(3)
    smooth = rng.normal(size=(30, 1)) * PEAK + 0.3 * rng.normal(size=(30, 1)) * PEAK[::-1] ** 2
    ripple = 0.02 * rng.normal(size=(400, 1)) * np.where(np.arange(N_POINTS) % 2, 1.0, -1.0)
    structure = rng.normal(size=(400, 1)) * PEAK + ripple
    gain = gain_of(smooth, structure)
    assert gain.min() >= 0.0
    assert gain.max() <= 1.0
    assert gain[-1] < 0.05
    filtered = limited(structure, gain)
    left = filtered - (structure - ripple)
    assert np.abs(left).max() < 0.1 * np.abs(structure).max()
    assert np.mean(np.diff(filtered, 2) ** 2) < 0.05 * np.mean(np.diff(structure, 2) ** 2)


def test_the_structure_stays_as_it_is_where_the_originals_contain_more():
    rng = np.random.default_rng(4)
    values, structure = measured(60, rng)
    np.testing.assert_allclose(limited(structure, gain_of(values, structure)), structure, atol=0.1)


def test_few_spectra_do_not_bend_the_passband_where_they_vary_more_or_less_by_chance():
    rng = np.random.default_rng(5)
    gains = [gain_of(measured(8, rng)[0], rng.normal(size=(400, 1)) * PEAK) for _ in range(50)]
    assert np.mean([gain.min() == 1.0 for gain in gains]) > 0.9


def test_the_power_of_loadings_is_that_of_many_spectra_drawn_with_them():
    rng = np.random.default_rng(6)
    loadings = np.stack([PEAK, 0.3 * np.roll(PEAK, 60), 0.1 * np.roll(PEAK, -70)])
    drawn = power_of(rng.normal(size=(20_000, 3)) @ loadings, 60)
    expected = power_of_loadings(loadings, 60)
    clear = expected > 1e-3 * expected.max()
    np.testing.assert_allclose(drawn[clear], expected[clear], rtol=0.06)


def gain_beside(structure, noise, originals):
    return Room.beside(structure, ceiling(originals)).gain(noise)


def test_structure_and_noise_together_stay_below_the_ceiling():
    rng = np.random.default_rng(7)
    values, _ = measured(60, rng)
    noise = NoiseModel(PROFILE, FLAT, np.ones(400)).draw(np.ones(400), rng)
    made = rng.normal(size=(400, 1)) * PEAK
    assert gain_beside(made, noise, values)[60:].min() > 0.9
    assert gain_beside(made, 2.0 * noise, values)[60:].mean() == pytest.approx(0.5, abs=0.05)
    # A ripple of the structure as strong as the noise leaves this next to no room there.
    ripple = 0.08 * rng.normal(size=(400, 1)) * np.where(np.arange(N_POINTS) % 2, 1.0, -1.0)
    gain = gain_beside(made + ripple, noise, values)
    assert gain[-1] < 0.4
    assert gain[60:-20].min() > 0.9


def test_that_noise_does_not_pay_for_what_the_structure_varies_by_chance():
    rng = np.random.default_rng(10)
    values, _ = measured(60, rng)
    noise = NoiseModel(PROFILE, FLAT, np.ones(400)).draw(np.ones(400), rng)
    varied = 1.3 * rng.normal(size=(400, 1)) * PEAK
    gain = gain_beside(varied, noise, values)
    most, power = ceiling(values), Room.beside(varied, ceiling(values)).structure
    assert np.all(power[:6] > 1.2 * most[:6])
    assert gain[:6].min() > 0.9


def test_that_the_mean_of_the_structure_takes_no_room():
    rng = np.random.default_rng(9)
    values, made = measured(60, rng)
    noise = NoiseModel(PROFILE, FLAT, np.ones(400)).draw(np.ones(400), rng)
    pattern = 5.0 * rng.normal(size=N_POINTS)
    alone, beside = (gain_beside(made + p, noise, values + p) for p in (0.0, pattern))
    np.testing.assert_allclose(alone, beside, atol=1e-6)


def test_the_ceiling_of_few_spectra_is_higher_by_their_chance():
    nothing = np.zeros((2, N_POINTS))
    few, many = (
        np.mean(
            [
                np.mean(gain_beside(nothing, draw(400, rng), draw(n, rng)) > 0.9)
                for rng in map(np.random.default_rng, range(10))
            ]
        )
        for n in (8, 200)
    )
    assert few > 0.75
    assert many > 0.95


def draw(n, rng):
    return rng.normal(size=(n, N_POINTS)) * PROFILE


def test_spectra_averaged_over_neighbours_are_generated_with_no_more_texture_than_they_have():
    rng = np.random.default_rng(8)
    # Many components, as tissue has, each hardly above the noise, and all of it smoothed.
    shapes = smoothed(rng.normal(size=(25, N_POINTS)), 1)
    signal = (rng.normal(size=(140, 25)) * np.linspace(1.0, 0.1, 25)) @ shapes
    values = smoothed(signal + rng.normal(size=signal.shape), 1)[:, 10:-10] + 20.0
    training, others = values[:60], values[60:]
    spectra = Spectra.from_arrays(np.arange(training.shape[1]) + 400.0, training, "tissue")
    variation = run(fit_variation(spectra, 0))
    scores = rng.normal(size=(400, variation.n_components))
    levels = rng.choice(variation.noise.levels, 400)
    made = variation.structure(scores) + variation.noise.draw(levels, rng)
    decibel = 10.0 * np.log10(
        power_of(made * variation.unit, 5) / power_of(others.astype(np.float64), 5)
    )
    assert abs(float(np.median(decibel[5:70]))) < 0.5
    assert float(decibel[:-5].max()) < 1.5
    total = np.mean(np.var(made, axis=0)) * variation.unit**2
    assert total == pytest.approx(np.mean(np.var(others, axis=0)), rel=0.07)
