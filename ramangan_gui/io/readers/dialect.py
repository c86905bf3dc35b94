"""How a text file writes its numbers: delimiter, decimal mark, thousands separator."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ...core.errors import InputError

#: In order of preference where several fit equally well; a blank stands for any run of blanks.
DELIMITERS: Final = ("\t", ";", ",", " ")

_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?")
_LIKE_NUMBER: Final = re.compile(r"[+\-−]?[\d.,'’\u00a0\u202f\u2009]*\d[\d.,]*(?:[eEdD][+-]?\d+)?")
_SPACES: Final = re.compile(r"(?<=\d)['’\u00a0\u202f\u2009](?=\d{3})")

#: What separates cells beside no other mark; other blanks may stand within a number.
_BLANKS: Final = re.compile(r"[ \t\r\n\f\v]+")
_BLANK_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d*)?")

#: A whole part and three decimals, or thousands.
_THREE_AFTER_COMMA: Final = re.compile(r"[+-]?\d{1,3},\d{3}")

#: No axis reaches as far as this, whatever its unit.
_BEYOND_AXES: Final = 100_000.0

#: Columns of fewer numbers may rise by chance.
_FEWEST: Final = 8

#: A longer run of digits is no number that anyone measured.
_LONGEST: Final = 60

#: Words that stand for a missing value.
_MISSING: Final = frozenset(
    ["", "nan", "+nan", "-nan", "na", "n/a", "#n/a", "#na", "null", "none", "-", "--", "---",
     "inf", "+inf", "-inf", "infinity", "-infinity", "1.#qnan", "-1.#ind", "1.#inf", "-1.#inf",
     "#num!", "#value!", "#div/0!"]
)  # fmt: skip


@dataclass(frozen=True)
class Dialect:
    """How numbers are written.

    Parameters
    ----------
    delimiter : {tab, ";", ",", " "}
        What separates cells.
    decimal : {".", ","}
        Decimal mark.
    thousands : {"", ".", ","}
        Separator of thousands.
    """

    delimiter: str = "\t"
    decimal: str = "."
    thousands: str = ""

    def cells(self, line: str) -> list[str]:
        """Cut a line into cells."""
        if self.delimiter == " ":
            return [cell.strip("\"'") for cell in _BLANKS.split(line.strip()) if cell]
        if '"' in line:
            try:
                rows = csv.reader([line], delimiter=self.delimiter, skipinitialspace=True)
                return [cell.strip() for cell in next(rows)]
            except (csv.Error, StopIteration):
                pass
        return [cell.strip() for cell in line.split(self.delimiter)]

    def value(self, cell: str) -> float | None:
        """Read a cell: NaN where it is empty or says so, ``None`` where it is a word."""
        text = cell.replace("\u2212", "-")
        if text.lower() in _MISSING:
            return math.nan
        if not _like_number(text):
            return None
        text = _SPACES.sub("", text)
        if self.thousands and self.thousands in text:
            if not _groups(text, self.thousands, self.decimal):
                return None
            text = text.replace(self.thousands, "")
        if self.decimal == ",":
            if "." in text:
                return None
            text = text.replace(",", ".")
        if not _NUMBER.fullmatch(text):
            return None
        return float(text.replace("d", "e").replace("D", "e"))

    def words(self) -> list[str]:
        """Say what is worth telling a user."""
        names = {"\t": "tab", ";": "semicolon", ",": "comma", " ": "blank"}
        said = [f"{names[self.delimiter]}-separated"]
        if self.decimal == ",":
            said.append("decimal comma")
        if self.thousands:
            said.append(f"thousands separated by “{self.thousands}”")
        return said


def _like_number(cell: str) -> bool:
    return len(cell) <= _LONGEST and _LIKE_NUMBER.fullmatch(cell) is not None


def _groups(text: str, thousands: str, decimal: str) -> bool:
    """Tell whether a number is properly cut into thousands."""
    pattern = rf"[+-]?[1-9]\d{{0,2}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d*)?"
    return re.fullmatch(pattern, text) is not None


def detect(lines: Sequence[str], delimiter: str = "", decimal: str = "") -> Dialect:
    """Find the dialect in which most lines are rows of numbers.

    Parameters
    ----------
    lines : sequence of str
        Lines from all over the file.
    delimiter, decimal : str
        Chosen by the user; empty for what fits.

    Raises
    ------
    InputError
        If no line holds two numbers, or commas may mean two things.
    """
    best, most = Dialect(), 0
    trouble: InputError | None = None
    for mark in (delimiter,) if delimiter else DELIMITERS:
        rows = [row for row in map(Dialect(mark).cells, lines) if _is_row(row)]
        try:
            cells = (cell for row in rows for cell in row)
            style = _chosen_style(cells, decimal) or _style_of_axis(mark, rows)
            dialect = Dialect(mark, *(style or number_style(cells)))
        except InputError as error:
            trouble = error
            continue
        score = _score(dialect, rows)
        if score > most:
            best, most = dialect, score
    if most == 0:
        raise trouble or _nothing(lines)
    if best.delimiter == "," and best.decimal == "." and not (delimiter or decimal):
        _refuse_decimals(best, lines)
    if best.delimiter == " " and not delimiter:
        _refuse_blanks_in_numbers(lines)
    return best


def _nothing(lines: Sequence[str]) -> InputError:
    single = sum(_like_number(line.strip()) for line in lines)
    if single > 2 and 2 * single > len(lines):
        return InputError(
            "It holds a single column of numbers: an axis or intensities, but not both.",
            "Export both columns into one file.",
        )
    return InputError("It holds no table of numbers.")


def _is_row(cells: Sequence[str]) -> bool:
    """Tell whether a line may be a row of numbers, or of numbers beside a few words."""
    known = sum(map(_like_number, cells))
    words = sum(cell.lower() not in _MISSING for cell in cells) - known
    return known >= 2 and (words == 0 or (known >= 5 and known >= words))


def _score(dialect: Dialect, rows: Sequence[Sequence[str]]) -> int:
    """Count the numbers in rows of the commonest length."""
    sizes: Counter[int] = Counter()
    for row in rows:
        values = [dialect.value(cell) for cell in row]
        sizes[len(row)] += sum(value is not None and not math.isnan(value) for value in values)
    return max(sizes.values(), default=0)


def _refuse_decimals(dialect: Dialect, lines: Sequence[str]) -> None:
    """Refuse whole numbers between commas that may be the decimals of numbers before them."""
    rows = [row for row in map(dialect.cells, lines) if _is_row(row)]
    numbers = [cell for row in rows for cell in row if _like_number(cell)]
    if any("." in cell or "e" in cell.lower() for cell in numbers):
        return
    if any(re.fullmatch(r"0\d+", cell) for cell in numbers):
        raise InputError(
            "Its commas may be decimal marks or separate its columns.",
            "Export it with another separator, such as tab or semicolon.",
        )


def _refuse_blanks_in_numbers(lines: Sequence[str]) -> None:
    """Refuse rows with another delimiter whose blanks may separate thousands."""
    for mark in ("\t", ";"):
        rows = [Dialect(mark).cells(line) for line in lines if mark in line.strip()]
        rows = [row for row in rows if len(row) > 1 and all(c[-1:].isdigit() for c in row)]
        if any(_BLANK_THOUSANDS.fullmatch(cell) for row in rows for cell in row):
            raise InputError(
                "The blanks in its numbers may separate thousands or columns.",
                "Export it without thousands separators.",
            )


def _style_of_axis(mark: str, rows: Sequence[Sequence[str]]) -> tuple[str, str] | None:
    """Tell that commas are decimal marks by an axis that would reach too far with thousands."""
    firsts = [row[0] for row in rows]
    if mark == "," or len(firsts) < _FEWEST or not all(map(_THREE_AFTER_COMMA.fullmatch, firsts)):
        return None
    values = [float(cell.replace(",", "")) for cell in firsts]
    steps = [after - before for before, after in pairwise(values)]
    steady = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    others = all(_fits(c, ",", "") for row in rows for c in row if "," in c or "." in c)
    return (",", "") if steady and others and max(values) > _BEYOND_AXES else None


def number_style(cells: Iterable[str]) -> tuple[str, str]:
    """Tell the decimal mark and the thousands separator by the numbers themselves.

    Parameters
    ----------
    cells : iterable of str
        Cells, words among them.

    Returns
    -------
    decimal, thousands : str
        The latter empty where there is none.

    Raises
    ------
    InputError
        If no reading fits all numbers, or more than one does.
    """
    numbers = {_SPACES.sub("", cell).lstrip("−") for cell in cells if _like_number(cell)}
    marked = [cell for cell in numbers if "," in cell or "." in cell]
    fitting = [style for style in _STYLES if all(_fits(cell, *style) for cell in marked)]
    if not fitting:
        raise InputError(
            "Its numbers mix decimal marks and thousands separators.",
            "Export it with one decimal mark and no thousands separator.",
        )
    # Plain numbers before numbers with thousands; a point is a decimal mark wherever it can be.
    plain = [style for style in fitting if not style[1]]
    if (".", "") in plain:
        return ".", ""
    if (",", "") in plain and (".", ",") in fitting and any("," in cell for cell in marked):
        raise InputError(
            "The commas in its numbers may be decimal marks or thousands separators.",
            "Export it with decimal points and no thousands separator.",
        )
    if not plain and len(fitting) > 1:
        raise InputError(
            "The commas and points in its numbers may be decimal marks or thousands separators.",
            "Export it with decimal points and no thousands separator.",
        )
    return plain[0] if plain else fitting[0]


def _chosen_style(cells: Iterable[str], decimal: str) -> tuple[str, str] | None:
    """Give the style with the decimal mark that the user chose, if he chose one."""
    if not decimal:
        return None
    other = "," if decimal == "." else "."
    marked = [_SPACES.sub("", c).lstrip("−") for c in cells if _like_number(c) and other in c]
    return decimal, other if marked and all(_fits(c, decimal, other) for c in marked) else ""


_STYLES: Final = ((".", ""), (",", ""), (".", ","), (",", "."))


def _fits(cell: str, decimal: str, thousands: str) -> bool:
    if thousands and thousands in cell:
        return _groups(cell, thousands, decimal)
    other = "," if decimal == "." else "."
    return other not in cell and cell.count(decimal) <= 1
