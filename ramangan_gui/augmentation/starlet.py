"""Starlet (undecimated B3-spline wavelet) shrinkage: takes noise off curves, leaves peaks sharp.

References
----------
Starck, Fadili, Murtagh, The Undecimated Wavelet Decomposition and its Reconstruction, IEEE Trans.
Image Process. 16, 297 (2007), doi 10.1109/TIP.2006.887733.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

#: How many times more the first curve is damped.
_PILOT = 3.0

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
    strictness: float = 1.0,
    together: bool = False,
) -> NDArray[np.float64]:
    """Damp each detail of a curve by the share of its local energy that noise explains.

    Found in the curve itself, that energy has chance in it, and much noise stays. So a first curve
    is damped more than it should be; its details, which hold little noise any more, then tell how
    much to damp those of the curve.

    Parameters
    ----------
    curves : ndarray of float64, shape (n_curves, n_points)
        Noisy curves.
    noise : ndarray of float64, shape (n_draws, n_points)
        Draws of noise of the size and colour that the curves carry.
    n_scales : int
        Number of scales treated.
    strictness : float
        How many times the expected noise energy is taken for noise (empirical Wiener factor); 0
        leaves the curves as they are.
    together : bool
        Damp what the curves have in common as one: details are turned, scale by scale, to those
        sums of the curves that are uncorrelated, damped, and turned back. A pattern that is in all
        of them, such as unequal pixels of a detector leave, then still cancels where a sum of them
        is without it. Otherwise each curve is damped by itself, which blurs less where they have
        details in different places.

    References
    ----------
    Ghael, Sayeed, Baraniuk, Improved wavelet denoising via empirical Wiener filtering, Proc. SPIE
    3169, 389 (1997), doi 10.1117/12.292799.
    """
    if strictness == 0.0:
        return np.array(curves, np.float64)
    details = decompose(curves, n_scales)
    expected = [
        strictness * moving_average(np.mean(chance**2, axis=0), _around(scale))
        for scale, chance in enumerate(decompose(noise, n_scales)[:-1])
    ]
    turns = [
        _uncorrelated(part, energy) if together else np.eye(len(curves))
        for part, energy in zip(details[:-1], expected, strict=True)
    ]
    pilot = details[-1].copy()
    for scale, (turn, energy) in enumerate(zip(turns, expected, strict=True)):
        turned = turn @ details[scale]
        found = moving_average(turned**2, _around(scale))
        gain = 1.0 - _PILOT * energy / np.maximum(found, 1e-300)
        pilot += turn.T @ (np.clip(gain, 0.0, 1.0) * turned)
    result = details[-1].copy()
    clear = decompose(pilot, n_scales)[:-1]
    for scale, (turn, energy) in enumerate(zip(turns, expected, strict=True)):
        found = moving_average((turn @ clear[scale]) ** 2, 2 * 2**scale + 1)
        gain = found / np.maximum(found + energy, 1e-300)
        result += turn.T @ (gain * (turn @ details[scale]))
    return result


def _uncorrelated(details: NDArray[np.float64], energy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rotation to sums of curves whose details are uncorrelated, shape (n_curves, n_curves).

    Details count the less, the more noise is expected where they are.
    """
    weighted = details / np.sqrt(np.maximum(energy, 1e-300))
    largest = float(np.abs(weighted).max())
    if not 0.0 < largest < math.inf:
        return np.eye(len(details))
    weighted /= largest
    return np.asarray(np.linalg.eigh(weighted @ weighted.T)[1].T)


def _around(scale: int) -> int:
    """Points around one that are averaged at a scale."""
    return int(2 * 2**scale + 3)
