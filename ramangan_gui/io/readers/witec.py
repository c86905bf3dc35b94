"""WITec exports in several files: the axis in one, the intensities in another, a header beside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .axis_unit import axis_unit
from .base import HEAD_BYTES, MAX_VALUES, Measured, Reader, axis_range, number, tidy
from .numbers import parse_columns
from .text_source import TextSource, decoded, is_text, open_source

#: Bytes that are read at a time.
_BLOCK_BYTES: Final = 1024 * 1024

#: How the names of the two files differ: X-Axis and Y-Axis, or -x and -y, before the ending.
_NAMES: Final = re.compile(
    r"(?P<stem>.*?)(?P<between>[ _.(-]*)(?P<letter>[xy])(?P<axis>-?axis)?(?P<after>\)?)"
    r"(?P<suffix>\.[^.]*)?",
    re.IGNORECASE,
)
_SINGLE: Final = re.compile(
    rb"\s*[-+]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][-+]?\d+)?[ \t]*(?:\r?\n|\r|$)"
)
_HEADER: Final = re.compile(r"\s*(\w+)\s*=\s*(.*)")

_SEVERAL: Final = (
    "Keep the files of one export in one folder; the one with the intensities is read."
)


def _partner(path: Path, letter: str) -> Path | None:
    """Give the file of the same export with the other letter in its name."""
    match = _NAMES.fullmatch(path.name)
    if match is None or not (match["axis"] or match["between"]):
        return None
    if match["letter"].lower() == letter:
        return path
    other = letter.upper() if match["letter"].isupper() else letter
    begin, end = match.span("letter")
    return path.with_name(path.name[:begin] + other + path.name[end:])


def _recognises(path: Path, head: bytes) -> bool:
    single = _SINGLE.match(head) is not None
    header = not single and _is_header(head)
    if not (single or header) or not is_text(head):  # most texts, told before anything else
        return False
    if header:
        return _file_of_header(path) is not None
    other = _other(path)
    return other is not None and other.is_file()


def _other(path: Path) -> Path | None:
    if _partner(path, "y") == path:
        return _partner(path, "x")
    return _partner(path, "y")


def _is_header(head: bytes) -> bool:
    text = head.replace(b"\0", b"") if b"\0" in head else head
    return b"[Header]" in text and b"SizeGraph" in text and b"[Data]" not in text


def _file_of_header(path: Path) -> Path | None:
    """Give the file with the intensities that a header belongs to, if it is there."""
    begin = path.name.lower().rfind("header")
    if begin < 0:
        return None
    before, after = path.name[:begin], path.name[begin + len("header") :]
    for name in ("Y-Axis", "y-axis", "YAxis"):
        if (file := path.with_name(before + name + after)).is_file():
            return file
    return None


def _read(path: Path) -> list[Measured]:
    try:
        with path.open("rb") as file_of_text:
            head = file_of_text.read(HEAD_BYTES)
        if _is_header(head):
            file = _file_of_header(path)
            name = file.name if file else "another file"
            raise InputError(f"It is the header of {name}, with which it is read.", _SEVERAL)
        if _partner(path, "y") != path:
            other = _partner(path, "y")
            name = other.name if other else "another file"
            raise InputError(f"It is the axis of {name}, with which it is read.", _SEVERAL)
        other = _partner(path, "x")
        if other is None or not other.is_file():
            raise InputError("It holds intensities; the file with their axis is missing.", _SEVERAL)
        return [_joined(path, other)]
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error


def _joined(path: Path, axis_file: Path) -> Measured:
    """Read intensities, one spectrum after the other, after the axis in another file."""
    axis, values = _column(open_source(axis_file)), _column(open_source(path), np.float32)
    if axis.size < 2 or values.size % axis.size:
        raise InputError(
            f"It holds {number(values.size)} intensities, which are no whole spectra of "
            f"{number(axis.size)} points as {axis_file.name} has.",
            _SEVERAL,
        )
    n_spectra = values.size // axis.size
    header = _header(path)
    sizes = [header.get(name, "") for name in ("sizex", "sizey", "sizegraph")]
    stated = [int(size) for size in sizes if size.isdecimal()]
    if len(stated) == 3 and (stated[0] * stated[1], stated[2]) != (n_spectra, axis.size):
        raise InputError(
            f"Its header states {stated[0]:,} × {stated[1]:,} spectra of {stated[2]:,} points, but "
            f"it holds {number(n_spectra)} of {number(axis.size)}.",
            _SEVERAL,
        )
    points, rows, notes = tidy(axis, values.reshape(n_spectra, axis.size))
    words = header.get("xaxisunit", "")
    unit = axis_unit(points, [words] if words else [])
    size = f"{number(points.size)} points, {axis_range(points, unit.unit)}"
    if n_spectra > 1:
        size = f"{number(n_spectra)} spectra × {size}"
    said = [size, f"axis from {axis_file.name}", *notes, *filter(None, [unit.note])]
    graph = header.get("graphname", "")
    return Measured(
        axis=points,
        intensities=rows,
        x_unit=unit.unit,
        unit_stated=unit.stated,
        name=np.array([graph]) if graph and n_spectra == 1 else None,
        notes=("read as: " + ", ".join(said),),
        metadata={"title": graph} if graph else {},
    )


def _column(source: TextSource, kind: type = np.float64) -> NDArray[Any]:
    """Read a file that is one column of numbers, block by block."""
    data, begin, end = source.data, source.begin, len(source.data)
    parts: list[NDArray[Any]] = []
    n_values, decimal = 0, "." if data.find(b",", begin) < 0 else ","
    while begin < end:
        stop = data.find(source.line_end, begin + _BLOCK_BYTES) + 1 or end
        text = data[begin:stop].replace(b"\r\n", b"\n").replace(source.line_end, b"\n").strip()
        begin = stop
        if not text:
            continue
        found = parse_columns(text + b"\n", " ", decimal)
        if found is None or found.shape[1] != 1:
            raise InputError("It is not one column of numbers.")
        n_values += found.size
        if n_values > MAX_VALUES:
            raise InputError(f"It holds more than {number(MAX_VALUES)} numbers.", "Split it.")
        with np.errstate(over="ignore"):
            parts.append(found[:, 0].astype(kind))
    return np.concatenate(parts) if parts else np.empty(0, kind)


def _header(path: Path) -> dict[str, str]:
    """Read the header of a three-file export, if it is there."""
    match = _NAMES.fullmatch(path.name)
    if match is None or not match["axis"]:
        return {}
    begin, end = match.span("letter")[0], match.span("axis")[1]
    file = path.with_name(path.name[:begin] + "Header" + path.name[end:])
    if not file.is_file() or file.stat().st_size > 2**20:
        return {}
    source = open_source(file)
    found = {}
    for _, _, raw in source.lines():
        if entry := _HEADER.fullmatch(decoded(raw)):
            found[entry[1].lower()] = entry[2].strip()
    return found


READER = Reader(
    name="witec",
    title="WITec, several files",
    suffixes=(".txt", ".dat"),
    recognises=_recognises,
    read=_read,
)
