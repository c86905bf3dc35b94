"""Spectra that are there twice, also where one copy was rounded by an export."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Spectra projected in one go.
_ROWS: Final = 256

#: Copies differ by rounding only: by less than this share of the spectrum's span at every point.
_ROUNDING: Final = 1e-4

#: Random directions on which spectra are projected, and how close the projections of copies lie,
#: as a share of the span (rounding errors add up at random along a direction of length one).
_DIRECTIONS: Final = 8
_CLOSE: Final = 5 * _ROUNDING

#: Copies that lie between two of one kind in order of projection are looked for so far on.
_AHEAD: Final = 4


def find_duplicates(
    values: NDArray[np.float32], skip: NDArray[np.bool_] | None = None
) -> NDArray[np.intp]:
    """Find spectra with equal intensities, within rounding.

    Spectra are projected on random directions, sorted along the first, and neighbours compared;
    only those that agree in all directions are compared point by point. So the time grows as
    n log n.

    Parameters
    ----------
    values : ndarray of float32, shape (n_spectra, n_points)
        Without gaps.
    skip : ndarray of bool, shape (n_spectra,), optional
        Spectra to leave alone, such as flat ones.

    Returns
    -------
    ndarray of intp, shape (n_spectra,)
        Number of the first spectrum of its kind for all that have a copy, -1 for the others.
    """
    n = len(values)
    first = np.full(n, -1, np.intp)
    usable = np.arange(n) if skip is None else np.flatnonzero(~skip)
    if usable.size < 2:
        return first
    projections, span = _projected(values)
    order = usable[np.argsort(projections[usable, 0], kind="stable")]
    parent = np.arange(n)
    for ahead in range(1, min(_AHEAD, order.size - 1) + 1):
        a, b = order[:-ahead], order[ahead:]
        apart = np.abs(projections[a] - projections[b]).max(axis=1)
        close = apart <= _CLOSE * np.maximum(span[a], span[b])
        for one, other in zip(a[close].tolist(), b[close].tolist(), strict=True):
            if _same(values[one], values[other]):
                low, high = sorted((_root(parent, one), _root(parent, other)))
                parent[high] = low
    roots = np.array([_root(parent, row) for row in range(n)], np.intp)
    copied = np.bincount(roots, minlength=n)[roots] > 1
    first[copied] = roots[copied]
    return first


def _projected(
    values: NDArray[np.float32],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the projections on all directions, and the spans of the spectra."""
    directions = np.random.default_rng(0).standard_normal((values.shape[1], _DIRECTIONS))
    directions = (directions / np.linalg.norm(directions, axis=0)).astype(np.float32)
    projections, span = np.empty((len(values), _DIRECTIONS)), np.empty(len(values))
    for begin in range(0, len(values), _ROWS):
        block = values[begin : begin + _ROWS]
        # Without the first value the projections of a high flat background keep their digits.
        projections[begin : begin + _ROWS] = (block - block[:, :1]) @ directions
        span[begin : begin + _ROWS] = block.max(axis=1) - block.min(axis=1)
    return projections, span


def _root(parent: NDArray[np.intp], row: int) -> int:
    while parent[row] != row:
        row = int(parent[row])
    return row


def _same(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    span = float(one.max()) - float(one.min())
    return bool(np.abs(one - other).max() <= _ROUNDING * span)
