"""Principal component analysis in plain numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..core.errors import SpectraError

#: From this many spectra on, products are decomposed instead of the spectra: those of points (the
#: covariance, accumulated), or those of spectra where there are fewer spectra than points.
COVARIANCE_FROM = 1000

_BLOCK = 512


@dataclass(frozen=True, eq=False)
class PCA:
    """A fitted principal component model.

    Parameters
    ----------
    mean : ndarray of float64, shape (n_points,)
        Mean spectrum.
    components : ndarray of float64, shape (k, n_points)
        Loadings: orthonormal rows, by falling variance. The largest entry of each is positive.
    explained_variance_ratio : ndarray of float64, shape (k,)
        Share of the total variance.
    """

    mean: NDArray[np.float64]
    components: NDArray[np.float64]
    explained_variance_ratio: NDArray[np.float64]

    def project(self, spectra: ArrayLike) -> NDArray[np.float64]:
        """Give the scores of `spectra`.

        Parameters
        ----------
        spectra : array_like, shape (n, n_points)
            Any spectra on the same axis.

        Returns
        -------
        ndarray of float64, shape (n, k)
        """
        values = np.atleast_2d(np.asarray(spectra))
        scores = np.empty((len(values), len(self.components)))
        for start in range(0, len(values), _BLOCK):
            block = values[start : start + _BLOCK].astype(np.float64) - self.mean
            scores[start : start + _BLOCK] = block @ self.components.T
        return scores


def rows_to_fit(
    of_class: NDArray[np.intp], fold: NDArray[np.integer], shown: int
) -> NDArray[np.intp]:
    """Choose the originals whose components show others and generated spectra alike.

    Spectra that a component was fitted to lie further out along it than any others, the more so
    the fewer and noisier they are. So held-out originals are shown on components of the rest.

    Parameters
    ----------
    of_class : ndarray of int
        Rows of the originals of a class.
    fold : ndarray of int
        Fold in which each original of the set was held out.
    shown : int
        Fold whose originals are shown; below 0 all are.

    Returns
    -------
    ndarray of int
        Rows outside that fold; all where fewer than three are, or all are shown.
    """
    others = of_class[fold[of_class] != shown]
    return others if shown >= 0 and len(others) >= 3 else of_class


@dataclass(frozen=True, eq=False)
class Scatter:
    """How many spectra scatter around their mean.

    Parameters
    ----------
    n : int
        How many spectra.
    mean : ndarray of float64, shape (n_points,)
        Their mean.
    products : ndarray of float64, shape (n_points, n_points)
        Sum of the products of their deviations from it.
    """

    n: int
    mean: NDArray[np.float64]
    products: NDArray[np.float64]

    @classmethod
    def of(cls, spectra: NDArray[np.floating]) -> Self:
        """Add up in float64, holding one block of the spectra at a time."""
        mean = spectra.mean(axis=0, dtype=np.float64)
        products = np.zeros((mean.size, mean.size))
        for start in range(0, len(spectra), _BLOCK):
            block = spectra[start : start + _BLOCK].astype(np.float64) - mean
            products += block.T @ block
        return cls(len(spectra), mean, products)

    def without(self, spectra: NDArray[np.float64]) -> Self:
        """Leave out some of the spectra."""
        n = self.n - len(spectra)
        gone = spectra - self.mean
        moved = -gone.sum(axis=0) / n
        products = self.products - gone.T @ gone - n * np.outer(moved, moved)
        return type(self)(n, self.mean + moved, products)

    def pca(self, n_components: int) -> PCA:
        """Give the principal components."""
        wanted = max(1, min(n_components, self.n, self.mean.size))
        variance, components = _leading(self.products, wanted)
        return _pca(self.mean, components, variance, float(np.trace(self.products)))


def fit_pca(spectra: ArrayLike, n_components: int) -> PCA:
    """Fit principal components.

    Parameters
    ----------
    spectra : array_like, shape (n_spectra, n_points)
        At least one spectrum, finite.
    n_components : int
        How many; fewer are given where spectra or points are fewer.

    Returns
    -------
    PCA
        By singular values below 1,000 spectra; above, by the eigenvectors of products, which is
        faster. Where there are no fewer spectra than points, the covariance is accumulated in
        float64 with one block of spectra in memory at a time.

    Raises
    ------
    SpectraError
        If there is no spectrum.
    """
    values = np.asarray(spectra)
    if values.ndim != 2 or len(values) == 0:
        raise SpectraError("Principal components need at least one spectrum.")
    n_spectra, n_points = values.shape
    if n_spectra >= max(COVARIANCE_FROM, n_points):
        return Scatter.of(values).pca(n_components)
    wanted = max(1, min(n_components, n_spectra, n_points))
    mean = values.mean(axis=0, dtype=np.float64)
    centred = values.astype(np.float64) - mean
    total = float(np.einsum("ij,ij->", centred, centred))
    if n_spectra >= COVARIANCE_FROM:
        _, vectors = _leading(centred @ centred.T, wanted)
        # What they see of the spectra are the components, without the rounding of the products.
        centred = vectors @ centred
    _, singular, rows = np.linalg.svd(centred, full_matrices=False)
    return _pca(mean, rows[:wanted], singular[:wanted] ** 2, total)


def _leading(
    products: NDArray[np.float64], wanted: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the largest eigenvalues of a table of products, and their eigenvectors as rows."""
    from scipy.linalg import eigh
    from threadpoolctl import threadpool_limits

    n = len(products)
    # All eigenvectors would take several times as long as the few that are wanted. Threads would
    # wait for each other at every column: little gain, and on busy cores tens of times the cost.
    with threadpool_limits(1, "blas"):
        rising, vectors = eigh(products, subset_by_index=[n - wanted, n - 1])
    return np.maximum(rising[::-1], 0.0), np.ascontiguousarray(vectors[:, ::-1].T)


def _pca(
    mean: NDArray[np.float64],
    components: NDArray[np.float64],
    variance: NDArray[np.float64],
    total: float,
) -> PCA:
    ratio = variance / total if total > 0 else np.zeros(len(variance))
    return PCA(mean, _with_sign(components), ratio)


def _with_sign(components: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn each loading so that its largest entry is positive: the same picture every time."""
    largest = np.abs(components).argmax(axis=1)
    signs = np.sign(components[np.arange(len(components)), largest])
    return components * np.where(signs == 0, 1.0, signs)[:, None]
