"""Cosmic rays told apart from bands, for the badge; the recipe's step removes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..core.spikes import usual_points
from .spikes import EDGE

#: A spike stands out of the local noise by this factor, and has edges like those of the step.
_SPIKE_NOISE: Final = 9.0

#: Points over which the local noise is taken.
_NOISE_BLOCK: Final = 64


def spike_marks(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell at which points a peak stands that is narrower than any resolved band.

    Parameters
    ----------
    values : ndarray of float32, shape (n_spectra, n_points)
        Without gaps.

    Returns
    -------
    ndarray of bool, shape (n_spectra, n_points)
    """
    marks = np.zeros(values.shape, bool)
    if values.shape[1] < 2 * _NOISE_BLOCK:
        return marks
    inner = values[:, 4:-4]
    near = np.maximum(
        np.maximum(values[:, 2:-6], values[:, 6:-2]), np.maximum(values[:, 1:-7], values[:, 7:-1])
    )
    foot = 0.5 * (values[:, :-8] + values[:, 8:])
    height = inner - near
    row, point = np.nonzero((height > EDGE * (inner - foot)) & (height > 0))
    tallness, point = height[row, point], point + 4
    bend = np.abs(values[:, 1:-1] - 0.5 * (values[:, :-2] + values[:, 2:]))
    tall = tallness > _SPIKE_NOISE * _noise(bend)[row]
    row, point, tallness = row[tall], point[tall], tallness[tall]
    # Shot noise grows with the signal, so the neighbourhood counts where it is noisier.
    first = np.clip(point - _NOISE_BLOCK // 2, 0, bend.shape[1] - _NOISE_BLOCK)
    around = bend[row[:, None], first[:, None] + np.arange(_NOISE_BLOCK)]
    tall = tallness > _SPIKE_NOISE * _noise(around)
    marks[row[tall], point[tall]] = True
    return marks


def _noise(bend: NDArray[np.float32]) -> NDArray[np.float32]:
    """Estimate the SD of white noise from the distances of points to the middle of their two."""
    if bend.size == 0:
        return np.empty(len(bend), np.float32)
    return np.asarray(np.median(bend, axis=1) / (0.6745 * np.sqrt(1.5)), np.float32)


def cosmic_rows(
    found: Sequence[tuple[NDArray[np.intp], NDArray[np.intp]]], n_spectra: int, n_points: int
) -> NDArray[np.intp]:
    """Give the spectra with narrow peaks that are not at the same point in many spectra.

    Parameters
    ----------
    found : sequence of pairs of ndarray of intp
        Numbers of spectra and points at which :func:`spike_marks` found peaks, in pieces.
    n_spectra, n_points : int
        Size of the set.
    """
    row = np.concatenate([r for r, _ in found]) if found else np.empty(0, np.intp)
    point = np.concatenate([p for _, p in found]) if found else np.empty(0, np.intp)
    counts = np.bincount(point, minlength=n_points)
    usual = usual_points(counts, n_spectra)
    near_usual = np.convolve(usual, np.ones(3), "same") > 0
    return np.unique(row[~near_usual[point]])
