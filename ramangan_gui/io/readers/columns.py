"""What the columns of a table are called, and what those names mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.series import named_places
from .labspec_text import Place, axis_kinds
from .row_numbers import counts
from .table import Table
from .unnamed_places import unnamed_places

#: A line of as many cells above fewer spectra may be a field with its value and a remark.
_FEWEST_TOLD: Final = 3

#: Names of columns that say something about a spectrum, in wide tables.
LABEL_NAMES: Final = frozenset(["label", "labels", "class", "classes", "substance", "material"])
GROUP_NAMES: Final = frozenset(["group", "groups", "specimen", "sample", "samples"])
NAME_NAMES: Final = frozenset(["name", "names", "id", "spectrum", "file", "filename"])
GENERATED_NAMES: Final = frozenset(["is_generated", "generated"])
_X_NAMES: Final = frozenset(["x", "x_um", "x (um)", "x (µm)", "x [um]", "x [µm]"])
_Y_NAMES: Final = frozenset(["y", "y_um", "y (um)", "y (µm)", "y [um]", "y [µm]"])

_UNIT: Final = re.compile(
    r"\[.*\]|\(.*\)|(?:rel\.?\s*)?1/cm|cm\^?[-−⁻]?[1¹]|cm⁻¹|nm|pixels?|counts?|cts|ccd cts|a\.?u\.?"
    r"|arb\.?( units?)?|%",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class RowFacts:
    """What the columns beside the spectra of a wide table say about each of them."""

    label: NDArray[np.str_] | None = None
    group: NDArray[np.str_] | None = None
    name: NDArray[np.str_] | None = None
    generated: NDArray[np.bool_] | None = None
    map_position: NDArray[np.float64] | None = None
    ignored: tuple[str, ...] = field(default=())
    columns: Mapping[str, NDArray[np.str_]] = field(default_factory=dict)
    note: str = ""


def names_and_units(table: Table) -> tuple[list[str], list[str]]:
    """Find the names of the columns, and their units, in the lines above the table.

    Returns
    -------
    names, units : list of str
        One per column; no entries where no line fits.
    """
    rows, _ = _rows_of_names(table)
    if not rows:
        return [], []
    if len(rows) == 2 and all(_UNIT.fullmatch(cell) or not cell for cell in rows[0]):
        return rows[1], rows[0]
    return rows[0], []


def facts_of_columns(table: Table, used: Sequence[int]) -> dict[str, NDArray[np.str_]]:
    """Read lines above the names of the columns that say what their spectra are.

    Parameters
    ----------
    table : Table
        Its spectra are columns.
    used : sequence of int
        The columns of the spectra.

    Returns
    -------
    dict of str to ndarray of str
        ``label`` and ``group`` where a line begins with a word for either.
    """
    found: dict[str, NDArray[np.str_]] = {}
    if len(used) < _FEWEST_TOLD:
        return found
    for line in reversed(table.header):
        cells = table.dialect.cells(line)
        if len(cells) != table.shape[1] or not all(cells):
            break  # what stands higher is about the whole file
        kind = _kind(cells[0].strip(" #").lower())
        if kind in {"label", "group"}:
            found.setdefault(kind, np.array([cells[column] for column in used]))
    return found


def n_lines_of_names(table: Table) -> int:
    """Tell how many lines above the table :func:`names_and_units` looks at."""
    return _rows_of_names(table)[1]


def _rows_of_names(table: Table) -> tuple[list[list[str]], int]:
    """Give the lines that may hold names or units, the lowest first, and how many were seen."""
    rows: list[list[str]] = []
    seen = 0
    for line in reversed(table.header):
        seen += 1
        cells = _header_cells(table, line)
        if len(cells) != table.shape[1] or not all(map(_is_word, cells)) or _is_field(cells):
            if line.strip() and not _may_have_names_above(table, line):
                break
            continue
        rows.append(cells)
        if len(rows) == 2:
            break
    return rows, seen


def titles(table: Table) -> frozenset[str]:
    """Give what the lines of column names begin with, which is no field of the header."""
    return frozenset(name for line in table.header[-2:] for name in table.dialect.cells(line)[:1])


def _is_field(cells: Sequence[str]) -> bool:
    """Tell whether a line states one value, such as ``AxisUnit[1]=`` and ``1/cm``."""
    first, *others = cells
    if len(cells) > 1 and first and not any(others):
        return True
    return first.endswith(("=", ":")) and not any(cell.endswith(("=", ":")) for cell in others)


def _may_have_names_above(table: Table, line: str) -> bool:
    """Tell whether a line holds remarks on columns without any, or units of some of them."""
    cells = table.dialect.cells(line)
    filled = [cell for cell in cells if cell]
    if len(cells) == table.shape[1] and filled == cells[:1]:
        return True
    return 1 < len(filled) < table.shape[1] and all(_UNIT.fullmatch(cell) for cell in filled)


def _header_cells(table: Table, line: str) -> list[str]:
    """Cut a header line into as many cells as the table has columns, if it can be."""
    n_columns = table.shape[1]
    cells = table.dialect.cells(line)
    tries = [cells, [cell for cell in cells if cell], re.split(r"\s*\t\s*|\s{2,}", line.strip())]
    while cells and not cells[-1]:
        cells = cells[:-1]
        tries.append(cells)
    if len(cells) == n_columns - 1 > 1 and counts(table.first_column):
        tries.append(["", *cells])  # R leaves out the name of its row numbers
    return next((cells for cells in tries if len(cells) == n_columns), [])


def _is_word(cell: str) -> bool:
    return not cell or any(character.isalpha() or character in "#%[" for character in cell)


def facts_of_rows(table: Table, columns: Sequence[int]) -> RowFacts:
    """Read the columns beside the spectra of a wide table.

    Parameters
    ----------
    table : Table
        Its first row is the axis.
    columns : sequence of int
        The columns that are not part of the spectra.
    """
    found: dict[str, int] = {}
    ignored: list[str] = []
    others: dict[str, NDArray[np.str_]] = {}
    places = axis_kinds(table.header, columns)
    note = ""
    if not places and not any(table.words.get(column) for column in columns):
        places, note = unnamed_places(table, columns)
    kinds = {column: place.kind for column, place in places.items()}
    for column in columns:
        title = table.words.get(column, [""])[0].strip() or kinds.get(column, "")
        kind = _kind(title.lower())
        if not kind and column == 0 and not title and column in table.words:
            kind = "name"
        if kind == "other" or not kind or kind in found:
            if title:
                ignored.append(title)
                others.setdefault(title, np.array(_cells(table, column)))
            continue
        found[kind] = column
    position = None
    if found.keys() & {"x", "y"} and (kinds or {"x", "y"} <= found.keys()):
        along = {kind: table.column(found[kind])[1:] for kind in ("x", "y") if kind in found}
        zero = np.zeros(table.shape[0] - 1)
        position = np.stack([along.get("x", zero), along.get("y", zero)], axis=1)
    generated = None
    if "generated" in found:
        generated = np.array([_is_true(cell) for cell in _cells(table, found["generated"])])
    strings = {
        kind: np.array(_cells(table, found[kind]))
        for kind in ("label", "group", "name")
        if kind in found
    }
    if "name" not in strings and not found.keys() & {"label", "group"} and kinds:
        strings["name"] = np.array(_names(table, places))
        ignored = [title for title in ignored if title not in kinds.values()]
    return RowFacts(
        label=strings.get("label"),
        group=strings.get("group"),
        name=strings.get("name"),
        generated=generated,
        map_position=position,
        ignored=tuple(ignored),
        columns=others,
        note=note,
    )


def _names(table: Table, places: Mapping[int, Place]) -> list[str]:
    """Name spectra after their place on a line, in a map or in time."""
    columns = {place.kind: table.column(column)[1:] for column, place in places.items()}
    return named_places(columns, {place.kind: place.unit for place in places.values()})


def _kind(title: str) -> str:
    for kind, names in (
        ("label", LABEL_NAMES), ("group", GROUP_NAMES), ("name", NAME_NAMES),
        ("generated", GENERATED_NAMES), ("x", _X_NAMES), ("y", _Y_NAMES),
    ):  # fmt: skip
        if title in names:
            return kind
    return "other" if title else ""


def _cells(table: Table, column: int) -> list[str]:
    """Give a column below the first row as text, whole numbers without a decimal point."""
    words = table.words.get(column, [""] * table.shape[0])
    numbers = table.first_column if column == 0 else table.values[:, column]
    return [
        word if word or not np.isfinite(value) else f"{value:.7g}"
        for word, value in zip(words[1:], numbers[1:].tolist(), strict=True)
    ]


def _is_true(cell: str) -> bool:
    return cell.strip().lower() in {"1", "true", "yes"}
