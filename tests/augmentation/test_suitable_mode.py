"""Choosing how to draw scores from training spectra alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.augmentation import pca_sampler, score_sampler
from ramangan_gui.augmentation import suitable_mode as chosen_by
from ramangan_gui.augmentation.nearest import distance_to_nearest
from ramangan_gui.augmentation.pca_sampler import CalibratedPcaParams
from ramangan_gui.augmentation.suitable_mode import (
    COMPARED,
    newness_of_drawn,
    newness_of_measured,
    suitable_mode,
    told_apart,
)
from ramangan_gui.augmentation.variation import Variation, fit_variation
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.spectra import Spectra

N_POINTS = 160


def learnt(structure: NDArray[np.float64], seed: int) -> Variation:
    """Variation of spectra with a little noise."""
    noise = 0.05 * np.random.default_rng([seed, 9]).standard_normal(structure.shape)
    axis = np.linspace(400.0, 1000.0, N_POINTS)
    return run(fit_variation(Spectra.from_arrays(axis, 5.0 + structure + noise, "X"), seed))


def bands(number: int) -> NDArray[np.float64]:
    """Bands side by side, none overlapping the next but one."""
    points, centres = np.arange(N_POINTS), (np.arange(number) + 0.5) * N_POINTS / number
    return np.exp(-0.5 * ((points - centres[:, None]) / 3.0) ** 2)


def independent(seed: int) -> Variation:
    """Twelve bands that grow and shrink on their own: neighbours are far from each other."""
    scores = np.random.default_rng(seed).standard_normal((50, 12))
    return learnt(scores @ bands(12), seed)


def clustered(seed: int) -> Variation:
    """Five kinds of spectra that hardly differ among themselves."""
    rng = np.random.default_rng(seed)
    kinds = 3.0 * rng.standard_normal((5, 4))
    scores = kinds[rng.integers(0, 5, 60)] + 0.1 * rng.standard_normal((60, 4))
    return learnt(scores @ bands(4), seed)


def varied_forms(n: int, seed: int) -> Variation:
    """Two forms far apart, of which eleven other bands vary on their own."""
    rng = np.random.default_rng(seed)
    scores = rng.standard_normal((n, 12))
    scores[:, 0] = 16.0 * (np.arange(n) % 3 > 0) + 0.2 * scores[:, 0]
    return learnt(scores @ bands(12), seed)


def between_forms(variation: Variation, mode: str, seed: int) -> float:
    """Share of spectra drawn in the middle third between two forms."""
    rng = np.random.default_rng(seed)
    sampler = run(score_sampler.fitted_sampler(variation, mode, rng))
    first = sampler.draw(2000, rng)[0][:, 0]
    low, high = variation.scores[:, 0].min(), variation.scores[:, 0].max()
    return float(np.mean(np.abs(first - (low + high) / 2.0) < (high - low) / 6.0))


@pytest.mark.parametrize("n", [28, 50])
@pytest.mark.parametrize("seed", range(4))
def test_that_hardly_anything_is_drawn_between_two_forms(n: int, seed: int) -> None:
    variation = varied_forms(n, seed)
    assert between_forms(variation, "gauss", seed) > 0.2
    assert between_forms(variation, run(suitable_mode(variation, seed)), seed) < 0.035


@pytest.mark.parametrize(("n", "n_bands", "seed"), [(20, 4, 5), (28, 6, 5), (36, 6, 2)])
def test_that_a_form_of_few_spectra_is_not_smeared_towards_the_other(
    n: int, n_bands: int, seed: int
) -> None:
    scores = np.random.default_rng(seed).standard_normal((n, n_bands))
    scores[:, 0] = 6.0 * (np.arange(n) % 4 == 0) + 0.3 * scores[:, 0]
    variation = learnt(scores @ bands(n_bands), seed)
    # The typical spectrum of a smooth distribution is as new as a measured one.
    assert between_forms(variation, "kde", seed) > 0.07
    assert between_forms(variation, run(suitable_mode(variation, seed)), seed) < 0.035


def lent_variation(variation: Variation, mode: str, seed: int) -> float:
    """Share of spectra drawn of the common form in which bands vary that vary in the other alone.

    The forms are those of :func:`forms_of_their_own`.
    """
    rng = np.random.default_rng(seed)
    sampler = run(score_sampler.fitted_sampler(variation, mode, rng))
    drawn = variation.structure(sampler.draw(2000, rng)[0]) * variation.unit - 5.0
    height = drawn[:, ((np.arange(12) + 0.5) * N_POINTS / 12).astype(int)]
    of_common = height[:, 0] > 15.0
    return float(np.mean(np.abs(height[of_common, 1:6]).max(axis=1) > 0.5))


def forms_of_their_own(seed: int) -> Variation:
    """Two forms far apart, in which other bands vary, and one spectrum halfway between them."""
    rng = np.random.default_rng(seed)
    scores = rng.standard_normal((50, 12))
    common = np.arange(50) % 4 > 0
    scores[common, 1:6] *= 0.02
    scores[~common, 6:] *= 0.02
    scores[:, 0] = 30.0 * common + 0.2 * scores[:, 0]
    scores[0] = 0.0
    scores[0, 0] = 15.0
    return learnt(scores @ bands(12), seed)


@pytest.mark.parametrize("seed", range(3))
def test_that_one_form_does_not_vary_as_the_other_and_one_spectrum_between_is_no_excuse(
    seed: int,
) -> None:
    variation = forms_of_their_own(seed)
    assert lent_variation(variation, "copula", seed) > 0.3
    assert lent_variation(variation, run(suitable_mode(variation, seed)), seed) < 0.05


@pytest.mark.parametrize("seed", range(3))
def test_that_among_many_independent_components_spectra_are_not_drawn_locally(seed: int) -> None:
    variation = independent(seed)
    assert variation.n_components >= 8
    assert run(suitable_mode(variation, seed)) != "local"
    near, far = (np.median(run(newness_of_drawn(variation, mode, seed))) for mode in COMPARED[:2])
    assert near < far


def test_that_local_drawing_is_out_of_the_question_among_far_more_components_than_neighbours() -> (
    None
):
    rng = np.random.default_rng(0)
    # Close pairs in many directions: a local draw would look new enough.
    scores = np.repeat(rng.standard_normal((45, 20)), 2, axis=0)
    variation = learnt((scores + 0.3 * rng.standard_normal(scores.shape)) @ bands(20), 0)
    assert variation.n_components > 16
    assert run(suitable_mode(variation, 0)) in COMPARED[1:]


@pytest.mark.parametrize("seed", range(3))
def test_that_clusters_are_drawn_locally(seed: int) -> None:
    variation = clustered(seed)
    assert variation.n_components >= 3
    assert run(suitable_mode(variation, seed)) == "local"
    far, near = (np.median(run(newness_of_drawn(variation, m, seed))) for m in ("kde", "local"))
    assert far > 2 * near


def test_that_few_components_are_drawn_locally_and_choices_repeat() -> None:
    scores = np.random.default_rng(0).standard_normal((30, 1))
    assert run(suitable_mode(learnt(scores @ bands(1), 0), 0)) == COMPARED[0]
    variation = independent(4)
    assert run(suitable_mode(variation, 7)) == run(suitable_mode(variation, 7))


def test_that_cross_validation_tells_how_new_measured_spectra_are() -> None:
    rng = np.random.default_rng(3)
    variation = learnt(rng.standard_normal((50, 12)) @ bands(12), 3)
    noise = 0.05 * rng.standard_normal((400, N_POINTS))
    others = (5.0 + rng.standard_normal((400, 12)) @ bands(12) + noise) / variation.unit
    known = variation.scores * variation.spread
    new = distance_to_nearest(variation.coordinates(others) * variation.spread, known)
    truth = np.median(new) / np.median(distance_to_nearest(known))
    assert variation.folds is not None
    measured = run(newness_of_measured(variation.folds, variation.n_components))
    assert measured.shape == (50,)
    assert np.median(measured) == pytest.approx(truth, rel=0.12)


def test_that_parameters_are_settled_by_the_spectra_unless_the_user_has_chosen() -> None:
    chosen = run(WganGpParams().settled(independent(0), 0))
    assert chosen.latent_shape == run(suitable_mode(independent(0), 0))
    assert chosen.learning_rate_latent == pytest.approx(1e-5)
    assert run(WganGpParams().settled(clustered(0), 0)).latent_shape == "local"
    cold = run(WganGpParams(warm_start_steps=0).settled(clustered(0), 0))
    assert cold.learning_rate_latent == pytest.approx(2e-3)
    own = WganGpParams(latent_shape="gauss", learning_rate_latent=0.1)
    assert run(own.settled(clustered(0), 0)) == own


@pytest.mark.parametrize("make", [independent, clustered])
def test_that_calibrated_pca_draws_as_suits_the_spectra(
    make: Callable[[int], Variation], monkeypatch: pytest.MonkeyPatch
) -> None:
    variation = make(0)
    axis = np.linspace(400.0, 1000.0, N_POINTS)
    spectra = Spectra.from_arrays(axis, variation.structure(variation.scores), "X")

    def known(*_: object) -> Iterator[Progress]:
        yield from ()
        return variation  # type: ignore[return-value]

    monkeypatch.setattr(pca_sampler, "fit_variation", known)
    fit = pca_sampler.fit(spectra, spectra.select([]), CalibratedPcaParams(), 0)
    assert run(fit).stored("X", 0).config["mode"] == run(suitable_mode(variation, 0))
    fixed = pca_sampler.fit(spectra, spectra.select([]), CalibratedPcaParams(mode="gauss"), 0)
    assert run(fixed).stored("X", 0).config["mode"] == "gauss"


def test_that_looking_for_the_way_to_draw_can_be_stopped_and_pieces_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    variation = independent(1)
    expected = run(newness_of_drawn(variation, "copula", 1))
    fractions = [progress.fraction for progress in suitable_mode(variation, 1)]
    monkeypatch.setattr(score_sampler, "_AT_ONCE", 7)
    # What is left is the order in which sums are rounded.
    assert run(newness_of_drawn(variation, "copula", 1)) == pytest.approx(expected, rel=1e-9)
    pieces = [progress.fraction for progress in suitable_mode(variation, 1)]
    assert pieces == sorted(pieces)
    assert len(pieces) > 300
    assert 15 < len(fractions) < 200


def two_forms(n: int, seed: int) -> Variation:
    """Spectra of two forms, which differ along three components each in its own way."""
    rng = np.random.default_rng(seed)
    form = rng.integers(0, 2, (n, 1))
    scores = np.where(form == 1, 3.0, -3.0) * [1.0, 0.0, 0.0]
    return learnt((scores + rng.standard_normal((n, 3)) * [0.3, 1.0, 1.0]) @ bands(3), seed)


def fitted(variation: Variation, mode: str, seed: int) -> score_sampler.ScoreSampler:
    """Sampler as the choice would have it."""
    return run(score_sampler.fitted_sampler(variation, mode, np.random.default_rng(seed)))


@pytest.mark.parametrize("seed", range(3))
def test_that_draws_from_half_of_the_spectra_are_told_from_the_other_half_only_if_wrong(
    seed: int,
) -> None:
    forms = two_forms(100, seed)
    wrong = run(told_apart(forms, fitted(forms, "gauss", seed), seed))
    right = run(told_apart(forms, fitted(forms, "local", seed), seed))
    assert wrong > 0.2
    assert right < 0.1
    cloud = learnt(np.random.default_rng(seed).standard_normal((100, 3)) @ bands(3), seed)
    assert run(told_apart(cloud, fitted(cloud, "gauss", seed), seed)) < 0.1
    # Both follow two forms that one score tells apart.
    assert run(suitable_mode(forms, seed)) in ("local", "copula")


def test_that_of_many_spectra_some_are_compared() -> None:
    few = two_forms(60, 0)
    assert few.folds is not None
    sampler = fitted(few, "gauss", 0)
    many = replace(
        few,
        folds=replace(
            few.folds,
            scores=np.tile(few.folds.scores, (50, 1)),
            fold=np.tile(few.folds.fold, 50),
        ),
    )
    repeated = replace(sampler, levels=np.tile(sampler.levels, 50))
    begun = told_apart(many, repeated, 0)
    next(begun)
    assert 0.2 < run(begun) <= 0.5


@pytest.mark.parametrize(("n", "halved"), [(39, False), (40, True)])
def test_that_few_spectra_are_not_halved(
    n: int, halved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def watched(*arguments: object) -> Iterator[Progress]:
        seen.append(arguments)
        yield from ()
        return 0.1  # type: ignore[return-value]

    monkeypatch.setattr(chosen_by, "told_apart", watched)
    scores = np.random.default_rng(0).standard_normal((n, 4))
    run(suitable_mode(learnt(scores @ bands(4), 0), 0))
    assert bool(seen) is halved


@pytest.mark.parametrize(
    ("n_components", "smoothed", "chosen"),
    [(4, 0.05, "kde"), (12, 0.05, "copula"), (12, 0.03, "kde")],
)
def test_that_draws_near_training_spectra_must_be_clearly_better_among_many_components(
    n_components: int, smoothed: float, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"local": 0.2, "kde": smoothed, "copula": 0.08, "gauss": 0.1}

    def given(_: object, sampler: score_sampler.ScoreSampler, *__: object) -> Iterator[Progress]:
        yield from ()
        return found[sampler.mode]  # type: ignore[return-value]

    monkeypatch.setattr(chosen_by, "told_apart", given)
    scores = np.random.default_rng(0).standard_normal((60, n_components))
    variation = learnt(scores @ bands(n_components), 0)
    assert variation.n_components == n_components
    assert run(suitable_mode(variation, 0)) == chosen


def test_that_scores_of_all_folds_mean_the_same() -> None:
    folds = independent(0).folds
    assert folds is not None
    alike, k = folds.alike_scores(12), 12
    whole = (folds.values - folds.values.mean(axis=0)) @ folds.directions[:k].T
    agree = np.sum(alike * whole, axis=0) / np.linalg.norm(whole, axis=0)
    assert (agree > 0.95 * np.linalg.norm(alike, axis=0)).all()
    # As they come, they do not: the sign of a component is chance.
    as_found = folds.scores[:, :k]
    agree = np.sum(as_found * whole, axis=0) / np.linalg.norm(whole, axis=0)
    assert (agree < 0.9 * np.linalg.norm(as_found, axis=0)).any()
    for number in range(len(folds.means)):
        own = folds.fold == number
        apart = distance_to_nearest(as_found[own])
        np.testing.assert_allclose(distance_to_nearest(alike[own]), apart, rtol=1e-6)
