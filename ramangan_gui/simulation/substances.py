"""Simulated substances: what is true about them before anything is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..core.errors import ParameterError


@dataclass(frozen=True)
class Peak:
    """A Raman band, shaped as a pseudo-Voigt profile.

    Parameters
    ----------
    position : float
        Raman shift of its centre, cm⁻¹.
    width : float
        Full width at half maximum, cm⁻¹.
    height : float
        Height, in counts.
    lorentz : float
        Share of the Lorentz profile, 0 (Gauss) to 1 (Lorentz).
    family : int
        Bands of one family grow and shrink together, as those of one part of a molecule do.
    """

    position: float
    width: float
    height: float
    lorentz: float = 0.6
    family: int = 0


@dataclass(frozen=True)
class Hump:
    """A broad piece of fluorescence, shaped as a Gauss curve.

    Parameters
    ----------
    centre : float
        Raman shift of its maximum, cm⁻¹.
    width : float
        Its standard deviation, cm⁻¹.
    height : float
        Height, in counts.
    """

    centre: float
    width: float
    height: float


@dataclass(frozen=True)
class Variation:
    """How far the spectra of one substance differ; every value is a standard deviation.

    Parameters
    ----------
    shift : float
        Common displacement of all bands, cm⁻¹.
    peak_shift : float
        Displacement of each band on its own, cm⁻¹.
    width : float
        Common relative change of all widths.
    family : float
        Relative change of height common to a family of bands.
    height : float
        Relative change of height of each band on its own.
    exposure : float
        Relative change of all counts (laser power, focus).
    fluorescence : float
        Relative change of each hump's height.
    fluorescence_shift : float
        Displacement of each hump, cm⁻¹.
    noise_level : float
        Relative change of the noise from spectrum to spectrum.
    between : float
        Share of the variance that lies between specimens, 0 to 1; the rest lies between the
        spectra of one specimen. Noise always differs from spectrum to spectrum.
    """

    shift: float = 0.0
    peak_shift: float = 0.0
    width: float = 0.0
    family: float = 0.0
    height: float = 0.0
    exposure: float = 0.0
    fluorescence: float = 0.0
    fluorescence_shift: float = 0.0
    noise_level: float = 0.0
    between: float = 0.3


#: Kinds of variation that benchmarks tell apart, each alone; `bimodal` is a mixture of two forms.
VARIATION_KINDS: Mapping[str, Variation] = {
    "shift": Variation(shift=2.8),
    "width": Variation(width=0.12),
    "bimodal": Variation(family=0.03),
    "per_peak": Variation(peak_shift=1.4),
    "linear": Variation(family=0.12),
}


@dataclass(frozen=True)
class Substance:
    """A substance with known truth.

    Parameters
    ----------
    name : str
        Its label.
    peaks : tuple of Peak
        Bands of the common form.
    humps : tuple of Hump
        Fluorescence.
    variation : Variation
        How far its spectra differ.
    other_form : tuple of Peak
        Bands of a second crystal form, empty where there is none.
    other_share : float
        Share of the spectra that show the second form.
    offset : float
        Counts without any light, from stray light and electronics.
    read_noise : float
        Standard deviation of the detector's own noise, counts.
    shot_noise : float
        Standard deviation of the noise of light as a multiple of the square root of the counts;
        1 is one count an electron, one exposure.
    """

    name: str
    peaks: tuple[Peak, ...]
    humps: tuple[Hump, ...] = ()
    variation: Variation = field(default_factory=Variation)
    other_form: tuple[Peak, ...] = ()
    other_share: float = 0.0
    offset: float = 200.0
    read_noise: float = 5.0
    shot_noise: float = 1.0

    def __post_init__(self) -> None:
        if not self.peaks:
            raise ParameterError(f"The simulated substance {self.name!r} needs at least one band.")
        if not 0 <= self.other_share <= 1 or (self.other_share > 0 and not self.other_form):
            raise ParameterError(
                f"The simulated substance {self.name!r} needs bands for its second form, and a "
                "share from 0 to 1."
            )

    def truth(self, raman_shift: ArrayLike) -> NDArray[np.float64]:
        """Give the spectrum without noise, fluorescence and offset.

        Parameters
        ----------
        raman_shift : array_like, shape (n_points,)
            Points of the axis, cm⁻¹.

        Returns
        -------
        ndarray of float64, shape (n_points,)
            Counts at the mean of every varying quantity; both forms by their shares.
        """
        axis = np.asarray(raman_shift, np.float64)
        total = np.zeros(axis.shape)
        for peaks, share in (
            (self.peaks, 1 - self.other_share),
            (self.other_form, self.other_share),
        ):
            for peak in peaks:
                total += share * peak.height * pseudo_voigt(
                    axis, peak.position, peak.width, peak.lorentz
                )  # fmt: skip
        return total

    def with_kind(self, kind: str, strength: float = 1.0) -> Self:
        """Give the same substance with one kind of variation alone (see VARIATION_KINDS).

        Parameters
        ----------
        kind : str
            A key of :data:`VARIATION_KINDS`.
        strength : float
            Multiple of the kind's own standard deviation; without effect on the two forms.

        Raises
        ------
        ParameterError
            If there is no such kind.
        """
        if kind not in VARIATION_KINDS:
            known = ", ".join(VARIATION_KINDS)
            raise ParameterError(f"There is no kind of variation {kind!r}; there are: {known}.")
        v = VARIATION_KINDS[kind]
        scaled = {
            name: strength * getattr(v, name)
            for name in ("shift", "peak_shift", "width", "family", "height")
        }
        varied = replace(self, variation=replace(v, **scaled))
        if kind == "bimodal":
            other = varied.other_form or _second_form(self.peaks)
            return replace(varied, other_form=other, other_share=0.5)
        return replace(varied, other_form=(), other_share=0.0)


def pseudo_voigt(
    raman_shift: ArrayLike, position: ArrayLike, width: ArrayLike, lorentz: ArrayLike
) -> NDArray[np.float64]:
    """Give the pseudo-Voigt profile of unit height.

    Parameters
    ----------
    raman_shift : array_like
        Points of the axis, cm⁻¹; broadcast against the others.
    position, width : array_like
        Centre and full width at half maximum, cm⁻¹.
    lorentz : array_like
        Share of the Lorentz profile, 0 to 1.

    References
    ----------
    G. K. Wertheim, M. A. Butler, K. W. West, D. N. E. Buchanan, Determination of the Gaussian and
    Lorentzian content of experimental line shapes, Rev. Sci. Instrum. 45 (1974) 1369-1371,
    doi 10.1063/1.1686503.
    """
    axis = np.asarray(raman_shift, np.float64)
    share = np.asarray(lorentz, np.float64)
    centre, fwhm = np.asarray(position, np.float64), np.asarray(width, np.float64)
    squared = np.square(2 * (axis - centre) / fwhm)
    profile: NDArray[np.float64] = share / (1 + squared) + (1 - share) * np.exp2(-squared)
    return profile


def _second_form(peaks: tuple[Peak, ...]) -> tuple[Peak, ...]:
    """Give another crystal form: every band moved a little, every third one split in two."""
    moved: list[Peak] = []
    for number, peak in enumerate(peaks):
        step = (0.4 if number % 2 else -0.35) * peak.width
        if number % 3 == 2:
            half = replace(peak, height=0.55 * peak.height)
            moved.append(replace(half, position=peak.position - 0.5 * peak.width))
            moved.append(replace(half, position=peak.position + 0.5 * peak.width))
        else:
            moved.append(replace(peak, position=peak.position + step))
    return tuple(moved)
