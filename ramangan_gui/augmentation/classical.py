"""Classical augmentation: measured spectra changed a little, for comparison with what is learnt.

Nothing new is learnt about the substance, and every spectrum keeps the noise of the one that it
was made from; the judgement says so. There is one row in the augmenters table for each rule in
:mod:`.changes`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import StoredModel
from ..core.errors import InputError, ParameterError
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from .base import Augmenter, Checkpoints, Drawn, FittedModel, TrainingView
from .changes import AddedNoise, Change, Emsa, Mixup, OffsetAndSlope, Scale, Shift, Source
from .noise_model import NoiseModel, noise_shapes
from .restoring import refuse_others, stored_integer, stored_number, stored_tensors
from .variation import checked_intensities, fit_variation

_BLOCK = 256
_MIN_SPECTRA = 4

#: Every rule with its name on screen and what is to be said of it.
_RULES: tuple[tuple[type[Change], str, str], ...] = (
    (
        AddedNoise,
        "Added noise",
        "Copies of training spectra with more noise of their own kind; every copy is noisier than "
        "a measured spectrum, and shows no other variation.",
    ),
    (
        Shift,
        "Shift",
        "Copies of training spectra moved along the axis; serves where instruments differ in "
        "their calibration, and shows no other variation.",
    ),
    (
        Scale,
        "Scale",
        "Copies of training spectra multiplied by a factor; of no use after a normalisation that "
        "takes the factor out again.",
    ),
    (
        OffsetAndSlope,
        "Offset and slope",
        "Copies of training spectra on a straight line; serves where baselines were left in, and "
        "shows no other variation.",
    ),
    (
        Mixup,
        "Mixup",
        "Weighted means of two training spectra; averaging takes noise away and draws the "
        "spectra towards their mean.",
    ),
    (
        Emsa,
        "EMSA",
        "Copies of training spectra whose height and smooth background are drawn anew, as far "
        "apart as measured ones (extended multiplicative signal augmentation).",
    ),
)


class ChangedSpectra(FittedModel):
    """Training spectra and the rule by which they are changed.

    Parameters
    ----------
    source : Source
        Training spectra.
    change : Change
        The rule.
    seed : int
        Seed of the fit.
    """

    def __init__(self, source: Source, change: Change, seed: int) -> None:
        self._source, self._change, self._seed = source, change, seed

    @property
    def kept(self) -> str:
        """What the model is, in words."""
        n_spectra = len(self._source.originals)
        return f"{n_spectra} training spectra and a rule to change them; nothing was learnt."

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what is doubtful."""
        return (
            "Generated spectra are measured ones slightly changed: they hold no more variety than "
            "the training spectra, and tests find them to be copies.",
        )

    def sample(self, n: int, seed: int) -> Drawn:
        """Draw `n` spectra; block b of 256 depends on the seeds and b alone."""
        source = self._source
        able = self._change.parents(source)
        tables = [np.empty((0, source.originals.shape[1]), np.float32)]
        rows = [np.empty(0, np.int32)]
        for number in range(-(-n // _BLOCK)):
            rng = np.random.default_rng([self._seed, seed, number])
            parents = able[rng.integers(0, len(able), _BLOCK, np.intp)]
            changed = self._change.apply(source, parents, source.originals[parents], rng)
            tables.append(changed.astype(np.float32))
            rows.append(parents.astype(np.int32))
        return Drawn(np.concatenate(tables)[:n], np.concatenate(rows)[:n])

    def stored(self, label: str, fold: int) -> StoredModel:
        """Give the model as plain arrays."""
        source, noise = self._source, self._source.noise
        config: dict[str, Any] = {
            "n_spectra": len(source.originals),
            "n_points": source.originals.shape[1],
            "step": source.step,
            "seed": self._seed,
            "params": self._change.to_dict(),
        }
        tensors: dict[str, NDArray[Any]] = {"originals": source.originals.astype(np.float32)}
        if noise is not None:
            tensors |= noise.tensors
        return StoredModel(label, fold, self._change.where(), self.kept, config, tensors)


def fit(
    training: Spectra,
    validation: Spectra,
    params: Change,
    seed: int,
    checkpoints: Checkpoints | None = None,
) -> Steps[FittedModel]:
    """Take note of the training spectra; `validation` and `checkpoints` are not needed.

    Raises
    ------
    SpectraError, TrainingError
        If the spectra are not fit for it.
    """
    checked_intensities(training, _MIN_SPECTRA)
    noise = None
    if params.needs_noise:
        variation = yield from part(fit_variation(training, seed), 0.0, 0.9)
        found = variation.noise
        noise = replace(found, profile=found.profile * variation.unit)
    step = float(np.median(np.diff(training.raman_shift)))
    source = Source(training.intensities.astype(np.float64), step, noise)
    model = ChangedSpectra(source, params, seed)
    drawn = model.sample(6, seed)
    nearest = drawn.parent_index.astype(np.intp)
    view = TrainingView("ready", 1, 1, samples=drawn.intensities, nearest=nearest)
    yield Progress(1.0, "ready", view)
    return model


def restore(stored: StoredModel) -> ChangedSpectra:
    """Build a model from what a file holds.

    Raises
    ------
    InputError
        If anything in it is missing, superfluous, of the wrong shape or not finite.
    """
    rules = {rule.where(): rule for rule, _, _ in _RULES}
    rule = rules.get(stored.augmenter)
    if rule is None:
        raise InputError(f"The stored model of {stored.label} changes spectra in an unknown way.")
    n_spectra = stored_integer(stored, "n_spectra", _MIN_SPECTRA, 10_000_000)
    n_points = stored_integer(stored, "n_points", 2, 1_000_000)
    seed = stored_integer(stored, "seed", 0, 2**63)
    originals = stored_tensors(stored, {"originals": (n_spectra, n_points)}, np.float32)
    shapes = noise_shapes(n_points, n_spectra, "tints" in stored.tensors)
    parts = stored_tensors(stored, shapes, np.float64) if rule.needs_noise else {}
    refuse_others(stored, set(originals) | set(parts))
    if any((values < 0).any() for values in parts.values()):
        raise InputError(f"The noise in the stored model of {stored.label} makes no sense.")
    try:
        change = rule.from_dict(stored.config["params"])
    except (KeyError, TypeError, AttributeError, ParameterError) as error:
        raise InputError(
            f"The stored model of {stored.label} lacks sensible parameters."
        ) from error
    noise = NoiseModel.of_tensors(parts) if parts else None
    values = originals["originals"].astype(np.float64)
    return ChangedSpectra(Source(values, stored_number(stored, "step"), noise), change, seed)


CLASSICAL: tuple[Augmenter, ...] = tuple(
    Augmenter(
        name=rule.where(),
        title=title,
        description=description,
        params=rule,
        fit=fit,
        restore=restore,
        min_spectra=_MIN_SPECTRA,
    )
    for rule, title, description in _RULES
)
