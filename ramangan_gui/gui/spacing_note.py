"""A note for spectra whose points do not lie as those did on which λ was tuned."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from ..core.spectra import Spectra
from ..preprocessing.penalised import LAM_SPACING, PenalisedBaseline, stiffness_at
from ..preprocessing.recipe import Recipe

#: Spacings within these shares of the tuned one need no note.
_NEAR = (0.7, 1.4)


def spacing_note(spectra: Spectra, recipe: Recipe) -> str:
    """Say where the λ that a method begins with was tuned, if the points lie otherwise here."""
    step, spacing = recipe.baseline, float(np.median(np.diff(spectra.raman_shift)))
    if not isinstance(step, PenalisedBaseline) or spectra.x_unit != "1/cm":
        return ""
    if step.lam != type(step)().lam or _NEAR[0] < spacing / LAM_SPACING < _NEAR[1]:
        return ""
    words = QCoreApplication.translate(
        "CorrectPage",
        "Points lie {0} cm⁻¹ apart. This λ was tuned at {1} cm⁻¹; the same curve needs log₁₀ λ = "
        "{2} here. Suggest λ looks at the spectra themselves.",
    )
    there = np.log10(stiffness_at(step, spacing))
    return words.format(f"{spacing:.2g}", LAM_SPACING, f"{there:.1f}")
