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
from .base import IntensityStep, NoStep, checked_values

#: A cosmic ray hits few neighbouring pixels; a plateau wider than this, in points, is no spike.
WIDEST = 4

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
    form leaves standing. They take the mean of the points around them. A very sharp Raman band
    can look like a spike: what was replaced is given by :meth:`find`.

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
        return found

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
            values[row] = _filled(values[row], found[row], self.half_window)
        return values


def _robust_sd(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Estimate the SD of each row from the median absolute deviation (rows are centred).

    In counts with hardly any noise more than half of the steps are zero, and so is their median
    deviation; the mean absolute deviation serves instead (Iglewicz & Hoaglin 1993).
    """
    size = np.abs(steps)
    median = np.median(size, axis=1, keepdims=True) / 0.6745
    mean = size.mean(axis=1, keepdims=True) * 1.2533
    return np.where(median > 0, median, mean)


def _filled(
    values: NDArray[np.float64], found: NDArray[np.bool_], half_window: int
) -> NDArray[np.float64]:
    result = values.copy()
    for point in np.flatnonzero(found):
        reach = half_window
        while reach <= 2 * values.size:
            around = slice(max(point - reach, 0), point + reach + 1)
            sound = values[around][~found[around]]
            if sound.size:
                result[point] = sound.mean()
                break
            reach *= 2
    return result


SPIKE_METHODS: Mapping[str, type[SpikeMethod]] = {
    method.method: method for method in (NoSpikeRemoval, WhitakerHayes)
}
