"""Starlet (undecimated B3-spline wavelet) shrinkage: takes noise off curves, leaves peaks sharp.

References
----------
Starck, Fadili, Murtagh, The Undecimated Wavelet Decomposition and its Reconstruction, IEEE Trans.
Image Process. 16, 297 (2007), doi 10.1109/TIP.2006.887733.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: How many times more the first curve is damped.
_PILOT = 3.0

_SPLINE = (1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16)


def moving_average(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Mean over `width` (odd) neighbours along the last axis, ends continued."""
    half = width // 2
    # Joining is quicker than numpy.pad.
    first = np.repeat(values[..., :1], half + 1, axis=-1)
    last = np.repeat(values[..., -1:], half, axis=-1)
    sums = np.cumsum(np.concatenate([first, values, last], axis=-1), axis=-1)
    return np.asarray((sums[..., width:] - sums[..., :-width]) / width)


def _reflected(curves: NDArray[np.float64], margin: int) -> NDArray[np.float64]:
    """Continue curves at both ends by their reflection; the end itself is not repeated."""
    if margin >= curves.shape[1]:
        return np.pad(curves, ((0, 0), (margin, margin)), mode="reflect")
    before, after = curves[:, margin:0:-1], curves[:, -2 : -margin - 2 : -1]
    return np.concatenate([before, curves, after], axis=1)


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
        padded = _reflected(smooth, 2 * step)
        smoother = _SPLINE[0] * padded[:, :n_points]
        for i, weight in enumerate(_SPLINE[1:], start=1):
            smoother += weight * padded[:, i * step : i * step + n_points]
        parts.append(smooth - smoother)
        smooth = smoother
    return [*parts, smooth]


def detail_energies(
    noise: NDArray[np.float64], n_scales: int | None = None
) -> list[NDArray[np.float64]]:
    """Give the energy that noise has in the details of a curve, around each point.

    Parameters
    ----------
    noise : ndarray of float64, shape (n_draws, n_points)
        Draws of it.
    n_scales : int, optional
        Number of scales; 4 if not given, fewer for short curves.

    Returns
    -------
    list of ndarray of float64, each of shape (n_points,)
        Finest scale first.
    """
    if n_scales is None:
        n_scales = max(1, min(4, int(math.log2(noise.shape[1] / 8))))
    return [
        moving_average(np.mean(detail**2, axis=0), _around(scale))
        for scale, detail in enumerate(decompose(noise, n_scales)[:-1])
    ]


def shrink(
    curves: NDArray[np.float64],
    energies: Sequence[NDArray[np.float64]],
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
    energies : sequence of ndarray of float64, each of shape (n_points,)
        Of the noise that the curves carry, scale by scale; see :func:`detail_energies`.
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
    n_scales = len(energies)
    details = decompose(curves, n_scales)
    expected = [strictness * energy for energy in energies]
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
