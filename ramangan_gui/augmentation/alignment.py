"""Spectra that are moved along their axis: put in line first, and moved again after drawing.

A spectrometer whose calibration drifts moves all bands at once. Sums of components follow such a
movement badly: it takes many of them, and what lies between two places of a band becomes two bands.
Where moving the training spectra in line leaves clearly fewer components, the augmenter learns from
the spectra in line, and what it draws is moved as the training spectra were.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..core.augmented_set import StoredModel
from ..core.params import param
from ..core.progress import Progress, Steps, part, run
from ..core.spectra import Spectra
from .base import Augmenter, Checkpoints, Drawn, FittedModel, OuterModel
from .common_scale import CommonScale
from .displacement import agreement, displaced, displaced_in_pieces, in_pieces, movements
from .noise_model import Array
from .restoring import stored_integer, stored_tensors
from .sizes import SizeParams
from .variation import Variation, fit_variation

#: Standard deviation of movements, points, below which nothing is to be gained.
_LEAST = 0.15
#: Share of the components, or of what they leave, at most, for spectra in line to be simpler.
_FEWER, _LESS = 0.7, 0.9
#: Correlation of movements with scores, in standard errors, above which they belong together.
_RELATED = 3.5
#: How well movements of every other stretch of the axis must agree.
_AGREED = 0.97
#: Share of the progress that looking for movements takes.
_SHARE = 0.05


@dataclass(frozen=True)
class FollowingParams(SizeParams):
    """What of the spectra is learnt apart: their size, and movements along the axis."""

    align: bool = param(
        True,
        "Follow shifts along the axis",
        tooltip="Where the spectra of a substance are shifted against each other and become "
        "clearly simpler when put in line, learn from them in line and shift what is drawn.",
        advanced=True,
    )


@dataclass(frozen=True, eq=False)
class Alignment:
    """How training spectra are moved, and what they are in line with.

    Parameters
    ----------
    movements : ndarray of float64, shape (n_spectra,)
        Points to the right.
    reference : ndarray of float64, shape (n_points,)
        Their mean in line, smoothed.
    """

    movements: Array
    reference: Array

    def in_line(self, spectra: Spectra) -> Steps[tuple[Spectra, Array]]:
        """Put spectra of the same substance in line; gives their movements as well."""
        values = spectra.intensities.astype(np.float64)
        found, _ = yield from movements(values, self.reference)
        inline = yield from part(displaced_in_pieces(values, -found), 1.0, 1.0)
        return spectra.with_intensities(inline), found


def find_alignment(spectra: Spectra, seed: int) -> Steps[Alignment | None]:
    """Find movements that are worth following, if there are any.

    They are where all bands move together, and where spectra in line need at most 0.7 times the
    components and leave no more beside them in cross-validation, or need no more and leave at most
    0.9 times as much; not where movements go with what else varies, because then drawing them apart
    would make spectra that do not exist.

    Parameters
    ----------
    spectra : Spectra
        Training spectra of one substance.
    seed : int
        Seed of the cross-validation.

    Raises
    ------
    SpectraError, TrainingError
        If the spectra are not fit for learning from; see :func:`.variation.fit_variation`.
    """
    yield Progress(0.0, "looking for shifts")
    values = spectra.intensities.astype(np.float64)
    if spectra.n_points < 16 or len(spectra) < 4 or not np.isfinite(values).all():
        return None
    found, reference = yield from part(movements(values), 0.0, 0.1)
    if found.std() < _LEAST:
        return None
    agreed = yield from part(agreement(values, found, reference), 0.1, 0.1)
    if agreed < _AGREED:
        return None
    alignment = Alignment(found, reference)
    before = yield from part(fit_variation(spectra, seed), 0.1, 0.5)
    inline = spectra.with_intensities(
        (yield from part(displaced_in_pieces(values, -found), 0.5, 0.5))
    )
    after = yield from part(fit_variation(inline, seed), 0.5, 0.9)
    left, fewer = after.left() / before.left(), after.n_components / before.n_components
    simpler = (fewer <= _FEWER and left <= 1.0) or (left <= _LESS and fewer <= 1.0)
    return alignment if simpler and not _related(found, after) else None


class MovedModel(OuterModel):
    """A model of spectra in line, and how they were moved.

    Parameters
    ----------
    inner : FittedModel
        Draws spectra in line.
    movements : ndarray of float64, shape (n_spectra,)
        Movements of the training spectra, points.
    scale : CommonScale
        What all training spectra have in common.
    kept : str
        What was kept and why, in words.
    """

    def __init__(self, inner: FittedModel, found: Array, scale: CommonScale, kept: str) -> None:
        super().__init__(inner, kept)
        self._movements, self._scale = found, scale

    def sample(self, n: int, seed: int) -> Drawn:
        """Draw `n` spectra, moved; a larger `n` begins with the same spectra."""
        drawn, known = self._inner.sample(n, seed), self._movements
        spread = float(known.std(ddof=1))
        # Silverman's bandwidth; the spread stays that of the training spectra.
        width = 0.9 * min(spread, _robust(known)) * len(known) ** -0.2
        narrower = 1.0 / np.sqrt(1.0 + (width / spread) ** 2)
        steps, size = np.empty(n), len(known)
        for number, start in enumerate(range(0, n, size)):
            rng = np.random.default_rng([seed, number, 1])
            block = known[rng.permutation(size)] + width * rng.standard_normal(size)
            steps[start : start + size] = block[: n - start]

        def moved(rows: slice) -> Array:
            values = drawn.intensities[rows].astype(np.float64)
            values = displaced(values, narrower * steps[rows])
            return self._scale.summed(values, np.zeros_like(values))

        spectra = run(in_pieces(moved, drawn.intensities.shape))
        return Drawn(spectra.astype(np.float32), drawn.parent_index)

    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the model as plain arrays."""
        inner = super().stored(label, fold)
        common = {f"moved_{name}": value for name, value in self._scale.config.items()}
        return replace(
            inner,
            config={**inner.config, **common, "n_moved": len(self._movements)},
            tensors={**inner.tensors, "movements": self._movements},
        )


def following(augmenter: Augmenter) -> Augmenter:
    """Give an augmenter that follows movements along the axis, if its parameters say so.

    Parameters
    ----------
    augmenter : Augmenter
        Its parameters are :class:`FollowingParams`.
    """

    def fit(
        training: Spectra,
        validation: Spectra,
        params: FollowingParams,
        seed: int,
        checkpoints: Checkpoints | None,
    ) -> Steps[FittedModel]:
        found = None
        if params.align:
            found = yield from part(find_alignment(training, seed), 0.0, _SHARE)
        begin = _SHARE if params.align else 0.0
        if found is None:
            work = augmenter.fit(training, validation, params, seed, checkpoints)
            return (yield from part(work, begin, 1.0))
        inline, known = yield from part(found.in_line(training), begin, begin)
        unseen = validation
        if len(validation):
            unseen, others = yield from part(found.in_line(validation), begin, begin)
            known = np.concatenate([known, others])
        work = augmenter.fit(inline, unseen, params, seed, checkpoints)
        model = yield from part(work, begin, 1.0)
        scale = CommonScale.of(training.intensities.astype(np.float64))
        kept = (
            f"{model.kept} Spectra were put in line before (shifts of {known.std():.2f} points, "
            "standard deviation) and shifted again after drawing."
        )
        return MovedModel(model, known, scale, kept)

    def restored(stored: StoredModel) -> FittedModel:
        return _restored(stored, augmenter)

    return replace(augmenter, fit=fit, restore=restored)


def _restored(stored: StoredModel, augmenter: Augmenter) -> FittedModel:
    if "n_moved" not in stored.config:
        return augmenter.restore(stored)
    n_moved = stored_integer(stored, "n_moved", 4, 10_000_000)
    found = stored_tensors(stored, {"movements": (n_moved,)}, np.float64)["movements"]
    prefix = "moved_"
    common = {
        name.removeprefix(prefix): value
        for name, value in stored.config.items()
        if name.startswith(prefix)
    }
    scale = CommonScale.restored(replace(stored, config=common))
    config: dict[str, Any] = {
        name: value
        for name, value in stored.config.items()
        if name != "n_moved" and not name.startswith(prefix)
    }
    tensors = {name: value for name, value in stored.tensors.items() if name != "movements"}
    inner = augmenter.restore(replace(stored, config=config, tensors=tensors))
    return MovedModel(inner, found, scale, stored.kept)


def _related(found: Array, variation: Variation) -> bool:
    """Whether movements go with a score or with the noise level."""
    others = np.column_stack([variation.scores, np.log(variation.noise.levels)])
    others = others[:, others.std(axis=0) > 0]
    related = np.corrcoef(np.column_stack([found, others]), rowvar=False)[0, 1:]
    return bool(np.abs(related).max(initial=0.0) * np.sqrt(len(found) - 1.0) > _RELATED)


def _robust(values: Array) -> float:
    """Give the standard deviation by the quartiles."""
    low, high = np.quantile(values, [0.25, 0.75])
    return float(high - low) / 1.349
