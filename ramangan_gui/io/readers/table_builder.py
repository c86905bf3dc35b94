"""Finding the one table among lines of words and numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, MAX_VALUES, number
from .block import Block
from .dialect import Dialect
from .stacked_tables import lines_of_each
from .table import Table, n_exact
from .text_source import COMMENT

#: A row with words in it needs this many numbers to be a row of the table.
MIN_BESIDE_WORDS: Final = 5

#: Numbers among those words, such as ages and dates, that a row may have beside its spectrum.
_MAX_BESIDE: Final = 20

#: Rows of numbers outside the table that may belong to a header.
_MAX_STRAY_ROWS: Final = 2

#: Lines without a table after which a file is given up, and characters of them that are kept.
MAX_HEADER_LINES: Final = 20_000
MAX_KEPT: Final = 4 * 2**20

#: Blocks of rows of different length after which a file is given up.
_MAX_BLOCKS: Final = 1_000

_SINGLE_COLUMN: Final = "It holds a single column of numbers: an axis or intensities, but not both."
_BOTH_COLUMNS: Final = "Export both columns into one file."


class TableBuilder:
    """Finds the table among rows of cells that are fed to it one after another.

    Parameters
    ----------
    dialect : Dialect
        How numbers are written.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._blocks: list[Block] = []
        self._open: Block | None = None
        self._waiting: list[str] = []
        self._stray: list[int] = []
        self._break = 0
        self._n_values = 0
        self._n_kept = 0
        self._n_remarks = 0
        self._last_line = 0

    def feed_remark(self, line: int, text: str) -> None:
        """Take a line that is marked as a remark."""
        bare = self.dialect.cells(COMMENT.sub("", text))
        if self._open is not None and len(bare) == self._open.n_columns:
            self._n_remarks += not all(self.dialect.value(cell) is None for cell in bare)
        self._keep(line, text)

    def feed_words(self, line: int, text: str) -> None:
        """Take a line that is no row of numbers, and ends the table before it."""
        self._open = None
        self._break = line
        self._last_line = line
        self._keep(line, text)

    def _keep(self, line: int, text: str) -> None:
        self._n_kept += len(text)
        if self._n_kept <= MAX_KEPT:
            self._waiting.append(text)
        if not self._blocks and line > MAX_HEADER_LINES:
            raise InputError(f"It holds no table of numbers in its first {number(line)} lines.")

    def feed(self, line: int, cells: Sequence[str], text: str) -> None:
        """Take a line as cells; `text` is the line itself."""
        values, words = self._read(cells, text)
        known = sum(not math.isnan(value) for value in values)
        if known == 0 and not words:
            return
        if words and not (
            known >= MIN_BESIDE_WORDS and 2 * known >= len(cells) and _at_sides(words, len(cells))
        ):
            self.feed_words(line, text)
            return
        self._last_line = line
        if len(cells) < 2:
            self._open = None
            self._stray.append(line)
            if len(self._stray) > MAX_HEADER_LINES:
                raise InputError(_SINGLE_COLUMN, _BOTH_COLUMNS)
            self._waiting.append(text)
            return
        self._append(line, values, words)

    @property
    def n_columns(self) -> int:
        """Number of cells of the row before; 0 where it was none."""
        return 0 if self._open is None else self._open.n_columns

    @property
    def leading_words(self) -> int:
        """How many words the last row began with; -1 where it held words elsewhere, or is none."""
        return -1 if self._open is None else self._open.leading_words

    def feed_parsed(self, line: int, words: Sequence[str], numbers: NDArray[np.float64]) -> bool:
        """Take a row like the one before; ``False`` where it has another length."""
        block = self._open
        if block is None or len(words) + numbers.size != block.n_columns:
            return False
        values = np.concatenate([np.full(len(words), np.nan), numbers])
        self._last_line = line
        self._add(block, line, values, dict(enumerate(words)))
        return True

    def _read(self, cells: Sequence[str], text: str) -> tuple[list[float], dict[int, str]]:
        comma = self.dialect.decimal == ","
        if not self.dialect.thousands and "_" not in text and not (comma and "." in text):
            for n_words in (0, 1):  # all numbers, or a name and numbers: the two common rows
                numbers = cells[n_words:]
                try:
                    if comma:
                        numbers = [cell.replace(",", ".") for cell in numbers]
                    values = list(map(float, numbers))
                except ValueError:
                    continue
                if n_words and self.dialect.value(cells[0]) is None:
                    return [math.nan, *values], {0: cells[0]}
                if not n_words:
                    return values, {}
        values, words = [], {}
        for column, cell in enumerate(cells):
            value = self.dialect.value(cell)
            if value is None:
                words[column] = cell
                value = math.nan
            values.append(value)
        return values, words

    def _append(self, line: int, values: list[float], words: dict[int, str]) -> None:
        block = self._open
        if block is None or block.n_columns != len(values):
            if block is not None:
                self._break = line
            block = Block(line, line, values, self._waiting)
            self._waiting = []
            self._blocks.append(block)
            if len(self._blocks) > _MAX_BLOCKS:
                raise InputError(
                    f"Up to line {number(line)} its rows of numbers change length "
                    f"{number(_MAX_BLOCKS)} times, so they are no table.",
                    EXPORT_AS_TEXT,
                )
            self._open = block
        self._add(block, line, np.array(values), words)

    def _add(
        self, block: Block, line: int, values: NDArray[np.float64], words: Mapping[int, str]
    ) -> None:
        self._n_values += values.size
        if self._n_values > MAX_VALUES:
            raise InputError(f"It holds more than {number(MAX_VALUES)} numbers.", "Split it.")
        for column, word in words.items():
            block.words.setdefault(column, {})[len(block.rows)] = word
        with np.errstate(over="ignore"):
            block.rows.append(values.astype(np.float32))
        block.exact.append(values[: n_exact(values.size)].copy())
        block.last_line = line

    def table(self) -> Table:
        """Give the table.

        Raises
        ------
        InputError
            If there is none, or more than one.
        """
        if not self._blocks:
            if len(self._stray) > 1:
                raise InputError(_SINGLE_COLUMN, _BOTH_COLUMNS)
            raise InputError("It holds no table of numbers.")
        main = max(self._blocks, key=lambda block: block.n_values)
        return self._table_of(main)

    def tables(self) -> list[Table]:
        """Give the table, or all of them where several spectra stand one below the other.

        Raises
        ------
        InputError
            If there is none, or several that are not of one kind.
        """
        n_lines = 0 if self._stray else lines_of_each(self._blocks)
        if not n_lines:
            return [self.table()]
        above = self._blocks[0].header[:-n_lines]
        return [
            Table(
                values=np.array(block.rows),
                first_row=np.array(block.first_row),
                exact=np.array(block.exact),
                words={},
                header=tuple(COMMENT.sub("", line) for line in [*above, *block.header[-n_lines:]]),
                footer=tuple(COMMENT.sub("", line) for line in self._waiting),
                dialect=self.dialect,
                first_line=block.first_line,
                notes=(f"table {place} of {len(self._blocks)}", *self._about_remarks()),
                n_own=n_lines,
            )
            for place, block in enumerate(self._blocks, 1)
        ]

    def _table_of(self, main: Block) -> Table:
        header, axis_row = self._before(main)
        notes = self._after(main)
        block = main.below(axis_row) if axis_row is not None else main
        values = np.array(block.rows)
        values, dropped = _without_cut_row(values, block, self)
        return Table(
            values=values,
            first_row=np.array(block.first_row),
            exact=np.array(block.exact)[: len(values)],
            words=block.columns_of_words(len(values)),
            header=tuple(COMMENT.sub("", text) for text in header),
            footer=tuple(COMMENT.sub("", text) for text in self._waiting),
            dialect=self.dialect,
            first_line=block.first_line,
            notes=(*notes, *dropped, *self._about_remarks()),
        )

    def _about_remarks(self) -> list[str]:
        if not self._n_remarks:
            return []
        return [f"rows marked as remarks and left out: {number(self._n_remarks)}"]

    @property
    def started(self) -> bool:
        """Whether a row of numbers has been seen."""
        return bool(self._blocks)

    @property
    def last_line(self) -> int:
        """Number of the last line that held anything but a remark."""
        return self._last_line

    def _before(self, main: Block) -> tuple[list[str], Block | None]:
        """Give the header, and an axis row without corner cells where one stands before."""
        earlier = self._blocks[: self._blocks.index(main)]
        header = [text for block in earlier for text in block.header] + main.header
        if earlier and not main.header:
            row = earlier[-1]
            fits = 1 <= main.n_columns - row.n_columns <= 2 and len(row.rows) == 1
            if fits and row.n_columns >= MIN_BESIDE_WORDS and not row.words:
                return header, row
        self._refuse_rows(earlier, main)
        return header, None

    def _after(self, main: Block) -> list[str]:
        """Check what follows the table; only a last line that was cut off may."""
        later = self._blocks[self._blocks.index(main) + 1 :]
        stray = [line for line in self._stray if line > main.last_line]
        cut = [*stray, *(line for block in later for line in [block.first_line])]
        rows = sum(len(block.rows) for block in later)
        shorter = all(block.n_columns < main.n_columns for block in later)
        if len(stray) + rows == 1 and shorter and cut == [self._last_line]:
            return [f"line {number(cut[0])}, the last, is cut off and was left out"]
        self._refuse_rows(later, main, allowed=0)
        if stray:
            raise InputError(
                f"Line {number(stray[0])} does not fit the table before it.", EXPORT_AS_TEXT
            )
        return []

    def _refuse_rows(
        self, others: list[Block], main: Block, allowed: int = _MAX_STRAY_ROWS
    ) -> None:
        n_rows = sum(len(block.rows) for block in others)
        if n_rows <= allowed:
            return
        same = [block for block in others if block.n_columns == main.n_columns]
        if same:
            raise InputError(
                f"Line {number(self._break)} is no row of numbers but stands amid the table.",
                "Correct the line, or export each table into a file of its own.",
            )
        raise InputError(
            f"It holds more than one table: one from line {number(main.first_line)}, another from "
            f"line {number(others[0].first_line)}.",
            "Export each table into a file of its own.",
        )


def _at_sides(words: Mapping[int, str], n_cells: int) -> bool:
    """Tell whether the words stand left and right of the spectrum, a few numbers among them."""
    ends = [-1, *sorted(words), n_cells]
    longest = max(after - before - 1 for before, after in pairwise(ends))
    others = n_cells - len(words) - longest
    return longest >= MIN_BESIDE_WORDS and others <= min(_MAX_BESIDE, longest // 2)


def _without_cut_row(
    values: NDArray[np.float32], block: Block, builder: TableBuilder
) -> tuple[NDArray[np.float32], list[str]]:
    """Leave out a last row whose cells are missing although all rows before are complete."""
    if len(values) < 3 or block.last_line != builder.last_line or block.words:
        return values, []
    used = ~np.isnan(values[:-1]).all(axis=0)
    missing = np.isnan(values[:, used])
    if missing[-1, -1:].any() and not missing[:-1].any():
        note = f"line {number(block.last_line)}, the last, is cut off and was left out"
        return values[:-1], [note]
    return values, []
