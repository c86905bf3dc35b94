"""Long lists of numbers within the elements of other formats."""

from __future__ import annotations

import re
import warnings
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError

#: Longest list, in characters.
_LONGEST: Final = 16 * 2**20

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
    if len(plain) > _LONGEST:
        raise InputError(f"Its {what} is longer than any spectrum; it is damaged.")
    if separator:
        if separator != "," and "," in plain and "." not in plain:
            plain = plain.replace(",", ".")
        plain = plain.replace(separator, " ")
    if not _CHARACTERS.fullmatch(plain):
        raise InputError(f"Its {what} holds something else than numbers; it is damaged.")
    plain = plain.strip()
    if not plain:
        return np.empty(0)
    # Without a list of words, which would take ten times the memory of the numbers.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return np.fromstring(plain, np.float64, sep=" ")
        except (ValueError, DeprecationWarning):
            raise InputError(
                f"Its {what} holds something else than numbers; it is damaged."
            ) from None
