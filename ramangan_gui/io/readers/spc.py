"""Galactic (Thermo GRAMS) SPC files: new and old, even and explicit axes, many spectra.

After the published description of the format (Galactic Industries, "A Brief Guide to SPC File
Format"). Numbers are floats, or integers times a power of two that each subfile may state anew.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .assembly import MAX_AXES, assemble
from .base import MAX_VALUES, Measured, Reader, number
from .binary_source import CUT_OFF, array, fenced, fields, open_bytes
from .spc_header import (
    EXPLICIT_AXIS,
    FLOATS,
    MANY,
    NEW,
    NEW_BIG_ENDIAN,
    OLD,
    OWN_AXES,
    SHORT_INTEGERS,
    SpcHeader,
    read_header,
)
from .text_source import is_text

_SUBHEADER = 32

#: Sizes of the smallest and of the largest header.
_SMALLEST, _LARGEST = 256, 512

#: An entry of the directory of files in which each spectrum has its own axis.
_ENTRY = 12

#: Codes of axes in the headers; anything above is no SPC file.
_LAST_AXIS_CODE: Final = 30

#: Most spectra in one file.
_MAX_SPECTRA = 500_000


@dataclass(frozen=True)
class _Sub:
    """Where the numbers of one spectrum lie, and what they are multiplied by."""

    place: int
    n_points: int
    exponent: int


def _recognises(path: Path, head: bytes) -> bool:
    if path.suffix.lower() == ".spc":
        return not is_text(head)
    if len(head) < _SMALLEST or head[1] not in (NEW, NEW_BIG_ENDIAN, OLD):
        return False
    code, flags = head[16 if head[1] == OLD else 28], head[0]
    try:
        header = read_header(head.ljust(_LARGEST, b"\0"))
    except InputError:
        return False
    fits = flags & OWN_AXES or 2 <= header.n_points <= path.stat().st_size
    return code <= _LAST_AXIS_CODE and bool(fits) and bool(np.isfinite(header.first))


def _read(path: Path) -> list[Measured]:
    with fenced("SPC"):
        data = open_bytes(path)
        if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise InputError(
                "It is a Shimadzu file, not a Galactic SPC file, though both end in .spc.",
                "Export it as text or JCAMP-DX from the Shimadzu program and open that.",
            )
        if len(data) < 2 or data[1] not in (NEW, NEW_BIG_ENDIAN, OLD):
            raise InputError(
                "It is no Galactic SPC file, though it is named like one; Shimadzu and other "
                "programs use the same ending.",
                "Export it as text or JCAMP-DX from the program that wrote it and open that.",
            )
        header = read_header(data)
        header.check()
        if header.has(OWN_AXES):
            return _of_many_axes(data, header)
        return [_of_one_axis(data, header)]


def _said(header: SpcHeader) -> list[str]:
    said = []
    if header.n_planes > 1:
        said.append(f"{number(header.n_planes)} W planes")
    if header.intensities_are and not header.not_raman:
        said.append(f"intensities are {header.intensities_are}")
    if header.axis_code == 1 and not header.own_label and not header.not_raman:
        said.append("axis called wavenumber, taken as Raman shift")
    return said


def _of_one_axis(data: bytes | mmap.mmap, header: SpcHeader) -> Measured:
    n_points, begin = header.n_points, header.size
    if n_points < 2:
        raise InputError("It holds a single point, which is no spectrum.")
    if header.has(EXPLICIT_AXIS):
        axis = array(data, header.order + "f4", n_points, begin).astype(np.float64)
        begin += 4 * n_points
    else:
        array(data, "u1", n_points, begin)  # no axis longer than the file
        axis = np.linspace(header.first, header.last, n_points)
    subs = list(_subs(data, header, begin))
    values = np.empty((len(subs), n_points), np.float32)
    for row, sub in zip(values, subs, strict=True):
        row[:] = _intensities(data, header, sub)
    return assemble(
        axis, values, header.axis_words, _said(header),
        laser_nm=header.laser_nm, not_raman=header.not_raman,
    )  # fmt: skip


def _subs(data: bytes | mmap.mmap, header: SpcHeader, begin: int) -> Iterator[_Sub]:
    """Find subfiles that follow each other; old files go on to their end."""
    n_points, place, count = header.n_points, begin, 0
    if header.n_spectra > _MAX_SPECTRA or header.n_spectra * n_points > MAX_VALUES:
        raise InputError(
            f"It claims to hold {number(header.n_spectra)} spectra of {number(n_points)} points.",
            "Split the file.",
        )
    while count < header.n_spectra or (
        not header.n_spectra and place + _SUBHEADER + 4 * n_points <= len(data)
    ):
        sub = _Sub(place + _SUBHEADER, n_points, _exponent(data, header, place))
        n_bytes = _width(header, sub) * n_points
        if sub.place + n_bytes > len(data):
            raise InputError(CUT_OFF)
        yield sub
        place, count = sub.place + n_bytes, count + 1
        if count > _MAX_SPECTRA:
            raise InputError(f"It holds more than {number(_MAX_SPECTRA)} spectra.", "Split it.")
    if not count:
        raise InputError(CUT_OFF)


def _exponent(data: bytes | mmap.mmap, header: SpcHeader, place: int) -> int:
    """Give the exponent of a subfile: its own where there are many, else that of the file."""
    _, own = fields(data, "<Bb", place)
    if not header.has(MANY):
        return header.exponent
    if header.exponent == FLOATS and own == 0:
        return FLOATS  # some programs leave the subfile's own exponent empty
    return int(own)


def _width(header: SpcHeader, sub: _Sub) -> int:
    short = header.kind != OLD and header.has(SHORT_INTEGERS) and sub.exponent != FLOATS
    return 2 if short else 4


def _intensities(data: bytes | mmap.mmap, header: SpcHeader, sub: _Sub) -> NDArray[Any]:
    n, order = sub.n_points, header.order
    if sub.exponent == FLOATS:
        return array(data, order + "f4", n, sub.place)
    if _width(header, sub) == 2:
        return np.ldexp(array(data, order + "i2", n, sub.place).astype(np.float64),
                        sub.exponent - 16)  # fmt: skip
    if header.kind == OLD:  # its integers have the more significant half first
        halves = array(data, "<u2", 2 * n, sub.place).reshape(n, 2).astype(np.uint32)
        whole = ((halves[:, 0] << 16) | halves[:, 1]).view(np.int32)
        return np.ldexp(whole.astype(np.float64), sub.exponent - 32)
    return np.ldexp(array(data, order + "i4", n, sub.place).astype(np.float64), sub.exponent - 32)


def _of_many_axes(data: bytes | mmap.mmap, header: SpcHeader) -> list[Measured]:
    """Read spectra that have an axis each; neighbours whose axes are equal are kept together."""
    axes: list[NDArray[np.float64]] = []
    rows: list[list[NDArray[np.float32]]] = []
    room = len(data)
    for place in _places(data, header):
        (n_points,) = fields(data, header.order + "I", place + 16)
        n_points = n_points or (0 if header.has(MANY) else header.n_points)
        begin = place + _SUBHEADER
        room -= _SUBHEADER + 4 * n_points
        if room < 0:
            raise InputError("It is a damaged SPC file (its spectra lie in the same place).")
        axis = array(data, header.order + "f4", n_points, begin).astype(np.float64)
        sub = _Sub(begin + 4 * n_points, n_points, _exponent(data, header, place))
        values = np.asarray(_intensities(data, header, sub), np.float32)
        if not axes or not np.array_equal(axes[-1], axis):
            axes.append(axis)
            rows.append([])
        rows[-1].append(values)
    return [
        assemble(
            axis, np.stack(group), header.axis_words, _said(header),
            laser_nm=header.laser_nm, not_raman=header.not_raman,
        )
        for axis, group in zip(axes, rows, strict=True)
    ]  # fmt: skip


def _places(data: bytes | mmap.mmap, header: SpcHeader) -> Iterator[int]:
    """Give where the subfiles begin: by the directory, or one after another without one."""
    if header.n_spectra > MAX_AXES:
        raise InputError(f"It claims to hold {number(header.n_spectra)} spectra with an axis each.")
    directory = header.n_points if header.has(MANY) else 0
    if directory >= header.size:
        for index in range(header.n_spectra):
            (place,) = fields(data, header.order + "I", directory + _ENTRY * index)
            if place < header.size:
                raise InputError("It is a damaged SPC file (its directory points nowhere).")
            yield place
        return
    place = header.size
    for _ in range(max(header.n_spectra, 1)):
        yield place
        (n_points,) = fields(data, header.order + "I", place + 16)
        n_points = n_points or (0 if header.has(MANY) else header.n_points)
        sub = _Sub(place, n_points, _exponent(data, header, place))
        place += _SUBHEADER + (4 + _width(header, sub)) * n_points


READER = Reader(
    name="spc",
    title="Galactic SPC",
    suffixes=(".spc",),
    recognises=_recognises,
    read=_read,
)
