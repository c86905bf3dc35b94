"""The difference of two mean spectra, point by point, with its confidence band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..core.errors import SpectraError

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MeanDifference:
    """Generated mean minus original mean.

    Parameters
    ----------
    difference : ndarray of float64, shape (n_points,)
        The difference.
    low, high : ndarray of float64, shape (n_points,)
        Confidence interval at each point by itself.
    wide_low, wide_high : ndarray of float64, shape (n_points,)
        Band that holds the whole difference at once with the same confidence (Bonferroni).
    """

    difference: Values
    low: Values
    high: Values
    wide_low: Values
    wide_high: Values


def mean_difference_band(
    original: ArrayLike, generated: ArrayLike, level: float = 0.95
) -> MeanDifference:
    """Compare two means by Welch's t interval.

    Parameters
    ----------
    original, generated : array_like, shape (n, n_points) and (m, n_points)
        At least two spectra each.
    level : float
        Confidence.

    Raises
    ------
    SpectraError
        If there are fewer than two of a kind.

    References
    ----------
    Welch, The generalization of "Student's" problem when several different population variances
    are involved, Biometrika 34 (1947) 28.
    """
    from scipy.special import stdtrit

    first, second = (np.asarray(rows, np.float64) for rows in (original, generated))
    if min(len(first), len(second)) < 2:
        raise SpectraError("The band of a mean needs at least two spectra of each kind.")
    parts = [rows.var(axis=0, ddof=1) / len(rows) for rows in (first, second)]
    variance = parts[0] + parts[1]
    floor = np.finfo(np.float64).tiny
    below = sum(p**2 / (len(r) - 1) for p, r in zip(parts, (first, second), strict=True))
    freedom = np.where(variance > 0, variance**2 / np.maximum(below, floor), 1.0)
    freedom = np.maximum(freedom, min(len(first), len(second)) - 1)
    error = np.sqrt(variance)
    difference = second.mean(axis=0) - first.mean(axis=0)
    tail = (1.0 - level) / 2.0
    half = stdtrit(freedom, 1.0 - tail) * error
    wide = stdtrit(freedom, 1.0 - tail / first.shape[1]) * error
    return MeanDifference(
        difference, difference - half, difference + half, difference - wide, difference + wide
    )
