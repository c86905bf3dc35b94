"""Stage 2: the recipe over a whole set."""

from __future__ import annotations

import numpy as np

from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from ..preprocessing.recipe import Recipe
from .project import CorrectedSet

#: Spectra corrected between two reports of progress.
_BLOCK = 64


def correct(imported: Spectra, recipe: Recipe) -> Steps[CorrectedSet]:
    """Apply `recipe` to every spectrum, in blocks that can be cancelled between.

    Parameters
    ----------
    imported : Spectra
        Spectra on one axis.
    recipe : Recipe
        The steps; each acts on one spectrum alone, so blocks change nothing.

    Returns
    -------
    CorrectedSet
        Corrected spectra in the same order, and which baselines did not settle.

    Raises
    ------
    SpectraError
        If a spectrum cannot be corrected; the message names it.
    """
    parts, loose = [], []
    for begin in range(0, len(imported), _BLOCK):
        yield Progress(begin / len(imported), f"Corrected {begin} of {len(imported)} spectra")
        block = imported.select(np.arange(begin, min(begin + _BLOCK, len(imported))))
        trace = recipe.trace(block)
        parts.append(trace.corrected)
        restless = block.select(~trace.converged)
        loose += [
            f"{name} ({file})"
            for name, file in zip(restless.name, restless.source_file, strict=True)
        ]
    return CorrectedSet(Spectra.concatenate(parts), recipe, tuple(loose))
