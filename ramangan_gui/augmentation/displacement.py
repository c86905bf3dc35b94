"""Moving spectra along their axis by parts of a point, without smoothing them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Points by which a spectrum is continued at both ends, so that its ends do not meet.
_MARGIN = 64


def displaced(spectra: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move each spectrum to the right by its own number of points.

    The Fourier transform is turned in phase, which keeps the power at every frequency: linear
    interpolation would take noise away, and a smoothed spectrum is told from a measured one.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    points : ndarray of float64, shape (n,)
        How far each is moved, points; negative to the left.
    """
    n_points = spectra.shape[1]
    margin = min(_MARGIN, n_points - 1)
    # An odd length: at an even one, the highest frequency has no phase to be turned.
    after = margin - (n_points + 1) % 2
    continued = np.pad(spectra, ((0, 0), (margin, after)), mode="reflect")
    length = continued.shape[1]
    phase = np.exp(-2j * np.pi * np.fft.rfftfreq(length) * np.asarray(points)[:, None])
    moved = np.fft.irfft(np.fft.rfft(continued, axis=1) * phase, n=length, axis=1)
    return np.asarray(moved[:, margin : margin + n_points])
