from __future__ import annotations

import numpy as np
import pytest

from ramangan_gui.core.progress import run
from ramangan_gui.quality.two_sample import (
    mean_difference,
    median_kernel,
    mmd,
    p_value,
)


def signs(m: int) -> np.ndarray:
    return np.repeat(np.array([1, -1], np.float32), m)[None]


def test_that_the_kernel_has_the_median_as_bandwidth() -> None:
    from scipy.spatial.distance import pdist, squareform

    points = np.random.default_rng(0).normal(size=(25, 4)) + 10
    squared = pdist(points, "sqeuclidean")
    expected = np.exp(-squareform(squared) / np.median(squared))
    np.testing.assert_allclose(run(median_kernel(points)), expected, rtol=1e-5)


def test_that_mmd_agrees_with_its_definition() -> None:
    points = np.random.default_rng(0).normal(size=(30, 4))
    kernel = run(median_kernel(points))
    slow = (
        kernel[:15, :15].mean(dtype=float)
        + kernel[15:, 15:].mean(dtype=float)
        - 2 * kernel[:15, 15:].mean(dtype=float)
    )
    assert run(mmd(kernel, signs(15)))[0] == pytest.approx(slow, abs=1e-6)


def test_that_the_mean_difference_is_students_t() -> None:
    from scipy.stats import ttest_ind

    rng = np.random.default_rng(0)
    features = rng.normal(size=(24, 6)) * np.array([1, 10, 0.1, 1, 1, 5]) + 100
    features[:12] += 1
    expected = ttest_ind(features[:12], features[12:]).statistic
    np.testing.assert_allclose(
        run(mean_difference(features, signs(12)))[0], expected, rtol=1e-3, atol=1e-4
    )


def test_that_a_constant_feature_never_differs() -> None:
    features = np.concatenate([np.full((10, 1), 3.0), np.arange(10.0)[:, None]], axis=1)
    assert run(mean_difference(features, signs(5)))[0, 0] == 0.0


def test_that_p_values_of_equal_sources_are_uniform() -> None:
    rng = np.random.default_rng(2)
    labels = np.concatenate([signs(20), rng.permuted(np.repeat(signs(20), 199, 0), axis=1)])
    found = [
        p_value(run(mmd(run(median_kernel(rng.normal(size=(40, 3)))), labels))) for _ in range(200)
    ]
    assert abs(np.mean(found) - 0.5) < 0.07
    assert np.mean(np.array(found) <= 0.05) < 0.11


def test_that_rounding_makes_no_difference_significant() -> None:
    assert p_value(np.array([1.0, 1.0 - 1e-9, 1.0 + 1e-9, 0.5])) == 0.75
