"""Columns that only number the rows of a table, and rows of numbers that are no points of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .table import Table

#: A column of fewer numbers may rise by chance.
_FEWEST: Final = 8

#: Share of steps of an axis that are none, where close points are rounded to the same value.
_MOVING: Final = 0.9

#: An axis of fewer points may have gaps of any size.
_LONG: Final = 20

#: A first point that is further away than this many of the largest other steps is a header.
_FAR: Final = 5.0

_NAMES: Final = re.compile(
    r"\W*(?:unnamed:? *\d*|index|idx|i|n|no|nr|num(?:ber)?|row(?: *(?:no|number|id))?|id|obs"
    r"|(?:data *)?points?(?: *(?:no|number))?|pt|long ?name|units?|comments?|序号)?\W*",
    re.IGNORECASE,
)


def counts(values: NDArray[np.float64]) -> bool:
    """Tell whether values are 0, 1, 2 and so on, or 1, 2, 3 and so on."""
    return bool(values[0] in (0.0, 1.0) and (np.diff(values) == 1.0).all())


def names_row_numbers(name: str) -> bool:
    """Tell whether a column may be called so that numbers the rows; it may have no name."""
    return _NAMES.fullmatch(name) is not None


def rises_or_falls(values: NDArray[Any]) -> bool:
    """Tell whether values only rise or only fall, a few repeats allowed and gaps left out."""
    steps = np.diff(values)
    if np.isnan(steps).any():
        steps = np.diff(values[np.isfinite(values)])
    some = np.count_nonzero(steps) >= max(1, _MOVING * steps.size)
    return bool(some and ((steps >= 0).all() or (steps <= 0).all()))


def without_row_numbers(
    table: Table, names: Sequence[str], units: Sequence[str]
) -> tuple[Table, list[str], list[str]]:
    """Leave out a first column that numbers the rows beside an axis in the second.

    Parameters
    ----------
    table : Table
        Its spectra are columns.
    names, units : sequence of str
        Of its columns; no entries where the file has none.

    Returns
    -------
    table : Table
        With a note where a column was left out, the same otherwise.
    names, units : list of str
        Of the columns that are left.
    """
    if not _has_row_numbers(table, names):
        return table, list(names), list(units)
    left = replace(
        table,
        values=table.values[:, 1:],
        first_row=table.first_row[1:],
        exact=table.exact[:, 1:],
        words={column - 1: cells for column, cells in table.words.items() if column},
        notes=(*table.notes, "the first column numbers the rows and was left out"),
    )
    return left, list(names[1:]), list(units[1:])


def _has_row_numbers(table: Table, names: Sequence[str]) -> bool:
    n_rows, n_columns = table.shape
    if n_columns < 3 or (names and not names_row_numbers(names[0])):
        return False
    first = 0 if np.isfinite(table.first_row[0]) else 1
    if n_rows - first < _FEWEST or table.exact.shape[1] < 2:
        return False
    if not counts(table.exact[first:, 0]):
        return False
    axis = table.exact[first:, 1]
    if not np.isfinite(axis).all() or counts(axis):
        return False
    # Beside row numbers stands an axis, and beside that at least one column that is none.
    others = table.values[first:, 2:].T
    return rises_or_falls(axis) and not all(rises_or_falls(column) for column in others[:64])


def cells_before_axis(row: NDArray[np.float64]) -> int:
    """Count the cells, three at most, that stand far before an axis in the first row.

    Programs fill the corner of a table with zeros or counts rather than leave it free.
    """
    if row.size < _LONG:
        return 0
    steps = np.abs(np.diff(row))
    for n_cells in (3, 2, 1):
        if steps[n_cells - 1] > _FAR * steps[n_cells:].max() > 0:
            return n_cells
    return 0


def is_frame_number(values: NDArray[np.float32]) -> bool:
    """Tell whether a column between axis and intensities is the number of a frame or strip."""
    return bool(values[0] == values[-1] == np.round(values[0]) and (values == values[0]).all())


def without_far_ends(
    values: NDArray[np.float32], axis: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float64], list[str]]:
    """Leave out a first or last row that stands far from the axis, as settings and headers do.

    Parameters
    ----------
    values : ndarray of float32, shape (n_rows, n_columns)
        Whole rows.
    axis : ndarray of float64, shape (n_rows,)
        Their axis, possibly with gaps.

    Returns
    -------
    values, axis : ndarray
        Without those rows.
    notes : list of str
        What was left out.
    """
    if axis.size < _LONG:
        return values, axis, []
    steps = np.abs(np.diff(axis))
    if steps[0] == 0 and values[0, 1] == np.float32(axis[-1]):
        note = "first row left out, it holds the ends of the axis"
        return values[1:], axis[1:], [note]
    if not steps[0] > _FAR * steps[1] and not steps[-1] > _FAR * steps[-2]:
        return values, axis, []
    most = _FAR * np.nanmax(steps[1:-1], initial=0.0)
    begin, end = int(steps[0] > most > 0), axis.size - int(steps[-1] > most > 0)
    left_out = [axis[0]] * begin + [axis[-1]] * (axis.size - end)
    notes = [f"row at {place:g} left out, far from the others" for place in left_out]
    return values[begin:end], axis[begin:end], notes
