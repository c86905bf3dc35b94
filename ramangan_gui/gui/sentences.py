"""Sentences that domain code builds from words and numbers, in the language of the window.

Domain code says in English what happened, to the window, the command line and the file alike. The
templates of its sentences are collected from the source (``installer/translations.py``) and
translated; a sentence is recognised by its template, also where it comes from a file or from the
worker process, and said again with the same values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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

#: A phrase and a number after it.
_WITH_NUMBER = re.compile(r"(.*[a-z]) ([-+]?[\d.,]+%?)")

#: What has no such run of letters is a number, perhaps with its unit.
_WORD = re.compile("[A-Za-z]{3}")

#: Between phrases that stand in one place of a sentence, the widest gap first.
_BETWEEN = (": ", "; ", ", ", " or ")


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


def told_axis(title: str) -> str:
    """Give the title of an axis, name and unit, in the language of the window."""
    name, stroke, unit = title.partition(" / ")
    return told(name) + stroke + told(unit)


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
        return _joined(_known(part) or part for part in parts)
    return text


def _known(text: str) -> str | None:
    """Give the translation of a sentence by the template that says most of it."""
    exact = _exact(text)
    if exact is not None:
        return exact
    for template, prefix, fields in _templates():
        if fields and text.startswith(prefix):
            # What ends in a gap stands before another sentence.
            before = template.endswith(" ")
            pattern = _pattern(template)
            found = pattern.match(text) if before else pattern.fullmatch(text)
            translation = _translation(template) if found else template
            if found and translation != template:
                values = [_value(value) for value in found.groups()]
                named = {name: value for name, value in zip(fields, values, strict=True) if name}
                rest = _value(text[found.end() :]) if before else ""
                return translation.format(*values, **named) + rest
    return None


def _value(text: str) -> str:
    """Translate what stands in a place of a template: a word, a sentence, or several of them."""
    exact = _exact(text)
    if exact is not None:
        return exact
    for gap in _BETWEEN:
        parts = text.split(gap)
        said_parts = [_value(part) for part in parts] if len(parts) > 1 else parts
        changed = [m != part or not part for m, part in zip(said_parts, parts, strict=True)]
        wordless = [gap == ", " and not _WORD.search(part) for part in parts]
        told_all = all(m or n for m, n in zip(changed, wordless, strict=True)) and any(changed)
        if told_all or (gap == ": " and any(changed)):
            return (_exact(gap) or gap).join(said_parts)
    number = _WITH_NUMBER.fullmatch(text)
    return _known(text) or (f"{_value(number[1])} {number[2]}" if number else text)


def _joined(sentences: Iterable[str]) -> str:
    """Put sentences into one line; after a full stop of full width there is no space."""
    return re.sub(r"(?<=[。！？；：]) ", "", " ".join(sentences))


def _exact(text: str) -> str | None:
    for translation in (_translation(text), said(text)):
        if translation != text:
            return translation
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
    # Those that are recognised by how they begin stand before those that begin with anything.
    rows.sort(key=lambda row: (len(row[2]) < _ENOUGH, -row[0]))
    return tuple((template, prefix, fields) for _, template, prefix, fields in rows)
