"""High-frequency noise and texture of spectra."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Median absolute deviation of a normal distribution of SD 1.
_MAD = 0.6744897501960817

#: Squares of the weights of a second difference, summed.
_SECOND_DIFFERENCE = 6.0


def noise_level(spectra: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the high-frequency noise level of each spectrum.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Usually residuals, so that sharp peaks do not pass for noise.

    Returns
    -------
    ndarray of float64, shape (n,)
        Standard deviation of white noise that would give the same median absolute second
        difference; 0 for spectra of fewer than 3 points.
    """
    if spectra.shape[1] < 3:
        return np.zeros(len(spectra))
    bends = np.diff(spectra, 2, axis=1)
    bends -= np.median(bends, axis=1, keepdims=True)
    middle = np.median(np.abs(bends), axis=1)
    return np.asarray(middle / (_MAD * np.sqrt(_SECOND_DIFFERENCE)))


def residuals_without_self(spectra: NDArray[np.float64]) -> NDArray[np.float64]:
    """Subtract from each spectrum the mean of all others (nothing from a single one)."""
    n = len(spectra)
    if n < 2:
        return spectra
    return np.asarray((spectra - spectra.mean(axis=0)) * (n / (n - 1)))


def noise_levels(
    original: NDArray[np.float64], generated: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the noise levels of original and generated spectra, from residuals.

    Both are taken from the mean of the originals, which keeps peaks out but lets a pattern that
    all generated spectra share count as noise. An original is left out of its own mean, as every
    generated spectrum is.

    Parameters
    ----------
    original, generated : ndarray of float64, shape (n, n_points)
        Spectra of one class.

    Returns
    -------
    original, generated : ndarray of float64, shape (n,)
    """
    mean = original.mean(axis=0) if len(original) > 1 else 0.0
    return noise_level(residuals_without_self(original)), noise_level(generated - mean)
