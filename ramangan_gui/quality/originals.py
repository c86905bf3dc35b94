"""What the user's own originals show among themselves, whatever was generated.

It is the larger part of a judgement. Where several sets of generated spectra are judged by the same
originals (two augmenters side by side, one faulty generator after another), it is kept by a
:class:`Known` and computed once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Steps, part
from .classifier import n_separating
from .neighbours import Mixing, Neighbours, find_neighbours, mixing
from .pca import fit_pca
from .samples import FoldSample, choose

T = TypeVar("T")

#: Principal components on which clusters and kernels are computed.
N_SCORES = 10

#: Neighbours kept for each original, times the share of the pool that is in one half: enough to
#: find the fifth of a kind in all but one of a million lists.
_LIST = 16


@dataclass(frozen=True, eq=False)
class Resplits:
    """Held-out and training originals of one fold, re-split at random into two halves.

    Parameters
    ----------
    original : ndarray of float64, shape (m, n_points)
        Held-out spectra that are compared.
    pool : ndarray of float64, shape (u, n_points)
        These, and training spectra: what re-splits are drawn from.
    splits : ndarray of int8, shape (b, u)
        Random divisions of the pool into two kinds of equal number (1 and 2; 0 unused).
    scores, more_scores : ndarray of float64, shape (u, k), (u, l)
        Principal component scores of the pool, and these with further ones.
    neighbours : Neighbours
        Of the pool, on full spectra.
    null, null_scores : Mixing
        How the halves mix, on full spectra and on scores; one entry per division.
    """

    original: NDArray[np.float64]
    pool: NDArray[np.float64]
    splits: NDArray[np.int8]
    scores: NDArray[np.float64]
    more_scores: NDArray[np.float64]
    neighbours: Neighbours
    null: Mixing
    null_scores: Mixing


@dataclass(frozen=True, eq=False)
class Known:
    """Results that depend on the originals of a fold alone, kept for the next set judged by them.

    They are found again by the spectra themselves, so another fold or class never gets them.
    """

    found: dict[Hashable, object] = field(default_factory=dict)

    def recall(self, key: Hashable, samples: tuple[FoldSample, ...], steps: Steps[T]) -> Steps[T]:
        """Give what was found before under this key for these originals, or find it now.

        Parameters
        ----------
        key : hashable
            What is sought, with everything it depends on besides the originals.
        samples : tuple of FoldSample
            Whose label, fold and originals it depends on.
        steps : generator of Progress
            How it is found.
        """
        full = (key, *(_of_originals(sample) for sample in samples))
        if full in self.found:
            steps.close()
        else:
            self.found[full] = yield from steps
        return self.found[full]  # type: ignore[return-value]


def resplit(sample: FoldSample, m: int, seed: int, n_draws: int) -> Steps[Resplits]:
    """Divide the originals of a fold at random, many times, and see how the halves mix.

    Parameters
    ----------
    sample : FoldSample
        At least two held-out spectra.
    m : int
        Number of held-out spectra compared.
    seed : int
        Seed of choices and divisions.
    n_draws : int
        Number of divisions.

    Yields
    ------
    Progress

    Returns
    -------
    Resplits
    """
    original = choose(sample.held_out, m, sample.rng(seed, 1)).astype(np.float64)
    pool = _pool(sample, original, sample.rng(seed, 3))
    half = min(m, len(pool) // 2)
    splits = _splits(len(pool), half, n_draws if half > 1 else 0, sample.rng(seed, 4))
    more_scores = fit_pca(pool, max(N_SCORES, n_separating(len(pool)))).project(pool)
    scores = np.ascontiguousarray(more_scores[:, :N_SCORES])
    k = -(-_LIST * len(pool) // max(half, 1))
    neighbours = yield from part(find_neighbours(pool, k), 0.0, 0.3)
    null = yield from part(mixing(neighbours, splits), 0.3, 0.6)
    among_scores = yield from part(find_neighbours(scores, k), 0.6, 0.7)
    null_scores = yield from part(mixing(among_scores, splits), 0.7, 1.0)
    return Resplits(original, pool, splits, scores, more_scores, neighbours, null, null_scores)


def _of_originals(sample: FoldSample) -> tuple[str, int, str]:
    digest = hashlib.sha256(sample.held_out.tobytes())
    if sample.training is not None:
        digest.update(b"training" + sample.training.tobytes())
    return sample.label, sample.fold, digest.hexdigest()


def _pool(
    sample: FoldSample, original: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Give the originals to re-split: all of them, unless training has far more than needed."""
    if sample.training is None or len(sample.training) == 0:
        return original
    most = max(len(original), min(4 * len(original), 1000))
    return np.concatenate([original, choose(sample.training, most, rng).astype(np.float64)])


def _splits(u: int, half: int, n_draws: int, rng: np.random.Generator) -> NDArray[np.int8]:
    kinds = np.zeros(u, np.int8)
    kinds[:half], kinds[half : 2 * half] = 1, 2
    return rng.permuted(np.broadcast_to(kinds, (n_draws, u)), axis=1)
