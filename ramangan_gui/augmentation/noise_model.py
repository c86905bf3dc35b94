"""The noise of measured spectra: how strong at each point, of which colour, how unequal.

One spectrum's noise is white, as strong as the profile says at each point, then filtered to a power
spectrum, and multiplied by a level that differs from spectrum to spectrum. (Filtered last: where an
instrument or an interpolation leaves nothing, such as next to the highest frequency, there must be
nothing.) Where its colour differs from place to place, it is tinted (:mod:`.tints`).
A generator whose noise is a few per cent too strong or too weak is told from measured
spectra at once, because a thousand points add up; hence the care, and the calibration after the
estimate (:mod:`.calibration`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .quick_lengths import gain_at_length, mirrored_end, quick_length
from .starlet import moving_average
from .tints import (
    N_OCTAVES,
    all_alike,
    measured_powers,
    tinted_energy,
    tinted_noise,
    tinted_variance,
    tints_between,
)

Array = NDArray[np.float64]

_PROFILE_WIDTH = 15
_CLIP = 6.0
#: Median of a squared standard normal variable.
MEDIAN_SQUARE = 0.4549
#: Spectra from which on a median over them tells what is typical.
MANY = 8
_TINY = 1e-6
#: Values that are transformed in one go.
_VALUES_AT_ONCE = 4_000_000
#: Draws of one colour that measured noise is compared with.
_N_COMPARED = 400
#: Squared amplitudes that are averaged for the power at one frequency, at least.
_AVERAGED = 150


@dataclass(frozen=True, eq=False)
class NoiseModel:
    """Coloured noise with a level for each training spectrum.

    The noise that a measured spectrum happened to have is as strong as its level says, chance
    included. Noise that were only on average as strong would vary twice, and the weakest of it
    would make a spectrum the nearest neighbour of all others.

    Parameters
    ----------
    profile : ndarray of float64, shape (n_points,)
        Standard deviation at each point of a spectrum of level 1.
    power : ndarray of float64, shape (n_points // 2 + 1,)
        Power of the filter at the frequencies of ``numpy.fft.rfft``, about 1 on average.
    levels : ndarray of float64, shape (n_spectra,)
        Level of each training spectrum; their root mean square is 1.
    tints : ndarray of float64, shape (N_OCTAVES, n_points), optional
        What each octave of the filtered noise is multiplied by at each point; ``None`` where the
        noise has one colour.
    """

    profile: Array
    power: Array
    levels: Array
    tints: Array | None = None

    def draw(
        self,
        levels: Array,
        rng: np.random.Generator,
        balance: float = 0.0,
        scores: Array | None = None,
    ) -> Array:
        """Noise for one spectrum per entry of `levels`, shape (n, n_points).

        Parameters
        ----------
        levels : ndarray of float64, shape (n,)
            Levels of the spectra.
        rng : numpy.random.Generator
            Source of chance.
        balance : float
            Part of the noise of a mean of so many spectra that is in the mean spectrum which the
            noise is added to. As much of what the draws have in common by chance is taken off: 0
            leaves them independent, 1 leaves their sum without noise.
        scores : ndarray of float64, shape (n, n_scores), optional
            Scores of the spectra, of mean 0, on components that carry as much noise: as much of
            what the draws have by chance in proportion to these is taken off as well.

        Notes
        -----
        The mean's own noise puts each new spectrum farther from measured ones. What is taken off
        puts the spectra of one group as far apart as if it were not there, but not those of
        different groups, which share the same mean. Were all in one group, the energy that is
        taken off should stay off, so that new spectra are as far from measured ones as these are
        from each other; were no two in one group, it should be made up for, so that neither kind
        is nearer to its own. Half of it is made up for, which is right for two groups. The same
        holds for components, as long as neighbours have nearly the same scores on them.
        """
        n, n_points = len(levels), self.profile.size
        if self.tints is not None:
            noise = tinted_noise(self.profile, self.power, self.tints, n, rng)
        else:
            profile, gain = self.quick_filter()
            white = rng.standard_normal((n, profile.size)) * profile
            longer = np.fft.irfft(np.fft.rfft(white, axis=1) * gain, n=profile.size)
            noise = longer[:, :n_points]
        found = np.maximum(np.einsum("ij,ij->i", noise, noise), 1e-300)
        noise *= np.sqrt(self.energy / found)[:, None]
        if balance > 0.0 and n > 1:
            known = np.ones((n, 1)) if scores is None else np.column_stack([np.ones(n), scores])
            basis = np.linalg.qr(known)[0]
            noise -= (1.0 - math.sqrt(1.0 - balance)) * (basis @ (basis.T @ noise))
            share = balance * basis.shape[1] / n
            noise *= math.sqrt((1.0 - 0.5 * share) / (1.0 - share))
        return np.asarray(noise * levels[:, None])

    def quick_filter(self) -> tuple[Array, Array]:
        """Give profile and gain for white noise that is long enough to be filtered quickly.

        Returns
        -------
        profile : ndarray of float64, shape (length,)
            Standard deviation of the white noise; what is longer than spectra is cut off again.
        gain : ndarray of float64, shape (length // 2 + 1,)
            Of the filter.
        """
        n_points = self.profile.size
        length = quick_length(n_points)
        gain = gain_at_length(np.sqrt(self.power), n_points, length)
        return mirrored_end(self.profile, length), gain

    def variance_along(self, directions: Array) -> Array:
        """Variance of the noise along directions of length 1, averaged over the spectra.

        Noise that varies slowly along the axis lies more along smooth directions than white noise.
        """
        level = float(np.mean(self.levels**2))
        known = self.profile, self.power
        if self.tints is not None:
            level *= self.energy / max(tinted_energy(*known, self.tints), 1e-300)
            return level * tinted_variance(directions, *known, self.tints)
        filtered = np.fft.irfft(
            np.fft.rfft(directions, axis=1) * np.sqrt(self.power), n=directions.shape[1]
        )
        return np.asarray(level * np.sum((filtered * self.profile) ** 2, axis=1))

    def standardised(self) -> NoiseModel:
        """Give the same noise, all its strength in the profile: its power is 1 on average."""
        power = _mean_power(self.power, self.profile.size)
        if power <= 0.0:
            return self
        return replace(self, profile=self.profile * math.sqrt(power), power=self.power / power)

    @property
    def tensors(self) -> dict[str, Array]:
        """What a file holds of it; see :func:`noise_shapes`."""
        tints = {} if self.tints is None else {"tints": self.tints}
        return {"profile": self.profile, "power": self.power, "levels": self.levels, **tints}

    @classmethod
    def of_tensors(cls, tensors: Mapping[str, Array]) -> NoiseModel:
        """Give what :attr:`tensors` were taken of; others among them are left alone."""
        profile, power, levels = (tensors[name] for name in ("profile", "power", "levels"))
        return cls(profile, power, levels, tensors.get("tints"))

    @property
    def energy(self) -> float:
        """Sum of squares of the noise of a spectrum of level 1."""
        return float(np.sum(self.profile**2)) * _mean_power(self.power, self.profile.size)


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
    # Of large sets, each table counts: there is one beside the residuals, used over and over.
    table = np.empty_like(residuals)
    for _ in range(3):
        np.square(np.divide(residuals, levels[:, None], out=table), out=table)
        if n_spectra >= MANY:
            centre = np.median(table, 0, overwrite_input=True) / MEDIAN_SQUARE
        else:
            centre = table.mean(0)
        profile = np.maximum(np.sqrt(moving_average(centre, _PROFILE_WIDTH)), floor)
        most = _CLIP * levels[:, None]
        np.clip(np.divide(residuals, profile, out=table), -most, most, out=table)
        levels = np.maximum(np.sqrt(np.mean(np.square(table, out=table), axis=1)), _TINY)
    typical = math.exp(float(np.mean(np.log(levels))))
    levels, profile = levels / typical, profile * typical
    whitened = np.multiply(profile, levels[:, None], out=table)
    np.clip(np.divide(residuals, whitened, out=table), -_CLIP, _CLIP, out=whitened)
    widths = frequency_widths(n_points // 2 + 1, n_spectra)
    power = window_mean(periodogram(whitened, profile), widths)
    power = power / max(float(np.mean(profile**2)), 1e-300)
    inflation = 1.0 + (1 + n_components) / (0.9 * n_spectra if n_spectra > 10 else n_spectra - 1)
    variance = max(_mean_power(power, n_points), 1e-12)
    # Levels keep the part that chance has in them: noise is drawn with exactly that energy.
    shares = np.square(whitened, out=table)
    shares *= profile**2 / max(float(np.sum(profile**2)), 1e-300)
    levels = levels * np.sqrt(np.maximum(shares.sum(1), _TINY**2))
    rms = float(np.sqrt(np.mean(levels**2)))
    noise = NoiseModel(
        profile * rms * math.sqrt(variance / inflation), power / variance, levels / rms
    )
    np.divide(residuals, noise.levels[:, None] * math.sqrt(inflation), out=table)
    most = _CLIP * noise.profile
    wanted = measured_powers(np.clip(table, -most, most, out=table), n_spectra)
    drawn = noise.draw(np.ones(_N_COMPARED), np.random.default_rng(0))
    tints = tints_between(measured_powers(drawn, n_spectra), wanted, n_spectra)
    return noise if all_alike(tints) else replace(noise, tints=tints)


def noise_shapes(n_points: int, n_spectra: int, tinted: bool) -> dict[str, tuple[int, ...]]:
    """Shapes of the tensors of a model of noise; with or without tints."""
    shapes: dict[str, tuple[int, ...]]
    shapes = {"profile": (n_points,), "power": (n_points // 2 + 1,), "levels": (n_spectra,)}
    return {**shapes, "tints": (N_OCTAVES, n_points)} if tinted else shapes


def point_noise(spectra: Array) -> Array:
    """Robust point-to-point noise of each spectrum, from second differences, shape (n,)."""
    second = np.diff(spectra, 2, axis=1)
    spread = np.median(np.abs(second - np.median(second, axis=1, keepdims=True)), axis=1)
    return np.asarray(spread / (0.6745 * math.sqrt(6.0)))


def periodogram(curves: Array, profile: Array | float = 1.0) -> Array:
    """Mean power of curves at each frequency, tapered; white noise of variance 1 gives about 1.

    Parameters
    ----------
    curves : ndarray of float64, shape (n, n_points)
        Curves.
    profile : ndarray of float64, shape (n_points,), optional
        What they are multiplied by before.
    """
    n, n_points = curves.shape
    taper = np.hanning(n_points + 2)[1:-1]
    taper /= math.sqrt(float(np.mean(taper**2)))
    length = quick_length(n_points)
    total = np.zeros(length // 2 + 1)
    size = max(1, _VALUES_AT_ONCE // n_points)
    for start in range(0, n, size):
        some = curves[start : start + size] * profile * taper
        total += np.sum(np.abs(np.fft.rfft(some, n=length, axis=1)) ** 2, axis=0)
    return gain_at_length(total / n / n_points, length, n_points)


def _mean_power(power: Array, n_points: int) -> float:
    """Mean over all frequencies, both signs: the variance of noise with this power spectrum."""
    last = power[-1] if n_points % 2 == 0 else 2.0 * power[-1]
    return float((power[0] + 2.0 * power[1:-1].sum() + last) / n_points)


def window_mean(values: Array, widths: NDArray[np.intp]) -> Array:
    """Mean over a window of its own width around each entry."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(values.size)
    low, high = np.maximum(at - widths // 2, 0), np.minimum(at + widths // 2 + 1, values.size)
    return np.asarray((sums[high] - sums[low]) / (high - low))


def frequency_widths(n_frequencies: int, n_spectra: int) -> NDArray[np.intp]:
    """Frequencies to average: the fewer spectra, the more, but never blurring a band."""
    wanted = max(3, (_AVERAGED // n_spectra) | 1)
    most = np.maximum(3, 2 * (0.1 * np.arange(n_frequencies)).astype(np.intp) + 1)
    return np.minimum(wanted, most)
