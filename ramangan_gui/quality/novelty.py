"""Figures on whether generated spectra are new."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from .authenticity import SAME, memorisation
from .comparison import Comparison
from .figures import Draws
from .neighbours import Neighbours

#: Random divisions of the originals looked at in one go.
_DRAWS_AT_ONCE = 50


def memorised(fold: Comparison) -> Steps[Draws]:
    """Give the distance to the nearest training spectrum, generated over held-out."""
    generated, held_out = fold.generated_to_training, fold.original_to_training
    if generated is None or held_out is None:
        return Draws(None, np.empty(0))
    null = yield from _memorisation_of_originals(fold)
    return Draws(memorisation(generated, held_out), null)


def duplicates(fold: Comparison) -> Draws:
    """Give the share of generated spectra that are a copy of an original or of each other."""
    share = float((fold.copies | _repeated(fold.sample.generated)).mean())
    same = _same_as_nearest(fold)
    # In a re-split an original counts if its twin is there, too.
    twin = fold.splits[:, fold.pool_neighbours.index[:, 0]] if len(same) else fold.splits
    both = (fold.splits == 2) & (twin > 0) & same
    return Draws(share, both.sum(axis=1) / max(fold.n_split, 1))


def _repeated(spectra: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Say which spectra are an earlier one once more, bit for bit."""
    rows = np.ascontiguousarray(spectra).view(np.dtype((np.void, spectra[:1].nbytes))).ravel()
    _, first = np.unique(rows, return_index=True)
    again = np.ones(len(rows), bool)
    again[first] = False
    return again


def _same_as_nearest(fold: Comparison) -> NDArray[np.bool_]:
    if fold.pool_neighbours.index.shape[1] == 0:
        return np.zeros(len(fold.pool), bool)
    gap = fold.pool - fold.pool[fold.pool_neighbours.index[:, 0]]
    length = np.sqrt((fold.pool**2).sum(axis=1))
    return np.asarray(np.sqrt((gap**2).sum(axis=1)) <= SAME * length)


def _memorisation_of_originals(fold: Comparison) -> Steps[NDArray[np.float64]]:
    """Give the ratio for originals divided at random into training and two kinds of new ones."""
    u = len(fold.pool)
    new = min(fold.m, u // 3)
    if new < 2:
        return np.empty(0)
    kinds = np.zeros(u, np.int8)
    kinds[:new], kinds[new : 2 * new] = 1, 2
    rng = fold.sample.rng(fold.seed, 6)
    null: list[float | None] = []
    for start in range(0, len(fold.splits), _DRAWS_AT_ONCE):
        yield Progress(start / len(fold.splits), "Looking for the nearest originals")
        n_draws = min(_DRAWS_AT_ONCE, len(fold.splits) - start)
        drawn = np.stack([rng.permuted(kinds) for _ in range(n_draws)])
        distance = _to_first(fold.pool_neighbours, drawn == 0)
        null += [
            memorisation(row[kind == 2], row[kind == 1])
            for row, kind in zip(distance, drawn, strict=True)
        ]
    ratios = np.array([r for r in null if r is not None])
    if ratios.size < len(null):
        return np.empty(0)
    return np.asarray(1.0 + (ratios - 1.0) * np.sqrt(new / fold.m))


def _to_first(neighbours: Neighbours, wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Give the distance to the first neighbour wanted (else to the first), shape (b, u)."""
    chosen = np.ascontiguousarray(wanted.T)
    found = np.repeat(neighbours.distance[:, :1], len(wanted), axis=1)
    met = np.zeros(chosen.shape, bool)
    for column in range(neighbours.distance.shape[1]):
        here = chosen[neighbours.index[:, column]]
        np.copyto(found, neighbours.distance[:, column, None], where=here & ~met)
        met |= here
        if met.all():
            break
    return np.ascontiguousarray(found.T, np.float64)
