"""Wide tables with the axis in the names of their columns, such as ``X400.5`` or ``400.5 cm-1``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from .row_numbers import counts, rises_or_falls
from .table import Table

#: A row of names needs this many numbers to be an axis.
_FEWEST: Final = 20

#: Columns beside the spectra, such as label and specimen.
_MOST_BESIDE: Final = 12

_NAME: Final = re.compile(r"([^\W\d]*[ _.]?)(\d+(?:\.\d+)?)((?:\s*[^\d\s].*)?)")


def with_named_axis(table: Table, names: Sequence[str]) -> Table | None:
    """Put the numbers in the names of the columns above the table as its axis.

    Parameters
    ----------
    table : Table
        Its spectra are rows, below names alone.
    names : sequence of str
        Of its columns.

    Returns
    -------
    Table or None
        ``None`` where the names hold no axis.
    """
    if len(names) < _FEWEST:
        return None
    found = [_NAME.fullmatch(name.strip()) for name in names]
    around = [None if match is None else (match[1], match[3].strip()) for match in found]
    kinds = [kind for kind in around if kind is not None]
    if not kinds:
        return None
    usual = max(set(kinds), key=kinds.count)
    columns = [column for column, kind in enumerate(around) if kind == usual]
    beside = len(names) - len(columns)
    if len(columns) < _FEWEST or beside > _MOST_BESIDE or not any(usual):
        return None
    axis = np.array([float(match[2]) for column in columns if (match := found[column])])
    if columns != list(range(columns[0], columns[-1] + 1)) or counts(axis):
        return None
    if not rises_or_falls(axis):
        return None
    row = np.full(len(names), np.nan)
    row[columns] = axis
    words = {
        column: [names[column], *table.words.get(column, [""] * table.shape[0])]
        for column in range(len(names))
        if column not in set(columns)
    }
    unit = f"{usual[0]} {usual[1]}".strip()
    return replace(
        table,
        values=np.vstack([row.astype(np.float32), table.values]),
        first_row=row,
        exact=np.vstack([row[: table.exact.shape[1]], table.exact]),
        words=words,
        header=(*table.header[:-1], f"x units: {unit}"),
        notes=(*table.notes, "axis in the names of the columns"),
        rows_begin=-1,
    )
