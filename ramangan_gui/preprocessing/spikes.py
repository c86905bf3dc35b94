"""Step 2 of the recipe: removal of cosmic-ray spikes."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..core.params import param
from ..core.spectra import Spectra
from ..core.spikes import filled
from .base import IntensityStep, NoStep, checked_values

#: A cosmic ray hits few neighbouring pixels; a plateau wider than this, in points, is no spike.
WIDEST = 4

#: What is no band loses this share of its height within two points ...
EDGE = 0.75

#: ... seen from the ground that lies so many points away on both sides.
_AWAY = 5

#: So many points of a spike are above half its height at most; of a resolved band it is more.
_HALF = 2

#: Stands between the names of spectra that are left alone.
SEPARATOR = "|"


def spectrum_key(spectra: Spectra, row: int) -> str:
    """Name a spectrum by its file and its number there, so that it is found again."""
    file = re.split(r"[/\\]", str(spectra.source_file[row]))[-1].replace(SEPARATOR, " ")
    return f"{file}#{int(spectra.source_index[row]) + 1}"


@dataclass(frozen=True)
class SpikeMethod(IntensityStep):
    """A way to find spikes and to fill the place where they were."""

    prefix: ClassVar[str] = "spikes"

    def find(self, spectra: Spectra) -> NDArray[np.bool_]:
        """Tell which points the step would replace, so that they can be shown.

        Parameters
        ----------
        spectra : Spectra
            The spectra as they come to this step.

        Returns
        -------
        ndarray of bool, shape (n_spectra, n_points)

        Raises
        ------
        SpectraError
            If a spectrum has gaps.
        """
        return self.mark(checked_values(spectra)) & ~self.left_alone(spectra)[:, None]

    def left_alone(self, spectra: Spectra) -> NDArray[np.bool_]:
        """Tell in which spectra nothing is removed, whatever is found."""
        return np.zeros(len(spectra), bool)

    @abstractmethod
    def mark(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which points of `values`, shape (n_spectra, n_points), belong to spikes."""


@dataclass(frozen=True)
class NoSpikeRemoval(NoStep, SpikeMethod):
    """Leave spikes where they are."""

    method: ClassVar[str] = "none"
    title: ClassVar[str] = "None"

    def mark(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Find nothing."""
        return np.zeros(values.shape, bool)


@dataclass(frozen=True)
class WhitakerHayes(SpikeMethod):
    """Spikes are outliers of the modified z-score of the first differences.

    The point behind a step that is too steep counts as part of the spike, and so do the points
    between a rise and the fall that follows within :data:`WIDEST` points, which the published
    form leaves standing. They take the mean of the points around them.

    The steps of a sharp Raman band are as steep as those of a spike, and the published form cuts
    its sides. So what was found stays where it is wider than a spike, where it rises and does not
    fall again, where more than two points are above half its height, and where it has a foot, as
    bands have. A band narrower than that still looks like a spike: what was replaced is given by
    :meth:`find`, and :func:`~ramangan_gui.core.spikes.usual_points` tells where that is one place
    in several spectra.

    References
    ----------
    D. A. Whitaker, K. Hayes, A simple algorithm for despiking Raman spectra, Chemom. Intell. Lab.
    Syst. 179 (2018) 82-84, doi 10.1016/j.chemolab.2018.06.009.
    """

    method: ClassVar[str] = "whitaker_hayes"
    title: ClassVar[str] = "Whitaker–Hayes"

    threshold: float = param(
        8.0,
        "Threshold",
        unit="robust SD",
        bounds=(2.0, 100.0),
        tooltip="Steepest step between neighbours that still counts as signal. Smaller finds "
        "smaller spikes, but begins to cut sharp bands.",
    )
    half_window: int = param(
        5,
        "Neighbours used",
        unit="points a side",
        bounds=(1, 50),
        tooltip="Points on each side whose mean fills the place of a spike.",
        advanced=True,
    )
    untouched: str = param(
        "",
        "Left alone",
        tooltip="Spectra in which nothing is removed, as file#number, parted by |. The button "
        "below the plots puts the spectrum in view here.",
        advanced=True,
    )

    def mark(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which points lie behind a step steeper than the threshold, or between two."""
        steps = np.diff(values, axis=1)
        steps -= np.median(steps, axis=1, keepdims=True)
        limit = self.threshold * _robust_sd(steps)
        found = np.zeros(values.shape, bool)
        found[:, 1:] = np.abs(steps) > limit
        rise, fall = steps > limit, steps < -limit
        for width in range(2, WIDEST + 1):
            row, step = np.nonzero(rise[:, :-width] & fall[:, width:])
            for between in range(2, width + 1):
                found[row, step + between] = True
        return _without_bands(values, found, steps, limit)

    def left_alone(self, spectra: Spectra) -> NDArray[np.bool_]:
        """Tell in which spectra nothing is removed, whatever is found."""
        named = {name for name in self.untouched.split(SEPARATOR) if name}
        if not named:
            return super().left_alone(spectra)
        return np.array([spectrum_key(spectra, row) in named for row in range(len(spectra))], bool)

    def with_spectrum(self, key: str, alone: bool) -> WhitakerHayes:
        """Give a copy that leaves one more spectrum alone, or one fewer."""
        named = [name for name in self.untouched.split(SEPARATOR) if name and name != key]
        return replace(self, untouched=SEPARATOR.join([*named, key] if alone else named))

    def treat(self, spectra: Spectra, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Fill spikes from their neighbours."""
        found = self.mark(values) & ~self.left_alone(spectra)[:, None]
        for row in np.flatnonzero(found.any(axis=1)):
            values[row] = filled(values[row], found[row], self.half_window)
        return values


def _without_bands(
    values: NDArray[np.float64],
    found: NDArray[np.bool_],
    steps: NDArray[np.float64],
    limit: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Give what was found without what has the shape of a band."""
    last = values.shape[1] - 1
    edges = np.diff(found.astype(np.int8), axis=1, prepend=0, append=0)
    row, begin = np.nonzero(edges > 0)
    end = np.nonzero(edges < 0)[1]
    inside = np.arange(WIDEST + 1) < (end - begin)[:, None]
    points = np.minimum(begin[:, None] + np.arange(WIDEST + 1), last)
    step = np.where(inside, steps[row[:, None], points - 1], 0.0)
    at_end = end > last  # behind it nothing is known
    rises = (step > limit[row]).any(axis=1) | at_end
    falls = (step < -limit[row]).any(axis=1) | at_end
    ground = values[row, np.maximum(begin - 1 - _AWAY, 0)]
    ground = 0.5 * (ground + values[row, np.minimum(end + _AWAY, last)])
    height = np.where(inside, values[row[:, None], points] - ground[:, None], 0.0)
    top = height[np.arange(len(row)), np.abs(height).argmax(axis=1)]
    before = values[row, np.maximum(begin - 2, 0)] - ground
    behind = np.where(at_end, before, values[row, np.minimum(end + 1, last)] - ground)
    sign = np.sign(top)  # a dead pixel is a spike that points down
    foot = np.maximum(sign * before, sign * behind)
    spike = (end - begin <= WIDEST + 1) & rises & falls
    spike &= foot < (1.0 - EDGE) * np.abs(top)
    spike &= (sign[:, None] * height > 0.5 * np.abs(top)[:, None]).sum(axis=1) <= _HALF
    kept = np.zeros(found.shape, bool)
    row, points, inside = row[spike], points[spike], inside[spike]
    kept[np.broadcast_to(row[:, None], points.shape)[inside], points[inside]] = True
    return kept


def _robust_sd(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Estimate the SD of each row from the median absolute deviation (rows are centred).

    In counts with hardly any noise more than half of the steps are zero, and so is their median
    deviation; the mean absolute deviation serves instead (Iglewicz & Hoaglin 1993).
    """
    size = np.abs(steps)
    median = np.median(size, axis=1, keepdims=True) / 0.6745
    mean = size.mean(axis=1, keepdims=True) * 1.2533
    return np.where(median > 0, median, mean)


SPIKE_METHODS: Mapping[str, type[SpikeMethod]] = {
    method.method: method for method in (NoSpikeRemoval, WhitakerHayes)
}
