"""Step 5 of the recipe: normalisation."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from ..core.spectra import Spectra
from .base import IntensityStep, spectrum_title


@dataclass(frozen=True)
class NormalisationMethod(IntensityStep):
    """A way to bring spectra to one scale.

    Attributes
    ----------
    quantity : str
        What the intensities are afterwards, for axis titles and files.
    """

    prefix: ClassVar[str] = "normalisation"
    quantity: ClassVar[str] = ""


@dataclass(frozen=True)
class NoNormalisation(NormalisationMethod):
    """Keep the scale, in the units of the files."""

    method: ClassVar[str] = "none"
    title: ClassVar[str] = "None"
    quantity: ClassVar[str] = "Intensity (as measured)"

    def treat(self, spectra: Spectra, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the intensities as they are."""
        return values


@dataclass(frozen=True)
class _Scaled(NormalisationMethod):
    """Divides each spectrum by one number of its own, after subtracting another."""

    _fault: ClassVar[str] = "is zero everywhere"

    def treat(self, spectra: Spectra, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Subtract the offset and divide by the scale of each spectrum."""
        offset, scale = self.measure(spectra.raman_shift, values)
        bad = np.flatnonzero(~(scale > 0))
        if bad.size:
            others = f" The same holds for {bad.size - 1} more." if bad.size > 1 else ""
            raise SpectraError(
                f"{spectrum_title(spectra, int(bad[0]))} {self._fault} and cannot be "
                f"normalised ({self.title}).{others}",
                "Leave it out, or choose another normalisation or baseline.",
            )
        if offset.any():
            values -= offset[:, None]
        values /= scale[:, None]
        return values

    @abstractmethod
    def measure(
        self, raman_shift: NDArray[np.float64], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give offset and scale of each spectrum; a scale that is not positive is refused."""


@dataclass(frozen=True)
class Vector(_Scaled):
    """Divide by the Euclidean norm: the squares of the intensities add up to 1."""

    method: ClassVar[str] = "vector"
    title: ClassVar[str] = "Vector (unit length)"
    quantity: ClassVar[str] = "Intensity (unit vector length)"

    def measure(
        self, raman_shift: NDArray[np.float64], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give zero and the Euclidean norm."""
        return np.zeros(len(values)), np.sqrt(np.einsum("ij,ij->i", values, values))


@dataclass(frozen=True)
class Area(_Scaled):
    """Divide by the area: the integral of the absolute intensity over the axis becomes 1.

    Absolute, because noise around a corrected baseline is negative as often as positive, and an
    area that is zero or negative would blow a spectrum up or turn it over.
    """

    method: ClassVar[str] = "area"
    title: ClassVar[str] = "Area"
    quantity: ClassVar[str] = "Intensity (unit area)"

    def measure(
        self, raman_shift: NDArray[np.float64], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give zero and the area by the trapezoidal rule."""
        return np.zeros(len(values)), np.trapezoid(np.abs(values), raman_shift, axis=1)


@dataclass(frozen=True)
class MinMax(_Scaled):
    """Bring the lowest point to 0 and the highest to 1; sensitive to a single noisy point."""

    method: ClassVar[str] = "minmax"
    title: ClassVar[str] = "Min–max"
    quantity: ClassVar[str] = "Intensity (0 to 1)"
    _fault: ClassVar[str] = "is the same everywhere"

    def measure(
        self, raman_shift: NDArray[np.float64], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give lowest point and range."""
        return values.min(axis=1), np.ptp(values, axis=1)


@dataclass(frozen=True)
class StandardNormalVariate(_Scaled):
    """Subtract the mean and divide by the standard deviation (n - 1) of the spectrum.

    References
    ----------
    R. J. Barnes, M. S. Dhanoa, S. J. Lister, Standard normal variate transformation and
    de-trending of near-infrared diffuse reflectance spectra, Appl. Spectrosc. 43 (1989) 772-777,
    doi 10.1366/0003702894202201.
    """

    method: ClassVar[str] = "snv"
    title: ClassVar[str] = "SNV (mean 0, SD 1)"
    quantity: ClassVar[str] = "Intensity (standard deviations)"
    _fault: ClassVar[str] = "is the same everywhere"

    def measure(
        self, raman_shift: NDArray[np.float64], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give mean and standard deviation."""
        # The rounding of the mean leaves a constant spectrum a deviation that is not quite zero.
        varies = np.ptp(values, axis=1) > 0
        return values.mean(axis=1), np.where(varies, values.std(axis=1, ddof=1), 0.0)


@dataclass(frozen=True)
class Maximum(_Scaled):
    """Divide by the highest point, which becomes 1; sensitive to a single noisy point."""

    method: ClassVar[str] = "maximum"
    title: ClassVar[str] = "Maximum"
    quantity: ClassVar[str] = "Intensity (highest point 1)"
    _fault: ClassVar[str] = "has no positive intensity"

    def measure(
        self, raman_shift: NDArray[np.float64], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give zero and the highest point."""
        return np.zeros(len(values)), values.max(axis=1)


NORMALISATION_METHODS: Mapping[str, type[NormalisationMethod]] = {
    method.method: method
    for method in (
        NoNormalisation,
        Vector,
        Area,
        MinMax,
        StandardNormalVariate,
        Maximum,
    )
}
