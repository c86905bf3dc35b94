"""Filters of curves whose number of points is slow to transform.

A Fourier transform of a length with a large prime factor takes up to fifteen times as long as one
of a few points more. So curves are made longer before they are filtered.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def quick_length(n_points: int) -> int:
    """Give the smallest length, at least `n_points`, that is quick to transform."""
    from scipy.fft import next_fast_len

    return int(next_fast_len(n_points, real=False))


def gain_at_length(gain: Array, n_points: int, length: int) -> Array:
    """Give a filter for curves of another length.

    Parameters
    ----------
    gain : ndarray of float64, shape (n_points // 2 + 1,)
        Gain or power at the frequencies of ``numpy.fft.rfft`` for curves of `n_points`.
    n_points, length : int
        Points of these curves, and of the others.

    Returns
    -------
    ndarray of float64, shape (length // 2 + 1,)
    """
    if length == n_points:
        return gain
    return np.asarray(np.interp(np.fft.rfftfreq(length), np.fft.rfftfreq(n_points), gain))


def mirrored_end(values: Array, length: int) -> Array:
    """Continue values, shape (n_points,), at their end by their mirror image."""
    return np.pad(values, (0, length - values.size), "symmetric")
