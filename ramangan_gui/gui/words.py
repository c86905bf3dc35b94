"""Words that domain code declares, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from .numbers import localised_words

#: Where translations keep what parameters, steps, methods, checks and figures are called.
CONTEXT = "parameters"


def said(text: str) -> str:
    """Give a title or a sentence of a domain table in the language of the window.

    Parameters
    ----------
    text : str
        As the table declares it, in English; its numbers get the window's decimal sign.
    """
    return localised_words(translated(text))


def translated(text: str) -> str:
    """Give words in the language of the window if a table declares them; else as they are."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""
