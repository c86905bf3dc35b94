"""Positive control for lost variety: whether a generator that makes too few kinds would be seen.

Where noise drowns what makes one spectrum different from the next, a generator can repeat a few
structures under fresh noise, and no test notices. So the user's own originals are divided into
judges and a stand-in for generated spectra, which is given that fault, and judged like those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from .comparison import Comparison, compare
from .evidence import combine, gather
from .findings import significant
from .pca import COVARIANCE_FROM, PCA, Scatter, fit_pca
from .samples import FoldSample

#: Times that each fault is tried; it must be found every time.
N_TRIES = 6

#: Re-splits and permutations of each trial; enough for the level of a single test.
_N_DRAWS = 199

#: Spectra of each kind in a trial, at most: first few, then more if those did not do.
_SIZES = (60, 250)

#: Structures that a collapsed generator has left.
_COLLAPSED = 3

Values = NDArray[np.float64]
Fault = Callable[[Values, Values, np.random.Generator], Values]


def half_the_kinds(structure: Values, scores: Values, rng: np.random.Generator) -> Values:
    """Keep only the structures of the lower half along the first principal component."""
    lower = np.argsort(scores[:, 0])[: (len(structure) + 1) // 2]
    return structure[np.resize(lower, len(structure))]


def collapsed(structure: Values, scores: Values, rng: np.random.Generator) -> Values:
    """Keep only a few structures."""
    kept = rng.permutation(len(structure))[:_COLLAPSED]
    return structure[kept[rng.integers(0, len(kept), len(structure))]]


FAULTS: tuple[Fault, ...] = (half_the_kinds, collapsed)


def lost_variety_is_seen(folds: Sequence[Comparison], level: float) -> Steps[bool]:
    """Say whether lost variety would be found at this number of spectra.

    Parameters
    ----------
    folds : sequence of Comparison
        All folds of one class.
    level : float
        Significance level of each test.

    Yields
    ------
    Progress

    Returns
    -------
    bool
        Whether every fault was found every time it was tried.
    """
    largest = max(min(fold.m, len(fold.pool) // 2) for fold in folds)
    sizes = [size for size in _SIZES if size < largest] + [min(largest, _SIZES[-1])]
    pools = [_Pool(fold) for fold in folds]
    for number, size in enumerate(dict.fromkeys(sizes)):
        begin, end = number / len(sizes), (number + 1) / len(sizes)
        if (yield from part(_all_found(pools, size, level), begin, end)):
            return True
    return False


class _Pool:
    """The originals of a fold, of which some are left out again and again."""

    def __init__(self, fold: Comparison) -> None:
        self.fold = fold
        many = len(fold.pool) >= max(2 * COVARIANCE_FROM, fold.pool.shape[1])
        self._scatter = Scatter.of(fold.pool) if many else None

    def pca_without(self, rows: NDArray[np.intp], n_components: int) -> PCA:
        """Fit principal components to the others."""
        if self._scatter is not None:
            return self._scatter.without(self.fold.pool[rows]).pca(n_components)
        return fit_pca(np.delete(self.fold.pool, rows, axis=0), n_components)


def _all_found(pools: Sequence[_Pool], size: int, level: float) -> Steps[bool]:
    for attempt in range(N_TRIES):
        for number, fault in enumerate(FAULTS):
            evidence = []
            for pool in pools:
                begin = (attempt + number / len(FAULTS)) / N_TRIES
                yield Progress(begin, "Trying whether lost variety would be seen")
                sample = _stand_in(pool, size, fault, attempt * len(FAULTS) + number)
                if len(sample.held_out) < 4:
                    return False
                steps = compare(
                    sample, pool.fold.seed + attempt, _N_DRAWS, bands=False, copies=False,
                    distances=False,
                )  # fmt: skip
                comparison = yield from part(steps, begin, begin)
                evidence.append((yield from part(gather(comparison, None), begin, begin)))
            if not significant(combine(evidence), level):
                return False
    return True


def _stand_in(pool: _Pool, size: int, fault: Fault, number: int) -> FoldSample:
    """Divide the originals into judges and spectra of the faulty generator."""
    fold = pool.fold
    n = min(size, fold.m, len(fold.pool) // 2)
    rng = fold.sample.rng(fold.seed, 100 + number)
    order = rng.permutation(len(fold.pool))
    judges, others = fold.pool[order[:n]], fold.pool[order[n : 2 * n]]
    # From spectra other than these, or each structure would carry noise that gives repeats away.
    pca = pool.pca_without(order[n : 2 * n], max(1, min(10, n // 3)))
    scores = pca.project(others)
    structure = scores @ pca.components + pca.mean
    made = fault(structure, scores, rng) + (others - structure)
    sample = fold.sample
    return FoldSample(
        sample.label, sample.fold, judges.astype("f4"), made.astype("f4"), others.astype("f4")
    )
