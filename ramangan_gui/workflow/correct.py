"""Stage 2: the recipe over a whole set."""

from __future__ import annotations

import contextlib

import numpy as np

from ..core.compute import Compute
from ..core.memory import Provided
from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from ..preprocessing.recipe import Recipe
from .project import CorrectedSet

#: Values (spectra × points) that a worker is given at once: its memory is that of so many.
AT_ONCE = 16_000_000

#: What is told while loops are compiled.
PREPARING = "Preparing the fast baseline method, once"


def correct(
    imported: Spectra, recipe: Recipe, at_once: bool = False, n_values: int | None = None
) -> Steps[CorrectedSet]:
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
    n_values : int, optional
        Number of values of the whole set, where these spectra are a part of one.

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
    n_values = imported.intensities.size if n_values is None else n_values
    if not at_once and not all(method.is_prepared(n_values) for method in methods):
        yield Progress(0.0, PREPARING)
    block = min(method.block for method in methods)
    axis, loose = imported.raman_shift, []
    with contextlib.ExitStack() as stack:
        held = Provided(0, 0)
        for begin in range(0, len(imported), block):
            yield Progress(begin / len(imported), _told(begin, len(imported)))
            for method in methods:
                if method.is_prepared(n_values) or not at_once:
                    method.prepare(n_values)
            part = imported.between(begin, begin + block)
            trace = recipe.trace(part)
            if begin == 0:
                # One array from the start: parts put together at the end would be held twice.
                axis = trace.corrected.raman_shift
                held = stack.enter_context(contextlib.closing(Provided(len(imported), axis.size)))
            held.rows(begin, begin + len(part))[:] = trace.corrected.intensities
            restless = np.flatnonzero(~trace.converged)
            loose += [f"{part.name[row]} ({part.source_file[row]})" for row in restless]
    corrected = imported.with_intensities(held.array, axis)
    return CorrectedSet(corrected, recipe, tuple(loose))


def correct_beside(compute: Compute, imported: Spectra, recipe: Recipe) -> Steps[CorrectedSet]:
    """Do as :func:`correct`, in the worker, which gets a large set in parts.

    Handed over whole, the set would be held twice by two processes.

    Parameters
    ----------
    compute : Compute
        What runs the work.
    imported, recipe
        As there.
    """
    from .tasks import correct_task

    whole, n_values = len(imported), imported.intensities.size
    size = max(AT_ONCE // max(imported.n_points, 1), 1)
    if whole <= size:
        return (yield from compute.steps(correct_task, imported, recipe))
    axis = imported.raman_shift
    loose: list[str] = []
    with contextlib.ExitStack() as stack:
        held = Provided(0, 0)
        for begin in range(0, whole, size):
            part = imported.between(begin, begin + size)
            steps = compute.steps(correct_task, part, recipe, n_values)
            found = yield from _as_part(steps, begin, len(part), whole)
            if begin == 0:
                axis = found.spectra.raman_shift
                held = stack.enter_context(contextlib.closing(Provided(whole, axis.size)))
            held.rows(begin, begin + len(part))[:] = found.spectra.intensities
            loose += found.not_converged
            del found
    return CorrectedSet(imported.with_intensities(held.array, axis), recipe, tuple(loose))


def _as_part(steps: Steps[CorrectedSet], begin: int, n: int, whole: int) -> Steps[CorrectedSet]:
    """Run the work on `n` spectra from `begin` on, and tell how far the whole is."""
    answer = None
    try:
        while True:
            progress = steps.send(answer)
            done = begin + round(progress.fraction * n)
            answer = yield Progress(done / whole, _told(done, whole))
    except StopIteration as stop:
        found: CorrectedSet = stop.value
        return found
    finally:
        steps.close()


def _told(done: int, whole: int) -> str:
    return f"Corrected {done} of {whole} spectra"
