"""Points without a value: which spectra have them, and short ones bridged where that is wanted."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Longest gap that is bridged, in points.
LONGEST: Final = 10


def bridge_gaps(
    axis: NDArray[np.float64], values: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Fill short gaps by straight lines between the measured points at their sides.

    Parameters
    ----------
    axis : ndarray of float64, shape (n_points,)
        Strictly ascending.
    values : ndarray of float32, shape (n_spectra, n_points)
        NaN where there is no value.

    Returns
    -------
    filled : ndarray of float32
        A copy where anything was filled. Gaps at an end, and those longer than :data:`LONGEST`
        points, are left.
    bridged : ndarray of bool, shape (n_spectra,)
        Which spectra had all their gaps filled.
    """
    missing = np.isnan(values)
    bridged = np.zeros(len(values), bool)
    filled = values
    for row in np.flatnonzero(missing.any(axis=1)):
        gaps = missing[row]
        if gaps[0] or gaps[-1] or _longest_run(gaps) > LONGEST:
            continue
        filled = values.copy() if filled is values else filled
        filled[row, gaps] = np.interp(axis[gaps], axis[~gaps], values[row, ~gaps])
        bridged[row] = True
    return filled, bridged


def _longest_run(gaps: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], gaps.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))
