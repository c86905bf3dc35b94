"""Tests and sizes of difference between two sets of spectra, in one fold or over several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from .comparison import Comparison
from .difference import mean_difference_band
from .features import amplitude, averaged, deformations, shape_features
from .neighbours import Mixing
from .noise import noise_levels
from .two_sample import mean_difference, p_value

#: Tests, and what each looks at, in words that follow "differ in".
TESTS: Mapping[str, str] = {
    "shape": "their mean spectrum",
    "texture": "noise or texture",
    "spread": "how much they vary",
    "mmd": "the distribution of their PCA scores",
    "neighbours": "which spectra are most similar to which",
    "score_neighbours": "which spectra are most similar to which, on PCA scores",
    "training": "their distance to the training spectra",
}


#: Principal components whose standard deviations are compared.
N_MAIN_SCORES = 3


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the tests found, of one fold or combined.

    Parameters
    ----------
    statistics : mapping of str to (ndarray of float32, shape (b + 1, d))
        By test: the statistic as it is, then of random re-splits or permutations. The test looks
        at the largest absolute value of its d components.
    sizes : mapping of str to (ndarray of float64)
        Sizes of the differences in their own units; averaged over folds.
    uncertainty : ndarray of float64, shape (n_points,)
        Half width of the band around the size ``mean`` that holds the whole difference of the
        means at once, in 95 of 100 cases.
    axis : ndarray of float64, shape (n_points,), optional
        Raman shifts; without them places are told in points.
    unit : str
        Unit of the axis in words.
    """

    statistics: Mapping[str, NDArray[np.float32]]
    sizes: Mapping[str, NDArray[np.float64]]
    uncertainty: NDArray[np.float64]
    axis: NDArray[np.float64] | None = None
    unit: str = ""

    def place(self, point: float) -> str:
        """Say where a point (counted from 0, fractions allowed) is on the axis."""
        if self.axis is None:
            return f"point {point + 1:.0f}"
        where = float(np.interp(point, np.arange(self.axis.size), self.axis))
        return f"{where:.0f} {self.unit}".rstrip()

    def distance(self, points: float) -> str:
        """Say how far some points are on the axis, with their sign; empty without an axis."""
        if self.axis is None or self.axis.size < 2:
            return ""
        step = float(np.median(np.diff(self.axis)))
        return f"{points * step:+.2g} {self.unit}".rstrip()

    def largest(self, test: str) -> NDArray[np.float64]:
        """Give the test's statistic as it is and for every draw, shape (b + 1,)."""
        return np.asarray(np.abs(self.statistics[test]).max(axis=1), np.float64)

    def p(self, test: str) -> float:
        """Give the p-value of a test."""
        return p_value(self.largest(test))

    def critical(self, test: str, level: float) -> float:
        """Give the value that the test's statistic exceeds by chance with probability `level`."""
        return float(np.quantile(self.largest(test)[1:], 1.0 - level))


@dataclass(frozen=True, eq=False)
class Distances:
    """Distances to the nearest training spectrum.

    Parameters
    ----------
    original, generated : ndarray of float64, shape (m,)
        Of the originals and generated spectra compared.
    """

    original: NDArray[np.float64]
    generated: NDArray[np.float64]

    @property
    def floor(self) -> float:
        """Small distance that keeps logarithms finite."""
        return 1e-6 * float(np.median(self.original)) + np.finfo(np.float64).tiny

    @property
    def ratio(self) -> float:
        """Median of generated over median of original."""
        original, generated = float(np.median(self.original)), float(np.median(self.generated))
        floor = float(self.floor)
        return (generated + floor) / (original + floor)


def gather(fold: Comparison, distances: Distances | None) -> Steps[Evidence]:
    """Run every test on one fold.

    Parameters
    ----------
    fold : Comparison
        At least four spectra of each kind, and re-splits.
    distances : Distances, optional
        To the training spectra; without them the last test is left out.

    Yields
    ------
    Progress

    Returns
    -------
    Evidence
    """
    yield Progress(0.0, "Permuting labels")
    together, mean = fold.pooled, fold.pooled.mean(axis=0)
    shape = yield from part(mean_difference(shape_features(together, mean), fold.signs), 0.0, 0.4)
    texture = fold.texture
    everywhere = np.concatenate([texture, fold.local_texture], axis=1)
    texture_t = yield from part(mean_difference(everywhere, fold.signs), 0.4, 0.5)
    varied = np.concatenate([fold.scores, texture], axis=1)
    spread = np.abs(varied - np.median(varied, axis=0))
    spread_t = yield from part(mean_difference(spread, fold.signs), 0.5, 0.6)
    statistics = {
        "shape": shape,
        "texture": texture_t,
        # Scores of different folds have different axes, so the largest is taken in each fold.
        "spread": np.abs(spread_t).max(axis=1, keepdims=True),
        "mmd": _standardised(fold.mmd[:, None]),
        "neighbours": _from_mixing(fold.mixed, fold.null, fold.permuted, fold.narrowing),
        "score_neighbours": _from_mixing(
            fold.mixed_scores, fold.null_scores, fold.permuted_scores, fold.narrowing
        ),
    }
    if distances is not None:
        logs = np.log(np.concatenate([distances.original, distances.generated]) + distances.floor)
        statistics["training"] = yield from mean_difference(logs[:, None], fold.signs)
    band = mean_difference_band(averaged(fold.original), averaged(fold.generated))
    sizes = _sizes(fold, texture, distances) | {"mean": band.difference}
    uncertainty = band.wide_high - band.difference
    return Evidence(statistics, sizes, uncertainty, fold.sample.axis, fold.sample.unit)


def combine(folds: Sequence[Evidence]) -> Evidence:
    """Combine the evidence of several folds: draw by draw, each computed within its fold."""
    first = folds[0]
    shared = [test for test in first.statistics if all(test in f.statistics for f in folds)]
    statistics = {t: np.mean([f.statistics[t] for f in folds], axis=0) for t in shared}
    named = [name for name in first.sizes if all(name in f.sizes for f in folds)]
    sizes = {name: np.mean([f.sizes[name] for f in folds], axis=0) for name in named}
    squares = np.mean([f.uncertainty**2 for f in folds], axis=0)
    uncertainty = np.sqrt(squares / len(folds))
    return Evidence(statistics, sizes, uncertainty, first.axis, first.unit)


def _standardised(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """Bring statistics to mean 0 and SD 1 of their draws."""
    null = values[1:]
    spread = null.std(axis=0)
    floor = 1e-12 + 1e-9 * np.abs(null).max(axis=0)
    return np.asarray((values - null.mean(axis=0)) / np.maximum(spread, floor), np.float32)


def _from_mixing(
    mixed: Mixing, null: Mixing, permuted: Mixing | None, narrowing: float
) -> NDArray[np.float32]:
    """Put how two kinds mix beside what chance would make of it: the wider of two chances.

    Re-splits of originals alone see when generated spectra are the neighbours of all others, which
    permuted labels take for usual. But the originals at hand may by luck hold none of the rare
    spectra that the next ones do, and then re-splits are too narrow where permuted labels are not.
    """
    observed = _figures(mixed)
    draws = _figures(null)
    draws = draws.mean(axis=0) + (draws - draws.mean(axis=0)) * narrowing
    if permuted is not None:
        others = _figures(permuted)
        draws = np.where(others.std(axis=0) > draws.std(axis=0), others, draws)
    return _standardised(np.concatenate([observed, draws]))


def _figures(mixing: Mixing) -> NDArray[np.float64]:
    return np.stack([mixing.own_first, mixing.own_second, mixing.spacing], axis=1)


def _sizes(
    fold: Comparison, texture: NDArray[np.float64], distances: Distances | None
) -> dict[str, NDArray[np.float64]]:
    m = fold.m
    noise = [float(np.median(levels)) for levels in noise_levels(fold.original, fold.generated)]
    mean = fold.original.mean(axis=0)
    shift = deformations(fold.generated.mean(axis=0)[None], mean)[0, 0]
    scores, local = fold.scores, fold.local_texture
    sizes = {
        "halves": np.array(
            [
                fold.mixed.own_first[0] - fold.null.own_first.mean(),
                fold.mixed.own_second[0] - fold.null.own_second.mean(),
            ]
        ),
        "score_halves": np.array(
            [
                fold.mixed_scores.own_first[0] - fold.null_scores.own_first.mean(),
                fold.mixed_scores.own_second[0] - fold.null_scores.own_second.mean(),
            ]
        ),
        "own": np.array([fold.mixed.own_first[0], fold.mixed.own_second[0]]),
        "score_own": np.array([fold.mixed_scores.own_first[0], fold.mixed_scores.own_second[0]]),
        "spacing": fold.mixed.spacing,
        "score_spacing": fold.mixed_scores.spacing,
        "texture": texture[m:].mean(axis=0) - texture[:m].mean(axis=0),
        "places": local[m:].mean(axis=0) - local[:m].mean(axis=0),
        "noise": np.log(np.array([max(noise[1], 1e-300) / max(noise[0], 1e-300)])),
        "shift": np.array([shift]),
        "amplitude": np.array([amplitude(mean)]),
        # Few spectra have few components; folds must have the same number to be combined.
        "variety": np.log(_ratio(scores[m:].std(axis=0), scores[:m].std(axis=0)))[:N_MAIN_SCORES],
    }
    if distances is not None:
        sizes["memorisation"] = np.log(np.array([distances.ratio]))
    return sizes


def _ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    floor = 1e-9 * max(float(above.max(initial=0)), float(below.max(initial=0)), 1e-300)
    return (above + floor) / (below + floor)
