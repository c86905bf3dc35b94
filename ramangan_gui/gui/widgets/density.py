"""Many spectra as one picture: how many curves pass each place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Size of the picture in cells; finer than this is not seen in a plot of ordinary size.
COLUMNS, ROWS = 512, 256

#: Quantiles shown over the picture.
QUANTILES = (0.05, 0.5, 0.95)

#: Values from which quantiles are taken; beyond that, from an even choice of spectra.
_QUANTILE_VALUES = 1_000_000

#: Spectra counted at once; so many take a few ms.
BLOCK = 2048

#: Spectra searched for their ends at once.
_WIDE = 20_000

#: Of a block, spectra that stay in the processor's cache.
_PART = 256

Floats = NDArray[np.floating[Any]]
Range = tuple[float, float]


def density(x: Floats, rows: Floats, x_range: Range, y_range: Range) -> NDArray[np.float32]:
    """Count the curves in each cell of a picture.

    Parameters
    ----------
    x : ndarray, shape (n_points,)
        Ascending axis.
    rows : ndarray, shape (n_spectra, n_points)
        Intensities; gaps (NaN) count nowhere.
    x_range, y_range : tuple of float
        What the picture shows.

    Returns
    -------
    ndarray of float32, shape (COLUMNS, ROWS)
        Number of curves per cell; each curve counts once per column.
    """
    counts = np.zeros((COLUMNS, ROWS), np.float32)
    for counts in counted(x, rows, x_range, y_range):  # noqa: B007 (the last one is wanted)
        pass
    return counts


def counted(
    x: Floats, rows: Floats, x_range: Range, y_range: Range
) -> Iterator[NDArray[np.float32]]:
    """Do as :func:`density`, and give what is counted so far after every block of spectra."""
    width = (x_range[1] - x_range[0]) / COLUMNS
    centres = x_range[0] + width * (np.arange(COLUMNS) + 0.5)
    inside = np.flatnonzero((centres >= x[0]) & (centres <= x[-1]))
    height = (y_range[1] - y_range[0]) / ROWS
    if inside.size == 0 or height <= 0:
        return
    right = np.clip(np.searchsorted(x, centres[inside]), 1, x.size - 1)
    nearer_left = centres[inside] - x[right - 1] < x[right] - centres[inside]
    points = np.where(nearer_left, right - 1, right)
    # Two cells more in each column, for what lies below and above.
    offset = np.arange(inside.size, dtype=np.int32) * (ROWS + 2)
    flat = np.zeros(inside.size * (ROWS + 2), np.int64)
    counts = np.zeros((COLUMNS, ROWS), np.float32)
    for begin in range(0, len(rows), BLOCK):
        end = min(begin + BLOCK, len(rows))
        for start in range(begin, end, _PART):
            values = rows[start : min(start + _PART, end)].take(points, axis=1)
            cells = (values - y_range[0]) / height
            cells[~np.isfinite(cells)] = -1.0
            cells = np.floor(cells).clip(-1, ROWS).astype(np.int32)
            cells += offset + 1
            flat += np.bincount(cells.ravel(), minlength=flat.size)
        counts[inside] = flat.reshape(inside.size, ROWS + 2)[:, 1 : ROWS + 1]
        yield counts


def reach(rows: Floats) -> Iterator[Range]:
    """Give the lowest and the highest finite value so far, block by block."""
    low, high = np.inf, -np.inf
    for begin in range(0, len(rows), _WIDE):
        part = rows[begin : begin + _WIDE]
        ends = float(part.min()), float(part.max())
        if not np.isfinite(ends).all():
            finite = part[np.isfinite(part)]
            ends = (float(finite.min()), float(finite.max())) if finite.size else (low, high)
        low, high = min(low, ends[0]), max(high, ends[1])
        yield (low, high) if low <= high else (0.0, 1.0)


def quantile_curves(rows: Floats) -> tuple[Floats, int]:
    """Give the quantiles at each point of the axis.

    Parameters
    ----------
    rows : ndarray, shape (n_spectra, n_points)
        Intensities.

    Returns
    -------
    curves : ndarray, shape (3, n_points)
        :data:`QUANTILES` of the intensities.
    n_used : int
        Number of spectra they were taken from; fewer than all where there are very many.
    """
    n = max(2, min(len(rows), _QUANTILE_VALUES // max(rows.shape[1], 1)))
    chosen = rows if n == len(rows) else rows[np.linspace(0, len(rows) - 1, n).astype(int)]
    if np.isnan(chosen).any():
        return np.nanquantile(chosen, QUANTILES, axis=0), len(chosen)
    # Sorted column by column in memory, which takes a tenth of np.quantile's time.
    columns = np.array(chosen.T, order="C")
    places = np.array(QUANTILES) * (len(chosen) - 1)
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, len(chosen) - 1)
    columns.sort(axis=1)
    low, high = columns[:, below], columns[:, above]
    return (low + (high - low) * (places - below)).T, len(chosen)
