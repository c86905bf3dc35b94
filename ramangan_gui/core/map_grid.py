"""Where the spectra of a map lie: its grid of places, and which of them a drawn region holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Places closer than this share of the usual step are one row or column of the map: stages
#: report where they are, not where they were sent.
_TOLERANCE: Final = 0.35

#: A grid that is filled less than this is none.
_FILLED: Final = 0.3


@dataclass(frozen=True, eq=False)
class MapGrid:
    """A map as a picture: which spectrum stands at which place.

    Parameters
    ----------
    x, y : ndarray of float64, shape (n_columns,), (n_rows,)
        Places of columns and rows in µm, ascending.
    cells : ndarray of int32, shape (n_rows, n_columns)
        Number of the spectrum, -1 where there is none.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    cells: NDArray[np.int32]

    def picture(self, values: ArrayLike) -> NDArray[np.float64]:
        """Put one value a spectrum at its place.

        Parameters
        ----------
        values : array_like, shape (n_spectra,)
            By the numbers of the spectra in `cells`.

        Returns
        -------
        ndarray of float64, shape (n_rows, n_columns)
            NaN where there is no spectrum.
        """
        given = np.asarray(values, np.float64)
        return np.where(self.cells >= 0, given[np.maximum(self.cells, 0)], np.nan)

    def inside(self, polygon: ArrayLike) -> NDArray[np.intp]:
        """Give the spectra whose places lie inside a polygon.

        Parameters
        ----------
        polygon : array_like, shape (n_corners, 2)
            Corners in columns and rows of the picture, a cell reaching from its number to the next.

        Returns
        -------
        ndarray of intp
            Numbers of the spectra, ascending.
        """
        row, column = np.nonzero(self.cells >= 0)
        held = points_inside(np.stack([column + 0.5, row + 0.5], axis=1), polygon)
        return np.sort(self.cells[row[held], column[held]]).astype(np.intp)


def grid_of(position: NDArray[np.float64], rows: ArrayLike) -> MapGrid | None:
    """Find the grid that the places of spectra form.

    Parameters
    ----------
    position : ndarray of float64, shape (n_spectra, 2)
        Places in µm of all spectra of a set.
    rows : array_like of int
        The spectra of one map.

    Returns
    -------
    MapGrid or None
        ``None`` where they form none: fewer than four places, or scattered ones.
    """
    chosen = np.asarray(rows, np.intp)
    chosen = chosen[np.isfinite(position[chosen]).all(axis=1)]
    if chosen.size < 4:
        return None
    (x, column), (y, row) = (_lines(position[chosen, axis]) for axis in (0, 1))
    if chosen.size < _FILLED * x.size * y.size or x.size * y.size < 4:
        return None
    cells = np.full((y.size, x.size), -1, np.int32)
    cells[row, column] = chosen
    # Two spectra at one place cannot both be in the picture; then it would hide measurements.
    return MapGrid(x, y, cells) if (cells >= 0).sum() >= 0.9 * chosen.size else None


def _lines(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Give the columns that coordinates lie on, and which column each belongs to."""
    order = np.argsort(values, kind="stable")
    steps = np.diff(values[order])
    span = float(values.max() - values.min())
    wide = steps[steps > 1e-6 * max(span, 1e-12)]
    if wide.size == 0:
        return values[:1].copy(), np.zeros(values.size, np.intp)
    # Jitter gives many tiny steps; the steps between lines are the large ones.
    usual = float(np.median(wide[wide >= 0.5 * np.quantile(wide, 0.95)]))
    number = np.empty(values.size, np.intp)
    number[order] = np.concatenate(([0], np.cumsum(steps > _TOLERANCE * usual)))
    counts = np.bincount(number)
    return np.bincount(number, values) / counts, number


def points_inside(points: ArrayLike, polygon: ArrayLike) -> NDArray[np.bool_]:
    """Tell which points lie inside a polygon (even-odd rule).

    Parameters
    ----------
    points : array_like, shape (n, 2)
        Points.
    polygon : array_like, shape (n_corners, 2)
        Corners; the last one is joined to the first.
    """
    x, y = np.asarray(points, np.float64).T
    corners = np.asarray(polygon, np.float64)
    held = np.zeros(x.size, bool)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y0 == y1:
            continue
        across = (y0 > y) != (y1 > y)
        held ^= across & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return held
