"""Choosing between states of a generator by validation spectra: never by loss.

References
----------
Székely, Rizzo, Energy statistics, J. Stat. Plan. Inference 143, 1249 (2013),
doi 10.1016/j.jspi.2013.03.018.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..noise_model import Array
from ..variation import Variation
from .scaling import Scaling
from .trainer import Trainer

_N_DRAWN = 400


def energy_distance(first: Array, second: Array) -> float:
    """Energy distance 2 E|X − Y| − E|X − X'| − E|Y − Y'|, without bias.

    Parameters
    ----------
    first, second : ndarray of float64, shapes (n, k) and (m, k)
        Points of the two sets; near zero if they come from one distribution.
    """
    n, m = len(first), len(second)
    between = _distances(first, second).mean()
    within_first = _distances(first, first).sum() / max(n * (n - 1), 1)
    within_second = _distances(second, second).sum() / max(m * (m - 1), 1)
    return float(2.0 * between - within_first - within_second)


class Judge:
    """Measures how far a state's spectra are from the validation spectra.

    Parameters
    ----------
    variation : Variation
        Linear model of the training spectra; distances are taken along its components.
    scaling : Scaling
        Between intensities and network values.
    validation : ndarray of float64, shape (n_spectra, n_points)
        Validation spectra in the variation's unit.
    seed : int
        Every state is judged by the same draws.
    """

    def __init__(
        self, variation: Variation, scaling: Scaling, validation: Array, seed: int
    ) -> None:
        self._variation, self._scaling, self._seed = variation, scaling, seed
        self._validation = variation.coordinates(validation)

    def distance(self, trainer: Trainer, weights: Tensor) -> float:
        """Energy distance between validation spectra and spectra drawn with `weights`."""
        rng = torch.Generator().manual_seed(self._seed)
        structure, noise, _ = trainer.draw(weights, _N_DRAWN, rng)
        return self.distance_of(self._scaling.inverse(structure - structure.mean(0) + noise))

    def distance_of(self, drawn: Array) -> float:
        """Energy distance between validation spectra and others in the variation's unit."""
        return energy_distance(self._validation, self._variation.coordinates(drawn))


def _distances(first: Array, second: Array) -> NDArray[np.float64]:
    squares = (first**2).sum(1)[:, None] + (second**2).sum(1) - 2.0 * first @ second.T
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)))
