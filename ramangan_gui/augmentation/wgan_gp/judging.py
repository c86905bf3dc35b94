"""Choosing between states of a generator by validation spectra: never by loss.

How densely a state's spectra lie round each validation spectrum says how likely it makes that
spectrum, and the distance to the k-th nearest of many says how densely. States that make what is
not there, or leave out what is, or crowd round training spectra, all lose. (The energy distance
hardly sees any of this among many components, nor between two forms.)

References
----------
Wang, Kulkarni, Verdú, Divergence estimation for multidimensional densities via k-nearest-neighbor
distances, IEEE Trans. Inf. Theory 55, 2392 (2009), doi 10.1109/TIT.2009.2016060.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from ..noise_model import Array
from ..variation import Variation
from .alarms import Alarms, distances
from .scaling import Scaling
from .trainer import Trainer

#: Spectra drawn for judging, and which of the nearest of them the distance is taken to.
_N_DRAWN, _NEIGHBOUR = 1000, 5
#: Training spectra that give the unit of distance, at most.
_N_COMPARED = 500
#: Spectra drawn for alarms.
_N_ALARMED = 400


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
        known = self._places(training[:: -(-len(training) // _N_COMPARED)])
        apart = distances(known, known)[np.triu_indices(len(known), 1)]
        self._unit = max(float(np.median(apart)), 1e-300)
        self._validation = self._places(validation)
        self._alarms = Alarms(training, validation, variation.directions)

    def distance(self, trainer: Trainer, weights: Tensor | None) -> float:
        """Typical distance of validation spectra to spectra drawn with `weights`.

        With ``None``, to those of the linear model alone, by the same draws.
        """
        structure, noise = self._drawn(trainer, weights, _N_DRAWN)
        return self.distance_of(self._scaling.inverse(structure - structure.mean(0) + noise))

    def alarms(self, trainer: Trainer, weights: Tensor) -> list[str]:
        """Sentences about what is wrong with the spectra of this state and the last."""
        structure, noise = self._drawn(trainer, weights, _N_ALARMED)
        return self._alarms.hear(self._scaling.inverse(structure + noise))

    def distance_of(self, drawn: Array) -> float:
        """Distance of validation spectra to the fifth nearest of others, their geometric mean.

        Along the components, relative to the median distance between training spectra; compare only
        what as many were drawn for.
        """
        apart = distances(self._validation, self._places(drawn))
        near = np.partition(apart, _NEIGHBOUR - 1, axis=1)[:, _NEIGHBOUR - 1] / self._unit
        return float(np.exp(np.mean(np.log(np.maximum(near, 1e-12)))))

    def _places(self, spectra: Array) -> Array:
        return self._variation.coordinates(spectra) * self._variation.spread

    def _drawn(self, trainer: Trainer, weights: Tensor | None, n: int) -> tuple[Array, Array]:
        rng = torch.Generator().manual_seed(self._seed)
        structure, noise, _ = trainer.draw(weights, n, rng)
        return structure, noise
