"""The queue of training: which models are made, from which spectra, and for how many new ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..augmentation.augmenters import AUGMENTERS
from ..core.errors import SpectraError
from ..core.spectra import Spectra
from ..core.split import Split, set_aside
from .plan import Plan


@dataclass(frozen=True, eq=False)
class Fit:
    """One place in the queue.

    Parameters
    ----------
    label : str
        Substance.
    fold : int
        Fold whose originals the model never sees, -1 for none.
    training, validation, held_out : ndarray of int
        Rows of the corrected set that fit, choose and judge.
    seed : int
        Seed of the training; those of drawing derive from it.
    wanted : int
        Number of spectra that this model is to supply.
    """

    label: str
    fold: int
    training: NDArray[np.intp]
    validation: NDArray[np.intp]
    held_out: NDArray[np.intp]
    seed: int
    wanted: int


def queue(corrected: Spectra, split: Split, plan: Plan) -> tuple[list[Fit], list[str]]:
    """List every class and fold to train, and say which are too small.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    split : Split
        Their folds.
    plan : Plan
        Method and amounts.

    Returns
    -------
    fits : list of Fit
        In the order of training.
    messages : list of str
        What the user should know about classes that are small.

    Raises
    ------
    SpectraError
        If there is nothing to train.
    """
    augmenter = AUGMENTERS[plan.augment.augmenter]
    wanted = plan.amounts(corrected)
    fits: list[Fit] = []
    messages: list[str] = []
    for number, label in enumerate(corrected.classes):
        # With "refit", the verdict is that of the fold models, but the spectra come from the last.
        sources = [f for f in split.models if f < 0] or list(split.models)
        rows = split.training(corrected, label, -1)
        for fold in split.models if wanted[label] else ():
            rows = split.training(corrected, label, fold)
            if len(rows) < augmenter.min_spectra:
                messages.append(
                    f"{label}: {len(rows)} training spectra are too few for {augmenter.title} "
                    f"(at least {augmenter.min_spectra}); nothing was generated."
                )
                break
            seed = derived_seed(plan.augment.seed, number, fold)
            training, validation = set_aside(
                corrected, rows, plan.split.validation_fraction, plan.split.seed
            )
            held_out = split.held_out(corrected, label, fold)
            share = _share(wanted[label], sources, fold)
            fits.append(Fit(label, fold, training, validation, held_out, seed, share))
        if wanted[label] and len(rows) < 20:
            messages.append(
                f"{label}: only {len(rows)} spectra to train on; expect little variety, and a "
                "verdict that cannot be sure."
            )
    if not fits:
        raise SpectraError(
            " ".join(messages) or "Every class is as large as the largest; nothing is to be added.",
            "Ask for a number of generated spectra per class instead." if not messages else "",
        )
    return fits, messages


def _share(wanted: int, sources: list[int], fold: int) -> int:
    """Spread a class's quota over the models that supply it."""
    if fold not in sources:
        return 0
    place = sources.index(fold)
    return wanted // len(sources) + (place < wanted % len(sources))


def derived_seed(*words: int) -> int:
    """Derive one seed from several numbers, the same on every machine."""
    return int(np.random.SeedSequence([w + 1 for w in words]).generate_state(1)[0] >> 1)
