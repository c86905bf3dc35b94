"""Choosing between states of a generator by validation spectra: never by loss.

References
----------
Székely, Rizzo, Energy statistics, J. Stat. Plan. Inference 143, 1249 (2013),
doi 10.1016/j.jspi.2013.03.018.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ..noise_model import Array
from ..variation import Variation
from .alarms import Alarms, distances
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
    between = distances(first, second).mean()
    within_first = distances(first, first).sum() / max(n * (n - 1), 1)
    within_second = distances(second, second).sum() / max(m * (m - 1), 1)
    return float(2.0 * between - within_first - within_second)


class Judge:
    """Measures how far a state's spectra are from the validation spectra.

    Parameters
    ----------
    variation : Variation
        Linear model of the training spectra; distances are taken along its components.
    scaling : Scaling
        Between intensities and network values.
    training, validation : ndarray of float64, shape (n_spectra, n_points)
        Spectra in the variation's unit.
    seed : int
        Every state is judged by the same draws.
    """

    def __init__(
        self,
        variation: Variation,
        scaling: Scaling,
        training: Array,
        validation: Array,
        seed: int,
    ) -> None:
        self._variation, self._scaling, self._seed = variation, scaling, seed
        self._validation = variation.coordinates(validation)
        self._alarms = Alarms(training, validation, variation.directions)

    def distance(self, trainer: Trainer, weights: Tensor) -> float:
        """Energy distance between validation spectra and spectra drawn with `weights`."""
        structure, noise = self._drawn(trainer, weights)
        return self.distance_of(self._scaling.inverse(structure - structure.mean(0) + noise))

    def alarms(self, trainer: Trainer, weights: Tensor) -> list[str]:
        """Sentences about what is wrong with the spectra of this state and the last."""
        structure, noise = self._drawn(trainer, weights)
        return self._alarms.hear(self._scaling.inverse(structure + noise))

    def _drawn(self, trainer: Trainer, weights: Tensor) -> tuple[Array, Array]:
        rng = torch.Generator().manual_seed(self._seed)
        structure, noise, _ = trainer.draw(weights, _N_DRAWN, rng)
        return structure, noise

    def distance_of(self, drawn: Array) -> float:
        """Energy distance between validation spectra and others in the variation's unit."""
        return energy_distance(self._validation, self._variation.coordinates(drawn))
