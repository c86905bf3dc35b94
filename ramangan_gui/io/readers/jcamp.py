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
from .base import EXPORT_AS_TEXT, MAX_VALUES, Measured, Reader, axis_range, number, tidy
from .jcamp_data import Ordinates, ordinates, pairs
from .laser import laser_in
from .text_source import TextSource, decoded, is_text, open_source

_SIGN: Final = re.compile(rb"\s*(?:\$\$[^\n]*\n\s*)*##\s*(?:title|jcamp[-_ ]?dx)\s*=", re.IGNORECASE)

#: Lines of a header, and blocks, beyond which a file is given up.
_MAX_LABELS: Final = 200_000
_MAX_BLOCKS: Final = 100_000

#: Labels that begin a table of numbers, with the forms that are curves.
_TABLES: Final = frozenset(["XYDATA", "XYPOINTS", "DATATABLE"])
_OTHER_TABLES: Final = {
    "PEAKTABLE": "a table of peaks", "PEAKASSIGNMENTS": "a table of peaks",
    "RADATA": "an interferogram", "XYDATAOLD": "an outdated table", "ASSIGNMENTS": "a table of peaks",
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
    header = _header(block, symbol)
    if "++" in form:
        axis, values = _from_ordinates(ordinates(block.lines, header.limit), header)
    else:
        axis, values = _from_pairs(pairs(block.lines, header.limit), header)
    return _built(block, header, axis, values)


@dataclass(frozen=True)
class _Header:
    """What a block states about its numbers; ``None`` where it does not."""

    x_units: str
    y_units: str
    x_factor: float
    y_factor: float
    n_points: int | None
    first_x: float | None
    last_x: float | None
    delta_x: float | None
    first_y: float | None
    page: str = ""

    @property
    def limit(self) -> int:
        return MAX_VALUES if self.n_points is None else self.n_points


def _header(block: Block, symbol: str) -> _Header:
    labels = block.labels
    if "NTUPLES" in labels or "SYMBOL" in labels:
        return _header_of_page(labels, symbol)
    n_points = _value(labels, "NPOINTS")
    return _checked(_Header(
        x_units=labels.get("XUNITS", ""),
        y_units=labels.get("YUNITS", ""),
        x_factor=_factor(labels, "XFACTOR"),
        y_factor=_factor(labels, "YFACTOR"),
        n_points=None if n_points is None else int(n_points),
        first_x=_value(labels, "FIRSTX"),
        last_x=_value(labels, "LASTX"),
        delta_x=_value(labels, "DELTAX"),
        first_y=_value(labels, "FIRSTY"),
    ))  # fmt: skip


def _header_of_page(labels: dict[str, str], symbol: str) -> _Header:
    """Read the columns of an NTUPLES header that belong to the page's symbols."""
    symbols = [cell.strip().upper() for cell in labels.get("SYMBOL", "").split(",")]
    if "X" not in symbols or symbol not in symbols:
        raise InputError(f"Its page has no variables X and {symbol}.", EXPORT_AS_TEXT)
    places = {"X": symbols.index("X"), "Y": symbols.index(symbol)}

    def cell(label: str, of: str) -> str:
        cells = labels.get(label, "").split(",")
        return cells[places[of]].strip() if places[of] < len(cells) else ""

    def value(label: str, of: str) -> float | None:
        return _float(cell(label, of), label) if cell(label, of) else None

    n_points = _value(labels, "NPOINTS") or value("VARDIM", "X")
    return _checked(_Header(
        x_units=cell("UNITS", "X"),
        y_units=cell("UNITS", "Y"),
        x_factor=value("FACTOR", "X") or 1.0,
        y_factor=value("FACTOR", "Y") or 1.0,
        n_points=None if n_points is None else int(n_points),
        first_x=value("FIRST", "X"),
        last_x=value("LAST", "X"),
        delta_x=None,
        # FIRST of the ordinate holds for the first page only.
        first_y=None,
        page=labels.get("PAGE", ""),
    ))  # fmt: skip


def _checked(header: _Header) -> _Header:
    if header.n_points is not None and not 1 <= header.n_points <= MAX_VALUES:
        raise InputError(f"It states {header.n_points:,} points (NPOINTS).")
    return header


def _value(labels: dict[str, str], label: str) -> float | None:
    text = labels.get(label, "").split("\n")[0].strip()
    return _float(text, label) if text else None


def _float(text: str, label: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise InputError(f"Its {label} is “{text[:40]}”, which is no number.") from None
    if not np.isfinite(value) or abs(value) > 1e300:
        raise InputError(f"Its {label} is {text[:40]}, which is beyond all measure.")
    return value


def _factor(labels: dict[str, str], label: str) -> float:
    value = _value(labels, label)
    if value == 0:
        raise InputError(f"Its {label} is zero.")
    return 1.0 if value is None else value


def _from_ordinates(
    read: Ordinates, header: _Header
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give axis and intensities of a table with evenly spaced abscissas."""
    n_read = read.values.size
    _check_count(n_read, header)
    if n_read < 2:
        raise InputError("It holds a single point, which is no spectrum.")
    first, last = header.first_x, header.last_x
    if first is None or last is None:
        raise InputError("It does not state its first and last abscissa (FIRSTX, LASTX).")
    axis = np.linspace(first, last, n_read)
    step = (last - first) / (n_read - 1)
    if step == 0:
        raise InputError(f"Its first and last abscissa are both {first:g} (FIRSTX, LASTX).")
    _check_abscissas(read, header, axis, step)
    if header.delta_x is not None and abs(header.delta_x - step) * (n_read - 1) > 1.01 * abs(step):
        raise InputError(
            f"Its step of {header.delta_x:g} (DELTAX) does not lead from {first:g} to {last:g} in "
            f"{number(n_read)} points.",
            "The file is damaged; export it again.",
        )
    values = read.values * header.y_factor
    _check_first(values, header)
    return axis, values


def _check_abscissas(
    read: Ordinates, header: _Header, axis: NDArray[np.float64], step: float
) -> None:
    """Compare what each line begins with to the axis that the header states."""
    firsts = np.minimum(read.firsts, axis.size - 1)
    stated = np.array(read.abscissas) * header.x_factor
    # The digits written may be coarser than the step, and a few programs cut instead of rounding.
    within = 0.51 * abs(step) + 1.01 * read.resolution * abs(header.x_factor)
    wrong = np.abs(stated - axis[firsts]) > within
    if wrong.any():
        place = int(np.argmax(wrong))
        raise InputError(
            f"Its line {number(place + 1)} of data begins at {stated[place]:g}, where its header "
            f"(FIRSTX, LASTX, NPOINTS) leads to {axis[firsts[place]]:g}.",
            "The file is damaged; export it again.",
        )


def _from_pairs(
    found: NDArray[np.float64], header: _Header
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give axis and intensities of a table of pairs."""
    _check_count(len(found), header)
    if len(found) < 2:
        raise InputError("It holds a single point, which is no spectrum.")
    axis, values = found[:, 0] * header.x_factor, found[:, 1] * header.y_factor
    step = abs(axis[-1] - axis[0]) / (len(axis) - 1)
    for name, stated, read in (
        ("FIRSTX", header.first_x, float(axis[0])), ("LASTX", header.last_x, float(axis[-1])),
    ):  # fmt: skip
        if stated is not None and abs(stated - read) > 0.51 * step + 1e-5 * abs(stated):
            raise InputError(
                f"It states {stated:g} as {name}, but its data have {read:g} there.",
                "The file is damaged; export it again.",
            )
    _check_first(values, header)
    return axis, values


def _check_count(n_read: int, header: _Header) -> None:
    if header.n_points is not None and n_read != header.n_points:
        raise InputError(
            f"It states {number(header.n_points)} points (NPOINTS) but holds {number(n_read)}.",
            "The file is damaged; export it again.",
        )


def _check_first(values: NDArray[np.float64], header: _Header) -> None:
    first = header.first_y
    if first is None or np.isnan(values[0]):
        return
    within = max(2e-3 * abs(first), 1.01 * abs(header.y_factor) if header.y_factor != 1 else 0.0)
    if abs(values[0] - first) > max(within, 1e-6):
        raise InputError(
            f"It states {first:g} as its first ordinate (FIRSTY), but its data begin with "
            f"{values[0]:g}.",
            "The file is damaged; export it again.",
        )


def _built(
    block: Block, header: _Header, axis: NDArray[np.float64], values: NDArray[np.float64]
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
    return Measured(
        axis=points,
        intensities=rows,
        x_unit=unit.unit,
        unit_stated=unit.stated,
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
