"""Which single generated spectra are implausible, by thresholds from training originals alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..core.errors import SpectraError
from ..core.progress import Progress, Steps, part, run
from ..core.spectra import axis_step
from ..core.strangers import far_from_all
from .authenticity import Originals, learn_originals
from .features import amplitude, averaged
from .limits import Measured, Threshold
from .noise import noise_level, residuals_without_self
from .plane import Plane, learn_plane

#: Share of measured spectra that a single threshold should reject at most.
_REJECTED = 0.003

#: Main peaks looked at, and the height they need, part of the highest.
_N_PEAKS, _PEAK_HEIGHT = 3, 0.3

#: Fewer training spectra than this give no thresholds.
_MIN_TRAINING = 5

#: What is harmless in any set: parts of the highest peak, log ratios, multiples of what is usual,
#: steps of the axis.
_HARMLESS: Mapping[str, float] = {
    "negative": 0.02,
    "noise": float(np.log(1.2)),
    "distance": float(np.log(1.2)),
    "between": 0.2,
    "displaced": 1.0,
    "missing": 0.1,
}

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PlausibilityFilter:
    """Thresholds for single spectra of one substance.

    Parameters
    ----------
    originals : Originals
        Training originals.
    peaks : ndarray of int, shape (k,)
        Points of the main peaks of their mean.
    window : int
        How far from its place a main peak is looked for, points.
    plane : Plane or None
        The plane in which the originals vary most; ``None`` where they are too few.
    thresholds : mapping of str to Threshold
        By quantity: ``negative``, ``noise``, ``distance``, ``between``, and where there are main
        peaks ``displaced`` and ``missing``; empty where there are too few training spectra.
    axis : ndarray of float64, shape (n_points,)
        Where the points are; displacements are told in its unit.
    x_unit : str
        That unit, as in ``core.spectra.AXIS_UNITS``.
    """

    originals: Originals
    peaks: NDArray[np.intp]
    window: int
    plane: Plane | None
    thresholds: Mapping[str, Threshold]
    axis: Values
    x_unit: str

    def assess(self, intensities: ArrayLike) -> tuple[NDArray[np.float32], NDArray[np.str_]]:
        """Judge single generated spectra.

        Parameters
        ----------
        intensities : array_like, shape (m, n_points)
            Generated spectra.

        Returns
        -------
        quality_score : ndarray of float32, shape (m,)
            1 as the middle of the measured spectra, 0 at a threshold, below 0 implausible.
        reason : ndarray of str, shape (m,)
            Why a spectrum is implausible; empty where it is not.
        """
        return run(self.measure(intensities)).judge()

    def measure(self, intensities: ArrayLike) -> Steps[Measured]:
        """Measure what :meth:`assess` judges by, so that limits can be moved afterwards.

        Parameters
        ----------
        intensities : array_like, shape (m, n_points)
            Generated spectra.

        Yields
        ------
        Progress

        Returns
        -------
        Measured
        """
        given = np.atleast_2d(np.asarray(intensities, np.float64))
        if given.shape[1] != self.originals.mean.size:
            raise SpectraError(
                f"The filter knows spectra of {self.originals.mean.size} points, not of "
                f"{given.shape[1]}."
            )
        finite = np.asarray(np.isfinite(given).all(axis=1), np.bool_)
        values = np.where(finite[:, None], given, self.originals.mean)
        copied, distance = yield from part(self.originals.find_copies(values), 0.0, 0.9)
        quantities = {}
        if self.plane is not None and len(values):
            yield Progress(0.9, "Measuring plausibility")
            noise = noise_level(values - self.originals.mean)
            smooth = averaged(values)
            quantities = self._measure(smooth, distance, self.plane.distance(smooth), noise)
        return Measured(self.thresholds, quantities, copied, finite, self.x_unit)

    def _measure(
        self, smooth: Values, distance: Values, between: Values, noise: Values
    ) -> dict[str, Values]:
        height = amplitude(self.originals.mean) or 1.0
        quantities = {
            "distance": _log(distance),
            "between": between,
            "negative": np.maximum(-smooth.min(axis=1), 0.0) / height,
            "noise": _log(noise),
        }
        if len(self.peaks):
            place, top = _main_peaks(smooth, self.peaks, self.window)
            mean = averaged(self.originals.mean[None])
            usual_place, usual_top = _main_peaks(mean, self.peaks, self.window)
            moved = np.abs(self._on_axis(place) - self._on_axis(usual_place))
            quantities["displaced"] = moved.max(axis=1)
            quantities["missing"] = -_log(top / usual_top).min(axis=1)
        return quantities

    def _on_axis(self, places: Values) -> Values:
        return np.asarray(np.interp(places, np.arange(self.axis.size), self.axis))


def fit_filter(
    training: ArrayLike, axis: ArrayLike | None = None, x_unit: str = "pixel"
) -> Steps[PlausibilityFilter]:
    """Learn from training originals what a plausible spectrum is.

    Parameters
    ----------
    training : array_like, shape (t, n_points)
        Training originals of one class; at least one. Below five only copies and values that are
        not numbers are found.
    axis : array_like, shape (n_points,), optional
        Where the points are; without it they are counted.
    x_unit : {"1/cm", "nm", "pixel"}
        Unit of the axis.

    Yields
    ------
    Progress

    Returns
    -------
    PlausibilityFilter
        Its thresholds lie where, by the tail of the training spectra, hardly a measured one lies.
    """
    values = np.atleast_2d(np.asarray(training, np.float64))
    if len(values) == 0 or not np.isfinite(values).all():
        raise SpectraError("A plausibility filter needs training spectra without gaps.")
    originals = yield from part(learn_originals(values), 0.0, 0.9)
    mean = averaged(originals.mean[None])[0]
    window = max(3, values.shape[1] // 50)
    places = np.asarray(np.arange(values.shape[1]) if axis is None else axis, np.float64)
    peaks = _strongest(mean, window)
    draft = PlausibilityFilter(originals, peaks, window, None, {}, places, x_unit)
    if len(values) < _MIN_TRAINING:
        return draft
    yield Progress(0.9, "Measuring plausibility")
    # As odd as a spectrum unlike all others, none that was generated should be.
    strange = far_from_all(originals.apart)
    alike = values[~strange]
    noise = noise_level(residuals_without_self(alike))
    smooth = averaged(alike)
    plane, between = yield from part(learn_plane(smooth), 0.92, 1.0)
    measured = draft._measure(smooth, originals.apart[~strange], between, noise)
    harmless = {**_HARMLESS, "displaced": _HARMLESS["displaced"] * axis_step(places)}
    thresholds = {name: _threshold(quantity, harmless[name]) for name, quantity in measured.items()}
    return replace(draft, plane=plane, thresholds=thresholds)


def _threshold(values: Values, harmless: float) -> Threshold:
    """Put a limit where the upper tail, taken as exponential, holds hardly any measured value."""
    usual = float(np.median(values))
    above = values[values > usual] - usual
    scale = float(above.mean()) if above.size else 0.0
    # From few spectra the tail is not well known, so the limit is set wider.
    scale *= 1.0 + 2.0 / np.sqrt(len(values))
    far = usual + scale * float(np.log(0.5 / _REJECTED))
    return Threshold(usual, max(far, float(values.max()) + scale, usual + harmless))


def _strongest(mean: Values, window: int) -> NDArray[np.intp]:
    """Find the main peaks: highest points of their surroundings."""
    height = amplitude(mean)
    floor = float(np.quantile(mean, 0.05))
    found: list[int] = []
    for point in np.argsort(-mean, kind="stable"):
        if len(found) == _N_PEAKS or mean[point] - floor < _PEAK_HEIGHT * height:
            break
        around = mean[max(0, point - window) : point + window + 1]
        inside = window <= point < mean.size - window
        if inside and mean[point] >= around.max() and mean[point] > around.min():
            found.append(int(point))
    return np.array(found, np.intp)


def _main_peaks(smooth: Values, peaks: NDArray[np.intp], window: int) -> tuple[Values, Values]:
    """Give place (points) and height of each main peak above its surroundings, shape (n, k)."""
    places, heights = [], []
    for peak in peaks:
        part = smooth[:, peak - window : peak + window + 1]
        part = part - part.min(axis=1, keepdims=True)
        top = part.max(axis=1)
        weight = np.where(part >= 0.5 * top[:, None], part, 0.0)
        total = np.maximum(weight.sum(axis=1), 1e-300)
        places.append((weight @ np.arange(part.shape[1])) / total)
        heights.append(top)
    return np.stack(places, axis=1), np.maximum(np.stack(heights, axis=1), 1e-300)


def _log(values: Values) -> Values:
    return np.log(np.maximum(values, 1e-300))
