"""The wavelength of the laser, where the words of a file name it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: Wavelengths of lasers for Raman spectroscopy, in nm.
_SHORTEST, _LONGEST = 200.0, 1_100.0

_NAMED: Final = re.compile(
    r"(?:laser(?![^\n]{0,12}(?:power|temp|enable|offset|current))|excitation|\bwl\b)"
    r"[^\d\n]{0,40}?(\d{3,4}(?:[.,]\d{1,9})?)(?!\d)\s*(nm)?"
)


def is_laser(wavelength: float | None) -> bool:
    """Tell whether a number may be the wavelength of a Raman laser, in nm."""
    return wavelength is not None and _SHORTEST <= wavelength <= _LONGEST


def laser_in(lines: Iterable[str]) -> float | None:
    """Find the wavelength of the laser in the lines of a header.

    Parameters
    ----------
    lines : iterable of str
        Such as ``Laser (nm)= 785`` or ``laser_wavelength;532,02``.

    Returns
    -------
    float or None
        In nm.
    """
    return next(filter(None, map(laser_of_line, lines)), None)


def laser_of_line(line: str) -> float | None:
    """Find the wavelength of the laser in one line, see :func:`laser_in`."""
    text = line.lower()
    if not ("laser" in text or "excitation" in text or "wl" in text):
        return None
    match = _NAMED.search(text)
    if match and ("nm" in text or "wave" in text or "excitation" in text):
        wavelength = float(match.group(1).replace(",", "."))
        return wavelength if is_laser(wavelength) else None
    return None
