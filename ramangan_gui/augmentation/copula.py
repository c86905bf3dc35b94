"""Scores of any distribution from normal numbers: a Gaussian copula of empirical marginals.

Correlated normal numbers are mapped, variable by variable, to the distribution found in the
training spectra. Tails, skewness and two-peaked distributions are kept, which a Gaussian latent
space would have to learn.

References
----------
Nelsen, An Introduction to Copulas, 2nd edition, Springer 2006, doi 10.1007/0-387-28678-0.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Normal numbers at which each distribution is tabulated, evenly spaced.
N_KNOTS = 65
_REACH = 3.2
#: Part of the correlations found that is believed, before what few spectra take off it.
_TRUST = 0.9
#: Slope beyond the values found, in standard deviations of the variable.
_BEYOND = 0.5


@dataclass(frozen=True, eq=False)
class Copula:
    """A map from independent normal numbers to correlated variables.

    Parameters
    ----------
    mixing : ndarray of float64, shape (width, width)
        Lower triangle that correlates normal numbers.
    values : ndarray of float64, shape (N_KNOTS, width)
        Values of each variable at the normal knots, ascending.
    """

    mixing: Array
    values: Array

    def apply(self, normal: NDArray[np.floating]) -> Array:
        """Map normal numbers of shape (n, width)."""
        mixed = np.asarray(normal, np.float64) @ self.mixing.T
        place = (mixed + _REACH) * ((N_KNOTS - 1) / (2.0 * _REACH))
        below = np.clip(place.astype(np.intp), 0, N_KNOTS - 2)
        part = place - below
        column = np.arange(mixed.shape[1])
        low, high = self.values[below, column], self.values[below + 1, column]
        return np.asarray(low + part * (high - low))


def fit_copula(table: Array) -> Copula:
    """Fit a copula to variables of unit variance.

    Parameters
    ----------
    table : ndarray of float64, shape (n, width)
        One row a spectrum, at least two.

    Returns
    -------
    Copula
        What it makes has unit variance, too.
    """
    n, width = table.shape
    quantile = NormalDist().inv_cdf
    ranks = np.array([quantile((rank + 0.5) / n) for rank in range(n)])
    normal = ranks[np.argsort(np.argsort(table, axis=0, kind="stable"), axis=0)]
    trust = _TRUST * n / (n + width)
    correlation = np.eye(width)
    if width > 1:
        correlation = trust * np.corrcoef(normal.T) + (1.0 - trust) * correlation
    knots = np.linspace(-_REACH, _REACH, N_KNOTS)
    even = np.array([quantile((rank + 0.5) / 1000) for rank in range(1000)])
    values = np.empty((N_KNOTS, width))
    for column in range(width):
        known = np.sort(table[:, column])
        over = np.maximum(knots - ranks[-1], 0.0) + np.minimum(knots - ranks[0], 0.0)
        values[:, column] = np.interp(knots, ranks, known) + _BEYOND * known.std() * over
        drawn = np.interp(even, knots, values[:, column])
        values[:, column] = (values[:, column] - drawn.mean()) / max(float(drawn.std()), 1e-12)
    return Copula(np.asarray(np.linalg.cholesky(correlation), np.float64), values)
