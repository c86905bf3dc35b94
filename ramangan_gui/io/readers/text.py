"""Text files: columns or rows of numbers in whatever way a program wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ...core.errors import InputError
from ..wanted import Wanted
from .base import EXPORT_AS_TEXT, Measured, Reader
from .dialect import Dialect
from .layout import spectra_in
from .same_as_last import expects_text, like_the_last, remember
from .text_source import TextSource, decoded, is_text, open_source, source_of
from .text_table import read_tables
from .tidy_table import tidy_tables

#: Nothing chosen: the reader finds out.
_FREE = Wanted()

#: Text that has a meaning of its own; numbers must not be picked out of it.
_OTHER_TEXT = {
    "JCAMP-DX": re.compile(r"##title=|##jcamp-dx=|[^\0]*\n##(?:xydata|data type)="),
    "XML or HTML": re.compile(r"<[?!a-z]"),
    "JSON": re.compile(r"\{\s*[\"}]|\[\s*[\[{\"]"),
    "PDF": re.compile(r"%pdf-"),
    "PostScript": re.compile(r"%!ps"),
    "RTF": re.compile(r"\{\\rtf"),
}


#: Larger texts with one row per point would take too long.
_MAX_TIDY_BYTES = 256 * 2**20

#: What such text begins with.
_FIRST_SIGNS = frozenset("#<{[%")

#: How sections are marked, and how far into a file the first may begin.
_MARK = b">>>>>"
_MAX_HEAD = 8 * 2**10


def _recognises(path: Path, head: bytes) -> bool:
    return is_text(head)


def _read(path: Path) -> list[Measured]:
    return _read_as(path, _FREE)


def _read_as(path: Path, wanted: Wanted) -> list[Measured]:
    try:
        return spectra_of(open_source(path), wanted)
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error


def _read_bytes(data: bytes) -> list[Measured]:
    return spectra_of(source_of(data))


def spectra_of(source: TextSource, wanted: Wanted = _FREE) -> list[Measured]:
    """Read the spectra of the one table in a text.

    Parameters
    ----------
    source : TextSource
        The text.
    wanted : Wanted, optional
        What the user knows better.

    Raises
    ------
    InputError
        If there is none, or it can be understood in more than one way.
    """
    if not (wanted or expects_text()) and (alike := like_the_last(source)) is not None:
        return [alike]
    _refuse_other_text(decoded(source.data[source.begin : source.begin + 4096]))
    section = _section(source)
    try:
        tables = read_tables(section, wanted)
        found = [each for table in tables for each in spectra_in(table, wanted.orientation)]
    except InputError:
        tidy = None if wanted else _tidy(section)
        if tidy is None:
            raise
        return tidy
    if not wanted and section is source:
        remember(source, tables, found)
    return found


def _tidy(source: TextSource) -> list[Measured] | None:
    """Read a text with one row per point; ``None`` where it is no such text."""
    if len(source.data) > _MAX_TIDY_BYTES:
        return None

    def rows(dialect: Dialect) -> Iterator[list[str]]:
        return (dialect.cells(decoded(line)) for _, _, line in source.lines())

    tables = tidy_tables(rows)
    return (
        None if tables is None else [each for table in tables for each in spectra_in(table, "rows")]
    )


def _section(source: TextSource) -> TextSource:
    """Leave out what follows the spectrum where a file marks its sections, as Ocean Optics does."""
    begin = source.data.find(_MARK, source.begin, source.begin + _MAX_HEAD)
    line = source.data.find(source.line_end, begin) if begin >= 0 else -1
    end = source.data.find(_MARK, line) if line >= 0 else -1
    if end < 0 or not source.data[line:end].strip():
        return source
    return replace(source, data=source.data[:end])


def _refuse_other_text(head: str) -> None:
    start = head.lstrip().lower()
    if start[:1] not in _FIRST_SIGNS and "##" not in start:
        return
    for kind, sign in _OTHER_TEXT.items():
        if sign.match(start):
            raise InputError(f"It is {kind}, which is not a plain table.", EXPORT_AS_TEXT)


READER = Reader(
    name="text",
    title="Text",
    suffixes=(".txt", ".csv", ".tsv", ".dat", ".asc", ".prn", ".xy"),
    recognises=_recognises,
    read=_read,
    read_as=_read_as,
    read_bytes=_read_bytes,
)
