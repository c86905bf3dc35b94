"""Figures on clusters: whether K-means, or distance alone, tells generated from original."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from .clustering import adjusted_rand, confusion, purity, rand_of_tables
from .comparison import Comparison
from .figures import N_SLOW, Draws, narrowed


def kmeans_ari(fold: Comparison) -> Draws:
    """Give the adjusted Rand index of two clusters against original and generated."""
    kinds = np.repeat([0, 1], fold.m)
    value = adjusted_rand(kinds, fold.clusters)
    return Draws(value, narrowed(rand_of_tables(_confusions(fold)), fold))


def kmeans_purity(fold: Comparison) -> Draws:
    """Give the share of spectra that are of the commonest kind of their cluster."""
    kinds = np.repeat([0, 1], fold.m)
    value = purity(confusion(kinds, fold.clusters, 2, 2))
    tables = _confusions(fold)
    null = tables.max(axis=1).sum(axis=1) / np.maximum(tables.sum(axis=(1, 2)), 1.0)
    return Draws(value, narrowed(null, fold))


def _confusions(fold: Comparison) -> NDArray[np.float64]:
    """Count, for every re-split, the spectra of each kind in each cluster, shape (b, 2, 2)."""
    in_cluster = np.stack([fold.pool_clusters == c for c in (0, 1)]).astype(np.float32)
    # Whole numbers this small are exact.
    of_kind = [(fold.splits == kind).astype(np.float32) @ in_cluster.T for kind in (1, 2)]
    return np.stack(of_kind, axis=1).astype(np.float64)


def silhouette(fold: Comparison) -> Steps[Draws]:
    """Give the mean silhouette of original and generated as if they were two clusters."""
    kinds = np.repeat(np.array([1, 2], np.int8), fold.m)[None]
    yield Progress(0.0, "Computing metrics")
    value = float(silhouettes(fold.scores, kinds)[0])
    yield Progress(0.5, "Computing metrics")
    if fold.n_split < 2:
        return Draws(value, np.empty(0))
    null = silhouettes(fold.pool_scores, fold.splits[:N_SLOW])
    return Draws(value, narrowed(null, fold))


def silhouettes(points: NDArray[np.float64], kinds: NDArray[np.int8]) -> NDArray[np.float64]:
    """Give the mean silhouette coefficient for many divisions of the same points.

    Parameters
    ----------
    points : ndarray of float64, shape (n, k)
        Scores.
    kinds : ndarray of int8, shape (b, n)
        1 and 2 for the kinds, at least two of each; 0 for points left out.

    Returns
    -------
    ndarray of float64, shape (b,)
        1 where the kinds are far apart, about 0 where they mix.

    References
    ----------
    Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20 (1987) 53.
    """
    lengths = (points**2).sum(axis=1)
    squared = lengths[:, None] + lengths - 2.0 * (points @ points.T)
    np.fill_diagonal(squared, 0.0)
    distance = np.sqrt(np.maximum(squared, 0.0), dtype=np.float32)
    first, second = (np.asarray(kinds == kind, np.float32) for kind in (1, 2))
    to_first, to_second = (distance @ member.T for member in (first, second))
    sizes = np.stack([first.sum(axis=1), second.sum(axis=1)])
    mine = np.where(first.T > 0, to_first / (sizes[0] - 1), to_second / (sizes[1] - 1))
    other = np.where(first.T > 0, to_second / sizes[1], to_first / sizes[0])
    larger = np.maximum(mine, other)
    each = np.where(larger > 0, (other - mine) / np.where(larger > 0, larger, 1.0), 0.0)
    used = (kinds > 0).T
    return np.asarray(np.where(used, each, 0.0).sum(axis=0) / used.sum(axis=0), np.float64)
