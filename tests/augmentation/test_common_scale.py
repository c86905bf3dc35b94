"""What normalisation made equal in training spectra stays equal in generated ones."""

import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.common_scale import CommonScale
from ramangan_gui.core.augmented_set import StoredModel
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.quality.neighbours import mix

AXIS = np.linspace(400.0, 1800.0, 200)
METHODS = ("vector", "area", "minmax", "snv", "maximum")


def measured(n, seed, noise=0.05):
    rng = np.random.default_rng(seed)
    bands = sum(
        rng.uniform(0.7, 1.3, (n, 1)) * np.exp(-0.5 * ((AXIS - place) / 20.0) ** 2)
        for place in (600.0, 1000.0, 1450.0)
    )
    return bands + 0.1 + noise * rng.normal(size=(n, AXIS.size))


def normalised(values, method):
    recipe = Recipe().with_value("normalisation.method", method)
    recipe = recipe.with_value("baseline.method", "none").with_value("spikes.method", "none")
    return recipe.apply(Spectra.from_arrays(AXIS, values, "A"))


@pytest.mark.parametrize("method", METHODS)
def test_that_a_normalisation_is_found_and_leaves_sums_as_it_would(method):
    spectra = normalised(measured(12, 1), method)
    common = CommonScale.of(spectra.intensities.astype(np.float64))
    assert common.kind == method
    rng = np.random.default_rng(2)
    noise = 0.1 * spectra.intensities.std() * rng.normal(size=spectra.intensities.shape)
    made = common.summed(0.97 * spectra.intensities.astype(np.float64), noise)
    again = normalised(made, method).intensities
    np.testing.assert_allclose(made, again, rtol=1e-5, atol=1e-6 * np.abs(again).max())


def test_that_spectra_of_unequal_size_are_left_as_they_are():
    values = measured(12, 3)
    common = CommonScale.of(values)
    assert common == CommonScale()
    noise = measured(12, 4)
    np.testing.assert_array_equal(common.summed(values, noise), values + noise)


@pytest.mark.parametrize("method", ["vector", "snv"])
def test_that_noise_keeps_its_strength(method):
    spectra = normalised(measured(12, 5), method).intensities.astype(np.float64)
    common = CommonScale.of(spectra)
    rng = np.random.default_rng(6)
    noise = rng.normal(size=spectra.shape)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    noise *= 0.5 * np.linalg.norm(spectra - spectra.mean(axis=1, keepdims=True), axis=1).mean()
    made = common.summed(spectra, noise)
    # What is left after the best multiple of the structure (and a constant) is taken off.
    for one, structure, own in zip(made, spectra, noise, strict=True):
        known = np.stack([structure, np.ones_like(structure)])
        left = [x - np.linalg.lstsq(known.T, x)[0] @ known for x in (one, own)]
        assert np.linalg.norm(left[0]) == pytest.approx(np.linalg.norm(left[1]), rel=1e-6)


@pytest.mark.parametrize("method", ["minmax", "maximum"])
def test_that_extremes_of_the_noise_do_not_decide_how_strong_it_is(method):
    rng = np.random.default_rng(7)
    structure, noise = measured(200, 7, noise=0.0), 0.3 * rng.normal(size=(200, AXIS.size))
    scales = np.ptp(structure + noise, axis=1)
    offset = (structure + noise).min(axis=1).mean()
    if method == "maximum":
        scales, offset = (structure + noise).max(axis=1), 0.0
    structure, noise = (structure - offset) / scales.mean(), noise / scales.mean()
    made = CommonScale(method, 0.0, 1.0).summed(structure, noise)
    plain, kept = (np.std(np.diff(part[:, :60], axis=1), axis=1) for part in (noise, made))
    assert np.std(np.log(scales)) > 0.08
    assert np.std(np.log(kept / plain)) < 0.05
    np.testing.assert_allclose(made.max(axis=1), 1.0)
    untouched = np.isclose(made, structure + noise)
    assert np.mean(untouched) > 0.8
    # No two values have become one, and none has changed its place in the order.
    order = np.argsort(structure + noise, axis=1)
    assert np.all(np.diff(np.take_along_axis(made, order, axis=1), axis=1) > 0.0)


def test_that_noisy_spectra_between_0_and_1_do_not_lie_closer_together_when_generated():
    augmenter, own = AUGMENTERS["pca"], []
    for seed in range(4):
        first, others = (normalised(measured(60, 2 * seed + k, 0.6), "minmax") for k in (0, 1))
        model = run(augmenter.fit(first, first.select([]), augmenter.params(), 0, None))
        kinds = (drawn.intensities.astype(np.float64) for drawn in (others, model.sample(60, 1)))
        found = run(mix(*kinds))
        own.append([found.own_first[0], found.own_second[0]])
    held_out, generated = np.mean(own, axis=0)
    # Scaled as a whole, generated spectra were told by it: 0.35 and 0.68.
    assert held_out == pytest.approx(0.5, abs=0.15)
    assert generated == pytest.approx(0.5, abs=0.15)


def test_that_noise_stronger_than_a_spectrum_is_survived():
    common = CommonScale("vector", 0.0, 1.0)
    made = common.summed(np.full((2, 4), 0.1), np.array([[3.0, -3.0, 3.0, -3.0], [0, 0, 0, 0.0]]))
    np.testing.assert_allclose(np.linalg.norm(made, axis=1), 1.0)


@pytest.mark.parametrize("name", ["pca", "wgan_gp"])
def test_that_generated_spectra_have_the_norm_of_normalised_originals(name):
    training = normalised(measured(24, 7), "vector")
    augmenter = AUGMENTERS[name]
    params = augmenter.params.preset("quick")
    if name == "wgan_gp":
        params = params.with_value("n_iterations", 4).with_value("warm_start_steps", 10)
    model = run(augmenter.fit(training, training.select([]), params, 0, None))
    drawn = model.sample(30, 1).intensities
    np.testing.assert_allclose(np.linalg.norm(drawn.astype(np.float64), axis=1), 1.0, rtol=2e-6)
    again = augmenter.restore(model.stored("A", 0)).sample(30, 1).intensities
    np.testing.assert_array_equal(drawn, again)


@pytest.mark.parametrize(
    "broken",
    [
        {"common_scale": "magic"},
        {"common_scale": 7},
        {"common_scale": "vector", "common_offset": float("nan"), "common_size": 1.0},
        {"common_scale": "vector", "common_offset": 0.0, "common_size": -1.0},
        {"common_scale": "vector", "common_offset": 0.0},
    ],
)
def test_that_a_senseless_stored_scale_is_refused(broken):
    with pytest.raises(InputError):
        CommonScale.restored(StoredModel("A", 0, "pca", "", broken, {}))


def test_that_a_stored_scale_comes_back_and_older_models_have_none():
    common = CommonScale("snv", 0.25, 3.0)
    assert CommonScale.restored(StoredModel("A", 0, "pca", "", common.config, {})) == common
    assert CommonScale.restored(StoredModel("A", 0, "pca", "", {}, {})) == CommonScale()
