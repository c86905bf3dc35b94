"""From wavelengths to Raman shifts."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Raman shifts lie in this range, in cm⁻¹; anti-Stokes ones are negative.
SHIFTS: Final = (-5_000.0, 9_000.0)


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


def is_raman_shift(axis: NDArray[np.float64]) -> bool:
    """Tell whether an axis lies where Raman shifts do."""
    return bool(axis[0] >= SHIFTS[0] and axis[-1] <= SHIFTS[1])
