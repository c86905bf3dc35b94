"""Noise levels of generated spectra: those of measured spectra that look like them.

How noisy a spectrum is may depend on what it shows: a bright one is less noisy after
normalisation. Where it does, a new spectrum has the level of a measured one next to it. Where it
does not, that would repeat the few combinations that happened to be measured: the least noisy
spectra, which are neighbours of all others, would lie at the same few places again and again. So
levels come from the largest neighbourhood that foretells them as well as any (a rule of
standard errors).

References
----------
Breiman, Friedman, Olshen, Stone, Classification and Regression Trees, Wadsworth 1984, 3.4.3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.spatial import KDTree

Array = NDArray[np.float64]

#: Neighbourhoods that are tried, in spectra; the first is the nearest ones alone.
_TRIED = (3, 5, 8, 12, 20, 30, 45, 70, 100, 150, 220, 330, 500)
#: Standard errors by which a larger neighbourhood may foretell levels less well than the best.
_ERRORS = 1.5
#: Spectra by which neighbourhoods are compared, at most.
_COMPARED = 500
#: Places in a leaf of the tree; quickest where neighbourhoods are large.
_LEAF = 50


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

    @cached_property
    def count(self) -> int:
        """Number of nearest training spectra that levels are drawn from.

        The largest neighbourhood whose mean foretells the level of a spectrum that is not in it
        as well as the best does, within standard errors of the difference.
        """
        n = len(self.levels)
        tried = [count for count in _TRIED if count < n - 1]
        logs = np.log(self.levels)
        variance = float(logs.var(ddof=1)) if n > 1 else 0.0
        if not tried or variance <= 0.0:
            return n
        rows = np.unique(np.linspace(0, n - 1, min(n, _COMPARED)).astype(np.intp))
        squares = _squares(self.places[rows], self.places)
        squares[np.arange(len(rows)), rows] = np.inf
        order = np.argsort(squares, axis=1, kind="stable")[:, : tried[-1]]
        means = np.cumsum(logs[order], axis=1) / np.arange(1, tried[-1] + 1)
        # A mean of so many has chance of its own, which a single level drawn from them has not.
        losses = np.array(
            [(logs[rows] - means[:, count - 1]) ** 2 * (count / (count + 1.0)) for count in tried]
            + [(logs[rows] - logs.mean()) ** 2 * (n / (n - 1.0))]
        )
        more = losses - losses[np.argmin(losses.mean(axis=1))]
        error = more.std(axis=1, ddof=1) / math.sqrt(len(rows))
        good = more.mean(axis=1) <= _ERRORS * error
        return [*tried, n][int(np.flatnonzero(good)[-1])]

    @cached_property
    def _tree(self) -> KDTree:
        """For draws of a few among many, as in each step of a training."""
        from scipy.spatial import KDTree  # late: a start need not wait for it

        return KDTree(self.places, leafsize=_LEAF)

    @property
    def is_narrow(self) -> bool:
        """Whether only the very nearest spectra tell the level."""
        return self.count <= _TRIED[0]

    def draw(self, places: Array, rng: np.random.Generator) -> Array:
        """Draw a level for each of some places, shape (n, n_components).

        High and low levels take turns, so that many draws are as noisy as the training spectra.
        """
        n = len(places)
        turns = (rng.permutation(n) + rng.random(n)) / max(n, 1)
        if self.count >= len(self.levels):
            near = np.broadcast_to(np.sort(self.levels), (n, len(self.levels)))
        else:
            nearest = self._tree.query(places, np.arange(1, self.count + 1))[1]
            near = np.sort(self.levels[nearest], axis=1)
        chosen = (turns * near.shape[1]).astype(np.intp)
        return np.asarray(near[np.arange(n), np.minimum(chosen, near.shape[1] - 1)])


def _squares(places: Array, others: Array) -> Array:
    """Squared distances, less what is the same for all others."""
    return np.asarray(np.sum(others**2, axis=1) - 2.0 * places @ others.T)
