"""From a text file to its table: a fast way for plain columns, a careful one for the rest."""

from __future__ import annotations

import math
import mmap
import re
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from ..wanted import Wanted
from .base import EXPORT_AS_TEXT, MAX_VALUES, number
from .dialect import Dialect, detect
from .numbers import parse_columns
from .table import Table, n_exact
from .table_builder import MAX_HEADER_LINES, MAX_KEPT, MIN_BESIDE_WORDS, TableBuilder
from .text_source import COMMENT, TextSource, decoded, has_controls

#: Bytes parsed at a time; the working arrays of a block then stay in the processor's cache.
BLOCK_BYTES: Final = 128 * 1024

#: Larger files must be plain columns; going through them cell by cell would take too long.
_MAX_CAREFUL_BYTES: Final = 1024 * 2**20

#: Lines looked at to find the dialect, in each of several places of the file.
_SAMPLE_LINES: Final = 60
_SAMPLE_PLACES: Final = (0.0, 0.35, 0.7, 1.0)
_TAIL_BYTES: Final = 4096
_SAMPLE_BYTES: Final = 16_384

#: Rows of fewer numbers are read faster one by one than all at once.
_WIDE: Final = 64

#: Nothing chosen: the reader finds out.
_FREE: Final = Wanted()

_ROW: Final = re.compile(rb"[ \t]*[-+]?[.,]?\d[-+0-9.,;eEdD \t]*")

_BEGINS_AS_ROW: Final = re.compile(rb"[ \t\"]*[-+]?[.,]?\d[-+0-9.,eEdD\"]*[ \t]*[,;\t ]")

#: A comma that can only be a decimal mark: after a zero or four digits, or not before three.
_DECIMAL_COMMA: Final = re.compile(rb"(?<!\d)0,|\d{4},|,\d{1,2}(?!\d)|,\d{4}")


def read_tables(source: TextSource, wanted: Wanted = _FREE) -> list[Table]:
    """Read the table of a text file, or all of them where spectra stand one below the other.

    Parameters
    ----------
    source : TextSource
        The file.
    wanted : Wanted, optional
        Delimiter and decimal mark that the user chose.

    Raises
    ------
    InputError
        If there is none, or its numbers can be understood in more than one way.
    """
    plain = None if wanted.delimiter or wanted.decimal else _plain(source)
    return _careful(source, wanted) if plain is None else [plain]


def _plain(source: TextSource) -> Table | None:
    """Read plain columns under a header of words; ``None`` where there is anything more to it."""
    if source.line_end != b"\n":
        return None
    header: list[bytes] = []
    begin, n_kept = -1, 0
    for line, place, text in source.lines():
        if _ROW.fullmatch(text):
            begin = place
            break
        header.append(text)
        n_kept += len(text)
        if line > MAX_HEADER_LINES or n_kept > MAX_KEPT:
            return None
    if begin < 0:
        return None
    if any(has_controls(text) for text in header):
        return None
    end, footer = end_of_rows(source.data, begin)
    dialect = plain_dialect(source.data[begin : min(end, begin + 4096)])
    if dialect is None or end <= begin:
        return None
    if any(_perhaps_row(text, dialect) for text in (*header[-1:], *footer[:1])):
        return None
    if (
        header
        and dialect.delimiter != " "
        and ends_with_a_name(source.data, begin, header[-1], dialect)
    ):
        return None
    parts = _parse(source, begin, end, dialect)
    if parts is None:
        return None
    values, first_row, exact = parts
    return Table(
        values=values,
        first_row=first_row,
        exact=exact,
        words={},
        header=tuple(map(bare, header)),
        footer=tuple(COMMENT.sub("", decoded(text)) for text in footer),
        dialect=dialect,
        first_line=line,
        rows_begin=-1 if footer else begin,
    )


def bare(line: bytes) -> str:
    """Give a line of a header without the sign of a remark, and what fills it up."""
    return COMMENT.sub("", decoded(line.replace(b"\0", b"")))


def is_row(line: bytes) -> bool:
    """Tell whether a line may be a row of plain numbers."""
    return _ROW.fullmatch(line) is not None


def end_of_rows(data: bytes | mmap.mmap, begin: int) -> tuple[int, list[bytes]]:
    """Find where the last row of numbers ends, and the words after it."""
    end = len(data)
    footer: list[bytes] = []
    while end > begin and len(footer) < 1000:
        start = data.rfind(b"\n", begin, end - 1) + 1
        start = begin if start == 0 else start
        text = data[start:end].rstrip(b"\r\n\x1a")
        if _ROW.fullmatch(text):
            return end, footer[::-1]
        if has_controls(text) or b"\0" in text:
            return begin, []
        if text.strip():
            footer.append(text)
        end = start
    return begin, []


def _perhaps_row(text: bytes, dialect: Dialect) -> bool:
    """Tell whether a line beside the plain rows may be a row with gaps or names in it."""
    if _BEGINS_AS_ROW.match(text):
        return True
    values = (dialect.value(cell) for cell in dialect.cells(decoded(text)))
    return sum(value is not None and not math.isnan(value) for value in values) >= MIN_BESIDE_WORDS


def ends_with_a_name(data: bytes | mmap.mmap, begin: int, names: bytes, dialect: Dialect) -> bool:
    """Tell whether the first row ends with an empty cell that has a name above it."""
    mark = dialect.delimiter.encode()
    row = data[begin : data.find(b"\n", begin)].strip(b" \r")
    return row.endswith(mark) and not names.rstrip(b" \r").endswith(mark)


def plain_dialect(rows: bytes) -> Dialect | None:
    """Tell the dialect by the characters that occur; ``None`` where they leave a doubt."""
    comma, point = b"," in rows, b"." in rows
    if b";" in rows or b"\t" in rows:
        delimiter = ";" if b";" in rows else "\t"
        if comma and (point or not _DECIMAL_COMMA.search(rows)):
            return None
        return Dialect(delimiter, "," if comma else ".")
    if comma:
        return Dialect(",") if point else None
    return Dialect(" ") if b" " in rows else None


def _parse(
    source: TextSource, begin: int, end: int, dialect: Dialect
) -> tuple[NDArray[np.float32], NDArray[np.float64], NDArray[np.float64]] | None:
    """Read the rows in blocks; give them, the first row and the first columns."""
    rows, firsts, first_row, n_values = [], [], None, 0
    while begin < end:
        stop = source.data.find(b"\n", begin + BLOCK_BYTES, end) + 1 or end
        block = source.data[begin:stop]
        if not block.endswith(b"\n"):
            block += b"\n"
        values = parse_columns(block, dialect.delimiter, dialect.decimal)
        if values is None or values.shape[1] < 2:
            return None
        if first_row is None:
            first_row = values[0].copy()
        if values.shape[1] != first_row.size:
            return None
        n_values += values.size
        if n_values > MAX_VALUES:
            raise InputError(f"It holds more than {number(MAX_VALUES)} numbers.", "Split it.")
        with np.errstate(over="ignore"):
            rows.append(values.astype(np.float32))
        firsts.append(values[:, : n_exact(values.shape[1])].copy())
        begin = stop
    if first_row is None:
        return None
    if len(rows) == 1:
        return rows[0], first_row, firsts[0]
    return np.concatenate(rows), first_row, np.concatenate(firsts)


def _careful(source: TextSource, wanted: Wanted = _FREE) -> list[Table]:
    """Read a table line by line, with headers, gaps, labels and remarks."""
    if len(source.data) > _MAX_CAREFUL_BYTES:
        raise InputError(
            f"It has {number(len(source.data))} bytes and is not made of plain columns of numbers.",
            "Split it, or save it as HDF5 or NPZ.",
        )
    builder = TableBuilder(detect(_sample(source), wanted.delimiter, wanted.decimal))
    dialect = builder.dialect
    started = False
    for line, _, raw in source.lines():
        if b"\0" in raw and not started:
            raw = raw.replace(b"\0", b"")
        if b"\0" in raw or has_controls(raw):
            raise InputError(f"Line {number(line)} holds bytes that are no text.", EXPORT_AS_TEXT)
        if _feed_quickly(builder, line, raw):
            continue
        text = decoded(raw)
        if not text.strip():
            continue
        if COMMENT.match(text):
            builder.feed_remark(line, text)
            continue
        builder.feed(line, dialect.cells(text), text)
        started = builder.started
    return builder.tables()


def _feed_quickly(builder: TableBuilder, line: int, raw: bytes) -> bool:
    """Read a row like the one before, words first, all its numbers at once."""
    if builder.n_columns < _WIDE:
        return False
    dialect, n_words = builder.dialect, builder.leading_words
    if n_words < 0 or dialect.delimiter == " " or dialect.thousands or b'"' in raw:
        return False
    if raw[:1] in b"#%;/!* ":
        return False
    *words, numbers = raw.split(dialect.delimiter.encode(), n_words)
    if len(words) < n_words:
        return False
    names = [decoded(word).strip() for word in words]
    if any(dialect.value(name) is not None for name in names):
        return False
    values = parse_columns(numbers + b"\n", dialect.delimiter, dialect.decimal)
    return values is not None and builder.feed_parsed(line, names, values.ravel())


def _sample(source: TextSource) -> list[str]:
    """Give lines from all over the file, remarks left out."""
    size = len(source.data)
    texts: dict[int, str] = {}
    for place in _SAMPLE_PLACES:
        begin = source.begin + int(place * (size - source.begin))
        if place == 1.0:
            begin = max(source.begin, size - _TAIL_BYTES)
        part = TextSource(source.data, begin, source.encoding, source.line_end)
        lines = part.lines()
        if begin > source.begin:
            next(lines, None)  # begun in the middle
        chosen = list(lines)[-_SAMPLE_LINES:] if place == 1.0 else islice(lines, _SAMPLE_LINES)
        n_read = 0
        for _, at, raw in chosen:
            n_read += len(raw)
            text = decoded(raw)
            if text.strip() and not COMMENT.match(text):
                texts[at] = text
            if n_read > _SAMPLE_BYTES:
                break
    return list(texts.values())
