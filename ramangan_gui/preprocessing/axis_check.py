"""How far bands of a reference material lie from where they should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from ..core.spectra import Spectra

#: A band is looked for this far from its place, in cm⁻¹.
REACH: Final = 12.0

#: A band must stand out of its surroundings by this many times the noise.
_CLEAR: Final = 6.0

#: Points above this share of a band's height take part in its fit.
_TOP: Final = 0.5


@dataclass(frozen=True)
class Reference:
    """A material whose Raman shifts are known.

    Parameters
    ----------
    title : str
        Name on screen.
    bands : tuple of float
        Raman shifts in cm⁻¹.
    source : str
        Where they are from.
    """

    title: str
    bands: tuple[float, ...]
    source: str


#: Reference materials by their names.
REFERENCES: Final[Mapping[str, Reference]] = {
    "silicon": Reference(
        "Silicon (520.7 cm⁻¹)",
        (520.7,),
        "First-order phonon of crystalline silicon at room temperature; 520.5 to 520.7 cm⁻¹ in "
        "the literature, lower when the laser warms the wafer.",
    ),
    "polystyrene": Reference(
        "Polystyrene",
        (620.9, 795.8, 1001.4, 1031.8, 1155.3, 1450.5, 1583.1, 1602.3, 2852.4, 2904.5, 3054.3),
        "ASTM E1840, standard guide for Raman shift standards.",
    ),
}


@dataclass(frozen=True)
class FoundBand:
    """One band of the reference.

    Parameters
    ----------
    expected : float
        Where it should be, in cm⁻¹.
    found : float or None
        Where it is; ``None`` where it does not stand out or lies outside the axis.
    """

    expected: float
    found: float | None

    @property
    def deviation(self) -> float | None:
        """Found minus expected, in cm⁻¹."""
        return None if self.found is None else self.found - self.expected


@dataclass(frozen=True)
class AxisCheck:
    """Bands of a reference in a spectrum, and how far off they are.

    Parameters
    ----------
    bands : tuple of FoundBand
        All bands of the reference.
    spacing : float
        Distance of the points of the axis, in cm⁻¹.
    """

    bands: tuple[FoundBand, ...]
    spacing: float

    @property
    def deviations(self) -> NDArray[np.float64]:
        """Deviations of the bands that were found, in cm⁻¹."""
        return np.array([band.deviation for band in self.bands if band.deviation is not None])

    @property
    def shift(self) -> float | None:
        """Median deviation; ``None`` where no band was found."""
        return float(np.median(self.deviations)) if self.deviations.size else None

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.shift is None:
            return (
                "No band of the reference stands out where it should. Is this the reference "
                "material, and is its baseline low enough?"
            )
        n = self.deviations.size
        listed = f"{n} of {len(self.bands)} bands found, off by {self.shift:+.2f} cm⁻¹"
        if n > 1:
            low, high = self.deviations.min(), self.deviations.max()
            listed = (
                f"{n} of {len(self.bands)} bands found, off by {self.shift:+.2f} cm⁻¹ (median; "
                f"{low:+.2f} to {high:+.2f})"
            )
        if np.abs(self.deviations).max() <= 1.0:
            return f"{listed}. The axis is right within 1 cm⁻¹."
        if n == 1:
            return (
                f"{listed}. One band cannot tell a shifted axis from a stretched one; check with "
                "polystyrene as well, or calibrate the spectrometer."
            )
        if np.ptp(self.deviations) <= 1.0:
            return (
                f"{listed}. The axis is shifted evenly: subtracting {self.shift:.2f} corrects it."
            )
        return (
            f"{listed}. The deviations differ, so that a shift alone does not correct the axis; "
            "calibrate the spectrometer again."
        )


def check_axis(spectra: Spectra, reference: Reference) -> AxisCheck:
    """Look for the bands of a reference in the mean of some spectra of it.

    Parameters
    ----------
    spectra : Spectra
        Spectra of the reference material.
    reference : Reference
        The material.

    Returns
    -------
    AxisCheck

    Raises
    ------
    SpectraError
        If the axis is no Raman shift.
    """
    if spectra.x_unit != "1/cm":
        raise SpectraError(
            "The axis is no Raman shift, so it cannot be compared with one.",
            "Convert it first: the Data page asks for the laser wavelength.",
        )
    mean = spectra.intensities.mean(axis=0, dtype=np.float64)
    axis = spectra.raman_shift
    found = tuple(FoundBand(band, _find(axis, mean, band)) for band in reference.bands)
    return AxisCheck(found, float(np.median(np.diff(axis))))


def _find(axis: NDArray[np.float64], values: NDArray[np.float64], expected: float) -> float | None:
    """Find the top of a band by a parabola through the logarithm of its upper half (a Gaussian)."""
    wide = (axis >= expected - 2.5 * REACH) & (axis <= expected + 2.5 * REACH)
    if wide.sum() < 9 or expected - REACH < axis[0] or expected + REACH > axis[-1]:
        return None
    x, y = axis[wide], values[wide]
    bend = y[1:-1] - 0.5 * (y[:-2] + y[2:])
    noise = float(np.median(np.abs(bend - np.median(bend)))) / (0.6745 * np.sqrt(1.5))
    y = y - np.quantile(y, 0.15)
    near = np.flatnonzero(np.abs(x - expected) <= REACH)
    top = int(near[np.argmax(y[near])])
    if top in (near[0], near[-1]) or y[top] <= max(_CLEAR * noise, 0.0):
        return None
    first = last = top
    while first > 0 and y[first - 1] >= _TOP * y[top]:
        first -= 1
    while last < y.size - 1 and y[last + 1] >= _TOP * y[top]:
        last += 1
    first, last = max(min(first, top - 1), 0), min(max(last, top + 1), y.size - 1)
    part = slice(first, last + 1)
    height = np.log(np.maximum(y[part], 1e-3 * y[top]))
    curve = np.polyfit(x[part] - x[top], height, 2, w=np.maximum(y[part], 0.0) / y[top])
    if curve[0] >= 0:
        return float(x[top])
    found = x[top] - curve[1] / (2 * curve[0])
    return float(found) if x[first] <= found <= x[last] else float(x[top])
