"""Bruker OPUS files (.0, .1, …), block by block through ``brukeropus``.

The library follows whatever sizes a file declares and can be led in circles by them, so that the
directory, the parameters and the series of spectra are checked before it is asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .assembly import PIXEL, SHIFT, assemble, laser
from .base import Measured, Reader, number
from .binary_source import CUT_OFF, fenced, fields, read_all

if TYPE_CHECKING:
    from brukeropus.file.block import FileBlock

_MAGIC: Final = b"\x0a\x0a\xfe\xfe"

#: Bytes of an entry of the directory, and more entries than any file has.
_ENTRY, _MAX_BLOCKS = 12, 512

#: More parameters than any block has.
_MAX_PARAMETERS: Final = 10_000

#: Kinds of data by their number in the type of a block, in the order of preference: Raman first,
#: then results, then what was measured on the way to them.
_NAMES: Final = {
    10: "Raman", 11: "emission", 4: "absorbance", 5: "transmittance", 12: "reflectance",
    16: "ATR", 6: "Kubelka-Munk units", 15: "log reflectance", 17: "a photoacoustic spectrum",
    19: "a calculated absorbance", 18: "a calculated transmittance", 1: "a single-channel spectrum",
}  # fmt: skip
_PREFERRED: Final = tuple(_NAMES)
_RAMAN: Final = 10

#: Kinds that do not repeat with the channel of the detector.
_KINDS: Final = 32

#: Second number of the type: measured on the reference rather than on the sample.
_REFERENCE: Final = 2

#: What a block of parameters must say of a spectrum.
_NEEDED: Final = frozenset(["npt", "fxv", "lxv", "csf"])

#: Units of the axis other than wavenumbers, which Raman shifts share.
_OTHER_UNITS: Final = {"MI": "µm", "LGW": "logarithms of wavenumbers", "MIN": "minutes"}

_RAMAN_INSTRUMENT: Final = re.compile(r"raman|senterra|bravo", re.IGNORECASE)


@dataclass(frozen=True)
class _Spectrum:
    """One spectrum, or one series of spectra, of a file."""

    kind: int
    of_reference: bool
    start: int
    params: Mapping[str, Any]
    values: NDArray[Any]

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Order of preference: by kind, sample before reference, the last one stored."""
        return _PREFERRED.index(self.kind), self.of_reference, -self.start


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(_MAGIC)


def _read(path: Path) -> list[Measured]:
    with fenced("Bruker OPUS"):
        data = read_all(path)
        blocks = list(_blocks(data))
        spectra = sorted(_spectra(blocks), key=lambda spectrum: spectrum.rank)
        if not spectra:
            raise InputError(
                "It holds no spectrum, only interferograms or other data.",
                "Save the spectrum in OPUS, and open that.",
            )
        chosen = spectra[0]
        raman, laser_nm = _about_excitation(blocks)
        words, instead = _axis(chosen, raman)
        axis = np.linspace(
            float(chosen.params["fxv"]), float(chosen.params["lxv"]), chosen.values.shape[1]
        )
        return [
            assemble(axis, chosen.values, words, _told(spectra), laser_nm=laser_nm,
                     not_raman=instead)
        ]  # fmt: skip


def _blocks(data: bytes) -> Iterator[FileBlock]:
    """Parse the blocks of spectra and parameters, each after a look at its bounds."""
    from brukeropus.file.block import FileBlock
    from brukeropus.file.parse import get_block_type

    start, _, count = fields(data, "<3i", 12)
    if not 0 < count <= _MAX_BLOCKS or start < 24:
        raise InputError("It is a damaged Bruker OPUS file (it has no directory).")
    room = 2 * len(data)
    for place in range(start, start + _ENTRY * count, _ENTRY):
        kind, words, begin = fields(data, "<3i", place)
        if begin <= 0:
            return
        room -= 4 * words
        if words < 0 or begin + 4 * words > len(data) or room < 0:
            raise InputError(CUT_OFF)
        block = FileBlock(b"", get_block_type(kind), 4 * words, begin)
        content = memoryview(data)[begin : begin + 4 * words]
        block.bytes = content if block.is_data_series() else bytes(content)  # maps are large
        if block.is_data_series():
            block.data = {}
        elif block.is_param():
            _walk_parameters(block.bytes)
            block.parse()
        elif block.is_data():
            block.parse()
        else:
            continue
        yield block


def _walk_parameters(block: bytes) -> None:
    """Make sure that parameters end within their block."""
    place = 0
    for _ in range(_MAX_PARAMETERS):
        if place >= len(block) or block[place : place + 3] == b"END":
            return
        _, size = fields(block, "<2h", place + 4)
        if size < 0 or place + 8 + 2 * size > len(block):
            break
        place += 8 + 2 * size
    raise InputError("It is a damaged Bruker OPUS file (a parameter in it has no end).")


def _spectra(blocks: list[FileBlock]) -> Iterator[_Spectrum]:
    """Give all spectra of a file that may be of use."""
    from brukeropus.file.block import pair_data_and_status_blocks

    known = [
        block
        for block in blocks
        if not block.is_data_status()
        or (isinstance(block.data, dict) and set(block.data) >= _NEEDED)
    ]
    for block, status in pair_data_and_status_blocks(known):
        _, of, _, kind, derivative, _ = block.type
        n_points = int(status.data["npt"])
        if kind % _KINDS not in _PREFERRED or derivative or n_points < 2:
            continue
        if block.is_data_series():
            values = _series(block.bytes, n_points, status.data)
        else:
            numbers = block.data.view(_stored_as(status.data))
            row = numbers[-n_points:] if block.is_compact_data() else numbers[:n_points]
            values = (float(status.data["csf"]) * row)[None, :]
        yield _Spectrum(kind % _KINDS, of == _REFERENCE, block.start, status.data, values)


def _series(block: memoryview, n_points: int, params: Mapping[str, Any]) -> NDArray[Any]:
    """Read a series of spectra: each is followed by a description of the same length."""
    _, count, offset, data_size, info_size, _ = fields(block, "<6i", 0)
    stride = data_size + info_size
    if min(count, offset, info_size) < 0 or data_size < 4 * n_points:
        raise InputError("It is a damaged Bruker OPUS file (a series in it has no length).")
    stored = min(count, (len(block) - offset) // stride)  # interrupted series are shorter
    if stored < 1:
        raise InputError(CUT_OFF)
    rows = np.ndarray((stored, n_points), _stored_as(params), block, offset, strides=(stride, 4))
    factor = float(params["csf"])
    return rows.copy() if factor == 1.0 else rows * factor


def _stored_as(params: Mapping[str, Any]) -> str:
    """Give how numbers are stored: as floats, or as integers."""
    return "<i4" if params.get("dpf") == 2 else "<f4"


def _about_excitation(blocks: list[FileBlock]) -> tuple[bool, float | None]:
    """Tell whether the instrument measures Raman spectra, and with which laser."""
    stated: dict[str, Any] = {}
    for block in blocks:
        if block.is_param() and not block.is_data_status() and isinstance(block.data, dict):
            stated.update(block.data)
    wavenumber = stated.get("rlw")
    known = isinstance(wavenumber, float) and math.isfinite(wavenumber) and wavenumber > 0
    named = " ".join(str(stated.get(key, "")) for key in ("ins", "exp", "hwp", "src"))
    laser_nm = laser(1e7 / wavenumber) if known and wavenumber is not None else None
    return laser_nm is not None or bool(_RAMAN_INSTRUMENT.search(named)), laser_nm


def _axis(chosen: _Spectrum, raman: bool) -> tuple[str, str]:
    """Give what the axis is called, and what was measured where it is no Raman spectrum."""
    unit = str(chosen.params.get("dxu", "")).strip().upper()
    if unit in _OTHER_UNITS:
        raise InputError(
            f"Its axis is in {_OTHER_UNITS[unit]}, which is no Raman shift.",
            "Convert it in OPUS, or export it as text.",
        )
    if unit == "PNT":
        return PIXEL, ""
    if chosen.kind == _RAMAN or (raman and chosen.kind in (1, 11)):
        return SHIFT, ""
    return "", f"{_NAMES[chosen.kind]} over infrared wavenumbers"


def _told(spectra: list[_Spectrum]) -> list[str]:
    """Say which block was chosen where there are several."""
    chosen, others = spectra[0], {_NAMES[each.kind] for each in spectra[1:]}
    if not others:
        return []
    beside = ", ".join(sorted(others - {_NAMES[chosen.kind]}))
    same = " (the last one stored)" if _NAMES[chosen.kind] in others else ""
    told = f"the {_NAMES[chosen.kind]} block{same} of {number(len(spectra))} blocks"
    return [told + (f", not {beside}" if beside else "")]


READER = Reader(
    name="opus",
    title="Bruker OPUS",
    suffixes=tuple(f".{digit}" for digit in range(10)),
    recognises=_recognises,
    read=_read,
)
