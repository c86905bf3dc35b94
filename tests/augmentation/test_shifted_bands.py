"""Bands that shift each on its own, to second order."""

import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.bends import MOST, Bends
from ramangan_gui.augmentation.shifted_bands import find_shifts
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra

X = np.arange(500.0)
PLACES = np.array([45.0, 125.0, 200.0, 290.0, 370.0, 455.0])
WIDTH = 6.0


def bands(shifts, heights=1.0):
    """Noise-free spectra, shape (n, 500), of bands at their places plus shifts (n, 6)."""
    away = (X - PLACES[:, None] - shifts[:, :, None]) / WIDTH
    return np.sum(np.exp(-0.5 * away**2) * np.reshape(heights, (-1, 1, 1)), axis=1)


def shifting(n, seed, spread=1.5, noise=0.05):
    rng = np.random.default_rng(seed)
    clean = bands(spread * rng.normal(size=(n, 6)))
    return Spectra.from_arrays(X + 400, clean + noise * rng.normal(size=clean.shape), "quartz")


def growing(n, seed):
    """Heights alone vary, each band's on its own."""
    rng = np.random.default_rng(seed)
    each = np.stack([bands(np.zeros((1, 6)))[0] * (abs(X - place) < 30) for place in PLACES])
    clean = (1.0 + 0.2 * rng.normal(size=(n, 6))) @ each
    return Spectra.from_arrays(X + 400, clean + 0.05 * rng.normal(size=clean.shape), "quartz")


def shifting_together(n, seed):
    rng = np.random.default_rng(seed)
    clean = bands(np.repeat(2.0 * rng.normal(size=(n, 1)), 6, axis=1))
    return Spectra.from_arrays(X + 400, clean + 0.05 * rng.normal(size=clean.shape), "quartz")


def found(spectra):
    """What the module finds, given the linear model alone."""
    variation = run(fit_variation(spectra, 0))
    values = spectra.intensities.astype(np.float64) / variation.unit
    known = variation.mean, variation.loadings, variation.scores, variation.directions
    return find_shifts(values, *known, Bends.none(len(X)))


@pytest.mark.parametrize("seed", range(3))
def test_that_shifts_of_single_bands_are_found(seed):
    bends, slopes = found(shifting(80, seed))
    # Six squares of mixtures of six scores.
    assert 6 <= len(bends.pairs) <= 21
    assert slopes.shape[1] == len(bends.pairs)


@pytest.mark.parametrize("varying", [growing, shifting_together])
@pytest.mark.parametrize("seed", range(4))
def test_that_nothing_is_found_where_bands_do_not_shift_each_on_its_own(varying, seed):
    assert len(found(varying(80, seed))[0].pairs) == 0


def test_that_nothing_is_looked_for_in_few_spectra():
    assert len(found(shifting(39, 0))[0].pairs) == 0


def test_that_drawn_spectra_lie_on_the_bows_of_their_scores():
    spectra = shifting(120, 1)
    variation = run(fit_variation(spectra, 0))
    new = bands(1.5 * np.random.default_rng(9).normal(size=(300, 6))) / variation.unit
    scores = (new - variation.mean) @ np.linalg.pinv(variation.loadings)
    straight = variation.mean + scores @ variation.loadings
    left, straight_left = (
        np.sum((new - model - (new - model).mean(axis=0)) ** 2)
        for model in (variation.structure(scores), straight)
    )
    assert left < 0.7 * straight_left


def test_that_spectra_as_far_to_both_sides_are_equally_bent():
    bends = found(shifting(120, 2))[0]
    scores = np.random.default_rng(0).normal(size=(20, bends.pairs.max() + 1))
    np.testing.assert_allclose(bends.terms(scores), bends.terms(-scores))


@pytest.mark.parametrize("name", ["pca", "wgan_gp"])
def test_that_a_model_with_them_draws_the_same_from_a_file(name):
    spectra = shifting(60, 3)
    augmenter = AUGMENTERS[name]
    params = augmenter.params.preset("quick")
    if name == "wgan_gp":
        params = params.with_value("n_iterations", 4).with_value("warm_start_steps", 8)
    model = run(augmenter.fit(spectra, spectra.select([]), params, 0, None))
    stored = model.stored("quartz", 0)
    assert 6 <= len(stored.config["bends"]) <= MOST
    drawn = [one.sample(9, 1).intensities for one in (model, augmenter.restore(stored))]
    np.testing.assert_array_equal(*drawn)


def test_that_bends_and_others_are_all_of_them():
    one = Bends(np.array([[0, 1]]), np.array([0.2]), np.ones((1, 4)))
    two = Bends(np.array([[1, 1], [0, 0]]), np.array([0.9, 1.1]), np.zeros((2, 4)))
    both, scores = one.and_(two), np.random.default_rng(0).normal(size=(5, 2))
    expected = np.column_stack([one.terms(scores), two.terms(scores)])
    np.testing.assert_array_equal(both.terms(scores), expected)
    assert both.curves.shape == (3, 4)
