from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.quality.controls import Visible
from ramangan_gui.quality.evidence import TESTS, Evidence, combine
from ramangan_gui.quality.findings import MARGINS, Finding, broken_margins
from ramangan_gui.quality.verdict import (
    AmongMeasured,
    Differences,
    alpha_of_failure,
    among_measured,
    decide,
    differences,
)

SEEN = Visible(0.2, 0.02, 1.05)
UNSEEN = Visible(3.0, 0.2, 2.0)
FINDING = Finding("noise", "Noise is 2 times too high.")


def evidence(found: str | None = None, **sizes: float) -> Evidence:
    """Make evidence of no difference, but for one test and some sizes."""
    rng = np.random.default_rng(0)
    statistics = {test: rng.normal(size=(1000, 4)).astype(np.float32) for test in TESTS}
    for test in statistics:
        statistics[test][0] = 20.0 if test == found else 0.1
    known: dict[str, np.ndarray] = {
        "halves": np.zeros(2), "score_halves": np.zeros(2), "own": np.full(2, 0.5),
        "score_own": np.full(2, 0.5), "spacing": np.zeros(1), "score_spacing": np.zeros(1),
        "texture": np.zeros(3), "places": np.zeros(1), "noise": np.zeros(1),
        "shift": np.zeros(1), "mean": np.zeros(50), "amplitude": np.ones(1),
        "variety": np.zeros(5), "memorisation": np.zeros(1),
    }  # fmt: skip
    for name, size in sizes.items():
        known[name] = np.full_like(known[name], size)
    return Evidence(statistics, known, np.full(50, 1e-6))


BROKEN = {
    "neighbours": ("neighbours", {"halves": 0.3}),
    "score_neighbours": ("score_neighbours", {"score_halves": -0.3}),
    "noise": ("texture", {"noise": np.log(0.8)}),
    "local_noise": ("texture", {"places": -0.25}),
    "texture": ("texture", {"texture": 1.5}),
    "memorised": ("training", {"memorisation": np.log(0.5)}),
    "spacing": ("neighbours", {"spacing": -0.5}),
    "score_spacing": ("score_neighbours", {"score_spacing": 0.6}),
    "shift": ("shape", {"shift": -0.5}),
    "peak": ("shape", {"mean": 0.1}),
    "spread": ("spread", {"variety": -1.0}),
}


def test_that_every_margin_is_tried_here() -> None:
    assert set(BROKEN) == set(MARGINS)
    assert {test for margin in MARGINS.values() for test in margin.tests} <= set(TESTS)


@pytest.mark.parametrize("kind", BROKEN)
def test_that_a_margin_breaks_only_with_its_test(kind: str) -> None:
    test, sizes = BROKEN[kind]
    found = broken_margins(evidence(test, **sizes), 0.01)
    assert [finding.kind for finding in found] == [kind]
    assert found[0].sentence.endswith(".")
    assert broken_margins(evidence(None, **sizes), 0.01) == ()
    assert broken_margins(evidence(test), 0.01) == ()


@pytest.mark.parametrize("kind", BROKEN)
def test_that_a_margin_widens_by_what_measured_spectra_show(kind: str) -> None:
    test, sizes = BROKEN[kind]
    same = among_measured(evidence(test, **sizes))
    assert same.tests == (test,)
    broken = evidence(test, **sizes)
    assert differences(broken, [broken]).findings
    assert not differences(broken, [broken], same).findings
    twice = evidence(test, **{name: 3 * size for name, size in sizes.items()})
    assert differences(twice, [twice], same).findings


def test_that_copying_less_than_expected_is_no_memorisation() -> None:
    assert broken_margins(evidence("training", memorisation=1.0), 0.01) == ()


def test_that_a_broken_fold_is_found_beside_good_ones() -> None:
    good, bad = evidence(), evidence("texture", noise=np.log(2))
    found = differences(combine([good, bad]), [good, bad])
    assert found.findings[0].kind == "noise"
    three = [good, good, evidence("texture", noise=np.log(1.3))]
    alone = differences(combine(three), three)
    assert alone.findings[0].sentence.startswith("In part 3: ")


def test_that_folds_combine_to_a_clearer_answer() -> None:
    rng = np.random.default_rng(1)
    draws = [rng.normal(size=(1000, 3)).astype(np.float32) for _ in range(4)]
    for values in draws:
        values[0] = 2.0
    folds = [Evidence({"shape": d}, {}, np.ones(3)) for d in draws]
    assert combine(folds).p("shape") < min(fold.p("shape") for fold in folds)
    np.testing.assert_allclose(combine(folds).uncertainty, 0.5)


def clear(finding: bool = True, tests: tuple[str, ...] = ("texture", "shape")) -> Differences:
    return Differences(tests, tests, (FINDING,) if finding else ())


NOTHING = Differences()


@pytest.mark.parametrize(
    ("found", "own", "fewest", "visible", "expected"),
    [
        (clear(), clear(), 60, None, "fail"),
        (clear(), clear(), 10, None, "fail"),
        (clear(tests=("shape",)), clear(tests=("shape",)), 10, None, "inconclusive"),
        (clear(), NOTHING, 60, None, "inconclusive"),
        (clear(), NOTHING, 10, None, "inconclusive"),
        (clear(False), clear(False), 60, None, "doubtful"),
        (clear(False), NOTHING, 60, None, "inconclusive"),
        (NOTHING, NOTHING, 60, UNSEEN, "inconclusive"),
        (NOTHING, NOTHING, 60, None, "inconclusive"),
        (NOTHING, NOTHING, 14, SEEN, "inconclusive"),
        (NOTHING, NOTHING, 15, SEEN, "pass"),
    ],
)
def test_the_rule(
    found: Differences, own: Differences, fewest: int, visible: Visible | None, expected: str
) -> None:
    verdict, reasons = decide(found, own, fewest, visible)
    assert verdict == expected
    assert reasons
    assert all(reason.endswith(".") for reason in reasons)


def test_that_what_could_go_unseen_is_named() -> None:
    _, reasons = decide(NOTHING, NOTHING, 20, UNSEEN)
    assert "a shift of 3.0 points, a missing peak of 20% of the highest or noise 100%" in reasons[1]
    _, reasons = decide(NOTHING, NOTHING, 20, Visible(0.1, 0.01, float("inf")))
    assert reasons[1].startswith("But at this number of spectra a wrong noise level")


def test_that_nothing_measured_leaves_everything() -> None:
    assert AmongMeasured() == AmongMeasured((), {})
    found = evidence("shape", shift=1.0)
    assert differences(found, [found]) == differences(found, [found], AmongMeasured())


def test_that_many_spectra_must_give_more_evidence() -> None:
    assert alpha_of_failure(60) < alpha_of_failure(59) == alpha_of_failure(20)
    weak = evidence("texture", noise=np.log(0.8))
    weak.statistics["texture"][1:3] = 30.0  # p = 3 / 1000
    few = differences(weak, [weak], None, alpha_of_failure(20))
    many = differences(weak, [weak], None, alpha_of_failure(60))
    assert few.findings == ()
    assert few.tests == many.tests == ("texture",)
    clear = evidence("texture", noise=np.log(0.8))
    clear.statistics["texture"][1:2] = 30.0  # p = 2 / 1000
    assert differences(clear, [clear], None, alpha_of_failure(20)).findings
    assert not differences(clear, [clear], None, alpha_of_failure(60)).findings
