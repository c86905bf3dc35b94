"""Stage 2: the recipe over a whole set."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from ..core.compute import Compute
from ..core.memory import Provided, keep_freed_memory
from ..core.progress import Progress, Steps, changed
from ..core.spectra import Spectra
from ..preprocessing.recipe import Recipe
from .cut_bands import cut_bands
from .odd_spectra import odd_spectra
from .project import CorrectedSet

#: Values (spectra × points) that a worker is given at once: its memory is that of so many.
AT_ONCE = 16_000_000

#: Threads that correct blocks where that gains anything; more would wait for memory.
_THREADS = min(os.cpu_count() or 1, 4)

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
        Corrected spectra in the same order, which baselines did not settle, and what to look at.

    Raises
    ------
    SpectraError
        If a spectrum cannot be corrected; the message names it.
    """
    methods = [recipe.baseline_of(label) for label in imported.counts] or [recipe.baseline]
    n_values = imported.intensities.size if n_values is None else n_values
    if not at_once and not all(method.is_prepared(n_values) for method in methods):
        yield Progress(0.0, PREPARING)
    if n_values >= AT_ONCE:
        keep_freed_memory()  # every block wants the same again
    block = min(method.block for method in methods)
    loose: list[str] = []
    with contextlib.closing(_Blocks(imported, recipe)) as blocks:
        for begin in range(0, len(imported), block):
            yield Progress(blocks.n_done / len(imported), _told(blocks.n_done, len(imported)))
            for method in methods:
                if method.is_prepared(n_values) or not at_once:
                    method.prepare(n_values)
            beside = begin > 0 and all(method.gains_by_threads() for method in methods)
            loose += blocks.take(begin, begin + block, _THREADS if beside else 1)
        loose += blocks.take_rest()
    corrected = imported.with_intensities(blocks.held.array, blocks.axis)
    if n_values != imported.intensities.size:
        return CorrectedSet(corrected, recipe, tuple(loose))
    return (yield from _looked_at(imported, corrected, recipe, loose))


class _Blocks:
    """Blocks of spectra that are corrected side by side, and what was made of them."""

    def __init__(self, imported: Spectra, recipe: Recipe) -> None:
        self._imported, self._recipe = imported, recipe
        self._pool = ThreadPoolExecutor(_THREADS, "correct")
        self._waiting: deque[tuple[int, Future[list[str]]]] = deque()
        self.axis, self.held, self.n_done = imported.raman_shift, Provided(0, 0), 0

    def take(self, begin: int, end: int, threads: int) -> list[str]:
        """Begin with a block, so that as many are under way as there are threads.

        Returns
        -------
        list of str
            Names of the spectra whose baselines did not settle, in blocks that are done.
        """
        if threads == 1:
            loose = self.take_rest() + self._correct(begin, end)
            self.n_done = min(end, len(self._imported))
            return loose
        self._waiting.append((end, self._pool.submit(self._correct, begin, end)))
        return self._ended() if len(self._waiting) > threads else []

    def take_rest(self) -> list[str]:
        """Wait for all blocks that are under way; give the names as :meth:`take` does."""
        return [name for _ in range(len(self._waiting)) for name in self._ended()]

    def close(self) -> None:
        """Let go of all threads, and of blocks that wait for one."""
        self._pool.shutdown(cancel_futures=True)
        self.held.close()

    def _ended(self) -> list[str]:
        end, future = self._waiting.popleft()
        loose = future.result()
        self.n_done = min(end, len(self._imported))
        return loose

    def _correct(self, begin: int, end: int) -> list[str]:
        part = self._imported.between(begin, end)
        trace = self._recipe.trace(part)
        if begin == 0:
            # One array from the start: parts put together at the end would be held twice.
            self.axis = trace.corrected.raman_shift
            self.held = Provided(len(self._imported), self.axis.size)
        self.held.rows(begin, begin + len(part))[:] = trace.corrected.intensities
        restless = np.flatnonzero(~trace.converged)
        return [f"{part.name[row]} ({part.source_file[row]})" for row in restless]


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
    corrected = imported.with_intensities(held.array, axis)
    return (yield from _looked_at(imported, corrected, recipe, loose))


def _looked_at(
    imported: Spectra, corrected: Spectra, recipe: Recipe, loose: list[str]
) -> Steps[CorrectedSet]:
    """Give the corrected set with what there is to look at in it."""
    looking = odd_spectra(corrected)
    odd = yield from changed(looking, lambda progress: replace(progress, fraction=1.0))
    notes = (*cut_bands(imported, recipe), *odd)
    return CorrectedSet(corrected, recipe, tuple(loose), notes)


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
