"""Which unit an axis has: by the words beside it, else by its values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError

#: Raman shifts lie in this range, in cm⁻¹; absolute wavenumbers and other things do not.
_SHIFTS: Final = (-5_000.0, 9_000.0)

#: Wavelengths that optical spectrometers reach, in nm.
_WAVELENGTHS: Final = (150.0, 2_600.0)

#: No Raman spectrometer has pixels closer than this, in cm⁻¹; many have them this close in nm.
_FINEST_SHIFT: Final = 0.15

#: Not even interpolated Raman spectra have points closer than this, in cm⁻¹; diffractograms do.
_TOO_FINE: Final = 0.055

#: Below this step and this end, an uneven axis may be a shift as well as a wavelength.
_DOUBTFUL_STEP, _DOUBTFUL_END = 0.45, 1_100.0

#: Steps that differ less than this share of a step belong to an axis that was resampled.
_EVEN: Final = 0.02

#: A Raman spectrum covers more than this, in cm⁻¹.
_NARROWEST: Final = 20.0

_SHIFT_WORDS: Final = re.compile(
    r"raman ?-?_?shift|wave ?number|wellenzahl|nombre d.onde|n[uú]mero de onda|kayser"
    r"|(?:\b|_)cm\s*\^?\s*[-−⁻–]\s*[1¹]|(?:\b|_)cm⁻?¹|(?:\b|_)1\s*/\s*cm\b|波数|拉曼"
)
_WAVELENGTH_WORDS: Final = re.compile(
    r"wave ?length|wellenl|longueur d.onde|longitud de onda|(?:\b|_)nm\b|nanomet|\blambda\b|λ|波长"
)
_ABSOLUTE_WORDS: Final = re.compile(
    r"(?:1\s*/\s*cm|cm\s*\^?-?1)\W{0,3}abs\b|\babs(?:olute)?\.?[ _-]?wave ?numbers?"
)
_LOOSE_SHIFT_WORDS: Final = re.compile(r"raman|shift")
_PIXEL_WORDS: Final = re.compile(r"pixels?\b|\bpx\b|\bchannels?\b|\bkanal\b|像素")
_OTHER_WORDS: Final = re.compile(
    r"\b(?:e ?v|electron ?volts?|thz|ghz|mhz|hz|ppm|m/z|time|minutes?|min|seconds?|sec|s|ms|µm|um"
    r"|micron\w*|micromet\w*|kelvin|°c|2?theta|2θ|degrees?)\b"
)

#: Units that a Raman shift or a wavelength may also have, and those that are read.
_FOREIGN_UNITS: Final = re.compile(
    r"\b[mk]?ev\b|\b[gt]hz\b|(?:\b|(?<=_))(?:[µμu]m|micromet\w*|microns?)\b|å|angstr[oö]m\w*"
)
_USUAL_UNITS: Final = re.compile(r"cm\s*\^?\s*[-−⁻–]?\s*[1¹]|1\s*/\s*cm|(?:\b|_)nm\b|nanomet")

#: A number of nanometres is the laser, not the unit of the axis.
_LASER_LINE: Final = re.compile(r"\d+(?:[.,]\d+)?\s*nm\b")

#: Lines that state a value, such as that of the laser, and name no axis.
_SETTING: Final = re.compile(r"[=:;,\t]\s*[-+]?\d")
_LASER: Final = re.compile(r"laser|excit", re.IGNORECASE)

#: Programs that write wavelengths unless they say otherwise.
_WAVELENGTH_PROGRAMS: Final = re.compile(
    r"spectrasuite|oceanview|ooibase|ocean optics|jaz (?:absolute|data)|avasoft"
)

#: Header lines that name the unit of the axis, in various programs.
_UNIT_LINE: Final = re.compile(
    r"^\W*(?:x[-_ ]?(?:axis|data)?[-_ ]?(?:units?|mode|kind)|axisunit\[1\])\W*(.*)$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class AxisUnit:
    """The unit of an axis and how it is known.

    Parameters
    ----------
    unit : str
        ``1/cm``, ``nm`` or ``pixel``; empty where it cannot be told.
    stated : bool
        Whether words say so, rather than values.
    note : str
        What to tell the user, empty where there is nothing to tell.
    """

    unit: str
    stated: bool
    note: str = ""


def unit_in_words(words: str) -> str:
    """Find the unit that words name.

    Parameters
    ----------
    words : str
        The name of a column with its unit, such as ``Raman shift / cm-1``.

    Returns
    -------
    str
        ``1/cm``, ``nm``, ``pixel`` or, for anything else that is a unit, that word; empty where
        there is none.
    """
    text = _LASER_LINE.sub(" ", words.lower())
    if _ABSOLUTE_WORDS.search(text):
        return "absolute wavenumbers"
    foreign = _FOREIGN_UNITS.search(text)
    if foreign and not _USUAL_UNITS.search(text):
        return foreign.group()
    if _SHIFT_WORDS.search(text):
        return "1/cm"
    if _WAVELENGTH_WORDS.search(text):
        return "nm"
    if _LOOSE_SHIFT_WORDS.search(text):
        return "1/cm"
    if _PIXEL_WORDS.search(text):
        return "pixel"
    other = _OTHER_WORDS.search(text)
    return other.group() if other else ""


def titles_axis(line: str) -> bool:
    """Tell whether a line above the numbers may name their axis, rather than state a setting."""
    return not (_SETTING.search(line) or _LASER.search(line))


def said_of_axis(line: str) -> tuple[bool, bool, bool]:
    """Tell what a line of a header may say about the unit of the axis.

    Parameters
    ----------
    line : str
        One line.

    Returns
    -------
    unit, program, raman : bool
        Whether it names the unit, a program that writes wavelengths, or Raman spectra. Lines that
        say the same here, the first being false, mean the same to :func:`axis_unit`.
    """
    text = line.lower()
    return (
        ("unit" in text or "mode" in text or "kind" in text)
        and _UNIT_LINE.search(line) is not None,
        _WAVELENGTH_PROGRAMS.search(text) is not None,
        "raman" in text,
    )


def has_open_unit(line: str) -> bool:
    """Tell whether a line names the unit of the axis, which then stands in a line below."""
    match = _UNIT_LINE.search(line)
    return match is not None and not match[1].strip()


def axis_unit(
    axis: NDArray[np.float64],
    names: Iterable[str] = (),
    header: Iterable[str] = (),
    narrow: bool = False,
) -> AxisUnit:
    """Find the unit of an axis.

    Parameters
    ----------
    axis : ndarray of float64, shape (n_points,)
        Ascending.
    names : iterable of str
        Words that belong to the axis: name of its column, its unit.
    header : iterable of str
        Other lines of the file.
    narrow : bool, optional
        Whether an axis without a unit may be shorter than Raman spectra are; its unit is unknown
        then.

    Raises
    ------
    InputError
        If it is neither a Raman shift nor a wavelength nor a pixel number.
    """
    for words in names:
        unit = unit_in_words(words)
        if unit in {"1/cm", "nm", "pixel"}:
            return _stated(axis, unit)
        if unit:
            raise InputError(f"Its axis is in {unit}, which is no Raman shift.")
    text = "\n".join(header)
    for words in (match.group() for match in _UNIT_LINE.finditer(text)):
        unit = unit_in_words(words)
        if unit in {"1/cm", "nm", "pixel"}:
            return _stated(axis, unit)
        if unit:
            raise InputError(f"Its axis is in {unit}, which is no Raman shift.")
    optical = axis[0] >= _WAVELENGTHS[0] and axis[-1] <= _WAVELENGTHS[1]
    lower = text.lower()
    if optical and _WAVELENGTH_PROGRAMS.search(lower) and "raman" not in lower:
        return AxisUnit("nm", True)
    return _by_values(axis, narrow)


def is_raman_range(values: NDArray[np.float64]) -> bool:
    """Tell whether all numbers may be Raman shifts in cm⁻¹."""
    return bool(values.size and values.min() >= _SHIFTS[0] and values.max() <= _SHIFTS[1])


def _stated(axis: NDArray[np.float64], unit: str) -> AxisUnit:
    if unit == "1/cm" and (axis[0] < _SHIFTS[0] or axis[-1] > _SHIFTS[1]):
        raise InputError(
            f"Its axis reaches from {axis[0]:g} to {axis[-1]:g} cm⁻¹: absolute wavenumbers, not "
            "Raman shifts.",
            "Export it with the Raman shift as axis.",
        )
    return AxisUnit(unit, True)


def _by_values(axis: NDArray[np.float64], narrow: bool) -> AxisUnit:
    step = float(axis[-1] - axis[0]) / (axis.size - 1)
    if axis[0] in (0.0, 1.0) and step == 1.0 and (np.diff(axis) == 1.0).all():
        return AxisUnit("pixel", False, "no unit is named; whole numbers: taken as pixels")
    if axis[0] < _SHIFTS[0] or axis[-1] > _SHIFTS[1]:
        raise InputError(
            f"Its axis reaches from {axis[0]:g} to {axis[-1]:g} and names no unit; that is no "
            "Raman shift.",
            "Export it with the Raman shift in cm⁻¹ as axis.",
        )
    optical = axis[0] >= _WAVELENGTHS[0] and axis[-1] <= _WAVELENGTHS[1]
    if optical and step < _FINEST_SHIFT:
        return AxisUnit("nm", False, "no unit is named; by its fine steps taken as nm")
    if axis[-1] - axis[0] < _NARROWEST and narrow:
        return AxisUnit("", False, "no unit is named; its values are too close for cm⁻¹")
    if axis[-1] - axis[0] < _NARROWEST:
        raise InputError(
            f"Its axis reaches only from {axis[0]:g} to {axis[-1]:g} and names no unit; that is "
            "no Raman spectrum.",
            "Name the unit in the header of the column, such as “Raman shift (cm-1)”.",
        )
    if step < _TOO_FINE:
        return AxisUnit("", False, "no unit is named; its steps are too fine for cm⁻¹")
    doubtful = optical and step < _DOUBTFUL_STEP and axis[-1] <= _DOUBTFUL_END
    if doubtful and np.ptp(np.diff(axis)) > _EVEN * step:
        return AxisUnit("", False, "no unit is named; its values may be cm⁻¹ or nm")
    return AxisUnit("1/cm", False, "no unit is named; by its values taken as cm⁻¹")
