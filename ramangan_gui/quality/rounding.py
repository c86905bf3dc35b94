"""Numbers in sentences, with the digits that show what is said of them."""

from __future__ import annotations


def beyond(value: float, *limits: float, digits: int = 2, kind: str = "f") -> str:
    """Write a value with the digits it needs to be seen to differ from a limit it is beyond.

    Parameters
    ----------
    value : float
        The value.
    *limits : float
        Limits that are told beside it.
    digits : int
        Digits behind the point; up to two more.
    kind : str
        ``f``, ``+f`` with its sign, or ``%``.
    """
    sign, form = ("+", kind[1:]) if kind.startswith("+") else ("", kind)
    unit = 0.01 if form == "%" else 1.0
    text = ""
    for more in range(3):
        text = f"{value:{sign}.{digits + more}{form}}"
        number = abs(float(text.rstrip("%"))) * unit
        if all(abs(number - limit) > 1e-9 for limit in limits):
            break
    return text
