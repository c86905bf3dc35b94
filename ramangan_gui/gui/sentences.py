"""Sentences that domain code builds from words and numbers, in the language of the window.

Domain code says in English what happened, to the window, the command line and the file alike. The
templates of its sentences are collected from the source (``installer/translations.py``) and
translated; a sentence is recognised by its template, also where it comes from a file or from the
worker process, and said again with the same values. The list says which values are numbers or
quantities; these are written with the window's decimal sign, while names, paths and settings stay
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from PySide6.QtCore import QCoreApplication

from ..core.errors import RamanGanError
from ..core.resources import resource_path
from .numbers import NUMBER, decimal_sign, localised, localised_words, written_places
from .words import translated

#: Where translations keep the templates.
CONTEXT = "sentences"

#: A word of the list of sentences, translated wherever any is.
_PROBE = "Raman shift"

#: Characters that a template must have of its own, to be told from others.
_ENOUGH = 5

#: Between two sentences that stand in one line.
_STOP = re.compile(r"(?<=[.!?;]) (?=[A-Z“])")

#: A phrase and a number after it.
_WITH_NUMBER = re.compile(r"(.*[a-z]) ([-+]?[\d.,]+%?)")

#: One or two numbers with the unit of an axis, perhaps in brackets or behind a comma.
_QUANTITY = re.compile(
    rf"(?:, | ?\()?{NUMBER}(?:(?: to |–| – ){NUMBER})? (?:cm⁻¹|nm|µm|points|pixels?)\)?"
)

#: What a window in English may write otherwise: decimals, parted thousands, exponents, per cent.
_CHANGES = re.compile(r"\d[.,]\d|\de[-+]?\d|\d%")

#: The marks of a number, of a quantity and of a list of places in the list of sentences.
_A_NUMBER, _A_QUANTITY, _PLACES = "n", "q", "p"
_MARKS = re.compile(f":[{_A_NUMBER}{_A_QUANTITY}{_PLACES}]}}")

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
    if not text or not (is_translated() or _CHANGES.search(text)):
        return text
    return "\n".join(_line(line, decimal_sign()) for line in text.split("\n"))


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
    return _translation(_PROBE) != _PROBE


def template_pattern(template: str) -> str:
    """Give the regular expression of all sentences made from a template."""
    parts = []
    for literal, name, spec, _ in Formatter().parse(template):
        parts.append(re.escape(literal))
        if name is not None:
            parts.append(rf"({NUMBER}|[-+]?nan%?|[-+]?inf%?)" if spec == _A_NUMBER else "(.*?)")
    return "".join(parts)


@lru_cache(maxsize=512)
def _line(text: str, sign: str) -> str:
    """Tell one line, for windows with one decimal sign."""
    whole = _known(text)
    if whole is not None:
        return whole
    parts = _STOP.split(text)
    if len(parts) > 1:
        return _joined(_known(part) or part for part in parts)
    return text


def _known(text: str) -> str | None:
    """Tell a sentence by the template that says most of it; ``None`` if there is none."""
    exact = _exact(text)
    if exact is not None:
        return exact
    for row in _templates():
        if not (text.startswith(row.prefix) and all(own in text for own in row.own)):
            continue
        # What ends in a gap stands before another sentence.
        before = row.words.endswith(" ")
        pattern = _pattern(row.template)
        found = pattern.match(text) if before else pattern.fullmatch(text)
        if not found:
            continue
        values = [
            _in_place(value, kind) for value, kind in zip(found.groups(), row.kinds, strict=True)
        ]
        named = {name: value for name, value in zip(row.fields, values, strict=True) if name}
        rest = _value(text[found.end() :]) if before else ""
        words = _translation(row.words)
        said = localised_words(words).format(*values, **named) + rest
        # Where it stays English, it may be another sentence, unless the window speaks English.
        if words != row.words or (said != text and not is_translated()):
            return said
    return None


def _in_place(text: str, kind: str) -> str:
    """Tell what stands in a place of a template, by its mark."""
    if kind == _A_NUMBER:
        return localised(text)
    return written_places(text) if kind == _PLACES else _value(text, kind == _A_QUANTITY)


def _value(text: str, quantity: bool = False) -> str:
    """Tell what stands in a place of a template: a word, a sentence, or several of them."""
    if quantity and _QUANTITY.fullmatch(text):
        return re.sub(NUMBER, lambda number: localised(number[0]), text)
    exact = _exact(text)
    if exact is not None:
        return exact
    for gap in _BETWEEN:
        parts = text.split(gap)
        said_parts = [_value(part, quantity) for part in parts] if len(parts) > 1 else parts
        changed = [m != part or not part for m, part in zip(said_parts, parts, strict=True)]
        wordless = [gap == ", " and not _WORD.search(part) for part in parts]
        told_all = all(m or n for m, n in zip(changed, wordless, strict=True)) and any(changed)
        # Where words stay as they are, a part that has new numbers may stand beside others.
        if told_all or (any(changed) and (gap == ": " or not is_translated())):
            return (_exact(gap) or gap).join(said_parts)
    number = _WITH_NUMBER.fullmatch(text)
    return _known(text) or (f"{_value(number[1])} {number[2]}" if number else text)


def _joined(sentences: Iterable[str]) -> str:
    """Put sentences into one line; after a full stop of full width there is no space."""
    return re.sub(r"(?<=[。！？；：]) ", "", " ".join(sentences))


def _exact(text: str) -> str | None:
    for translation in (_translation(text), translated(text)):
        if translation != text:
            return translation
    return None


def _translation(template: str) -> str:
    return QCoreApplication.translate(CONTEXT, template)


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(template_pattern(template), re.DOTALL)


@dataclass(frozen=True)
class _Template:
    """A sentence of the list.

    Attributes
    ----------
    template : str
        As the list has it, numbers marked.
    words : str
        As translations have it, without marks.
    prefix : str
        What stands before its first place.
    own : tuple of str
        All that stands between and behind them.
    fields : tuple of str
        Names of its places.
    kinds : tuple of str
        The marks of its places.
    """

    template: str
    words: str
    prefix: str
    own: tuple[str, ...]
    fields: tuple[str, ...]
    kinds: tuple[str, ...]


@lru_cache(maxsize=1)
def _templates() -> tuple[_Template, ...]:
    """Give the sentences of the list; the longest first."""
    try:
        lines = resource_path("translations", "sentences.txt").read_text("utf-8").splitlines()
    except (RamanGanError, OSError):
        return ()
    rows = []
    for template in lines:
        parts = list(Formatter().parse(template))
        places = [(name, spec) for _, name, spec, _ in parts if name is not None]
        n_own = sum(len(literal) for literal, *_ in parts)
        if n_own >= _ENOUGH and places:
            names, kinds = (tuple(column) for column in zip(*places, strict=True))
            words = _MARKS.sub("}", template)
            own = tuple(literal for literal, *_ in parts[1:])
            rows.append((n_own, _Template(template, words, parts[0][0], own, names, kinds)))
    # Those that are recognised by how they begin stand before those that begin with anything.
    rows.sort(key=lambda row: (len(row[1].prefix) < _ENOUGH, -row[0]))
    return tuple(row for _, row in rows)
