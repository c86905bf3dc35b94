"""Generated beside held-out spectra of one fold, with everything that several metrics share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Steps, part
from .authenticity import learn_originals
from .classifier import n_separating, separating_features
from .clustering import k_means
from .features import local_texture, texture_features
from .neighbours import Mixing, Neighbours, find_neighbours, mix, mixing, nearest_distance
from .originals import N_SCORES, Known, Resplits, resplit
from .pca import fit_pca
from .peaks import BandTests, compare_bands
from .samples import MAX_COMPARED, FoldSample, choose
from .two_sample import median_kernel, mmd

#: Random re-splits and permutations behind every interval and p-value.
N_DRAWS = 999

#: Up to so many spectra of each kind, original and generated are also mixed under permuted labels;
#: with more of them re-splits alone are as wide, and sooner there.
MOST_PERMUTED = 250

#: Neighbours kept for that: with half of all of either kind, one of each is among them.
_LIST = 32


@dataclass(frozen=True, eq=False)
class Comparison:
    """One fold made ready: equal numbers of originals and generated, re-splits, neighbours.

    Parameters
    ----------
    sample : FoldSample
        What was handed in.
    original, generated : ndarray of float64, shape (m, n_points)
        Equal numbers of held-out and generated spectra.
    training : ndarray of float64, shape (t, n_points), optional
        Training originals.
    original_to_training, generated_to_training : ndarray of float64, shape (m,), optional
        Distances to the nearest training original.
    pool : ndarray of float64, shape (u, n_points)
        The user's own originals, held-out and training: what re-splits are drawn from.
    splits : ndarray of int8, shape (b, u)
        Random divisions of the pool into two kinds of `n_split` spectra each (1 and 2; 0 unused).
    signs : ndarray of float32, shape (b + 1, 2 m)
        Original (+1) or generated (-1), first as it is, then permuted.
    scores, pool_scores : ndarray of float64, shape (2 m, k), (u, k)
        Principal component scores of original and generated together, and of the pool.
    more_scores, more_pool_scores : ndarray of float64, shape (2 m, l), (u, l)
        The same and further ones, for the classifier.
    pool_neighbours : Neighbours
        Of the pool, on full spectra.
    mixed, mixed_scores : Mixing
        Of original and generated, on full spectra and on scores; one entry.
    null, null_scores : Mixing
        The same of the re-splits; one entry per draw.
    permuted, permuted_scores : Mixing, optional
        The same of original and generated under permuted labels; one entry per permutation.
    mmd : ndarray of float64, shape (b + 1,)
        Squared maximum mean discrepancy of the scores, as it is and for the permutations.
    copies : ndarray of bool, shape (n_generated,)
        Which of all generated spectra handed in are an original once more.
    bands : BandTests
        Bands, compared one by one.
    seed : int
        Seed of everything random.
    """

    sample: FoldSample
    original: NDArray[np.float64]
    generated: NDArray[np.float64]
    training: NDArray[np.float64] | None
    original_to_training: NDArray[np.float64] | None
    generated_to_training: NDArray[np.float64] | None
    pool: NDArray[np.float64]
    splits: NDArray[np.int8]
    signs: NDArray[np.float32]
    scores: NDArray[np.float64]
    pool_scores: NDArray[np.float64]
    more_scores: NDArray[np.float64]
    more_pool_scores: NDArray[np.float64]
    pool_neighbours: Neighbours
    mixed: Mixing
    mixed_scores: Mixing
    null: Mixing
    null_scores: Mixing
    permuted: Mixing | None
    permuted_scores: Mixing | None
    mmd: NDArray[np.float64]
    copies: NDArray[np.bool_]
    bands: BandTests
    seed: int

    @property
    def m(self) -> int:
        """Number of originals, and of generated spectra, compared."""
        return len(self.original)

    @property
    def n_split(self) -> int:
        """Number of spectra in each half of a re-split; 0 where there are too few to re-split."""
        return int((self.splits[:1] == 1).sum())

    @property
    def pooled(self) -> NDArray[np.float64]:
        """Originals, then generated spectra."""
        return np.concatenate([self.original, self.generated])

    @cached_property
    def features(self) -> NDArray[np.float64]:
        """What a classifier sees of originals, then generated spectra."""
        return separating_features(self.pooled, self.more_scores, self.texture)

    @cached_property
    def pool_features(self) -> NDArray[np.float64]:
        """What a classifier sees of the pool."""
        return separating_features(self.pool, self.more_pool_scores, self.pool_texture)

    @cached_property
    def texture(self) -> NDArray[np.float64]:
        """Texture of originals, then generated spectra."""
        together = self.pooled
        return texture_features(together, together.mean(axis=0))

    @cached_property
    def local_texture(self) -> NDArray[np.float64]:
        """Noise of originals, then generated spectra, place by place."""
        together = self.pooled
        return local_texture(together, together.mean(axis=0))

    @cached_property
    def pool_texture(self) -> NDArray[np.float64]:
        """Texture of the pool."""
        return texture_features(self.pool, self.pool.mean(axis=0))

    @cached_property
    def clusters(self) -> NDArray[np.intp]:
        """K-means clusters of original and generated together, two of them."""
        return k_means(self.scores, 2, self.seed)

    @cached_property
    def pool_clusters(self) -> NDArray[np.intp]:
        """K-means clusters of the pool, two of them."""
        return k_means(self.pool_scores, 2, self.seed)

    @property
    def narrowing(self) -> float:
        """How much narrower an interval is at `m` than at the size of the re-splits.

        1 with training originals; without them the held-out ones are halved to be re-split.
        """
        return float(np.sqrt(self.n_split / self.m))


def compare(
    sample: FoldSample,
    seed: int,
    n_draws: int = N_DRAWS,
    bands: bool = True,
    copies: bool = True,
    distances: bool = True,
    known: Known | None = None,
) -> Steps[Comparison]:
    """Make one fold ready for the metrics.

    Parameters
    ----------
    sample : FoldSample
        At least two held-out and two generated spectra; generated ones finite.
    seed : int
        Seed of choices, re-splits and permutations.
    n_draws : int
        Number of re-splits and permutations.
    bands : bool
        Whether bands are compared, which the verdict does not need.
    copies : bool
        Whether copies are sought, which the verdict's tests do not need.
    distances : bool
        Whether distances to the training spectra are wanted.
    known : Known, optional
        What was found before among the same originals.

    Yields
    ------
    Progress

    Returns
    -------
    Comparison
    """
    m = min(len(sample.held_out), len(sample.generated), MAX_COMPARED)
    halves = resplit(sample, m, seed, n_draws)
    if known is not None:
        halves = known.recall(("re-splits", m, seed, n_draws), (sample,), halves)
    own = yield from part(halves, 0.0, 0.5)
    original, pool = own.original, own.pool
    generated = choose(sample.generated, m, sample.rng(seed, 2)).astype(np.float64)
    signs = _signs(m, n_draws, sample.rng(seed, 5))
    together = np.concatenate([original, generated])
    more_scores = fit_pca(together, max(N_SCORES, n_separating(2 * m))).project(together)
    scores = np.ascontiguousarray(more_scores[:, :N_SCORES])
    mixed = yield from part(mix(original, generated), 0.5, 0.65)
    mixed_scores = yield from part(mix(scores[:m], scores[m:]), 0.65, 0.75)
    permuted = yield from part(_permuted(together, signs), 0.75, 0.76)
    permuted_scores = yield from part(_permuted(scores, signs), 0.76, 0.77)
    kernel = yield from part(median_kernel(scores), 0.77, 0.8)
    discrepancy = yield from part(mmd(kernel, signs), 0.8, 0.9)
    copied = yield from part(_copies(sample, own, copies), 0.9, 0.95)
    tested = compare_bands(
        original, generated, pool, signs if bands else signs[:1], sample.chosen_points
    )
    of_bands = yield from part(tested, 0.95, 0.99)
    training = None if sample.training is None else sample.training.astype(np.float64)
    measuring = _to_training(training if distances else None, original, generated)
    to_training = yield from part(measuring, 0.99, 1.0)
    return Comparison(
        sample, original, generated, training, *to_training, pool, own.splits, signs, scores,
        own.scores, more_scores, own.more_scores, own.neighbours, mixed, mixed_scores, own.null,
        own.null_scores, permuted, permuted_scores, discrepancy, copied, of_bands, seed,
    )  # fmt: skip


def _permuted(points: NDArray[np.float64], signs: NDArray[np.float32]) -> Steps[Mixing | None]:
    """Mix two kinds under the permuted labels; nothing where there are many, or no permutations."""
    if len(points) > 2 * MOST_PERMUTED or len(signs) < 2:
        return None
    kinds = np.where(signs[1:] > 0, 1, 2).astype(np.int8)
    among = yield from part(find_neighbours(points, _LIST), 0.0, 0.2)
    return (yield from part(mixing(among, kinds), 0.2, 1.0))


def _to_training(
    training: NDArray[np.float64] | None,
    original: NDArray[np.float64],
    generated: NDArray[np.float64],
) -> Steps[tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]]:
    if training is None:
        return None, None
    of_original, _ = yield from part(nearest_distance(original, training), 0.0, 0.5)
    of_generated, _ = yield from part(nearest_distance(generated, training), 0.5, 1.0)
    return of_original, of_generated


def _copies(sample: FoldSample, own: Resplits, seek: bool) -> Steps[NDArray[np.bool_]]:
    """Find the generated spectra that are an original once more, among all handed in."""
    if not seek:
        return np.zeros(len(sample.generated), bool)
    originals = sample.held_out
    if sample.training is not None:
        originals = np.concatenate([originals, sample.training])
    # Where nothing was left out, these are the spectra of the pool in the same order.
    neighbours = own.neighbours if len(own.pool) == len(originals) else None
    learnt = yield from part(learn_originals(originals, neighbours), 0.0, 0.3)
    copied, _ = yield from part(learnt.find_copies(sample.generated), 0.3, 1.0)
    return copied


def _signs(m: int, n_draws: int, rng: np.random.Generator) -> NDArray[np.float32]:
    as_it_is = np.repeat(np.array([1, -1], np.float32), m)
    permuted = rng.permuted(np.broadcast_to(as_it_is, (n_draws, 2 * m)), axis=1)
    return np.concatenate([as_it_is[None], permuted])
