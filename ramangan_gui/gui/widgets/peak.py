"""The band under the mouse: where it is, how high, how wide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Peak:
    """A band of a corrected spectrum.

    Parameters
    ----------
    position, height : float
        Vertex of the parabola through the highest point and its neighbours.
    fwhm : float or None
        Full width at half height above zero; ``None`` where a flank does not come down that far.
    """

    position: float
    height: float
    fwhm: float | None


def peak_near(
    x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]], place: float, reach: float
) -> Peak | None:
    """Find the highest band within reach of a place.

    Parameters
    ----------
    x, y : ndarray, shape (n_points,)
        Ascending axis and corrected intensities.
    place, reach : float
        Where to look, and how far to each side, in units of the axis.

    Returns
    -------
    Peak or None
        ``None`` where the highest point in reach is no maximum, or not positive.
    """
    inside = np.flatnonzero(np.abs(x - place) <= reach)
    if inside.size == 0 or not np.isfinite(y[inside]).any():
        return None
    top = int(inside[np.nanargmax(y[inside])])
    if not 0 < top < x.size - 1 or y[top] <= 0 or y[top] < max(y[top - 1], y[top + 1]):
        return None
    position, height = _vertex(x[top - 1 : top + 2], y[top - 1 : top + 2])
    left = _crossing(x, y, top, -1, height / 2)
    right = _crossing(x, y, top, 1, height / 2)
    return Peak(position, height, None if left is None or right is None else right - left)


def _vertex(x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]]) -> tuple[float, float]:
    a, b, c = np.polyfit(x - x[1], y.astype(float), 2)
    if a >= 0:
        return float(x[1]), float(y[1])
    return float(x[1] - b / (2 * a)), float(c - b * b / (4 * a))


def _crossing(
    x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]], top: int, step: int, level: float
) -> float | None:
    """Walk down one flank to `level`, and interpolate."""
    here = top
    while 0 <= here + step < x.size:
        there = here + step
        if y[there] <= level:
            share = (y[here] - level) / (y[here] - y[there])
            return float(x[here] + share * (x[there] - x[here]))
        here = there
    return None
