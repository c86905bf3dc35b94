"""After training: mean, noise levels and noise colour are set right once more.

The adversarial phase shapes the variation; the mean, the distribution of noise levels and the
power spectrum are better known from the training spectra directly.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.progress import Progress, Steps
from ..near_levels import NearLevels
from ..noise_model import Array, match_high_frequencies, match_power
from ..variation import Variation
from . import architecture
from .model import weight_name
from .scaling import Scaling
from .trainer import Trainer

_BLOCK, _N_BLOCKS = 100, 20
_N_MATCHED = 400


def finish(
    trainer: Trainer,
    variation: Variation,
    scaling: Scaling,
    intensities: Array,
    weights: Tensor,
    seed: int,
) -> Steps[tuple[dict[str, Any], dict[str, NDArray[Any]]]]:
    """Calibrate a generator.

    Parameters
    ----------
    trainer : Trainer
        Draws from the generator.
    variation : Variation
        Linear model of the training spectra.
    scaling : Scaling
        Between intensities and network values.
    intensities : ndarray of float64, shape (n_spectra, n_points)
        Training spectra in the variation's unit.
    weights : Tensor
        Weights that are kept.
    seed : int
        Seed of the draws.

    Returns
    -------
    config, tensors : dict
        What a model is made of.
    """
    rng = torch.Generator().manual_seed(seed)
    drawn = []
    for block in range(_N_BLOCKS):
        yield Progress(0.8 * block / _N_BLOCKS, "calibrating")
        drawn.append(trainer.draw(weights, _BLOCK, rng)[0])
    structure = np.concatenate(drawn) * scaling.scale
    mean = variation.mean - structure.mean(axis=0)
    matched = structure[:_N_MATCHED] + mean
    yield Progress(0.9, "calibrating")
    numbers = np.random.default_rng(seed)
    levels_of = {
        "level_axes": variation.directions,
        "level_places": variation.scores * variation.spread
        + variation.mean @ variation.directions.T,
        "levels": variation.noise.levels,
    }
    near = NearLevels(levels_of["level_places"], levels_of["levels"])
    levels = near.draw(matched @ variation.directions.T, numbers)
    noise = match_power(variation.noise, intensities, matched, levels, numbers, bounds=(0.5, 2.0))
    noise = match_high_frequencies(noise, intensities, matched, levels, numbers)
    calibration = {
        "mean": mean,
        "scale": scaling.scale,
        "profile": noise.profile,
        "power": noise.power,
        **levels_of,
    }
    copula = trainer.material.copula
    if copula is not None:
        calibration |= {"latent_mixing": copula.mixing, "latent_values": copula.values}
    config = {
        "n_shaped": 0 if copula is None else len(copula.mixing),
        "n_points": intensities.shape[1],
        "n_levels": len(variation.noise.levels),
        "n_components": variation.n_components,
        "latent_dim": trainer.latent_dim,
        "network": trainer.params.network,
        "channels": list(architecture.generator_sizes(trainer.params.network)),
        "width": architecture.LATENT_WIDTH,
        "unit": variation.unit,
    }
    with trainer.using(weights):
        named = {
            weight_name(name): part.detach().numpy().copy()
            for name, part in trainer.generator.named_parameters()
        }
    return config, calibration | named
