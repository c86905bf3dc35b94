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

from ..core.listing import first_few
from ..core.progress import Progress, Steps, changed
from ..core.spectra import Spectra
from ..core.strangers import far_from_all, may_have_strangers
from .base import Augmenter, Checkpoints, FittedModel, OuterModel, TrainingView
from .nearest import distance_to_nearest


def find_strangers(values: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Tell which spectra are unlike all others; see :func:`.core.strangers.far_from_all`.

    Parameters
    ----------
    values : ndarray, shape (n_spectra, n_points)
        Spectra of one substance. Where values are missing nothing is told: to refuse them is for
        those who learn from them.

    Returns
    -------
    ndarray of bool, shape (n_spectra,)
    """
    if not may_have_strangers(len(values)):
        return np.zeros(len(values), bool)
    spectra = values.astype(np.float64)
    return far_from_all(distance_to_nearest(spectra - spectra.mean(axis=0)))


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
        own = (
            f"Training spectra unlike all others: {first_few(self._names)}. They are not learnt; "
            "look at them, and leave them out where they do not belong to the substance."
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
