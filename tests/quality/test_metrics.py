from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.quality.comparison import Comparison, compare
from ramangan_gui.quality.metrics import METRICS, Draws, as_p_value, over_folds, with_interval
from ramangan_gui.quality.samples import FoldSample, choose

#: Names that the command line promises.
PROMISED = {
    "one_nn_original", "one_nn_generated", "kmeans_ari", "mmd_p",
    "coverage", "density", "noise_ratio", "memorisation",
}  # fmt: skip


def compared(draw, n: int = 24, generated=None, training: bool = True, seed: int = 0) -> Comparison:
    made = draw(n, 1) if generated is None else generated
    sample = FoldSample("a", 0, draw(n, 0), made, draw(n, 2) if training else None)
    return run(compare(sample, seed, n_draws=199))


def draws(name: str, fold: Comparison) -> Draws:
    return run(METRICS[name].function(fold))


def test_that_the_table_holds_what_the_command_line_promises() -> None:
    assert set(METRICS) >= PROMISED
    for name, metric in METRICS.items():
        assert metric.name == name
        assert metric.better in {"near null", "high", "low"}
        assert metric.description.endswith(".")


@pytest.mark.parametrize("name", METRICS)
def test_that_every_metric_has_a_finite_figure_with_its_interval(draw, name: str) -> None:
    found = METRICS[name].summary(draws(name, compared(draw)), METRICS[name].better)
    assert found.value is not None
    assert found.null_low is not None
    assert found.null_high is not None
    assert np.isfinite([found.value, found.null_low, found.null_high]).all()
    assert found.null_low <= found.null_high
    assert isinstance(found.ok, bool)


@pytest.mark.parametrize("name", METRICS)
def test_that_measured_spectra_are_usually_inside_their_interval(draw, name: str) -> None:
    inside = []
    for seed in range(12):
        sample = FoldSample("a", 0, draw(20, seed), draw(20, seed + 50), draw(20, seed + 100))
        found = run(METRICS[name].function(run(compare(sample, seed, n_draws=99))))
        inside.append(METRICS[name].summary(found, METRICS[name].better).ok)
    assert sum(inside) >= 8


def test_that_one_nn_agrees_with_scikit_learn(draw) -> None:
    from sklearn.neighbors import NearestNeighbors

    fold = compared(draw)
    kinds = np.repeat([0, 1], fold.m)
    index = NearestNeighbors(n_neighbors=2).fit(fold.pooled).kneighbors(fold.pooled)[1][:, 1]
    own = kinds[index] == kinds
    assert draws("one_nn_original", fold).value == own[: fold.m].mean()
    assert draws("one_nn_generated", fold).value == own[fold.m :].mean()


def test_that_density_and_coverage_agree_with_their_definition(draw) -> None:
    fold = compared(draw)
    real, made = fold.original, fold.generated
    among = np.sqrt(((real[:, None] - real[None]) ** 2).sum(axis=2))
    across = np.sqrt(((real[:, None] - made[None]) ** 2).sum(axis=2))
    radius = np.sort(among, axis=1)[:, 5]  # the first is the spectrum itself
    inside = across <= radius[:, None]
    assert draws("coverage", fold).value == inside.any(axis=1).mean()
    assert draws("density", fold).value == pytest.approx(inside.sum() / (5 * fold.m))


def test_that_clusters_are_those_of_scikit_learn_on_ten_scores(draw) -> None:
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA
    from sklearn.metrics import adjusted_rand_score

    fold = compared(draw, generated=draw(24, 1) + np.float32(0.2))
    scores = PCA(10, svd_solver="full").fit_transform(fold.pooled)
    clusters = KMeans(2, n_init=10, random_state=0).fit_predict(scores)
    expected = adjusted_rand_score(np.repeat([0, 1], fold.m), clusters)
    assert draws("kmeans_ari", fold).value == pytest.approx(expected)
    assert expected > 0.9


def test_that_mmd_sees_a_shifted_mean_and_nothing_else(draw) -> None:
    def p(generated) -> float:
        metric = METRICS["mmd_p"]
        found = metric.summary(draws("mmd_p", compared(draw, generated=generated)), metric.better)
        assert found.value is not None
        return found.value

    assert p(draw(24, 1)) > 0.05
    assert p(draw(24, 1) * np.float32(1.3)) == pytest.approx(1 / 200)


@pytest.mark.parametrize("factor", [0.8, 1.2])
def test_that_the_noise_ratio_is_the_ratio_of_noise(draw, factor: float) -> None:
    fold = compared(draw, 60, draw(60, 1, noise=0.03 * factor))
    found = METRICS["noise_ratio"].summary(draws("noise_ratio", fold), "near null")
    assert found.value == pytest.approx(factor, rel=0.05)
    assert found.ok is False


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_that_wrong_noise_at_one_place_is_seen_where_the_whole_is_right(draw, factor) -> None:
    made = draw(60, 1)
    place = slice(0, made.shape[1] // 8)
    noise = draw(60, 1, noise=0.03) - draw(60, 1, noise=0.0)
    made[:, place] += np.float32(factor - 1.0) * noise[:, place]
    fold = compared(draw, 60, made)
    whole = METRICS["noise_ratio"].summary(draws("noise_ratio", fold), "near null")
    assert whole.value == pytest.approx(1.0, abs=0.12)
    found = METRICS["local_noise"].summary(draws("local_noise", fold), "low")
    assert found.value > 1.6
    assert found.ok is False
    assert METRICS["local_noise"].verdict(found) == "fail"


def test_that_fresh_spectra_seldom_have_wrong_noise_anywhere(draw) -> None:
    right = 0
    for seed in range(20):
        sample = FoldSample(
            "a", 0, draw(40, 3 * seed), draw(40, 3 * seed + 1), draw(40, 3 * seed + 2)
        )
        fold = run(compare(sample, seed, n_draws=199))
        right += METRICS["local_noise"].summary(draws("local_noise", fold), "low").ok is True
    assert right >= 16


def test_that_spectra_too_short_for_places_get_no_local_noise(draw) -> None:
    short = [draw(24, seed)[:, :20] for seed in range(3)]
    fold = run(compare(FoldSample("a", 0, *short), 0, n_draws=99))
    assert draws("local_noise", fold).value is None


def test_that_memorisation_is_zero_for_copies_and_absent_without_training(draw) -> None:
    copied = compared(draw, generated=draw(24, 2))
    assert draws("memorisation", copied).value == 0.0
    assert METRICS["memorisation"].summary(draws("memorisation", copied), "high").ok is False
    assert draws("memorisation", compared(draw, training=False)).value is None


def test_that_equal_numbers_are_compared_by_a_seeded_choice(draw) -> None:
    sample = FoldSample("a", 0, draw(12, 0), draw(40, 1), draw(12, 2))
    first, again, other = (run(compare(sample, seed, n_draws=9)) for seed in (0, 0, 1))
    assert first.original.shape == first.generated.shape == (12, 400)
    assert np.array_equal(first.generated, again.generated)
    assert not np.array_equal(first.generated, other.generated)


def test_that_re_splits_are_of_the_originals_alone_and_of_equal_size(draw) -> None:
    fold = compared(draw)
    assert len(fold.pool) == 48
    assert ((fold.splits == 1).sum(axis=1) == 24).all()
    assert ((fold.splits == 2).sum(axis=1) == 24).all()
    assert fold.narrowing == 1.0
    halved = compared(draw, training=False)
    assert halved.n_split == 12
    assert halved.narrowing == pytest.approx(np.sqrt(0.5))


def test_that_folds_are_averaged_draw_by_draw() -> None:
    both = over_folds([Draws(1.0, np.array([0.0, 2.0])), Draws(3.0, np.array([4.0, 4.0]))])
    assert both.value == 2.0
    assert both.null.tolist() == [2.0, 3.0]
    assert over_folds([Draws(1.0, np.zeros(2)), Draws(None, np.empty(0))]).null.size == 2
    assert over_folds([Draws(1.0, np.zeros(2)), Draws(2.0, np.empty(0))]).null.size == 0
    assert over_folds([]).value is None


def test_which_side_of_the_interval_is_good() -> None:
    null = np.linspace(0, 1, 101)
    good = {b: [with_interval(Draws(v, null), b).ok for v in (-1, 0.5, 2)] for b in (
        "near null", "high", "low",
    )}  # fmt: skip
    assert good == {
        "near null": [False, True, False],
        "high": [False, True, True],
        "low": [True, True, False],
    }
    assert with_interval(Draws(0.5, np.empty(0)), "high").ok is None
    assert as_p_value(Draws(2.0, np.arange(99) / 99), "high").value == pytest.approx(0.01)


def test_that_a_choice_keeps_order_and_takes_all_if_few(draw) -> None:
    spectra = np.arange(20.0, dtype=np.float32)[:, None]
    chosen = choose(spectra, 7, np.random.default_rng(0))
    assert (np.diff(chosen[:, 0]) > 0).all()
    assert choose(spectra, 20, np.random.default_rng(0)) is spectra
