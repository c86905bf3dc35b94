"""Spikes of cosmic rays in training spectra are not learnt."""

import numpy as np
import pytest

from ramangan_gui.augmentation import unspoilt
from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.noise_model import point_noise
from ramangan_gui.augmentation.unspoilt import spoilt_points
from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.quality.neighbours import mix

AXIS = np.linspace(400.0, 1800.0, 300)
NOISE = 0.03


def measured(n, rng):
    """Bands of unequal height over noise."""
    bands = sum(
        rng.uniform(0.7, 1.3, (n, 1)) * np.exp(-0.5 * ((AXIS - place) / 15.0) ** 2)
        for place in (600.0, 1000.0, 1450.0)
    )
    return bands + 0.2 + NOISE * rng.normal(size=(n, AXIS.size))


def spikes(shape, rng, share=3e-4):
    """Spikes of one point, 40 times the noise; few spectra have more than one."""
    return (rng.random(shape) < share) * 40.0 * NOISE


def fitted(values, name="pca", **changes):
    augmenter = AUGMENTERS[name]
    params = augmenter.params.preset("quick")
    for key, value in changes.items():
        params = params.with_value(key, value)
    spectra = Spectra.from_arrays(AXIS, values, "A")
    return run(augmenter.fit(spectra, spectra.select([]), params, 0, None))


def test_that_spikes_are_found_and_nothing_else():
    rng = np.random.default_rng(1)
    values = measured(100, rng)
    assert not run(spoilt_points(values)).any()
    added = spikes(values.shape, rng, share=1e-3)
    found = run(spoilt_points(values + added))
    assert (added > 0).sum() > 20
    assert found[added > 0].mean() > 0.8
    assert not found[added == 0].any()


def test_that_bands_of_few_spectra_and_noisy_bands_are_no_spikes():
    rng = np.random.default_rng(2)
    values = measured(100, rng)
    # Another form, in six of a hundred spectra, has bands about as narrow as spikes.
    values[:6] += 1.2 * np.exp(-0.5 * ((AXIS - 800.0) / 7.0) ** 2)
    # Photon noise: a strong band has ten times the noise of the rest.
    strong = np.exp(-0.5 * ((AXIS - 1250.0) / 25.0) ** 2)
    values += 20.0 * strong + 10.0 * NOISE * strong * rng.normal(size=values.shape)
    assert not run(spoilt_points(values)).any()


def test_that_a_hot_pixel_stays():
    rng = np.random.default_rng(3)
    values = measured(60, rng)
    values[:, 130] += 40.0 * NOISE * (rng.random(60) < 0.3)
    assert not run(spoilt_points(values)).any()


def test_that_spectra_generated_from_spoilt_ones_are_met_by_held_out_ones():
    own = []
    for seed in range(3):
        rng = np.random.default_rng([4, seed])
        values, others = measured(60, rng), measured(60, rng)
        model = fitted(values + spikes(values.shape, rng))
        made = model.sample(60, 1).intensities
        assert np.median(point_noise(made)) == pytest.approx(NOISE, rel=0.1)
        found = run(mix(others, made.astype(np.float64)))
        own.append([found.own_first[0], found.own_second[0]])
    held_out, generated = np.mean(own, axis=0)
    # With spikes learnt: 0.84 and 0.20.
    assert held_out == pytest.approx(0.5, abs=0.15)
    assert generated == pytest.approx(0.5, abs=0.15)


@pytest.mark.parametrize("name", sorted(AUGMENTERS))
def test_that_no_augmenter_hands_spikes_on(name):
    rng = np.random.default_rng(5)
    values = measured(24, rng)
    values[3, 50] += 60.0 * NOISE
    values[7, 220] += 60.0 * NOISE
    changes = {"n_iterations": 4, "warm_start_steps": 10} if name == "wgan_gp" else {}
    made = fitted(values, name, **changes).sample(48, 1).intensities.astype(np.float64)
    for point in (50, 220):
        around = 0.5 * (made[:, point - 2] + made[:, point + 2])
        assert np.abs(made[:, point] - around).max() < 15.0 * NOISE


def test_that_it_is_said_and_stored():
    rng = np.random.default_rng(6)
    values = measured(30, rng)
    assert not any("pikes" in sentence for sentence in fitted(values).warnings)
    assert "pikes" not in fitted(values).kept
    values[[2, 5, 9], [40, 100, 250]] += 60.0 * NOISE
    model = fitted(values)
    assert "Spikes in 3 of the spectra were not learnt." in model.kept
    assert any("Training spectra with spikes: 3." in sentence for sentence in model.warnings)
    stored = model.stored("A", 0)
    assert stored.kept == model.kept
    again = AUGMENTERS["pca"].restore(stored)
    assert again.kept == model.kept
    np.testing.assert_array_equal(again.sample(5, 2).intensities, model.sample(5, 2).intensities)


def test_that_the_size_normalised_spectra_have_is_kept():
    rng = np.random.default_rng(7)
    values = measured(30, rng)
    values[4, 60] += 100.0 * NOISE
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    made = fitted(values).sample(30, 1).intensities.astype(np.float64)
    np.testing.assert_allclose(np.linalg.norm(made, axis=1), 1.0, rtol=1e-5)


def test_that_spikes_of_validation_spectra_are_found_among_all():
    rng = np.random.default_rng(8)
    values = measured(30, rng)
    values[28, 60] += 60.0 * NOISE
    spectra = Spectra.from_arrays(AXIS, values, "A")
    training, validation = spectra.select(range(25)), spectra.select(range(25, 30))
    augmenter = AUGMENTERS["pca"]
    model = run(augmenter.fit(training, validation, augmenter.params(), 0, None))
    assert "Spikes in 1 of the spectra were not learnt." in model.kept


def test_that_gaps_are_refused_as_before():
    values = measured(30, np.random.default_rng(9))
    values[4, 60] = np.nan
    with pytest.raises(SpectraError, match="missing"):
        fitted(values)


def test_that_spikes_among_thousands_of_spectra_are_found_in_each_part():
    rng = np.random.default_rng(10)
    values = measured(2300, rng)
    hit = [(5, 60), (1500, 130), (2299, 240)]
    for row, point in hit:
        values[row, point] += 60.0 * NOISE
    found = run(spoilt_points(values.astype(np.float32)))
    assert all(found[row, point] for row, point in hit)
    assert set(np.flatnonzero(found.any(axis=1))) == {row for row, _ in hit}


@pytest.mark.parametrize("compared", [30, 1000])
def test_that_spikes_are_the_same_however_many_spectra_are_looked_at_at_once(compared, monkeypatch):
    rng = np.random.default_rng(6)
    values = measured(100, rng)
    values += spikes(values.shape, rng, share=1e-3)
    monkeypatch.setattr(unspoilt, "_COMPARED", compared)
    expected = run(spoilt_points(values))
    monkeypatch.setattr(unspoilt, "_VALUES_AT_ONCE", 7 * AXIS.size)
    fractions = [progress.fraction for progress in spoilt_points(values)]
    np.testing.assert_array_equal(run(spoilt_points(values)), expected)
    assert expected.sum() > 20
    assert fractions == sorted(fractions)
    assert fractions[-1] <= 1.0
    assert len(fractions) >= min(compared, 100) // 7
