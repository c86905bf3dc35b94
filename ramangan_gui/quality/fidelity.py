"""Figures on whether generated spectra look like measured ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from .classifier import auc, resplit_auc
from .comparison import Comparison
from .features import amplitude
from .figures import N_SLOW, Draws, at_once, narrowed, shrunk
from .noise import NEGLIGIBLE, noise_at_places, noise_level, noise_levels, residuals_without_self

#: Edges of the bands of high-frequency power, in cycles per point; 0.5 is the finest ripple.
POWER_BANDS = ((0.0625, 0.125), (0.125, 0.25), (0.25, 0.375), (0.375, 0.5))

#: Labellings that a classifier is trained on in one go.
_LABELLINGS_AT_ONCE = 200

_DB = 10.0 / np.log(10.0)


def one_nn_original(fold: Comparison) -> Draws:
    """Give the share of held-out originals whose nearest neighbour is an original."""
    return Draws(float(fold.mixed.own_first[0]), narrowed(fold.null.own_first, fold))


def one_nn_generated(fold: Comparison) -> Draws:
    """Give the share of generated spectra whose nearest neighbour is a generated one."""
    return Draws(float(fold.mixed.own_second[0]), narrowed(fold.null.own_second, fold))


def mmd_p(fold: Comparison) -> Draws:
    """Give the squared maximum mean discrepancy with its permutations."""
    return Draws(float(fold.mmd[0]), fold.mmd[1:])


def classifier_auc(fold: Comparison) -> Steps[Draws]:
    """Give how well a cross-validated linear classifier tells generated from original."""
    yield Progress(0.0, "Training a classifier")
    features = fold.features
    yield Progress(0.2, "Training a classifier")
    found = auc(features, fold.signs[:1], fold.sample.rng(fold.seed, 8))
    if fold.n_split < 2:
        return Draws(float(found[0]), np.empty(0))
    yield Progress(0.3, "Training a classifier")
    steps = resplit_auc(fold.pool_features, fold.splits[:N_SLOW], fold.sample.rng(fold.seed, 9))
    null = yield from part(steps, 0.3, 1.0)
    return Draws(float(found[0]), narrowed(null, fold))


def classifier_p(fold: Comparison) -> Steps[Draws]:
    """Give the same with permutations of the labels."""
    yield Progress(0.0, "Training a classifier")
    features = fold.features
    values = []
    for start in range(0, len(fold.signs), _LABELLINGS_AT_ONCE):
        yield Progress(start / len(fold.signs), "Permuting labels")
        # Dealt to the same parts every time, whatever the labels.
        rng = fold.sample.rng(fold.seed, 8)
        values.append(auc(features, fold.signs[start : start + _LABELLINGS_AT_ONCE], rng))
    joined = np.concatenate(values)
    return Draws(float(joined[0]), joined[1:])


def noise_ratio(fold: Comparison) -> Draws:
    """Give the high-frequency level of residuals, generated over original."""
    original, generated = (float(np.median(x)) for x in noise_levels(fold.original, fold.generated))
    if original <= 0:
        return Draws(None, np.empty(0))
    levels = noise_level(residuals_without_self(fold.pool))
    first, second = (_medians(levels, fold.splits == kind) for kind in (1, 2))
    if first.size and first.min() <= 0:
        return Draws(generated / original, np.empty(0))
    return Draws(generated / original, narrowed(second / first, fold))


def local_noise(fold: Comparison) -> Draws:
    """Give by what factor the noise is off at that place of the axis where it is farthest off."""
    mean = fold.original.mean(axis=0)
    levels = noise_at_places(residuals_without_self(fold.original))
    if not levels.size:
        return Draws(None, np.empty(0))
    original = np.median(levels, axis=0)
    generated = np.median(noise_at_places(fold.generated - mean), axis=0)
    negligible = NEGLIGIBLE * float(np.median(original))
    if negligible <= 0.0:
        return Draws(None, np.empty(0))

    def largest(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
        logs = np.log(second + negligible) - np.log(first + negligible)
        return np.asarray(np.exp(np.abs(logs).max(axis=-1)))

    value = float(largest(original, generated))
    of_pool = noise_at_places(residuals_without_self(fold.pool))
    splits = fold.splits[:N_SLOW]
    halves = [
        np.stack([_medians(column, splits == kind) for column in of_pool.T], axis=-1)
        for kind in (1, 2)
    ]
    if not halves[0].size:
        return Draws(value, np.empty(0))
    # A factor of 1 is no difference: it is the part above that shrinks with more spectra.
    return Draws(value, 1.0 + shrunk(largest(halves[0], halves[1]) - 1.0, fold))


def band_power(spectra: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the power of each spectrum in the bands, in decibels.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Residuals, so that peaks do not count.

    Returns
    -------
    ndarray of float64, shape (n, n_bands)
    """
    n_points = spectra.shape[1]
    window = np.hanning(n_points) if n_points > 2 else np.ones(n_points)
    power = np.abs(np.fft.rfft(spectra * window, axis=1)) ** 2
    place = np.fft.rfftfreq(n_points)
    columns = []
    for low, high in POWER_BANDS:
        inside = (place > low) & (place <= high)
        total = power[:, inside].mean(axis=1) if inside.any() else np.zeros(len(spectra))
        columns.append(_DB * np.log(np.maximum(total, np.finfo(np.float64).tiny)))
    return np.stack(columns, axis=1)


def power_in_band(band: int) -> Callable[[Comparison], Steps[Draws]]:
    """Make the figure of one band: mean difference of its power, generated less original."""

    def figure(fold: Comparison) -> Draws:
        mean = fold.original.mean(axis=0)
        mine = band_power(residuals_without_self(fold.original))[:, band]
        theirs = band_power(fold.generated - mean)[:, band]
        if mine.min() < -300:
            return Draws(None, np.empty(0))
        of_pool = band_power(residuals_without_self(fold.pool))[:, band]
        signed = (fold.splits == 2).astype(np.float64) - (fold.splits == 1)
        null = signed @ of_pool / max(fold.n_split, 1)
        return Draws(float(theirs.mean() - mine.mean()), narrowed(null, fold))

    return at_once(figure)


def mean_error(fold: Comparison) -> Draws:
    """Give the root mean square difference of the means, part of the highest peak."""
    height = amplitude(fold.pool.mean(axis=0))
    if height <= 0:
        return Draws(None, np.empty(0))
    gap = fold.generated.mean(axis=0) - fold.original.mean(axis=0)
    signed = _signed(fold)
    null = _rms(signed @ fold.pool / max(fold.n_split, 1)) / height
    return Draws(float(_rms(gap[None])[0]) / height, shrunk(null, fold))


def sd_error(fold: Comparison) -> Draws:
    """Give the root mean square difference of the SD bands, part of the originals' usual SD."""
    usual = float(_rms(fold.pool.std(axis=0)[None])[0])
    if usual <= 0:
        return Draws(None, np.empty(0))
    gap = fold.generated.std(axis=0) - fold.original.std(axis=0)
    splits, half = fold.splits[:N_SLOW], max(fold.n_split, 1)
    centred = fold.pool - fold.pool.mean(axis=0)
    squares = centred**2
    spread = []
    for kind in (1, 2):
        chosen = (splits == kind).astype(np.float64)
        variance = chosen @ squares / half - (chosen @ centred / half) ** 2
        spread.append(np.sqrt(np.maximum(variance, 0.0)))
    null = _rms(spread[1] - spread[0]) / usual
    return Draws(float(_rms(gap[None])[0]) / usual, shrunk(null, fold))


def _signed(fold: Comparison) -> NDArray[np.float64]:
    splits = fold.splits[:N_SLOW]
    return np.asarray((splits == 2).astype(np.float64) - (splits == 1))


def _rms(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.sqrt((rows**2).mean(axis=1)))


def _medians(values: NDArray[np.float64], chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Give the median of the chosen values, row by row; every row chooses equally many."""
    rows = np.broadcast_to(values, chosen.shape)[chosen]
    return np.asarray(np.median(rows.reshape(len(chosen), -1), axis=1) if len(chosen) else rows)
