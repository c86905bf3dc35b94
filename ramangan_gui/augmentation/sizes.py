"""Spectra that differ in overall intensity: made equal first, and unequal again after drawing.

Laser power, focus and the amount of substance multiply a whole spectrum, most of its noise
included. Sums of components and noise cannot do that: the weak spectra they make are too noisy, the
strong ones too smooth. Where the noise of training spectra goes with their size, and fewer
components are enough for spectra of equal size, the augmenter learns from these, and what it draws
is multiplied by a size of training spectra that look like it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..core.augmented_set import StoredModel
from ..core.errors import InputError
from ..core.params import Parameters, param
from ..core.progress import Progress, Steps, changed, part
from ..core.spectra import Spectra
from .base import Augmenter, Checkpoints, Drawn, FittedModel, OuterModel, TrainingView
from .common_scale import CommonScale
from .looks import MAX_DIRECTIONS, Looks
from .noise_model import Array
from .restoring import stored_integer, stored_tensors
from .variation import fit_variation

#: Standard deviation of the logarithm of sizes below which nothing is to be gained.
_LEAST = 0.1
#: How well sizes must tell how strong the noise is (correlation of logarithms).
_RELATED = 0.7
#: More than this times as much must not be left by the components of spectra of equal size.
_LEFT = 1.1
#: Spectra weaker than this, over the typical one, say nothing when they are made equal.
_WEAKEST = 0.02
#: Share of the progress that comparing sizes takes.
_SHARE = 0.05


@dataclass(frozen=True)
class SizeParams(Parameters):
    """Whether the overall intensity of spectra is learnt apart."""

    sizes: bool = param(
        True,
        "Follow overall intensity",
        tooltip="Where the spectra of a substance were not normalised, and strong ones are "
        "noisier in proportion, learn from spectra of equal intensity and multiply what is drawn.",
        advanced=True,
    )


def find_sizes(spectra: Spectra, seed: int) -> Steps[Array | None]:
    """Find the typical spectrum whose multiples the training spectra are, if that is worth while.

    Parameters
    ----------
    spectra : Spectra
        Training spectra of one substance.
    seed : int
        Seed of the cross-validation.

    Returns
    -------
    ndarray of float64, shape (n_points,), or None
        Spectra of equal size have the same product with it as it has with itself.

    Raises
    ------
    SpectraError, TrainingError
        If the spectra are not fit for learning from; see :func:`.variation.fit_variation`.
    """
    yield Progress(0.0, "comparing intensities")
    values = spectra.intensities.astype(np.float64)
    if spectra.n_points < 16 or len(spectra) < 8 or not np.isfinite(values).all():
        return None
    typical = _typical(values)
    if CommonScale.of(values).kind or not _can_be_equal(values, typical):
        return None
    sizes = sizes_of(values, typical)
    if np.log(sizes).std() < _LEAST:
        return None
    before = yield from part(fit_variation(spectra, seed), 0.0, 0.5)
    if np.corrcoef(np.log(sizes), np.log(before.noise.levels))[0, 1] < _RELATED:
        return None
    equal = spectra.with_intensities(values / sizes[:, None])
    after = yield from part(fit_variation(equal, seed), 0.5, 1.0)
    left = after.left() * math.exp(2.0 * float(np.mean(np.log(sizes)))) / before.left()
    fewer = after.n_components < before.n_components and left <= _LEFT
    return typical if fewer or left <= 1.0 else None


def sizes_of(values: Array, typical: Array) -> Array:
    """Size of spectra, shape (n, n_points), in typical ones, shape (n,)."""
    return np.asarray(values @ typical / max(float(typical @ typical), 1e-300))


class SizedModel(OuterModel):
    """A model of spectra of equal size, and what sizes they had.

    Parameters
    ----------
    inner : FittedModel
        Draws spectra of equal size.
    looks : Looks
        Which sizes go with which spectra.
    kept : str
        What was kept and why, in words.
    """

    def __init__(self, inner: FittedModel, looks: Looks, kept: str) -> None:
        super().__init__(inner, kept)
        self._looks = looks

    def sample(self, n: int, seed: int) -> Drawn:
        """Draw `n` spectra of unequal size; a larger `n` begins with the same spectra."""
        group = len(self._looks.sizes)
        drawn = self._inner.sample(-(-n // group) * group, seed)
        made = np.empty_like(drawn.intensities)
        for number, start in enumerate(range(0, len(made), group)):
            rows = drawn.intensities[start : start + group].astype(np.float64)
            sizes = self._looks.draw(rows, np.random.default_rng([seed, number, 2]))
            made[start : start + group] = rows * sizes[:, None]
        return Drawn(made[:n], drawn.parent_index[:n])

    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the model as plain arrays."""
        inner, looks = super().stored(label, fold), self._looks
        counts = {"n_sized": len(looks.sizes), "n_looks": len(looks.directions)}
        tensors = {f"size_{name}": getattr(looks, name) for name in _TENSORS}
        return replace(
            inner,
            config={**inner.config, **counts, "n_size_points": looks.mean.size},
            tensors={**inner.tensors, **tensors},
        )


_TENSORS = ("mean", "directions", "noise", "places", "sizes")


def sized(augmenter: Augmenter) -> Augmenter:
    """Give an augmenter that learns the overall intensity apart, if its parameters say so.

    Parameters
    ----------
    augmenter : Augmenter
        Its parameters are :class:`SizeParams`.
    """

    def fit(
        training: Spectra,
        validation: Spectra,
        params: SizeParams,
        seed: int,
        checkpoints: Checkpoints | None,
    ) -> Steps[FittedModel]:
        typical = None
        if params.sizes:
            typical = yield from part(find_sizes(training, seed), 0.0, _SHARE)
        unseen = validation.intensities.astype(np.float64)
        begin = _SHARE if params.sizes else 0.0
        if typical is None or not _can_be_equal(unseen, typical):
            work = augmenter.fit(training, validation, params, seed, checkpoints)
            return (yield from part(work, begin, 1.0))
        known = np.concatenate([training.intensities.astype(np.float64), unseen])
        sizes = sizes_of(known, typical)
        equal = known / sizes[:, None]
        own = training.with_intensities(equal[: len(training)])
        others = validation.with_intensities(equal[len(training) :])
        work = augmenter.fit(own, others, params, seed, checkpoints)
        work = changed(work, lambda progress: _as_strong(progress, sizes))
        model = yield from part(work, begin, 1.0)
        kept = (
            f"{model.kept} Spectra were made equally strong before (strengths from "
            f"{sizes.min():.2f} to {sizes.max():.2f} times the typical one) and unequal again "
            "after drawing."
        )
        return SizedModel(model, Looks.of(equal, sizes), kept)

    def restored(stored: StoredModel) -> FittedModel:
        return _restored(stored, augmenter)

    return replace(augmenter, fit=fit, restore=restored)


def _as_strong(progress: Progress, sizes: Array) -> Progress:
    """Let spectra that are shown be as strong as the training spectra they are compared with."""
    view = progress.payload
    if not isinstance(view, TrainingView) or view.samples is None or view.nearest is None:
        return progress
    samples = (view.samples * sizes[view.nearest][:, None]).astype(np.float32)
    return replace(progress, payload=replace(view, samples=samples))


def _restored(stored: StoredModel, augmenter: Augmenter) -> FittedModel:
    if "n_sized" not in stored.config:
        return augmenter.restore(stored)
    n_sized = stored_integer(stored, "n_sized", 2, 10_000_000)
    n_looks = stored_integer(stored, "n_looks", 1, MAX_DIRECTIONS)
    n_points = stored_integer(stored, "n_size_points", 2, 1_000_000)
    shapes: Mapping[str, tuple[int, ...]] = {
        "size_mean": (n_points,),
        "size_directions": (n_looks, n_points),
        "size_noise": (2,),
        "size_places": (n_sized, n_looks + 1),
        "size_sizes": (n_sized,),
    }
    own = {name: tensor for name, tensor in stored.tensors.items() if name in shapes}
    found = stored_tensors(replace(stored, tensors=own), shapes, np.float64)
    looks = Looks(*(found[f"size_{name}"] for name in _TENSORS))
    if (looks.sizes <= 0.0).any() or looks.noise[1] <= 0.0:
        raise InputError(f"The sizes in the stored model of {stored.label} make no sense.")
    counts = ("n_sized", "n_looks", "n_size_points")
    config: dict[str, Any] = {k: v for k, v in stored.config.items() if k not in counts}
    tensors = {name: tensor for name, tensor in stored.tensors.items() if name not in shapes}
    inner = augmenter.restore(replace(stored, config=config, tensors=tensors))
    if stored.config.get("n_points") != n_points:
        raise InputError(f"The sizes in the stored model of {stored.label} make no sense.")
    return SizedModel(inner, looks, stored.kept)


def _typical(values: Array) -> Array:
    """Mean of spectra made equal; their sizes are 1 on average."""
    typical = values.mean(axis=0)
    for _ in range(3):
        sizes = sizes_of(values, typical)
        if not (sizes > 0.0).all():
            break
        typical = (values / sizes[:, None]).mean(axis=0)
    return np.asarray(typical * sizes_of(values, typical).mean())


def _can_be_equal(values: Array, typical: Array) -> bool:
    return bool((sizes_of(values, typical) > _WEAKEST).all())
