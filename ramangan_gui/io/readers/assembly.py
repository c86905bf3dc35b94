"""From the axis and intensities of a binary file to spectra, with a note of what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .axis_unit import AxisUnit, axis_unit
from .base import Measured, axis_range, number, tidy
from .laser import is_laser

SHIFT = "Raman shift / cm-1"
WAVELENGTH = "wavelength / nm"
PIXEL = "pixel"

#: Most axes that one file may hold, since each makes a set of spectra of its own.
MAX_AXES = 20_000

#: Spectra of more bytes are turned in place, some rows at a time.
_LARGE, _ROWS = 8 * 2**20, 256


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
    axis, intensities, turned = _turned(np.asarray(axis, np.float64), np.asarray(intensities))
    points, values, found = tidy(axis, intensities)
    if _borrows(values):  # never keep a whole file in memory, or open, for a part of it
        values = values.copy()
    unit = AxisUnit("", False) if not_raman else axis_unit(points, [words] if words else [])
    n = len(values)
    size = f"{number(n)} spectr{'um' if n == 1 else 'a'} × {number(points.size)} points"
    shown = axis_range(points, "1/cm" if not_raman else unit.unit)
    parts = [size, shown, *turned, *found, *said, unit.note]
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


def _turned(
    axis: NDArray[np.float64], values: NDArray[Any]
) -> tuple[NDArray[np.float64], NDArray[Any], list[str]]:
    """Turn large descending spectra in place, which :func:`tidy` would do in a copy."""
    steps = np.diff(axis)
    turn = values.nbytes > _LARGE and values.flags.writeable and bool((steps < 0).all())
    if not turn or values.dtype != np.float32 or _borrows(values):
        return axis, values, []
    for begin in range(0, len(values), _ROWS):
        rows = values[begin : begin + _ROWS]
        rows[:] = rows[:, ::-1].copy()
    return axis[::-1], values, ["descending axis"]


def _borrows(values: NDArray[np.float32]) -> bool:
    """Tell whether an array lies in the bytes of a file, or is a part of a larger one."""
    owner = values
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    return owner.base is not None or owner.nbytes > values.nbytes
