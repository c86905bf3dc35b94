"""JCAMP-DX files whose numbers are written with decimal commas, against the rules of the format."""

from __future__ import annotations

import re
from typing import Final

#: Labels that state one number each.
_NUMBERS: Final = (
    "FIRSTX", "LASTX", "DELTAX", "XFACTOR", "YFACTOR", "FIRSTY", "MAXX", "MINX", "MAXY", "MINY",
    "RESOLUTION",
)  # fmt: skip

_COMMA_NUMBER: Final = re.compile(r"[+-]?\d{1,60}+,\d{1,60}+(?:[eE][+-]?\d{1,3})?")
_WHOLE: Final = re.compile(r"[+-]?\d{1,60}+(?:[eE][+-]?\d{1,3})?")
_WITHIN_NUMBER: Final = re.compile(r"(?<=\d),(?=\d)")


def with_points(
    labels: dict[str, str], lines: list[tuple[int, str]]
) -> tuple[dict[str, str], list[tuple[int, str]]] | None:
    """Write the numbers of a block with decimal points.

    Parameters
    ----------
    labels : dict of str to str
        What its header states.
    lines : list of (int, str)
        Its table.

    Returns
    -------
    labels, lines
        With points; instead of both, ``None`` where a number of the header or of the table has a
        point, or none of the header has a comma. What the commas are is told by the header alone:
        its ends of the axis, its number of points and its first ordinate are then compared with
        the table as always.
    """
    if "NTUPLES" in labels or "SYMBOL" in labels:
        return None  # commas separate their variables
    stated = {label: labels[label].split("\n")[0].strip() for label in _NUMBERS if label in labels}
    found = {label for label, text in stated.items() if _COMMA_NUMBER.fullmatch(text)}
    others = (text for label, text in stated.items() if label not in found and text)
    if not found & {"FIRSTX", "LASTX", "DELTAX", "FIRSTY"} or not all(
        map(_WHOLE.fullmatch, others)
    ):
        return None
    if any("." in text for _, text in lines):
        return None
    changed: dict[str, str] = {label: stated[label].replace(",", ".") for label in found}
    return {**labels, **changed}, [(line, _WITHIN_NUMBER.sub(".", text)) for line, text in lines]
