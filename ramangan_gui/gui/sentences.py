"""Sentences that domain code builds from words and numbers, in the language of the window.

Domain code says in English what happened, to the window, the command line and the file alike. The
templates of its sentences are collected from the source (``installer/translations.py``) and
translated; a sentence is recognised by its template, also where it comes from a file or from the
worker process, and said again with the same values.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from PySide6.QtCore import QCoreApplication

from ..core.errors import RamanGanError
from ..core.resources import resource_path
from .words import said

#: Where translations keep the templates.
CONTEXT = "sentences"

#: Characters that a template must have of its own, to be told from others.
_ENOUGH = 5

#: Between two sentences that stand in one line.
_STOP = re.compile(r"(?<=[.!?;]) (?=[A-Z“])")


def told(text: str) -> str:
    """Give a sentence of domain code in the language of the window; as it is, if it is unknown.

    Parameters
    ----------
    text : str
        One or several sentences, in English, with their values.
    """
    if not text or not is_translated():
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def told_error(error: BaseException) -> str:
    """Give what an error says, and what to do about it, in the language of the window."""
    if isinstance(error, RamanGanError):
        return f"{told(error.what)} {told(error.remedy)}".strip()
    return str(error)


def is_translated() -> bool:
    """Say whether the window speaks another language than the source."""
    return bool(_templates()) and _translation(_templates()[0][0]) != _templates()[0][0]


def template_pattern(template: str) -> str:
    """Give the regular expression of all sentences made from a template."""
    parts = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(literal))
        if name is not None:
            parts.append("(.*?)")
    return "".join(parts)


@lru_cache(maxsize=512)
def _line(text: str) -> str:
    whole = _known(text)
    if whole is not None:
        return whole
    parts = _STOP.split(text)
    if len(parts) > 1:
        return " ".join(_known(part) or part for part in parts)
    return text


def _known(text: str) -> str | None:
    """Give the translation of a sentence by the template that says most of it."""
    for exact in (_translation(text), said(text)):
        if exact != text:
            return exact
    for template, prefix, fields in _templates():
        if fields and text.startswith(prefix):
            found = _pattern(template).fullmatch(text)
            translation = _translation(template) if found else template
            if found and translation != template:
                values = [_known(value) or value for value in found.groups()]
                named = {name: value for name, value in zip(fields, values, strict=True) if name}
                return translation.format(*values, **named)
    return None


def _translation(template: str) -> str:
    return QCoreApplication.translate(CONTEXT, template)


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(template_pattern(template), re.DOTALL)


@lru_cache(maxsize=1)
def _templates() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Give templates, their beginnings and the names of their fields; the longest first."""
    try:
        lines = resource_path("translations", "sentences.txt").read_text("utf-8").splitlines()
    except (RamanGanError, OSError):
        return ()
    rows = []
    for template in lines:
        parts = list(Formatter().parse(template))
        fields = tuple(name for _, name, _, _ in parts if name is not None)
        n_own = sum(len(literal) for literal, *_ in parts)
        if n_own >= _ENOUGH:
            rows.append((n_own, template, parts[0][0], fields))
    rows.sort(key=lambda row: -row[0])
    return tuple((template, prefix, fields) for _, template, prefix, fields in rows)
