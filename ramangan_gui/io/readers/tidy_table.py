"""Tables with one row per point that say in words or numbers which spectrum it belongs to.

Data frames are written so: columns such as sample, Raman shift and intensity in any order.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

import numpy as np

from ...core.errors import InputError
from .base import MAX_VALUES
from .column_choice import is_axis_name, is_intensity_name
from .dialect import Dialect, number_style
from .row_numbers import names_row_numbers
from .table import Table, n_exact

#: Lines above the one with the names.
_MOST_ABOVE: Final = 50

#: Columns of such a table.
_MOST_COLUMNS: Final = 24

#: Points of a spectrum, and rows that are looked at for how numbers are written.
_FEWEST: Final = 10
_LOOKED_AT: Final = 400

#: What hyperSpec calls every axis, whatever its unit.
_GENERIC: Final = frozenset([".wavelength"])

#: Numbers of the points within their spectra.
_POINT: Final = re.compile(r"(?:column|pixel|point)s?\b", re.IGNORECASE)

#: Spectra of one file.
_MOST_SPECTRA: Final = 200_000


@dataclass(frozen=True)
class _Columns:
    """What the columns are: the axis, the signal, and those that tell spectra apart."""

    names: tuple[str, ...]
    axis: int
    signal: int
    keys: tuple[int, ...]


@dataclass
class _Spectrum:
    """The points of a spectrum while they are collected."""

    axis: array[float] = field(default_factory=lambda: array("d"))
    signal: array[float] = field(default_factory=lambda: array("d"))


def tidy_tables(rows: Callable[[Dialect], Iterator[list[str]]]) -> list[Table] | None:
    """Turn such a table into tables with spectra in rows below their axis, one for every axis.

    Parameters
    ----------
    rows : callable
        ``rows(dialect)`` gives the cells of every line anew.

    Returns
    -------
    list of Table or None
        ``None`` where the columns are not named so that they can mean one thing only: one axis,
        one intensity, and beside them at least one column; or where the rows of any spectrum do
        not follow one axis.
    """
    for delimiter in ("\t", ";", ","):
        found = _header(rows(Dialect(delimiter)))
        if found is None:
            continue
        n_above, columns = found
        style = _style(rows(Dialect(delimiter)), n_above, columns, delimiter)
        return None if style is None else _first_that_fits(rows, n_above, columns, style)
    return None


def _header(rows: Iterator[list[str]]) -> tuple[int, _Columns] | None:
    """Find the line with the names of the columns."""
    for line, cells in enumerate(rows):
        if line > _MOST_ABOVE:
            return None
        if not 3 <= len(cells) <= _MOST_COLUMNS:
            continue
        if not all(any(map(str.isalpha, cell)) for cell in cells[1:]):
            continue
        axes = [c for c, name in enumerate(cells) if is_axis_name(name) or _is_wave(name)]
        axes = [c for c in axes if not _POINT.match(cells[c])] or axes
        signals = [c for c, name in enumerate(cells) if is_intensity_name(name)]
        if len(axes) == len(signals) == 1 and axes != signals:
            keys = [c for c in range(len(cells)) if c not in {*axes, *signals}]
            return line + 1, _Columns(tuple(cells), axes[0], signals[0], tuple(keys))
    return None


def _first_that_fits(
    rows: Callable[[Dialect], Iterator[list[str]]],
    n_above: int,
    columns: _Columns,
    dialect: Dialect,
) -> list[Table] | None:
    """Read the spectra, whichever of the columns that may count rows or points do so."""
    some = islice(rows(dialect), n_above, n_above + _LOOKED_AT)
    known = [row for row in some if len(row) == len(columns.names)]
    counting = {
        column
        for column in columns.keys
        if names_row_numbers(columns.names[column])
        and len({row[column] for row in known}) == len(known)
    }
    points = {column for column in columns.keys if _POINT.match(columns.names[column])}
    tries = (
        tuple(column for column in columns.keys if column not in left_out)
        for left_out in (counting, set[int](), counting | points)
    )
    for keys in dict.fromkeys(tries):
        chosen = replace(columns, keys=keys)
        collected = _collect(rows(dialect), n_above, chosen, dialect) if keys else {}
        if collected is None:
            return None
        if len(collected) > 1 and all(map(_is_steady, collected.values())):
            return _tables(collected, chosen, dialect)
    _refuse_words(known, columns, dialect)
    return None


def _is_steady(spectrum: _Spectrum) -> bool:
    """Tell whether the points of a spectrum follow its axis; not a number does not."""
    steps = np.diff(np.array(spectrum.axis))
    return len(spectrum.axis) >= _FEWEST and bool((steps > 0).all() or (steps < 0).all())


def _is_wave(name: str) -> bool:
    return name.lower().strip(" #.") in {"wave", "wavelength", "wavenumber", "wl", "shift"}


def _style(
    rows: Iterator[list[str]], n_above: int, columns: _Columns, delimiter: str
) -> Dialect | None:
    """Tell how the numbers are written by the first rows."""
    cells: list[str] = []
    for line, row in enumerate(rows):
        if line >= n_above + _LOOKED_AT:
            break
        if line >= n_above and len(row) == len(columns.names):
            cells += (row[columns.axis], row[columns.signal])
    try:
        return Dialect(delimiter, *number_style(cells)) if cells else None
    except InputError:
        return None


def _collect(
    rows: Iterator[list[str]], n_above: int, columns: _Columns, dialect: Dialect
) -> dict[tuple[str, ...], _Spectrum] | None:
    """Gather the points of each spectrum; ``None`` where a row is no point of one."""
    found: dict[tuple[str, ...], _Spectrum] = {}
    n_columns, n_values = len(columns.names), 0
    for line, cells in enumerate(rows):
        if line < n_above or not any(cells):
            continue
        if len(cells) != n_columns:
            return None
        axis, signal = dialect.value(cells[columns.axis]), dialect.value(cells[columns.signal])
        if axis is None or signal is None:
            return None
        key = tuple(cells[column] for column in columns.keys)
        spectrum = found.get(key)
        if spectrum is None:
            if len(found) >= _MOST_SPECTRA:
                return None
            spectrum = found[key] = _Spectrum()
        spectrum.axis.append(axis)
        spectrum.signal.append(signal)
        n_values += 1
        if n_values > MAX_VALUES // 10:
            return None
    return found


def _tables(
    found: dict[tuple[str, ...], _Spectrum], columns: _Columns, dialect: Dialect
) -> list[Table]:
    """Put the spectra that share an axis below it."""
    shared: dict[bytes, list[tuple[str, ...]]] = {}
    for key, spectrum in found.items():
        shared.setdefault(spectrum.axis.tobytes(), []).append(key)
    return [_table(found, keys, columns, dialect) for keys in shared.values()]


def _refuse_words(rows: Iterable[list[str]], columns: _Columns, dialect: Dialect) -> None:
    """Say what is wrong with points that words, if not numbers, tell apart."""
    if all(dialect.value(cell) is not None for row in rows for cell in row):
        return
    listed = ", ".join(columns.names[column] or "no name" for column in columns.keys)
    raise InputError(
        f"It has one point per row, but rows that are alike in {listed} follow no axis.",
        "Give every spectrum a name of its own in one column, and leave out columns that differ "
        "from point to point.",
    )


def _table(
    found: dict[tuple[str, ...], _Spectrum],
    keys: list[tuple[str, ...]],
    columns: _Columns,
    dialect: Dialect,
) -> Table:
    n_beside, name = len(columns.keys), columns.names[columns.axis]
    axis = np.array(found[keys[0]].axis)
    first = np.concatenate([np.full(n_beside, np.nan), axis])
    values = np.empty((len(keys) + 1, first.size), np.float32)
    with np.errstate(over="ignore"):
        values[0] = first
        for row, key in enumerate(keys, 1):
            beside = (dialect.value(cell) for cell in key)
            values[row, :n_beside] = [math.nan if each is None else each for each in beside]
            values[row, n_beside:] = np.array(found[key].signal)
    return Table(
        values=values,
        first_row=first,
        exact=values[:, : n_exact(first.size)].astype(np.float64),
        words={
            place: [columns.names[column], *(key[place] for key in keys)]
            for place, column in enumerate(columns.keys)
        },
        header=(f"x units: {'' if name in _GENERIC else name}",),
        footer=(),
        dialect=dialect,
        first_line=1,
        notes=("one point per row",),
    )
