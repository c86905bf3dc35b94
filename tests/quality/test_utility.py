from __future__ import annotations

import json

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.utility import Utility
from ramangan_gui.quality.usefulness import (
    BASELINE,
    Outcome,
    Way,
    balanced,
    rows_of,
    sentences,
)
from ramangan_gui.quality.utility import CLASSIFIERS, DOSES, Trial, measure_utility


def substances(counts: tuple[int, ...], seed: int, noise: float = 0.3) -> Spectra:
    """Bands of neighbouring substances overlap; every two spectra are one specimen."""
    rng = np.random.default_rng(seed)
    rows, labels, groups = [], [], []
    for code, n in enumerate(counts):
        band = np.exp(-0.5 * ((np.arange(80) - 30 - 4 * code) / 5) ** 2)
        rows.append(band + noise * rng.normal(size=(n, 80)))
        labels += [f"s{code}"] * n
        groups += [f"s{code}-{i // 2}" for i in range(n)]
    return Spectra.from_arrays(np.arange(80.0), np.concatenate(rows), labels, groups)


def trial(originals: Spectra, draw) -> Trial:
    even = np.arange(len(originals)) // 2 % 2 == 0
    return Trial(np.flatnonzero(even), np.flatnonzero(~even), {"pca": draw})


def made(trials: list[Trial]):
    def maker(one: Trial):
        def steps():
            yield Progress(0.0, "")
            return one

        return steps

    return [maker(one) for one in trials]


def perfect(label: str, n: int, seed: int) -> np.ndarray:
    """Draw what measuring more would give."""
    code = int(label[1])
    more = substances(tuple(n if k == code else 0 for k in range(code + 1)), seed + 7)
    return more.intensities


def wrong(label: str, n: int, seed: int) -> np.ndarray:
    """Draw spectra of the other substance under this one's name."""
    return perfect(f"s{1 - int(label[1])}", n, seed)


def test_that_useful_spectra_gain_and_harmful_ones_are_called_so() -> None:
    originals = substances((16, 60), 0, noise=0.6)
    good = run(measure_utility(originals, made([trial(originals, perfect)]), "pca"))
    bad = run(measure_utility(originals, made([trial(originals, wrong)]), "pca"))

    def gain(found: Utility, classifier: str) -> float:
        (row,) = [r for r in found.rows if r.classifier == classifier and r.training == "added"]
        assert row.gain is not None
        return row.gain

    assert gain(bad, "linear") < -0.2
    assert any("do not train" in sentence for sentence in bad.sentences)
    assert gain(good, "linear") > gain(bad, "linear") + 0.2
    assert gain(good, "cnn") > gain(bad, "cnn")


def test_that_every_way_of_training_is_listed_with_its_interval() -> None:
    originals = substances((16, 40), 0)
    found = run(measure_utility(originals, made([trial(originals, perfect)]), "pca"))
    ways = {(r.classifier, r.augmenter, r.training) for r in found.rows}
    assert ways == {
        (c, a, t)
        for c in CLASSIFIERS
        for a, t in (
            ("", "originals"), ("", "repeated"), ("pca", "added"), ("pca", "balanced"),
        )
    }  # fmt: skip
    for classifier in CLASSIFIERS:
        doses = [r.dose for r in found.doses if r.classifier == classifier]
        assert doses == pytest.approx([0.0, *DOSES], abs=0.05)
    for row in found.rows:
        assert 0 <= row.low <= row.accuracy <= row.high <= 1
        assert row.gap == row.training_accuracy - row.accuracy
        assert (row.gain is None) == (row.training == "originals")
    assert found.n_originals == 28
    assert all(sentence.endswith(".") for sentence in found.sentences)
    assert Utility.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_that_held_out_spectra_never_train() -> None:
    originals = substances((20, 20), 0)
    spoilt = originals.intensities.copy()
    one = trial(originals, perfect)
    spoilt[one.held_out] = np.nan
    asked: list[tuple[str, int]] = []

    def draw(label: str, n: int, seed: int) -> np.ndarray:
        asked.append((label, n))
        return perfect(label, n, seed)

    blind = originals.with_intensities(np.nan_to_num(spoilt, nan=1e3))
    watched = Trial(one.training, one.held_out, {"pca": draw})
    first = run(measure_utility(originals, made([watched]), "pca"))
    second = run(measure_utility(blind, made([watched]), "pca"))
    assert [r.training_accuracy for r in first.rows] == [r.training_accuracy for r in second.rows]
    assert ("s0", 10) in asked


def test_that_equal_classes_need_no_balance() -> None:
    originals = substances((16, 16), 0)
    found = run(measure_utility(originals, made([trial(originals, perfect)]), "pca"))
    assert {r.training for r in found.rows} == {"originals", "added"}


def test_that_one_class_is_refused_with_a_sentence() -> None:
    with pytest.raises(SpectraError, match="two classes"):
        run(measure_utility(substances((20,), 0), [], "pca"))


def test_that_balanced_accuracy_agrees_with_scikit_learn() -> None:
    from sklearn.metrics import balanced_accuracy_score

    rng = np.random.default_rng(0)
    truth = rng.permutation([0] * 5 + [1] * 20 + [2] * 9)
    told = rng.integers(0, 3, 34)
    assert balanced(told == truth, truth) == pytest.approx(balanced_accuracy_score(truth, told))


def test_that_intervals_are_over_groups_as_by_loops() -> None:
    originals = substances((12, 20), 0)
    rows = np.arange(32)
    rng = np.random.default_rng(1)
    right = np.repeat(rng.random(16) < 0.6, 2)  # both spectra of a specimen share their fate
    better = right | (rng.random(32) < 0.3)
    way = Way("pca", "added", 1.0)
    outcomes = {
        ("linear", BASELINE): {0: Outcome(rows, right, 1.0, 0.0)},
        ("linear", way): {0: Outcome(rows, better, 1.0, 1.0)},
    }
    found = rows_of(originals, outcomes, 0)
    codes = np.repeat([0, 1], [12, 20])
    base, row = found[("linear", BASELINE)], found[("linear", way)]
    assert base.accuracy == pytest.approx(balanced(right, codes))
    assert row.gain == pytest.approx(balanced(better, codes) - balanced(right, codes))
    drawn, gained = [], []
    for _ in range(4000):
        shares, more = [], []
        for first, n in ((0, 6), (6, 10)):
            units = rng.integers(first, first + n, n)
            chosen = np.concatenate([2 * units, 2 * units + 1])
            shares.append(right[chosen].mean())
            more.append(better[chosen].mean())
        drawn.append(np.mean(shares))
        gained.append(np.mean(more) - np.mean(shares))
    assert [base.low, base.high] == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.03)
    assert [row.gain_low, row.gain_high] == pytest.approx(
        np.quantile(gained, [0.025, 0.975]), abs=0.03
    )


def test_that_gains_are_of_the_same_splits() -> None:
    originals = substances((4, 4), 0)
    easy, hard = np.ones(4, bool), np.zeros(4, bool)
    first, second = np.array([0, 1, 4, 5]), np.array([2, 3, 6, 7])
    way = Way("wgan_gp", "added", 1.0)
    outcomes = {
        ("linear", BASELINE): {
            0: Outcome(first, hard, 1.0, 0.0), 1: Outcome(second, easy, 1.0, 0.0),
        },
        ("linear", way): {0: Outcome(first, hard, 1.0, 1.0)},
    }  # fmt: skip
    row = rows_of(originals, outcomes, 0)[("linear", way)]
    assert row.gain == 0.0
    assert row.n_splits == 1


def test_that_nothing_to_gain_is_said() -> None:
    originals = substances((20, 20), 0, noise=0.01)
    found = run(measure_utility(originals, made([trial(originals, perfect)]), "pca"))
    said = sentences(found.rows, CLASSIFIERS, "pca")
    assert any("nothing that more spectra could gain" in sentence for sentence in said)


def test_that_no_error_among_few_specimens_is_no_certainty() -> None:
    originals = substances((12, 20), 0)
    rows = np.arange(32)
    outcomes = {("linear", BASELINE): {0: Outcome(rows, np.ones(32, bool), 1.0, 0.0)}}
    row = rows_of(originals, outcomes, 0)[("linear", BASELINE)]
    assert row.high == 1.0
    # 16 specimens, all right: with this share of right ones that happens once in forty times.
    assert row.low**16 == pytest.approx(0.025)
