"""Renishaw WiRE files (.wdf), through the vendor's own library.

The library trusts what a file declares, so that sizes are compared with the file before it is
asked, and the intensities themselves are read with NumPy.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .assembly import MAX_AXES, PIXEL, SHIFT, WAVELENGTH, assemble, laser
from .base import MAX_VALUES, Measured, Reader, number
from .binary_source import CUT_OFF, fenced

_MAGIC: Final = b"WDF1"
_HEADER_BYTES: Final = 512

#: Bytes before the content of a block: its name, number and size.
_BLOCK_HEADER: Final = 16

#: More blocks than any file has.
_MAX_BLOCKS: Final = 100_000

#: Names of the blocks that are read.
_INTENSITIES, _AXIS, _ORIGINS = b"DATA", b"XLST", b"ORGN"

#: Bytes of the description of one origin (positions, times, flags of all spectra).
_ORIGIN_HEADER: Final = 24

#: Fewer spectra than this are no series over time.
_FEWEST_TIMES = 3

#: Units of the axis that can be read, by the vendor's name for them.
_UNITS: Final = {
    "Arbitrary": "", "RamanShift": SHIFT, "Nanometre": WAVELENGTH, "Pixels": PIXEL,
    "Wavenumber": "",
}  # fmt: skip

#: How many µm the units of positions are.
_MICRONS: Final = {"Micron": 1.0, "Millimetres": 1e3, "Metres": 1e6, "Nanometre": 1e-3}


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(_MAGIC)


def _read(path: Path) -> list[Measured]:
    with fenced("Renishaw WiRE"):
        from wdf.wdf import Wdf

        with path.open("rb") as file:
            blocks = _blocks(file, path.stat().st_size)
            file.seek(0)
            wdf: Any = Wdf()  # type: ignore[no-untyped-call]
            wdf.open_fd(file)
            n_spectra = _check(wdf, blocks)
            place, _ = blocks[_INTENSITIES]
            file.seek(place + _BLOCK_HEADER)
            values = np.fromfile(file, "<f4", n_spectra * wdf.hdr.npoints)
            values = values.reshape(n_spectra, wdf.hdr.npoints)
            return _measured(wdf, blocks, values)


def _blocks(file: BinaryIO, n_bytes: int) -> dict[bytes, tuple[int, int]]:
    """Find where each kind of block begins, and its size; the first of a kind counts."""
    blocks: dict[bytes, tuple[int, int]] = {}
    place = 0
    for _ in range(_MAX_BLOCKS):
        file.seek(place)
        header = file.read(_BLOCK_HEADER)
        if len(header) < _BLOCK_HEADER:
            return blocks
        name, _, size = struct.unpack("<4sIQ", header)
        if size < _BLOCK_HEADER:
            raise InputError("It is a damaged Renishaw WiRE file (a block in it has no size).")
        if place + size > n_bytes and name in (_INTENSITIES, _AXIS, _ORIGINS, _MAGIC):
            raise InputError(CUT_OFF)
        blocks.setdefault(name, (place, size))
        place += size
    raise InputError("It is a damaged Renishaw WiRE file (it consists of too many blocks).")


def _check(wdf: Any, blocks: dict[bytes, tuple[int, int]]) -> int:
    """Compare what the header declares with the blocks, and give how many spectra there are."""
    header = wdf.hdr
    if _AXIS not in blocks or _INTENSITIES not in blocks or blocks[_MAGIC][1] < _HEADER_BYTES:
        raise InputError(CUT_OFF)
    n_spectra = min(header.ncollected, header.nspectra)
    if n_spectra == 0:
        raise InputError("Its measurement was interrupted before the first spectrum.")
    if header.ylistcount > 1 or header.npoints != header.xlistcount:
        raise InputError(
            "It holds a camera image, not spectra.", "Export single spectra from WiRE as text."
        )
    if header.flags_ & 1:
        raise InputError(
            "Its spectra have several axes each, which cannot be read.",
            "Export them from WiRE as text.",
        )
    if n_spectra * header.npoints > MAX_VALUES:
        raise InputError(
            f"It claims to hold {number(n_spectra)} spectra of {number(header.npoints)} points.",
            "Split the file.",
        )
    n_axes = max(header.ntracks, 1) if _multitrack(wdf) else 1
    if n_axes > MAX_AXES:
        raise InputError(f"It claims to hold {number(n_axes)} axes.", "Export it as text.")
    for name, n_bytes in (
        (_INTENSITIES, 4 * n_spectra * header.npoints),
        (_AXIS, 8 + 4 * header.xlistcount * n_axes),
    ):
        if n_bytes > blocks[name][1] - _BLOCK_HEADER:
            raise InputError(CUT_OFF)
    return int(n_spectra)


def _multitrack(wdf: Any) -> bool:
    return bool(wdf.hdr.flags_ & 8)


def _measured(
    wdf: Any, blocks: dict[bytes, tuple[int, int]], values: NDArray[np.float32]
) -> list[Measured]:
    header, n = wdf.hdr, len(values)
    axis = wdf.xlist()
    unit = axis.units.name
    if unit not in _UNITS:
        raise InputError(
            f"Its axis is in units of WiRE's {unit}, which is no Raman shift.",
            "Show it over Raman shift in WiRE and save it again.",
        )
    said = [] if n == header.nspectra else [
        f"interrupted: {number(n)} of {number(header.nspectra)} spectra were collected"
    ]  # fmt: skip
    position, more, name = _positions(wdf, blocks, n)
    wavenumber = header.laser_wavenumber
    said = [*said, *more]
    facts: dict[str, Any] = {
        "laser_nm": laser(1e7 / wavenumber) if wavenumber > 0 else None,
        "not_raman": "a spectrum over absolute wavenumbers" if unit == "Wavenumber" else "",
    }
    if not _multitrack(wdf):
        measured = assemble(axis, values, _UNITS[unit], said, map_position=position, **facts)
        return [replace(measured, name=name)]
    if header.ntracks != n and n > 1:
        raise InputError(
            f"It does not tell which of its {number(header.ntracks)} axes belongs to which of its "
            f"{number(n)} spectra.",
            "Export it from WiRE as text.",
        )
    return [
        assemble(
            wdf.xlist(track), values[track : track + 1], _UNITS[unit], said,
            map_position=None if position is None else position[track : track + 1], **facts,
        )
        for track in range(n)
    ]  # fmt: skip


def _positions(
    wdf: Any, blocks: dict[bytes, tuple[int, int]], n: int
) -> tuple[NDArray[np.float64] | None, list[str], NDArray[np.str_] | None]:
    """Give the positions of a map in µm, what else the user should know, and names of a series."""
    from wdf.origin import WdfDataType

    if _ORIGINS not in blocks:
        return None, [], None
    place, size = blocks[_ORIGINS]
    wdf.fd.seek(place + _BLOCK_HEADER)
    (count,) = struct.unpack("<I", wdf.fd.read(4))
    if count * (_ORIGIN_HEADER + 8 * wdf.hdr.nspectra) > size - _BLOCK_HEADER - 4:
        raise InputError(CUT_OFF)
    try:
        origins = wdf.origins
    except ValueError:  # a unit that the library does not know yet
        return None, ["positions in units that cannot be read"], None
    said = []
    if WdfDataType.Flags in origins:
        flags = np.array([int(flag) for flag in origins[WdfDataType.Flags][:n]], np.uint64)
        n_saturated = int(np.count_nonzero(flags & np.uint64(1)))
        if n_saturated:
            said.append(f"{number(n_saturated)} marked as saturated")
    pair = [origins.get(WdfDataType.Spatial_X), origins.get(WdfDataType.Spatial_Y)]
    if any(each is None or each.dataunit.name not in _MICRONS for each in pair):
        return None, said, _names_of_series(origins, n)
    position = np.stack(
        [np.array(each[:n], np.float64) * _MICRONS[each.dataunit.name] for each in pair], axis=1
    )
    moves = n > 1 and bool((position != position[0]).any()) and bool(np.isfinite(position).all())
    if moves:
        return position, [*said, "map positions"], None
    return None, said, _names_of_series(origins, n)


def _names_of_series(origins: Any, n: int) -> NDArray[np.str_] | None:
    """Name the spectra of a series after their depth, or the time since the first."""
    from wdf.origin import WdfDataType

    depth, time = origins.get(WdfDataType.Spatial_Z), origins.get(WdfDataType.Time)
    if depth is not None and depth.dataunit.name in _MICRONS:
        places = np.array(depth[:n], np.float64) * _MICRONS[depth.dataunit.name]
        if n > 1 and np.isfinite(places).all() and (places != places[0]).any():
            return np.array([f"Z={place:g}" for place in places.tolist()])
    try:
        seconds = [(each - time[0]).total_seconds() for each in time[:n]] if time else []
    except (TypeError, ValueError, OverflowError, AttributeError):
        return None
    if len(seconds) < _FEWEST_TIMES or len(set(seconds)) != n:
        return None
    return np.array([f"Time={each:.6g}" for each in seconds])


READER = Reader(
    name="wdf",
    title="Renishaw WiRE",
    suffixes=(".wdf",),
    recognises=_recognises,
    read=_read,
)
