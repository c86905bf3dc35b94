"""Neighbouring rows of a file that have the same number of cells."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .table import n_exact


@dataclass
class Block:
    """Rows of numbers, perhaps with words at their sides, while they are collected.

    Parameters
    ----------
    first_line, last_line : int
        Line numbers of the first and the last row.
    first_row : list of float
        The first row in full precision.
    header : list of str
        Lines before it that belong to no block.
    rows : list of ndarray of float32
        The rows, NaN where a cell is no number.
    exact : list of ndarray of float64
        The first columns in full precision.
    words : dict of int to dict of int to str
        Words by column and row.
    """

    first_line: int
    last_line: int
    first_row: list[float]
    header: list[str]
    rows: list[NDArray[np.float32]] = field(default_factory=list)
    exact: list[NDArray[np.float64]] = field(default_factory=list)
    words: dict[int, dict[int, str]] = field(default_factory=dict)

    @property
    def n_columns(self) -> int:
        """Number of cells in each row."""
        return len(self.first_row)

    @property
    def n_values(self) -> int:
        """Number of cells."""
        return len(self.rows) * self.n_columns

    @property
    def leading_words(self) -> int:
        """How many words the last row begins with; -1 where it holds words elsewhere."""
        last = len(self.rows) - 1
        columns = sorted(column for column, cells in self.words.items() if last in cells)
        return len(columns) if columns == list(range(len(columns))) else -1

    def columns_of_words(self, n_rows: int) -> dict[int, list[str]]:
        """Give the columns that hold words, empty where a cell holds none."""
        return {
            column: [cells.get(row, "") for row in range(n_rows)]
            for column, cells in sorted(self.words.items())
        }

    def below(self, axis_row: Block) -> Block:
        """Give the block with an axis row that has no corner cells put above it."""
        first = [math.nan] * (self.n_columns - axis_row.n_columns) + axis_row.first_row
        return Block(
            first_line=axis_row.first_line,
            last_line=self.last_line,
            first_row=first,
            header=self.header,
            rows=[np.array(first, np.float32), *self.rows],
            exact=[np.array(first[: n_exact(len(first))]), *self.exact],
            words={
                column: {row + 1: word for row, word in cells.items()}
                for column, cells in self.words.items()
            },
        )
