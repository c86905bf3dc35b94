"""The table of numbers in a text file or a sheet, and the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .dialect import Dialect

#: Tables wider than this have their axis in the first row or the first column, or in the second
#: beside numbers of the rows.
_MANY_COLUMNS = 64


def n_exact(n_columns: int) -> int:
    """Tell how many columns are kept in full precision: those that may be the axis."""
    return 2 if n_columns > _MANY_COLUMNS else min(n_columns, 6)


@dataclass(frozen=True, eq=False)
class Table:
    """A block of numbers, perhaps with columns of words at its sides.

    Parameters
    ----------
    values : ndarray of float32, shape (n_rows, n_columns)
        NaN where a cell is empty, missing or a word.
    first_row : ndarray of float64, shape (n_columns,)
        The first row in full precision, since it may be the axis.
    exact : ndarray of float64, shape (n_rows, n_exact(n_columns))
        The first columns in full precision, since one of them may be the axis.
    words : mapping of int to list of str
        Cells of the columns that hold words.
    header, footer : tuple of str
        Lines before and after, without the signs of remarks.
    dialect : Dialect
        How its numbers are written.
    first_line : int
        Line number of the first row.
    notes : tuple of str
        What the user should know.
    n_own : int
        How many of the last lines of the header are about this table alone, where others follow
        below it; 0 otherwise.
    rows_begin : int
        Place of the first row among the bytes of the file where all of it is plain columns with
        nothing below them; negative otherwise.
    """

    values: NDArray[np.float32]
    first_row: NDArray[np.float64]
    exact: NDArray[np.float64]
    words: Mapping[int, list[str]]
    header: tuple[str, ...]
    footer: tuple[str, ...]
    dialect: Dialect
    first_line: int
    notes: tuple[str, ...] = ()
    n_own: int = 0
    rows_begin: int = -1

    @property
    def first_column(self) -> NDArray[np.float64]:
        """The first column in full precision."""
        return self.exact[:, 0]

    def column(self, column: int) -> NDArray[np.float64]:
        """Give a column, in full precision where that is kept."""
        if column < self.exact.shape[1]:
            return self.exact[:, column]
        return self.values[:, column].astype(np.float64)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        n_rows, n_columns = self.values.shape
        return n_rows, n_columns
