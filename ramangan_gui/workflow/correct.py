"""Stage 2: the recipe over a whole set."""

from __future__ import annotations

import numpy as np

from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from ..preprocessing.recipe import Recipe
from .project import CorrectedSet

#: What is told while loops are compiled.
PREPARING = "Preparing the fast baseline method, once"


def correct(imported: Spectra, recipe: Recipe, at_once: bool = False) -> Steps[CorrectedSet]:
    """Apply `recipe` to every spectrum, in blocks that can be cancelled between.

    Parameters
    ----------
    imported : Spectra
        Spectra on one axis.
    recipe : Recipe
        The steps; each acts on one spectrum alone, so blocks change nothing.
    at_once : bool
        Whether to begin the slower way where the faster one would have to be compiled first; once
        somebody else has compiled it, it is taken, and the result is the same.

    Returns
    -------
    CorrectedSet
        Corrected spectra in the same order, and which baselines did not settle.

    Raises
    ------
    SpectraError
        If a spectrum cannot be corrected; the message names it.
    """
    methods = [recipe.baseline_of(label) for label in imported.counts] or [recipe.baseline]
    n_values = imported.intensities.size
    if not at_once and not all(method.is_prepared(n_values) for method in methods):
        yield Progress(0.0, PREPARING)
    block = min(method.block for method in methods)
    intensities, axis, loose = np.empty((0, 0), np.float32), imported.raman_shift, []
    for begin in range(0, len(imported), block):
        yield Progress(begin / len(imported), f"Corrected {begin} of {len(imported)} spectra")
        for method in methods:
            if method.is_prepared(n_values) or not at_once:
                method.prepare(n_values)
        part = imported.between(begin, begin + block)
        trace = recipe.trace(part)
        if begin == 0:
            # One array from the start: parts put together at the end would be held twice.
            axis = trace.corrected.raman_shift
            intensities = np.empty((len(imported), axis.size), np.float32)
        intensities[begin : begin + block] = trace.corrected.intensities
        restless = np.flatnonzero(~trace.converged)
        loose += [f"{part.name[row]} ({part.source_file[row]})" for row in restless]
    corrected = imported.with_intensities(intensities, axis)
    return CorrectedSet(corrected, recipe, tuple(loose))
