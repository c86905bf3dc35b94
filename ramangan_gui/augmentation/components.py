"""How many components of variation there are, by cross-validation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from .noise_model import Array, NoiseModel

_MAX_COMPONENTS = 60
#: How many times the variance of noise along it a component must have in spectra not seen.
_SIGNIFICANCE = 2.0
#: Above this number of spectra (and points), components are found by iteration.
_DIRECT = 500


@dataclass(frozen=True, eq=False)
class Folds:
    """Scores of every spectrum on components that were found without it.

    Parameters
    ----------
    values : ndarray of float64, shape (n_spectra, n_points)
        All spectra; not a copy.
    scores : ndarray of float64, shape (n_spectra, max_components)
        Its scores; of denoised components, those that are kept.
    fold : ndarray of int, shape (n_spectra,)
        With which others it is left out.
    means : tuple of (ndarray of float64, shape (n_points,))
        Mean without each fold.
    components : tuple of (ndarray of float64, shape (max_components, n_points))
        Orthonormal components without each fold.
    directions : ndarray of float64, shape (max_components, n_points)
        Those of all spectra.
    """

    values: Array
    scores: Array
    fold: NDArray[np.intp]
    means: tuple[Array, ...]
    components: tuple[Array, ...]
    directions: Array

    @property
    def max_components(self) -> int:
        """Number of components that were looked for."""
        return int(self.scores.shape[1])

    @property
    def variances(self) -> Array:
        """Variance along each component of spectra that it was found without."""
        return np.asarray(np.mean(self.scores**2, axis=0))

    def alike_scores(self, n_components: int) -> Array:
        """Give the leading scores, turned so that they mean the same in all folds.

        The sign of a component is chance, and those of similar strength change places from fold to
        fold: as they come, scores of spectra that were left out of different folds cannot be
        compared. Each fold's components are turned towards those of all spectra (orthogonal
        Procrustes; Schönemann, Psychometrika 31, 1 (1966), doi 10.1007/BF02289451), which leaves
        the distances within a fold as they are.
        """
        turned = self.scores[:, :n_components].copy()
        for number, components in enumerate(self.components):
            rows = self.fold == number
            shared = components[:n_components] @ self.directions[:n_components].T
            left, _, right = np.linalg.svd(shared)
            turned[rows] = turned[rows] @ (left @ right)
        return turned

    def residuals(self, n_components: int) -> Array:
        """Give what `n_components` components leave of each spectrum."""
        left = np.empty_like(self.values)
        for rows, own in self._left(n_components):
            left[rows] = own
        return left

    def energies_left(self, n_components: int) -> Array:
        """Sum of squares of the residuals of each spectrum, without a table of all residuals."""
        energies = np.empty(len(self.values))
        for rows, own in self._left(n_components):
            energies[rows] = np.sum(own**2, axis=1)
        return energies

    def _left(self, n_components: int) -> Iterator[tuple[NDArray[np.bool_], Array]]:
        """Spectra that are left out together, and what is left of them, fold by fold."""
        for number, (mean, components) in enumerate(zip(self.means, self.components, strict=True)):
            rows = self.fold == number
            own = self.values[rows] - mean
            own -= self.scores[rows, :n_components] @ components[:n_components]
            yield rows, own

    def beside(self, curves: Array, n_components: int) -> Array:
        """Give the part of curves that no component explains, each by one fold in turn."""
        left = np.empty_like(curves)
        for number, components in enumerate(self.components):
            rows = slice(number, None, len(self.components))
            known = components[:n_components]
            left[rows] = curves[rows] - (curves[rows] @ known.T) @ known
        return left

    def residuals_of(self, others: Array, n_components: int) -> Array:
        """Give what is left of other spectra, each by the model of one fold in turn.

        To be compared with :meth:`residuals`: other spectra of the same substance would leave as
        much.
        """
        away = np.empty_like(others)
        for number, mean in enumerate(self.means):
            rows = slice(number, None, len(self.means))
            away[rows] = others[rows] - mean
        return self.beside(away, n_components)


def cross_validate(values: Array, seed: int) -> Steps[Folds]:
    """Find components without each tenth of the spectra in turn, and their scores on them."""
    n_spectra = len(values)
    largest = min(_MAX_COMPONENTS, n_spectra // 2)
    largest = max(2, largest)
    n_folds = min(10 if n_spectra <= 200 else 5, n_spectra)
    rng = np.random.default_rng([seed, 0])
    fold = rng.permutation(n_spectra) % n_folds
    directions = leading_components(values - values.mean(0), largest, rng)
    scores = np.empty((n_spectra, largest))
    found, means = [], []
    for number in range(n_folds):
        yield Progress(0.7 * number / n_folds, "finding components of variation")
        left_out = fold == number
        mean = values[~left_out].mean(0)
        components = leading_components(values[~left_out] - mean, largest, rng)
        scores[left_out] = (values[left_out] - mean) @ components.T
        found.append(components)
        means.append(mean)
    return Folds(values, scores, fold, tuple(means), tuple(found), directions)


def leading_components(deviations: Array, n_components: int, rng: np.random.Generator) -> Array:
    """Orthonormal principal components of centred spectra, strongest first.

    Parameters
    ----------
    deviations : ndarray of float64, shape (n_spectra, n_points)
        Spectra less their mean.
    n_components : int
        How many; rows beyond the rank are zero.
    rng : numpy.random.Generator
        Starts the iteration that large sets are treated by.
    """
    basis = deviations
    if min(deviations.shape) > _DIRECT:
        probe = rng.standard_normal((deviations.shape[0], n_components + 10))
        for _ in range(5):
            probe = deviations @ np.linalg.qr(deviations.T @ probe)[0]
        basis = np.linalg.qr(probe)[0].T @ deviations
    if len(basis) <= basis.shape[1]:
        values, vectors = np.linalg.eigh(basis @ basis.T)
        components = vectors[:, ::-1].T @ basis
    else:
        values, vectors = np.linalg.eigh(basis.T @ basis)
        components = vectors[:, ::-1].T
    result = np.zeros((n_components, deviations.shape[1]))
    usable = min(n_components, int(np.sum(values > 1e-12 * values[-1])))
    lengths = np.linalg.norm(components[:usable], axis=1, keepdims=True)
    result[:usable] = components[:usable] / lengths
    return result


def plausible_start(n_spectra: int, largest: int) -> int:
    """Give the number of components to begin the search with."""
    return max(1, min(5, n_spectra // 6, largest))


def significant(folds: Folds, noise: NoiseModel) -> tuple[int, Array]:
    """Count the leading components that vary by more than noise; give their own variances.

    Components of similar strength change places from fold to fold, so that one of them may seem
    to be noise and the next not: what counts is the sum, and variances that do not fall are
    averaged.
    """
    by_noise = noise.variance_along(folds.directions)
    more = np.cumsum(folds.variances - _SIGNIFICANCE * by_noise)
    n_components = max(1, int(np.argmax(more)) + 1)
    own = falling((folds.variances - by_noise)[:n_components])
    return n_components, np.maximum(own, 0.0)


def own_variances(folds: Folds, noise: NoiseModel) -> Array:
    """Variance along each component of spectra not seen, less that of their noise."""
    own = folds.variances
    for number, components in enumerate(folds.components):
        own = own - float(np.mean(folds.fold == number)) * noise.variance_along(components)
    return own


def falling(values: Array) -> Array:
    """Nearest sequence that never rises: neighbours that do are averaged."""
    means: list[float] = []
    counts: list[int] = []
    for value in values.tolist():
        means.append(value)
        counts.append(1)
        while len(means) > 1 and means[-1] > means[-2]:
            count = counts[-1] + counts[-2]
            means[-2] = (means[-1] * counts[-1] + means[-2] * counts[-2]) / count
            counts[-2] = count
            means.pop()
            counts.pop()
    return np.repeat(means, counts)
