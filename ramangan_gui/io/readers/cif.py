"""Files of the Raman Open Database (.rod): CIF with a loop of Raman shifts and intensities."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .axis_unit import axis_unit
from .base import EXPORT_AS_TEXT, Measured, Reader, axis_range, number, tidy
from .laser import is_laser
from .text_source import TextSource, decoded, is_text, open_source

_SHIFT: Final = "_raman_spectrum.raman_shift"
_INTENSITY: Final = "_raman_spectrum.intensity"
_LASER: Final = "_raman_measurement_device.excitation_laser_wavelength"
_NAMES: Final = ("_chemical_name_mineral", "_chemical_name_common", "_chemical_name_systematic")

#: CIF lines are short; a longer one is no CIF.
_MAX_LINE: Final = 2048

#: Numbers of one spectrum beyond which a file is given up.
_MAX_NUMBERS: Final = 500_000

_BLOCK: Final = re.compile(rb"^data_\S", re.MULTILINE)
# Quoted words are taken whole (possessive), so that no line makes the search go back and forth.
_TOKEN: Final = re.compile(
    r"'(?:[^']++|'(?=\S))*+'(?=\s|$)|\"(?:[^\"]++|\"(?=\S))*+\"(?=\s|$)|#.*|\S+"
)
_NUMBER: Final = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\(\d+\))?")


@dataclass
class _Block:
    """What is kept of one data block."""

    items: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def recognises_head(head: bytes) -> bool:
    """Tell a CIF of the Raman Open Database by how a text begins."""
    if b"_raman_" not in head and b"Raman Open Database" not in head:
        return False
    return _BLOCK.search(head.replace(b"\r", b"\n")) is not None


def _recognises(path: Path, head: bytes) -> bool:
    if not is_text(head):
        return False
    is_cif = path.suffix.lower() in {".rod", ".cif"} and _BLOCK.search(head) is not None
    return is_cif or recognises_head(head)


def _read(path: Path) -> list[Measured]:
    try:
        return spectra_of(open_source(path))
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error


def spectra_of(source: TextSource) -> list[Measured]:
    """Read the measured spectrum of every data block.

    Raises
    ------
    InputError
        If there is none.
    """
    found = [_measured(block) for block in _blocks(source) if block.tags]
    if not found:
        raise InputError(f"It is a CIF without a measured spectrum ({_SHIFT}).", EXPORT_AS_TEXT)
    return found


def _tokens(source: TextSource) -> Iterator[tuple[str, bool]]:
    """Give the words of a file, and whether each is quoted."""
    lines: list[str] | None = None  # of a text between semicolons
    for line, _, raw in source.lines():
        if len(raw) > _MAX_LINE:
            raise InputError(f"Line {number(line)} is longer than any line of a CIF.")
        text = decoded(raw)
        if lines is not None:
            if not text.startswith(";"):
                lines.append(text)
                continue
            yield "\n".join(lines), True
            lines, text = None, text[1:]
        elif text.startswith(";"):
            lines = [text[1:]]
            continue
        for word in _TOKEN.findall(text):
            if word[0] == "#":
                break
            if word[0] in "'\"" and len(word) > 1 and word[-1] == word[0]:
                yield word[1:-1], True
            else:
                yield word, False


def _blocks(source: TextSource) -> Iterator[_Block]:
    """Cut a file into its data blocks, of which only the spectrum's loop is kept."""
    block = _Block()
    tags: list[str] = []
    values: list[str] | None = None  # of the loop that is open
    tag = ""
    for word, quoted in _tokens(source):
        lower = word[:80].lower()
        if not quoted and lower.startswith("data_"):
            yield block
            block, tags, values, tag = _Block(), [], None, ""
        elif not quoted and lower == "loop_":
            tags, values, tag = [], [], ""
        elif not quoted and word.startswith("_"):
            if values is not None and not values:
                tags.append(lower)
            else:
                tags, values, tag = [], None, lower
            if _SHIFT in tags and tags[-1:] == [_SHIFT]:
                if block.tags:
                    raise InputError("It holds two spectra in one data block.", EXPORT_AS_TEXT)
                block.tags, block.values = tags, values if values is not None else []
        elif values is not None and tags:
            # Of other loops one value is enough to know that their tags are over.
            if _SHIFT in tags or not values:
                values.append(word)
                if len(values) > _MAX_NUMBERS:
                    raise InputError("It holds more points than any Raman spectrum has.")
        elif tag:
            block.items[tag] = word[:500]
            tag = ""
    yield block


def _measured(block: _Block) -> Measured:
    if _INTENSITY not in block.tags:
        raise InputError(f"Its loop of Raman shifts has no {_INTENSITY}.", EXPORT_AS_TEXT)
    n = len(block.tags)
    if len(block.values) % n or not block.values:
        raise InputError(
            f"Its loop of {n} columns has {number(len(block.values))} values; it is cut off."
        )
    axis = _numbers(block.values[block.tags.index(_SHIFT) :: n], "Raman shifts")
    values = _numbers(block.values[block.tags.index(_INTENSITY) :: n], "intensities")
    points, rows, notes = tidy(axis, values[None])
    unit = axis_unit(points, ["raman shift"])
    name = next((block.items[tag] for tag in _NAMES if block.items.get(tag, "?") not in "?."), "")
    stated = _NUMBER.fullmatch(block.items.get(_LASER, ""))
    laser = float(stated[1]) if stated else None
    size = f"{number(points.size)} points, {axis_range(points, unit.unit)}"
    return Measured(
        axis=points,
        intensities=rows,
        x_unit=unit.unit,
        name=np.array([name]) if name else None,
        laser_nm=laser if is_laser(laser) else None,
        notes=("read as: " + ", ".join([size, *notes]),),
        metadata={"title": name} if name else {},
    )


def _numbers(words: list[str], what: str) -> NDArray[np.float64]:
    found = []
    for word in words:
        match = _NUMBER.fullmatch(word[:80])
        if match is None and word not in {"?", "."}:
            raise InputError(f"Among its {what} is “{word[:20]}”, which is no number.")
        found.append(float(match[1]) if match else math.nan)
    return np.array(found)


READER = Reader(
    name="rod",
    title="Raman Open Database",
    suffixes=(".rod", ".cif"),
    recognises=_recognises,
    read=_read,
)
