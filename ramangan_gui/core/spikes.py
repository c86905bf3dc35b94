"""What holds of spikes of cosmic rays, however they were found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: At the same point in this share of the spectra, and in three, stands a band or a hot pixel.
_USUAL = 0.1


def usual_points(counts: NDArray[np.intp], n_spectra: int) -> NDArray[np.bool_]:
    """Tell at which points so many spectra have spikes that it is no chance.

    Cosmic rays come anywhere.

    Parameters
    ----------
    counts : ndarray of int, shape (n_points,)
        Number of spectra with a spike at each point.
    n_spectra : int
        Number of spectra that were looked at.
    """
    return counts >= max(3.0, _USUAL * n_spectra)


def filled(
    values: NDArray[np.float64], found: NDArray[np.bool_], half_window: int
) -> NDArray[np.float64]:
    """Give a spectrum in which points that were found take the mean of those around them.

    Parameters
    ----------
    values : ndarray of float64, shape (n_points,)
        The spectrum.
    found : ndarray of bool, shape (n_points,)
        Which points.
    half_window : int
        Points on each side that are used; more where all of them were found.
    """
    result = values.copy()
    for point in np.flatnonzero(found):
        reach = half_window
        while reach <= 2 * values.size:
            around = slice(max(point - reach, 0), point + reach + 1)
            sound = values[around][~found[around]]
            if sound.size:
                result[point] = sound.mean()
                break
            reach *= 2
    return result
