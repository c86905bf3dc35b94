"""Tables in which every spectrum has an axis of its own beside it, as plotting programs write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .column_choice import is_signal_name
from .row_numbers import rises_or_falls
from .table import Table

#: Pairs of fewer points may rise by chance.
_FEWEST: Final = 20

#: Share of the shortest axis that all of them cover.
_SHARED: Final = 0.5


@dataclass(frozen=True, eq=False)
class Pairs:
    """Spectra of such a table that share an axis.

    Parameters
    ----------
    axis : ndarray of float64, shape (n_points,)
        As it stands in the file.
    values : ndarray of float32, shape (n_spectra, n_points)
        Their intensities.
    columns : list of int
        Columns of the intensities.
    """

    axis: NDArray[np.float64]
    values: NDArray[np.float32]
    columns: list[int]


def pair_table(table: Table, names: Sequence[str]) -> list[Pairs] | None:
    """Read a table of columns x, y, x, y and so on; ``None`` where its columns are others."""
    n_rows, n_columns = table.shape
    if n_columns % 2 and not np.isfinite(table.values[:, -1]).any():
        n_columns -= 1  # every row ends with a delimiter
    if n_columns < 4 or n_columns % 2 or n_rows < _FEWEST or table.words:
        return None
    titles = [re.sub(r"[\W\d_]+", "", name.lower()) for name in names[:n_columns:2]]
    if len(set(titles)) > 1 or any(map(is_signal_name, titles)):
        return None
    for column in range(n_columns):
        if rises_or_falls(table.column(column)) != (column % 2 == 0):
            return None
    if not _overlap([table.column(column) for column in range(0, n_columns, 2)]):
        return None
    axes: list[NDArray[np.float64]] = []
    columns: list[list[int]] = []
    for column in range(0, n_columns, 2):
        axis, signal = table.column(column), table.values[:, column + 1]
        full = np.isfinite(axis)
        if full.sum() < _FEWEST or not full[: full.sum()].all() or np.isfinite(signal[~full]).any():
            return None  # rows are lost, or stand beside nothing
        axis = axis[full]
        # All but the first columns are kept in single precision.
        same = next((n for n, known in enumerate(axes) if _are_equal(known, axis)), len(axes))
        if same == len(axes):
            axes.append(axis)
            columns.append([])
        columns[same].append(column + 1)
    return [
        Pairs(axis, np.ascontiguousarray(table.values[: axis.size, own].T), own)
        for axis, own in zip(axes, columns, strict=True)
    ]


def _overlap(axes: Sequence[NDArray[np.float64]]) -> bool:
    """Tell whether axes cover much of the same range, as those of one instrument do."""
    low, high = (np.array([end(axis) for axis in axes]) for end in (np.nanmin, np.nanmax))
    return bool(high.min() - low.max() >= _SHARED * (high - low).min())


def _are_equal(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    return one.size == other.size and np.array_equal(
        one.astype(np.float32), other.astype(np.float32)
    )
