from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.quality.plausibility import PlausibilityFilter, fit_filter


def learnt(*given) -> PlausibilityFilter:
    return run(fit_filter(*given))


@pytest.mark.parametrize("n", [10, 30, 100])
def test_that_hardly_any_measured_spectrum_is_rejected(draw, n: int) -> None:
    rejected = [
        (learnt(draw(n, seed)).assess(draw(200, seed + 500))[0] < 0).mean() for seed in range(10)
    ]
    assert np.mean(rejected) < 0.03


FAULTS = {
    "negative lobe": lambda s: s - 0.6 * np.exp(-0.5 * ((np.arange(400) - 20) / 8) ** 2),
    "noisy": lambda s: s + np.random.default_rng(0).normal(size=s.shape) * 0.1,
    "every training": lambda s: s + 0.4 * np.exp(-0.5 * ((np.arange(400) - 20) / 8) ** 2),
    "displaced": lambda s: np.roll(s, 7, axis=1),
    "missing": lambda s: s * (1 - np.exp(-0.5 * ((np.arange(400) - s.mean(0).argmax()) / 12) ** 2)),
}


@pytest.mark.parametrize("words", FAULTS)
def test_that_an_implausible_spectrum_is_named_with_its_reason(draw, words: str) -> None:
    fitted = learnt(draw(40, 0))
    fresh = draw(30, 1)
    good, _ = fitted.assess(fresh)
    score, reason = fitted.assess(FAULTS[words](fresh))
    assert (good > 0).all()
    assert (score < 0).all()
    assert sum(words in text for text in reason) > 15


def test_that_copies_and_gaps_are_rejected(draw) -> None:
    training, generated = draw(20, 0), draw(6, 1)
    generated[2] = training[5]
    generated[4, 10] = np.nan
    score, reason = learnt(training).assess(generated)
    assert score[[2, 4]].tolist() == [-1, -1]
    assert reason[2] == "It repeats a training spectrum."
    assert "not numbers" in reason[4]
    assert reason[[0, 1, 3, 5]].tolist() == [""] * 4


def test_that_scores_and_reasons_agree(draw) -> None:
    generated = np.concatenate([draw(50, 1), FAULTS["noisy"](draw(50, 2))])
    score, reason = learnt(draw(30, 0)).assess(generated)
    assert score.dtype == np.float32
    assert score.max() <= 1.0
    assert np.array_equal(score < 0, reason != "")


def test_that_thresholds_come_from_training_alone(draw) -> None:
    fitted = learnt(draw(30, 0))
    alone = fitted.assess(draw(5, 1))[0]
    together = fitted.assess(np.concatenate([draw(5, 1), 100 * draw(20, 2)]))[0]
    np.testing.assert_array_equal(alone, together[:5])


@pytest.mark.parametrize("n", [1, 2, 4])
def test_that_few_training_spectra_give_no_thresholds(draw, n: int) -> None:
    training = draw(n, 0)
    score, _ = learnt(training).assess(np.concatenate([draw(5, 1), training]))
    assert score.tolist() == [1.0] * 5 + [-1.0] * n


@pytest.mark.parametrize("n_points", [1, 2, 5, 30])
def test_that_short_spectra_are_survived(n_points: int) -> None:
    rng = np.random.default_rng(0)
    score, _ = learnt(rng.normal(size=(20, n_points))).assess(rng.normal(size=(7, n_points)))
    assert np.isfinite(score).all()


def test_that_none_to_assess_or_to_learn_from_is_handled(draw) -> None:
    score, reason = learnt(draw(10, 0)).assess(np.empty((0, 400)))
    assert len(score) == len(reason) == 0
    with pytest.raises(SpectraError):
        learnt(np.empty((0, 400)))
    with pytest.raises(SpectraError, match="400 points"):
        learnt(draw(10, 0)).assess(np.zeros((2, 300)))


def test_that_spectra_above_zero_are_said_to_have_no_negative_lobe(draw) -> None:
    training = draw(40, 1) + 0.5  # all far above zero
    lower = draw(20, 2) + 0.25
    lobe = run(learnt(training).measure(lower)).beyond({})["negative"]
    assert not lobe.any()


def test_that_a_displaced_peak_is_told_in_units_of_the_axis(draw) -> None:
    training, moved = draw(40, 0), np.roll(draw(30, 1), 4, axis=1)
    points = learnt(training)
    # Three wavenumbers a point, and an axis whose points lie closer at one end.
    even = learnt(training, 400.0 + 3.0 * np.arange(400), "1/cm")
    uneven = learnt(training, 400.0 + np.cumsum(np.linspace(1.0, 2.0, 400)), "1/cm")
    shown = {
        name: run(fitted.measure(moved)).quantities["displaced"]
        for name, fitted in (("points", points), ("even", even), ("uneven", uneven))
    }
    np.testing.assert_allclose(shown["points"], 4.0, atol=1.0)
    np.testing.assert_allclose(shown["even"], 3.0 * shown["points"], rtol=1e-9)
    ratio = shown["uneven"] / shown["points"]
    assert ((ratio > 1.0) & (ratio < 2.0)).all()
    np.testing.assert_array_equal(even.assess(moved)[0], points.assess(moved)[0])
    assert {run(fitted.measure(moved)).unit("displaced") for fitted in (even, uneven)} == {"cm⁻¹"}
    assert run(points.measure(moved)).unit("displaced") == "points"
    assert run(points.measure(moved)).unit("noise") == "× usual"
    told = [text for text in even.assess(moved)[1] if "displaced" in text]
    assert told
    assert all(text.endswith(" cm⁻¹.") for text in told)


def test_that_neighbours_are_sought_once_and_told_of(draw) -> None:
    told: list[str] = []

    def hear(progress: Progress) -> None:
        told.append(progress.message)

    measured = run(run(fit_filter(draw(40, 0)), hear).measure(draw(30, 1)), hear)
    assert told.count("Comparing spectra") == 1
    assert told.count("Looking for the nearest originals") == 1
    apart = np.linalg.norm(draw(30, 1)[:, None].astype(float) - draw(40, 0)[None], axis=2)
    shown = np.exp(measured.quantities["distance"])
    np.testing.assert_allclose(shown, apart.min(axis=1), rtol=1e-9)


def test_that_the_usual_distance_is_that_among_the_originals_however_few_points(draw) -> None:
    for n_points in (60, 400):
        training = draw(30, 0, n_points)
        apart = np.linalg.norm(training[:, None].astype(float) - training[None], axis=2)
        np.fill_diagonal(apart, np.inf)
        usual = learnt(training).thresholds["distance"].usual
        assert np.exp(usual) == pytest.approx(np.median(apart.min(axis=1)), rel=1e-5)


def test_that_one_original_unlike_all_others_excuses_nothing(draw) -> None:
    training = draw(40, 0)
    usual = learnt(training).thresholds
    training[7] = training[7, ::-1]
    odd = learnt(training)
    for name, threshold in odd.thresholds.items():
        assert threshold.limit == pytest.approx(usual[name].limit, rel=0.3)
    # Halfway to it, there is nothing either.
    halfway = 0.5 * (draw(20, 1) + training[7])
    assert (odd.assess(halfway)[0] < 0).all()
