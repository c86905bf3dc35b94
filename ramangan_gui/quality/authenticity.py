"""Whether generated spectra are new, or measured spectra once more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from .neighbours import Neighbours, find_neighbours, nearest_distance

#: A spectrum this many times nearer to an original than any two originals are is a copy of it.
_NEARER = 0.1

#: Agreement to the last digits of storage, part of the length of a spectrum.
SAME = 1e-5

#: Correlation of noise above which a spectrum is a copy, with or without further noise.
_SAME_NOISE = 0.85

#: Where any two originals correlate more than this in their noise, it is no fingerprint.
_NO_FINGERPRINT = 0.4

#: Originals, at least and at most, among which that is found out.
_MIN_FINGERPRINTS, _MAX_FINGERPRINTS = 5, 300

#: Points needed to speak of a correlation of noise.
_MIN_POINTS = 100

#: Spectra whose noise is compared in one go.
_ROWS_AT_ONCE = 1000

#: Half width of the window in which the scale of noise is averaged, points.
_WINDOW = 7


def memorisation(generated: NDArray[np.floating], held_out: NDArray[np.floating]) -> float | None:
    """Give the memorisation ratio.

    Parameters
    ----------
    generated, held_out : ndarray, shape (m,), (n,)
        Distance of each spectrum to the nearest training spectrum.

    Returns
    -------
    float or None
        Median of the first over median of the second: 1 where generated spectra are as new as
        held-out originals, 0 for copies; ``None`` where held-out originals coincide with training.
    """
    usual = float(np.median(held_out))
    return float(np.median(generated)) / usual if usual > 0 else None


@dataclass(frozen=True, eq=False)
class Originals:
    """Originals among which copies are sought.

    Two measurements never have the same noise. A spectrum whose fine noise correlates with that of
    an original was therefore made from it, even if something was added; where originals have next
    to no noise of their own, only the distance counts.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        The originals.
    mean, scale : ndarray of float64, shape (n_points,), (n_points - 2,)
        Their mean, and the usual size of their second differences at each point.
    apart : ndarray of float64, shape (n,)
        Distance of each to the nearest other; infinite where there are fewer than three.
    nearest : float
        Smallest distance between two different originals.
    noise_tells : bool
        Whether the noise of different originals is independent.
    """

    spectra: NDArray[np.float64]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    apart: NDArray[np.float64]
    nearest: float
    noise_tells: bool

    def find_copies(
        self, spectra: NDArray[np.floating]
    ) -> Steps[tuple[NDArray[np.bool_], NDArray[np.float64]]]:
        """Say which of `spectra` are an original once more.

        Parameters
        ----------
        spectra : ndarray, shape (m, n_points)
            Generated spectra.

        Returns
        -------
        copied : ndarray of bool, shape (m,)
            Which are.
        distance : ndarray of float64, shape (m,)
            Distance of each to the nearest original.
        """
        values = np.asarray(spectra, np.float64)
        distance, index = yield from part(nearest_distance(values, self.spectra), 0.0, 0.6)
        length = np.sqrt(np.einsum("ij,ij->i", values, values))
        copied = distance <= np.maximum(_NEARER * self.nearest, SAME * length)
        for start in range(0, len(values) if self.noise_tells else 0, _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            alike = self._noise_correlation(values[rows], self.spectra[index[rows]])
            copied[rows] |= alike > _SAME_NOISE
            yield Progress(0.6 + 0.4 * start / len(values), "Comparing noise")
        return np.asarray(copied), distance

    def _noise_correlation(
        self, first: NDArray[np.float64], second: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        a, b = (_fine_noise(x - self.mean, self.scale) for x in (first, second))
        return np.asarray(np.einsum("ij,ij->i", a, b))


def learn_originals(
    spectra: NDArray[np.floating], neighbours: Neighbours | None = None
) -> Steps[Originals]:
    """Learn how near measured spectra come to each other, so that copies can be told.

    Parameters
    ----------
    spectra : ndarray, shape (n, n_points)
        Originals; at least one.
    neighbours : Neighbours, optional
        Of these spectra, where they are known.

    Yields
    ------
    Progress

    Returns
    -------
    Originals
    """
    values = np.asarray(spectra, np.float64)
    mean = values.mean(axis=0)
    n, n_points = values.shape
    scale = np.ones(max(0, n_points - 2))
    if n < 3:
        yield Progress(0.0, "Looking for copies")
        return Originals(values, mean, scale, np.full(n, np.inf), 0.0, noise_tells=False)
    if neighbours is None:
        neighbours = yield from part(find_neighbours(values, 1), 0.0, 1.0)
    apart = neighbours.distance[:, 0].astype(np.float64)
    differs = apart > SAME * np.sqrt(np.einsum("ij,ij->i", values, values))
    nearest = float(apart[differs].min()) if differs.any() else 0.0
    if n_points < _MIN_POINTS:
        return Originals(values, mean, scale, apart, nearest, noise_tells=False)
    bends = np.diff(values - mean, 2, axis=1)
    scale = _averaged(np.sqrt(np.median(bends**2, axis=0)))
    tells = bool(scale.min() > 0) and _independent(values[differs] - mean, scale)
    return Originals(values, mean, scale, apart, nearest, tells)


def _independent(residuals: NDArray[np.float64], scale: NDArray[np.float64]) -> bool:
    """Say whether no two of some originals share their noise."""
    if len(residuals) < _MIN_FINGERPRINTS:
        return False
    some = residuals[:: -(-len(residuals) // _MAX_FINGERPRINTS)]
    noise = _fine_noise(some, scale)
    correlation = noise @ noise.T
    np.fill_diagonal(correlation, 0.0)
    return float(correlation.max()) < _NO_FINGERPRINT


def _fine_noise(residuals: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give second differences of equal weight at all points, as rows of length 1."""
    bends = np.diff(residuals, 2, axis=1) / (scale + 1e-12 * scale.max(initial=0.0) + 1e-300)
    # What sticks out is a peak that moved, not noise.
    limit = 6.0 * np.median(np.abs(bends), axis=1, keepdims=True)
    np.clip(bends, -limit, limit, out=bends)
    bends -= bends.mean(axis=1, keepdims=True)
    lengths = np.sqrt(np.einsum("ij,ij->i", bends, bends))[:, None]
    return np.asarray(bends / np.where(lengths > 0, lengths, 1.0))


def _averaged(values: NDArray[np.float64]) -> NDArray[np.float64]:
    width = 2 * _WINDOW + 1
    return np.convolve(np.pad(values, _WINDOW, "edge"), np.full(width, 1.0 / width), "valid")
