"""Avantes binary files: AvaSoft 7 (.ROH, .TRM, .ABS) and AvaSoft 8 (.Raw8 and its kin)."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .assembly import WAVELENGTH, assemble, laser
from .base import Measured, Reader, number
from .binary_source import CUT_OFF, array, fenced, fields, open_bytes

_EIGHT: Final = (b"AVS82", b"AVS84")

#: Files of AvaSoft 7 begin with their version as a float; those of version 6 are unlike them.
_SEVEN, _SIX = struct.pack("<f", 70.0), struct.pack("<f", 60.0)
_SUFFIXES_OF_SEVEN: Final = (".roh", ".trm", ".abs", ".drk", ".ref", ".rfl", ".irr", ".rir")

#: Places among the floats of a file of AvaSoft 7.
_POLYNOMIAL, _FIRST_PIXEL, _LAST_PIXEL, _MODE, _LASER, _DATA = 74, 79, 80, 81, 83, 100

#: Floats behind the intensities in such a file.
_TAIL: Final = 3

#: Mode of measurement in which three signals make a transmittance.
_TRANSMITTANCE: Final = 2

#: One spectrum of AvaSoft 8: its header, and places of fields in it.
_BLOCK: Final = struct.Struct("<IBBBB10s64sBHHfIIBBHBBBBBHIIfHI4sfffff5d130s")
_LENGTH, _START, _STOP, _LASER_FIELD = 0, 8, 9, 24

#: Bytes between the end of one spectrum and the beginning of the next.
_GAP: Final = 10


def _recognises(path: Path, head: bytes) -> bool:
    if head.startswith(_EIGHT):
        return True
    seven = head.startswith((_SEVEN, _SIX)) and path.suffix.lower() in _SUFFIXES_OF_SEVEN
    return seven and len(head) > 4 * _DATA


def _read(path: Path) -> list[Measured]:
    with fenced("Avantes"):
        data = open_bytes(path)
        if data[:5] in _EIGHT:
            return _of_version_8(data)
        if data[:4] == _SIX:
            raise InputError(
                "It is a file of AvaSoft 6, whose layout is not known for certain.",
                "Convert it to ASCII in AvaSoft and open that.",
            )
        return [_of_version_7(data)]


def _of_version_7(data: bytes | mmap.mmap) -> Measured:
    header = array(data, "<f4", _DATA, 0).astype(np.float64)
    first, last = header[_FIRST_PIXEL], header[_LAST_PIXEL]
    n_floats = len(data) // 4
    if not (0 <= first < last < n_floats and first == int(first) and last == int(last)):
        raise InputError("It is a damaged Avantes file (its pixels have no numbers).")
    pixels = np.arange(first, last + 1)
    n_signals, rest = divmod(n_floats - _DATA - _TAIL, pixels.size)
    if n_signals not in (1, 3) or rest:
        raise InputError(CUT_OFF)
    axis = np.polynomial.polynomial.polyval(pixels, header[_POLYNOMIAL : _POLYNOMIAL + 5])
    signals = array(data, "<f4", n_signals * pixels.size, 4 * _DATA).astype(np.float64)
    signals = signals.reshape(pixels.size, n_signals).T
    values, said, laser_nm = signals[0], [], laser(header[_LASER])
    if n_signals == 3 and header[_MODE] == _TRANSMITTANCE:
        values, said = _transmittance(*signals), ["transmittance in %, of sample, white and dark"]
        laser_nm = None  # whatever is set, no laser excites a transmittance
    elif n_signals == 3:
        said = ["the sample's signal; white and dark were stored beside it"]
    return assemble(axis, values[None], WAVELENGTH, said, laser_nm=laser_nm)


def _transmittance(
    sample: NDArray[np.float64], white: NDArray[np.float64], dark: NDArray[np.float64]
) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: NDArray[np.float64] = 100.0 * (sample - dark) / (white - dark)
    return ratio


def _of_version_8(data: bytes | mmap.mmap) -> list[Measured]:
    (n_spectra,) = fields(data, "<B", 5)
    if n_spectra == 0:
        raise InputError("It holds no spectra.")
    found: list[tuple[NDArray[Any], NDArray[Any], float | None]] = []
    place = 6
    for _ in range(n_spectra):
        header = fields(data, _BLOCK.format, place)
        n_points = header[_STOP] - header[_START] + 1
        if n_points < 2 or header[_LENGTH] < _BLOCK.size + 16 * n_points - _GAP:
            raise InputError("It is a damaged Avantes file (its pixels have no numbers).")
        columns = array(data, "<f4", 4 * n_points, place + _BLOCK.size).reshape(4, n_points)
        found.append((columns[0], columns[1], laser(header[_LASER_FIELD])))
        place += header[_LENGTH] + _GAP
    return _together(found)


def _together(
    found: Sequence[tuple[NDArray[Any], NDArray[Any], float | None]],
) -> list[Measured]:
    """Keep neighbouring spectra on equal axes together."""
    said = ["the sample's signal; dark and reference were stored beside it"]
    groups: list[list[int]] = []
    for index, (axis, _, _) in enumerate(found):
        if groups and np.array_equal(found[groups[-1][0]][0], axis):
            groups[-1].append(index)
        else:
            groups.append([index])
    if len(groups) > 1:
        said.append(f"{number(len(groups))} channels")
    return [
        assemble(
            found[group[0]][0], np.stack([found[index][1] for index in group]), WAVELENGTH, said,
            laser_nm=found[group[0]][2],
        )
        for group in groups
    ]  # fmt: skip


READER = Reader(
    name="avantes",
    title="Avantes AvaSoft",
    suffixes=(".roh", ".trm", ".abs", ".raw8", ".rfl8", ".trm8", ".abs8", ".irr8", ".rir8"),
    recognises=_recognises,
    read=_read,
)
