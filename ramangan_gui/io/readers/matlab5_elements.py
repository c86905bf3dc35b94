"""Whether the elements of a MATLAB file of version 5 to 7 are what they claim to be.

SciPy takes the memory that an element claims before it looks whether the file has as much, and
crashes where the type of an element is none. So every element is looked at first: its tag, its
size, and the size of what it lies in. Values are skipped, and what is packed is unpacked piece by
piece, so that this takes next to no memory.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, MAX_VALUES, check_size, number

_MATRIX, _COMPRESSED = 14, 15

#: Bytes of a value, by the number of its type in tags: plain numbers, and texts in Unicode.
_NUMBERS: Final = {1: 1, 2: 1, 3: 2, 4: 2, 5: 4, 6: 4, 7: 4, 9: 8, 12: 8, 13: 8}
_LETTERS: Final = {**_NUMBERS, 16: 1, 17: 2, 18: 4}

# Classes of arrays.
_CELL, _STRUCT, _OBJECT, _CHAR, _SPARSE = 1, 2, 3, 4, 5
_NUMERIC: Final = range(6, 16)
_FUNCTION, _OPAQUE = 16, 17

#: Bit of the flags of an array that says that imaginary parts follow.
_COMPLEX: Final = 0x800

#: Most parts of one file, levels of cells in cells, dimensions, and letters of a name.
_MAX_PARTS, _MAX_DEPTH, _MAX_DIMENSIONS, _MAX_NAME = 1_000_000, 24, 32, 4096

#: Arrays that need no bytes at all, such as blank texts, may be this large.
_MAX_EMPTY: Final = 65_536

_HEADER_BYTES: Final = 128
_PIECE: Final = 2**18


def check_elements(path: Path) -> None:
    """Look at all elements of a file, before any is loaded.

    Raises
    ------
    InputError
        If it is cut off, or an element claims what cannot be.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        order = "<" if file.read(_HEADER_BYTES)[126:128] == b"IM" else ">"
        n_parts = 0
        while file.tell() + 8 <= size:
            kind, n_bytes = struct.unpack(f"{order}II", file.read(8))
            end = file.tell() + n_bytes
            if end > size:
                raise InputError("It is a MATLAB file that is cut off.", EXPORT_AS_TEXT)
            source: _Plain | _Packed = _Plain(file)
            if kind == _COMPRESSED:
                source = _Packed(file, n_bytes)
                kind, unpacked = struct.unpack(f"{order}II", source.read(8))
                check_size("variable", 0, unpacked, n_bytes)
                n_bytes = unpacked
            if kind != _MATRIX:
                raise _damaged(f"a variable of unknown type {kind}")
            walk = _Walk(source, order, n_parts)
            walk.matrix(n_bytes, 0)
            n_parts = walk.n_parts
            file.seek(end)


class _Plain:
    """Bytes of the file as they are."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, n_bytes: int) -> bytes:
        found = self._file.read(n_bytes)
        if len(found) < n_bytes:
            raise InputError("It is a MATLAB file that is cut off.", EXPORT_AS_TEXT)
        return found

    def skip(self, n_bytes: int) -> None:
        self._file.seek(n_bytes, 1)


class _Packed:
    """Bytes that are unpacked from a part of the file, no more at a time than are asked for."""

    def __init__(self, file: BinaryIO, n_packed: int) -> None:
        self._file, self._left = file, n_packed
        self._unpacker = zlib.decompressobj()

    def read(self, n_bytes: int) -> bytes:
        return b"".join(self._pieces(n_bytes))

    def skip(self, n_bytes: int) -> None:
        for _ in self._pieces(n_bytes):
            pass

    def _pieces(self, n_bytes: int) -> Iterator[bytes]:
        while n_bytes:
            packed = self._unpacker.unconsumed_tail
            if not packed:
                packed = self._file.read(min(self._left, _PIECE))
                self._left -= len(packed)
            piece = self._unpacker.decompress(packed, min(n_bytes, _PIECE))
            if not piece and (self._unpacker.eof or not packed):
                raise _damaged("a packed variable that ends early")
            n_bytes -= len(piece)
            yield piece


class _Walk:
    """Goes through the elements of one variable."""

    def __init__(self, source: _Plain | _Packed, order: str, n_parts: int) -> None:
        self._source, self._order, self.n_parts = source, order, n_parts
        self._left, self._inside = 0, False

    def matrix(self, n_bytes: int, depth: int) -> None:
        """Go through an array, `n_bytes` long, and all that it holds."""
        self.n_parts += 1
        if self.n_parts > _MAX_PARTS:
            raise InputError(f"It holds more than {number(_MAX_PARTS)} parts.", EXPORT_AS_TEXT)
        if depth > _MAX_DEPTH:
            raise _damaged("cells in cells without end")
        if n_bytes == 0:
            return
        outside = self._left - n_bytes if depth else 0
        if outside < 0:
            raise _damaged("a part that is larger than what it lies in")
        self._left, self._inside = n_bytes, depth > 0
        self._array(depth)
        if self._left >= (1 if depth else 8):  # SciPy would read it as the part that follows
            raise _damaged(f"{number(self._left)} bytes more than its shape says")
        self._left, self._inside = outside, depth > 1

    def _array(self, depth: int) -> None:
        """Go through what is inside an array: flags, shape, name, values."""
        _, size, _ = self._tag()
        if size != 8:
            raise _damaged("an array without flags")
        flags = struct.unpack(f"{self._order}II", self._read(8))[0]
        kind = flags & 0xFF
        if kind == _OPAQUE:
            for _ in range(3):
                self._bytes(_MAX_NAME)
            self._inner(depth)
            return
        n_values = self._n_values()
        self._bytes(_MAX_NAME)
        if kind in _NUMERIC:
            for _ in range(2 if flags & _COMPLEX else 1):
                self._numbers(n_values)
        elif kind == _CHAR:
            self._text(n_values)
        elif kind == _CELL:
            self._inners(n_values, depth)
        elif kind in {_STRUCT, _OBJECT}:
            if kind == _OBJECT:
                self._bytes(_MAX_NAME)
            self._inners(n_values, depth, self._n_fields())
        elif kind == _SPARSE:
            for _ in range(4 if flags & _COMPLEX else 3):
                self._numbers(None)
        elif kind == _FUNCTION:
            self._inner(depth)
        else:
            raise _damaged(f"an array of unknown class {kind}")

    def _n_values(self) -> int:
        """Read the shape of an array, and give the number of its values."""
        shape = self._bytes(4 * _MAX_DIMENSIONS)
        if len(shape) < 8 or len(shape) % 4:
            raise _damaged("an array without a shape")
        sides: tuple[int, ...] = struct.unpack(f"{self._order}{len(shape) // 4}i", shape)
        n_values = math.prod(sides)
        if min(sides) < 0 or n_values > MAX_VALUES:
            raise _damaged(f"an array of {' × '.join(f'{side:,}' for side in sides)} values")
        return n_values

    def _n_fields(self) -> int:
        """Read the names of the fields of a structure, and give how many there are."""
        width = self._bytes(4)
        length = int.from_bytes(width, "little" if self._order == "<" else "big", signed=True)
        if len(width) != 4 or not 0 < length <= _MAX_NAME:
            raise _damaged("a structure with names of no length")
        return len(self._bytes(self._left)) // length

    def _numbers(self, n_values: int | None) -> None:
        """Skip numbers, which must be as many as the shape of their array says, if it says it."""
        kind, size, padding = self._tag()
        if kind not in _NUMBERS:
            raise _damaged(f"numbers of unknown type {kind}")
        if n_values is not None and size != n_values * _NUMBERS[kind]:
            raise _damaged(f"{number(size // _NUMBERS[kind])} numbers where its shape says "
                           f"{number(n_values)}")  # fmt: skip
        self._skip(size, padding)

    def _text(self, n_letters: int) -> None:
        kind, size, padding = self._tag()
        if kind not in _LETTERS or size % _LETTERS[kind]:
            raise _damaged(f"text of unknown type {kind}")
        if n_letters > max(size, _MAX_EMPTY):
            raise _damaged(f"a text of {number(n_letters)} letters in {number(size)} bytes")
        self._skip(size, padding)

    def _inners(self, n_values: int, depth: int, n_fields: int | None = None) -> None:
        """Go through the arrays that cells or the fields of a structure are."""
        n_inner = n_values * (1 if n_fields is None else n_fields)
        if 8 * n_inner > self._left or (n_fields == 0 and n_values > _MAX_EMPTY):
            raise _damaged(f"{number(n_values)} cells that are not there")
        for _ in range(n_inner):
            self._inner(depth)

    def _inner(self, depth: int) -> None:
        kind, size, _ = self._tag()
        if kind != _MATRIX:
            raise _damaged(f"a part of unknown type {kind}")
        self.matrix(size, depth + 1)

    def _bytes(self, most: int) -> bytes:
        """Read an element that is a name, a shape or the like."""
        _, size, padding = self._tag()
        if size > most:
            raise _damaged(f"a name or a shape of {number(size)} bytes")
        found = self._read(size)
        self._skip(0, padding)
        return found

    def _tag(self) -> tuple[int, int, int]:
        """Read a tag; small elements have their bytes inside of it.

        Returns
        -------
        kind, n_bytes, padding : int
            Type of the values, their bytes, and bytes after them that mean nothing.
        """
        (first,) = struct.unpack(f"{self._order}I", self._read(4))
        if small := first >> 16:
            if small > 4:
                raise _damaged(f"a small part of {small} bytes")
            return first & 0xFFFF, small, 4 - small
        (size,) = struct.unpack(f"{self._order}I", self._read(4))
        if size > self._left:
            raise _damaged(f"a part of {number(size)} bytes where {number(self._left)} are left")
        return first, size, -size % 8

    def _read(self, n_bytes: int) -> bytes:
        self._take(n_bytes)
        return self._source.read(n_bytes)

    def _skip(self, n_bytes: int, padding: int = 0) -> None:
        """Skip values; the last in a variable may lack what fills them up."""
        self._take(n_bytes)
        if not self._inside:
            padding = min(padding, self._left)
        self._take(padding)
        self._source.skip(n_bytes + padding)

    def _take(self, n_bytes: int) -> None:
        if n_bytes > self._left:
            raise _damaged("a part that is larger than what it lies in")
        self._left -= n_bytes


def _damaged(why: str) -> InputError:
    return InputError(f"It is a damaged MATLAB file: it holds {why}.", EXPORT_AS_TEXT)
