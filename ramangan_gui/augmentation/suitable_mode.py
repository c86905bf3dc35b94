"""Which way to draw scores suits a set: the one whose draws cannot be told from measured spectra.

Of enough spectra, half may be drawn from, time and again, and the draws compared with the other
half: how many of either kind have one of their own kind for nearest neighbour. Everything goes by
scores on components that were found without the spectrum, so that nothing is judged by what it was
learnt from.

Of fewer spectra, halves say nothing. There the way is taken whose spectra are as new as measured
ones are. Among many components, neighbours are far and everything between them is empty: drawn
locally, new spectra then crowd round those of the training, although each alone looks right. It
shows in one figure: how far the typical new spectrum is from the nearest training spectrum, over
how far training spectra are from each other. Cross-validation says what it is for measured spectra.
Nor may the farthest tenth of the new spectra be farther than that of the measured ones.

Where spectra form clusters, smooth distributions put some into the empty space between: farther
from all training spectra than any measured one is, or many farther than nearly all measured ones
are. A way by which more are so than drawn locally is out of the question, of however many spectra,
and whatever else speaks for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..core.progress import Progress, Steps, part
from .components import Folds
from .nearest import distance_to_nearest
from .noise_model import Array
from .score_sampler import (
    MAX_NEIGHBOURS,
    MODES,
    ScoreSampler,
    drawn_places,
    fitted_sampler,
)
from .variation import Variation

#: The way that suits the spectra, and all ways there are.
SUITABLE = "suitable"
WAYS: Mapping[str, str] = {SUITABLE: "What suits the spectra", **MODES}

#: Spectra from which on they are halved, and how often.
_MIN_HALVED, _HALVINGS = 40, 24
#: Spectra of either half, at most.
_MOST_HALVED = 200
#: Where there are more components than this share of the spectra, half of these fill so few of all
#: directions that smoothed draws are flattered: they must be harder to tell by this. (Bands that
#: shift each on their own have 0.095 to 0.33, cartilage, which smoothed draws serve well, has up to
#: 0.092.)
_FLATTERED, _MANY, _CLEARLY = "kde", 0.093, 0.04
#: Ways that fewer are compared by. The first represents the training spectra best, and is left only
#: where its spectra come nearer to them than this share of the distance at which measured ones are.
COMPARED = ("local", "copula", "kde")
_TOO_NEAR = 0.78
#: Shares of measured spectra, and how many more new ones than of the first way may be farther from
#: the training spectra than all of these: halves of clusters are too few to tell that new spectra
#: lie between them. (One measured spectrum between two clusters excuses all others that are drawn
#: there by the second limit, not by the first, in which single clouds differ by up to 0.21.)
_MORE_BETWEEN = ((0.9, 0.25), (1.0, 0.02))
#: What too far counts, in logarithms, where too near counts one: such spectra fit in nowhere. So
#: many of the spectra are within the distances that are compared; the first tells what is too near.
_TOO_FAR, _WITHIN = 1.5, (0.5, 0.9)
#: Below this number of components, local drawing is never too narrow, and distances say little.
_MIN_COMPONENTS = 3
#: Above it, local drawing is not compared: its steps span but a few of so many directions, and
#: along all others new spectra are copies.
_MAX_COMPONENTS = 2 * MAX_NEIGHBOURS
_N_DRAWN = 1000


def suitable_mode(variation: Variation, seed: int) -> Steps[str]:
    """Choose how to draw scores, from training spectra alone.

    Parameters
    ----------
    variation : Variation
        As :func:`.variation.fit_variation` gave it.
    seed : int
        Seed of the draws.

    Yields
    ------
    Progress

    Returns
    -------
    str
        One of :data:`.score_sampler.MODES`.
    """
    usual = COMPARED[0]
    if variation.folds is None or variation.n_components < _MIN_COMPONENTS:
        return usual
    measuring = newness_of_measured(variation.folds, variation.n_components)
    measured = yield from part(measuring, 0.0, 0.25)
    if len(variation.scores) >= _MIN_HALVED:
        return (yield from part(_hardest_to_tell(variation, measured, seed), 0.25, 1.0))
    few = variation.n_components <= _MAX_COMPONENTS
    unlike: dict[str, float] = {}
    between: dict[str, list[float]] = {}
    for number, mode in enumerate(COMPARED, start=1):
        drawing = newness_of_drawn(variation, mode, seed)
        new = yield from part(drawing, 0.25 * number, 0.25 * (number + 1))
        between[mode] = _shares_between(new, measured)
        farther = _log_quantiles(new) - _log_quantiles(measured)
        if mode == usual and few and farther[0] >= math.log(_TOO_NEAR):
            return usual
        unlike[mode] = max(_TOO_FAR * float(farther.max()), -float(farther[0]))
        if _fills_space(between, mode):
            unlike[mode] = math.inf
    if not few and min(unlike[mode] for mode in COMPARED[1:]) < math.inf:
        del unlike[usual]
    return min(unlike, key=unlike.__getitem__)


def settled_mode(mode: str, variation: Variation, seed: int) -> Steps[str]:
    """Give the way to draw scores that one of :data:`WAYS` stands for."""
    return (yield from suitable_mode(variation, seed)) if mode == SUITABLE else mode


def _hardest_to_tell(variation: Variation, measured: Array, seed: int) -> Steps[str]:
    """Give the way whose draws are hardest to tell, of those that fill no empty space."""
    told: dict[str, float] = {}
    between: dict[str, list[float]] = {}
    many = variation.n_components > _MANY * len(variation.scores)
    for number, mode in enumerate(MODES):
        rng = np.random.default_rng([seed, 3])
        fitting = _fitted_and_newness(variation, mode, rng)
        begin, middle, end = ((number + share) / len(MODES) for share in (0.0, 0.5, 1.0))
        sampler, new = yield from part(fitting, begin, middle)
        between[mode] = _shares_between(new, measured)
        if _fills_space(between, mode):
            continue
        told[mode] = yield from part(told_apart(variation, sampler, seed), middle, end)
        if many and mode == _FLATTERED:
            told[mode] += _CLEARLY
    return min(told, key=told.__getitem__)


def _log_quantiles(distances: Array) -> Array:
    return np.asarray(np.log(np.maximum(np.quantile(distances, _WITHIN), 1e-6)))


def _shares_between(new: Array, measured: Array) -> list[float]:
    """Shares of new spectra that are farther than so many of the measured ones."""
    return [float(np.mean(new > np.quantile(measured, most))) for most, _ in _MORE_BETWEEN]


def _fills_space(between: Mapping[str, list[float]], mode: str) -> bool:
    """Whether a way puts more spectra where few or none were measured than the first one does."""
    limits = zip(between[mode], between[COMPARED[0]], _MORE_BETWEEN, strict=True)
    return any(share > usual + more for share, usual, (_, more) in limits)


def told_apart(variation: Variation, sampler: ScoreSampler, seed: int) -> Steps[float]:
    """Tell how well draws from half of the spectra are told from the other half, 0 to 0.5.

    Parameters
    ----------
    variation : Variation
        As :func:`.variation.fit_variation` gave it.
    sampler : ScoreSampler
        How to draw; of all spectra.
    seed : int
        Seed of the halves and the draws.

    Yields
    ------
    Progress

    Returns
    -------
    float
        Mean distance from 0.5 of the shares of measured and of drawn spectra whose nearest
        neighbour is of their own kind, averaged over halvings first.
    """
    assert variation.folds is not None
    scores = variation.folds.alike_scores(variation.n_components)
    size = min(len(scores) // 2, _MOST_HALVED)
    shares = []
    for number in range(_HALVINGS):
        yield Progress(number / _HALVINGS, "calibrating")
        rng = np.random.default_rng([seed, 6, number])
        order = rng.permutation(len(scores))
        known, others = order[:size], scores[order[size : 2 * size]]
        mean, spread = scores[known].mean(axis=0), scores[known].std(axis=0, ddof=1)
        spread = np.maximum(spread, 1e-12)
        half = replace(
            sampler,
            scores=(scores[known] - mean) / spread,
            weights=spread / float(np.sqrt(np.sum(spread**2))),
            levels=sampler.levels[known],
        )
        drawn = mean + spread * half.draw(size, rng, balanced=True)[0]
        shares.append([_own_kind(others, drawn), _own_kind(drawn, others)])
    return float(np.mean(np.abs(np.mean(shares, axis=0) - 0.5)))


def _own_kind(spectra: Array, others: Array) -> float:
    """Share of spectra that are nearer to one of themselves than to one of as many others."""
    return float(np.mean(distance_to_nearest(spectra) < distance_to_nearest(spectra, others)))


def newness_of_drawn(variation: Variation, mode: str, seed: int) -> Steps[Array]:
    """Distances of drawn from training spectra, over the typical one between training spectra."""
    return (yield from _fitted_and_newness(variation, mode, np.random.default_rng([seed, 3])))[1]


def _fitted_and_newness(
    variation: Variation, mode: str, rng: np.random.Generator
) -> Steps[tuple[ScoreSampler, Array]]:
    sampler = yield from part(fitted_sampler(variation, mode, rng), 0.0, 0.5)
    places = yield from part(drawn_places(variation, sampler, _N_DRAWN, rng), 0.5, 1.0)
    known = variation.scores * variation.spread
    among = distance_to_nearest(known)
    new = distance_to_nearest(places, known)
    return sampler, new / max(float(np.median(among)), 1e-300)


def newness_of_measured(folds: Folds, n_components: int) -> Steps[Array]:
    """Give the same of measured spectra, along components that were found without them.

    Parameters
    ----------
    folds : Folds
        Models of most spectra.
    n_components : int
        Components that are kept.

    Yields
    ------
    Progress

    Returns
    -------
    ndarray, shape (n_spectra,)
        Distances, in no order.
    """
    new, among = [], []
    for number, (mean, components) in enumerate(zip(folds.means, folds.components, strict=True)):
        yield Progress(number / len(folds.means), "calibrating")
        left_out = folds.fold == number
        places = (folds.values - mean) @ np.linalg.pinv(components[:n_components])
        known = places[~left_out]
        new.append(distance_to_nearest(places[left_out], known))
        among.append(distance_to_nearest(known))
    return np.concatenate(new) / max(float(np.median(np.concatenate(among))), 1e-300)
