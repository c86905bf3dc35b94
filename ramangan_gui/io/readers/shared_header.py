"""Headers of one folder that differ in a few values, such as time and name of the measurement.

What a header says about the table below it (what it is, names of columns, unit) then need not be
found again; what it says about the measurement is.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from .axis_unit import has_open_unit, said_of_axis
from .columns import n_lines_of_names, titles
from .header_fields import field_in, first_of_each
from .laser import laser_of_line
from .table import Table
from .table_fields import metadata_of
from .text_source import has_controls
from .text_table import bare, is_row

#: Longer headers are those of files in which reading the numbers does not take the time.
MAX_HEADER: Final = 16 * 2**10

#: What makes a text another format, or parts of it something else, wherever it stands in a header.
_SIGNS: Final = (b"##", b"<", b">>>>>", b"data_", b"[Header]", b"\0")

#: What such a text begins with: also the second letters of a format of bytes.
_BEGINS: Final = b"{[<% \t\r\n"
_SECOND: Final = b"KLM"


class Said(NamedTuple):
    """What a header says about the measurement."""

    laser_nm: float | None
    metadata: Mapping[str, object]


@dataclass(frozen=True, eq=False)
class SharedHeader:
    """A header, and what follows from each of its lines.

    Parameters
    ----------
    lines : list of bytes
        As they stand in the file, without the line feeds.
    n_last : int
        How many of the last lines must be the same, because they name the columns.
    said : list of tuple
        What each says about the unit of the axis.
    fields : list of tuple or None
        Name and value in each.
    lasers : list of float or None
        Wavelength of the laser in each, in nm.
    left_out : frozenset of str
        Names of columns, which are no fields.
    places : mapping of str to int
        Line of the value of each field that is kept.
    whole : Said
        What all of them say.
    """

    lines: list[bytes]
    n_last: int
    said: list[tuple[bool, bool, bool]]
    fields: list[tuple[str, str] | None]
    lasers: list[float | None]
    left_out: frozenset[str]
    places: Mapping[str, int]
    whole: Said


def shared_header(header: bytes, table: Table) -> SharedHeader | None:
    """Look at each line of a header; ``None`` where other files cannot share what it means.

    Parameters
    ----------
    header : bytes
        All of the file above its rows.
    table : Table
        Its table, of two plain columns.
    """
    lines = header.split(b"\n")[:-1]
    if not lines or len(header) > MAX_HEADER or len(lines) != len(table.header):
        return None
    if header[:1] in _BEGINS or not header[:1].isascii() or header[1:2] in _SECOND:
        return None
    if any(sign in header for sign in _SIGNS):
        return None
    words = list(table.header)
    if any(map(has_open_unit, words)):
        return None
    fields, lasers = list(map(field_in, words)), list(map(laser_of_line, words))
    whole = _said(fields, lasers, titles(table))
    shown = whole.metadata.get("fields", {})
    places = {
        field[0]: place
        for place, field in reversed([*enumerate(fields)])
        if field is not None and isinstance(shown, dict) and field[0] in shown
    }
    left_out = titles(table)
    return SharedHeader(
        lines=lines,
        n_last=max(2, n_lines_of_names(table)),
        said=list(map(said_of_axis, words)),
        fields=fields,
        lasers=lasers,
        left_out=left_out,
        places=places,
        whole=whole,
    )


def _said(
    fields: list[tuple[str, str] | None], lasers: list[float | None], left_out: frozenset[str]
) -> Said:
    laser = next(filter(None, lasers), None)
    return Said(laser, metadata_of(first_of_each(fields), left_out))


def header_like(data: bytes, known: SharedHeader) -> tuple[int, Said] | None:
    """Compare the header of a file with one that is known.

    Parameters
    ----------
    data : bytes
        The file.
    known : SharedHeader
        Header of another file.

    Returns
    -------
    begin : int
        Where the rows begin.
    said : Said
        What the header says about the measurement; what it means for the table is the same.
        Instead of both, ``None`` where that is not certain.
    """
    n_lines = len(known.lines)
    lines = data.split(b"\n", n_lines)
    if len(lines) <= n_lines:
        return None
    begin = len(data) - len(lines.pop())
    if lines == known.lines:
        return begin, known.whole
    if begin > MAX_HEADER:
        return None
    changed: dict[int, tuple[str, str] | None] = {}
    lasers = list(known.lasers)
    for place, (line, before) in enumerate(zip(lines, known.lines, strict=True)):
        if line == before:
            continue
        words = None if place == 0 or place >= n_lines - known.n_last else _words(line)
        if words is None:
            return None
        said = said_of_axis(words)
        if said != known.said[place] or said[0]:
            return None
        changed[place], lasers[place] = field_in(words), laser_of_line(words)
    own = _own_values(changed, known)
    if own is None:
        fields = [changed.get(place, field) for place, field in enumerate(known.fields)]
        return begin, _said(fields, lasers, known.left_out)
    # What is the same in thousands of files is kept once.
    shared = known.whole.metadata.get("fields")
    metadata = {"fields": ChainMap(own, shared)} if isinstance(shared, dict) else {}
    return begin, Said(next(filter(None, lasers), None), metadata)


def _own_values(
    changed: Mapping[int, tuple[str, str] | None], known: SharedHeader
) -> dict[str, str] | None:
    """Give the values that are not those of the known header; ``None`` where names differ."""
    own: dict[str, str] = {}
    for place, field in changed.items():
        before = known.fields[place]
        if field is None or before is None or field[0] != before[0]:
            return None
        if known.places.get(field[0]) == place:
            own[field[0]] = field[1]
    return own


def _words(line: bytes) -> str | None:
    """Give a line of a header as text; ``None`` where it is no such line, or may be more."""
    line = line.rstrip(b"\r\x1a")
    if is_row(line) or has_controls(line):
        return None
    for sign in _SIGNS:
        if sign in line:
            return None
    return bare(line)
