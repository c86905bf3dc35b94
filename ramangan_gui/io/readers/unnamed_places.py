"""Columns without a name before spectra in rows: where on a map or in a series each was measured.

LabSpec writes x and y, or the time, under an empty corner unless it is told to write a header.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from .labspec_text import Place
from .row_numbers import counts, rises_or_falls
from .table import Table

#: What the place in a series is called where the file does not say what runs.
PLACE: Final = "place"

#: A grid of fewer places may be two other columns.
_FEWEST_PLACES: Final = 4


def unnamed_places(table: Table, columns: Sequence[int]) -> tuple[Mapping[int, Place], str]:
    """Tell what one or two columns without names say about the spectra beside them.

    Parameters
    ----------
    table : Table
        Its first row is the axis.
    columns : sequence of int
        The columns that are not part of the spectra.

    Returns
    -------
    places : mapping of int to Place
        x and y in µm where two columns are a full grid, the place in a series where one only rises
        or only falls; empty otherwise.
    note : str
        What to tell the user.
    """
    if list(columns) not in ([0], [0, 1]) or table.shape[0] < 3:
        return {}, ""
    values = [table.column(column)[1:] for column in columns]
    if not all(np.isfinite(each).all() for each in values):
        return {}, ""
    if len(values) == 1:
        steps = np.diff(values[0])
        if not rises_or_falls(values[0]) or not steps.all() or counts(values[0]):
            return {}, ""
        return {0: Place(PLACE)}, "first column, which has no name, kept as place in the series"
    x, y = values
    n_x, n_y = np.unique(x).size, np.unique(y).size
    places = np.unique(np.stack([x, y]), axis=1).shape[1]
    if min(n_x, n_y) < 2 or x.size < _FEWEST_PLACES or not places == x.size == n_x * n_y:
        return {}, ""
    return {0: Place("X"), 1: Place("Y")}, "first two columns taken as x and y in µm"
