"""Calibration of the noise of generated spectra against what measured ones leave.

Generated spectra are treated as measured ones were in cross-validation: what a model of the other
spectra leaves of them must be as strong, at every point and frequency, as what it leaves of
measured spectra that it has not seen. Comparing residuals rather than whole spectra keeps the
variation of the structure, of which few spectra say little, out of the calibration of the noise.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from ..core.progress import Progress, Steps
from .components import Folds
from .noise_model import (
    MANY,
    MEDIAN_SQUARE,
    Array,
    NoiseModel,
    frequency_widths,
    periodogram,
    window_mean,
)
from .starlet import moving_average
from .tints import measured_powers, tints_between

_PROFILE_WIDTH = 15
#: What is calibrated, in turn.
_ROUNDS = ("power", "profile", "tints", "power", "tints", "power")
#: How many times a typical square the mean square is, at least, where few spectra are not typical.
_OF_FEW = 1.25
_MESSAGE = "calibrating noise"


def match_residuals(
    noise: NoiseModel,
    folds: Folds,
    n_components: int,
    structure: Array,
    levels: Array,
    rng: np.random.Generator,
    balance: float = 0.0,
) -> Steps[NoiseModel]:
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

    Yields
    ------
    Progress

    Returns
    -------
    NoiseModel
        Second estimate.
    """
    own = folds.residuals(n_components)
    own /= noise.levels[:, None]
    widths = frequency_widths(noise.power.size, len(own))
    power_wanted = window_mean(periodogram(own), widths)
    squares = _Squares(own)
    profile_wanted = squares.of(own)
    rounds = [what for what in _ROUNDS if what != "tints" or noise.tints is not None]
    tints_wanted = measured_powers(own, len(own))
    for number, what in enumerate(rounds):
        yield Progress(number / len(rounds), _MESSAGE)
        drawn = noise.draw(np.ones(len(levels)), rng)
        yield Progress((number + 0.5) / len(rounds), _MESSAGE)
        found = folds.residuals_of(structure + drawn * levels[:, None], n_components)
        found /= levels[:, None]
        if noise.tints is not None and what == "tints":
            strength = measured_powers(drawn, len(own))
            surplus = measured_powers(found, len(own)) - tints_wanted
            factor = np.clip(1.0 - surplus / np.maximum(strength, 1e-300), 0.01, 10.0)
            tints = tints_between(strength, strength * factor, len(own))
            noise = replace(noise, tints=noise.tints * tints)
            continue
        if what == "profile":
            variance = squares.of(drawn)
            surplus = squares.of(found) - profile_wanted
            factor = np.clip(1.0 - surplus / np.maximum(variance, 1e-300), 0.3, 3.0)
            noise = replace(noise, profile=noise.profile * np.sqrt(factor))
            continue
        share = window_mean(periodogram(drawn), widths)
        surplus = window_mean(periodogram(found), widths) - power_wanted
        factor = np.clip(1.0 - surplus / np.maximum(share, 1e-300), 0.003, 4.0)
        noise = replace(noise, power=noise.power * factor)
    yield Progress(1.0, _MESSAGE)
    drawn = folds.beside(noise.draw(np.ones(len(levels)), rng), n_components)
    energy = _typical_energy(own) / _typical_energy(drawn)
    # Measured residuals also hold the errors of mean and components of the other spectra.
    n_others = len(own) * (1.0 - 1.0 / len(folds.means))
    energy /= 1.0 + balance * (1.0 + n_components) / n_others
    energy *= 1.0 + balance * n_components / len(own)
    noise = replace(noise, profile=noise.profile * math.sqrt(min(max(energy, 0.7), 1.4)))
    return noise.standardised()


class _Squares:
    """Mean square of residuals at each point, averaged along the axis.

    At points where a few measured spectra make up much of it, it is that of a typical spectrum
    instead: a narrow band that few spectra have, and components lack, is no noise of all others.

    Parameters
    ----------
    measured : ndarray of float64, shape (n_spectra, n_points)
        What is left of measured spectra.
    """

    def __init__(self, measured: Array) -> None:
        self._of_few = np.zeros(measured.shape[1], bool)
        if len(measured) >= MANY:
            self._of_few = self.of(measured) > _OF_FEW * _typical_squares(measured)

    def of(self, residuals: Array) -> Array:
        """Give those of measured or generated spectra, shape (n_points,)."""
        means = moving_average(np.mean(residuals**2, axis=0), _PROFILE_WIDTH)
        if not self._of_few.any():
            return means
        return np.where(self._of_few, _typical_squares(residuals), means)


def _typical_squares(residuals: Array) -> Array:
    middle = np.median(residuals**2, axis=0, overwrite_input=True)
    return moving_average(middle / MEDIAN_SQUARE, _PROFILE_WIDTH)


def _typical_energy(residuals: Array) -> float:
    """Geometric mean of the energies of residuals."""
    energy = np.sum(residuals**2, axis=1)
    floor = 1e-12 * max(float(energy.max()), 1e-300)
    return math.exp(float(np.mean(np.log(np.maximum(energy, floor)))))
