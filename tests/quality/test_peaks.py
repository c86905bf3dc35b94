from __future__ import annotations

import json

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.core.scorecard import ClassScore, Scorecard
from ramangan_gui.quality.metrics import METRICS
from ramangan_gui.quality.peaks import (
    QUANTITIES,
    compare_bands,
    find_bands,
    in_units,
    ks_distances,
    measure,
    peak_scores,
)
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.scorecard import judge

AXIS = np.linspace(400.0, 1200.0, 401)


def band(centre: float, sigma: float, height: float) -> np.ndarray:
    return height * np.exp(-0.5 * ((np.arange(401) - centre) / sigma) ** 2)


def drawn(n: int, seed: int, shift: float = 0.0, widen: float = 1.0) -> np.ndarray:
    """Three bands; the middle one may be displaced or wider."""
    rng = np.random.default_rng(seed)
    heights = 1 + 0.05 * rng.normal(size=(n, 3))
    bands = np.stack([band(100, 6, 1.0), band(200 + shift, 5 * widen, 0.6), band(300, 8, 0.3)])
    spectra = 0.05 + heights @ bands + 0.01 * rng.normal(size=(n, 401))
    return spectra.astype(np.float32)


def compared(made: np.ndarray, n_draws: int = 99):
    original = drawn(40, 0).astype(float)
    pool = np.concatenate([original, drawn(40, 1).astype(float)])
    signs = np.repeat([1, -1], 40).astype(np.float32)
    permuted = np.random.default_rng(0).permuted(np.broadcast_to(signs, (n_draws, 80)), axis=1)
    all_signs = np.concatenate([signs[None], permuted]).astype(np.float32)
    return run(compare_bands(original, made.astype(float), pool, all_signs))


def test_that_bands_are_found_where_they_are() -> None:
    found = find_bands(drawn(20, 0).astype(float))
    assert [b.apex for b in found] == pytest.approx([100, 200, 300], abs=1)
    assert find_bands(np.zeros((5, 401))) == ()
    assert find_bands(np.ones((5, 3))) == ()


def test_that_a_chosen_band_is_looked_at_besides() -> None:
    plain = find_bands(drawn(20, 0).astype(float))
    assert [b.apex for b in find_bands(drawn(20, 0).astype(float), [201])] == [
        b.apex for b in plain
    ]
    more = find_bands(drawn(20, 0).astype(float), [250])
    assert 250 in [b.apex for b in more]


def test_that_windows_of_neighbours_do_not_overlap() -> None:
    close = np.repeat((band(100, 5, 1) + band(114, 5, 0.9))[None], 3, axis=0)
    first, second = find_bands(close)
    assert first.stop <= second.start


@pytest.mark.parametrize(("place", "sigma"), [(200.0, 6.0), (200.37, 6.0), (199.6, 9.0)])
def test_that_a_gaussian_band_is_measured_right(place: float, sigma: float) -> None:
    spectrum = (0.2 + 0.001 * np.arange(401) + band(place, sigma, 1.0))[None]
    bands = find_bands(spectrum)
    ((position, width, height, area, ratio),) = measure(spectrum, bands)[0]
    assert position == pytest.approx(place, abs=0.05)
    assert height == pytest.approx(1.0, rel=0.03)
    # Its area is cut where the window ends, a little above the foot.
    assert area == pytest.approx(sigma * np.sqrt(2 * np.pi), rel=0.08)
    assert width == pytest.approx(area / height)
    assert ratio == 1.0


def test_that_ks_distances_agree_with_scipy_also_with_ties() -> None:
    from scipy.stats import ks_2samp

    rng = np.random.default_rng(0)
    for values in (rng.normal(size=40), rng.integers(0, 5, 40).astype(float)):
        kinds = np.repeat([1, -1, 0], [15, 15, 10])
        signs = rng.permuted(np.broadcast_to(kinds, (12, 40)), axis=1)
        expected = [ks_2samp(values[s > 0], values[s < 0]).statistic for s in signs]
        np.testing.assert_allclose(ks_distances(values, signs), expected)


def test_that_p_values_are_adjusted_as_by_loops() -> None:
    tests = compared(drawn(40, 2, shift=0.15))
    scores = peak_scores([tests], None)
    assert len(scores) == 3 * len(QUANTITIES)
    for number, score in enumerate(scores):
        distance = tests.distances[0].ravel()[number]
        beyond = sum(tests.distances[k].max() >= distance - 1e-9 for k in range(1, 100))
        assert score.p == pytest.approx((1 + beyond) / 100)
        assert score.ok == (score.p >= 0.05)


def test_that_measured_bands_hardly_ever_differ_all_together() -> None:
    alarms = [min(s.p for s in peak_scores([compared(drawn(40, k))], None)) for k in range(20, 60)]
    assert sum(p < 0.05 for p in alarms) <= 6


@pytest.mark.parametrize(
    ("changed", "quantity"), [({"shift": 0.5}, "position"), ({"widen": 1.15}, "width")]
)
def test_that_a_changed_band_is_named_and_the_others_are_not(changed, quantity) -> None:
    scores = peak_scores([compared(drawn(40, 2, **changed))], AXIS)
    wrong = {(round(s.place / 100), s.quantity) for s in scores if not s.ok}
    assert (8, quantity) in wrong
    assert {place for place, _ in wrong} == {8}
    moved = next(s for s in scores if s.quantity == "position" and round(s.place) == 800)
    assert moved.original == pytest.approx(800, abs=0.2)
    if quantity == "position":
        assert moved.generated - moved.original == pytest.approx(1.0, abs=0.2)


def test_that_units_are_those_of_the_axis() -> None:
    assert in_units(10.5, 10, "position", AXIS) == pytest.approx(421.0)
    assert in_units(3.0, 10, "width", AXIS) == pytest.approx(6.0)
    assert in_units(3.0, 10, "height", AXIS) == 3.0
    assert in_units(10.0, 10, "position", None) == 11.0


def test_that_folds_are_combined_draw_by_draw_and_different_bands_are_not() -> None:
    first, second = compared(drawn(40, 2)), compared(drawn(40, 3))
    both = peak_scores([first, second], None)
    assert both[0].ks == pytest.approx((first.distances[0, 0, 0] + second.distances[0, 0, 0]) / 2)
    other = compared(np.zeros((40, 401)))
    assert peak_scores([first, other], None)
    flat = run(compare_bands(np.zeros((4, 401)), np.zeros((4, 401)), np.zeros((8, 401)),
                             np.ones((2, 8), np.float32)))  # fmt: skip
    assert peak_scores([first, flat], None) == ()
    assert peak_scores([], None) == ()


def test_that_the_scorecard_lists_bands_on_the_axis_and_keeps_them_in_json() -> None:
    sample = FoldSample(
        "a", 0, drawn(30, 0), drawn(30, 2, shift=1.0), drawn(30, 1), axis=AXIS, unit="cm⁻¹"
    )
    card = run(judge([sample]))
    score: ClassScore = card.classes["a"]
    assert any(p.quantity == "position" and not p.ok for p in score.peaks)
    assert METRICS["band_p"].verdict(score.metrics["band_p"]) == "fail"
    assert any("cm⁻¹" in reason for reason in score.reasons)
    again = Scorecard.from_dict(json.loads(json.dumps(card.to_dict(), allow_nan=False)))
    assert again == card


def test_that_a_substance_without_bands_has_no_figure_for_them() -> None:
    rng = np.random.default_rng(0)
    flat = [rng.normal(size=(20, 401)).astype(np.float32) * 0.0 for _ in range(3)]
    fold = FoldSample("a", 0, flat[0] + 1, flat[1] + 1, flat[2] + 1)
    score = run(judge([fold])).classes["a"]
    assert score.metrics["band_p"].value is None
    assert score.peaks == ()
