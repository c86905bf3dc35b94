"""Numbers that describe each spectrum, on which means and spreads are compared."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from .noise import NEGLIGIBLE, noise_at_places, noise_level

#: Scales of the multi-scale decomposition.
N_SCALES = 5

#: Bands of the power spectrum.
N_BANDS = 12

#: Points over which spectra are averaged before peaks and changes are read off.
_AVERAGED = 7

#: Weights of the smoothing between two scales (cubic B-spline).
_SPLINE = np.array([1.0, 4.0, 6.0, 4.0, 1.0]) / 16.0

_DB = 10.0 / np.log(10.0)


def starlet(spectra: NDArray[np.float64], n_scales: int = N_SCALES) -> list[NDArray[np.float64]]:
    """Decompose spectra into details of growing width and what remains.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    n_scales : int
        Number of details; fewer where spectra are too short for them.

    Returns
    -------
    list of ndarray, each of shape (n, n_points)
        Details from narrow to broad, then the remainder; their sum is the spectra.

    References
    ----------
    Starck, Fadili and Murtagh, The undecimated wavelet decomposition and its reconstruction,
    IEEE Transactions on Image Processing 16 (2007) 297.
    """
    n_points = spectra.shape[1]
    remainder, parts = spectra, []
    for scale in range(n_scales):
        gap = 2**scale
        if 2 * gap >= n_points:
            break
        padded = np.pad(remainder, ((0, 0), (2 * gap, 2 * gap)), "reflect")
        smooth = sum(
            weight * padded[:, tap * gap : tap * gap + n_points]
            for tap, weight in enumerate(_SPLINE)
        )
        parts.append(remainder - smooth)
        remainder = np.asarray(smooth)
    return [*parts, remainder]


def amplitude(spectrum: NDArray[np.float64]) -> float:
    """Give the height of the peaks of a spectrum above its floor (99.5 % less 5 % quantile)."""
    high, low = np.quantile(spectrum, [0.995, 0.05])
    return float(high - low)


def averaged(spectra: NDArray[np.float64]) -> NDArray[np.float64]:
    """Average spectra over seven points, so that single ones do not count for a peak.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra; those of fewer points are averaged over fewer, below three not at all.
    """
    n_points = spectra.shape[1]
    width = min(_AVERAGED, n_points if n_points % 2 else n_points - 1)
    if width < 3:
        return spectra
    padded = np.pad(spectra, ((0, 0), (width // 2, width // 2)), "edge")
    total = sum(padded[:, shift : shift + n_points] for shift in range(width))
    return np.asarray(total / width)


def shape_features(
    spectra: NDArray[np.float64], reference: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Describe shape at every place and scale, and against a reference spectrum as a whole.

    Every feature is linear in the spectrum.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    reference : ndarray of float64, shape (n_points,)
        Mean spectrum, from which shift, width, scale, offset and slope are counted.

    Returns
    -------
    ndarray of float64, shape (n, n_features)
        The starlet details, thinned out by half their width; then the coefficients of
        :func:`deformations`.
    """
    parts = starlet(spectra)
    thinned = [values[:, :: max(1, 2 ** (scale - 1))] for scale, values in enumerate(parts)]
    return np.concatenate([*thinned, deformations(spectra, reference)], axis=1)


def deformations(
    spectra: NDArray[np.float64], reference: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Fit each spectrum by a shifted, broadened, scaled reference on a sloping offset.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    reference : ndarray of float64, shape (n_points,)
        Mean spectrum.

    Returns
    -------
    ndarray of float64, shape (n, 5)
        Least-squares coefficients: shift in points towards higher Raman shift, broadening
        (coefficient of the second derivative), relative scale, offset, slope.
    """
    smooth = _smoothed(reference)
    slope = np.gradient(smooth) if smooth.size > 1 else np.zeros(1)
    bend = np.gradient(slope) if smooth.size > 1 else np.zeros(1)
    place = np.linspace(-1.0, 1.0, smooth.size)
    basis = np.stack([-slope, bend, reference, np.ones_like(place), place])
    sizes = np.linalg.norm(basis, axis=1)
    sizes[sizes == 0] = 1.0
    fit = np.linalg.pinv((basis / sizes[:, None]).T, rcond=1e-8)
    return np.asarray(((spectra - reference) @ fit.T) / sizes)


def texture_features(
    spectra: NDArray[np.float64], reference: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Describe the texture of each spectrum, in decibels.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    reference : ndarray of float64, shape (n_points,)
        Mean spectrum, taken off before noise is measured.

    Returns
    -------
    ndarray of float64, shape (n, n_features)
        Power in bands of the Fourier spectrum; power of the ripples of period 2 and 4 points
        above that of their surroundings (networks with strides leave them); last, the
        high-frequency noise level.
    """
    n_points = spectra.shape[1]
    window = np.hanning(n_points) if n_points > 2 else np.ones(n_points)
    centred = (spectra - spectra.mean(axis=1, keepdims=True)) * window
    power = np.abs(np.fft.rfft(centred, axis=1)) ** 2
    n_bins = power.shape[1]
    edges = np.unique(np.geomspace(min(6, n_bins - 1) or 1, n_bins, N_BANDS + 1).astype(int))
    bands = [power[:, a:b].mean(axis=1) for a, b in itertools.pairwise(edges)]
    columns = [_decibel(band) for band in bands]
    for line in (n_bins - 1, n_bins // 2):
        beside = [*range(max(0, line - 40), line - 8), *range(line + 9, min(n_bins, line + 40))]
        if n_bins >= 64:
            around = power[:, max(0, line - 4) : line + 5].mean(axis=1)
            columns.append(_decibel(around) - _decibel(power[:, beside].mean(axis=1)))
    columns.append(_decibel(noise_level(spectra - reference) ** 2))
    return np.stack(columns, axis=1)


def local_texture(
    spectra: NDArray[np.float64], reference: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Describe the noise of each spectrum place by place.

    Noise that is right on the whole can be wrong at single places, which the Fourier spectrum of
    whole spectra does not show.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    reference : ndarray of float64, shape (n_points,)
        Mean spectrum, taken off before noise is measured.

    Returns
    -------
    ndarray of float64, shape (n, n_places)
        Logarithm of the high-frequency noise level at each of :func:`~.noise.places`.
    """
    levels = noise_at_places(spectra - reference)
    negligible = NEGLIGIBLE * float(np.median(levels)) if levels.size else 0.0
    return np.asarray(np.log(np.maximum(levels + negligible, np.finfo(np.float64).tiny)))


def _decibel(power: NDArray[np.float64]) -> NDArray[np.float64]:
    floor = 1e-12 * float(power.max(initial=0.0)) + np.finfo(np.float64).tiny
    return np.asarray(_DB * np.log(np.maximum(power, floor)))


def _smoothed(spectrum: NDArray[np.float64]) -> NDArray[np.float64]:
    if spectrum.size < 3:
        return spectrum
    return np.convolve(np.pad(spectrum, 1, "edge"), np.full(3, 1 / 3), "valid")
