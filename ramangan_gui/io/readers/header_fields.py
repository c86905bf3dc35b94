"""What the header of a text file says about the measurement: names with their values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

#: Lines of a header that are looked at, and the longest name and value.
_LINES: Final = 120
_LONGEST_NAME: Final = 48
_LONGEST_VALUE: Final = 200

#: A name, a sign or a tab, and a value; a name ends with a letter, a bracket or a point.
_FIELD: Final = re.compile(
    r"\s*[#%;/*!]*\s*([^\W\d_][^=:;\t\n]*?)\s*(?:[=:;]\s*|\t+)\s*(\S.*?)\s*$"
)


def fields_in(header: Iterable[str]) -> dict[str, str]:
    """Find names with values in the lines of a header.

    Parameters
    ----------
    header : iterable of str
        Lines above the numbers.

    Returns
    -------
    dict of str to str
        The first value of each name; lines of any other form are left out.
    """
    return first_of_each(map(field_in, islice(header, _LINES)))


def field_in(line: str) -> tuple[str, str] | None:
    """Find the name and its value in one line; ``None`` where it is of any other form."""
    match = _FIELD.match(line[: _LONGEST_NAME + _LONGEST_VALUE])
    if match is None or len(match.group(1)) > _LONGEST_NAME:
        return None
    return match.group(1).strip("\"' "), match.group(2).strip("\"'\t ")


def first_of_each(fields: Iterable[tuple[str, str] | None]) -> dict[str, str]:
    """Keep the first value of each name in the fields of the lines of a header, in their order."""
    found: dict[str, str] = {}
    for field in islice(fields, _LINES):
        if field is not None:
            found.setdefault(*field)
    return found
