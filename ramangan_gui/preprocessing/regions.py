"""Regions of the axis as they are written: ``480-520, 1085-1110``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..core.errors import ParameterError

Regions = tuple[tuple[float, float], ...]

_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_REGION = re.compile(rf"\s*({_NUMBER})\s*(?:-|–|\.\.|to)\s*({_NUMBER})\s*")


def parse_regions(text: str) -> Regions:
    """Read regions; those that overlap become one.

    Parameters
    ----------
    text : str
        First and last point of each, regions parted by commas or semicolons.

    Returns
    -------
    tuple of (float, float)
        In order and apart from each other.

    Raises
    ------
    ParameterError
        If a part is no region.
    """
    found = []
    for part in re.split(r"[,;]", text):
        typed = part.strip()
        if not typed:
            continue
        match = _REGION.fullmatch(typed)
        if match is None:
            raise ParameterError(
                f"{typed!r} is no region of the axis.",
                "Write first and last point, such as 480-520, 1085-1110.",
            )
        first, last = sorted((float(match[1]), float(match[2])))
        found.append((first, last))
    return joined_regions(found)


def joined_regions(regions: Iterable[tuple[float, float]]) -> Regions:
    """Put regions in order, and those that overlap together."""
    result: list[tuple[float, float]] = []
    for first, last in sorted(regions):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return tuple(result)


def written_regions(regions: Iterable[tuple[float, float]]) -> str:
    """Write regions as :func:`parse_regions` reads them."""
    return ", ".join(f"{first:.10g}-{last:.10g}" for first, last in joined_regions(regions))
