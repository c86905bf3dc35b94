"""Names within sentences, the first few of many."""

from __future__ import annotations

from collections.abc import Sequence


def first_few(names: Sequence[str], most: int = 5) -> str:
    """Write the first names, and … for the others: no word, so that any language may go on.

    Parameters
    ----------
    names : sequence of str
        What is listed.
    most : int
        How many are written.
    """
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
