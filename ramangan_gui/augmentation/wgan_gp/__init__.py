"""A Wasserstein generative adversarial network with gradient penalty, for 1-D spectra.

This module does not import torch; :mod:`.training` and :mod:`.model` do when they are called.
"""

from __future__ import annotations

from ...core.augmented_set import StoredModel
from ...core.progress import Progress, Steps
from ...core.spectra import Spectra
from ..base import Augmenter, Checkpoints, FittedModel
from .params import WganGpParams


def _fit(
    training: Spectra,
    validation: Spectra,
    params: WganGpParams,
    seed: int,
    checkpoints: Checkpoints | None,
) -> Steps[FittedModel]:
    # Loading torch takes a moment: say so first.
    yield Progress(0.0, "preparing")
    from .training import fit

    return (yield from fit(training, validation, params, seed, checkpoints))


def _restore(stored: StoredModel) -> FittedModel:
    from .model import restore

    return restore(stored)


WGAN_GP = Augmenter(
    name="wgan_gp",
    title="WGAN-GP",
    description="A convolutional critic teaches a transposed-convolutional generator; learns "
    "variation that is neither linear nor Gaussian. Serves best from about 60 spectra up.",
    params=WganGpParams,
    fit=_fit,
    restore=_restore,
    min_spectra=4,
)
