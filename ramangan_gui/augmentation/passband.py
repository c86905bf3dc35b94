"""How strong generated structure may be at each frequency: no stronger than the originals are.

Spectra that were interpolated, averaged over neighbours, or of an instrument that resolves less
than its points, have hardly anything at high frequencies. Denoised curves and networks do, and
are told by it. And where components of few spectra carry off fine texture that is drawn with the
noise as well, both together would be stronger than what was measured.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .noise_model import Array, frequency_widths, periodogram, window_mean
from .quick_lengths import gain_at_length
from .tints import bandwidths, measured_powers

#: Reflected points beside a curve before it is filtered.
_MARGIN = 32
#: Share of what was measured from which on noise yields altogether.
_MUCH = 0.2
#: How fast it yields less below that share, as a power of it.
_STEEP = 4
#: Share of the mean power of the originals from which on a frequency is among their finest.
_FINEST = 0.03
#: Frequencies that are averaged where noise is compared, at most: enough that chance is small.
_WIDE = 15


def power_of(values: Array, n_spectra: int | None = None) -> Array:
    """Power of deviations from the mean at each frequency, shape (n_points // 2 + 1,).

    Parameters
    ----------
    values : ndarray of float64, shape (n, n_points)
        Spectra.
    n_spectra : int, optional
        Number of originals that decides over how many frequencies is averaged; `n` if not given.
    """
    n = len(values)
    widths = frequency_widths(values.shape[1] // 2 + 1, n_spectra or n)
    return window_mean(periodogram(values - values.mean(0)), widths) * (n / (n - 1))


def power_of_loadings(loadings: Array, n_spectra: int) -> Array:
    """Power of the structure that independent scores of unit variance give; as :func:`power_of`."""
    widths = frequency_widths(loadings.shape[1] // 2 + 1, n_spectra)
    return window_mean(periodogram(loadings), widths) * len(loadings)


def passband(originals: Array, structure: Array, freedom: int) -> Array:
    """Gain at each frequency that leaves no more in the structure than the originals contain.

    Parameters
    ----------
    originals, structure : ndarray of float64, shape (n_points // 2 + 1,)
        Power of the training spectra, and of generated ones without noise.
    freedom : int
        Number of training spectra less one.

    Returns
    -------
    ndarray of float64, shape (n_points // 2 + 1,)
        From 0 to 1; see :func:`limited`.
    """
    most = originals / _least_by_chance(freedom)
    return np.sqrt(np.minimum(1.0, most / np.maximum(structure, 1e-300)))


def network_passband(originals: Array) -> Array:
    """Gain at each frequency for networks, so that they are no finer than the originals are.

    A network puts a little of what it says into every frequency, and transposed convolutions most
    of it into the highest (Odena et al., Distill, 2016, doi 10.23915/distill.00003). Where spectra
    have noise, that is far below it. But where they were smoothed, or vary by broad fluorescence
    ten thousand times as much as by anything fine, it would be most of what is there.

    Parameters
    ----------
    originals : ndarray of float64, shape (n_points // 2 + 1,)
        Power of the training spectra, as :func:`power_of` gives it.

    Returns
    -------
    ndarray of float64, shape (n_points // 2 + 1,)
        1 at all frequencies where the originals are strong or noisy; see :func:`limited`.
    """
    enough = _FINEST * max(float(originals.mean()), 1e-300)
    return np.sqrt(np.minimum(1.0, originals / enough))


def network_tints(deviations: Array) -> Array:
    """Give the same place by place, beside :func:`network_passband`.

    Where originals are smoother or vary less than elsewhere, so must what networks add there.

    Parameters
    ----------
    deviations : ndarray of float64, shape (n_spectra, n_points)
        Training spectra less their mean.

    Returns
    -------
    ndarray of float64, shape (N_OCTAVES, n_points)
        Factor of each octave at each point, at most 1; see :func:`.tints.tinted`.
    """
    found = measured_powers(deviations, len(deviations)) / bandwidths()[:, None]
    enough = _FINEST * max(float(np.mean(deviations**2)), 1e-300)
    usual = np.minimum(found.mean(axis=1, keepdims=True), enough)
    return np.asarray(np.sqrt(np.minimum(1.0, found / np.maximum(usual, 1e-300))))


def ceiling(originals: Array) -> Array:
    """Power that generated spectra may have at each frequency: the originals' and its chance.

    Parameters
    ----------
    originals : ndarray of float64, shape (n_spectra, n_points)
        Training spectra.

    Returns
    -------
    ndarray of float64, shape (n_points // 2 + 1,)
        Averaged over more frequencies than :func:`power_of`.
    """
    n = len(originals)
    # Neighbouring frequencies of a tapered curve are correlated: as if there were half as many.
    chance = np.sqrt(2.0 / (max(n - 1, 1) * _wide(originals)))
    return _widely(originals - originals.mean(0)) * (n / (n - 1)) * (1.0 + chance)


@dataclass(frozen=True, eq=False)
class Room:
    """What power is left for noise beside a structure, so that both stay below a ceiling.

    It is the noise that yields: components damped at some frequencies, beside a mean that is not,
    would no longer cancel a pattern that the mean has and some spectra have not. But it yields
    only where it is much of what was measured. Where it is little, a surplus comes of how much few
    spectra vary by chance, and noise is as strong there as it was found to be.

    Parameters
    ----------
    most : ndarray of float64, shape (n_points // 2 + 1,)
        As :func:`ceiling` gave it.
    structure : ndarray of float64, shape (n_points // 2 + 1,)
        Power of the structure.
    """

    most: Array
    structure: Array

    @classmethod
    def beside(cls, structure: Array, most: Array) -> Room:
        """Room beside generated spectra without noise, shape (n, n_points)."""
        return cls(most, _widely(structure - structure.mean(0)))

    def gain(self, noise: Array) -> Array:
        """Gain, from 0 to 1, of the noise at each frequency.

        Parameters
        ----------
        noise : ndarray of float64, shape (n, n_points)
            Draws of the noise.
        """
        own, most = _widely(noise), np.maximum(self.most, 1e-300)
        surplus = np.maximum(self.structure + own - most, 0.0)
        yields = surplus * np.minimum(own / (_MUCH * most), 1.0) ** _STEEP
        return np.asarray(np.sqrt(np.clip(1.0 - yields / np.maximum(own, 1e-300), 0.0, 1.0)))

    def ceiling_alone(self, noise: Array) -> Array:
        """Gain, from 0 to 1, that leaves noise no stronger than the originals, structure aside."""
        return np.asarray(np.sqrt(np.minimum(1.0, self.most / np.maximum(_widely(noise), 1e-300))))


def _wide(curves: Array) -> NDArray[np.intp]:
    at = np.arange(curves.shape[1] // 2 + 1)
    return np.clip(2 * (0.1 * at).astype(np.intp) + 1, 3, _WIDE)


def _widely(curves: Array) -> Array:
    """Mean power of curves, averaged over neighbouring frequencies."""
    return window_mean(periodogram(curves), _wide(curves))


def limited(curves: Array, gain: Array) -> Array:
    """Filter curves of shape (n, n_points) by a gain for each frequency."""
    n_points = curves.shape[1]
    gains, margin = with_margins(gain, n_points)
    padded = np.pad(curves, ((0, 0), (margin, margin)), mode="reflect")
    filtered = np.fft.irfft(np.fft.rfft(padded) * gains, n=padded.shape[1])
    return np.asarray(filtered[:, margin : margin + n_points])


def with_margins(gain: Array, n_points: int) -> tuple[Array, int]:
    """Give the gain at the frequencies of curves made longer, and by how many points at each end.

    Parameters
    ----------
    gain : ndarray of float64, shape (n_points // 2 + 1,)
        At the frequencies of the curves as they are.
    n_points : int
        Points of these.
    """
    margin = min(_MARGIN, n_points - 1)
    return gain_at_length(gain, n_points, n_points + 2 * margin), margin


def _least_by_chance(freedom: int) -> float:
    """Share of its variance that a score of few spectra shows at least, in 99 of 100 cases.

    Without it the structure would be damped where few spectra vary little by chance, and the mean
    distorted with it. (Wilson and Hilferty, PNAS 17, 684 (1931), doi 10.1073/pnas.17.12.684.)
    """
    spread = 2.0 / (9.0 * max(freedom, 1))
    return float(max(1.0 - spread - 2.33 * math.sqrt(spread), 0.2)) ** 3
