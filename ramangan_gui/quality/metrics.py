"""The table of metrics: each one figure per fold, beside what measured spectra would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from ..core.scorecard import MetricValue
from .authenticity import memorisation
from .clustering import adjusted_rand, k_means
from .comparison import Comparison
from .neighbours import nearest_distance
from .noise import noise_level, noise_levels, residuals_without_self
from .two_sample import median_kernel, mmd, p_value

#: Part of the re-splits left out at each end of an interval.
TAIL = 0.05


@dataclass(frozen=True, eq=False)
class Draws:
    """A figure and the same figure for re-splits of the user's own originals.

    Parameters
    ----------
    value : float, optional
        ``None`` where it cannot be computed.
    null : ndarray of float64, shape (b,)
        Empty where there are too few originals to re-split.
    """

    value: float | None
    null: NDArray[np.float64]


@dataclass(frozen=True)
class Metric:
    """One row of the metrics table.

    Parameters
    ----------
    name : str
        Name in files and on the command line.
    title : str
        Name on screen.
    description : str
        One sentence on what it says.
    function : callable
        ``function(comparison) -> Steps[Draws]``, one fold.
    better : {"near null", "high", "low"}
        On which side of the interval a figure is still as good as measured spectra.
    summary : callable
        Makes a figure with its interval of draws.
    """

    name: str
    title: str
    description: str
    function: Callable[[Comparison], Steps[Draws]]
    better: str
    summary: Callable[[Draws, str], MetricValue]


def over_folds(draws: Sequence[Draws]) -> Draws:
    """Combine the figures of several folds.

    Each was computed within its fold. The figure is the mean over folds, and so is each draw of
    its interval, so that the interval is that of such a mean.
    """
    values = [d.value for d in draws if d.value is not None]
    nulls = [d.null for d in draws if d.value is not None and d.null.size]
    complete = bool(nulls) and len(nulls) == len(values)
    return Draws(
        float(np.mean(values)) if values else None,
        np.mean(nulls, axis=0) if complete else np.empty(0),
    )


def with_interval(draws: Draws, better: str) -> MetricValue:
    """Put the figure beside the 5 to 95 % range of its re-splits."""
    if draws.value is None or draws.null.size == 0:
        return MetricValue(draws.value)
    low, high = (float(q) for q in np.quantile(draws.null, [TAIL, 1.0 - TAIL]))
    slack = 1e-9 * max(abs(low), abs(high))
    good_low = better == "low" or draws.value >= low - slack
    good_high = better == "high" or draws.value <= high + slack
    return MetricValue(draws.value, low, high, bool(good_low and good_high))


def as_p_value(draws: Draws, better: str) -> MetricValue:
    """Make a p-value of a statistic and its permutations."""
    if draws.value is None or draws.null.size == 0:
        return MetricValue()
    p = p_value(np.concatenate([[draws.value], draws.null]))
    return MetricValue(p, TAIL, 1.0, p >= TAIL)


def _at_once(function: Callable[[Comparison], Draws]) -> Callable[[Comparison], Steps[Draws]]:
    """Make steps of a figure that takes next to no time."""

    def steps(fold: Comparison) -> Steps[Draws]:
        yield Progress(0.0, "Computing metrics")
        return function(fold)

    return steps


def _narrowed(null: NDArray[np.float64], fold: Comparison) -> NDArray[np.float64]:
    """Bring draws at the size of the re-splits to the size of the comparison."""
    if null.size == 0 or fold.narrowing == 1.0:
        return null
    centre = float(np.median(null))
    return centre + (null - centre) * fold.narrowing


def _one_nn_original(fold: Comparison) -> Draws:
    return Draws(float(fold.mixed.own_first[0]), _narrowed(fold.null.own_first, fold))


def _one_nn_generated(fold: Comparison) -> Draws:
    return Draws(float(fold.mixed.own_second[0]), _narrowed(fold.null.own_second, fold))


def _density(fold: Comparison) -> Draws:
    return Draws(float(fold.mixed.density[0]), _narrowed(fold.null.density, fold))


def _coverage(fold: Comparison) -> Draws:
    return Draws(float(fold.mixed.coverage[0]), _narrowed(fold.null.coverage, fold))


def _kmeans_ari(fold: Comparison) -> Draws:
    kinds = np.repeat([0, 1], fold.m)
    value = adjusted_rand(kinds, k_means(fold.scores, 2, fold.seed))
    of_pool = k_means(fold.pool_scores, 2, fold.seed)
    null = [adjusted_rand(split[split > 0], of_pool[split > 0]) for split in fold.splits]
    return Draws(value, _narrowed(np.array(null), fold))


def _mmd_p(fold: Comparison) -> Steps[Draws]:
    values = yield from mmd(median_kernel(fold.scores), fold.signs)
    return Draws(float(values[0]), values[1:])


def _noise_ratio(fold: Comparison) -> Draws:
    original, generated = (float(np.median(x)) for x in noise_levels(fold.original, fold.generated))
    if original <= 0:
        return Draws(None, np.empty(0))
    levels = noise_level(residuals_without_self(fold.pool))
    first, second = (_medians(levels, fold.splits == kind) for kind in (1, 2))
    if first.size and first.min() <= 0:
        return Draws(generated / original, np.empty(0))
    return Draws(generated / original, _narrowed(second / first, fold))


def _medians(values: NDArray[np.float64], chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Give the median of the chosen values, row by row; every row chooses equally many."""
    rows = np.broadcast_to(values, chosen.shape)[chosen]
    return np.asarray(np.median(rows.reshape(len(chosen), -1), axis=1) if len(chosen) else rows)


def _memorisation(fold: Comparison) -> Steps[Draws]:
    if fold.training is None:
        return Draws(None, np.empty(0))
    generated, _ = yield from nearest_distance(fold.generated, fold.training)
    held_out, _ = yield from nearest_distance(fold.original, fold.training)
    return Draws(memorisation(generated, held_out), _memorisation_of_originals(fold))


def _memorisation_of_originals(fold: Comparison) -> NDArray[np.float64]:
    """Give the ratio for originals divided at random into training and two kinds of new ones."""
    u = len(fold.pool)
    new = min(fold.m, u // 3)
    if new < 2:
        return np.empty(0)
    kinds = np.zeros(u, np.int8)
    kinds[:new], kinds[new : 2 * new] = 1, 2
    rng = fold.sample.rng(fold.seed, 6)
    null = []
    for _ in range(len(fold.splits)):
        drawn = rng.permuted(kinds)
        position = (drawn[fold.pool_neighbours.index] == 0).argmax(axis=1)
        distance = fold.pool_neighbours.distance[np.arange(u), position].astype(np.float64)
        null.append(memorisation(distance[drawn == 2], distance[drawn == 1]))
    ratios = np.array([r for r in null if r is not None])
    if ratios.size < len(null):
        return np.empty(0)
    return np.asarray(1.0 + (ratios - 1.0) * np.sqrt(new / fold.m))


def _metric(
    name: str,
    title: str,
    description: str,
    function: Callable[[Comparison], Steps[Draws]],
    better: str = "near null",
    summary: Callable[[Draws, str], MetricValue] = with_interval,
) -> Metric:
    return Metric(name, title, description, function, better, summary)


#: Every metric, by name. A new one is one function and one entry here.
METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        _metric(
            "one_nn_original",
            "1-NN, held-out originals",
            "Share of held-out originals whose most similar spectrum is another original; about "
            "one half if generated spectra mix with them, 1 if they stand apart.",
            _at_once(_one_nn_original),
        ),
        _metric(
            "one_nn_generated",
            "1-NN, generated",
            "Share of generated spectra whose most similar spectrum is another generated one; "
            "about one half if they mix with held-out originals, 1 if they stand apart.",
            _at_once(_one_nn_generated),
        ),
        _metric(
            "kmeans_ari",
            "K-means, adjusted Rand index",
            "How well K-means with two clusters on 10 PCA scores tells generated from original: "
            "0 not at all, 1 completely. Nearly blind to copies and missing peaks.",
            _at_once(_kmeans_ari),
            "low",
        ),
        _metric(
            "mmd_p",
            "MMD, p-value",
            "How often relabelled spectra would differ as much as original and generated do "
            "(maximum mean discrepancy on 10 PCA scores); below 0.05 the difference is real.",
            _mmd_p,
            "high",
            as_p_value,
        ),
        _metric(
            "coverage",
            "Coverage",
            "Share of held-out originals with a generated spectrum among their nearest "
            "neighbours; low where a kind of spectrum is never generated.",
            _at_once(_coverage),
            "high",
        ),
        _metric(
            "density",
            "Density",
            "How densely generated spectra lie where originals lie; about 1, less where they fall "
            "outside, more where they crowd around typical spectra.",
            _at_once(_density),
        ),
        _metric(
            "noise_ratio",
            "Noise ratio",
            "High-frequency noise of generated spectra over that of held-out originals; 1 is "
            "right, below 1 too smooth, above 1 too noisy.",
            _at_once(_noise_ratio),
        ),
        _metric(
            "memorisation",
            "Memorisation ratio",
            "Typical distance to the nearest training spectrum, generated over held-out; 1 is "
            "new, well below 1 means that training spectra are repeated.",
            _memorisation,
            "high",
        ),
    )
}
