"""Nearest neighbours among places along components, however many there are.

Distances are worked out block by block, so that memory grows with the number of places and not
with its square. (A k-d tree is no quicker among as many components as spectra have.)
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Distances that are held at once.
_AT_ONCE = 2_000_000
#: Correlation of scores of nearest neighbours from which on these have a score in common, and
#: spectra that show it, at most.
_IN_COMMON, _ENOUGH = 0.5, 1000
#: Scores in common, at most: far fewer than spectra are drawn together.
_MOST_SHARED = 50


def distance_to_nearest(places: Array, others: Array | None = None, rank: int = 1) -> Array:
    """Distance of each place to the nearest of others, shape (n,).

    Parameters
    ----------
    places : ndarray of float64, shape (n, k)
        Places.
    others : ndarray of float64, shape (m, k), optional
        At least `rank`; without them each place is compared with all the other places.
    rank : int
        Which of them counts: 1 for the nearest, 2 for the one after, and so on.
    """
    found = [_of_rank(squares, rank) for _, squares in _blocks(places, others)]
    squares = np.concatenate([np.empty(0), *found])
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)))


def _of_rank(squares: Array, rank: int) -> Array:
    if rank == 1:
        return np.asarray(squares.min(axis=1))  # no number where a place has none
    return np.asarray(np.partition(squares, rank - 1, axis=1)[:, rank - 1])


def nearest_others(places: Array, count: int) -> NDArray[np.intp]:
    """Give the rows of the nearest other places of each, nearest first, shape (n, count)."""
    found = [np.empty((0, count), np.intp)]
    for _, squares in _blocks(places, None):
        found.append(np.argsort(squares, axis=1, kind="stable")[:, :count])
    return np.concatenate(found)


def count_shared(values: Array, scores: Array) -> int:
    """Count the leading scores that nearest neighbours have in common.

    Parameters
    ----------
    values : ndarray of float64, shape (n_spectra, n_points)
        Spectra.
    scores : ndarray of float64, shape (n_spectra, n_scores)
        Their scores, strongest first.

    Returns
    -------
    int
        How many are correlated by more than 0.5 between neighbours; at most a tenth of the spectra.
    """
    rows = slice(None, None, -(-len(values) // _ENOUGH))
    places, own = values[rows] - values[rows].mean(axis=0), scores[rows] - scores[rows].mean(axis=0)
    theirs = own[nearest_others(places, 1)[:, 0]]
    alike = np.sum(own * theirs, axis=0) > _IN_COMMON * np.sum(own**2, axis=0)
    leading = int(np.argmin(np.append(alike, False)))
    return min(leading, most_shared(len(values)))


def most_shared(n_spectra: int) -> int:
    """Give how many scores neighbours may have in common, at most; of however many spectra, 50."""
    return min(n_spectra // 10, _MOST_SHARED)


def _blocks(places: Array, others: Array | None) -> Iterator[tuple[NDArray[np.intp], Array]]:
    """Squared distances of some places at a time; their own is infinite."""
    known = places if others is None else others
    lengths = np.sum(known**2, axis=1)
    step = max(1, _AT_ONCE // max(len(known), 1))
    for start in range(0, len(places), step):
        rows = np.arange(start, min(start + step, len(places)))
        some = places[rows]
        squares = np.sum(some**2, axis=1)[:, None] + lengths - 2.0 * some @ known.T
        if others is None:
            squares[np.arange(len(rows)), rows] = np.inf
        yield rows, squares
