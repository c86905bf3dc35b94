from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.quality.clustering import adjusted_rand, cluster, k_means


@pytest.mark.parametrize("seed", range(20))
def test_that_the_adjusted_rand_index_agrees_with_scikit_learn(seed: int) -> None:
    from sklearn.metrics import adjusted_rand_score

    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 60))
    first, second = rng.integers(0, rng.integers(1, 5), n), rng.integers(0, rng.integers(1, 5), n)
    assert adjusted_rand(first, second) == pytest.approx(adjusted_rand_score(first, second))


def test_that_two_clouds_are_found_with_purity_and_confusion() -> None:
    rng = np.random.default_rng(0)
    points = np.concatenate([rng.normal(size=(30, 3)), rng.normal(size=(20, 3)) + 20])
    kinds = np.repeat(["original", "generated"], [30, 20])
    found = cluster(points, kinds)
    assert found.ari == 1.0
    assert found.purity == 1.0
    assert found.kinds == ("generated", "original")
    assert sorted(found.confusion.ravel().tolist()) == [0, 0, 20, 30]


def test_that_one_cloud_says_nothing_about_kinds() -> None:
    points = np.random.default_rng(0).normal(size=(300, 3))
    found = cluster(points, np.arange(300) % 2)
    assert abs(found.ari) < 0.03
    assert found.purity < 0.65


def test_that_clusters_repeat_with_their_seed() -> None:
    points = np.random.default_rng(3).normal(size=(80, 4))
    assert np.array_equal(k_means(points, 3, 5), k_means(points, 3, 5))


def test_that_equal_points_make_one_cluster() -> None:
    assert k_means(np.ones((6, 2)), 2).tolist() == [0] * 6
    assert len(k_means(np.empty((0, 2)), 2)) == 0
