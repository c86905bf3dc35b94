"""Step 1 of the recipe: the range of the axis, and its points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..core.errors import ParameterError, SpectraError
from ..core.params import param
from ..core.spectra import AXIS_UNITS, Spectra
from .base import Step, check_complete
from .regions import parse_regions, written_regions

#: Range in which the limits of an axis may lie; wide enough for cm⁻¹, nm and pixels.
_LIMITS = (-20_000.0, 100_000.0)

#: A grid may miss the end of the source by this share of a step, from rounding alone.
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Axis(Step):
    """Crop to a range and, where asked for, resample to even points.

    Without `spacing` and `n_points` the measured points are kept: cropping alone changes no bit
    of what remains. A range wider than the measured one keeps what was measured; nothing is ever
    extrapolated.
    """

    prefix: ClassVar[str] = "axis"
    method: ClassVar[str] = "crop"
    title: ClassVar[str] = "Range"

    start: float | None = param(
        None,
        "From",
        unit="cm⁻¹",
        bounds=_LIMITS,
        none_label="first point",
        tooltip="Points below this Raman shift are cut off.",
    )
    stop: float | None = param(
        None,
        "To",
        unit="cm⁻¹",
        bounds=_LIMITS,
        none_label="last point",
        tooltip="Points above this Raman shift are cut off.",
    )
    exclude: str = param(
        "",
        "Without",
        unit="cm⁻¹",
        tooltip="Regions that are cut out, such as a band of the glass or the edge of a filter: "
        "480-520, 1085-1110.",
    )
    spacing: float | None = param(
        None,
        "Spacing",
        unit="cm⁻¹",
        bounds=(0.001, 100.0),
        none_label="as measured",
        tooltip="Interpolates to points this far apart. The stiffness λ of the baseline acts per "
        "point, so that another spacing needs another λ.",
        advanced=True,
    )
    n_points: int | None = param(
        None,
        "Number of points",
        bounds=(2, 100_000),
        none_label="as measured",
        tooltip="Interpolates to this many evenly spaced points; an alternative to the spacing.",
        advanced=True,
    )
    interpolation: str = param(
        "linear",
        "Interpolation",
        choices={"linear": "Linear", "pchip": "PCHIP (smooth, without overshoot)"},
        tooltip="Linear lowers sharp peaks a little; PCHIP keeps their height better and never "
        "overshoots. Used only where points have to be moved.",
        advanced=True,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        regions = parse_regions(self.exclude)
        object.__setattr__(self, "exclude", written_regions(regions))
        if self.start is not None and self.stop is not None and self.start >= self.stop:
            raise ParameterError(
                f"The range must begin (axis.start, {self.start:g}) below its end "
                f"(axis.stop, {self.stop:g})."
            )
        if self.spacing is not None and self.n_points is not None:
            raise ParameterError(
                "Spacing (axis.spacing) and number of points (axis.n_points) exclude each other.",
                'Set one of them to "auto".',
            )

    def grid(self, raman_shift: ArrayLike) -> NDArray[np.float64] | None:
        """Give the points that spectra measured at `raman_shift` are to be resampled to.

        Parameters
        ----------
        raman_shift : array_like, shape (n_points,)
            Measured axis, ascending.

        Returns
        -------
        ndarray of float64 or None
            Evenly spaced points inside the range; ``None`` where measured points are kept.

        Raises
        ------
        SpectraError
            If fewer than two points would remain.
        """
        if self.spacing is None and self.n_points is None:
            return None
        axis = np.asarray(raman_shift, np.float64)
        first = axis[0] if self.start is None else max(axis[0], self.start)
        last = axis[-1] if self.stop is None else min(axis[-1], self.stop)
        if self.n_points is not None:
            points = np.linspace(first, last, self.n_points)
        else:
            assert self.spacing is not None
            n = int(np.floor((last - first) / self.spacing + _ROUNDING)) + 1
            points = first + self.spacing * np.arange(max(n, 0))
        if first >= last or points.size < 2:
            raise SpectraError(
                f"Fewer than two points lie in the chosen range; the spectra reach from "
                f"{axis[0]:g} to {axis[-1]:g}.",
                "Choose a wider range or a smaller spacing.",
            )
        return points

    def apply(self, spectra: Spectra) -> Spectra:
        """Give the spectra in the range, resampled where asked for; see :meth:`Step.apply`."""
        target = self.grid(spectra.raman_shift)
        cropped = self._crop(spectra) if target is None else _resampled(spectra, target, self)
        cropped = self._without(cropped)
        check_complete(cropped)
        return cropped

    @property
    def excluded(self) -> tuple[tuple[float, float], ...]:
        """The regions that are cut out, in order and apart from each other."""
        return parse_regions(self.exclude)

    def _without(self, spectra: Spectra) -> Spectra:
        keep = np.ones(spectra.n_points, bool)
        for first, last in self.excluded:
            keep &= (spectra.raman_shift < first) | (spectra.raman_shift > last)
        if keep.all():
            return spectra
        if keep.sum() < 2:
            raise SpectraError(
                f"Without the excluded regions ({self.exclude}) fewer than two points are left.",
                "Exclude less.",
            )
        return spectra.with_intensities(spectra.intensities[:, keep], spectra.raman_shift[keep])

    def _crop(self, spectra: Spectra) -> Spectra:
        axis = spectra.raman_shift
        first = 0 if self.start is None else int(np.searchsorted(axis, self.start, "left"))
        last = axis.size if self.stop is None else int(np.searchsorted(axis, self.stop, "right"))
        if last - first < 2:
            unit = AXIS_UNITS[spectra.x_unit]
            raise SpectraError(
                f"Fewer than two points lie in the chosen range; the spectra reach from "
                f"{axis[0]:g} to {axis[-1]:g} {unit}".rstrip()
                + ".",
                "Choose a wider range.",
            )
        if (first, last) == (0, axis.size):
            return spectra
        return spectra.with_intensities(spectra.intensities[:, first:last], axis[first:last])


def _resampled(spectra: Spectra, target: NDArray[np.float64], step: Axis) -> Spectra:
    values = resample(spectra.raman_shift, spectra.intensities, target, step.interpolation)
    return spectra.with_intensities(values, target)


def resample(
    raman_shift: ArrayLike,
    intensities: ArrayLike,
    target: ArrayLike,
    interpolation: str = "linear",
) -> NDArray[np.float64]:
    """Interpolate spectra to other points of the axis.

    A target point that is a measured point takes the measured value unchanged. A gap (NaN)
    spreads to the target points between it and its neighbours, and no further.

    Parameters
    ----------
    raman_shift : array_like, shape (n_points,)
        Measured axis, strictly ascending, at least two points.
    intensities : array_like, shape (n_spectra, n_points)
        Measured intensities.
    target : array_like, shape (n_target,)
        Ascending points within the measured range.
    interpolation : {"linear", "pchip"}
        Piecewise linear, or monotone piecewise cubic (Fritsch & Carlson 1980).

    Returns
    -------
    ndarray of float64, shape (n_spectra, n_target)

    Raises
    ------
    SpectraError
        If a target point lies outside the measured range.
    ParameterError
        If there is no such interpolation.

    References
    ----------
    F. N. Fritsch, R. E. Carlson, Monotone piecewise cubic interpolation, SIAM J. Numer. Anal.
    17 (1980) 238-246, doi 10.1137/0717021.
    """
    axis = np.asarray(raman_shift, np.float64)
    values = np.asarray(intensities, np.float64)
    points = np.asarray(target, np.float64)
    _check_range(axis, points)
    points = np.clip(points, axis[0], axis[-1])
    left = np.clip(np.searchsorted(axis, points, "right") - 1, 0, axis.size - 2)
    gaps = np.isnan(values)
    filled = _bridged(axis, values, gaps) if gaps.any() else values
    if interpolation == "linear":
        weight = (points - axis[left]) / (axis[left + 1] - axis[left])
        result = filled[:, left] * (1 - weight) + filled[:, left + 1] * weight
    elif interpolation == "pchip":
        from scipy.interpolate import PchipInterpolator

        curve = PchipInterpolator(axis, filled, axis=1)
        result = np.asarray(curve(points), np.float64)
    else:
        raise ParameterError(f"Interpolation must be linear or pchip; got {interpolation!r}.")
    return _with_measured(axis, values, gaps, points, left, result)


def _check_range(axis: NDArray[np.float64], points: NDArray[np.float64]) -> None:
    slack = _ROUNDING * float(np.min(np.diff(axis)))
    if points.size and (points.min() < axis[0] - slack or points.max() > axis[-1] + slack):
        raise SpectraError(
            f"Points from {points.min():g} to {points.max():g} were asked for, but the spectra "
            f"reach from {axis[0]:g} to {axis[-1]:g}; beyond that nothing is known.",
            "Choose a range that all spectra cover.",
        )


def _bridged(
    axis: NDArray[np.float64], values: NDArray[np.float64], gaps: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Bridge gaps by straight lines, so that interpolation can be computed beside them."""
    filled = values.copy()
    for row in np.flatnonzero(gaps.any(axis=1)):
        good = ~gaps[row]
        filled[row] = np.interp(axis, axis[good], values[row, good]) if good.any() else 0.0
    return filled


def _with_measured(
    axis: NDArray[np.float64],
    values: NDArray[np.float64],
    gaps: NDArray[np.bool_],
    points: NDArray[np.float64],
    left: NDArray[np.intp],
    result: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Put gaps back, and measured values where a target point is a measured one."""
    if gaps.any():
        result[gaps[:, left] | gaps[:, left + 1]] = np.nan
    for nearest in (left, left + 1):
        same = np.flatnonzero(points == axis[nearest])
        result[:, same] = values[:, nearest[same]]
    return result


AXIS_METHODS: Mapping[str, type[Axis]] = {"crop": Axis}
