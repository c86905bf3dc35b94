from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ramangan_gui.core.progress import Progress, run
from ramangan_gui.quality import neighbours as module
from ramangan_gui.quality.neighbours import find_neighbours, mix, mixing, nearest_distance


def distances(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sqrt(((a[:, None] - b[None]) ** 2).sum(axis=2))


def slow_mixing(spectra: NDArray[np.float64], kinds: NDArray[np.int8], k: int) -> list[float]:
    """Compute the same figures by loops over a complete matrix of distances."""
    first, second = np.flatnonzero(kinds == 1), np.flatnonzero(kinds == 2)
    table = distances(spectra, spectra)
    np.fill_diagonal(table, np.inf)

    def share(own: NDArray[np.intp], other: NDArray[np.intp]) -> float:
        return float(np.mean([table[i, own].min() < table[i, other].min() for i in own]))

    def spacing(own: NDArray[np.intp]) -> float:
        return float(np.mean([np.log(table[i, own].min()) for i in own]))

    radius = [np.sort(table[i, first])[min(k, len(first) - 1) - 1] for i in first]
    inside = np.array([(table[i, second] < r).sum() for i, r in zip(first, radius, strict=True)])
    return [
        share(first, second),
        share(second, first),
        spacing(second) - spacing(first),
        inside.sum() / (min(k, len(first) - 1) * len(second)),
        (inside > 0).mean(),
    ]


@pytest.mark.parametrize("k", [1, 7, 39])
def test_that_neighbours_agree_with_scikit_learn(k: int) -> None:
    from sklearn.neighbors import NearestNeighbors

    spectra = np.random.default_rng(k).normal(size=(40, 12)) + 100
    found = run(find_neighbours(spectra, k))
    distance, index = NearestNeighbors(n_neighbors=k + 1).fit(spectra).kneighbors(spectra)
    assert np.array_equal(found.index, index[:, 1:])
    np.testing.assert_allclose(found.distance, distance[:, 1:], rtol=1e-5)


@pytest.mark.parametrize("seed", range(8))
def test_that_mixing_agrees_with_loops(seed: int) -> None:
    rng = np.random.default_rng(seed)
    spectra = rng.normal(size=(50, 3))
    kinds = rng.permutation(np.repeat(np.array([0, 1, 2], np.int8), [10, 18, 22]))
    spectra[kinds == 2] *= 0.7
    neighbours = run(find_neighbours(spectra, 49))
    fast = run(mixing(neighbours, kinds[None]))
    slow = slow_mixing(spectra, kinds, 5)
    got = [fast.own_first, fast.own_second, fast.spacing, fast.density, fast.coverage]
    np.testing.assert_allclose(np.concatenate(got), slow, rtol=1e-5)


def test_that_short_lists_and_many_divisions_give_the_same() -> None:
    rng = np.random.default_rng(4)
    spectra = rng.normal(size=(60, 5))
    kinds = rng.permuted(
        np.broadcast_to(np.repeat(np.array([1, 2], np.int8), 30), (40, 60)), axis=1
    )
    whole = run(mixing(run(find_neighbours(spectra, 59)), kinds))
    short = run(mixing(run(find_neighbours(spectra, 32)), kinds))
    for name in ("own_first", "own_second", "spacing", "density", "coverage"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(short, name))


def test_that_equal_spectra_mix_evenly() -> None:
    kinds = np.repeat(np.array([1, 2], np.int8), 5)[None]
    found = run(mixing(run(find_neighbours(np.ones((10, 4)), 9)), kinds))
    assert found.own_first[0] == found.own_second[0] == 0.5
    assert found.coverage[0] == 1.0


def test_that_the_nearest_is_exact_for_copies_far_from_zero() -> None:
    references = np.random.default_rng(0).normal(size=(70, 30)) + 1e4
    distance, index = run(nearest_distance(references[::-1].copy(), references))
    assert index.tolist() == list(range(69, -1, -1))
    assert distance.max() == 0.0


def test_that_the_nearest_agrees_with_loops() -> None:
    rng = np.random.default_rng(1)
    spectra, references = rng.normal(size=(33, 9)), rng.normal(size=(21, 9))
    distance, index = run(nearest_distance(spectra, references))
    table = distances(spectra, references)
    assert np.array_equal(index, table.argmin(axis=1))
    np.testing.assert_allclose(distance, table.min(axis=1))


@pytest.mark.parametrize("m", [2, 3, 9, 40])
def test_that_two_sets_mix_as_their_complete_lists_say(m: int) -> None:
    rng = np.random.default_rng(m)
    first, second = rng.normal(size=(m, 6)), rng.normal(size=(m, 6)) + 0.3
    second[0] = first[0]
    together = np.concatenate([first, second])
    kinds = np.repeat(np.array([1, 2], np.int8), m)[None]
    expected = run(mixing(run(find_neighbours(together, 2 * m - 1)), kinds))
    found = run(mix(first, second))
    for name in ("own_first", "own_second", "spacing", "density", "coverage"):
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=1e-6)


def test_that_blocks_of_large_tables_are_not_read_for_a_few_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spectra = np.random.default_rng(0).normal(size=(200, 5))
    searches = {
        "all": lambda: find_neighbours(spectra, 3),
        "nearest": lambda: nearest_distance(spectra, spectra[::2]),
        "two kinds": lambda: mix(spectra[:100], spectra[100:]),
    }
    whole = {name: run(search()) for name, search in searches.items()}
    monkeypatch.setattr(module, "_BLOCK_WORK", 1)  # as if there were very many points
    for name, search in searches.items():
        seen: list[Progress] = []
        found = run(search(), seen.append)
        assert len(seen) == 4  # blocks of 64
        assert [p.fraction for p in seen] == sorted(p.fraction for p in seen)
        for here, there in zip(parts_of(found), parts_of(whole[name]), strict=True):
            np.testing.assert_allclose(here, there, rtol=1e-6)


def parts_of(found: object) -> list[NDArray[np.generic]]:
    return list(found) if isinstance(found, tuple) else list(vars(found).values())
