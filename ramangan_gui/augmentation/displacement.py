"""Moving spectra along their axis by parts of a point, and finding how far they were moved."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from .starlet import moving_average

Array = NDArray[np.float64]

#: Points by which a spectrum is continued at both ends, so that its ends do not meet; doubled until
#: it is at least twice as far as the spectrum is moved.
_MARGIN = 64
#: Largest movement that is looked for, points.
_MOST = 16.0
_ROUNDS, _WIDTH = 8, 5
#: Stretches that the axis is cut into to see whether all bands move together.
_STRETCHES = 8
#: Intensities that are worked on in one go: moving spectra takes many times the memory they have.
_VALUES_AT_ONCE = 400_000


def displaced(spectra: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move each spectrum to the right by its own number of points.

    The Fourier transform is turned in phase, which keeps the power at every frequency: linear
    interpolation would take noise away, and a smoothed spectrum is told from a measured one. What
    moves in at an end is the spectrum's mirror image.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    points : ndarray of float64, shape (n,)
        How far each is moved, points; negative to the left; not farther than its mirror image
        reaches.
    """
    doubled = np.ceil(np.log2(np.maximum(2.0 * np.abs(points) / _MARGIN, 1.0)))
    margins = np.minimum(_MARGIN * 2.0**doubled, spectra.shape[1] - 1).astype(int)
    moved = np.empty_like(spectra)
    for margin in np.unique(margins):
        rows = margins == margin
        moved[rows] = _turned(spectra[rows], points[rows], int(margin))
    return moved


def _turned(spectra: Array, points: Array, margin: int) -> Array:
    """Move spectra that are continued by the same margin."""
    n_points = spectra.shape[1]
    # An odd length: at an even one, the highest frequency has no phase to be turned.
    after = margin - (n_points + 1) % 2
    continued = np.pad(spectra, ((0, 0), (margin, after)), mode="reflect")
    length = continued.shape[1]
    within = np.clip(points, -after, after)
    phase = np.exp(-2j * np.pi * np.fft.rfftfreq(length) * within[:, None])
    moved = np.fft.irfft(np.fft.rfft(continued, axis=1) * phase, n=length, axis=1)
    return np.asarray(moved[:, margin : margin + n_points])


def movements(spectra: Array, reference: Array | None = None) -> Steps[tuple[Array, Array]]:
    """Find how far spectra are moved along their axis against a reference.

    Each is described as a multiple of the reference, a constant, and a multiple of its slope, which
    is the movement; what is found is taken back, and the next is looked for (Gauss-Newton).

    Parameters
    ----------
    spectra : ndarray of float64, shape (n_spectra, n_points)
        Spectra.
    reference : ndarray of float64, shape (n_points,), optional
        A smoothed spectrum; by default their own mean in line, against which they do not move on
        average.

    Yields
    ------
    Progress

    Returns
    -------
    movements : ndarray of float64, shape (n_spectra,)
        Points to the right.
    reference : ndarray of float64, shape (n_points,)
        What they were found against.
    """
    yield Progress(0.0, "looking for shifts")
    smoothing = in_pieces(lambda rows: _smooth(spectra[rows]), spectra.shape)
    smooth = yield from part(smoothing, 0.0, 0.0)
    found = np.zeros(len(spectra))
    inline, mean = smooth, smooth.mean(axis=0) if reference is None else reference
    for number in range(_ROUNDS):
        found = np.clip(found + _step(inline, mean), -_MOST, _MOST)
        if reference is None:
            found -= found.mean()
        displacing = displaced_in_pieces(smooth, -found)
        inline = yield from part(displacing, number / _ROUNDS, (number + 1) / _ROUNDS)
        if reference is None:
            mean = inline.mean(axis=0)
    return found, mean


def displaced_in_pieces(spectra: Array, points: Array) -> Steps[Array]:
    """Move spectra as :func:`displaced`, some at a time, for which little memory is needed.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    points : ndarray of float64, shape (n,)
        How far each is moved, points.
    """
    return in_pieces(lambda rows: displaced(spectra[rows], points[rows]), spectra.shape)


def in_pieces(make: Callable[[slice], Array], shape: tuple[int, ...]) -> Steps[Array]:
    """Make a table of spectra, some at a time.

    Parameters
    ----------
    make : callable
        Gives the spectra of some rows.
    shape : tuple of int
        Numbers of spectra and of points.
    """
    made = np.empty(shape)
    at_once = max(1, _VALUES_AT_ONCE // shape[1])
    for start in range(0, shape[0], at_once):
        rows = slice(start, start + at_once)
        made[rows] = make(rows)
        yield Progress(min(1.0, (start + at_once) / shape[0]), "looking for shifts")
    return made


def _smooth(spectra: Array) -> Array:
    return moving_average(moving_average(spectra, _WIDTH), _WIDTH)


def _step(spectra: Array, mean: Array) -> Array:
    """How far spectra are moved against their mean, at most a point."""
    terms = np.stack([mean, np.ones_like(mean), np.gradient(mean)], axis=1)
    parts = np.linalg.lstsq(terms, spectra.T, rcond=None)[0]
    size = np.where(np.abs(parts[0]) < 0.1, 1.0, parts[0])
    return np.asarray(np.clip(-parts[2] / size, -1.0, 1.0))


def agreement(spectra: Array, found: Array, reference: Array) -> Steps[float]:
    """Correlation of the movements that two halves of the axis show, each made of stretches.

    Near 1 where all bands move together; low where bands move each on its own, where bands come and
    go, and where noise is taken for movement.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n_spectra, n_points)
        Spectra.
    found, reference : ndarray
        As :func:`movements` gave them.

    Yields
    ------
    Progress
    """
    inline = yield from in_pieces(
        lambda rows: displaced(_smooth(spectra[rows]), -found[rows]), spectra.shape
    )
    stretch = np.arange(spectra.shape[1]) * _STRETCHES // spectra.shape[1]
    halves = np.stack(
        [
            found + _step(inline[:, rows], reference[rows])
            for rows in (stretch % 2 == 0, stretch % 2 == 1)
        ]
    )
    if halves.std(axis=1).min() == 0.0:
        return 0.0
    covariance = np.cov(halves)
    return float(covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1]))
