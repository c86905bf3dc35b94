"""What spectra of a substance look like when made equally strong, and how strong such ones were."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .components import leading_components
from .near_levels import NearLevels
from .nearest import nearest_others
from .noise_model import Array, point_noise

#: Components by which spectra are said to look alike, at most; one for so many spectra.
MAX_DIRECTIONS, _SPECTRA_EACH = 5, 6
#: What a coordinate counts at least that tells little of the size.
_LEAST_TELLING = 0.2
#: Spectra whose looks and sizes are kept, at most.
_MAX_KNOWN = 2000


@dataclass(frozen=True, eq=False)
class Looks:
    """What spectra of equal size look like, and the sizes that those had which look so.

    Parameters
    ----------
    mean : ndarray of float64, shape (n_points,)
        Mean of the training spectra when made equal.
    directions : ndarray of float64, shape (k, n_points)
        Their leading components, over the standard deviation of the first score.
    noise : ndarray of float64, shape (2,)
        Mean and standard deviation of the logarithm of their point-to-point noise.
    places : ndarray of float64, shape (n_spectra, k + 1)
        Where each lies by its scores and noise.
    sizes : ndarray of float64, shape (n_spectra,)
        Its size.
    """

    mean: Array
    directions: Array
    noise: Array
    places: Array
    sizes: Array

    @classmethod
    def of(cls, values: Array, sizes: Array) -> Looks:
        """Learn it from spectra made equal, shape (n_spectra, n_points), and their sizes."""
        some = np.linspace(0, len(values) - 1, min(len(values), _MAX_KNOWN)).astype(np.intp)
        values, sizes = values[some], sizes[some]
        n, mean = len(values), values.mean(axis=0)
        count = max(1, min(MAX_DIRECTIONS, n // _SPECTRA_EACH))
        directions = leading_components(values - mean, count, np.random.default_rng(0))
        spread = max(float(((values - mean) @ directions[0]).std()), 1e-300)
        logs = _log_noise(values, mean)
        noise = np.array([logs.mean(), max(float(logs.std()), 1e-6)])
        looks = cls(mean, directions / spread, noise, np.empty((n, 0)), sizes)
        return replace(looks, places=looks.place(values))

    def place(self, values: Array) -> Array:
        """Where spectra of equal size, shape (n, n_points), lie."""
        scores = (values - self.mean) @ self.directions.T
        logs = (_log_noise(values, self.mean) - self.noise[0]) / self.noise[1]
        return np.column_stack([scores, logs])

    def draw(self, values: Array, rng: np.random.Generator) -> Array:
        """Draw a size for each spectrum, shape (n,): about that of one that looks like it."""
        logs, width = np.log(self.sizes), self._width
        narrower = 1.0 / math.sqrt(1.0 + (width / max(float(logs.std()), 1e-300)) ** 2)
        found = np.log(self._near.draw(self.place(values) * self._telling, rng))
        found = found + width * rng.standard_normal(len(values))
        return np.asarray(np.exp(logs.mean() + narrower * (found - logs.mean())))

    @cached_property
    def _near(self) -> NearLevels:
        return NearLevels(self.places * self._telling, self.sizes)

    @cached_property
    def _telling(self) -> Array:
        """How much each coordinate tells of the size, the most telling one counting 1."""
        logs = np.log(self.sizes) - np.log(self.sizes).mean()
        apart = self.places - self.places.mean(axis=0)
        told = np.abs(apart.T @ logs) / np.maximum(np.sqrt(np.sum(apart**2, axis=0)), 1e-300)
        return np.asarray(np.maximum(told / max(float(told.max()), 1e-300), _LEAST_TELLING))

    @cached_property
    def _width(self) -> float:
        """How far drawn sizes are from measured ones: half of Silverman's bandwidth.

        Neighbours, of which one gives its size, differ already.
        """
        logs = np.log(self.sizes)
        count = min(self._near.count, len(logs) - 1)
        unexplained = logs - logs[nearest_others(self._near.places, count)].mean(axis=1)
        spread = min(float(unexplained.std()), float(logs.std()))
        return float(0.45 * spread * len(logs) ** -0.2)


def _log_noise(values: Array, mean: Array) -> Array:
    """Logarithm of the noise from point to point; not below what rounding leaves."""
    least = 1e-7 * max(float(np.abs(mean).max()), 1e-300)
    return np.asarray(np.log(np.maximum(point_noise(values), least)))
