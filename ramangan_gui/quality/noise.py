"""High-frequency noise and texture of spectra."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

#: Median absolute deviation of a normal distribution of SD 1.
_MAD = 0.6744897501960817

#: Squares of the weights of a second difference, summed.
_SECOND_DIFFERENCE = 6.0

#: Places along the axis where noise is compared, at most, and second differences in each, at least.
_N_PLACES, _POINTS_OF_A_PLACE = 16, 24

#: Noise that is negligible, part of that of the usual place.
NEGLIGIBLE = 1e-3


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


def places(n_points: int) -> tuple[tuple[int, int], ...]:
    """Divide an axis into equal places, each with points enough to measure noise there.

    Returns
    -------
    tuple of (int, int)
        Up to 16 ranges, first point and the one past the last; each reaches two points into the
        next, as second differences do. None where there are fewer than 26 points.
    """
    n_places = min(_N_PLACES, (n_points - 2) // _POINTS_OF_A_PLACE)
    if n_places < 1:
        return ()
    edges = np.linspace(0, n_points - 2, n_places + 1).astype(int).tolist()
    return tuple((low, high + 2) for low, high in pairwise(edges))


def noise_at_places(residuals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the high-frequency noise level of each spectrum at each of the :func:`places`.

    Parameters
    ----------
    residuals : ndarray of float64, shape (n, n_points)
        Spectra less their mean.

    Returns
    -------
    ndarray of float64, shape (n, n_places)
    """
    levels = [noise_level(residuals[:, low:high]) for low, high in places(residuals.shape[1])]
    return np.stack(levels, axis=1) if levels else np.empty((len(residuals), 0))


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
