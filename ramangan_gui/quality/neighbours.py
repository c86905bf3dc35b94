"""Nearest neighbours among spectra, and what they say about two kinds mixed together.

The neighbours of a pool of spectra are sought once. Whatever is asked of a division of that pool
into two kinds (who has a neighbour of his own kind, how densely the one covers the other) is then
read off the sorted lists, which makes a thousand random divisions as cheap as one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps

#: Neighbours that count for density and coverage.
K_NEAREST = 5

#: Multiplications in one block of distances: some tens of milliseconds.
_BLOCK_WORK = 200_000_000

#: Rows of a block, at least and at most: of fewer, reading the other spectra takes longer than
#: multiplying with them.
_FEWEST_ROWS, _MOST_ROWS = 64, 512

#: Entries of neighbour lists looked at in one go.
_BLOCK_ENTRIES = 8_000_000

#: Distances below this part of the median count as this part, so that logarithms stay finite.
_SMALLEST = 1e-3
_TINY = float(np.finfo(np.float32).tiny)


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The nearest neighbours of every spectrum of a pool, itself left out.

    Parameters
    ----------
    index : ndarray of int32, shape (n, k)
        Rows of the neighbours, nearest first.
    distance : ndarray of float32, shape (n, k)
        Euclidean distances to them.
    """

    index: NDArray[np.int32]
    distance: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Mixing:
    """How two kinds of spectra mix, one entry per division of the pool.

    Parameters
    ----------
    own_first, own_second : ndarray of float64, shape (b,)
        Share of the first (second) kind whose nearest neighbour is of its own kind; about one
        half where the kinds cannot be told apart. Equal distances count half.
    spacing : ndarray of float64, shape (b,)
        Mean log distance to the nearest spectrum of the own kind, second kind less first:
        negative where the second kind is crowded.
    density, coverage : ndarray of float64, shape (b,)
        Of the second kind around the first.

    References
    ----------
    Lopez-Paz and Oquab, Revisiting classifier two-sample tests, ICLR 2017 (1-NN).
    Naeem et al., Reliable fidelity and diversity metrics, ICML 2020 (density and coverage).
    """

    own_first: NDArray[np.float64]
    own_second: NDArray[np.float64]
    spacing: NDArray[np.float64]
    density: NDArray[np.float64]
    coverage: NDArray[np.float64]


def find_neighbours(spectra: NDArray[np.float64], k: int) -> Steps[Neighbours]:
    """Find the `k` nearest neighbours of every spectrum.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        The pool, or its scores.
    k : int
        How many neighbours, at most n - 1.

    Yields
    ------
    Progress

    Returns
    -------
    Neighbours
    """
    n = len(spectra)
    k = max(0, min(k, n - 1))
    index = np.empty((n, k), np.int32)
    distance = np.empty((n, k), np.float32)
    centred = spectra - spectra.mean(axis=0)
    lengths = np.einsum("ij,ij->i", centred, centred)
    step = _rows_at_once(n, spectra.shape[1])
    for start in range(0, n, step):
        rows = np.arange(start, min(start + step, n))
        squared = lengths[rows, None] + lengths - 2.0 * (centred[rows] @ centred.T)
        squared[rows - start, rows] = np.inf
        nearest = (
            np.argsort(squared, axis=1, kind="stable")[:, :k] if k == n - 1 else _few(squared, k)
        )
        index[rows] = nearest
        chosen = np.take_along_axis(squared, nearest, axis=1)
        distance[rows] = np.sqrt(np.maximum(chosen, 0.0))
        yield Progress((start + len(rows)) / n, "Comparing spectra")
    return Neighbours(index, distance)


def nearest_distance(
    spectra: NDArray[np.float64], references: NDArray[np.float64]
) -> Steps[tuple[NDArray[np.float64], NDArray[np.intp]]]:
    """Find the nearest of `references` to each of `spectra`.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        From these.
    references : ndarray of float64, shape (r, n_points)
        To these; at least one.

    Returns
    -------
    distance : ndarray of float64, shape (n,)
        Computed from the differences themselves, hence exact near zero.
    index : ndarray of int, shape (n,)
        Row of the nearest reference.
    """
    n = len(spectra)
    centre = references.mean(axis=0)
    around = references - centre
    lengths = np.einsum("ij,ij->i", around, around)
    index = np.empty(n, np.intp)
    distance = np.empty(n)
    step = _rows_at_once(len(references), spectra.shape[1])
    for start in range(0, n, step):
        block = spectra[start : start + step] - centre
        index[start : start + step] = (lengths - 2.0 * (block @ around.T)).argmin(axis=1)
        gap = block - around[index[start : start + step]]
        distance[start : start + step] = np.sqrt(np.einsum("ij,ij->i", gap, gap))
        yield Progress((start + len(block)) / n, "Looking for the nearest originals")
    return distance, index


def mixing(neighbours: Neighbours, kinds: NDArray[np.int8], k: int = K_NEAREST) -> Steps[Mixing]:
    """Read off how two kinds mix, for many divisions of the pool at once.

    Parameters
    ----------
    neighbours : Neighbours
        Of the whole pool.
    kinds : ndarray of int8, shape (b, n)
        One division a row: 1 first kind, 2 second kind, 0 not in this division. Each kind has at
        least two spectra.
    k : int
        Neighbours that span the ball around a spectrum of the first kind.

    Returns
    -------
    Mixing
    """
    found = np.empty((5, len(kinds)))
    floor = _SMALLEST * float(np.median(neighbours.distance[:, 0])) + _TINY
    step = max(1, _BLOCK_ENTRIES // max(1, neighbours.index.size))
    for start in range(0, len(kinds), step):
        rows = slice(start, start + step)
        found[:, rows] = _mixing(neighbours, kinds[rows], k, floor)
        yield Progress(min(1.0, (start + step) / len(kinds)), "Re-splitting the originals")
    return Mixing(*found)


def mix(
    first: NDArray[np.float64], second: NDArray[np.float64], k: int = K_NEAREST
) -> Steps[Mixing]:
    """Say how two sets of equal size mix as they are, straight from all distances.

    The same as :func:`mixing` of their complete lists of neighbours, without sorting those.

    Parameters
    ----------
    first, second : ndarray of float64, shape (m, n_points)
        The two kinds; at least two of each.
    k : int
        As in :func:`mixing`.
    """
    m = len(first)
    together = np.concatenate([first, second])
    centred = together - together.mean(axis=0)
    lengths = np.einsum("ij,ij->i", centred, centred)
    to_own, to_other = np.empty(2 * m), np.empty(2 * m)
    inside = np.zeros(m)
    size = min(k, m - 1)
    step = _rows_at_once(2 * m, first.shape[1])
    for start in range(0, 2 * m, step):
        rows = np.arange(start, min(start + step, 2 * m))
        squared = lengths[rows, None] + lengths - 2.0 * (centred[rows] @ centred.T)
        squared[rows - start, rows] = np.inf
        distance = np.sqrt(np.maximum(squared, 0.0)).astype(np.float32)
        of_first = rows < m
        to_first, to_second = distance[:, :m], distance[:, m:]
        nearest = to_first.min(axis=1), to_second.min(axis=1)
        to_own[rows] = np.where(of_first, *nearest)
        to_other[rows] = np.where(of_first, *nearest[::-1])
        radius = np.partition(to_first[of_first], size - 1, axis=1)[:, size - 1]
        inside[rows[of_first]] = (to_second[of_first] <= radius[:, None]).sum(axis=1)
        yield Progress((start + len(rows)) / (2 * m), "Comparing spectra")
    floor = _SMALLEST * float(np.median(np.minimum(to_own, to_other))) + _TINY
    share = (to_own < to_other) + 0.5 * (to_own == to_other)
    log_own = np.log(np.maximum(to_own, floor))
    found = (
        share[:m].mean(), share[m:].mean(), log_own[m:].mean() - log_own[:m].mean(),
        inside.sum() / (m * size), (inside > 0).mean(),
    )  # fmt: skip
    return Mixing(*(np.array([value]) for value in found))


def _mixing(
    neighbours: Neighbours, kinds: NDArray[np.int8], k: int, floor: float
) -> NDArray[np.float64]:
    """Read the lists from the nearest neighbour on, column by column, for all divisions at once."""
    index, distance = neighbours.index, neighbours.distance
    # A spectrum a row, so that a neighbour's kind in all divisions stands in one place.
    mine = np.ascontiguousarray(kinds.T)
    used = mine > 0
    first, second = kinds == 1, kinds == 2
    size = np.minimum(k, first.sum(axis=1) - 1).astype(np.int16)
    to_own, to_other = (np.full(mine.shape, np.inf, np.float32) for _ in range(2))
    n_own, inside = (np.zeros(mine.shape, np.int16) for _ in range(2))
    near, met = np.ones(mine.shape, bool), np.zeros(mine.shape, bool)
    for column in range(distance.shape[1]):
        around, here = mine[index[:, column]], distance[:, column, None]
        own = (around == mine) & used
        other = (around > 0) ^ own
        # Up to the last of the own kind that counts, and whatever is as near as that.
        as_far = here == distance[:, max(column - 1, 0), None]
        near = (n_own < size) | (near & as_far)
        inside += other & near
        np.copyto(to_own, here, where=own & (n_own == 0))
        np.copyto(to_other, here, where=other & ~met)
        n_own += own
        met |= other
        if column % 8 == 7 and met.all() and not near.any():
            break
    share = np.ascontiguousarray(((to_own < to_other) + 0.5 * (to_own == to_other)).T)
    within = np.ascontiguousarray(inside.T)
    # Where a shortened list holds no own kind, its last entry is the least the distance can be.
    last = np.maximum(distance[:, -1], np.float64(floor))
    log_own = np.log(np.clip(np.ascontiguousarray(to_own.T, np.float64), floor, last))
    per_second = first.sum(axis=1) / np.maximum(second.sum(axis=1) * size, 1)
    return np.array(
        [
            _mean(share, first),
            _mean(share, second),
            _mean(log_own, second) - _mean(log_own, first),
            _mean(within, first) * per_second,
            _mean(within > 0, first),
        ]
    )


def _mean(values: NDArray[np.generic], where: NDArray[np.bool_]) -> NDArray[np.float64]:
    chosen = np.where(where, values, 0.0)
    return np.asarray(chosen.sum(axis=1) / np.maximum(where.sum(axis=1), 1), np.float64)


def _few(squared: NDArray[np.float64], k: int) -> NDArray[np.intp]:
    """Give the columns of the `k` smallest entries of each row, smallest first."""
    some = np.argpartition(squared, k - 1, axis=1)[:, :k] if k else np.empty((len(squared), 0), int)
    order = np.argsort(np.take_along_axis(squared, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)


def _rows_at_once(n: int, n_points: int) -> int:
    return max(_FEWEST_ROWS, min(_MOST_ROWS, _BLOCK_WORK // max(1, n * n_points)))
