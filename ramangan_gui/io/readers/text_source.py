"""The bytes of a text file as lines: encodings and line ends."""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, MAX_FILE_BYTES, number

#: Files larger than this are mapped, not read, so that they take no memory of their own.
_MAP_FROM = 8 * 2**20

#: Larger files in two or four bytes a character are not read, since they must be translated whole.
_MAX_WIDE_BYTES = 256 * 2**20

#: A line longer than this is no line of text.
MAX_LINE_BYTES = 8 * 2**20

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

#: What a file begins with that has no byte order mark.
_FIRST_OF_ASCII = bytes(range(1, 128))

#: Control characters that no text holds. NUL is looked at apart: some instruments pad with it.
_CONTROLS = bytes(c for c in range(1, 32) if c not in b"\t\n\r\f\x1a")


@dataclass(frozen=True)
class TextSource:
    """A text file in an encoding whose ASCII part is ASCII.

    Parameters
    ----------
    data : bytes or mmap
        UTF-8, or a one-byte encoding.
    begin : int
        Where the text begins, after a byte order mark.
    encoding : str
        What the file is written in, for the user.
    line_end : bytes
        Line feed, or carriage return where the file has no line feeds.
    """

    data: bytes | mmap.mmap
    begin: int
    encoding: str
    line_end: bytes

    def lines(self) -> Iterator[tuple[int, int, bytes]]:
        """Give each line's number, its place in `data`, and its bytes without the end."""
        begin, size, line = self.begin, len(self.data), 0
        while begin < size:
            end = self.data.find(self.line_end, begin)
            end = size if end < 0 else end
            line += 1
            if end - begin > MAX_LINE_BYTES:
                raise InputError(f"Line {number(line)} is longer than any line of a text file.")
            yield line, begin, self.data[begin:end].rstrip(b"\r\x1a")
            begin = end + 1


def open_source(path: Path) -> TextSource:
    """Open a text file.

    Raises
    ------
    InputError
        If it is empty, too large, or holds bytes that are no text.
    OSError
        If it cannot be opened.
    """
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size > MAX_FILE_BYTES:
            raise InputError(
                f"It has {number(size)} bytes; at most {number(MAX_FILE_BYTES)} are read.",
                "Split it.",
            )
        if size == 0:
            raise InputError("It is empty.")
        if size < _MAP_FROM:
            data: bytes | mmap.mmap = file.readall()
        else:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return source_of(data)


def source_of(data: bytes | mmap.mmap) -> TextSource:
    """Tell how the bytes of a text are encoded.

    Raises
    ------
    InputError
        If they begin like text in two or four bytes a character, but go on otherwise.
    """
    size = len(data)
    head = data[:4096]
    mark, encoding = b"", ""
    if head[:1] not in _FIRST_OF_ASCII:
        mark, encoding = next(((m, e) for m, e in _MARKS if head.startswith(m)), (b"", ""))
    encoding = encoding or wide_encoding(head)
    if encoding[:6] in {"utf-16", "utf-32"}:
        if size > _MAX_WIDE_BYTES:
            raise InputError(f"It has {number(size)} bytes in {encoding.upper()}.",
                             "Save it as UTF-8, or split it.")  # fmt: skip
        try:
            data = data[len(mark) :].decode(encoding).encode()
        except UnicodeError:
            raise InputError("It begins like UTF-16 text but is damaged.", EXPORT_AS_TEXT) from None
        mark = b""
    line_end = b"\r" if b"\r" in head and data.find(b"\n") < 0 else b"\n"
    return TextSource(data, len(mark), encoding, line_end)


def wide_encoding(head: bytes) -> str:
    """Tell UTF-16 without a byte order mark by its zero bytes; empty where it is not that."""
    if b"\0" not in head:
        return ""
    head = head[: len(head) // 2 * 2]
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half >= 8 and odd > 0.9 * half and even == 0:
        return "utf-16-le"
    if half >= 8 and even > 0.9 * half and odd == 0:
        return "utf-16-be"
    return ""


@lru_cache(maxsize=4)  # several readers ask for each file
def is_text(head: bytes) -> bool:
    """Tell whether the first bytes of a file may be text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(head):
        return True
    return bool(head) and not has_controls(head) and head.count(0) <= 0.1 * len(head)


def has_controls(line: bytes) -> bool:
    """Tell whether there are control characters that no text holds."""
    return len(line.translate(None, _CONTROLS)) != len(line)


def decoded(line: bytes) -> str:
    """Decode a line, as UTF-8 where it is that, as Latin-1 otherwise."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1")


#: What marks a line as a remark.
COMMENT = re.compile(r"^\s*(?:#|%|;|//|!|\*)+\s?")
