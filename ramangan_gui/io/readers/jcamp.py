"""JCAMP-DX files: one spectrum or several, each checked against what its header states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .axis_unit import AxisUnit, axis_unit
from .base import EXPORT_AS_TEXT, Measured, Reader, axis_range, number, tidy
from .jcamp_commas import with_points
from .jcamp_data import ordinates, pairs
from .jcamp_header import Header, from_ordinates, from_pairs, header_of
from .laser import laser_in
from .text_source import TextSource, decoded, is_text, open_source

_SIGN: Final = re.compile(
    rb"\s*(?:\$\$[^\n]*\n\s*)*##\s*(?:title|jcamp[-_ ]?dx)\s*=", re.IGNORECASE
)

#: Lines of a header, and blocks, beyond which a file is given up.
_MAX_LABELS: Final = 200_000
_MAX_BLOCKS: Final = 100_000

#: Labels that begin a table of numbers, with the forms that are curves.
_TABLES: Final = frozenset(["XYDATA", "XYPOINTS", "DATATABLE"])
_OTHER_TABLES: Final = {
    "PEAKTABLE": "a table of peaks", "PEAKASSIGNMENTS": "a table of peaks",
    "ASSIGNMENTS": "a table of peaks", "RADATA": "an interferogram",
}  # fmt: skip

#: Curves drawn by hand and read off again repeat abscissas; their number is checked all the same.
_MAX_REPEATED: Final = 0.5

_NO_SIGNAL: Final = re.compile(r"variance|std|standard dev|sigma|error|uncertainty", re.IGNORECASE)


@dataclass
class Block:
    """One block of a file: its labels, and the lines of its table of numbers.

    Parameters
    ----------
    labels : dict of str to str
        What the header states, labels in capitals without blanks and signs.
    lines : list of (int, str)
        The table's lines with their numbers, remarks left out.
    table : str
        The label that began the table; empty where there is none.
    form : str
        What stands behind that label, such as ``(X++(Y..Y))``.
    """

    labels: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[int, str]] = field(default_factory=list)
    table: str = ""
    form: str = ""


def recognises_head(head: bytes) -> bool:
    """Tell JCAMP-DX by how a text begins."""
    return _SIGN.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _recognises(path: Path, head: bytes) -> bool:
    return is_text(head) and recognises_head(head)


def _read(path: Path) -> list[Measured]:
    try:
        return spectra_of(open_source(path))
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error


def spectra_of(source: TextSource) -> list[Measured]:
    """Read all spectra of a file.

    Raises
    ------
    InputError
        If there are none, or a number in the file contradicts another.
    """
    found: list[Measured] = []
    others: list[str] = []
    for block in _blocks(source):
        what = _what_else(block)
        if what:
            others.append(what)
        elif block.table:
            found.append(_measured(block))
    if not found:
        what = f": {', '.join(dict.fromkeys(others))}" if others else ""
        raise InputError(f"It holds no curve of JCAMP-DX{what}.", EXPORT_AS_TEXT)
    if others:
        note = f"left out: {', '.join(dict.fromkeys(others))}"
        found[0] = replace(found[0], notes=(*found[0].notes, note))
    return found


def _blocks(source: TextSource) -> Iterator[Block]:
    """Cut a file into its blocks; every page of an NTUPLES block is one."""
    block, n_blocks, n_labels = Block(), 0, 0
    shared: dict[str, str] | None = None  # labels of an NTUPLES block, for all its pages
    label = ""
    for line, _, raw in source.lines():
        text = decoded(raw).partition("$$")[0]
        match = _LABEL.match(text)
        if match is None:
            if block.table:
                block.lines.append((line, text))
            elif label:
                block.labels[label] = f"{block.labels[label]}\n{text}"[:4096]
            continue
        label, value = _plain_label(match[1]), match[2].strip()
        n_labels += 1
        if n_labels > _MAX_LABELS or n_blocks > _MAX_BLOCKS:
            raise InputError("It holds more labels than any file of spectra.")
        begins = label in {"TITLE", "END", "ENDNTUPLES", "PAGE"}
        if begins and (block.table or (label == "TITLE" and block.labels)):
            n_blocks += 1
            yield block
            block = Block(dict(shared) if shared and label == "PAGE" else {})
        if label == "NTUPLES":
            shared = {}
        elif label in {"ENDNTUPLES", "TITLE"}:
            shared = None
        if label == "PAGE" and shared == {}:
            shared.update(block.labels)
        if label in _TABLES or label in _OTHER_TABLES:
            if block.table:
                raise InputError(f"Line {number(line)} begins a second table in the same block.")
            block.table, block.form = label, value
        elif not block.table:
            block.labels[label] = value
        else:
            label = ""
    if block.table:
        yield block


_LABEL: Final = re.compile(r"\s*##([^=\n]{0,200})=(.*)", re.DOTALL)


def _plain_label(text: str) -> str:
    return re.sub(r"[\s\-/_]", "", text).upper()


def _what_else(block: Block) -> str:
    """Say what a block holds that is no curve of a signal; empty where it is one."""
    if block.table in _OTHER_TABLES:
        return _OTHER_TABLES[block.table]
    units = block.labels.get("YUNITS", "")
    if _NO_SIGNAL.search(units):
        return f"a block of {units.lower()}"
    if "PEAK" in block.form.upper().partition(")")[2]:
        return "a table of peaks"
    return ""


def _measured(block: Block) -> Measured:
    form = re.sub(r"\s", "", block.form.upper()).partition(",")[0]
    if form.endswith("))") and re.fullmatch(r"\(X\+\+\(([A-Z])\.\.\1\)\)", form):
        symbol = form[5]
    elif re.fullmatch(r"\(X([A-Z])\.\.X\1\)", form):
        symbol = form[2]
    else:
        raise InputError(
            f"Its data are of the form {block.form or 'without name'}, which is no curve.",
            EXPORT_AS_TEXT,
        )
    points = with_points(block.labels, block.lines)
    if points is not None:
        block = replace(block, labels=points[0], lines=points[1])
    header = header_of(block.labels, symbol)
    if "++" in form:
        axis, values = from_ordinates(ordinates(block.lines, header.limit), header)
    else:
        axis, values = from_pairs(pairs(block.lines, header.limit), header)
    measured = _built(block, header, axis, values)
    if points is not None:
        measured = replace(measured, notes=(f"{measured.notes[0]}, decimal comma",
                                            *measured.notes[1:]))  # fmt: skip
    return measured


def _built(
    block: Block, header: Header, axis: NDArray[np.float64], values: NDArray[np.float64]
) -> Measured:
    kind = block.labels.get("DATATYPE", "").split("\n")[0].strip()
    points, rows, notes = tidy(axis, values[None], _MAX_REPEATED)
    unit = _unit(points, header.x_units, kind)
    notes = [f"{number(points.size)} points, {axis_range(points, unit.unit)}", *notes]
    if unit.note:
        notes.append(unit.note)
    said = ["read as: " + ", ".join(notes)]
    if kind and "raman" not in kind.lower():
        said.append(f"its data type is {kind.lower()}: not a Raman spectrum")
    title = block.labels.get("TITLE", "").split("\n")[0].strip()
    name = ", ".join(filter(None, [title, header.page]))
    infrared = "infrared" in kind.lower() and unit.unit == "1/cm"
    return Measured(
        axis=points,
        intensities=rows,
        x_unit="" if infrared else unit.unit,
        unit_stated=unit.stated and not infrared,
        not_raman=f"an {kind.lower()}" if infrared else "",
        name=np.array([name]) if name else None,
        laser_nm=laser_in(f"{label}={text}" for label, text in block.labels.items()),
        notes=tuple(said),
        metadata={"title": title} if title else {},
    )


def _unit(axis: NDArray[np.float64], x_units: str, kind: str) -> AxisUnit:
    words = x_units.split("\n")[0]
    if re.fullmatch(r"\s*(?:arbitrary.*|none|a\.?u\.?)?\s*", words, re.IGNORECASE):
        words = "raman shift" if "raman" in kind.lower() and not words.strip() else ""
    unit = axis_unit(axis, [words] if words else [])
    if words and not unit.stated:
        raise InputError(f"Its axis is in {words.strip()}, which is no Raman shift.")
    return unit


READER = Reader(
    name="jcamp",
    title="JCAMP-DX",
    suffixes=(".jdx", ".dx", ".jcm", ".jcamp"),
    recognises=_recognises,
    read=_read,
)
