"""From the axis and intensities of a binary file to spectra, with a note of what was found."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .axis_unit import AxisUnit, axis_unit
from .base import Measured, axis_range, number, tidy
from .laser import is_laser

SHIFT = "Raman shift / cm-1"
WAVELENGTH = "wavelength / nm"
PIXEL = "pixel"


def laser(value: float) -> float | None:
    """Give a laser wavelength in nm, ``None`` where the number cannot be one."""
    return float(value) if is_laser(value) else None


def assemble(
    axis: ArrayLike,
    intensities: ArrayLike,
    words: str,
    said: Iterable[str] = (),
    *,
    map_position: NDArray[np.float64] | None = None,
    laser_nm: float | None = None,
    not_raman: str = "",
) -> Measured:
    """Build spectra of one file that share an axis.

    Parameters
    ----------
    axis : array_like, shape (n_points,)
        Ascending or descending.
    intensities : array_like, shape (n_spectra, n_points)
        One row a spectrum, in file order.
    words : str
        What the file calls its axis; empty where it does not say, so that values decide.
    said : iterable of str
        What the user should know beside size and range.
    map_position : ndarray of float64, shape (n_spectra, 2), optional
        Positions in µm.
    laser_nm : float, optional
        Laser that the file states.
    not_raman : str
        What was measured instead, where the file says that it is no Raman spectrum.

    Raises
    ------
    InputError
        If the axis is none, or is in a unit that is no Raman shift.
    """
    points, values, found = tidy(axis, intensities)
    if values.base is not None:  # never keep a whole file in memory, or open, for a part of it
        values = values.copy()
    unit = AxisUnit("", False) if not_raman else axis_unit(points, [words] if words else [])
    n = len(values)
    size = f"{number(n)} spectr{'um' if n == 1 else 'a'} × {number(points.size)} points"
    shown = axis_range(points, "1/cm" if not_raman else unit.unit)
    parts = [size, shown, *found, *said, unit.note]
    if not_raman:
        parts.append(f"{not_raman}, no Raman spectrum")
    if laser_nm is not None:
        parts.append(f"laser {laser_nm:.6g} nm")
    return Measured(
        axis=points,
        intensities=values,
        x_unit=unit.unit,
        unit_stated=unit.stated,
        map_position=map_position,
        laser_nm=laser_nm,
        not_raman=not_raman,
        notes=("read as: " + ", ".join(filter(None, parts)),),
    )
