"""Noise of another colour at other places: how strong each octave of frequencies is at each point.

Spectra that are quotients, were put together from several windows, or interpolated from pixels that
get wider along the axis, are smooth at some places and rough at others; so is what few components
lack. One power spectrum for all places would roughen the smooth ones. And it would carry strong
noise to quiet places: by chance, too, no filter is quite even, and spreads a little over the axis.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .quick_lengths import gain_at_length, quick_length
from .starlet import moving_average

Array = NDArray[np.float64]

#: Octaves from the highest frequencies downwards; the last holds all that are lower.
N_OCTAVES = 4
#: Values that are averaged for the power of an octave around a point, at least.
_AVERAGED = 600
#: Points that are averaged for the highest octave, at least; twice as many for each that follows.
_NARROWEST = 15
#: Mirrored points at either end, more than the filters of octaves are long.
_MARGIN = 64
#: Values that are transformed in one go.
_VALUES_AT_ONCE = 250_000
#: Largest change of power in one round, as a factor.
_MOST = 1000.0
#: Variance by chance over that of as many independent values: an octave is no sharp band.
_BY_CHANCE = 1.5
#: How many of its own standard errors are added to it.
_SURE = 3.0
#: Standard deviation of the logarithm of tints below which noise counts as of one colour. (Maps of
#: one instrument have up to 0.075, cells 0.11 to 0.2, mouse tissue 0.4, quotients of spectra 1.1.)
_ALIKE = 0.1


@lru_cache(maxsize=8)
def octaves(n_points: int) -> Array:
    """Share of each octave in the amplitude at the frequencies of ``numpy.fft.rfft``.

    Returns
    -------
    ndarray of float64, shape (N_OCTAVES, n_points // 2 + 1)
        Their sum is 1 at all frequencies.
    """
    frequency = np.maximum(np.fft.rfftfreq(n_points), 1e-9)
    below = [
        0.5 + 0.5 * np.cos(np.pi * np.clip(np.log2(frequency / edge) + 0.5, 0.0, 1.0))
        for edge in 0.5 ** np.arange(2, N_OCTAVES + 1)
    ]
    found = -np.diff([np.ones_like(frequency), *below, np.zeros_like(frequency)], axis=0)
    found.setflags(write=False)
    return np.asarray(found)


def bandwidths() -> Array:
    """Share of the frequencies that is in each octave, shape (N_OCTAVES,)."""
    shares = 0.5 ** np.arange(1.0, N_OCTAVES + 1)
    shares[-1] = shares[-2]
    return np.asarray(shares)


@lru_cache(maxsize=8)
def continued(n_points: int) -> NDArray[np.intp]:
    """Points of a curve, in the order in which it is split into octaves, shape (n_longer,).

    At both ends it is continued by its mirror image: measured curves do not end as they begin, and
    the step between would be found at all frequencies. The length is one that is quick to
    transform.
    """
    n_before = inside(n_points).start
    n_longer = quick_length(n_points + 2 * n_before)
    there_and_back = np.arange(-n_before, n_longer - n_before) % (2 * n_points)
    found = np.minimum(there_and_back, 2 * n_points - 1 - there_and_back)
    found.setflags(write=False)
    return np.asarray(found)


def inside(n_points: int) -> slice:
    """Where a curve is in the one that continues it."""
    start = min(_MARGIN, n_points - 1)
    return slice(start, start + n_points)


def octave_gains(gain: Array, n_points: int) -> Array:
    """Give the gain of a filter in each octave, for curves that are continued.

    Parameters
    ----------
    gain : ndarray of float64, shape (n_points // 2 + 1,)
        At the frequencies of curves as they are.
    n_points : int
        Points of these.

    Returns
    -------
    ndarray of float64, shape (N_OCTAVES, n_longer // 2 + 1)
        At the frequencies of those that :func:`continued` makes.
    """
    n_longer = continued(n_points).size
    return np.asarray(gain_at_length(gain, n_points, n_longer) * octaves(n_longer))


def in_octaves(curves: Array) -> Iterator[Array]:
    """Give curves, shape (n, n_points), octave by octave; all together they are the input."""
    n_points = curves.shape[1]
    places = continued(n_points)
    at = np.fft.rfft(curves[:, places], axis=1)
    for share in octaves(places.size):
        yield np.fft.irfft(at * share, n=places.size)[:, inside(n_points)]


def tinted_noise(
    profile: Array, power: Array, tints: Array, n: int, rng: np.random.Generator
) -> Array:
    """Draw white noise, filter it, and multiply each octave by its factor at each point.

    Parameters
    ----------
    profile : ndarray of float64, shape (n_points,)
        Standard deviation of the white noise.
    power : ndarray of float64, shape (n_points // 2 + 1,)
        Power of the filter at the frequencies of ``numpy.fft.rfft``.
    tints : ndarray of float64, shape (N_OCTAVES, n_points)
        Factors.
    n : int
        Number of curves.
    rng : numpy.random.Generator
        Source of chance.
    """
    places, within = continued(profile.size), inside(profile.size)
    result = np.zeros((n, profile.size))
    at = np.fft.rfft(rng.standard_normal((n, places.size)) * profile[places], axis=1)
    for gain, tint in zip(octave_gains(np.sqrt(power), profile.size), tints, strict=True):
        result += tint * np.fft.irfft(at * gain, n=places.size)[:, within]
    return result


def tinted_variance(directions: Array, profile: Array, power: Array, tints: Array) -> Array:
    """Variance of such noise along directions, shape (n, n_points), of length 1."""
    n, n_points = directions.shape
    places = continued(n_points)
    longer, at = np.zeros((n, places.size)), np.zeros((n, places.size // 2 + 1), np.complex128)
    for gain, tint in zip(octave_gains(np.sqrt(power), n_points), tints, strict=True):
        longer[:, inside(n_points)] = directions * tint
        at += gain * np.fft.rfft(longer, axis=1)
    back = np.fft.irfft(at, n=places.size) * profile[places]
    return np.asarray(np.sum(back**2, axis=1))


def tinted_energy(profile: Array, power: Array, tints: Array) -> float:
    """Mean sum of squares of such noise."""
    places, within = continued(profile.size), inside(profile.size)
    kernels = np.fft.irfft(octave_gains(np.sqrt(power), profile.size), n=places.size)
    at = np.fft.rfft(profile[places] ** 2)
    # Octaves that are no neighbours share no frequency.
    energy = 0.0
    for first in range(N_OCTAVES):
        for second in range(first, min(first + 2, N_OCTAVES)):
            spread = np.fft.rfft(kernels[first] * kernels[second])
            shared = np.fft.irfft(spread * at, n=places.size)[within]
            times = 1.0 if first == second else 2.0
            energy += times * float(np.sum(tints[first] * tints[second] * shared))
    return energy


def measured_powers(curves: Array, n_spectra: int) -> Array:
    """Mean square of curves in each octave around each point, shape (N_OCTAVES, n_points).

    Parameters
    ----------
    curves : ndarray of float64, shape (n, n_points)
        Noise.
    n_spectra : int
        Number of measured spectra, which decides over how many points is averaged.
    """
    n, n_points = curves.shape
    total = np.zeros((N_OCTAVES, n_points))
    size = max(1, _VALUES_AT_ONCE // n_points)
    for start in range(0, n, size):
        for octave, one in enumerate(in_octaves(curves[start : start + size])):
            total[octave] += np.square(one, out=one).sum(axis=0)
    return _averaged(total / n, n_spectra)


def tints_between(found: Array, wanted: Array, n_spectra: int) -> Array:
    """Factors that turn noise of the powers that are found into noise of those that are wanted.

    By chance, the logarithm of their quotient differs from place to place. As much of its variance
    is taken off, in each octave for itself.

    Parameters
    ----------
    found, wanted : ndarray of float64, shape (N_OCTAVES, n_points)
        As :func:`measured_powers` gave them.
    n_spectra : int
        Number of measured spectra.

    Returns
    -------
    ndarray of float64, shape (N_OCTAVES, n_points)
        Factors of the amplitude.
    """
    floor = 1e-300
    logs = np.log(np.maximum(wanted, floor)) - np.log(np.maximum(found, floor))
    logs = np.clip(logs, -math.log(_MOST), math.log(_MOST))
    widths, n_points = _widths(n_spectra, found.shape[1]), found.shape[1]
    chance = _BY_CHANCE * 2.0 / (n_spectra * widths * bandwidths())
    # A variance of few places has much chance in itself.
    chance *= 1.0 + _SURE * np.sqrt(2.0 * widths / n_points)
    kept = np.maximum(0.0, 1.0 - chance / np.maximum(logs.var(axis=1), floor))
    mean = logs.mean(axis=1, keepdims=True)
    return np.asarray(np.exp(0.5 * (mean + kept[:, None] * (logs - mean))))


def all_alike(tints: Array) -> bool:
    """Whether noise has the same colour everywhere, as far as can be seen."""
    return bool((np.log(tints).std(axis=1) < _ALIKE).all())


def _widths(n_spectra: int, n_points: int) -> NDArray[np.int64]:
    """Points, an odd number, that are averaged in each octave."""
    enough = np.ceil(_AVERAGED / (n_spectra * bandwidths())).astype(np.int64)
    widths = np.maximum(_NARROWEST * 2 ** np.arange(N_OCTAVES), enough)
    return np.minimum(widths, n_points // 4) | 1


def _averaged(powers: Array, n_spectra: int) -> Array:
    averaged = powers.copy()
    # Three times, over as many points in all as if once: factors with corners would put some of a
    # strong octave into all finer detail.
    for one, width in zip(averaged, _widths(n_spectra, powers.shape[1]), strict=True):
        for _ in range(3):
            one[:] = moving_average(one, int(width / math.sqrt(3.0)) | 1)
    return averaged
