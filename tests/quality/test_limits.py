from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.quality.limits import COPIED, QUANTITIES, Measured, Threshold, counted
from ramangan_gui.quality.plausibility import fit_filter


@pytest.fixture
def measured():
    thresholds = {name: Threshold(0.1, 0.4) for name in QUANTITIES}
    rng = np.random.default_rng(0)
    quantities = {name: rng.uniform(0.0, 0.8, 30) for name in QUANTITIES}
    copied = np.arange(30) == 3
    return Measured(thresholds, quantities, copied, np.ones(30, bool))


@pytest.mark.parametrize("name", QUANTITIES)
def test_that_units_on_screen_go_both_ways(name):
    quantity = QUANTITIES[name]
    for value in (0.05, 0.3, 1.1):
        shown = quantity.shown(value, 0.2)
        assert quantity.inside(shown, 0.2) == pytest.approx(value)
    assert quantity.shown(0.5, 0.2) > quantity.shown(0.3, 0.2)


def test_that_a_spectrum_is_implausible_exactly_where_a_limit_is_passed(measured):
    score, reason = measured.judge()
    beyond = np.any(list(measured.beyond({}).values()), axis=0) | measured.copied
    np.testing.assert_array_equal(score < 0, beyond)
    np.testing.assert_array_equal(reason != "", beyond)
    assert reason[3] == COPIED


@pytest.mark.parametrize("name", QUANTITIES)
def test_that_a_wider_limit_objects_to_less_and_a_narrower_to_more(measured, name):
    default = measured.default(name)
    counts = [
        int(measured.beyond({name: factor * default})[name].sum()) for factor in (0.5, 1.0, 1.5)
    ]
    assert counts[0] > counts[1] > counts[2]
    reset = measured.judge({name: default})
    np.testing.assert_allclose(reset[0], measured.judge()[0], atol=1e-6)
    others = [other for other in QUANTITIES if other != name]
    wide = measured.beyond({name: 1.5 * default})
    for other in others:
        np.testing.assert_array_equal(wide[other], measured.beyond({})[other])


def test_that_copies_stay_implausible_whatever_the_limits(measured):
    moved = {name: quantity.bounds[1] for name, quantity in QUANTITIES.items()}
    score, reason = measured.judge(moved)
    assert np.flatnonzero(reason != "").tolist() == [3]
    assert score[3] == -1


def test_that_measuring_and_judging_is_what_assessing_does():
    rng = np.random.default_rng(1)
    x = np.linspace(0, 1, 200)
    peak = np.exp(-(((x - 0.5) / 0.03) ** 2))
    training = peak + 0.02 * rng.standard_normal((30, 200))
    drawn = np.concatenate([peak + 0.02 * rng.standard_normal((5, 200)),
                            peak + 0.2 * rng.standard_normal((5, 200)), training[:1]])  # fmt: skip
    plausible = run(fit_filter(training))
    for one, other in zip(
        plausible.assess(drawn), run(plausible.measure(drawn)).judge(), strict=True
    ):
        np.testing.assert_array_equal(one, other)
    assert (plausible.assess(drawn)[1][5:] != "").all()


def test_that_reasons_that_differ_in_numbers_only_are_counted_together():
    lobe = "It has a negative lobe of {} % of the highest peak."
    reasons = [lobe.format(10), "", lobe.format(3), "It repeats a training spectrum.", "",
               lobe.format(9)]  # fmt: skip
    assert counted(reasons) == [
        (lobe.format("3 to 10"), 3),
        ("", 2),
        ("It repeats a training spectrum.", 1),
    ]
