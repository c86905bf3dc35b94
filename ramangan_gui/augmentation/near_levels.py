"""Noise levels of generated spectra: those of measured spectra that look like them.

How noisy a spectrum is depends on what it shows (a bright one is less noisy after normalisation),
and seldom linearly. A level in between, which no measured spectrum has, would make the spectrum a
neighbour of all others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Nearest training spectra from one of which the level is taken.
_CHOICE = 3


@dataclass(frozen=True, eq=False)
class NearLevels:
    """Places and noise levels of training spectra.

    Parameters
    ----------
    places : ndarray of float64, shape (n_spectra, n_components)
        Where each lies along the components, in units that can be compared.
    levels : ndarray of float64, shape (n_spectra,)
        Its noise level.
    """

    places: Array
    levels: Array

    def draw(self, places: Array, rng: np.random.Generator) -> Array:
        """Draw a level for each of some places, shape (n, n_components)."""
        lengths = np.sum(places**2, axis=1)[:, None] + np.sum(self.places**2, axis=1)
        squares = lengths - 2.0 * places @ self.places.T
        count = min(_CHOICE, len(self.levels))
        nearest = np.argsort(squares, axis=1, kind="stable")[:, :count]
        rows = np.arange(len(places))
        return np.asarray(self.levels[nearest[rows, rng.integers(0, count, len(places))]])
