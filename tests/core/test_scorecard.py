import json

import pytest

from ramangan_gui.core.scorecard import VERDICTS, ClassScore, MetricValue, Scorecard, worst


def card() -> Scorecard:
    metrics = {
        "one_nn_original": MetricValue(0.52, 0.41, 0.57, True),
        "mmd_p": MetricValue(),
    }
    score = ClassScore("doubtful", ("Too noisy.",), 20, 40, metrics, {0: metrics, 1: {}})
    return Scorecard("doubtful", {"A": score, "β": score}, after_selection=True, seed=3)


def test_that_a_scorecard_survives_as_json() -> None:
    text = json.dumps(card().to_dict(), allow_nan=False)
    assert Scorecard.from_dict(json.loads(text)) == card()


def test_that_the_json_names_what_the_command_line_promises() -> None:
    stored = card().to_dict()
    assert stored["verdict"] == "doubtful"
    assert set(stored["classes"]["A"]) >= {
        "verdict", "reasons", "n_original", "n_generated", "metrics",
    }  # fmt: skip
    metric = stored["classes"]["A"]["metrics"]["one_nn_original"]
    assert metric == {"value": 0.52, "null_low": 0.41, "null_high": 0.57, "ok": True}
    assert stored["classes"]["A"]["metrics"]["mmd_p"]["value"] is None


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([], "inconclusive"),
        (["pass"], "pass"),
        (["pass", "doubtful", "pass"], "doubtful"),
        (["doubtful", "inconclusive"], "inconclusive"),
        (["inconclusive", "fail", "pass"], "fail"),
    ],
)
def test_that_the_worst_class_speaks_for_the_set(verdicts: list[str], expected: str) -> None:
    assert worst(verdicts) == expected
    assert expected in VERDICTS
