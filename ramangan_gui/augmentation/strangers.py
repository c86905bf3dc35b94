"""Training spectra that are unlike all others of their substance: they are not learnt from.

One spectrum of another substance, or of a specimen out of focus, gets a component of variation for
itself, along which all new spectra are spread, and noise that others do not have. Nothing is to be
learnt from it, for what lies between it and the others nobody has measured. So it is left out, and
said; whether it belongs to the substance, a person decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, changed
from ..core.spectra import Spectra
from .base import Augmenter, Checkpoints, FittedModel, OuterModel, TrainingView
from .nearest import distance_to_nearest

#: A stranger is so many times as far from the nearest other spectrum as is usual, and so many
#: robust standard deviations of the logarithm. (Spectra of measured sets reach 4.5 times and 14
#: deviations, but not both 3 and 8; one of another substance has 5 and 17 or more, the one halfway
#: between two materials of a line scan 20 and 23.)
_FARTHER, _OUTLYING = 3.0, 8.0
#: Spectra from which on it is known what is usual, and up to which one of them counts for much.
_FEWEST, _MOST = 10, 1000
#: Share of the spectra that may be strangers; where more are far from all others, this is usual.
_MOST_STRANGE = 0.1
#: Spectra that are named, at most.
_NAMED = 5


def find_strangers(values: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Tell which spectra are far from all others, while these are near to each other.

    Parameters
    ----------
    values : ndarray, shape (n_spectra, n_points)
        Spectra of one substance, finite.

    Returns
    -------
    ndarray of bool, shape (n_spectra,)
        None of fewer than 10 or more than 1000 spectra; of these, one alone hardly counts.
    """
    n = len(values)
    if not _FEWEST <= n <= _MOST:
        return np.zeros(n, bool)
    spectra = values.astype(np.float64)
    apart = distance_to_nearest(spectra - spectra.mean(axis=0))
    usual = float(np.median(apart))
    if usual <= 0.0:
        return np.zeros(n, bool)
    logs = np.log(np.maximum(apart / usual, 1e-12))
    spread = 1.4826 * float(np.median(np.abs(logs)))
    found = logs > max(np.log(_FARTHER), _OUTLYING * spread)
    return np.asarray(found if found.sum() <= _MOST_STRANGE * n else np.zeros(n, bool))


class FamiliarModel(OuterModel):
    """A model of all spectra but those unlike all others; it comes back as the inner one.

    Parameters
    ----------
    inner : FittedModel
        Model of the other spectra.
    names : list of str
        Names of those that it has not learnt from.
    """

    def __init__(self, inner: FittedModel, names: list[str]) -> None:
        kept = f"{inner.kept} Spectra unlike all others, which were not learnt: {len(names)}."
        super().__init__(inner, kept)
        self._names = names

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what is doubtful."""
        named = ", ".join(self._names[:_NAMED]) + ", …" * (len(self._names) > _NAMED)
        own = (
            f"Training spectra unlike all others: {named}. They are not learnt; look at them, and "
            "leave them out where they do not belong to the substance."
        )
        return (*super().warnings, own)


def familiar(augmenter: Augmenter) -> Augmenter:
    """Give an augmenter that learns nothing from spectra unlike all others.

    Parameters
    ----------
    augmenter : Augmenter
        One whose spectra are made from no single training spectrum.
    """

    def fit(
        training: Spectra,
        validation: Spectra,
        params: Any,
        seed: int,
        checkpoints: Checkpoints | None,
    ) -> Steps[FittedModel]:
        known = Spectra.concatenate([training, validation]) if len(validation) else training
        strange = np.zeros(len(known), bool)
        # Missing values are for the augmenter to refuse.
        if np.isfinite(known.intensities).all():
            strange = find_strangers(known.intensities)
        if not strange.any():
            return (yield from augmenter.fit(training, validation, params, seed, checkpoints))
        own, others = (np.flatnonzero(~part) for part in np.split(strange, [len(training)]))
        parts = training.select(own), validation.select(others)
        work = augmenter.fit(*parts, params, seed, checkpoints)
        model = yield from changed(work, lambda progress: _as_given(progress, own))
        return FamiliarModel(model, known.name[strange].tolist())

    return replace(augmenter, fit=fit)


def _as_given(progress: Progress, rows: NDArray[np.intp]) -> Progress:
    """Let nearest training spectra be those among the spectra that were given."""
    view = progress.payload
    if not isinstance(view, TrainingView) or view.nearest is None:
        return progress
    return replace(progress, payload=replace(view, nearest=rows[view.nearest]))
