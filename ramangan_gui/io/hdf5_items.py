"""The contents of one of our HDF5 files, as plain data by path.

What is stored where is decided here and in :mod:`.hdf5_spectra` and :mod:`.hdf5_records`, without
HDF5; :mod:`.hdf5_store` puts it into a file and gets it back.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Values that an attribute can have; a tuple becomes an array of strings.
AttributeValue = str | int | tuple[str, ...]

#: No JSON text of ours comes near this many characters.
_LONGEST_JSON = 1 << 26

#: First character that is not ASCII.
_ASCII = 128

_SURROGATE = re.compile("[\ud800-\udfff]")


class Damaged(Exception):
    """The contents are not those of a file that this program wrote; says what is wrong."""


class Rows:
    """Rows of several tables, one after another, without copying them.

    Parameters
    ----------
    parts : sequence of (ndarray of shape (n, n_points), ndarray of int)
        The tables, and which of their rows.
    """

    def __init__(self, parts: Sequence[tuple[NDArray[np.float32], NDArray[np.intp]]]) -> None:
        self._parts = list(parts)
        self._ends = np.cumsum([len(index) for _, index in parts])
        self.shape = (int(self._ends[-1]), parts[0][0].shape[1])
        self.dtype = np.dtype("<f4")

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        begin, end, _ = rows.indices(self.shape[0])
        blocks = []
        for (table, index), last in zip(self._parts, self._ends, strict=True):
            first = last - len(index)
            part = index[max(begin - first, 0) : max(end - first, 0)]
            if len(part):
                blocks.append(table[part[0] : part[-1] + 1] if _runs(part) else table[part])
        if len(blocks) == 1:
            return blocks[0]
        return np.concatenate(blocks) if blocks else np.empty((0, self.shape[1]), np.float32)


def _runs(index: NDArray[np.intp]) -> bool:
    """Whether the rows follow one another, so that a view serves."""
    return bool((np.diff(index) == 1).all())


@dataclass(frozen=True, eq=False)
class Item:
    """A dataset, or a group where it has no data.

    Parameters
    ----------
    data : ndarray or Rows, optional
        Numbers in little-endian types, or UTF-8 text as bytes of fixed length.
    attributes : mapping
        Attributes by name.
    """

    data: NDArray[Any] | Rows | None
    attributes: Mapping[str, AttributeValue]

    @property
    def nbytes(self) -> int:
        """Size of the data in memory."""
        return 0 if self.data is None else math.prod(self.data.shape) * self.data.dtype.itemsize


class Tree:
    """Items by path, parents before children; reading from it checks what is there."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}

    @property
    def nbytes(self) -> int:
        """Size of all data in memory."""
        return sum(item.nbytes for item in self.items.values())

    def add_group(self, path: str, nx_class: str, **attributes: AttributeValue) -> None:
        """Add a group of a NeXus class."""
        self.items[path] = Item(None, {"NX_class": nx_class, **attributes})

    def add(self, path: str, data: NDArray[Any] | Rows, **attributes: AttributeValue) -> None:
        """Add a dataset."""
        self.items[path] = Item(data, attributes)

    def add_text(self, path: str, text: str, **attributes: AttributeValue) -> None:
        """Add a text."""
        self.add(path, encode(text), **attributes)

    def add_json(self, path: str, value: Any) -> None:
        """Add a JSON text."""
        self.add_text(path, to_json(value), media_type="application/json")

    def __contains__(self, path: str) -> bool:
        return path in self.items

    def children(self, path: str) -> list[str]:
        """Give the names of what lies directly in the group at `path`."""
        prefix = f"{path}/"
        below = (p[len(prefix) :] for p in self.items if p.startswith(prefix))
        return [name for name in below if "/" not in name]

    def series(self, path: str) -> Iterator[str]:
        """Give the paths ``<path>_0``, ``<path>_1`` and so on, as many as there are."""
        number = 0
        while f"{path}_{number}" in self.items:
            yield f"{path}_{number}"
            number += 1

    def attribute(self, path: str, name: str) -> AttributeValue:
        """Give an attribute, or raise :class:`Damaged`."""
        if path not in self.items or name not in self.items[path].attributes:
            raise Damaged(f"{path}@{name} is missing")
        return self.items[path].attributes[name]

    def array(self, path: str, kind: str, shape: tuple[int, ...] | None = None) -> NDArray[Any]:
        """Give the numbers at `path`, of type `kind` and of that shape, or raise."""
        data = self.items[path].data if path in self.items else None
        if not isinstance(data, np.ndarray):
            raise Damaged(f"{path} is missing")
        if data.dtype != np.dtype(kind):
            raise Damaged(f"{path} holds {data.dtype} instead of {np.dtype(kind)}")
        if shape is not None and data.shape != shape:
            raise Damaged(f"{path} has the shape {data.shape} instead of {shape}")
        return data

    def number(self, path: str, kind: str) -> Any:
        """Give a single number, or raise."""
        return self.array(path, kind, ()).item()

    def is_text(self, path: str) -> bool:
        """Whether there is text at `path`."""
        data = self.items[path].data if path in self.items else None
        return isinstance(data, np.ndarray) and data.dtype.kind == "S"

    def texts(self, path: str, shape: tuple[int, ...] | None = None) -> NDArray[np.str_]:
        """Give the texts at `path`, or raise."""
        data = self.items[path].data if self.is_text(path) else None
        if not isinstance(data, np.ndarray):
            raise Damaged(f"{path} is missing, or is no text")
        if shape is not None and data.shape != shape:
            raise Damaged(f"{path} has the shape {data.shape} instead of {shape}")
        try:
            return decode(data)
        except UnicodeDecodeError:
            raise Damaged(f"{path} is no text in UTF-8") from None

    def text(self, path: str) -> str:
        """Give a single text, or raise."""
        return str(self.texts(path, ()))

    def optional_text(self, path: str) -> str:
        """Give a single text, empty where there is none."""
        return self.text(path) if path in self else ""

    def json(self, path: str, kind: type) -> Any:
        """Give the value of a JSON text, which must be a dict or list, or raise."""
        return from_json(self.text(path), kind, path)


def encode(texts: ArrayLike) -> NDArray[np.bytes_]:
    r"""Give text as UTF-8 of fixed length, so that HDF5's checksums cover it.

    What UTF-8 cannot hold (parts of file names that are no text) is written as ``\udcff``.
    """
    given = np.asarray(texts, np.str_)
    codes = _characters(given, np.uint32)
    if codes.size and codes.max() < _ASCII:
        width = 1 + int(np.flatnonzero(codes.any(axis=0)).max(initial=0))
        ascii_codes = np.ascontiguousarray(codes[:, :width].astype(np.uint8))
        return ascii_codes.view(f"S{width}").reshape(given.shape)
    encoded = np.strings.encode(given, "utf-8", "backslashreplace")
    return np.asarray(encoded, f"S{max(encoded.dtype.itemsize, 1)}")


def decode(encoded: NDArray[np.bytes_]) -> NDArray[np.str_]:
    """Give UTF-8 of fixed length as text.

    Raises
    ------
    UnicodeDecodeError
        If it is no UTF-8.
    """
    codes = _characters(encoded, np.uint8)
    if codes.size and codes.max() < _ASCII:
        wide = codes.astype(np.uint32)
        return wide.view(f"U{codes.shape[1]}").reshape(encoded.shape)
    return np.asarray(np.strings.decode(encoded, "utf-8"))


def _characters(texts: NDArray[Any], kind: type) -> NDArray[Any]:
    """Give the characters of each text as numbers, one row a text.

    Where all are ASCII, converting the numbers is some fifty times faster than converting texts.
    """
    width = texts.dtype.itemsize // np.dtype(kind).itemsize
    if not width or not texts.size:
        return np.empty((texts.size, 0), kind)
    return np.ascontiguousarray(texts).reshape(-1).view(kind).reshape(-1, width)


def to_json(value: Any) -> str:
    """Give JSON that holds every text as :func:`encode` would write it."""
    text = json.dumps(value, ensure_ascii=False, default=_plain_number)
    return _SURROGATE.sub(lambda match: rf"\\u{ord(match[0]):04x}", text)


def from_json(text: str, kind: type, where: str) -> Any:
    """Read JSON that must be a dict or list, or raise :class:`Damaged`."""
    try:
        value = json.loads(text) if len(text) < _LONGEST_JSON else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, kind):
        raise Damaged(f"{where} is no valid JSON")
    return value


def _plain_number(value: Any) -> Any:
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} cannot be stored as JSON")


def safe_name(name: str, taken: Container[str]) -> str:
    """Give a name that NeXus allows for a field, not among those taken."""
    safe = re.sub("[^A-Za-z0-9_]", "_", name) or "_"
    number, free = 2, safe
    while free in taken:
        free, number = f"{safe}_{number}", number + 1
    return free


def attribute_text(text: str) -> str:
    """Give `text` as an attribute can hold it; attributes of text are for the eye only."""
    return text.replace("\0", "\ufffd").encode("utf-8", "backslashreplace").decode("utf-8")


def checksum(data: NDArray[Any], before: int = 0) -> int:
    """Continue a CRC-32 with the bytes of `data`."""
    return zlib.crc32(np.ascontiguousarray(data).reshape(-1).view(np.uint8).data, before)
