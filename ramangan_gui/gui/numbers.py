"""How the window writes and reads numbers: with the decimal sign of the language or the system.

Where the language is chosen, its sign is taken; where it is left to the system, that of the
system's numbers, whatever its words. Digits stay 0 to 9, and nothing but narrow spaces parts
thousands, because a comma or a point there would be taken for a decimal sign. Files, reports and
the command line keep the point.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QDateTime, QLocale, Qt

#: A number as Python writes it, perhaps with thousands parted by commas, perhaps in per cent.
NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d+)?%?"

_PARTS = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:e([-+]?)(\d+))?(%?)")

#: A number with a decimal point among words: no version, no name of a file, no DOI.
_AMONG_WORDS = re.compile(r"(?<![\w.,/-])([-+]?\d+)\.(\d+)(?=%?(?:[^\w/.,%]|[.,](?!\w)|$))")

_TYPED = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")

_DECIMALS, _SHORT_DECIMALS = re.compile(r"(?<=\d),(?=\d)"), re.compile(r"(?<=\d),(?=\d\d?(?!\d))")

#: Between thousands, from as many digits on.
_NARROW, _PARTED_FROM = "\u202f", 5

_MINUS = "\N{MINUS SIGN}"

#: Before the sign for per cent, as before a unit; no line breaks there.
_SPACE = "\N{NO-BREAK SPACE}"


def written(value: float, spec: str = "g") -> str:
    """Write a number.

    Parameters
    ----------
    value : float
        The number.
    spec : str
        How, as ``format`` takes it: ``.2f``, ``+.1f``, ``.4g``, ``.0%``.
    """
    return localised(format(value, spec))


def count(n: int) -> str:
    """Write how many there are, thousands parted where there are five digits or more."""
    return localised(f"{n:,d}")


def moment(stored: str) -> str:
    """Write a day and time by this computer's clock.

    Parameters
    ----------
    stored : str
        As files have it (ISO 8601); anything else stays as it is.
    """
    then = QDateTime.fromString(stored, Qt.DateFormat.ISODate)
    if not then.isValid():
        return stored
    return QLocale().toString(then.toLocalTime(), QLocale.FormatType.ShortFormat)


def localised(text: str) -> str:
    """Write a number anew that stands there as Python writes it; anything else stays as it is.

    Parameters
    ----------
    text : str
        The number alone. An exponent loses its zeros and its plus sign.
    """
    found = _PARTS.fullmatch(text)
    if found is None:
        return text
    sign, whole, decimals, power_sign, power, percent = found.groups()
    minus = _minus()
    words = sign.replace("-", minus) + _parted(whole)
    if decimals is not None:
        words += decimal_sign() + decimals
    if power is not None:
        words += f"e{minus if power_sign == '-' else ''}{int(power)}"
    return words + (_SPACE + percent if percent else "")


def localised_words(text: str) -> str:
    """Give words of the program that have numbers in them, with the window's decimal sign.

    Parameters
    ----------
    text : str
        As the source has it; never what comes from a file or from a user.
    """
    sign = decimal_sign()
    return text if sign == "." else _AMONG_WORDS.sub(rf"\1{sign}\2", text)


def read_number(text: str) -> tuple[float, bool]:
    """Read a number that somebody typed; a comma and a point are both decimal signs.

    Only where the window writes the point, a comma before three digits parts thousands.

    Parameters
    ----------
    text : str
        The number, without its unit.

    Returns
    -------
    tuple of float and bool
        The number, and whether it was one.
    """
    plain = text.strip().replace(_MINUS, "-").replace(_NARROW, "")
    if decimal_sign() == "." and _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    return (float(plain), True) if _TYPED.fullmatch(plain) else (0.0, False)


def written_places(text: str) -> str:
    """Write a list of places or regions of the axis.

    Parameters
    ----------
    text : str
        As a parameter holds it: ``480.5-520, 1085-1110``. Where the comma is the decimal sign,
        semicolons part it.
    """
    sign = decimal_sign()
    return text if sign == "." else re.sub(r"\s*,\s*", "; ", text).replace(".", sign)


def read_places(text: str) -> str:
    """Give a list of places or regions that somebody typed as a parameter holds it.

    Parameters
    ----------
    text : str
        The list. Where the comma is the decimal sign, one before a digit or two is one, and so is
        every comma between digits if semicolons part the list; other commas part it.
    """
    if decimal_sign() == ".":
        return text
    return (_DECIMALS if ";" in text else _SHORT_DECIMALS).sub(".", text)


def rounded(value: float, digits: int) -> float:
    """Round to significant digits."""
    return float(f"{value:.{digits}g}")


def decimal_sign() -> str:
    """Give the window's decimal sign, a comma or a point."""
    sign = QLocale().decimalPoint()
    return sign if sign in (".", ",") else "."


def _minus() -> str:
    sign = QLocale().negativeSign()
    return sign if sign == _MINUS else "-"


def _parted(whole: str) -> str:
    digits = whole.replace(",", "")
    if digits == whole or len(digits) < _PARTED_FROM:
        return digits
    return f"{int(digits):,d}".replace(",", _NARROW)
