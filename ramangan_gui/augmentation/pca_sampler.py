"""Calibrated PCA: scores drawn from their distribution, structure from components, plus noise.

The plain alternative to the network, with the same care for mean, noise and calibration. Needs no
training, and on many sets it is as good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import StoredModel
from ..core.errors import InputError
from ..core.params import param
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from .alignment import FollowingParams
from .base import Augmenter, Checkpoints, Drawn, FittedModel, TrainingView
from .bends import Bends, stored_pairs
from .common_scale import CommonScale
from .noise_model import Array, NoiseModel, noise_shapes
from .restoring import (
    refuse_others,
    stored_balance,
    stored_integer,
    stored_number,
    stored_tensors,
)
from .score_sampler import MODES, ScoreSampler, fitted_sampler, score_sampler
from .suitable_mode import SUITABLE, WAYS, settled_mode
from .variation import Variation, fit_variation, recalibrated

#: Spectra drawn for calibration.
_N_MATCHED = 400


@dataclass(frozen=True)
class CalibratedPcaParams(FollowingParams):
    """How scores are drawn."""

    prefix: ClassVar[str] = "pca"

    mode: str = param(
        SUITABLE,
        "Scores",
        choices=WAYS,
        tooltip="What suits the spectra is the way whose draws from half of the training spectra "
        "are hardest to tell from the other half; of few spectra, the one that comes as near to "
        "them as spectra left out do. Local follows bent clouds and keeps tails and clusters; "
        "smoothed keeps tails and clusters, and bends less; copula keeps each score's tails; "
        "Gaussian assumes one cloud without tails.",
    )

    @classmethod
    def preset(cls, name: str) -> Self:
        """Give the parameters of a preset; all presets are alike, nothing is trained."""
        return cls()


class CalibratedPca(FittedModel):
    """Mean, components, scores and noise of one substance.

    Parameters
    ----------
    variation : Variation
        Calibrated for `sampler`.
    sampler : ScoreSampler
        Draws scores and noise levels.
    kept : str, optional
        What was kept and why, if there was a choice.
    curves : tuple, optional
        Iterations and loss curves of what else was tried.
    warnings : tuple of str
        What else is doubtful.
    """

    def __init__(
        self,
        variation: Variation,
        sampler: ScoreSampler,
        kept: str = "",
        curves: tuple[NDArray[np.int64], Mapping[str, NDArray[np.float32]]] | None = None,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self._variation, self._sampler, self._kept = variation, sampler, kept
        self._curves = curves or (np.empty(0, np.int64), {})
        self._warnings = warnings

    @property
    def kept(self) -> str:
        """What the model is, and why it was kept, in words."""
        return self._kept or (
            f"Calibrated PCA with {self._variation.n_components} components; nothing was chosen "
            "between states."
        )

    @property
    def curves(self) -> tuple[NDArray[np.int64], Mapping[str, NDArray[np.float32]]]:
        """Loss curves of networks that were trained beside it; empty where none were."""
        return self._curves

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what is doubtful."""
        n_spectra = len(self._variation.scores)
        if n_spectra >= 20 or self._warnings:
            return self._warnings
        return (f"Only {n_spectra} training spectra: hardly more variety than these show.",)

    def sample(self, n: int, seed: int) -> Drawn:
        """Draw `n` spectra; groups of as many as there are training spectra are balanced.

        Group g depends on the seed and g alone, so a larger `n` begins with the same spectra.
        """
        variation, size = self._variation, self._sampler.group
        groups = [np.empty((0, variation.mean.size), np.float32)]
        for number in range(-(-n // size)):
            rng = np.random.default_rng([seed, number])
            scores, levels = self._sampler.draw(size, rng, balanced=True)
            leading = scores[:, : variation.n_balanced]
            noise = variation.noise.draw(levels, rng, variation.balance, leading)
            spectra = variation.common.summed(variation.structure(scores), noise)
            groups.append((spectra * variation.unit).astype(np.float32))
        return Drawn(np.concatenate(groups)[:n], np.full(n, -1, np.int32))

    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the model as plain arrays."""
        v = self._variation
        config: dict[str, Any] = {
            "mode": self._sampler.mode,
            "reach": self._sampler.reach,
            "balance": v.balance,
            "n_balanced": v.n_balanced,
            "unit": v.unit,
            "n_points": v.mean.size,
            "n_components": v.n_components,
            "n_spectra": len(v.scores),
        }
        config |= v.common.config | v.bends.config
        return StoredModel(label, fold, "pca", self.kept, config, _tensors(v))


def fit(
    training: Spectra,
    validation: Spectra,
    params: CalibratedPcaParams,
    seed: int,
    checkpoints: Checkpoints | None = None,
) -> Steps[FittedModel]:
    """Fit a calibrated PCA; nothing is chosen, so `validation` spectra are learnt from as well.

    Raises
    ------
    SpectraError, TrainingError
        If the spectra are not fit for it.
    """
    known = Spectra.concatenate([training, validation]) if len(validation) else training
    variation = yield from part(fit_variation(known, seed), 0.0, 0.9)
    mode = yield from part(settled_mode(params.mode, variation, seed), 0.9, 0.95)
    model = yield from part(calibrated_pca(variation, mode, seed), 0.95, 1.0)
    yield Progress(1.0, "calibrated", _view(model, training, seed))
    return model


def calibrated_pca(
    variation: Variation,
    mode: str,
    seed: int,
    kept: str = "",
    curves: tuple[NDArray[np.int64], Mapping[str, NDArray[np.float32]]] | None = None,
    warnings: tuple[str, ...] = (),
) -> Steps[CalibratedPca]:
    """Make a model of a fitted variation.

    Parameters
    ----------
    variation : Variation
        As :func:`.variation.fit_variation` gave it.
    mode : str
        How scores are drawn.
    seed : int
        Seed of the draws used in calibration.
    kept, curves, warnings
        As :class:`CalibratedPca`.

    Yields
    ------
    Progress

    Returns
    -------
    CalibratedPca
        The model.
    """
    rng = np.random.default_rng([seed, 2])
    sampler = yield from part(fitted_sampler(variation, mode, rng), 0.0, 0.5)
    scores, levels = sampler.draw(_N_MATCHED, rng)
    calibrating = recalibrated(variation, variation.structure(scores), levels, rng)
    noise = yield from part(calibrating, 0.5, 1.0)
    return CalibratedPca(replace(variation, noise=noise), sampler, kept, curves, warnings)


def restore(stored: StoredModel) -> CalibratedPca:
    """Build a model from what a file holds.

    Raises
    ------
    InputError
        If anything in it is missing, superfluous, of the wrong shape or not finite.
    """
    n_points = stored_integer(stored, "n_points", 2, 1_000_000)
    n_components = stored_integer(stored, "n_components", 1, 4096)
    n_spectra = stored_integer(stored, "n_spectra", 2, 10_000_000)
    mode = stored.config.get("mode")
    if not isinstance(mode, str) or mode not in MODES:
        raise InputError(f"The stored model of {stored.label} draws scores in an unknown way.")
    shapes: Mapping[str, tuple[int, ...]] = {
        "mean": (n_points,),
        "loadings": (n_components, n_points),
        "scores": (n_spectra, n_components),
        "directions": (n_components, n_points),
        "spread": (n_components,),
        **noise_shapes(n_points, n_spectra, "tints" in stored.tensors),
    }
    pairs = stored_pairs(stored, n_components)
    if len(pairs):
        shapes = {**shapes, "bend_levels": (len(pairs),), "bend_curves": (len(pairs), n_points)}
    t = stored_tensors(stored, shapes, np.float64)
    refuse_others(stored, set(t))
    unsigned = (t[name] for name in ("profile", "power", "tints") if name in t)
    if (
        any((one < 0).any() for one in unsigned)
        or (t["levels"] <= 0).any()
        or (t["spread"] <= 0).any()
    ):
        raise InputError(f"The calibration in the stored model of {stored.label} makes no sense.")
    noise = NoiseModel.of_tensors(t)
    unit = stored_number(stored, "unit")
    linear = (t["mean"], t["loadings"], t["scores"], t["directions"], t["spread"])
    balance, n_balanced = stored_balance(stored, n_spectra, n_components)
    common = CommonScale.restored(stored)
    bends = Bends(pairs, t["bend_levels"], t["bend_curves"]) if len(pairs) else Bends.none(n_points)
    variation = Variation(unit, *linear, noise, balance, n_balanced, common, bends)
    return CalibratedPca(
        variation, score_sampler(variation, mode, stored_number(stored, "reach")), stored.kept
    )


def _tensors(variation: Variation) -> dict[str, Array]:
    linear = {
        name: getattr(variation, name)
        for name in ("mean", "loadings", "scores", "directions", "spread")
    }
    noise = variation.noise.tensors
    if not len(variation.bends.pairs):
        return linear | noise
    bends = {f"bend_{name}": getattr(variation.bends, name) for name in ("levels", "curves")}
    return linear | noise | bends


def _view(model: CalibratedPca, training: Spectra, seed: int) -> TrainingView:
    samples = model.sample(6, seed).intensities
    nearest = np.array(
        [np.sum((training.intensities - one) ** 2, axis=1).argmin() for one in samples]
    )
    return TrainingView("calibrated", 1, 1, samples=samples, nearest=nearest)


CALIBRATED_PCA = Augmenter(
    name="pca",
    title="Calibrated PCA",
    description="Draws scores of the principal components and adds noise like the originals'; "
    "quick, and hard to beat where the variation is linear.",
    params=CalibratedPcaParams,
    fit=fit,
    restore=restore,
    min_spectra=4,
)
