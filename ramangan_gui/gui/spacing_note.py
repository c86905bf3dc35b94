"""A note for spectra whose points do not lie as those did on which λ was tuned."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from ..core.spectra import Spectra
from ..preprocessing.penalised import LAM_SPACING, PenalisedBaseline, stiffness_at
from ..preprocessing.recipe import Recipe
from .numbers import written

#: Spacings within these shares of the tuned one need no note.
_NEAR = (0.7, 1.4)


def spacing_note(
    spectra: Spectra,
    recipe: Recipe,
    measured: Spectra | None = None,
    chosen: float | None = None,
) -> str:
    """Say where the λ of a method was tuned, if the points lie otherwise here.

    Parameters
    ----------
    spectra : Spectra
        The spectra as they come to the baseline.
    recipe : Recipe
        The recipe.
    measured : Spectra, optional
        The spectra as read, at whose spacing a user tunes λ before the axis is changed.
    chosen : float, optional
        A λ that was found on these spectra, which may happen to be the method's own.
    """
    step, here = recipe.baseline, _spacing(spectra)
    if not isinstance(step, PenalisedBaseline) or spectra.x_unit != "1/cm":
        return ""
    own = step.lam != type(step)().lam or step.lam == chosen
    there = _spacing(measured) if own and measured is not None else LAM_SPACING
    if (own and measured is None) or _NEAR[0] < here / there < _NEAR[1]:
        return ""
    words = QCoreApplication.translate(
        "CorrectPage",
        "Points lie {0} cm⁻¹ apart. This λ was tuned at {1} cm⁻¹; the same curve needs log₁₀ λ = "
        "{2} here. Suggest λ looks at the spectra themselves.",
    )
    if own:
        words = QCoreApplication.translate(
            "CorrectPage",
            "Resampled: points lie {0} cm⁻¹ apart, {1} cm⁻¹ as measured. A λ tuned before needs "
            "log₁₀ λ = {2} here for the same curve.",
        )
    lam = stiffness_at(step, here, there)
    return words.format(written(here, ".2g"), written(there, ".2g"), written(np.log10(lam), ".1f"))


def _spacing(spectra: Spectra) -> float:
    return float(np.median(np.diff(spectra.raman_shift)))
