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


def distance_to_nearest(places: Array, others: Array | None = None) -> Array:
    """Distance of each place to the nearest of others, shape (n,).

    Parameters
    ----------
    places : ndarray of float64, shape (n, k)
        Places.
    others : ndarray of float64, shape (m, k), optional
        At least one; without them each place is compared with all the other places.
    """
    found = [squares.min(axis=1) for _, squares in _blocks(places, others)]
    squares = np.concatenate([np.empty(0), *found])
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)))


def nearest_others(places: Array, count: int) -> NDArray[np.intp]:
    """Give the rows of the nearest other places of each, nearest first, shape (n, count)."""
    found = [np.empty((0, count), np.intp)]
    for _, squares in _blocks(places, None):
        found.append(np.argsort(squares, axis=1, kind="stable")[:, :count])
    return np.concatenate(found)


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
