"""How many of many curves pass each pixel: what drawing them one over the other would show."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Values worked on at once; more leave the processor's cache.
_BLOCK = 200_000

#: Above so many points a pixel their highest and lowest count, not those at the pixel's edges.
_DENSE = 1.3

#: Few enough that no point is left out, whatever it costs.
_FEW = 30

Floats = NDArray[np.floating[Any]]


def coverage(
    x: Floats,
    rows: Floats,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    width: int,
    height: int,
) -> NDArray[np.int32]:
    """Count the curves that pass each pixel, as lines of one pixel.

    Parameters
    ----------
    x : ndarray, shape (n_points,)
        Ascending axis.
    rows : ndarray, shape (n_curves, n_points)
        Curves over it; where a value is missing (NaN), there is no line.
    x_range, y_range : tuple of float
        What the picture shows.
    width, height : int
        Its size in pixels.

    Returns
    -------
    ndarray of int32, shape (width, height)
        Counts; the second index goes up with y.
    """
    counts = np.zeros((width, height), np.int32)
    edges = x_range[0] + (x_range[1] - x_range[0]) * np.arange(width + 1) / width
    # Columns that reach beyond the curves hold only the part inside.
    first = max(int(np.searchsorted(edges, x[0], side="right")) - 1, 0)
    last = min(int(np.searchsorted(edges, x[-1], side="left")), width)
    if last <= first or x.size < 2 or height < 1 or not y_range[1] > y_range[0]:
        return counts
    places, columns = _places(x, edges[first : last + 1].clip(x[0], x[-1]), len(rows))
    right = np.clip(np.searchsorted(x, places), 1, x.size - 1)
    weight = ((places - x[right - 1]) / (x[right] - x[right - 1])).astype(np.float32)
    scale = height / (y_range[1] - y_range[0])
    n, stride = last - first, height + 3
    offset = np.arange(n, dtype=np.int32) * stride
    changes = np.zeros(n * stride, np.int64)
    block = max(1, _BLOCK // places.size)
    for begin in range(0, len(rows), block):
        part = rows[begin : begin + block]
        cells, missing = _cells(part, right, weight, y_range[0], scale, height)
        low, high = np.minimum(cells[:, :-1], cells[:, 1:]), np.maximum(cells[:, :-1], cells[:, 1:])
        if missing is not None:
            gaps = missing[:, :-1] | missing[:, 1:]
            low[gaps], high[gaps] = height + 1, -1
        if columns is not None:
            low = np.minimum.reduceat(low, columns, axis=1)
            high = np.maximum.reduceat(high, columns, axis=1)
        high = np.maximum(high, low - 1)
        changes += np.bincount((low + offset).ravel(), minlength=changes.size)
        changes -= np.bincount((high + (offset + 1)).ravel(), minlength=changes.size)
    # Row 0 holds what lies below the picture, the last ones what lies above it.
    counts[first:last] = np.cumsum(changes.reshape(n, stride), axis=1)[:, 1 : height + 1]
    return counts


def _places(
    x: Floats, edges: Floats, n_rows: int
) -> tuple[NDArray[np.float64], NDArray[np.intp] | None]:
    """Give where curves are looked up, and where each column of pixels begins among these places.

    There is no second part where the places are the edges of the columns themselves.
    """
    inside = x[(x > edges[0]) & (x < edges[-1])]
    if n_rows > _FEW and inside.size <= _DENSE * edges.size:
        return edges.astype(np.float64), None
    places = np.union1d(edges, inside)
    return places, np.searchsorted(places, edges[:-1])


def _cells(
    rows: Floats,
    right: NDArray[np.intp],
    weight: NDArray[np.float32],
    bottom: float,
    scale: float,
    height: int,
) -> tuple[NDArray[np.int32], NDArray[np.bool_] | None]:
    """Give the pixel of each curve at each place, one above the true one; and what is missing."""
    values = rows[:, right - 1].astype(np.float32)
    values += (rows[:, right] - values) * weight
    if np.isnan(values).any():
        # A point beside a missing one is still there itself.
        for exact, points in ((weight == 1.0, right), (weight == 0.0, right - 1)):
            values[:, exact] = rows[:, points[exact]]
    values -= np.float32(bottom)
    values *= np.float32(scale)
    np.floor(values, out=values)
    missing = np.isnan(values)
    values = np.clip(values, -1, height, out=values)
    if missing.any():
        values[missing] = -1
        return values.astype(np.int32) + 1, missing
    return values.astype(np.int32) + 1, None
