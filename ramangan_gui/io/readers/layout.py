"""What the rows and columns of a table mean: where its axis is, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .axis_unit import AxisUnit, axis_unit, titles_axis, unit_in_words
from .base import EXPORT_AS_TEXT, Measured, axis_range, number, tidy
from .column_choice import (
    Choice,
    chosen,
    infrared_signal,
    is_axis_name,
    is_other_signal,
)
from .columns import RowFacts, facts_of_columns, facts_of_rows, names_and_units
from .laser import laser_in
from .long_table import LongTable, long_table, unnamed_long_table
from .named_axis import with_named_axis
from .pair_table import Pairs, pair_table
from .row_numbers import (
    cells_before_axis,
    counts,
    is_frame_number,
    rises_or_falls,
    without_far_ends,
    without_row_numbers,
)
from .table import Table
from .table_builder import MIN_BESIDE_WORDS
from .table_fields import metadata, own_name

#: A row without a free or named corner needs this many numbers to be an axis.
_MIN_AXIS_ROW: Final = 8

#: Rows that are looked at one by one before all are.
_FIRST_ROWS: Final = 3

#: A column of this many numbers that only rises or only falls is an axis, not intensities.
_SURELY_AXIS: Final = 20


#: So does a row of this many; shorter ones may be the flank of a band.
_LONG_ROW: Final = 64


def spectra_in(table: Table, orientation: str = "") -> list[Measured]:
    """Give the spectra of a table.

    Parameters
    ----------
    table : Table
        The table.
    orientation : {"", "columns", "rows"}
        Where the spectra are; empty to find out.

    Raises
    ------
    InputError
        If it cannot be told what its rows and columns are.
    """
    names, units = names_and_units(table)
    named = with_named_axis(table, names) if orientation != "columns" else None
    if named is not None:
        return [_from_rows(named)]
    if orientation == "rows" or (not orientation and _axis_is_first_row(table, names)):
        return [_from_rows(table)]
    table, names, units = without_row_numbers(table, names, units)
    pairs = pair_table(table, names)
    if pairs is not None:
        return [_from_pairs(table, each, names) for each in pairs]
    return [_from_columns(table, names, units)]


def _axis_is_first_row(table: Table, names: Sequence[str]) -> bool:
    """Tell whether the axis is the first row (``True``) or the first column (``False``)."""
    if table.shape[1] < MIN_BESIDE_WORDS and not table.words:
        return False
    row = table.first_row[np.isfinite(table.first_row)]
    free_corner = not np.isfinite(table.first_row[0])
    column = table.first_column[1:] if free_corner else table.first_column
    fewest = MIN_BESIDE_WORDS if free_corner else _MIN_AXIS_ROW
    row_fits = table.shape[0] >= 2 and row.size >= fewest and rises_or_falls(row)
    column_fits = column.size >= 2 and bool(np.isfinite(column).all()) and rises_or_falls(column)
    if any(any(cells[1:]) for cells in table.words.values()):
        if not row_fits:
            raise InputError(
                "Its rows have names, but the row above them is no axis.",
                "Put the Raman shifts into the header row, above the intensities.",
            )
        return True
    if row_fits and column_fits and counts(row) and counts(column):
        raise InputError(
            "Its first row and its first column only count, so it holds no axis.",
            "Put the Raman shifts into the first row or the first column.",
        )
    if not row_fits or (column_fits and (any(names) or counts(row))):
        return False
    if not column_fits or counts(column):
        return True
    if row.size < _SURELY_AXIS < column.size // 2:
        return False  # a few times or concentrations above the spectra
    if free_corner:
        # Instruments leave the corner empty above positions or times, beside the axis.
        corner = table.words.get(0, [""])[0]
        return unit_in_words(corner) not in {"1/cm", "nm", "pixel"}
    if row.size == column.size:
        raise InputError(
            "Its axis may be the first row or the first column.",
            "Name the columns in a header line.",
        )
    return bool(row.size > column.size)


def _from_rows(table: Table) -> Measured:
    """Read spectra that are rows below their axis."""
    in_axis = np.isfinite(table.first_row)
    if not in_axis.any():
        raise InputError("Its first row holds no axis.", EXPORT_AS_TEXT)
    first, last = np.flatnonzero(in_axis)[[0, -1]]
    if not in_axis[first : last + 1].all():
        raise InputError("The axis in its first row has gaps.", EXPORT_AS_TEXT)
    first += cells_before_axis(table.first_row[first : last + 1])
    facts = facts_of_rows(table, [*range(first), *range(last + 1, table.shape[1])])
    spectra = table.values[1:, first : last + 1]
    for place, row in enumerate(spectra[:_FIRST_ROWS]):
        if row.size >= _LONG_ROW and rises_or_falls(row):
            raise InputError(
                f"Row {place + 2} of its table rises or falls steadily, as an axis does.",
                "Leave one axis only, above the spectra.",
            )
    axis, values, notes = tidy(table.first_row[first : last + 1], spectra)
    corner = [cells[0] for cells in table.words.values() if is_axis_name(cells[0])]
    unit = axis_unit(axis, corner, table.header)
    if facts.note:
        notes.append(facts.note)
    if facts.ignored:
        notes.append(f"columns not used: {', '.join(facts.ignored)}")
    return _measured(table, axis, values, unit, facts, ["in rows", *notes])


def _from_pairs(table: Table, pairs: Pairs, names: Sequence[str]) -> Measured:
    """Read spectra that each have an axis of their own beside them."""
    axis, values, notes = tidy(pairs.axis, pairs.values)
    title = [names[pairs.columns[0] - 1]] if names else []
    unit = axis_unit(axis, title, [*table.header, *table.footer])
    named = [names[column] for column in pairs.columns] if names else []
    distinct = all(named) and len(set(named)) == len(named) > 0
    facts = RowFacts(name=np.array(named) if distinct else None)
    return _measured(table, axis, values, unit, facts, ["each beside its own axis", *notes])


def _from_columns(table: Table, names: list[str], units: list[str]) -> Measured:
    """Read spectra that are columns beside their axis."""
    long = long_table(table, names) if names else None
    if long is None and (not names or len(names) == 2):
        long = unnamed_long_table(table)
    if long is not None:
        return _from_long(table, long, names)
    first = 0
    if not np.isfinite(table.first_row[0]):
        names = names or [f"{value:g}" if np.isfinite(value) else "" for value in table.first_row]
        names[0], first = table.words.get(0, [names[0]])[0], 1
    choice = chosen(table, names, units, first) if names else None
    values, axis = table.values[first:], table.column(choice.axis if choice else 0)[first:]
    values, axis, apart = without_far_ends(values, axis)
    full = np.isfinite(axis)
    notes = [*apart, *_without_axis(values, full, choice)]
    used = _measured_columns(values)
    used = used[used > 0] if choice is None else np.array(choice.signals, np.intp)
    if choice is None and not names and used.size == 2 and is_frame_number(values[:, used[0]]):
        used = used[1:]
        notes.append("column 2 left out, it holds the same whole number in every row")
    if used.size == 0 or len(axis) < 2:
        raise InputError("It holds no intensities.")
    if choice is None:
        _refuse_other_signals(used, names)
    _refuse_other_axes(values, used)
    place = choice.axis if choice else 0
    title = (
        [f"{names[place]} {units[place] if units else ''}"]
        if names
        else [line for line in table.header[-1:] if titles_axis(line)]
    )
    data = values if full.all() else values[full]
    # Neighbouring columns are not copied.
    neighbours = used[-1] - used[0] + 1 == used.size
    data = data[:, used[0] : used[-1] + 1] if neighbours else data[:, used]
    axis, intensities, more = tidy(axis[full], data.T)
    unit = axis_unit(axis, title, [*table.header, *table.footer])
    named = [names[column] for column in used] if names else []
    name = np.array(named) if named and len(used) > 1 and all(named) else None
    above = facts_of_columns(table, used.tolist())
    facts = RowFacts(name=name, label=above.get("label"), group=above.get("group"))
    measured = _measured(table, axis, intensities, unit, facts, [*more, *notes])
    signals = [infrared_signal(word) for word in named]
    if unit.unit == "1/cm" and signals and all(signals):
        what = f"{signals[0]} over wavenumbers"
        told = (*measured.notes, f"{what}, no Raman spectrum")
        return replace(measured, x_unit="", unit_stated=False, not_raman=what, notes=told)
    return measured


def _from_long(table: Table, long: LongTable, names: Sequence[str]) -> Measured:
    """Read spectra that stand one below the other."""
    axis, intensities, notes = tidy(long.axis, long.values)
    title = [long.axis_name or " ".join(names[:1])]
    unit = axis_unit(axis, title, [*table.header, *table.footer])
    facts = RowFacts(name=long.name, map_position=long.position)
    said = ["one below the other", *notes, *filter(None, [long.note])]
    return _measured(table, axis, intensities, unit, facts, said)


def _measured_columns(values: NDArray[np.float32]) -> NDArray[np.intp]:
    """Give the columns that hold any number."""
    # One row that is full answers for all columns; most tables have it at their beginning.
    if any(np.isfinite(row).all() for row in values[:_FIRST_ROWS]):
        return np.arange(values.shape[1])
    return np.flatnonzero([np.isfinite(column).any() for column in values.T])


def _without_axis(
    values: NDArray[np.float32], full: NDArray[np.bool_], choice: Choice | None
) -> list[str]:
    """Check the rows that have no axis value: allowed at the ends, where another axis is left."""
    notes = [] if choice is None or not choice.note else [choice.note]
    if full.all():
        return notes
    lost = ~full & np.isfinite(values[:, 1:]).any(axis=1)
    if not lost.any():
        return notes
    inside = np.flatnonzero(full)
    at_ends = inside.size > 0 and bool(full[inside[0] : inside[-1] + 1].all())
    if choice is not None and choice.several_axes and at_ends:
        n_lost = int(np.count_nonzero(lost))
        return [*notes, f"rows without an axis value left out: {number(n_lost)}"]
    row = int(np.argmax(lost))
    raise InputError(
        f"Row {number(row + 1)} of its table has an intensity but no axis value.", EXPORT_AS_TEXT
    )


def _refuse_other_signals(used: NDArray[np.intp], names: Sequence[str]) -> None:
    """Refuse tables in which it is not plain which column is the signal."""
    others = [names[column] for column in used if names and is_other_signal(names[column])]
    if others and used.size > 1:
        raise InputError(
            "Its columns are not all spectra of the sample: "
            f"{', '.join(names[column] for column in used)}.",
            EXPORT_AS_TEXT,
        )


def _refuse_other_axes(values: NDArray[np.float32], used: NDArray[np.intp]) -> None:
    """Refuse tables with a second axis among their spectra."""
    if used.size < 2 or len(values) < _SURELY_AXIS:
        return
    for column in used:
        if rises_or_falls(values[:, column]):
            raise InputError(
                f"Column {column + 1} of its table rises or falls steadily, as an axis does.",
                EXPORT_AS_TEXT,
            )


def _measured(
    table: Table,
    axis: NDArray[np.float64],
    values: NDArray[np.float32],
    unit: AxisUnit,
    facts: RowFacts,
    notes: list[str],
) -> Measured:
    n_spectra = len(values)
    size = f"{number(axis.size)} points, {axis_range(axis, unit.unit)}"
    if n_spectra != 1:
        size = f"{number(n_spectra)} spectra × {size}"
    if table.n_own and n_spectra == 1 and facts.name is None:
        facts = replace(facts, name=own_name(table))
    said = [size, *notes, *table.dialect.words(), *filter(None, [unit.note]), *table.notes]
    return Measured(
        axis=axis,
        intensities=values,
        x_unit=unit.unit,
        unit_stated=unit.stated,
        label=facts.label,
        group=facts.group,
        name=facts.name,
        generated=facts.generated,
        map_position=facts.map_position,
        laser_nm=laser_in([*table.header, *table.footer]),
        metadata=metadata(table, facts),
        notes=("read as: " + ", ".join(said),),
    )
