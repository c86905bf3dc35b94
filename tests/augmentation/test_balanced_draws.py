"""Random numbers without the chance of a sample."""

import numpy as np
import pytest

from ramangan_gui.augmentation.balanced_draws import even_normal, even_steps


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
