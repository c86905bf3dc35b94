"""Step 3 of the recipe: smoothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..core.errors import ParameterError, SpectraError
from ..core.params import param
from ..core.spectra import Spectra
from .airpls_batch import penalty_diagonals
from .base import IntensityStep, NoStep


@dataclass(frozen=True)
class SmoothingMethod(IntensityStep):
    """A way to smooth spectra."""

    prefix: ClassVar[str] = "smoothing"


@dataclass(frozen=True)
class NoSmoothing(NoStep, SmoothingMethod):
    """Leave the noise as measured; generated spectra then carry measured noise too."""

    method: ClassVar[str] = "none"
    title: ClassVar[str] = "None"

    def treat(self, spectra: Spectra, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the intensities as they are."""
        return values


@dataclass(frozen=True)
class SavitzkyGolay(SmoothingMethod):
    """Least-squares polynomial in a moving window.

    The points are taken as evenly spaced. At the ends the polynomial of the outermost window is
    used, so that no value is made up beyond the spectrum.

    References
    ----------
    A. Savitzky, M. J. E. Golay, Smoothing and differentiation of data by simplified least squares
    procedures, Anal. Chem. 36 (1964) 1627-1639, doi 10.1021/ac60214a047.
    """

    method: ClassVar[str] = "savitzky_golay"
    title: ClassVar[str] = "Savitzky–Golay"

    half_window: int = param(
        4,
        "Half window",
        unit="points a side",
        bounds=(1, 100),
        tooltip="The window has this many points on each side. Wider smooths more, and lowers "
        "bands that are narrower than the window.",
    )
    poly_order: int = param(
        2,
        "Polynomial order",
        bounds=(0, 6),
        tooltip="Higher keeps bands better and smooths less.",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.poly_order >= 2 * self.half_window + 1:
            raise ParameterError(
                f"A window of {2 * self.half_window + 1} points (smoothing.half_window = "
                f"{self.half_window}) is too narrow for a polynomial of order {self.poly_order}.",
                "Widen the window or lower smoothing.poly_order.",
            )

    def treat(self, spectra: Spectra, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Smooth every spectrum."""
        from scipy.signal import savgol_filter

        window = 2 * self.half_window + 1
        if spectra.n_points < window:
            raise SpectraError(
                f"A smoothing window of {window} points is wider than the spectra, which have "
                f"{spectra.n_points}.",
                "Choose a smaller half window.",
            )
        return np.asarray(savgol_filter(values, window, self.poly_order, axis=1), np.float64)


@dataclass(frozen=True)
class Whittaker(SmoothingMethod):
    """Penalised least squares: close to the spectrum, but with small second differences.

    Minimises ``sum((y - z)²) + λ sum((Δ² z)²)``. The points are taken as evenly spaced; the ends
    need no special treatment.

    References
    ----------
    P. H. C. Eilers, A perfect smoother, Anal. Chem. 75 (2003) 3631-3636, doi 10.1021/ac034173t.
    """

    method: ClassVar[str] = "whittaker"
    title: ClassVar[str] = "Whittaker"

    lam: float = param(
        10.0,
        "Smoothness λ",
        bounds=(0.1, 1e5),
        log=True,
        tooltip="Larger smooths more, and lowers narrow bands. It acts per point: at half the "
        "spacing the same curve needs 16 times as much.",
    )

    def treat(self, spectra: Spectra, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Smooth every spectrum."""
        from scipy.linalg import cho_solve_banded, cholesky_banded

        if spectra.n_points < 3:
            raise SpectraError(
                f"Spectra of {spectra.n_points} points are too short to be smoothed.",
                "Choose a wider range.",
            )
        diagonals = penalty_diagonals(spectra.n_points, self.lam, 2)[:3, 3:-3]
        diagonals[0] += 1.0
        # SciPy's upper form has the main diagonal last.
        factor = cholesky_banded(diagonals[::-1], check_finite=False)
        smooth = cho_solve_banded((factor, False), values.T, check_finite=False)
        return np.ascontiguousarray(smooth.T)


SMOOTHING_METHODS: Mapping[str, type[SmoothingMethod]] = {
    method.method: method for method in (NoSmoothing, SavitzkyGolay, Whittaker)
}
