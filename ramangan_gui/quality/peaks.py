"""Bands of a substance one by one: position, width, height, area, and ratios of heights.

Which bands are looked at is decided by the user's originals alone. Each quantity of each band is
compared by the two-sample Kolmogorov-Smirnov distance; how large the largest of all those would be
by chance is found by permuting labels, which controls the error over all bands and quantities
together, however they depend on each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from ..core.scorecard import PeakScore
from .features import amplitude

#: Bands looked at, at most, and the height they need above their surroundings, part of the highest.
MOST_PEAKS, _PROMINENCE = 8, 0.05

#: Half width of a band's window, in widths at half height, and the part around its apex that a
#: parabola is fitted to.
_WINDOW, _APEX = 1.5, 0.3

#: Fewest points to each side of an apex.
_FEWEST = 2

#: Quantities of a band; the last is its height over that of the highest band.
QUANTITIES = ("position", "width", "height", "area", "ratio")

#: Probability that any difference at all is found among measured spectra.
_ALPHA = 0.05

#: Work of one block of permutations, in entries.
_BLOCK = 4_000_000

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """A band, and where it is looked for; all in points from 0.

    Parameters
    ----------
    apex : int
        Its place in the mean of the originals.
    start, stop : int
        First and last point of its window.
    reach : int
        Points to each side of the apex that the parabola is fitted to.
    """

    apex: int
    start: int
    stop: int
    reach: int


def find_bands(spectra: Values, chosen: Sequence[int] = ()) -> tuple[Band, ...]:
    """Find the bands of a substance.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Originals.
    chosen : sequence of int
        Points at which the user wants a band looked at, besides.

    Returns
    -------
    tuple of Band
        By place: the most prominent bands of the mean spectrum, and the chosen ones.
    """
    from scipy.signal import find_peaks, peak_widths

    mean = spectra.mean(axis=0)
    height = amplitude(mean)
    if mean.size < 2 * _FEWEST + 3 or height <= 0:
        return ()
    apexes, found = find_peaks(mean, prominence=_PROMINENCE * height, wlen=max(9, mean.size // 4))
    strongest = np.argsort(-found["prominences"], kind="stable")[:MOST_PEAKS]
    places = np.sort(apexes[strongest])
    widths = peak_widths(mean, places, rel_height=0.5)[0] if places.size else np.empty(0)
    usual = float(np.median(widths)) if widths.size else mean.size / 100
    taken = [(int(p), float(w)) for p, w in zip(places, widths, strict=True)]
    for point in chosen:
        if all(abs(point - place) > width / 2 for place, width in taken):
            taken.append((int(point), usual))
    taken.sort()
    return tuple(
        band
        for number in range(len(taken))
        if (band := _band(taken, number, mean.size)) is not None
    )


def _band(taken: list[tuple[int, float]], number: int, n_points: int) -> Band | None:
    """Give a band its window, which ends half way to the next band at the latest."""
    apex, width = taken[number]
    half = max(_FEWEST + 1, round(_WINDOW * width))
    start, stop = apex - half, apex + half
    if number:
        start = max(start, (taken[number - 1][0] + apex + 1) // 2)
    if number + 1 < len(taken):
        stop = min(stop, (apex + taken[number + 1][0]) // 2)
    start, stop = max(start, 0), min(stop, n_points - 1)
    reach = min(max(_FEWEST, round(_APEX * width)), apex - start, stop - apex)
    return Band(apex, start, stop, reach) if reach >= _FEWEST else None


def measure(spectra: Values, bands: Sequence[Band]) -> Values:
    """Measure every band in every spectrum.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Spectra.
    bands : sequence of Band
        What is measured.

    Returns
    -------
    ndarray of float64, shape (n, n_bands, 5)
        By :data:`QUANTITIES`: vertex of a parabola through the apex, in points; area over height,
        in points; height above a line between the ends of the window; area above it; height over
        that of the highest band.
    """
    found = np.stack([_measured(spectra, band) for band in bands], axis=1)
    reference = int(np.argmax(np.median(found[:, :, 2], axis=0)))
    highest = found[:, reference, 2]
    safe = np.where(np.abs(highest) > 1e-300, highest, 1.0)
    ratio = found[:, :, 2] / safe[:, None]
    return np.concatenate([found, ratio[:, :, None]], axis=2)


def _measured(spectra: Values, band: Band) -> Values:
    part = spectra[:, band.start : band.stop + 1]
    n_points = part.shape[1]
    ends = max(1, min(3, n_points // 6))
    left, right = part[:, :ends].mean(axis=1), part[:, -ends:].mean(axis=1)
    place = np.arange(n_points) - (ends - 1) / 2
    slope = (right - left) / max(n_points - ends, 1)
    above = part - left[:, None] - slope[:, None] * place
    apex = band.apex - band.start
    around = above[:, apex - band.reach : apex + band.reach + 1]
    offset = np.arange(-band.reach, band.reach + 1.0)
    basis = np.stack([np.ones_like(offset), offset, offset**2], axis=1)
    level, tilt, bend = np.linalg.pinv(basis) @ around.T
    sharp = bend < 0
    moved = np.where(sharp, -tilt / (2 * np.where(sharp, bend, -1.0)), 0.0)
    # A flank that never turns has its vertex far away; its highest point is at an end.
    moved = np.clip(np.where(sharp, moved, band.reach * np.sign(tilt)), -band.reach, band.reach)
    height = level + tilt * moved + bend * moved**2
    area = above.sum(axis=1)
    width = area / np.where(np.abs(height) > 1e-300, height, 1.0)
    return np.stack([band.apex + moved, np.clip(width, 0.0, n_points), height, area], axis=1)


def ks_distances(values: Values, signs: NDArray[np.floating | np.int8]) -> Values:
    """Give the two-sample Kolmogorov-Smirnov distance for many labellings.

    Parameters
    ----------
    values : ndarray of float64, shape (n,)
        One quantity of both kinds together.
    signs : ndarray, shape (b, n)
        +1 and -1 for the kinds, 0 for values left out; equal numbers of both kinds.

    Returns
    -------
    ndarray of float64, shape (b,)
    """
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    last = np.append(ordered[1:] > ordered[:-1], True)
    half = max(float((signs[0] > 0).sum()), 1.0)
    found = np.empty(len(signs))
    step = max(1, _BLOCK // max(1, len(values)))
    for begin in range(0, len(signs), step):
        block = signs[begin : begin + step].astype(np.int8, copy=False)[:, order]
        climbed = np.abs(np.cumsum(block, axis=1, dtype=np.int16))
        found[begin : begin + step] = climbed[:, last].max(axis=1) / half
    return found


@dataclass(frozen=True, eq=False)
class BandTests:
    """Bands of one fold, compared.

    Parameters
    ----------
    bands : tuple of Band
        What was looked at; empty where the substance has no distinct band.
    original, generated : ndarray of float64, shape (n_bands, 5)
        Medians.
    distances : ndarray of float64, shape (b + 1, n_bands, 5)
        Kolmogorov-Smirnov distances, as it is, then for permuted labels. The ratio of the highest
        band to itself is 0.
    """

    bands: tuple[Band, ...]
    original: Values
    generated: Values
    distances: Values

    @property
    def largest(self) -> Values:
        """Give the largest distance of all, for each labelling."""
        return np.asarray(self.distances.max(axis=(1, 2)))


def compare_bands(
    original: Values,
    generated: Values,
    pool: Values,
    signs: NDArray[np.float32],
    chosen: Sequence[int] = (),
) -> Steps[BandTests]:
    """Compare the bands of one fold.

    Parameters
    ----------
    original, generated : ndarray of float64, shape (m, n_points)
        Held-out and generated spectra.
    pool : ndarray of float64, shape (u, n_points)
        Originals that say which bands there are.
    signs : ndarray of float32, shape (b + 1, 2 m)
        Original (+1) or generated (-1), first as it is, then permuted.
    chosen : sequence of int
        Points at which the user wants a band looked at, besides.

    Yields
    ------
    Progress

    Returns
    -------
    BandTests
    """
    bands = find_bands(pool, chosen)
    n = len(bands)
    if n == 0:
        nothing = np.zeros((0, len(QUANTITIES)))
        yield Progress(1.0, "Looking for bands")
        return BandTests((), nothing, nothing, np.zeros((1, 0, len(QUANTITIES))))
    m = len(original)
    values = measure(np.concatenate([original, generated]), bands)
    distances = np.zeros((len(signs), n, len(QUANTITIES)))
    labels = signs.astype(np.int8)
    for band in range(n):
        yield Progress(band / n, "Comparing bands")
        for quantity in range(len(QUANTITIES)):
            distances[:, band, quantity] = ks_distances(values[:, band, quantity], labels)
    medians = [np.median(kind, axis=0) for kind in (values[:m], values[m:])]
    return BandTests(bands, medians[0], medians[1], distances)


def peak_scores(
    folds: Sequence[BandTests], axis: Values | None, unit: float = 1.0
) -> tuple[PeakScore, ...]:
    """List every quantity of every band, combined over the folds.

    Parameters
    ----------
    folds : sequence of BandTests
        One per fold, each computed within its fold.
    axis : ndarray of float64, shape (n_points,), optional
        Axis; without it positions and widths are in points.
    unit : float
        Unit of intensity that was compared in, in the unit that heights and areas are told in.

    Returns
    -------
    tuple of PeakScore
        Empty where folds show different bands. Each p-value is adjusted for all the others.
    """
    if not folds or not folds[0].bands:
        return ()
    bands = folds[0].bands
    if any(len(f.bands) != len(bands) for f in folds):
        return ()
    if any(abs(a.apex - b.apex) > 2 for f in folds for a, b in zip(f.bands, bands, strict=True)):
        return ()
    distances = np.mean([f.distances for f in folds], axis=0)
    largest = distances[1:].max(axis=(1, 2))
    original = np.mean([f.original for f in folds], axis=0)
    generated = np.mean([f.generated for f in folds], axis=0)
    scores = []
    for number, band in enumerate(bands):
        for q, quantity in enumerate(QUANTITIES):
            distance = float(distances[0, number, q])
            beyond = int((largest >= distance - 1e-9).sum())
            p = (1 + beyond) / (1 + len(largest))
            told = unit if quantity in {"height", "area"} else 1.0
            pair = [
                told * in_units(float(values[number, q]), band.apex, quantity, axis)
                for values in (original, generated)
            ]
            place = band.apex + 1.0 if axis is None else float(axis[band.apex])
            scores.append(PeakScore(place, quantity, pair[0], pair[1], distance, p, p >= _ALPHA))
    return tuple(scores)


def in_units(value: float, apex: int, quantity: str, axis: Values | None) -> float:
    """Bring a position or width from points to units of the axis; leave the rest."""
    if axis is None:
        return value + 1.0 if quantity == "position" else value
    points = np.arange(axis.size)
    if quantity == "position":
        return float(np.interp(value, points, axis))
    if quantity in {"width", "area"}:
        low, high = max(apex - 1, 0), min(apex + 1, axis.size - 1)
        return value * float(axis[high] - axis[low]) / max(high - low, 1)
    return value
