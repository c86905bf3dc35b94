"""Princeton Instruments files (.spe): WinSpec 2.x and LightField 3.0.

After the published descriptions of both formats. A file begins with 4,100 bytes of header; what
version 3 says of its data stands in XML behind them (:mod:`.spe_footer`).
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .assembly import PIXEL, SHIFT, WAVELENGTH, assemble, laser
from .base import MAX_VALUES, Measured, Reader, number
from .binary_source import CUT_OFF, array, fenced, fields, open_bytes
from .detector_rows import frames_said
from .spe_footer import read_footer

_HEADER: Final = 4_100

#: How numbers are stored.
_TYPES: Final = {0: "<f4", 1: "<i4", 2: "<i2", 3: "<u2", 5: "<f8", 6: "u1", 8: "<u4"}

#: Places of fields in the header.
_WIDTH, _TYPE, _HEIGHT, _FOOTER, _FRAMES, _REGIONS, _VERSION = 42, 108, 656, 678, 1446, 1510, 1992

#: The calibration of the x axis begins here; places within it.
_CALIBRATION: Final = 3_000
_VALID, _UNIT, _ORDER, _COEFFICIENTS, _LASER = 98, 100, 101, 263, 311

#: Units of a calibration, by their numbers.
_UNITS: Final = {1: PIXEL, 4: WAVELENGTH, 6: SHIFT}

#: Highest power of the pixel number in a calibration.
_HIGHEST_ORDER: Final = 5


@dataclass(frozen=True)
class _Axis:
    """An axis, what it is called, the laser, and what to tell."""

    points: NDArray[np.float64]
    words: str
    laser_nm: float | None
    said: tuple[str, ...] = ()


def _recognises(path: Path, head: bytes) -> bool:
    if len(head) < _VERSION + 4:
        return False
    (version,) = struct.unpack_from("<f", head, _VERSION)
    (kind,) = struct.unpack_from("<h", head, _TYPE)
    width, height = (struct.unpack_from("<H", head, place)[0] for place in (_WIDTH, _HEIGHT))
    (frames,) = struct.unpack_from("<i", head, _FRAMES)
    plausible = kind in _TYPES and width > 0 and height > 0 and frames > 0
    return plausible and (1.0 <= version < 4.0 or path.suffix.lower() == ".spe")


def _read(path: Path) -> list[Measured]:
    with fenced("Princeton SPE"):
        data = open_bytes(path)
        (version,) = fields(data, "<f", _VERSION)
        (footer,) = fields(data, "<Q", _FOOTER)
        if version >= 3.0:
            if not _HEADER <= footer < len(data):
                raise InputError(CUT_OFF)
            return _of_version_3(data, footer)
        return [_of_version_2(data)]


def _of_version_2(data: bytes | mmap.mmap) -> Measured:
    (width,), (height,) = fields(data, "<H", _WIDTH), fields(data, "<H", _HEIGHT)
    (kind,), (n_frames,) = fields(data, "<h", _TYPE), fields(data, "<i", _FRAMES)
    if kind not in _TYPES or width < 1 or height < 1 or n_frames < 1:
        raise InputError("It is a damaged Princeton SPE file (its header has no size).")
    said = frames_said(n_frames, height)
    values = array(data, _TYPES[kind], n_frames * height * width, _HEADER)
    axis = _calibrated(data, width)
    return assemble(
        axis.points, values.reshape(n_frames * height, width), axis.words, [*said, *axis.said],
        laser_nm=axis.laser_nm,
    )  # fmt: skip


def _calibrated(data: bytes | mmap.mmap, width: int) -> _Axis:
    """Give the axis by the stored polynomial, whose argument is the pixel number from 1."""
    pixels = np.arange(1.0, width + 1)
    (valid,) = fields(data, "<b", _CALIBRATION + _VALID)
    unit, order = fields(data, "<bb", _CALIBRATION + _UNIT)
    coefficients = np.array(fields(data, "<6d", _CALIBRATION + _COEFFICIENTS))
    (laser_nm,) = fields(data, "<d", _CALIBRATION + _LASER)
    words = _UNITS.get(unit, PIXEL)
    usable = 1 <= order <= _HIGHEST_ORDER and np.isfinite(coefficients).all()
    if not valid or not usable or words == PIXEL:
        return _Axis(pixels, PIXEL, None, ("it holds no calibration",))
    points = np.polynomial.polynomial.polyval(pixels, coefficients[: order + 1])
    n_regions, first, _, binned = fields(data, "<h3H", _REGIONS)
    part = n_regions > 0 and (first > 2 or binned > 1)
    said = ("calibration counted from the first pixel of the region that was read",) if part else ()
    return _Axis(points, words, laser(laser_nm), said)


def _of_version_3(data: bytes | mmap.mmap, end: int) -> list[Measured]:
    footer = read_footer(bytes(data[end:]))
    n_frames = min(footer.n_frames, (end - _HEADER) // footer.stride)
    if n_frames < 1:
        raise InputError(CUT_OFF)
    found = []
    for number_of_region, region in enumerate(footer.regions, 1):
        said = frames_said(n_frames, region.height)
        if n_frames < footer.n_frames:
            said.append(f"interrupted: {number(n_frames)} of {number(footer.n_frames)} frames")
        if len(footer.regions) > 1:
            said.append(f"region {number_of_region} of {len(footer.regions)}")
        n_rows = n_frames * region.height
        if n_rows * region.width > MAX_VALUES:
            raise InputError(f"It claims to hold {number(n_rows)} spectra.", "Split the file.")
        values = _frames(data, end, footer.stride, n_frames, region)
        axis = _Axis(np.arange(1.0, region.width + 1), PIXEL, None)
        if region.wavelengths is not None:
            axis = _Axis(region.wavelengths, WAVELENGTH, laser(footer.laser_nm))
        found.append(
            assemble(axis.points, values, axis.words, [*said, *region.said],
                     laser_nm=axis.laser_nm)
        )  # fmt: skip
    return found


def _frames(
    data: bytes | mmap.mmap, end: int, stride: int, n_frames: int, region: Any
) -> NDArray[Any]:
    """Give one region of all frames, one spectrum a row."""
    dtype = np.dtype(region.dtype)
    n_bytes = dtype.itemsize * region.width * region.height
    last = _HEADER + stride * (n_frames - 1) + region.offset + n_bytes
    if region.offset + n_bytes > stride or last > end:
        raise InputError(CUT_OFF)
    frames: NDArray[Any] = np.ndarray(
        (n_frames, region.height, region.width), dtype, data, _HEADER + region.offset,
        strides=(stride, dtype.itemsize * region.width, dtype.itemsize),
    )  # fmt: skip
    return frames.reshape(n_frames * region.height, region.width)


READER = Reader(
    name="spe",
    title="Princeton Instruments",
    suffixes=(".spe",),
    recognises=_recognises,
    read=_read,
)
