"""Tests whether two sets of spectra come from one source, by permuting their labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps

_BLOCK_WORK = 200_000_000


def median_kernel(points: NDArray[np.float64]) -> Steps[NDArray[np.float32]]:
    """Give the Gaussian kernel matrix of `points` with the median distance as bandwidth.

    Parameters
    ----------
    points : ndarray of float64, shape (n, k)
        Usually principal component scores.

    Yields
    ------
    Progress

    Returns
    -------
    ndarray of float32, shape (n, n)
        exp(-d² / s), s being the median squared distance between different points.
    """
    centred = points - points.mean(axis=0)
    lengths = np.einsum("ij,ij->i", centred, centred)
    squared = lengths[:, None] + lengths - 2.0 * (centred @ centred.T)
    np.maximum(squared, 0.0, out=squared)
    np.fill_diagonal(squared, 0.0)
    yield Progress(0.3, "Comparing scores")
    least = 1e-12 * max(float(squared.max(initial=0.0)), 1e-300)
    # Every pair once: the other half of the matrix would leave the median as it is.
    apart = np.concatenate([row[k + 1 :] for k, row in enumerate(squared)])
    apart = apart[apart > least]
    yield Progress(0.5, "Comparing scores")
    width = float(np.median(apart, overwrite_input=True)) if apart.size else 1.0
    yield Progress(0.8, "Comparing scores")
    return np.asarray(np.exp(squared / -width), np.float32)


def mmd(kernel: NDArray[np.float32], signs: NDArray[np.float32]) -> Steps[NDArray[np.float64]]:
    """Give the squared maximum mean discrepancy for many assignments of the labels.

    Parameters
    ----------
    kernel : ndarray of float32, shape (n, n)
        Kernel matrix of both sets together.
    signs : ndarray of float32, shape (b, n)
        +1 for one set, -1 for the other; each row one assignment, equal numbers of both.

    Returns
    -------
    ndarray of float64, shape (b,)

    References
    ----------
    Gretton et al., A kernel two-sample test, JMLR 13 (2012) 723.
    """
    n = kernel.shape[0]
    values = np.empty(len(signs))
    step = max(1, _BLOCK_WORK // max(1, n * n))
    for start in range(0, len(signs), step):
        weights = signs[start : start + step] / np.float32(n / 2)
        values[start : start + step] = np.einsum("bi,bi->b", weights @ kernel, weights)
        yield Progress(min(1.0, (start + step) / len(signs)), "Permuting labels")
    return values


def mean_difference(
    features: NDArray[np.float64], signs: NDArray[np.float32]
) -> Steps[NDArray[np.float32]]:
    """Give the studentised difference of means of each feature for many assignments.

    Parameters
    ----------
    features : ndarray of float64, shape (n, f)
        Features of both sets together.
    signs : ndarray of float32, shape (b, n)
        As in :func:`mmd`.

    Returns
    -------
    ndarray of float32, shape (b, f)
        Student's t of the two means, first set less second; 0 for constant features.
    """
    n = len(features)
    centred = features - features.mean(axis=0)
    scale = np.sqrt((centred**2).mean(axis=0))
    unit = np.where(scale > 1e-9 * np.abs(features).max(axis=0, initial=0.0), scale, np.inf)
    scaled = (centred / unit).astype(np.float32)
    values = np.empty((len(signs), features.shape[1]), np.float32)
    step = max(1, _BLOCK_WORK // max(1, scaled.size))
    for start in range(0, len(signs), step):
        difference = signs[start : start + step] @ scaled / np.float32(n / 2)
        # Around the two means instead of the common one, a feature of variance 1 keeps this much.
        within = np.maximum(1.0 - (difference / 2) ** 2, 1e-6)
        values[start : start + step] = difference / np.sqrt(within * np.float32(4 / (n - 2)))
        yield Progress(min(1.0, (start + step) / len(signs)), "Permuting labels")
    return values


def p_value(statistic: NDArray[np.floating]) -> float:
    """Give the p-value of the first entry among all: the share that is at least as large.

    Entries that differ by no more than rounding count as equal.
    """
    slack = 1e-6 * float(np.abs(statistic).max())
    return float((statistic >= statistic[0] - slack).mean())
