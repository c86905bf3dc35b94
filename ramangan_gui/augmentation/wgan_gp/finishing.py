"""After training: mean, latent variables and noise are set right once more.

The adversarial phase shapes the variation; the mean, the distribution of scores and noise levels,
and the power spectrum are better known from the spectra directly: from all of them, because by now
those set aside for validation have done their duty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.progress import Progress, Steps, part
from ..noise_model import Array
from ..passband import limited, passband, power_of
from ..score_sampler import ScoreSampler
from ..variation import Variation, recalibrated
from . import architecture
from .material import array
from .model import weight_name
from .scaling import Scaling
from .trainer import Trainer

#: Draws of which the mean is taken, in blocks.
_BLOCK, _N_BLOCKS = 100, 20
#: Draws with which the noise is calibrated.
_N_MATCHED = 400


def finish(
    trainer: Trainer,
    scaling: Scaling,
    weights: Tensor,
    variations: tuple[Variation, Variation],
    known: Array,
    seed: int,
) -> Steps[tuple[dict[str, Any], dict[str, NDArray[Any]]]]:
    """Calibrate a generator.

    Parameters
    ----------
    trainer : Trainer
        Draws from the generator.
    scaling : Scaling
        Between intensities and network values.
    weights : Tensor
        Weights that are kept.
    variations : tuple of Variation
        Of the spectra that the generator was trained on; and of all that are known.
    known : ndarray of float64, shape (n_spectra, n_points)
        All spectra that are known, in the unit of their variation.
    seed : int
        Seed of the draws.

    Returns
    -------
    config, tensors : dict
        What a model is made of.
    """
    first, full = variations
    unit = first.unit / full.unit
    sampler = _sampler(trainer.material.sampler, first, full, known / unit)
    rng = torch.Generator().manual_seed(seed)
    drawn = []
    for block in range(_N_BLOCKS):
        yield Progress(0.8 * block / _N_BLOCKS, "calibrating")
        drawn.append(trainer.draw(weights, _BLOCK, rng, sampler)[0])
    scale = scaling.scale * unit
    structure = np.concatenate(drawn) * scale
    gain = passband(power_of(known), power_of(structure, len(known)), len(known) - 1)
    mean = full.mean - limited(structure.mean(axis=0)[None], gain)[0]
    yield Progress(0.9, "calibrating")

    scaled, _, levels = trainer.draw(weights, _N_MATCHED, rng, sampler)
    made = limited(scaled * scale, gain) + mean
    calibrating = recalibrated(full, made, levels, np.random.default_rng(seed))
    noise = yield from part(calibrating, 0.9, 1.0)
    calibration = {
        "mean": mean,
        "scale": scale,
        "passband": gain,
        "scores": sampler.scores,
        "weights": sampler.weights,
        **noise.tensors,
        "levels": sampler.levels,
    }
    config = {
        "n_points": known.shape[1],
        "n_levels": len(sampler.levels),
        "n_shaped": sampler.scores.shape[1],
        "latent_dim": trainer.latent_dim,
        "latent_shape": sampler.mode,
        "reach": sampler.reach,
        "balance": full.balance,
        "n_balanced": min(full.n_balanced, sampler.scores.shape[1]),
        "network": trainer.params.network,
        "channels": list(architecture.generator_sizes(trainer.params.network)),
        "width": architecture.LATENT_WIDTH,
        "unit": full.unit,
    }
    config |= full.common.config
    with trainer.using(weights):
        named = {
            weight_name(name): array(weight)
            for name, weight in trainer.generator.named_parameters()
        }
    named["linear"] = array(trainer.generator.linear)
    config["n_linear"] = len(named["linear"])
    products = trainer.generator.products
    if len(products.levels):
        config["bends"] = array(products.pairs).T.tolist()
        calibration["bend_levels"] = array(products.levels).astype(np.float64)
    return config, calibration | trainer.material.network_limits | named


def _sampler(used: ScoreSampler, first: Variation, full: Variation, known: Array) -> ScoreSampler:
    """Give the sampler of the training the scores and noise levels of all known spectra."""
    width = used.scores.shape[1]
    scores = first.coordinates(known)[:, :width]
    return replace(used, scores=scores - scores.mean(0), levels=full.noise.levels)
