"""Which way to draw scores suits a set: the one whose spectra are as new as measured ones are.

Among many components, neighbours are far and everything between them is empty: drawn locally, new
spectra then crowd round those of the training, although each alone looks right. Where spectra form
clusters, smooth distributions put them into the empty space between. Both show in one figure: how
far the typical new spectrum is from the nearest training spectrum, over how far training spectra
are from each other. Cross-validation says what it is for measured spectra.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ..core.progress import Progress, Steps, part
from .components import Folds
from .nearest import distance_to_nearest
from .score_sampler import MAX_NEIGHBOURS, MODES, drawn_places, fitted_sampler
from .variation import Variation

#: The way that suits the spectra, and all ways there are.
SUITABLE = "suitable"
WAYS: Mapping[str, str] = {SUITABLE: "What suits the spectra", **MODES}

#: Ways that are compared. The first represents the training spectra best, and is left only where
#: its spectra come nearer to them than this share of the distance at which measured ones are.
COMPARED = ("local", "copula", "kde")
_TOO_NEAR = 0.78
#: What too far counts, in logarithms, where too near counts one: such spectra fit in nowhere.
_TOO_FAR = 1.5
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
        One of :data:`COMPARED`.
    """
    usual = COMPARED[0]
    if variation.folds is None or variation.n_components < _MIN_COMPONENTS:
        return usual
    measuring = newness_of_measured(variation.folds, variation.n_components)
    measured = yield from part(measuring, 0.0, 0.25)
    few = variation.n_components <= _MAX_COMPONENTS
    unlike: dict[str, float] = {}
    for number, mode in enumerate(COMPARED if few else COMPARED[1:], start=1):
        drawing = newness_of_drawn(variation, mode, seed)
        newness = yield from part(drawing, 0.25 * number, 0.25 * (number + 1))
        if mode == usual and newness >= _TOO_NEAR * measured:
            return usual
        farther = math.log(max(newness, 1e-6) / measured)
        unlike[mode] = max(_TOO_FAR * farther, -farther)
    return min(unlike, key=unlike.__getitem__)


def settled_mode(mode: str, variation: Variation, seed: int) -> Steps[str]:
    """Give the way to draw scores that one of :data:`WAYS` stands for."""
    return (yield from suitable_mode(variation, seed)) if mode == SUITABLE else mode


def newness_of_drawn(variation: Variation, mode: str, seed: int) -> Steps[float]:
    """Distance of drawn from training spectra, over that between training spectra."""
    rng = np.random.default_rng([seed, 3])
    sampler = yield from part(fitted_sampler(variation, mode, rng), 0.0, 0.5)
    places = yield from part(drawn_places(variation, sampler, _N_DRAWN, rng), 0.5, 1.0)
    known = variation.scores * variation.spread
    among = distance_to_nearest(known)
    new = distance_to_nearest(places, known)
    return float(np.median(new) / max(float(np.median(among)), 1e-300))


def newness_of_measured(folds: Folds, n_components: int) -> Steps[float]:
    """Give the same of measured spectra, along components that were found without them."""
    away = np.stack([folds.means[number] for number in folds.fold]) + folds.deviations
    new, among = [], []
    for number, (mean, components) in enumerate(zip(folds.means, folds.components, strict=True)):
        yield Progress(number / len(folds.means), "calibrating")
        left_out = folds.fold == number
        places = (away - mean) @ np.linalg.pinv(components[:n_components])
        known = places[~left_out]
        new.append(distance_to_nearest(places[left_out], known))
        among.append(distance_to_nearest(known))
    medians = (float(np.median(np.concatenate(found))) for found in (new, among))
    return max(next(medians), 1e-300) / max(next(medians), 1e-300)
