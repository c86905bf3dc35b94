"""What originals show among themselves is found once, and for these originals only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.core.progress import Progress, Steps, run
from ramangan_gui.quality import comparison, scorecard
from ramangan_gui.quality.comparison import compare
from ramangan_gui.quality.originals import Known, resplit
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.scorecard import judge


def draw(n: int, seed: int) -> NDArray[np.float32]:
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 1, 80)
    heights = 1 + 0.2 * rng.normal(size=(n, 2))
    bands = np.exp(-0.5 * ((x - np.array([[0.3], [0.7]])) / 0.04) ** 2)
    return (heights @ bands + 0.02 * rng.normal(size=(n, 80))).astype("f4")


def sample(made: NDArray[np.float32], seed: int = 0) -> FoldSample:
    return FoldSample("a", 0, draw(24, seed), made, draw(24, seed + 1))


def counted(calls: list[int], value: str) -> Steps[str]:
    calls.append(1)
    yield Progress(0.5, "")
    return value


def test_that_a_finding_is_computed_once_for_the_same_originals() -> None:
    known, calls = Known(), []
    first, other = sample(draw(24, 5)), sample(draw(24, 6))
    assert run(known.recall("key", (first,), counted(calls, "found"))) == "found"
    assert run(known.recall("key", (other,), counted(calls, "again"))) == "found"
    assert len(calls) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"held_out": draw(24, 9)},
        {"training": draw(24, 9)},
        {"training": None},
        {"label": "b"},
        {"fold": 1},
    ],
)
def test_that_other_originals_never_get_it(changed: dict[str, object]) -> None:
    known, calls = Known(), []
    first = sample(draw(24, 5))
    run(known.recall("key", (first,), counted(calls, "found")))
    other = replace(first, **changed)  # type: ignore[arg-type]
    assert run(known.recall("key", (other,), counted(calls, "again"))) == "again"
    assert run(known.recall("other key", (first,), counted(calls, "third"))) == "third"


def test_that_verdicts_are_the_same_with_and_without_what_was_known() -> None:
    known = Known()
    training = draw(24, 1)
    for made in (draw(24, 5), draw(24, 6) * np.float32(1.1), training, np.roll(draw(24, 7), 1, 1)):
        kept = run(judge([sample(made)], metrics={}, known=known)).classes["a"]
        alone = run(judge([sample(made)], metrics={})).classes["a"]
        assert (kept.verdict, kept.reasons) == (alone.verdict, alone.reasons)


def test_that_the_second_set_needs_no_new_divisions(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def counting(of: FoldSample, m: int, seed: int, n_draws: int) -> Steps[object]:
        found = yield from resplit(of, m, seed, n_draws)
        calls.append(m)
        return found

    monkeypatch.setattr(comparison, "resplit", counting)
    known = Known()
    for seed in (5, 6, 7):
        run(compare(sample(draw(24, seed)), 0, 49, known=known))
    assert calls == [24]
    run(compare(sample(draw(20, 8)), 0, 49, known=known))  # fewer are compared
    assert calls == [24, 20]


def test_that_measured_spectra_are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    really = scorecard._measured_fold

    def counting(*arguments: object) -> Steps[object]:
        found = yield from really(*arguments)  # type: ignore[arg-type]
        calls.append(1)
        return found

    monkeypatch.setattr(scorecard, "_measured_fold", counting)
    known = Known()
    for shift in (3, 4):
        made = np.roll(draw(24, 7), shift, 1)
        card = run(judge([sample(made)], metrics={}, known=known))
        assert card.verdict == "fail"
    assert len(calls) == 1
