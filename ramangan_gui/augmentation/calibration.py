"""Calibration of generated spectra against measured ones: noise, and what no spectrum contains.

Generated spectra are treated as measured ones were in cross-validation: what a model of the other
spectra leaves of them must be as strong, at every point and frequency, as what it leaves of
measured spectra that it has not seen. Comparing residuals rather than whole spectra keeps the
variation of the structure, of which few spectra say little, out of the calibration of the noise.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from .components import Folds
from .noise_model import (
    Array,
    NoiseModel,
    frequency_widths,
    periodogram,
    window_mean,
)
from .starlet import moving_average

_PROFILE_WIDTH = 15
_ROUNDS = 3
#: Reflected points beside a curve before it is filtered.
_MARGIN = 32


def match_residuals(
    noise: NoiseModel,
    folds: Folds,
    n_components: int,
    structure: Array,
    levels: Array,
    rng: np.random.Generator,
    balance: float = 0.0,
) -> NoiseModel:
    """Let generated spectra leave the residuals that measured ones do.

    At the end, the energy of the noise alone is set: to that of measured residuals, less what these
    owe to errors of the mean and the components that they were taken from, plus what errors of the
    components of all spectra will leave of new ones. A spectrum then is as far from measured
    neighbours as these are from each other.

    Parameters
    ----------
    noise : NoiseModel
        First estimate; its levels are those of the training spectra.
    folds : Folds
        Models of most training spectra, and what they leave of the others.
    n_components : int
        Components of these models.
    structure : ndarray of float64, shape (n, n_points)
        Noise-free generated spectra.
    levels : ndarray of float64, shape (n,)
        Their noise levels.
    rng : numpy.random.Generator
        Draws the noise to compare with.
    balance : float
        Part of the noise of a mean of all training spectra that the denoised mean still carries;
        components are taken to carry as much.
    """
    left = folds.residuals(n_components)
    own = left / noise.levels[:, None]
    widths = frequency_widths(noise.power.size, len(own))
    power_wanted = window_mean(periodogram(own), widths)
    profile_wanted = moving_average(np.mean(own**2, axis=0), _PROFILE_WIDTH)
    for number in range(_ROUNDS):
        drawn = noise.draw(np.ones(len(levels)), rng)
        found = folds.residuals_of(structure + drawn * levels[:, None], n_components)
        found /= levels[:, None]
        if number == 1:
            variance = moving_average(np.mean(drawn**2, axis=0), _PROFILE_WIDTH)
            surplus = moving_average(np.mean(found**2, axis=0), _PROFILE_WIDTH) - profile_wanted
            factor = np.clip(1.0 - surplus / np.maximum(variance, 1e-300), 0.3, 3.0)
            noise = replace(noise, profile=noise.profile * np.sqrt(factor))
            continue
        share = window_mean(periodogram(drawn), widths)
        surplus = window_mean(periodogram(found), widths) - power_wanted
        factor = np.clip(1.0 - surplus / np.maximum(share, 1e-300), 0.1, 4.0)
        noise = replace(noise, power=noise.power * factor)
    drawn = folds.beside(noise.draw(np.ones(len(levels)), rng), n_components)
    energy = _typical_energy(own) / _typical_energy(drawn)
    # Measured residuals also hold the errors of mean and components of the other spectra.
    n_others = len(left) * (1.0 - 1.0 / len(folds.means))
    energy /= 1.0 + balance * (1.0 + n_components) / n_others
    energy *= 1.0 + balance * n_components / len(left)
    return replace(noise, profile=noise.profile * math.sqrt(min(max(energy, 0.7), 1.4)))


def passband(originals: Array, structure: Array) -> Array:
    """Gain at each frequency that leaves no more in the structure than the originals contain.

    Spectra that were interpolated, or of an instrument that resolves less than its points, have
    nothing at the highest frequencies. Denoised curves and networks do, and are told by it.

    Parameters
    ----------
    originals : ndarray of float64, shape (n_spectra, n_points)
        Training spectra.
    structure : ndarray of float64, shape (n, n_points)
        Noise-free generated spectra.

    Returns
    -------
    ndarray of float64, shape (n_points // 2 + 1,)
        From 0 to 1; see :func:`limited`.
    """
    widths = frequency_widths(originals.shape[1] // 2 + 1, len(originals))
    wanted, found = (
        window_mean(periodogram(values - values.mean(0)), widths) * len(values) / (len(values) - 1)
        for values in (originals, structure)
    )
    wanted /= _least_by_chance(len(originals) - 1)
    return np.sqrt(np.minimum(1.0, wanted / np.maximum(found, 1e-300)))


def _least_by_chance(freedom: int) -> float:
    """Share of its variance that a score of few spectra shows at least, in 99 of 100 cases.

    Without it the structure would be damped where few spectra vary little by chance, and the mean
    distorted with it. (Wilson and Hilferty, PNAS 17, 684 (1931), doi 10.1073/pnas.17.12.684.)
    """
    spread = 2.0 / (9.0 * max(freedom, 1))
    return float(max(1.0 - spread - 2.33 * math.sqrt(spread), 0.2)) ** 3


def limited(curves: Array, gain: Array) -> Array:
    """Filter curves of shape (n, n_points) by a gain that :func:`passband` gave."""
    n_points = curves.shape[1]
    margin = min(_MARGIN, n_points - 1)
    padded = np.pad(curves, ((0, 0), (margin, margin)), mode="reflect")
    at = np.fft.rfftfreq(padded.shape[1])
    gains = np.interp(at, np.fft.rfftfreq(n_points), gain)
    filtered = np.fft.irfft(np.fft.rfft(padded) * gains, n=padded.shape[1])
    return np.asarray(filtered[:, margin : margin + n_points])


def _typical_energy(residuals: Array) -> float:
    """Geometric mean of the energies of residuals."""
    energy = np.sum(residuals**2, axis=1)
    floor = 1e-12 * max(float(energy.max()), 1e-300)
    return math.exp(float(np.mean(np.log(np.maximum(energy, floor)))))
