"""The noise of measured spectra: how strong at each point, of which colour, how unequal.

One spectrum's noise is level · profile(point) · ε, where ε is stationary noise of unit variance
with a given power spectrum, and the level differs from spectrum to spectrum. A generator whose
noise is a few per cent too strong or too weak is told from measured spectra at once, because a
thousand points add up; hence the care, and the calibration after the estimate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .starlet import moving_average

Array = NDArray[np.float64]

_PROFILE_WIDTH = 15
_CLIP = 6.0
#: Median of a squared standard normal variable.
_MEDIAN_SQUARE = 0.4549
_TINY = 1e-6
#: Relative error of the noise variance as first estimated. Generous, because what the denoised
#: structure lacks must be answered for by the noise as well.
_NOISE_ERROR = 0.5


@dataclass(frozen=True, eq=False)
class NoiseModel:
    """Coloured noise with a level for each training spectrum.

    Parameters
    ----------
    profile : ndarray of float64, shape (n_points,)
        Standard deviation at each point of a spectrum of level 1.
    power : ndarray of float64, shape (n_points // 2 + 1,)
        Power spectrum of ε at the frequencies of ``numpy.fft.rfft``, about 1 on average.
    levels : ndarray of float64, shape (n_spectra,)
        Level of each training spectrum; their root mean square is 1.
    """

    profile: Array
    power: Array
    levels: Array

    def draw(self, levels: Array, rng: np.random.Generator) -> Array:
        """Noise for one spectrum per entry of `levels`, shape (n, n_points)."""
        n_points = self.profile.size
        white = rng.standard_normal((len(levels), n_points))
        coloured = np.fft.irfft(np.fft.rfft(white, axis=1) * np.sqrt(self.power), n=n_points)
        return np.asarray(coloured * self.profile * levels[:, None])


def estimate_noise(residuals: Array, n_components: int) -> NoiseModel:
    """Estimate the noise from cross-validated residuals.

    Second differences would be simpler, but sharp peaks fool them.

    Parameters
    ----------
    residuals : ndarray of float64, shape (n_spectra, n_points)
        Each spectrum less its reconstruction by a model that has not seen it.
    n_components : int
        Components of that model; what their estimation adds to the residuals is taken off.
    """
    n_spectra, n_points = residuals.shape
    floor = _TINY * max(float(np.sqrt(np.mean(residuals**2))), 1e-300)
    levels = np.ones(n_spectra)
    profile = np.ones(n_points)
    for _ in range(3):
        squares = (residuals / levels[:, None]) ** 2
        centre = np.median(squares, 0) / _MEDIAN_SQUARE if n_spectra >= 8 else squares.mean(0)
        profile = np.maximum(np.sqrt(moving_average(centre, _PROFILE_WIDTH)), floor)
        ratio = np.clip(residuals / profile, -_CLIP * levels[:, None], _CLIP * levels[:, None])
        levels = np.maximum(np.sqrt(np.mean(ratio**2, axis=1)), _TINY)
    typical = math.exp(float(np.mean(np.log(levels))))
    levels, profile = levels / typical, profile * typical
    whitened = np.clip(residuals / (profile * levels[:, None]), -_CLIP, _CLIP)
    power = _smooth_in_log(_periodogram(whitened))
    inflation = 1.0 + (1 + n_components) / (0.9 * n_spectra if n_spectra > 10 else n_spectra - 1)
    variance = max(_mean_power(power, n_points), 1e-12)
    levels = _without_sampling_error(levels, power, n_points)
    rms = float(np.sqrt(np.mean(levels**2)))
    return NoiseModel(
        profile * rms * math.sqrt(variance / inflation), power / variance, levels / rms
    )


def match_variance(noise: NoiseModel, deviations: Array, structure_variance: Array) -> NoiseModel:
    """Let structure and noise together have the variance of the originals.

    Where the structure varies far more than the noise, its own uncertainty explains what is
    missing or too much, and the noise stays as it was found.

    Parameters
    ----------
    noise : NoiseModel
        First estimate.
    deviations : ndarray of float64, shape (n_spectra, n_points)
        Training spectra less their mean.
    structure_variance : ndarray of float64, shape (n_points,)
        Variance of the noise-free part.
    """
    total = np.sum(deviations**2, axis=0) / (len(deviations) - 1)
    first = noise.profile**2
    missing = moving_average(total - structure_variance - first, _PROFILE_WIDTH)
    trust = _share_of_noise(first, structure_variance, len(deviations))
    variance = np.clip(first + trust * missing, 0.5 * first, 2.0 * first)
    left = np.mean(total - structure_variance - variance)
    energy, structure = (np.atleast_1d(part.mean()) for part in (variance, structure_variance))
    trust = _share_of_noise(energy, structure, len(deviations))
    factor = np.clip(1.0 + trust * left / np.maximum(energy, 1e-300), 0.25, 4.0)
    return replace(noise, profile=np.sqrt(variance * factor))


def match_power(
    noise: NoiseModel,
    originals: Array,
    structure: Array,
    levels: Array,
    rng: np.random.Generator,
    bounds: tuple[float, float] = (0.25, 4.0),
) -> NoiseModel:
    """Let structure and noise together have the power spectrum of the originals.

    Parameters
    ----------
    noise : NoiseModel
        First estimate.
    originals : ndarray of float64, shape (n_spectra, n_points)
        Training spectra.
    structure : ndarray of float64, shape (n, n_points)
        Noise-free generated spectra.
    levels : ndarray of float64, shape (n,)
        Their noise levels.
    rng : numpy.random.Generator
        Draws the noise to compare with.
    bounds : tuple of float
        Smallest and largest factor on the power at any frequency.
    """
    target = _smooth_widening(_periodogram(_centred(originals)))
    drawn = noise.draw(levels, rng)
    found = _smooth_widening(_periodogram(_centred(structure + drawn)))
    share = _smooth_widening(_periodogram(drawn))
    by_structure = np.maximum(found - share, 0.0)
    trust = _share_of_noise(share, by_structure, len(originals))
    factor = np.clip(1.0 + trust * (target - found) / np.maximum(share, 1e-300), *bounds)
    return replace(noise, power=noise.power * factor)


def match_high_frequencies(
    noise: NoiseModel,
    originals: Array,
    structure: Array,
    levels: Array,
    rng: np.random.Generator,
) -> NoiseModel:
    """Let generated spectra have the point-to-point noise of the originals.

    The mean power is led by the noisiest spectra; the typical (median) spectrum may still be some
    per cent too smooth. The upper part of the power spectrum is scaled until medians agree.
    Parameters are those of :func:`match_power`.
    """
    ramp = np.clip((np.linspace(0.0, 1.0, noise.power.size) - 0.15) / 0.35, 0.0, 1.0)
    ramp = ramp**2 * (3.0 - 2.0 * ramp)
    target = float(np.median(point_noise(originals)))
    for seed in rng.integers(0, 2**63, 3):
        drawn = noise.draw(levels, np.random.default_rng(seed))
        found = float(np.median(point_noise(structure + drawn)))
        if not (found > 0.0 and target > 0.0):
            break
        ratio = float(np.clip(target / found, 0.7, 1.4))
        noise = replace(noise, power=noise.power * (1.0 + (ratio**2 - 1.0) * ramp))
    return noise


def point_noise(spectra: Array) -> Array:
    """Robust point-to-point noise of each spectrum, from second differences, shape (n,)."""
    second = np.diff(spectra, 2, axis=1)
    spread = np.median(np.abs(second - np.median(second, axis=1, keepdims=True)), axis=1)
    return np.asarray(spread / (0.6745 * math.sqrt(6.0)))


def _share_of_noise(noise: Array, structure: Array, n_spectra: int) -> Array:
    """Part of a discrepancy in variance that the noise, not the structure, is to answer for.

    The variance of few scores is known far less precisely than that of the noise, which every
    point of every spectrum shows; each answers in proportion to the square of its uncertainty.
    """
    by_noise = (_NOISE_ERROR * noise) ** 2
    by_structure = 2.0 / n_spectra * structure**2
    return np.asarray(by_noise / np.maximum(by_noise + by_structure, 1e-300))


def _centred(spectra: Array) -> Array:
    """Deviations from the mean, scaled so that their mean square estimates the variance."""
    unbiased = math.sqrt(len(spectra) / max(len(spectra) - 1, 1))
    return np.asarray((spectra - spectra.mean(0)) * unbiased)


def _periodogram(curves: Array) -> Array:
    """Mean power of curves at each frequency, tapered; white noise of variance 1 gives about 1."""
    n_points = curves.shape[1]
    taper = np.hanning(n_points + 2)[1:-1]
    taper /= math.sqrt(float(np.mean(taper**2)))
    return np.asarray(np.mean(np.abs(np.fft.rfft(curves * taper, axis=1)) ** 2, axis=0) / n_points)


def _mean_power(power: Array, n_points: int) -> float:
    """Mean over all frequencies, both signs: the variance of noise with this power spectrum."""
    last = power[-1] if n_points % 2 == 0 else 2.0 * power[-1]
    return float((power[0] + 2.0 * power[1:-1].sum() + last) / n_points)


def _window_mean(values: Array, widths: NDArray[np.intp]) -> Array:
    """Mean over a window of its own width around each entry."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(values.size)
    low, high = np.maximum(at - widths // 2, 0), np.minimum(at + widths // 2 + 1, values.size)
    return np.asarray((sums[high] - sums[low]) / (high - low))


def _smooth_in_log(power: Array) -> Array:
    """Smooth over windows that widen with frequency; the total is kept."""
    widths = np.maximum(3, 2 * (0.05 * np.arange(power.size)).astype(np.intp) + 1)
    smooth = np.exp(_window_mean(np.log(power + 1e-12), widths))
    return np.asarray(smooth * (power.sum() / max(smooth.sum(), 1e-300)))


def _smooth_widening(power: Array) -> Array:
    widths = np.maximum(5, 2 * (0.1 * np.arange(power.size)).astype(np.intp) + 1)
    return _window_mean(power, widths)


def _without_sampling_error(levels: Array, power: Array, n_points: int) -> Array:
    """Draw levels together by the spread that equal levels would show by chance."""
    mean = _mean_power(power, n_points)
    independent = n_points * mean**2 / max(_mean_power(power**2, n_points), 1e-300)
    logs = np.log(levels)
    spread = float(logs.var())
    if spread <= 0.0:
        return levels
    shrink = math.sqrt(max(spread - 1.0 / (2.0 * independent), 0.0) / spread)
    return np.asarray(np.exp(logs.mean() + (logs - logs.mean()) * shrink))
