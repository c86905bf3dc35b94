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
from ..core.params import Parameters, param
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from .base import Augmenter, Checkpoints, Drawn, FittedModel, TrainingView
from .copula import fit_copula
from .near_levels import NearLevels
from .noise_model import Array, NoiseModel, match_high_frequencies, match_power
from .restoring import refuse_others, stored_integer, stored_number, stored_tensors
from .variation import Variation, fit_variation

_MODES = {
    "gauss": "Gaussian: independent scores",
    "copula": "Copula: each score's own distribution, correlated",
    "kde": "Smoothed: training scores with jitter",
    "local": "Local: between neighbouring training scores",
}
_JITTER, _LOCAL = 0.4, 0.7
_MAX_NEIGHBOURS = 8
_BLOCK = 256


@dataclass(frozen=True)
class CalibratedPcaParams(Parameters):
    """How scores are drawn."""

    prefix: ClassVar[str] = "pca"

    mode: str = param(
        "copula",
        "Scores",
        choices=_MODES,
        tooltip="Gaussian assumes one cloud without tails; copula keeps each score's tails; "
        "smoothed keeps tails and clusters; local follows bent clouds, but stays nearest to the "
        "training spectra.",
    )

    @classmethod
    def preset(cls, name: str) -> Self:
        """Give the parameters of a preset; all presets are alike, nothing is trained."""
        return cls()


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
    mode : {"gauss", "copula", "kde", "local"}
        How to draw.
    """

    scores: Array
    weights: Array
    levels: Array
    mode: str

    def draw(self, n: int, rng: np.random.Generator) -> tuple[Array, Array]:
        """Scores, shape (n, n_components), and levels, shape (n,); variances stay those given."""
        if self.mode == "copula":
            return self._draw_copula(n, rng)
        n_spectra, n_components = self.scores.shape
        parent = rng.integers(0, n_spectra, n)
        gauss = rng.standard_normal((n, n_components))
        logs = np.log(self.levels)
        if self.mode == "gauss":
            return gauss, self.levels[parent]
        if self.mode == "kde":
            drawn = self.scores[parent] + _JITTER * gauss
            return drawn / np.sqrt(1.0 + _JITTER**2), self.levels[parent]
        neighbours = self._neighbours()
        mate = neighbours[parent, rng.integers(0, neighbours.shape[1], n)]
        way = self.scores[mate] - self.scores[parent]
        drawn = self.scores[parent] + _LOCAL * gauss * way
        spread = np.sqrt(np.mean(self.scores[parent] ** 2 + (_LOCAL * way) ** 2, axis=0))
        level = logs[parent] + 0.5 * rng.standard_normal(n) * (logs[mate] - logs[parent])
        return drawn / np.maximum(1.0, spread), np.exp(level)

    def _draw_copula(self, n: int, rng: np.random.Generator) -> tuple[Array, Array]:
        """Correlated normal numbers, each mapped to the distribution of its score.

        The level is that of a training spectrum nearby.
        """
        drawn = fit_copula(self.scores).apply(rng.standard_normal((n, self.scores.shape[1])))
        near = NearLevels(self.scores * self.weights, self.levels)
        return drawn, near.draw(drawn * self.weights, rng)

    def _neighbours(self) -> NDArray[np.intp]:
        """Nearest training spectra of each, in scores and noise level."""
        n_spectra = len(self.scores)
        count = min(max(3, min(_MAX_NEIGHBOURS, n_spectra // 6)), n_spectra - 1)
        logs = np.log(self.levels)
        level = 0.3 * (logs - logs.mean()) / max(float(logs.std()), 0.05)
        place = np.column_stack([self.scores * self.weights, level])
        lengths = np.sum(place**2, axis=1)
        squares = lengths[:, None] + lengths - 2.0 * place @ place.T
        np.fill_diagonal(squares, np.inf)
        return np.argsort(squares, axis=1)[:, :count]


class CalibratedPca(FittedModel):
    """Mean, components, scores and noise of one substance.

    Parameters
    ----------
    variation : Variation
        Calibrated for `mode`.
    mode : {"gauss", "copula", "kde", "local"}
        How scores are drawn.
    """

    def __init__(self, variation: Variation, mode: str) -> None:
        self._variation, self._mode = variation, mode

    @property
    def kept(self) -> str:
        """What the model is, in words."""
        return (
            f"Calibrated PCA with {self._variation.n_components} components; nothing was chosen "
            "between states."
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what is doubtful."""
        n_spectra = len(self._variation.scores)
        if n_spectra >= 20:
            return ()
        return (f"Only {n_spectra} training spectra: hardly more variety than these show.",)

    def sample(self, n: int, seed: int) -> Drawn:
        """Draw `n` spectra; block b of 256 depends on the seed and b alone."""
        variation = self._variation
        sampler = score_sampler(variation, self._mode)
        blocks = [np.empty((0, variation.mean.size), np.float32)]
        for number in range(-(-n // _BLOCK)):
            rng = np.random.default_rng([seed, number])
            scores, levels = sampler.draw(_BLOCK, rng)
            spectra = variation.structure(scores) + variation.noise.draw(levels, rng)
            blocks.append((spectra * variation.unit).astype(np.float32))
        return Drawn(np.concatenate(blocks)[:n], np.full(n, -1, np.int32))

    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the model as plain arrays."""
        v = self._variation
        config: dict[str, Any] = {
            "mode": self._mode,
            "unit": v.unit,
            "n_points": v.mean.size,
            "n_components": v.n_components,
            "n_spectra": len(v.scores),
        }
        return StoredModel(label, fold, "pca", self.kept, config, _tensors(v))


def score_sampler(variation: Variation, mode: str) -> ScoreSampler:
    """Sampler of the scores of `variation`."""
    strength = np.sqrt(np.sum(variation.loadings**2, axis=1))
    weights = strength / max(float(np.sqrt(np.sum(strength**2))), 1e-300)
    return ScoreSampler(variation.scores, weights, variation.noise.levels, mode)


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
    rng = np.random.default_rng([seed, 2])
    originals = known.intensities.astype(np.float64) / variation.unit
    scores, levels = score_sampler(variation, params.mode).draw(400, rng)
    structure = variation.structure(scores)
    noise = match_power(variation.noise, originals, structure, levels, rng, bounds=(0.5, 2.0))
    noise = match_high_frequencies(noise, originals, structure, levels, rng)
    model = CalibratedPca(replace(variation, noise=noise), params.mode)
    yield Progress(1.0, "calibrated", _view(model, training, seed))
    return model


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
    if not isinstance(mode, str) or mode not in _MODES:
        raise InputError(f"The stored model of {stored.label} draws scores in an unknown way.")
    shapes: Mapping[str, tuple[int, ...]] = {
        "mean": (n_points,),
        "loadings": (n_components, n_points),
        "scores": (n_spectra, n_components),
        "directions": (n_components, n_points),
        "spread": (n_components,),
        "profile": (n_points,),
        "power": (n_points // 2 + 1,),
        "levels": (n_spectra,),
    }
    t = stored_tensors(stored, shapes, np.float64)
    refuse_others(stored, set(t))
    if (t["power"] < 0).any() or (t["levels"] <= 0).any() or (t["spread"] <= 0).any():
        raise InputError(f"The calibration in the stored model of {stored.label} makes no sense.")
    noise = NoiseModel(t["profile"], t["power"], t["levels"])
    unit = stored_number(stored, "unit")
    linear = (t["mean"], t["loadings"], t["scores"], t["directions"], t["spread"])
    return CalibratedPca(Variation(unit, *linear, noise), mode)


def _tensors(variation: Variation) -> dict[str, Array]:
    linear = {
        name: getattr(variation, name)
        for name in ("mean", "loadings", "scores", "directions", "spread")
    }
    noise = {name: getattr(variation.noise, name) for name in ("profile", "power", "levels")}
    return linear | noise


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
