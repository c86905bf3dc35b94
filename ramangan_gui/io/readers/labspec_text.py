"""What LabSpec and others write into the columns before the spectra of a line, map or series."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_AXIS_TYPE: Final = re.compile(r"\s*AxisType\[(\d)\]\s*=\s*(\S+)")
_AXIS_UNIT: Final = re.compile(r"\s*AxisUnit\[(\d)\]\s*=\s*(\S+)")


@dataclass(frozen=True)
class Place:
    """What a column before the spectra is: its name, and its unit where that is stated."""

    kind: str
    unit: str = ""


#: Axes 0 and 1 are intensity and Raman shift; the others stand before them in a row.
_FIRST: Final = 2


def axis_kinds(header: Sequence[str], columns: Sequence[int]) -> Mapping[int, Place]:
    """Tell what the columns before the spectra are, such as ``X`` and ``Time``.

    Parameters
    ----------
    header : sequence of str
        The lines above the table, in which LabSpec lists its axes.
    columns : sequence of int
        The columns that are not part of the spectra.

    Returns
    -------
    mapping of int to Place
        Empty where the header does not say so, or does not fit.
    """
    kinds: dict[int, str] = {}
    units: dict[int, str] = {}
    for line in header:
        if kind := _AXIS_TYPE.match(line):
            kinds[int(kind[1])] = kind[2]
        elif unit := _AXIS_UNIT.match(line):
            units[int(unit[1])] = unit[2]
    places = sorted(place for place in kinds if place >= _FIRST)
    if not places or list(columns) != list(range(len(places))):
        return {}
    return {
        column: Place(_plain(kinds[place], units.get(place, "")), units.get(place, ""))
        for column, place in zip(columns, places, strict=True)
    }


def _plain(kind: str, unit: str) -> str:
    """Give ``X`` for a position in µm on a stage, whatever the stage is called."""
    is_position = kind.upper() in {"X", "Y", "XA", "YA"}
    if is_position and re.fullmatch(r"(?:[µμu]m|\W?m|)", unit.strip(), re.IGNORECASE):
        return kind.upper()[0]
    return kind
