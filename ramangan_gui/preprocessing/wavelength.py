"""From wavelengths to Raman shifts."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Raman shifts lie in this range, in cm⁻¹; anti-Stokes ones are negative.
SHIFTS: Final = (-5_000.0, 9_000.0)

#: Bands of fundamental vibrations end here, in cm⁻¹; H₂ has the highest of all.
_LAST_BAND: Final = 4_500.0

#: Laser lines of Raman spectrometers, in nm.
USUAL_LASERS: Final = (
    229.0, 244.0, 266.0, 325.0, 355.0, 405.0, 442.0, 457.0, 473.0, 488.0, 514.5, 532.0, 561.0,
    594.0, 632.8, 638.0, 647.1, 660.0, 671.0, 685.0, 752.0, 780.0, 785.0, 808.0, 830.0, 976.0,
    1064.0,
)  # fmt: skip

#: Spectra may begin this far before the laser line, in nm.
_ANTI_STOKES: Final = 2.0


def raman_shift(wavelength_nm: ArrayLike, laser_nm: float) -> NDArray[np.float64]:
    """Convert wavelengths to Raman shifts in cm⁻¹: 10⁷ (1/λ_laser − 1/λ).

    Both wavelengths must be of one kind, in vacuum or in air; air wavelengths give shifts that are
    too large by their refractive index, 0.03 % (0.3 cm⁻¹ at 1,000 cm⁻¹).

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths, positive.
    laser_nm : float
        Wavelength of the laser.
    """
    return np.asarray(1e7 * (1.0 / laser_nm - 1.0 / np.asarray(wavelength_nm, np.float64)))


def likely_laser(wavelength_nm: NDArray[np.float64]) -> float | None:
    """Give the usual laser line that lies closest below the first wavelength, if any does."""
    below = [line for line in USUAL_LASERS if line <= wavelength_nm[0] + _ANTI_STOKES]
    return below[-1] if below and is_raman_shift(raman_shift(wavelength_nm, below[-1])) else None


def is_raman_shift(axis: NDArray[np.float64]) -> bool:
    """Tell whether an axis lies where Raman shifts do."""
    return bool(axis[0] >= SHIFTS[0] and axis[-1] <= SHIFTS[1])


def is_far_from_raman(shift: NDArray[np.float64]) -> bool:
    """Tell whether most of an axis lies where no Raman bands are, as with photoluminescence."""
    return bool(np.median(np.abs(shift)) > _LAST_BAND)
