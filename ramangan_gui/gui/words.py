"""Words that domain code declares, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

#: Where translations keep what parameters, steps, methods, checks and figures are called.
CONTEXT = "parameters"


def said(text: str) -> str:
    """Give a title or a sentence of a domain table in the language of the window.

    Parameters
    ----------
    text : str
        As the table declares it, in English.
    """
    return QCoreApplication.translate(CONTEXT, text) if text else ""
