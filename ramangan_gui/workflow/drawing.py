"""Draw spectra from a trained model: those that are wanted, and those that are judged."""

from __future__ import annotations

import numpy as np

from ..augmentation.base import FittedModel
from ..core.augmented_set import Generated
from ..core.spectra import Spectra
from ..quality.plausibility import fit_filter
from .queue import Fit, derived_seed

#: A quota is refilled at most this many times after the filter took its part.
_REFILLS = 8


def draw(corrected: Spectra, fit: Fit, model: FittedModel) -> tuple[Generated, str]:
    """Draw until the quota of plausible spectra is full; implausible ones are kept, marked.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals; those of the training set the thresholds.
    fit : Fit
        Place in the queue.
    model : FittedModel
        Its model.

    Returns
    -------
    table : Generated
        The spectra, undecided.
    message : str
        What is missing; empty if nothing is.
    """
    plausible = fit_filter(corrected.intensities[fit.training])
    tables: list[Generated] = []
    missing = fit.wanted
    for refill in range(_REFILLS):
        if missing == 0:
            break
        seed = derived_seed(fit.seed, 1, refill)
        drawn = model.sample(missing, seed)
        score, reason = plausible.assess(drawn.intensities)
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
    if not tables:
        return Generated.none(corrected.n_points), ""
    table = Generated.concatenate(tables)
    message = f"{missing} of {fit.wanted} spectra are missing: too few were plausible."
    return table, message if missing else ""


def draw_to_judge(fit: Fit, model: FittedModel) -> Generated:
    """Draw as many spectra as originals were held out, unfiltered, for the scorecard alone."""
    seed = derived_seed(fit.seed, 2, 0)
    drawn = model.sample(len(fit.held_out), seed)
    return Generated.from_arrays(drawn.intensities, fit.label, fit.fold, seed=seed)
