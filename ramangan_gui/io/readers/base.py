"""What a reader is, and what it gives."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...core.errors import InputError
from ...core.spectra import AXIS_UNITS
from ..advice import EXPORT_AS_TEXT as EXPORT_AS_TEXT
from ..wanted import Wanted

#: Largest file that is read at all, in bytes.
MAX_FILE_BYTES = 4 * 2**30

#: Most numbers that one file may hold; what a file declares is checked against it.
MAX_VALUES = 1_000_000_000

#: Packed data larger than this must not be packed tighter than by :data:`MAX_PACKING`.
PACKED_BYTES = 64 * 2**20

#: Measured intensities never shrink by this factor; an archive made to fill the memory does.
MAX_PACKING = 200

#: More repeated axis values than this share of all points are no rounding of close points.
_MAX_REPEATED = 0.05

#: Spectra that are looked at together.
_ROWS = 256


@dataclass(frozen=True, eq=False, slots=True)
class Measured:
    """Spectra of one file that share an axis.

    Parameters
    ----------
    axis : ndarray of float64, shape (n_points,)
        Ascending; a few points may repeat, see :func:`merged`.
    intensities : ndarray of float32, shape (n_spectra, n_points)
        One row a spectrum, in file order, NaN where the file has none.
    x_unit : str
        ``1/cm``, ``nm`` or ``pixel``; empty where neither words nor values tell.
    unit_stated : bool
        Whether the file itself names the unit.
    label, group, name : ndarray of str, shape (n_spectra,), optional
        Substance, specimen and name where the file has them.
    generated : ndarray of bool, shape (n_spectra,), optional
        Which spectra the file marks as generated rather than measured.
    map_position : ndarray of float64, shape (n_spectra, 2), optional
        Position on a map in µm.
    laser_nm : float, optional
        Wavelength of the laser where the file states it.
    not_raman : str
        What was measured instead where the file says that it is no Raman spectrum, such as
        ``infrared absorbance over wavenumbers``. It is then not used unless the user insists.
    notes : tuple of str
        What was found or assumed, for the user.
    metadata : mapping
        Anything else, such as ``title``, ``attribution`` and ``simulated``.
    """

    axis: NDArray[np.float64]
    intensities: NDArray[np.float32]
    x_unit: str
    unit_stated: bool = True
    label: NDArray[np.str_] | None = None
    group: NDArray[np.str_] | None = None
    name: NDArray[np.str_] | None = None
    generated: NDArray[np.bool_] | None = None
    map_position: NDArray[np.float64] | None = None
    laser_nm: float | None = None
    not_raman: str = ""
    notes: tuple[str, ...] = ()
    metadata: Mapping[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.intensities)


@dataclass(frozen=True)
class Reader:
    """One row of the readers table.

    Parameters
    ----------
    name : str
        Name in files and in ``info --json``.
    title : str
        Name on screen.
    suffixes : tuple of str
        Usual file name endings, for the file dialog; content decides.
    recognises : callable
        ``recognises(path, head) -> bool``, where `head` is the first :data:`HEAD_BYTES` bytes.
    read : callable
        ``read(path) -> list[Measured]``; raises :class:`InputError` and nothing else. Its
        sentences speak of the file as "it", since they are always shown beside its name.
    read_as : callable, optional
        ``read_as(path, wanted)`` in place of `read`, for formats in which a user may know better
        how numbers are written.
    read_bytes : callable, optional
        ``read_bytes(data)`` in place of `read`, for formats whose whole file is at hand already.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path, bytes], bool]
    read: Callable[[Path], list[Measured]]
    read_as: Callable[[Path, Wanted], list[Measured]] | None = None
    read_bytes: Callable[[bytes], list[Measured]] | None = None


#: How much of a file is looked at to recognise its format.
HEAD_BYTES = 4096


def number(count: int) -> str:
    """Write a count for people, such as 1,889."""
    return f"{count:,}"


def axis_range(axis: NDArray[np.float64], x_unit: str) -> str:
    """Write the ends of an axis for people."""
    unit = AXIS_UNITS.get(x_unit, "")
    return f"{axis[0]:.6g}–{axis[-1]:.6g} {unit}".rstrip()


def tidy(
    axis: ArrayLike, intensities: ArrayLike, max_repeated: float = _MAX_REPEATED
) -> tuple[NDArray[np.float64], NDArray[np.float32], list[str]]:
    """Sort an axis ascending and its intensities with it, telling what was found.

    Parameters
    ----------
    axis : array_like, shape (n_points,)
        Ascending or descending.
    intensities : array_like, shape (n_spectra, n_points)
        Infinite values count as missing, and are changed in place where that saves memory.
    max_repeated : float, optional
        Largest share of axis values that may be repeats.

    Returns
    -------
    axis : ndarray of float64
        Ascending; points that were repeated still are.
    intensities : ndarray of float32
        Sorted with it.
    notes : list of str
        What the user should know.

    Raises
    ------
    InputError
        If the axis is not finite, goes back and forth, or repeats too much.
    """
    points = np.asarray(axis, np.float64)
    values = np.asarray(intensities)
    if values.dtype != np.float32:
        with np.errstate(over="ignore"):
            values = values.astype(np.float32)
    notes: list[str] = []
    if points.size < 2:
        raise InputError("It holds a single point, which is no spectrum.")
    rising = (points[1:] > points[:-1]).all()
    if rising and np.isfinite(points[0]) and np.isfinite(points[-1]):
        return np.ascontiguousarray(points), *_without_infinities(values, notes)
    if not np.isfinite(points).all():
        raise InputError("Its axis has gaps.")
    steps = np.diff(points)
    if (steps <= 0).all() and steps.any():
        points, values, steps = points[::-1], values[:, ::-1], -steps[::-1]
        notes.append("descending axis")
    if (steps < 0).any():
        place = int(np.argmax(steps < 0)) + 1
        raise InputError(
            f"Its axis goes back and forth (from {points[place - 1]:g} to {points[place]:g} at "
            f"point {place + 1}), so it is not one spectrum after a single axis."
        )
    n_repeated = int(np.count_nonzero(steps == 0))
    if n_repeated > max(1, max_repeated * points.size):
        raise InputError(
            f"Of its {number(points.size)} axis values {number(n_repeated)} are repeats, so it is "
            "not one spectrum after a single axis."
        )
    if n_repeated:
        notes.append(f"repeated axis points: {number(n_repeated)}")
    return np.ascontiguousarray(points), *_without_infinities(values, notes)


def _without_infinities(
    values: NDArray[np.float32], notes: list[str]
) -> tuple[NDArray[np.float32], list[str]]:
    """Let infinite values be missing, row by row so that little memory is taken."""
    values = np.ascontiguousarray(values)
    infinite = False
    for row in range(0, len(values), _ROWS):
        part = values[row : row + _ROWS]
        if not np.isfinite(part).all() and np.isinf(part).any():
            infinite = True
            if not values.flags.writeable:
                values = values.copy()
                part = values[row : row + _ROWS]
            part[np.isinf(part)] = np.nan
    return values, [*notes, "infinite values taken as missing"] if infinite else notes


def merged(
    axis: NDArray[np.float64], intensities: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Merge points of an axis that repeat, by the mean of their intensities.

    Parameters
    ----------
    axis : ndarray of float64, shape (n_points,)
        Ascending, repeats allowed.
    intensities : ndarray of float32, shape (n_spectra, n_points)
        Their intensities.

    Returns
    -------
    axis, intensities : ndarray
        Strictly ascending; the arrays given, where nothing repeats.
    """
    begins = np.flatnonzero(np.concatenate(([True], np.diff(axis) > 0)))
    if begins.size == axis.size:
        return axis, intensities
    counts = np.diff(np.append(begins, axis.size))
    values = intensities[:, begins].copy()
    for place in np.flatnonzero(counts > 1):
        same = slice(begins[place], begins[place] + counts[place])
        values[:, place] = intensities[:, same].mean(axis=1, dtype=np.float64)
    return axis[begins], values


def check_size(what: str, n_values: int, n_bytes: int, stored: int) -> None:
    """Refuse data whose declared size is beyond reason, before any memory is taken.

    Parameters
    ----------
    what : str
        Name of the data within the file.
    n_values, n_bytes : int
        Declared number of values, and their size unpacked.
    stored : int
        Bytes that they take in the file.

    Raises
    ------
    InputError
        If there are more than :data:`MAX_VALUES`, or they are packed tighter than measured
        intensities can be.
    """
    if n_values > MAX_VALUES:
        raise InputError(
            f"Its {what} claims to hold {number(n_values)} values; at most {number(MAX_VALUES)} "
            "are read.",
            "Split the file.",
        )
    if n_bytes > PACKED_BYTES and n_bytes > MAX_PACKING * max(stored, 1):
        raise InputError(
            f"Its {what} claims to hold {number(n_bytes)} bytes but takes up {number(stored)}; "
            "the file is damaged or made to fill the memory."
        )


def check_part(part: zipfile.ZipInfo, most: int) -> None:
    """Refuse a part of an archive before it is unpacked.

    Parameters
    ----------
    part : ZipInfo
        As the directory of the archive lists it.
    most : int
        Largest size of such a part, in bytes.

    Raises
    ------
    InputError
        If it is larger, packed tighter than measured intensities can be, or packed in a way that
        may take gigabytes to unpack.
    """
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError(f"Its part {part.filename} is packed in an unusual way.", "Pack it anew.")
    check_size(f"part {part.filename}", 0, part.file_size, part.compress_size)
    if part.file_size > most:
        raise InputError(
            f"Its part {part.filename} has {number(part.file_size)} bytes; at most {number(most)} "
            "are read.",
            EXPORT_AS_TEXT,
        )
