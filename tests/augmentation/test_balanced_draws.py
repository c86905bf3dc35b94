"""Random numbers without the chance of a sample."""

import numpy as np
import pytest

from ramangan_gui.augmentation.balanced_draws import (
    even_normal,
    even_steps,
    representative_order,
)


def test_that_even_numbers_have_the_moments_of_a_normal_distribution():
    drawn = even_normal(40, 5, np.random.default_rng(0))
    np.testing.assert_allclose(drawn.mean(0), 0.0, atol=1e-14)
    np.testing.assert_allclose(drawn.T @ drawn / 40, np.eye(5), atol=1e-12)


def test_that_even_numbers_are_normal():
    many = np.concatenate([even_normal(60, 4, np.random.default_rng(seed)) for seed in range(200)])
    shares = [np.mean(np.abs(many) < limit) for limit in (0.5, 1.0, 2.0)]
    np.testing.assert_allclose(shares, [0.383, 0.683, 0.954], atol=0.01)


def test_that_few_numbers_keep_their_correlations():
    drawn = even_normal(6, 5, np.random.default_rng(1))
    np.testing.assert_allclose(drawn.mean(0), 0.0, atol=1e-14)
    np.testing.assert_allclose(drawn.std(0), 1.0)
    assert np.abs(np.corrcoef(drawn.T)[0, 1:]).max() > 0.1
    assert even_normal(1, 3, np.random.default_rng(1)).shape == (1, 3)


@pytest.mark.parametrize(("n", "shared"), [(50, False), (6, True)])
def test_that_steps_lose_what_they_share(n, shared):
    rng = np.random.default_rng(2)
    begins = rng.normal(size=(n, 4))
    steps = 0.5 * rng.normal(size=(n, 4)) + 0.3 + 0.4 * begins[:, ::-1]
    even = even_steps(steps, begins, np.array([0.1, 0.2, 0.3, 0.4]))
    np.testing.assert_allclose(even.mean(0), 0.0, atol=1e-14)
    np.testing.assert_allclose(np.sqrt(np.mean(even**2, axis=0)), [0.1, 0.2, 0.3, 0.4])
    assert (np.abs(begins.T @ even).max() > 1e-3) == shared


def test_that_steps_of_no_length_stay_so():
    steps = np.zeros((12, 2))
    np.testing.assert_array_equal(even_steps(steps, np.ones((12, 2)), np.zeros(2)), 0.0)


@pytest.mark.parametrize(("width", "share"), [(1, 0.4), (4, 0.5), (12, 0.65)])
@pytest.mark.parametrize("n", [60, 97])
def test_that_the_first_few_lie_as_all_do(n, width, share):
    rng = np.random.default_rng(width)
    spread = 1.0 / np.arange(1, width + 1)
    found, usual = [], []
    for _ in range(30):
        places = rng.normal(size=(n, width)) * spread
        order = representative_order(places, rng)
        np.testing.assert_array_equal(np.sort(order), np.arange(n))
        for few in (n // 4, n // 2):
            for rows, misses in ((order, found), (rng.permutation(n), usual)):
                misses.append(np.linalg.norm((places[rows[:few]] - places.mean(0)).mean(0)))
    assert np.mean(found) < share * np.mean(usual)


def test_that_of_any_number_of_first_ones_each_half_has_its_share():
    places = np.arange(40.0)[:, None]
    for seed in range(20):
        lower = representative_order(places, np.random.default_rng(seed)) < 20
        taken = np.cumsum(lower) - np.cumsum(~lower)
        assert np.abs(taken).max() <= 1


def test_that_a_first_one_may_be_any():
    firsts = [
        int(representative_order(np.arange(16.0)[:, None], np.random.default_rng(seed))[0])
        for seed in range(400)
    ]
    counts = np.bincount(firsts, minlength=16)
    assert counts.min() > 5  # 25 each


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_that_few_or_equal_places_have_an_order(n):
    order = representative_order(np.zeros((n, 2)), np.random.default_rng(0))
    assert sorted(order) == list(range(n))
    assert representative_order(np.zeros((n, 0)), np.random.default_rng(0)).size == n
