from __future__ import annotations

import itertools
import json
import math
import warnings
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.scorecard import ClassScore, Scorecard
from ramangan_gui.quality.metrics import METRICS
from ramangan_gui.quality.scorecard import FoldSample, judge

Spectra = NDArray[np.float32]


def folds(first: Spectra, second: Spectra, made: tuple[Spectra, Spectra]) -> list[FoldSample]:
    """Pair two halves of the originals as two folds: each judges the model of the other."""
    return [
        FoldSample("a", 0, first, made[0], second),
        FoldSample("a", 1, second, made[1], first),
    ]


def score(samples: list[FoldSample], seed: int = 0) -> ClassScore:
    return run(judge(samples, seed)).classes["a"]


def smoothed(spectra: Spectra) -> Spectra:
    padded = np.pad(spectra, ((0, 0), (2, 2)), "edge")
    return sum(padded[:, k : k + spectra.shape[1]] for k in range(5)) / np.float32(5)


BROKEN = {
    "exact copies": lambda fresh, training, rng: training[rng.permutation(len(training))],
    "one copy": lambda fresh, training, rng: np.concatenate([training[:1], fresh[1:]]),
    "copies with noise": lambda fresh, training, rng: (
        training + rng.normal(size=fresh.shape).astype("f4") * np.float32(0.01)
    ),
    "pure noise": lambda fresh, training, rng: rng.normal(size=fresh.shape).astype("f4"),
    "constant": lambda fresh, training, rng: np.full_like(fresh, 0.5),
    "collapsed": lambda fresh, training, rng: (
        fresh[:1] + rng.normal(size=fresh.shape).astype("f4") * np.float32(0.03)
    ),
    "over-smoothed": lambda fresh, training, rng: smoothed(fresh),
    "mixup": lambda fresh, training, rng: (fresh + fresh[rng.permutation(len(fresh))]) / 2,
    "checkerboard": lambda fresh, training, rng: (
        fresh + 0.02 * (1 - 2 * (np.arange(fresh.shape[1]) % 2)).astype("f4")
    ),
    "shifted": lambda fresh, training, rng: np.roll(fresh, 1, axis=1),
    "mean and independent SD": lambda fresh, training, rng: (
        training.mean(0) + training.std(0) * rng.normal(size=fresh.shape)
    ).astype("f4"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_that_a_broken_generator_fails_and_says_why(draw, name: str) -> None:
    rng = np.random.default_rng(0)
    first, second = draw(24, 0), draw(24, 1)
    made = (BROKEN[name](draw(24, 2), second, rng), BROKEN[name](draw(24, 3), first, rng))
    found = score(folds(first, second, made))
    assert found.verdict == "fail"
    assert found.reasons
    assert all(reason.endswith(".") for reason in found.reasons)
    assert any(character.isdigit() for character in found.reasons[0])


def test_that_fresh_measurements_hardly_ever_fail(draw) -> None:
    verdicts = []
    for seed in range(12):
        a, b, c, d = (draw(20, 10 * seed + k) for k in range(4))
        verdicts.append(score(folds(a, b, (c, d)), seed).verdict)
    assert verdicts.count("fail") == 0
    assert verdicts.count("doubtful") <= 3


def test_that_enough_fresh_measurements_pass_with_what_would_have_been_seen(draw) -> None:
    a, b, c, d = (draw(70, k) for k in range(4))
    found = score(folds(a, b, (c, d)))
    assert found.verdict == "pass"
    assert "missing peak" in found.reasons[1]


def test_that_folds_are_never_pooled(draw) -> None:
    # Each fold's generated spectra are the other fold's held-out ones: within the folds nothing
    # is a copy, pooled everything would be.
    first, second = draw(20, 0), draw(20, 1)
    fresh = (draw(20, 2), draw(20, 3))
    apart = [
        FoldSample("a", 0, first, fresh[0], second),
        FoldSample("a", 1, second, fresh[1], first),
    ]
    crossed = [
        FoldSample("a", 0, first, fresh[0], fresh[1]),
        FoldSample("a", 1, second, fresh[1], fresh[0]),
    ]
    assert score(apart).verdict != "fail"
    assert score(crossed).verdict != "fail"
    swapped = [
        FoldSample("a", 0, first, second, fresh[0]),
        FoldSample("a", 1, second, first, fresh[1]),
    ]
    assert score(swapped).verdict != "fail"


def test_that_a_shift_between_folds_does_not_count_as_a_difference(draw) -> None:
    # Two specimens that differ, one a fold; each model reproduces its own judge's specimen.
    first, second = draw(20, 0), draw(20, 1) * np.float32(2)
    made = (draw(20, 2), draw(20, 3) * np.float32(2))
    found = score(folds(first, second, made))
    within = [m["one_nn_original"].value for m in found.folds.values()]
    assert found.metrics["one_nn_original"].value == pytest.approx(np.mean(within))
    assert found.metrics["one_nn_original"].value == pytest.approx(0.5, abs=0.25)
    # Matched with the other fold's originals instead, every neighbour is of its own kind.
    wrong = score(folds(first, second, made[::-1]))
    assert wrong.metrics["one_nn_original"].value == 1.0


def test_that_specimens_which_differ_make_it_inconclusive(draw) -> None:
    # Held-out and training specimens differ; the generator does just what training spectra do.
    held_out, training = draw(30, 0), draw(30, 1) * np.float32(1.25)
    found = score([FoldSample("a", 0, held_out, draw(30, 2) * np.float32(1.25), training)])
    assert found.verdict == "inconclusive"
    assert "specimens" in found.reasons[-1]
    # A generator that is noisy besides still fails.
    noisy = draw(30, 2, noise=0.05) * np.float32(1.25)
    assert score([FoldSample("a", 0, held_out, noisy, training)]).verdict == "fail"


@pytest.mark.parametrize("n", [1, 2, 3, 4, 8, 14])
def test_that_few_held_out_spectra_are_inconclusive(draw, n: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = score([FoldSample("a", 0, draw(n, 0), draw(n, 1), draw(n, 2))])
    assert found.verdict == "inconclusive"
    spectra = "1 spectrum" if n == 1 else f"{n} spectra"
    assert f"only {spectra} of each kind could be compared" in found.reasons[-1]
    assert set(found.metrics) == set(METRICS)


def test_that_few_held_out_spectra_still_show_a_failure(draw) -> None:
    noise = np.random.default_rng(0).normal(size=(10, 400)).astype(np.float32)
    assert score([FoldSample("a", 0, draw(10, 0), noise, draw(10, 2))]).verdict == "fail"
    assert score([FoldSample("a", 0, draw(3, 0), draw(3, 2), draw(3, 2))]).verdict == "fail"


def test_that_the_smallest_fold_decides_whether_there_are_enough(draw) -> None:
    samples = [
        FoldSample("a", 0, draw(40, 0), draw(40, 1), draw(40, 2)),
        FoldSample("a", 1, draw(6, 3), draw(6, 4), draw(40, 0)),
    ]
    assert score(samples).verdict == "inconclusive"


def test_that_folds_of_few_and_unequal_numbers_are_judged_together(draw) -> None:
    samples = [
        FoldSample("a", 0, draw(4, 0), draw(4, 1), draw(5, 2)),
        FoldSample("a", 1, draw(5, 2), draw(5, 3), draw(4, 0)),
    ]
    found = score(samples)
    assert found.n_original == 9
    assert found.verdict in {"inconclusive", "fail"}


def test_that_nothing_held_out_is_said(draw) -> None:
    nothing = np.empty((0, 0), np.float32)
    for samples in (
        [FoldSample("a", -1, nothing, nothing)],
        [FoldSample("a", -1, draw(0, 0), draw(30, 1), draw(30, 2))],
        [FoldSample("a", 0, draw(0, 0), draw(30, 1), draw(30, 2))],
    ):
        found = score(samples)
        assert found.verdict == "inconclusive"
        assert found.reasons == ("Nothing was held out that could judge.",)
        assert all(value.value is None for value in found.metrics.values())
    assert run(judge([])).verdict == "inconclusive"


def test_that_the_model_trained_on_all_originals_is_not_judged(draw) -> None:
    samples = folds(draw(20, 0), draw(20, 1), (draw(20, 2), draw(20, 3)))
    without = score(samples)
    found = score([*samples, FoldSample("a", -1, draw(0, 0), draw(20, 5), draw(20, 0))])
    assert found.metrics == without.metrics
    assert "fold models" in found.reasons[-1]


def test_that_one_specimen_is_said(draw) -> None:
    sample = FoldSample("a", 0, draw(20, 0), draw(20, 1), draw(20, 2), within_specimen=True)
    assert any("within one specimen only" in reason for reason in score([sample]).reasons)


def test_that_values_that_are_not_numbers_fail(draw) -> None:
    generated = draw(20, 1)
    generated[4, 7] = math.nan
    found = score([FoldSample("a", 0, draw(20, 0), generated, draw(20, 2))])
    assert found.verdict == "fail"
    assert "1 generated spectrum" in found.reasons[0]
    generated[:] = math.inf
    assert score([FoldSample("a", 0, draw(20, 0), generated, draw(20, 2))]).verdict == "fail"


def test_that_originals_must_be_numbers_on_one_axis(draw) -> None:
    with pytest.raises(SpectraError, match="number of points"):
        FoldSample("a", 0, draw(5, 0), draw(5, 1, n_points=300))
    with pytest.raises(SpectraError, match="not numbers"):
        FoldSample("a", 0, np.full((5, 9), math.nan), draw(5, 1)[:, :9])
    with pytest.raises(SpectraError, match="rows of a table"):
        FoldSample("a", 0, np.zeros(9), np.zeros(9))


def test_that_without_training_copies_are_sought_among_the_originals(draw) -> None:
    held_out, generated = draw(30, 0), draw(30, 1)
    clean = score([FoldSample("a", 0, held_out, generated)])
    assert clean.verdict != "fail"
    assert clean.metrics["memorisation"].value is None
    generated[3] = held_out[9]
    found = score([FoldSample("a", 0, held_out, generated)])
    assert found.verdict == "fail"
    assert "copy" in found.reasons[0]


def test_that_unequal_numbers_are_said(draw) -> None:
    found = score([FoldSample("a", 0, draw(20, 0), draw(50, 1), draw(20, 2))])
    assert found.n_original == 20
    assert found.n_generated == 50
    assert any("20 each of 20 held-out and 50 generated" in reason for reason in found.reasons)


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_that_constant_originals_are_survived(value: float) -> None:
    flat = np.full((20, 50), value, np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert score([FoldSample("a", 0, flat, flat, flat)]).verdict == "fail"


@pytest.mark.parametrize("n_points", [1, 2, 3, 10])
def test_that_short_spectra_are_survived(n_points: int) -> None:
    rng = np.random.default_rng(0)
    a, b, c = rng.normal(size=(3, 20, n_points)).astype(np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert score([FoldSample("a", 0, a, b, c)]).verdict in {"inconclusive", "doubtful"}


def test_that_the_whole_is_as_bad_as_its_worst_class(draw) -> None:
    good = FoldSample("good", 0, draw(20, 0), draw(20, 1), draw(20, 2))
    bad = FoldSample("bad", 0, draw(20, 0), draw(20, 2), draw(20, 2))
    card = run(judge([good, bad], seed=3, after_selection=True))
    assert card.verdict == card.classes["bad"].verdict == "fail"
    assert card.classes["good"].verdict != "fail"
    assert (card.after_selection, card.seed) == (True, 3)


def test_that_a_class_does_not_depend_on_the_others(draw) -> None:
    first = FoldSample("first", 0, draw(20, 0), draw(20, 1), draw(20, 2))
    second = FoldSample("second", 0, draw(20, 3), draw(20, 4), draw(20, 5))
    both, alone = run(judge([first, second])), run(judge([second]))
    assert both.classes["second"] == alone.classes["second"]
    assert run(judge([second], seed=1)).classes["second"] != alone.classes["second"]


def test_that_a_scorecard_survives_json(draw) -> None:
    card = run(judge(folds(draw(8, 0), draw(8, 1), (draw(8, 2), draw(8, 3)))))
    text = json.dumps(card.to_dict(), allow_nan=False)
    assert Scorecard.from_dict(json.loads(text)) == card
    assert set(card.classes["a"].folds) == {0, 1}


def test_that_progress_rises_and_can_be_cancelled(draw) -> None:
    fractions: list[float] = []

    def report(progress: Progress) -> None:
        fractions.append(progress.fraction)

    run(judge(folds(draw(20, 0), draw(20, 1), (draw(20, 2), draw(20, 3)))), report)
    assert len(fractions) > 20
    assert all(b >= a - 1e-9 for a, b in itertools.pairwise(fractions))
    assert 0 <= fractions[0] <= fractions[-1] <= 1
    steps = judge([FoldSample("a", 0, draw(20, 0), draw(20, 1), draw(20, 2))])
    next(steps)
    steps.close()


def test_that_figures_over_all_classes_weigh_every_class_the_same(draw) -> None:
    samples = [
        *folds(draw(20, 0), draw(20, 1), (draw(20, 2), draw(20, 3))),
        FoldSample("b", 0, draw(30, 4), draw(30, 5) * np.float32(1.2), draw(30, 6)),
        FoldSample("c", -1, draw(0, 0), draw(9, 7)),
    ]
    card = run(judge(samples))
    assert set(card.metrics) == set(METRICS)
    for name in ("one_nn_original", "noise_ratio", "memorisation"):
        parts = [card.classes[label].metrics[name].value for label in "ab"]
        assert card.metrics[name].value == pytest.approx(np.mean(parts))
    alone = run(judge(samples[:2]))
    assert alone.metrics == alone.classes["a"].metrics


def test_that_training_spectra_cannot_judge(draw) -> None:
    originals = draw(70, 0)
    honest = FoldSample("a", 0, originals, draw(70, 1), draw(70, 2))
    assert score([honest]).verdict == "pass"
    found = score([FoldSample("a", 0, originals, draw(70, 1), originals)])
    assert found.verdict in {"inconclusive", "fail"}
    assert any("70 of 70 held-out originals are among the training" in r for r in found.reasons)
    mixed = np.concatenate([draw(69, 2), originals[:1]])
    found = score([FoldSample("a", 0, originals, draw(70, 1), mixed)])
    assert found.verdict == "pass"
    assert any("1 of 70 held-out originals is among the training" in r for r in found.reasons)


@pytest.mark.parametrize("with_training", [False, True])
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_that_a_handful_of_spectra_is_judged_without_an_interval_too_many(
    draw, n: int, with_training: bool
) -> None:
    training = draw(n, 7) if with_training else None
    sample = FoldSample("A", 0, draw(n, 1), draw(n, 2), training)
    card = run(judge([sample]))
    assert card.verdict == "inconclusive"
    json.dumps(card.to_dict(), allow_nan=False)


def test_that_the_unit_of_intensity_changes_no_figure_and_no_word(draw) -> None:
    kinds = [draw(40, seed) for seed in range(3)]
    plain = score([FoldSample("a", 0, *kinds)])
    assert plain.peaks
    for power in (-50, -27, 33):  # about 1e-15, 1e-8 and 1e10
        found = score([FoldSample("a", 0, *(np.ldexp(kind, power) for kind in kinds))])
        assert found.verdict == plain.verdict
        assert found.reasons == plain.reasons
        assert found.metrics == plain.metrics
        for here, there in zip(found.peaks, plain.peaks, strict=True):
            times = 2.0**power if here.quantity in {"height", "area"} else 1.0
            shown = replace(there, original=times * there.original)
            assert here == replace(shown, generated=times * there.generated)
