"""Nearest neighbours, against comparing every two by themselves."""

import numpy as np
import pytest

from ramangan_gui.augmentation import nearest
from ramangan_gui.augmentation.nearest import (
    count_shared,
    distance_to_nearest,
    most_shared,
    nearest_others,
)


def places(n, seed=0):
    return np.random.default_rng(seed).normal(size=(n, 4))


def apart(one, other):
    return np.linalg.norm(one[:, None] - other[None], axis=2)


@pytest.mark.parametrize("at_once", [1, 70, 2_000_000])
def test_that_blocks_of_any_size_find_what_comparing_every_two_finds(monkeypatch, at_once):
    monkeypatch.setattr(nearest, "_AT_ONCE", at_once)
    some, others = places(31), places(23, 1)
    np.testing.assert_allclose(
        distance_to_nearest(some, others), apart(some, others).min(1), rtol=1e-10
    )
    among = apart(some, some)
    np.fill_diagonal(among, np.inf)
    np.testing.assert_allclose(distance_to_nearest(some), among.min(1), rtol=1e-10)
    np.testing.assert_array_equal(nearest_others(some, 5), np.argsort(among, 1)[:, :5])


def test_that_no_more_distances_are_held_at_once_than_allowed(monkeypatch):
    monkeypatch.setattr(nearest, "_AT_ONCE", 500)
    sizes = [squares.size for _, squares in nearest._blocks(places(100), None)]
    assert max(sizes) <= 500
    assert sum(sizes) == 100 * 100


def test_that_a_place_twice_is_its_own_neighbour():
    twice = np.repeat(places(3), 2, axis=0)
    np.testing.assert_allclose(distance_to_nearest(twice), 0.0, atol=1e-7)
    assert nearest_others(twice, 1)[:, 0].tolist() == [1, 0, 3, 2, 5, 4]


def test_that_no_place_has_no_neighbour():
    assert distance_to_nearest(np.empty((0, 4)), places(3)).shape == (0,)
    assert nearest_others(np.empty((0, 4)), 2).shape == (0, 2)


@pytest.mark.parametrize("enough", [30, 1000])
def test_that_neighbours_share_what_is_strong_beside_all_else(monkeypatch, enough):
    monkeypatch.setattr(nearest, "_ENOUGH", enough)
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(60, 4))
    spectra = (scores * [30.0, 20.0, 1.0, 25.0]) @ np.eye(4, 50) + rng.normal(size=(60, 50))
    assert count_shared(spectra + 100.0, scores) == 2  # what follows a weak one does not count
    assert count_shared(rng.normal(size=(60, 50)), scores) == 0


def test_that_few_spectra_share_few_scores():
    scores = np.sort(np.random.default_rng(0).normal(size=(29, 1)), axis=0) + np.zeros((29, 4))
    assert count_shared(scores, scores) == 2
    assert count_shared(scores[:9], scores[:9]) == 0
    assert most_shared(10**7) == 50
