"""Many spectra as one picture: how many curves pass each place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Size of the picture in cells; finer than this is not seen in a plot of ordinary size.
COLUMNS, ROWS = 512, 256

#: Quantiles shown over the picture.
QUANTILES = (0.05, 0.5, 0.95)

#: Values from which quantiles are taken; beyond that, from an even choice of spectra.
_QUANTILE_VALUES = 5_000_000

_BLOCK = 4096


def density(
    x: NDArray[np.floating[Any]],
    rows: NDArray[np.floating[Any]],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    keep_on: Callable[[], bool] = lambda: True,
) -> NDArray[np.float32]:
    """Count the curves in each cell of a picture.

    Parameters
    ----------
    x : ndarray, shape (n_points,)
        Ascending axis.
    rows : ndarray, shape (n_spectra, n_points)
        Intensities; gaps (NaN) count nowhere.
    x_range, y_range : tuple of float
        What the picture shows.
    keep_on : callable, optional
        Asked between blocks; the count ends early where it says no.

    Returns
    -------
    ndarray of float32, shape (COLUMNS, ROWS)
        Number of curves per cell; each curve counts once per column.
    """
    counts = np.zeros(COLUMNS * ROWS, np.int64)
    width = (x_range[1] - x_range[0]) / COLUMNS
    centres = x_range[0] + width * (np.arange(COLUMNS) + 0.5)
    inside = np.flatnonzero((centres >= x[0]) & (centres <= x[-1]))
    height = (y_range[1] - y_range[0]) / ROWS
    if inside.size == 0 or height <= 0:
        return counts.reshape(COLUMNS, ROWS).astype(np.float32)
    right = np.clip(np.searchsorted(x, centres[inside]), 1, x.size - 1)
    nearer_left = centres[inside] - x[right - 1] < x[right] - centres[inside]
    points = np.where(nearer_left, right - 1, right)
    for begin in range(0, len(rows), _BLOCK):
        if not keep_on():
            break
        values = rows[begin : begin + _BLOCK][:, points]
        cells = np.floor((values - y_range[0]) / height)
        shown = (cells >= 0) & (cells < ROWS)
        flat = inside * ROWS + np.where(shown, cells, 0).astype(np.int64)
        counts += np.bincount(flat[shown], minlength=counts.size)
    return counts.reshape(COLUMNS, ROWS).astype(np.float32)


def quantile_curves(
    rows: NDArray[np.floating[Any]],
) -> tuple[NDArray[np.floating[Any]], int]:
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
    return np.quantile(chosen, QUANTILES, axis=0), len(chosen)
