"""Curves that go with products of scores."""

import dataclasses

import numpy as np
import pytest

from ramangan_gui.augmentation import bends as bends_module
from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.bends import Bends
from ramangan_gui.augmentation.noise_model import estimate_noise, point_noise
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra

X = np.arange(200.0)


def bands(t):
    """Noise-free spectra whose bands are wider, the larger `t` is; heights also differ."""
    width = 7.0 * np.exp(0.16 * t)[:, None]
    return sum(
        height * np.exp(-0.5 * ((X - place) / width) ** 2)
        for place, height in ((40.0, 1.0), (100.0, 0.7), (150.0, 1.3))
    )


def bowed(n=80, seed=0, noise=0.1):
    rng = np.random.default_rng(seed)
    t = rng.normal(size=n)
    values = bands(t) + noise * rng.normal(size=(n, 200))
    return Spectra.from_arrays(X + 400, values.astype(np.float32), "quartz"), t


def two_forms(seed, n=60):
    """Spectra of two forms that hardly vary, but each with its own sign along one weak band."""
    rng = np.random.default_rng(seed)
    shapes = np.array([np.exp(-0.5 * ((X - c) / 3.0) ** 2) for c in range(12, 200, 33)])
    own = rng.normal(size=n)
    scores = 0.1 * rng.normal(size=(n, 6))
    common = np.arange(n) % 4 > 0
    scores[:, 0] = 30.0 * common + 0.2 * own
    weak = np.outer(np.where(common, 0.04, -0.04) * own, np.exp(-0.5 * ((X - 60.0) / 3.0) ** 2))
    values = 5.0 + scores @ shapes + weak + 0.05 * rng.normal(size=(n, 200))
    return Spectra.from_arrays(X + 400, values.astype(np.float32), "quartz")


def straight(seed, n=60):
    rng = np.random.default_rng(seed)
    shapes = np.array([np.exp(-0.5 * ((X - c) / 6.0) ** 2) for c in (40, 100, 150)])
    scores = rng.normal(size=(n, 3)) * [0.5, 0.3, 0.2]
    values = shapes.sum(0) + scores @ shapes + 0.05 * rng.normal(size=(n, 200))
    return Spectra.from_arrays(X + 400, values.astype(np.float32), "quartz")


@pytest.fixture(scope="module")
def variation():
    return run(fit_variation(bowed(150)[0], 0))


def test_that_the_curve_of_a_bow_is_found(variation):
    assert [0, 0] in variation.bends.pairs.tolist()
    number = variation.bends.pairs.tolist().index([0, 0])
    # What lies in the direction of the components is theirs.
    second = bands(np.array([1.0, -1.0, 0.0]))
    truth = 0.5 * (second[0] + second[1]) - second[2]
    truth -= variation.directions.T @ (variation.directions @ truth)
    found = variation.bends.curves[number] * variation.unit
    assert np.corrcoef(found, truth)[0, 1] > 0.9
    assert np.linalg.norm(found) == pytest.approx(np.linalg.norm(truth), rel=0.35)


def test_that_structure_is_nearer_to_the_truth_on_the_bow():
    spectra, t = bowed(120, 1)
    with_curves = run(fit_variation(spectra, 0))
    alone = dataclasses.replace(with_curves, bends=Bends.none(200))
    errors = [
        np.mean((v.structure(v.scores) * v.unit - bands(t)) ** 2) for v in (with_curves, alone)
    ]
    assert errors[0] < 0.8 * errors[1]


def test_that_generated_spectra_lie_on_the_bow_as_others_do():
    spectra, _ = bowed(120, 2)
    model = run(
        AUGMENTERS["pca"].fit(spectra, spectra.select([]), AUGMENTERS["pca"].params(), 0, None)
    )
    made = model.sample(400, 1).intensities.astype(np.float64)
    others = bowed(400, 3)[0].intensities.astype(np.float64)
    second = bands(np.array([1.5, -1.5, 0.0]))
    along, across = second[0] - second[1], second[0] + second[1] - 2.0 * second[2]
    across -= along * (along @ across) / (along @ along)
    bows = []
    for values in (others, made):
        places = (values - others.mean(0)) @ np.stack([along, across]).T
        places /= places.std(0)
        bows.append(np.polyfit(places[:, 0], places[:, 1], 2)[0])
    assert bows[0] > 0.3
    assert bows[1] == pytest.approx(bows[0], rel=0.25)


def test_that_straight_variation_has_no_curves_that_could_be_seen():
    found = [run(fit_variation(straight(seed), seed)) for seed in range(12)]
    assert sum(len(one.bends.pairs) > 0 for one in found) <= 3
    for one in found:
        assert np.abs(one.bends.curves).max(initial=0.0) < 0.01 * np.abs(one.loadings).max()


def test_that_few_spectra_have_none():
    assert len(run(fit_variation(bowed(39)[0], 0)).bends.pairs) == 0


def test_that_terms_have_no_mean_over_the_training_spectra(variation):
    terms = variation.bends.terms(variation.scores)
    np.testing.assert_allclose(terms.mean(0), 0.0, atol=1e-10)
    drawn = variation.structure(variation.scores)
    np.testing.assert_allclose(drawn.mean(0), variation.mean, atol=1e-10)


def test_that_those_of_further_scores_are_left_out():
    bends = Bends(np.array([[0, 0], [0, 2]]), np.array([1.0, 0.0]), np.ones((2, 5)))
    within = bends.within(2)
    assert within.pairs.tolist() == [[0, 0]]
    assert within.curves.shape == (1, 5)
    assert bends.within(3).pairs.tolist() == [[0, 0], [0, 2]]


def made(name):
    augmenter = AUGMENTERS[name]
    params = augmenter.params.preset("quick")
    if name == "wgan_gp":
        params = params.with_value("n_iterations", 2)
    spectra = bowed(150)[0]
    return run(augmenter.fit(spectra, spectra.select([]), params, 0, None)), augmenter


@pytest.mark.parametrize("name", ["pca", "wgan_gp"])
def test_that_a_model_with_curves_is_stored_and_comes_back(name):
    model, augmenter = made(name)
    stored = model.stored("quartz", 0)
    assert [0, 0] in stored.config["bends"]
    again = augmenter.restore(stored)
    np.testing.assert_array_equal(again.sample(30, 3).intensities, model.sample(30, 3).intensities)
    assert again.stored("quartz", 0).config["bends"] == stored.config["bends"]


@pytest.mark.parametrize("name", ["pca", "wgan_gp"])
@pytest.mark.parametrize(
    "pairs",
    [[[0, 99]], [[-1, 0]], [[0]], "x", [[True, 0]], [[0, 0.0]], [[0, 0]] * 30, [7], []],
)
def test_that_curves_of_no_scores_are_refused(name, pairs):
    model, augmenter = made(name)
    stored = model.stored("quartz", 0)
    broken = dataclasses.replace(stored, config={**stored.config, "bends": pairs})
    with pytest.raises(InputError):
        augmenter.restore(broken)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("least", [0.0, bends_module._LEAST_ALONE])
def test_that_forms_far_apart_get_no_curve_of_chance_and_keep_their_noise(seed, least, monkeypatch):
    monkeypatch.setattr(bends_module, "_LEAST_ALONE", least)
    variation = run(fit_variation(two_forms(seed), seed))
    # A square of two values is a straight line; what is left of it goes with the weak band.
    assert ([0, 0] in variation.bends.pairs.tolist()) == (least == 0.0)
    noise = estimate_noise(variation.folds.residuals(variation.n_components), 0)
    # Even with such a curve, scores of training spectra lie where it means something.
    assert variation.noise.energy == pytest.approx(noise.energy, rel=0.15)


@pytest.mark.parametrize("seed", [0, 1])
def test_that_spectra_of_forms_far_apart_are_as_noisy_as_measured_ones(seed):
    held_out = two_forms(seed + 100).intensities
    spectra, pca = two_forms(seed), AUGMENTERS["pca"]
    model = run(pca.fit(spectra, spectra.select([]), pca.params(), seed, None))
    drawn = model.sample(60, 0).intensities
    assert np.median(point_noise(drawn)) == pytest.approx(np.median(point_noise(held_out)), rel=0.1)
