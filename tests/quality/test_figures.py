from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.core.scorecard import MetricValue
from ramangan_gui.quality.clusters import silhouettes
from ramangan_gui.quality.comparison import Comparison, compare
from ramangan_gui.quality.features import amplitude
from ramangan_gui.quality.fidelity import POWER_BANDS, band_power
from ramangan_gui.quality.figures import FAMILIES, N_SLOW
from ramangan_gui.quality.metrics import METRICS, Draws
from ramangan_gui.quality.samples import FoldSample


@pytest.fixture
def fold(draw) -> Comparison:
    made = draw(24, 1) * np.float32(1.05)
    return run(compare(FoldSample("a", 0, draw(24, 0), made, draw(30, 2)), 0, n_draws=40))


def found(name: str, fold: Comparison) -> Draws:
    return run(METRICS[name].function(fold))


def halves(fold: Comparison, number: int) -> tuple[np.ndarray, np.ndarray]:
    return fold.pool[fold.splits[number] == 1], fold.pool[fold.splits[number] == 2]


# --- fidelity ------------------------------------------------------------------------------------


def test_that_the_error_of_the_mean_agrees_with_loops(fold) -> None:
    def error(first: np.ndarray, second: np.ndarray) -> float:
        gaps = [
            (float(a) - float(b)) ** 2 for a, b in zip(first.mean(0), second.mean(0), strict=True)
        ]
        return math.sqrt(sum(gaps) / len(gaps)) / amplitude(fold.pool.mean(axis=0))

    figure = found("mean_error", fold)
    assert figure.value == pytest.approx(error(fold.original, fold.generated))
    expected = [error(*halves(fold, number)) for number in range(40)]
    np.testing.assert_allclose(figure.null, expected)


def test_that_the_error_of_the_sd_band_agrees_with_loops(fold) -> None:
    def error(first: np.ndarray, second: np.ndarray) -> float:
        gap = np.std(first, axis=0) - np.std(second, axis=0)
        return math.sqrt(float(np.mean(gap**2)) / float(np.mean(fold.pool.var(axis=0))))

    figure = found("sd_error", fold)
    assert figure.value == pytest.approx(error(fold.original, fold.generated))
    np.testing.assert_allclose(figure.null, [error(*halves(fold, n)) for n in range(40)])


def test_that_band_power_agrees_with_a_sum_over_sines() -> None:
    spectra = np.random.default_rng(0).normal(size=(2, 50))
    point = np.arange(50)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * point / 49)
    for band, (low, high) in enumerate(POWER_BANDS):
        for row in range(2):
            powers = []
            for k in range(26):
                if low < k / 50 <= high:
                    wave = np.exp(-2j * np.pi * k * point / 50)
                    powers.append(abs(np.sum(spectra[row] * window * wave)) ** 2)
            expected = 10 * math.log10(sum(powers) / len(powers))
            assert band_power(spectra)[row, band] == pytest.approx(expected)


@pytest.mark.parametrize("band", range(1, 5))
def test_that_twice_the_noise_is_six_decibels_in_every_band(draw, band: int) -> None:
    sample = FoldSample("a", 0, draw(40, 0), draw(40, 1, noise=0.06), draw(40, 2))
    figure = found(f"power_band_{band}", run(compare(sample, 0, n_draws=99)))
    assert figure.value == pytest.approx(20 * math.log10(2), abs=0.8)
    said = METRICS[f"power_band_{band}"].summary(figure, "near null")
    assert METRICS[f"power_band_{band}"].verdict(said) == "fail"


def test_that_a_ripple_shows_in_the_finest_band_alone(draw) -> None:
    ripple = (0.02 * (1 - 2 * (np.arange(400) % 2))).astype(np.float32)
    sample = FoldSample("a", 0, draw(40, 0), draw(40, 1) + ripple, draw(40, 2))
    fold = run(compare(sample, 0, n_draws=99))
    words = [
        METRICS[name].verdict(METRICS[name].summary(found(name, fold), "near null"))
        for name in ("power_band_1", "power_band_2", "power_band_4")
    ]
    assert words == ["pass", "pass", "fail"]


def test_that_the_classifier_sees_what_differs_and_its_p_says_so(draw) -> None:
    same = FoldSample("a", 0, draw(40, 0), draw(40, 1), draw(40, 2))
    apart = FoldSample("a", 0, draw(40, 0), draw(40, 1) * np.float32(1.2), draw(40, 2))
    for sample, differs in ((same, False), (apart, True)):
        fold = run(compare(sample, 0, n_draws=99))
        area, p = (
            METRICS[name].summary(found(name, fold), METRICS[name].better)
            for name in ("classifier_auc", "classifier_p")
        )
        assert area.ok is not differs
        assert p.ok is not differs
        if differs:
            assert area.value is not None
            assert area.value > 0.9
            assert p.value == pytest.approx(1 / 100)


# --- variety, clusters ---------------------------------------------------------------------------


def test_that_the_sd_ratio_agrees_with_its_definition(fold) -> None:
    def total(scores: np.ndarray) -> float:
        return math.sqrt(sum(float(np.var(column)) for column in scores.T))

    figure = found("sd_ratio", fold)
    m = fold.m
    assert figure.value == pytest.approx(total(fold.scores[m:]) / total(fold.scores[:m]))
    for number in range(40):
        first, second = (fold.pool_scores[fold.splits[number] == kind] for kind in (1, 2))
        assert figure.null[number] == pytest.approx(total(second) / total(first))


def test_that_silhouettes_agree_with_scikit_learn() -> None:
    from sklearn.metrics import silhouette_score

    rng = np.random.default_rng(0)
    points = rng.normal(size=(30, 4))
    kinds = rng.permuted(np.broadcast_to(np.repeat([1, 2, 0], [12, 12, 6]), (8, 30)), axis=1)
    points[:12] += 1.0
    expected = [silhouette_score(points[row > 0], row[row > 0]) for row in kinds]
    np.testing.assert_allclose(silhouettes(points, kinds.astype(np.int8)), expected, atol=1e-5)


def test_that_purity_is_counted_right(fold) -> None:
    pairs = Counter(zip(fold.clusters.tolist(), [0] * fold.m + [1] * fold.m, strict=True))
    commonest = sum(max(pairs[c, 0], pairs[c, 1]) for c in (0, 1))
    assert found("kmeans_purity", fold).value == commonest / (2 * fold.m)


def test_that_kinds_far_apart_are_pure_clusters(draw) -> None:
    sample = FoldSample("a", 0, draw(24, 0), draw(24, 1) + np.float32(0.2), draw(24, 2))
    fold = run(compare(sample, 0, n_draws=99))
    assert found("kmeans_purity", fold).value == 1.0
    silhouette = METRICS["silhouette"].summary(found("silhouette", fold), "low")
    assert METRICS["silhouette"].verdict(silhouette) == "fail"


# --- authenticity --------------------------------------------------------------------------------


def test_that_duplicates_count_copies_of_originals_and_of_each_other(draw) -> None:
    made = draw(20, 1)
    made[3] = draw(20, 2)[7]
    made[5] = made[6]
    sample = FoldSample("a", 0, draw(20, 0), made, draw(20, 2))
    figure = found("duplicates", run(compare(sample, 0, n_draws=30)))
    assert figure.value == 2 / 20
    assert (figure.null == 0).all()


def test_that_originals_measured_twice_are_no_fault_of_the_generator(draw) -> None:
    training = draw(20, 2)
    training[10:] = training[:10]
    sample = FoldSample("a", 0, draw(20, 0), draw(20, 1), training)
    fold = run(compare(sample, 0, n_draws=30))
    figure = found("duplicates", fold)
    twin = np.full(40, -1)
    twin[20:30], twin[30:40] = np.arange(30, 40), np.arange(20, 30)
    for number, split in enumerate(fold.splits):
        again = [i for i in range(20, 40) if split[i] == 2 and split[twin[i]] > 0]
        assert figure.null[number] == len(again) / 20


def test_that_memorisation_agrees_with_loops_also_for_re_splits(fold) -> None:
    def nearest(row: np.ndarray, others: np.ndarray) -> float:
        return min(float(np.linalg.norm(row - other)) for other in others)

    figure = found("memorisation", fold)
    medians = [
        np.median([nearest(row, fold.training) for row in rows])
        for rows in (fold.generated, fold.original)
    ]
    assert figure.value == pytest.approx(medians[0] / medians[1])
    # 54 originals: 18 stand for held-out, 18 for generated spectra, the rest for training.
    rng = fold.sample.rng(fold.seed, 6)
    kinds = np.repeat([1, 2, 0], 18).astype(np.int8)
    for number in range(5):
        drawn = rng.permuted(kinds)
        distances = {
            kind: np.median(
                [nearest(row, fold.pool[drawn == 0]) for row in fold.pool[drawn == kind]]
            )
            for kind in (1, 2)
        }
        ratio = distances[2] / distances[1]
        expected = 1.0 + (ratio - 1.0) * math.sqrt(18 / fold.m)
        assert figure.null[number] == pytest.approx(expected, rel=1e-4)


def test_that_the_noise_ratio_agrees_with_loops_also_for_re_splits(fold) -> None:
    def level(row: np.ndarray) -> float:
        bends = [row[i] - 2 * row[i + 1] + row[i + 2] for i in range(len(row) - 2)]
        middle = float(np.median(bends))
        return float(np.median([abs(b - middle) for b in bends]))

    def without(rows: np.ndarray) -> list[np.ndarray]:
        return [rows[i] - np.delete(rows, i, axis=0).mean(axis=0) for i in range(len(rows))]

    figure = found("noise_ratio", fold)
    mean = fold.original.mean(axis=0)
    original = np.median([level(row) for row in without(fold.original)])
    generated = np.median([level(row - mean) for row in fold.generated])
    assert figure.value == pytest.approx(generated / original)
    levels = np.array([level(row) for row in without(fold.pool)])
    for number in range(5):
        first, second = (np.median(levels[fold.splits[number] == kind]) for kind in (1, 2))
        assert figure.null[number] == pytest.approx(second / first)


# --- words ---------------------------------------------------------------------------------------


def test_that_every_figure_has_words_for_every_outcome() -> None:
    for metric in METRICS.values():
        assert metric.family in FAMILIES
        assert metric.good.endswith(".")
        assert bool(metric.low) == (metric.better in {"near null", "high"})
        assert bool(metric.high) == (metric.better in {"near null", "low"})
        assert metric.sentence(MetricValue()).endswith(".")
        assert metric.verdict(MetricValue()) == "inconclusive"
        assert metric.sentence(MetricValue(0.3)).endswith(".")


@pytest.mark.parametrize(
    ("value", "low", "high", "ok", "expected"),
    [
        (1.0, 0.95, 1.05, True, "pass"),
        (1.07, 0.95, 1.05, False, "doubtful"),
        (1.3, 0.95, 1.05, False, "fail"),
        (0.7, 0.95, 1.05, False, "fail"),
        (1.0, 0.6, 1.4, True, "inconclusive"),
    ],
)
def test_that_one_figure_gets_its_own_verdict(value, low, high, ok, expected) -> None:
    metric = METRICS["noise_ratio"]
    figure = MetricValue(value, low, high, ok)
    assert metric.verdict(figure) == expected
    if not ok:
        words = metric.low if value < low else metric.high
        assert metric.sentence(figure).endswith(words)


def test_that_p_values_are_judged_by_themselves() -> None:
    metric = METRICS["mmd_p"]
    assert metric.verdict(MetricValue(0.4, 0.05, 1.0, True)) == "pass"
    assert metric.verdict(MetricValue(0.03, 0.05, 1.0, False)) == "doubtful"
    assert metric.verdict(MetricValue(0.001, 0.05, 1.0, False)) == "fail"


def test_that_slow_figures_have_enough_draws_for_their_tails() -> None:
    assert 0.05 * N_SLOW >= 5
