"""Starlet (undecimated B3-spline wavelet) shrinkage: takes noise off curves, leaves peaks sharp.

References
----------
Starck, Fadili, Murtagh, The Undecimated Wavelet Decomposition and its Reconstruction, IEEE Trans.
Image Process. 16, 297 (2007), doi 10.1109/TIP.2006.887733.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SPLINE = (1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16)


def moving_average(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Mean over `width` (odd) neighbours along the last axis, ends continued."""
    half = width // 2
    edges = [(0, 0)] * (values.ndim - 1) + [(half + 1, half)]
    sums = np.cumsum(np.pad(values, edges, mode="edge"), axis=-1)
    return np.asarray((sums[..., width:] - sums[..., :-width]) / width)


def decompose(curves: NDArray[np.float64], n_scales: int) -> list[NDArray[np.float64]]:
    """Split curves into details of growing width and a remainder; their sum is the input.

    Parameters
    ----------
    curves : ndarray of float64, shape (n_curves, n_points)
        What to split.
    n_scales : int
        Number of detail scales; scale j is about 2^j points wide.

    Returns
    -------
    list of ndarray, each of shape (n_curves, n_points)
        `n_scales` details, finest first, then the remainder.
    """
    parts, smooth, n_points = [], np.asarray(curves, np.float64), curves.shape[1]
    for scale in range(n_scales):
        step = 2**scale
        padded = np.pad(smooth, ((0, 0), (2 * step, 2 * step)), mode="reflect")
        taps = [padded[:, i * step : i * step + n_points] for i in range(5)]
        smoother = sum(weight * tap for weight, tap in zip(_SPLINE, taps, strict=True))
        parts.append(smooth - smoother)
        smooth = np.asarray(smoother)
    return [*parts, smooth]


def shrink(
    curves: NDArray[np.float64],
    noise: NDArray[np.float64],
    n_scales: int = 4,
    strictness: float = 2.0,
) -> NDArray[np.float64]:
    """Damp each detail of a curve by the share of its local energy that noise explains.

    Parameters
    ----------
    curves : ndarray of float64, shape (n_curves, n_points)
        Noisy curves.
    noise : ndarray of float64, shape (n_draws, n_points)
        Draws of noise of the size and colour that the curves carry.
    n_scales : int
        Number of scales treated.
    strictness : float
        How many times the expected noise energy is taken off (empirical Wiener factor).
    """
    details, chance = decompose(curves, n_scales), decompose(noise, n_scales)
    result = details[-1].copy()
    for scale in range(n_scales):
        width = 2 * 2**scale + 3
        expected = moving_average(np.mean(chance[scale] ** 2, axis=0), width)
        found = moving_average(details[scale] ** 2, width)
        gain = np.clip(1.0 - strictness * expected / np.maximum(found, 1e-300), 0.0, 1.0)
        result += gain * details[scale]
    return result
