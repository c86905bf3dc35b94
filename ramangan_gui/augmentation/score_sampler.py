"""Scores of new spectra, drawn as those of the training spectra are distributed.

Groups that are kept are balanced: one as large as the number of training spectra starts from each
of them once, and neither its steps nor its normal numbers have a mean or correlations of their own.
The group then represents the training spectra as well as they represent the substance, and not
less well, as independent draws would.

References
----------
Breiman, Meisel, Purcell, Technometrics 19, 135 (1977), doi 10.1080/00401706.1977.10489521
(steps as wide as neighbours are far).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from .balanced_draws import even_normal, even_steps
from .copula import Copula, fit_copula
from .near_levels import NearLevels
from .nearest import distance_to_nearest, nearest_others
from .noise_model import Array
from .variation import Variation

#: Ways to draw, and their names on screen.
MODES: Mapping[str, str] = {
    "local": "Local: near training scores, towards their neighbours",
    "kde": "Smoothed: jitter as wide as neighbours are far",
    "copula": "Copula: each score's own distribution, correlated",
    "gauss": "Gaussian: independent scores",
}

#: Modes that start from a training spectrum.
FROM_TRAINING = ("local", "kde")

#: How far from a training spectrum new scores may lie, in distances to its neighbours (local) or
#: standard deviations (smoothed, on average); the first that is no nearer to training spectra than
#: these are to each other.
REACHES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

#: Neighbours that local steps lead to, at most: they span no more directions.
MAX_NEIGHBOURS = 8
#: Which neighbour's distance is the width of the jitter, and its least share of the typical width.
_JITTER_NEIGHBOUR, _LEAST_JITTER = 3, 0.2
#: Largest group that is balanced.
MAX_GROUP = 512
_N_TRIED = 400
#: Spectra drawn in one go: of 4,000 points each, they take some hundredths of a second.
_AT_ONCE = 200


@dataclass(frozen=True, eq=False)
class ScoreSampler:
    """Draws scores, and noise levels that go with them, from those of the training spectra.

    Parameters
    ----------
    scores : ndarray of float64, shape (n_spectra, n_components)
        Scores of the training spectra, each of unit variance.
    weights : ndarray of float64, shape (n_components,)
        What a unit of each score counts when neighbours are sought.
    levels : ndarray of float64, shape (n_spectra,)
        Noise levels of the training spectra.
    mode : str
        How to draw; one of :data:`MODES`.
    reach : float
        How far from training scores; see :data:`REACHES`.
    """

    scores: Array
    weights: Array
    levels: Array
    mode: str
    reach: float = 0.5

    @property
    def group(self) -> int:
        """Number of spectra that are drawn together."""
        return min(len(self.scores), MAX_GROUP)

    def draw(self, n: int, rng: np.random.Generator, balanced: bool = False) -> tuple[Array, Array]:
        """Scores, shape (n, n_components), and levels, shape (n,); variances stay those given.

        Parameters
        ----------
        n : int
            Number of draws.
        rng : numpy.random.Generator
            Source of chance.
        balanced : bool
            Let the draws together have the mean and the correlations that all draws have.
        """
        n_spectra, width = self.scores.shape
        if self.mode in FROM_TRAINING:
            turns = [rng.permutation(n_spectra) for _ in range(-(-n // n_spectra))]
            parent = np.concatenate([np.empty(0, np.intp), *turns])[:n]
            steps, levels = self._steps(parent, rng)
            if balanced:
                strengths = np.sqrt(np.maximum(self._widening**2 - 1.0, 0.0))
                steps = even_steps(steps, self.scores[parent], strengths)
            scores = (self.scores[parent] + steps) / self._widening
            if self._near.is_narrow:
                return scores, levels
        else:
            scores = even_normal(n, width, rng) if balanced else rng.standard_normal((n, width))
            if self.mode == "copula":
                scores = self._copula.apply(scores)
        return scores, self._near.draw(scores * self.weights, rng)

    def _steps(self, parent: NDArray[np.intp], rng: np.random.Generator) -> tuple[Array, Array]:
        """Give steps from training scores, and the levels that go with them.

        Smoothed, steps lead anywhere; local ones lead towards, or away from, neighbours.
        """
        if self.mode == "kde":
            steps = rng.standard_normal((len(parent), self.scores.shape[1]))
            return self.reach * (steps * self._jitter[parent, None]), self.levels[parent]
        near = self._neighbours[parent]
        shares = self.reach * rng.standard_normal(near.shape) / math.sqrt(near.shape[1])
        steps = np.einsum("ij,ijk->ik", shares, self.scores[near] - self.scores[parent, None])
        logs = np.log(self.levels)
        wider = logs[parent] + np.sum(shares * (logs[near] - logs[parent, None]), axis=1)
        levels = np.exp(logs.mean() + (wider - logs.mean()) / self._widening_of_levels)
        return steps, levels

    @cached_property
    def _near(self) -> NearLevels:
        return NearLevels(self.scores * self.weights, self.levels)

    @cached_property
    def _copula(self) -> Copula:
        return fit_copula(self.scores)

    @cached_property
    def _jitter(self) -> Array:
        """Width of the jitter round each training spectrum; their mean square is 1.

        Some spectra lie close together, as those of one specimen do, and others far from all:
        one width for all would tear the former apart.
        """
        places = self.scores * self.weights
        which = min(_JITTER_NEIGHBOUR, len(places) - 1)
        if which < 1:
            return np.ones(len(places))
        near = nearest_others(places, which)[:, -1]
        distances = np.sqrt(np.sum((places - places[near]) ** 2, axis=1))
        typical = math.sqrt(float(np.mean(distances**2)))
        if typical <= 0.0:
            return np.ones(len(places))
        widths = np.maximum(distances / typical, _LEAST_JITTER)
        return np.asarray(widths / np.sqrt(np.mean(widths**2)))

    @cached_property
    def _widening(self) -> Array:
        """Standard deviation of scores that steps were added to."""
        if self.mode == "kde":
            return np.full(self.scores.shape[1], math.sqrt(1.0 + self.reach**2))
        ways = self.scores[self._neighbours] - self.scores[:, None]
        return np.asarray(np.sqrt(1.0 + self.reach**2 * np.mean(ways**2, axis=(0, 1))))

    @cached_property
    def _widening_of_levels(self) -> float:
        """The same of the logarithms of noise levels."""
        logs = np.log(self.levels)
        ways = logs[self._neighbours] - logs[:, None]
        return math.sqrt(1.0 + self.reach**2 * np.mean(ways**2) / max(float(logs.var()), 1e-12))

    @cached_property
    def _neighbours(self) -> NDArray[np.intp]:
        """Nearest training spectra of each, in scores and noise level."""
        n_spectra = len(self.scores)
        count = min(max(3, min(MAX_NEIGHBOURS, n_spectra // 3)), n_spectra - 1)
        logs = np.log(self.levels)
        level = 0.3 * (logs - logs.mean()) / max(float(logs.std()), 0.05)
        place = np.column_stack([self.scores * self.weights, level])
        return nearest_others(place, count)


def score_sampler(variation: Variation, mode: str, reach: float = 0.5) -> ScoreSampler:
    """Sampler of the scores of `variation`."""
    strength = np.sqrt(np.sum(variation.loadings**2, axis=1))
    weights = strength / max(float(np.sqrt(np.sum(strength**2))), 1e-300)
    return ScoreSampler(variation.scores, weights, variation.noise.levels, mode, reach)


def narrowed(sampler: ScoreSampler, width: int) -> ScoreSampler:
    """Give a sampler of the first `width` scores alone."""
    return replace(sampler, scores=sampler.scores[:, :width], weights=sampler.weights[:width])


def fitted_sampler(
    variation: Variation, mode: str, rng: np.random.Generator
) -> Steps[ScoreSampler]:
    """Sampler whose reach is large enough not to repeat training spectra.

    Of spectra drawn with it, the typical one is no nearer to a training spectrum than training
    spectra are to each other, along the components.
    """
    sampler = score_sampler(variation, mode)
    if mode not in FROM_TRAINING:
        return sampler
    measured = variation.scores * variation.spread
    among = np.median(distance_to_nearest(measured))
    for number, reach in enumerate(REACHES):
        sampler = replace(sampler, reach=reach)
        drawing = drawn_places(variation, sampler, _N_TRIED, rng)
        places = yield from part(drawing, number / len(REACHES), (number + 1) / len(REACHES))
        if np.median(distance_to_nearest(places, measured)) >= among:
            break
    return sampler


def drawn_places(
    variation: Variation, sampler: ScoreSampler, n: int, rng: np.random.Generator
) -> Steps[Array]:
    """Draw spectra; give where they are along the components, shape (n, n_components).

    In the unit of the variation, as its scores times their spread are.
    """
    scores, levels = sampler.draw(n, rng)
    places = []
    for start in range(0, n, _AT_ONCE):
        yield Progress(start / n, "calibrating")
        rows = slice(start, start + _AT_ONCE)
        drawn = variation.structure(scores[rows]) + variation.noise.draw(levels[rows], rng)
        places.append(variation.coordinates(drawn) * variation.spread)
    return np.concatenate(places)
