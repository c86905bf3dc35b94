"""Long lists of numbers within the elements of other formats."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError

_CHARACTERS: Final = re.compile(r"[-+0-9.eE\s]*")


def numbers_in(text: str | None, what: str, separator: str = "") -> NDArray[np.float64]:
    """Read a list of numbers.

    Parameters
    ----------
    text : str or None
        The list; an element without text is ``None``.
    what : str
        What it is, for the sentence in case it is damaged.
    separator : str, optional
        What stands between the numbers, blanks if it is empty. With a separator other than a
        comma, a comma is a decimal mark.

    Raises
    ------
    InputError
        If there is anything else in it.
    """
    plain = text or ""
    if separator:
        if separator != "," and "," in plain and "." not in plain:
            plain = plain.replace(",", ".")
        plain = plain.replace(separator, " ")
    if not _CHARACTERS.fullmatch(plain):
        raise InputError(f"Its {what} holds something else than numbers; it is damaged.")
    try:
        values = np.array(plain.split(), np.float64)
    except ValueError:
        raise InputError(f"Its {what} holds something else than numbers; it is damaged.") from None
    return values
