"""Positive controls: whether known faults would have been seen at this number of spectra.

The user's own originals are given a fault (a shift of one point, a missing small peak, more noise).
From the size of that change and the scatter of the originals follows how far the tests would have
been moved. Only where that is far enough may "no difference was found" mean anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from .comparison import Comparison
from .evidence import Evidence
from .features import amplitude, shape_features, starlet, texture_features

#: Height of the missing peak, part of the highest.
PEAK = 0.05

#: Points by which spectra are shifted.
SHIFT = 1.0

#: Factor of the noise.
NOISE = 1.2

#: Places along the axis at which a peak is taken away, and the share at which it must be found.
_N_PLACES, _PLACES_SEEN = 41, 0.9

#: Standard errors by which a fault must clear the critical value: found in 95 of 100 cases.
_CLEAR = 1.645


@dataclass(frozen=True)
class Visible:
    """Smallest faults that would be found, in 95 of 100 cases.

    Parameters
    ----------
    shift : float
        Points.
    peak : float
        Height of a missing peak, part of the highest, at nine of ten places along the axis (the
        tenth may lie on a band that itself varies by more).
    noise : float
        Factor of the noise; infinite where none would be.
    variety : bool
        Whether a generator that makes too few kinds of spectra would be found.
    on_axis : str
        The shift in units of the axis, in words; empty where there is no axis.
    """

    shift: float
    peak: float
    noise: float
    variety: bool = True
    on_axis: str = ""

    @property
    def sufficient(self) -> bool:
        """Whether the faults that matter would be found."""
        sharp = self.shift <= SHIFT and self.peak <= PEAK and self.noise <= NOISE
        return sharp and self.variety


def smallest_visible(
    folds: Sequence[Comparison], evidence: Evidence, level: float
) -> Steps[Visible]:
    """Give the smallest faults that the tests would find.

    Parameters
    ----------
    folds : sequence of Comparison
        All folds of one class.
    evidence : Evidence
        Of all folds combined.
    level : float
        Significance level of each test.

    Yields
    ------
    Progress

    Returns
    -------
    Visible
    """
    clear = _CLEAR / np.sqrt(len(folds))
    shape = evidence.critical("shape", level) + clear
    texture = evidence.critical("texture", level) + clear
    found = []
    for number, fold in enumerate(folds):
        begin, end = number / len(folds), (number + 1) / len(folds)
        found.append((yield from part(_effects(fold), begin, end)))
    shift, peaks, noise = (np.mean(of_folds, axis=0) for of_folds in zip(*found, strict=True))
    found_noise = float(np.abs(noise).max(initial=0.0))
    least = SHIFT * _needed(shape, np.abs(shift).max(initial=0.0))
    return Visible(
        shift=least,
        peak=PEAK * _needed(shape, np.quantile(np.abs(peaks).max(axis=1), 1 - _PLACES_SEEN)),
        noise=float(NOISE ** min(_needed(texture, found_noise), 100.0)),
        on_axis=evidence.distance(least).lstrip("+") if np.isfinite(least) else "",
    )


def _needed(critical: float, effect: float) -> float:
    return critical / effect if effect > 0 else np.inf


def _in_standard_errors(
    change: NDArray[np.float64], features: NDArray[np.float64], m: int
) -> NDArray[np.float64]:
    """Give the change of mean features in units of its standard error at `m` against `m`."""
    error = np.sqrt(2.0 * features.var(axis=0, ddof=1) / m)
    largest = float(error.max(initial=0.0))
    return np.where(error > 1e-9 * largest, change / np.maximum(error, 1e-300), 0.0)


def _effects(fold: Comparison) -> Steps[tuple[NDArray[np.float64], ...]]:
    """Give how far each fault would move the features, in standard errors."""
    yield Progress(0.0, "Looking for the smallest visible faults")
    shape = shape_features(fold.pool, fold.pool.mean(axis=0))
    yield Progress(0.4, "Looking for the smallest visible faults")
    shift, peaks = _shift_effect(fold, shape), _peak_effect(fold, shape)
    yield Progress(0.7, "Looking for the smallest visible faults")
    return shift, peaks, _noise_effect(fold)


def _shift_effect(fold: Comparison, shape: NDArray[np.float64]) -> NDArray[np.float64]:
    mean = fold.pool.mean(axis=0)
    shifted = np.concatenate([mean[:1], mean[:-1]])
    change = shape_features(np.stack([shifted, mean]), mean)
    return _in_standard_errors(change[0] - change[1], shape, fold.m)


def _peak_effect(fold: Comparison, shape: NDArray[np.float64]) -> NDArray[np.float64]:
    mean = fold.pool.mean(axis=0)
    n_points = mean.size
    width = max(4.0, n_points / 200)
    places = np.linspace(0.05, 0.95, _N_PLACES)[:, None] * (n_points - 1)
    peaks = np.exp(-0.5 * ((np.arange(n_points) - places) / width) ** 2)
    lacking = mean - PEAK * amplitude(mean) * peaks
    change = shape_features(lacking, mean) - shape_features(mean[None], mean)
    return _in_standard_errors(change, shape, fold.m)


def _noise_effect(fold: Comparison) -> NDArray[np.float64]:
    mean = fold.pool.mean(axis=0)
    noisier = fold.pool + (NOISE - 1.0) * starlet(fold.pool - mean, 1)[0]
    before = fold.pool_texture
    change = texture_features(noisier, mean).mean(axis=0) - before.mean(axis=0)
    return _in_standard_errors(change, before, fold.m)
