"""Baselines by clipping bands away: windows and polynomials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ..core.params import param
from .baseline_method import LibraryBaseline, iterations_param, tolerance_param
from .pins import PinnedBaseline, middle, pinned_at, pulled_polynomial

#: Windows that reach beyond an end see its last value. A line drawn on from there, which is the
#: library's own way, is led astray by a band near the end.
_BEYOND_THE_ENDS = {"mode": "edge"}


@dataclass(frozen=True)
class Snip(LibraryBaseline):
    """Statistics-sensitive non-linear iterative peak clipping.

    From wide windows to narrow ones, each point is lowered to the mean of the two points at the
    ends of its window where it stands above it.

    References
    ----------
    C. G. Ryan et al., SNIP, a statistics-sensitive background treatment for the quantitative
    analysis of PIXE spectra in geoscience applications, Nucl. Instrum. Methods B 34 (1988)
    396-402, doi 10.1016/0168-583X(88)90063-8.
    M. Morháč, V. Matoušek, Peak clipping algorithms for background estimation in spectroscopic
    data, Appl. Spectrosc. 62 (2008) 91-106, doi 10.1366/000370208783412762.
    """

    method: ClassVar[str] = "snip"
    title: ClassVar[str] = "SNIP"
    algorithm: ClassVar[str] = "snip"

    half_window: int = param(
        20,
        "Half window",
        unit="points",
        bounds=(1, 2000),
        tooltip="About the full width of the widest band at its foot. Larger leaves broad bands "
        "alone; smaller cuts into them.",
    )
    smooth_half_window: int = param(
        3,
        "Smoothing",
        unit="points a side",
        bounds=(0, 100),
        tooltip="Moving average within the estimate; more keeps the baseline from following the "
        "lower edge of the noise. The spectrum itself is not smoothed.",
        advanced=True,
    )

    def options(self, n_points: int) -> Mapping[str, Any]:
        """Give the arguments of the algorithm; a window wider than the spectrum is narrowed."""
        return {
            "max_half_window": min(self.half_window, (n_points - 1) // 2),
            "smooth_half_window": min(self.smooth_half_window, (n_points - 1) // 2),
            "decreasing": True,
            "pad_kwargs": _BEYOND_THE_ENDS,
        }


@dataclass(frozen=True)
class RollingBall(LibraryBaseline):
    """Moving minimum, moving maximum of it, and a moving average, like a ball rolled below.

    References
    ----------
    M. A. Kneen, H. J. Annegarn, Algorithm for fitting XRF, SEM and PIXE X-ray spectra
    backgrounds, Nucl. Instrum. Methods B 109/110 (1996) 209-213,
    doi 10.1016/0168-583X(95)00908-6.
    """

    method: ClassVar[str] = "rolling_ball"
    title: ClassVar[str] = "Rolling ball"
    algorithm: ClassVar[str] = "rolling_ball"

    half_window: int = param(
        40,
        "Half window",
        unit="points",
        bounds=(1, 2000),
        tooltip="Radius of the ball. Larger leaves broad bands alone; smaller rolls into them.",
    )
    smooth_half_window: int = param(
        40,
        "Smoothing",
        unit="points a side",
        bounds=(0, 2000),
        tooltip="Moving average over the rolled curve; more makes the baseline rounder.",
        advanced=True,
    )

    def options(self, n_points: int) -> Mapping[str, Any]:
        """Give the arguments of the algorithm; a window wider than the spectrum is narrowed."""
        widest = (n_points - 1) // 2
        return {
            "half_window": min(self.half_window, widest),
            "smooth_half_window": min(self.smooth_half_window, widest),
            "pad_kwargs": _BEYOND_THE_ENDS,
        }


@dataclass(frozen=True)
class PolynomialBaseline(PinnedBaseline):
    """A polynomial fitted again and again to the spectrum clipped at the last fit."""

    poly_order: int = param(
        5,
        "Polynomial order",
        bounds=(0, 12),
        tooltip="Higher follows more curved fluorescence; too high swings into the bands and at "
        "the ends.",
    )
    max_iter: int = iterations_param(250, 2000)
    tol: float = tolerance_param(
        "The iteration ends when a pass changes less than this share. Smaller lets the "
        "baseline sink further below the bands."
    )
    pinned: str = pinned_at()

    @property
    def min_points(self) -> int:
        """Fewest points for which the method is defined."""
        return max(self.poly_order + 2, 3)

    def options(self, n_points: int) -> Mapping[str, Any]:
        """Give the arguments of the algorithm."""
        return self.arguments()

    def held(
        self,
        raman_shift: NDArray[np.float64],
        values: NDArray[np.float64],
        baseline: NDArray[np.float64],
        details: Mapping[str, Any],
    ) -> NDArray[np.float64]:
        """Give the polynomial next to the fitted one that meets the spectrum where it is pinned."""
        points = [middle(piece) for piece in self.pieces(raman_shift)]
        if not points:
            return baseline
        return pulled_polynomial(raman_shift, values, baseline, points, self.poly_order)


@dataclass(frozen=True)
class ModPoly(PolynomialBaseline):
    """Modified polynomial fit.

    References
    ----------
    C. A. Lieber, A. Mahadevan-Jansen, Automated method for subtraction of fluorescence from
    biological Raman spectra, Appl. Spectrosc. 57 (2003) 1363-1367,
    doi 10.1366/000370203322554518.
    """

    method: ClassVar[str] = "modpoly"
    title: ClassVar[str] = "Modified polynomial"
    algorithm: ClassVar[str] = "modpoly"


@dataclass(frozen=True)
class IModPoly(PolynomialBaseline):
    """Improved modified polynomial fit, which allows for the noise.

    References
    ----------
    J. Zhao, H. Lui, D. I. McLean, H. Zeng, Automated autofluorescence background subtraction
    algorithm for biomedical Raman spectroscopy, Appl. Spectrosc. 61 (2007) 1225-1232,
    doi 10.1366/000370207782597003.
    """

    method: ClassVar[str] = "imodpoly"
    title: ClassVar[str] = "Improved polynomial (Vancouver)"
    algorithm: ClassVar[str] = "imodpoly"

    num_std: float = param(
        1.0,
        "Noise allowed",
        unit="SD",
        bounds=(0.0, 5.0),
        tooltip="How far above the fit a point may lie before it is clipped. 0 drags the baseline "
        "to the lower edge of the noise.",
        advanced=True,
    )
