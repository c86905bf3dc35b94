import dataclasses
import tracemalloc

import numpy as np
import pytest

from ramangan_gui.augmentation import noise_model, variation
from ramangan_gui.augmentation.components import cross_validate, falling, leading_components
from ramangan_gui.augmentation.noise_model import point_noise
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra


@pytest.mark.parametrize("shape", [(30, 80), (80, 30), (620, 700)])
def test_leading_components_are_those_of_the_singular_values(shape):
    rng = np.random.default_rng(0)
    strong = rng.normal(size=(shape[0], 3)) * [30.0, 20.0, 10.0]
    values = strong @ rng.normal(size=(3, shape[1])) + rng.normal(size=shape)
    values -= values.mean(0)
    found = leading_components(values, 3, rng)
    expected = np.linalg.svd(values, full_matrices=False)[2][:3]
    np.testing.assert_allclose(np.abs(found @ expected.T), np.eye(3), atol=1e-5)
    np.testing.assert_allclose(found @ found.T, np.eye(3), atol=1e-10)


def test_components_beyond_the_rank_are_zero():
    values = np.outer([1.0, -1.0, 0.0], np.arange(9.0))
    found = leading_components(values, 2, np.random.default_rng(0))
    assert np.linalg.norm(found[0]) == pytest.approx(1.0)
    np.testing.assert_array_equal(found[1], 0.0)


def simulated(n, n_points=300, seed=0, noise=0.05):
    """Two components of variation and white noise."""
    rng = np.random.default_rng(seed)
    x = np.arange(n_points)
    shapes = np.array([np.exp(-0.5 * ((x - c) / 6.0) ** 2) for c in (80, 150, 220)])
    scores = rng.normal(size=(n, 2)) * [0.5, 0.3]
    values = shapes.sum(0) + scores @ np.array([shapes[0] - shapes[1], shapes[2]])
    return values + noise * rng.normal(size=(n, n_points)), shapes.sum(0)


def test_the_number_of_components_is_found_by_cross_validation():
    values, _ = simulated(60)
    variation = run(fit_variation(Spectra.from_arrays(np.arange(300.0), values), 0))
    assert variation.n_components == 2


def test_mean_and_loadings_carry_less_noise_than_plain_estimates():
    values, truth = simulated(20)
    variation = run(fit_variation(Spectra.from_arrays(np.arange(300.0), values), 0))
    flat = np.r_[0:40, 260:300]
    plain = np.std(values.mean(0)[flat])
    assert np.std(variation.mean[flat] * variation.unit) < 0.6 * plain
    assert np.abs(variation.mean * variation.unit - truth).max() < 0.3


def test_the_balance_is_the_part_of_the_noise_that_the_mean_still_carries():
    balances = []
    for n in (20, 60):
        values, _ = simulated(n)
        variation = run(fit_variation(Spectra.from_arrays(np.arange(300.0), values), 0))
        assert 0.0 <= variation.balance <= 1.0
        balances.append(variation.balance)
        flat = np.r_[0:40, 260:300]
        left = np.var(variation.mean[flat] * variation.unit) / (0.05**2 / n)
        assert variation.balance >= left - 0.35
    assert max(balances) < 0.95


def test_drawn_spectra_have_variance_and_noise_of_the_originals():
    values, _ = simulated(60)
    variation = run(fit_variation(Spectra.from_arrays(np.arange(300.0), values), 0))
    rng = np.random.default_rng(0)
    levels = rng.choice(variation.noise.levels, 2000)
    scores = rng.normal(size=(2000, variation.n_components))
    drawn = variation.structure(scores) + variation.noise.draw(levels, rng)
    drawn *= variation.unit
    assert drawn.var(0).sum() == pytest.approx(values.var(0, ddof=1).sum(), rel=0.08)
    assert drawn[:, :40].std() == pytest.approx(0.05, rel=0.08)


def test_scores_have_unit_variance_and_coordinates_unit_spread():
    values, _ = simulated(60)
    originals = Spectra.from_arrays(np.arange(300.0), values)
    variation = run(fit_variation(originals, 0))
    np.testing.assert_allclose(variation.scores.std(0, ddof=1), 1.0)
    at = variation.coordinates(originals.intensities.astype(float) / variation.unit)
    np.testing.assert_allclose(at.std(0, ddof=1), 1.0, rtol=1e-6)


def test_same_seed_same_result(spectra):
    first, second, other = (run(fit_variation(spectra(20), seed)) for seed in (0, 0, 1))
    assert first.noise.power.tobytes() == second.noise.power.tobytes()
    assert first.noise.power.tobytes() != other.noise.power.tobytes()


@pytest.mark.parametrize("n", [4, 5, 6])
def test_a_handful_of_spectra_is_enough(spectra, n):
    variation = run(fit_variation(spectra(n, 40), 0))
    assert 1 <= variation.n_components <= n - 2
    assert np.isfinite(variation.loadings).all()
    assert np.isfinite(variation.noise.profile).all()


def test_copies_among_the_spectra_do_no_harm(spectra):
    originals = spectra(4, 40)
    doubled = originals.select([0, 0, 0, 1, 1, 1])
    variation = run(fit_variation(doubled, 0))
    for part in (variation.mean, variation.loadings, variation.scores, variation.noise.power):
        assert np.isfinite(part).all()


def test_drawn_spectra_vary_as_much_as_new_ones_along_axes_found_elsewhere():
    rng = np.random.default_rng(3)
    axis = np.arange(300.0)
    shapes = np.exp(-0.5 * ((axis - np.array([60.0, 140.0, 230.0])[:, None]) / 7.0) ** 2)
    strength = np.array([0.5, 0.35, 0.3])

    def drawn(n):
        scores = rng.normal(size=(n, 3)) * strength
        return 1.0 + scores @ shapes + 0.25 * rng.normal(size=(n, 300))

    truth = shapes / np.linalg.norm(shapes, axis=1, keepdims=True)
    ratios = []
    for seed in range(6):
        variation = run(fit_variation(Spectra.from_arrays(axis, drawn(25)), seed))
        energy = np.sum(((variation.loadings * variation.unit) @ truth.T) ** 2, axis=0)
        ratios.append(energy / (strength**2 * np.sum(shapes**2, axis=1)))
    np.testing.assert_allclose(np.mean(ratios, axis=0), 1.0, atol=0.3)


def test_variances_that_rise_are_averaged_and_their_sum_is_kept():
    values = np.array([5.0, 1.0, 3.0, 2.0, 4.0, 0.5])
    smooth = falling(values)
    assert (np.diff(smooth) <= 1e-12).all()
    assert smooth.sum() == pytest.approx(values.sum())
    np.testing.assert_allclose(smooth, [5.0, 2.5, 2.5, 2.5, 2.5, 0.5])


def test_that_fitting_can_be_stopped_between_small_pieces_of_work():
    values, _ = simulated(60)
    steps = fit_variation(Spectra.from_arrays(np.arange(300.0), values), 0)
    fractions = [progress.fraction for progress in steps]
    assert fractions == sorted(fractions)
    # Ten folds to find components, nine ways to take noise off each of them, and the rest.
    assert len(fractions) > 100


def test_that_large_sets_take_few_tables_of_their_size(monkeypatch):
    monkeypatch.setattr(noise_model, "_VALUES_AT_ONCE", 50_000)
    values = simulated(4000)[0]
    spectra = Spectra.from_arrays(np.arange(300.0), values.astype(np.float32), "A")
    tracemalloc.start()
    run(fit_variation(spectra, 0))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4.6 * values.nbytes


def test_that_what_is_left_of_spectra_is_what_other_spectra_do_not_explain():
    values = simulated(30)[0]
    folds = run(cross_validate(values, 0))
    left = folds.residuals(2)
    for number in range(len(folds.means)):
        away = folds.fold == number
        others = values[~away]
        components = np.linalg.svd(others - others.mean(0), full_matrices=False)[2][:2]
        own = values[away] - others.mean(0)
        np.testing.assert_allclose(left[away], own - own @ components.T @ components, atol=1e-9)
    np.testing.assert_allclose(folds.energies_left(2), np.sum(left**2, axis=1))


def test_that_one_spectrum_unlike_all_others_does_not_take_the_noise_of_these():
    values, _ = simulated(20, seed=3)
    values[7] += 8.0 * np.sin(np.arange(300.0) * 0.5) ** 3
    values[12] += 4.0 * np.sin(np.arange(300.0) * 0.31) ** 5
    variation = run(fit_variation(Spectra.from_arrays(np.arange(300.0), values), 0))
    drawn = noise_model.point_noise(
        variation.noise.draw(variation.noise.levels, np.random.default_rng(1))
    )
    measured = noise_model.point_noise(values / variation.unit)
    assert np.median(drawn) > 0.75 * np.median(measured)


def test_that_lost_noise_is_brought_back_beside_what_the_structure_has_of_it(spectra):
    found = run(fit_variation(spectra(40), 0))
    rng = np.random.default_rng(0)
    weak = dataclasses.replace(found.noise, profile=0.01 * found.noise.profile)
    levels = found.noise.levels[np.arange(400) % 40]
    smooth = found.structure(found.scores[np.arange(400) % 40])
    wanted = float(np.median(point_noise(found.folds.values)))
    for share in (0.0, 0.7):
        rough = smooth + share * wanted * rng.standard_normal(smooth.shape)
        noise = variation._not_lost(weak, found, rough, levels, rng)
        drawn = rough + noise.draw(levels, rng)
        assert np.median(point_noise(drawn)) == pytest.approx(wanted, rel=0.08)
