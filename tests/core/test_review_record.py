from __future__ import annotations

import json

import pytest
from scipy.stats import binomtest

from ramangan_gui.core.review_record import BlindTest, ComparedRun, ReviewRecord, binomial_interval
from ramangan_gui.core.scorecard import ClassScore, MetricValue, Scorecard
from ramangan_gui.core.utility import Utility, UtilityRow


@pytest.mark.parametrize(("hits", "n"), [(0, 20), (20, 20), (1, 1), (10, 20), (33, 50), (7, 9)])
def test_that_the_interval_is_that_of_an_independent_implementation(hits, n):
    known = binomtest(hits, n).proportion_ci(0.95, "exact")
    assert binomial_interval(hits, n) == pytest.approx((known.low, known.high), abs=1e-9)


def test_that_no_trials_tell_nothing():
    assert binomial_interval(0, 0) == (0.0, 1.0)


def test_that_a_record_travels_through_json():
    test = BlindTest("A", 1, (True, False, True), (5, 2, 9), (True, True, False), 7, "2024-01-01")
    assert test.n_correct == 1
    figures = {"coverage": MetricValue(0.9, 0.8, 1.0, True)}
    card = Scorecard("pass", {"A": ClassScore("pass", ("Why.",), 9, 9, figures)})
    row = UtilityRow("linear", "pca", "added", 1.0, 0.8, 0.7, 0.9, 1.0, 0.1, -0.1, 0.3, 4)
    use = Utility((row,), (row, row), ("It helps.",), 20)
    record = ReviewRecord({"A": {"noise": 1.5}}, (test,), (ComparedRun("other", card),), use)
    assert ReviewRecord.from_dict(json.loads(json.dumps(record.to_dict()))) == record


def test_that_a_limit_kept_in_points_is_brought_to_units_of_the_axis():
    earlier = {"limits": {"A": {"displaced": 4.0, "noise": 1.5}}, "blind_tests": []}
    record = ReviewRecord.from_dict(earlier, 2.5)
    assert record.limits == {"A": {"displaced": 10.0, "noise": 1.5}}
    assert ReviewRecord.from_dict(json.loads(json.dumps(record.to_dict())), 2.5) == record


@pytest.mark.parametrize(
    "broken",
    [
        {"limits": {}, "blind_tests": [{"label": "A", "fold": 0, "row": [1, 2],
                                        "is_generated": [True], "said_generated": [True, True]}]},
        {"limits": {"A": {"noise": float("nan")}}, "blind_tests": []},
        {"limits": {"A": {"noise": "much"}}, "blind_tests": []},
        {"limits": {}, "blind_tests": [], "utility": {"rows": [{"accuracy": 1.0}], "doses": [],
                                                      "sentences": [], "n_originals": 3}},
    ],
)  # fmt: skip
def test_that_a_broken_record_is_refused(broken):
    with pytest.raises((TypeError, ValueError)):
        ReviewRecord.from_dict(broken)
