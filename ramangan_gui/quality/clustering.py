"""K-means on principal component scores, and how far its clusters match given kinds.

This is the published test of generated spectra. It is shown because it is expected, but it is
nearly blind: copies, missing peaks and over-smoothed spectra pass it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Principal components on which clusters are sought.
KMEANS_COMPONENTS = 10

#: Restarts of K-means; the best is kept.
N_RESTARTS = 10


@dataclass(frozen=True, eq=False)
class Clustering:
    """Clusters beside the kinds that they should, or should not, recover.

    Parameters
    ----------
    cluster : ndarray of int, shape (n,)
        Cluster of each spectrum.
    kinds : tuple
        The different kinds, sorted.
    confusion : ndarray of int64, shape (n_kinds, n_clusters)
        Spectra of each kind in each cluster.
    ari : float
        Adjusted Rand index: 1 where clusters and kinds agree, about 0 where they have nothing to
        do with one another.
    purity : float
        Share of spectra that are of the commonest kind of their cluster.
    """

    cluster: NDArray[np.intp]
    kinds: tuple[object, ...]
    confusion: NDArray[np.int64]
    ari: float
    purity: float


def cluster(scores: ArrayLike, kinds: ArrayLike, n_clusters: int = 2, seed: int = 0) -> Clustering:
    """Cluster by K-means and compare with the known kinds.

    Parameters
    ----------
    scores : array_like, shape (n, k)
        Usually the first 10 principal component scores.
    kinds : array_like, shape (n,)
        Labels, such as original or generated, or substances.
    n_clusters : int
        How many clusters.
    seed : int
        Seed of the starting points.
    """
    names, codes = np.unique(np.asarray(kinds), return_inverse=True)
    clusters = k_means(scores, n_clusters, seed)
    table = confusion(codes, clusters, len(names), int(clusters.max(initial=-1)) + 1)
    return Clustering(
        clusters, tuple(names.tolist()), table, adjusted_rand(codes, clusters), purity(table)
    )


def k_means(scores: ArrayLike, n_clusters: int, seed: int = 0) -> NDArray[np.intp]:
    """Give the cluster of each row of `scores`.

    Parameters
    ----------
    scores : array_like, shape (n, k)
        Points.
    n_clusters : int
        How many clusters; no more than there are different points.
    seed : int
        Seed of the starting points.

    Returns
    -------
    ndarray of int, shape (n,)
    """
    points = np.ascontiguousarray(scores, np.float64)
    wanted = min(n_clusters, len(np.unique(points, axis=0)))
    if wanted < 2:
        return np.zeros(len(points), np.intp)
    from sklearn.cluster import KMeans

    model = KMeans(wanted, n_init=N_RESTARTS, random_state=seed)
    return np.asarray(model.fit_predict(points), np.intp)


def confusion(
    kinds: NDArray[np.integer], clusters: NDArray[np.integer], n_kinds: int, n_clusters: int
) -> NDArray[np.int64]:
    """Count the spectra of each kind in each cluster; both are numbers from 0."""
    table = np.zeros((n_kinds, n_clusters), np.int64)
    np.add.at(table, (kinds, clusters), 1)
    return table


def purity(table: NDArray[np.int64]) -> float:
    """Give the share of spectra that are of the commonest kind of their cluster."""
    total = int(table.sum())
    return float(table.max(axis=0, initial=0).sum() / total) if total else 0.0


def adjusted_rand(first: ArrayLike, second: ArrayLike) -> float:
    """Give the adjusted Rand index of two groupings of the same spectra.

    Parameters
    ----------
    first, second : array_like of int, shape (n,)
        Group of each spectrum in either grouping.

    Returns
    -------
    float
        1 for the same grouping, 0 on average for independent ones.

    References
    ----------
    Hubert and Arabie, Comparing partitions, Journal of Classification 2 (1985) 193.
    """
    a_names, a = np.unique(np.asarray(first), return_inverse=True)
    b_names, b = np.unique(np.asarray(second), return_inverse=True)
    table = confusion(a, b, len(a_names), len(b_names))
    return float(rand_of_tables(table[None].astype(np.float64))[0])


def rand_of_tables(tables: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the adjusted Rand index of many pairs of groupings, each counted in a table.

    Parameters
    ----------
    tables : ndarray of float64, shape (b, n_kinds, n_clusters)
        How many are in each group of the one and of the other grouping.
    """

    def pairs(counts: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((counts * (counts - 1)).sum(axis=(1, 2)) / 2)

    together, everything = pairs(tables), pairs(tables.sum(axis=(1, 2), keepdims=True))
    rows, columns = (pairs(tables.sum(axis=axis, keepdims=True)) for axis in (2, 1))
    expected = rows * columns / np.where(everything, everything, 1.0)
    room = (rows + columns) / 2 - expected
    # Where both groupings are trivial (all together or all apart), they agree.
    return np.where(room, (together - expected) / np.where(room, room, 1.0), 1.0)
