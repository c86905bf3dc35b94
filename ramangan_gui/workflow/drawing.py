"""Draw spectra from a trained model: those that are wanted, and those that are judged."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..augmentation.augmenters import AUGMENTERS
from ..augmentation.base import FittedModel
from ..core.augmented_set import Generated, Review
from ..core.errors import SpectraError
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from ..core.split import make_split
from ..quality.plausibility import fit_filter
from .project import Augmentation
from .queue import Fit, derived_seed, queue

#: A quota is refilled at most this many times after the filter took its part.
_REFILLS = 8


def draw(corrected: Spectra, fit: Fit, model: FittedModel) -> Steps[tuple[Generated, str]]:
    """Draw until the quota of plausible spectra is full; implausible ones are kept, marked.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals; those of the training set the thresholds.
    fit : Fit
        Place in the queue.
    model : FittedModel
        Its model.

    Yields
    ------
    Progress

    Returns
    -------
    table : Generated
        The spectra, undecided.
    message : str
        What is missing; empty if nothing is.
    """
    table, missing = yield from _draw(corrected, fit, model, fit.wanted, 0, {})
    message = f"{missing} of {fit.wanted} spectra are missing: too few were plausible."
    return table, message if missing else ""


def refill(corrected: Spectra, augmentation: Augmentation) -> Steps[Generated]:
    """Draw from the stored models what rejections and the filter left missing.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    augmentation : Augmentation
        With its models.

    Yields
    ------
    Progress
        Model by model.

    Returns
    -------
    Generated
        All spectra there were, in their order, then new ones, undecided. Wanted is what the plan
        asks of each model; accepted spectra count, and so do undecided ones that are plausible.

    Raises
    ------
    SpectraError
        If the classes, groups or folds are not those that the models were trained with.
    """
    split = make_split(corrected, augmentation.plan.split)
    if not np.array_equal(split.fold, augmentation.fold):
        raise SpectraError(
            "The folds are not those of the stored models.", "Train again to get more spectra."
        )
    fits, _ = queue(corrected, split, augmentation.plan)
    stored = {(model.label, model.fold): model for model in augmentation.models}
    table = augmentation.generated
    tables = [table]
    for number, fit in enumerate(fits):
        yield Progress(number / len(fits), f"Drawing spectra of {fit.label}")
        mine = (table.label == fit.label) & (table.fold == fit.fold)
        open_ = (table.review == Review.NONE) & (table.reason == "")
        missing = fit.wanted - int((mine & (open_ | (table.review == Review.ACCEPTED))).sum())
        if missing <= 0 or (fit.label, fit.fold) not in stored:
            continue
        source = stored[fit.label, fit.fold]
        model = AUGMENTERS[source.augmenter].restore(source)
        first = len(set(table.seed[mine].tolist()))
        moved = augmentation.review_record.limits.get(fit.label, {})
        steps = _draw(corrected, fit, model, missing, first, moved)
        begin, end = number / len(fits), (number + 1) / len(fits)
        drawn, _ = yield from part(steps, begin, end, f"{fit.label}: ")
        tables.append(drawn)
    return Generated.concatenate(tables)


def _draw(
    corrected: Spectra,
    fit: Fit,
    model: FittedModel,
    missing: int,
    first: int,
    moved: Mapping[str, float],
) -> Steps[tuple[Generated, int]]:
    """Draw until nothing is missing, from draw number `first` on; say what still is."""
    originals = corrected.intensities[fit.training]
    learning = fit_filter(originals, corrected.raman_shift, corrected.x_unit)
    plausible = yield from part(learning, 0.0, 0.5)
    tables = [Generated.none(corrected.n_points)]
    for number in range(first, first + _REFILLS):
        if missing == 0:
            break
        seed = derived_seed(fit.seed, 1, number)
        drawn = model.sample(missing, seed)
        # Most often the first draw is enough, so each gets half of what is left.
        begin, end = (1.0 - 0.5 ** (number - first + more) for more in (1, 2))
        measured = yield from part(plausible.measure(drawn.intensities), begin, end)
        score, reason = measured.judge(moved)
        parents = np.where(drawn.parent_index < 0, -1, fit.training[drawn.parent_index])
        tables.append(
            Generated.from_arrays(
                drawn.intensities,
                fit.label,
                fit.fold,
                seed=seed,
                parent_index=parents,
                quality_score=score,
                reason=reason,
            )
        )
        missing -= int((reason == "").sum())
    return Generated.concatenate(tables), missing


def draw_to_judge(fit: Fit, model: FittedModel) -> Generated:
    """Draw as many spectra as originals were held out, unfiltered, for the scorecard alone."""
    seed = derived_seed(fit.seed, 2, 0)
    drawn = model.sample(len(fit.held_out), seed)
    return Generated.from_arrays(drawn.intensities, fit.label, fit.fold, seed=seed)
