"""Bytes of a binary file: bounds checked before anything is taken, and a fence for libraries."""

from __future__ import annotations

import mmap
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import MAX_FILE_BYTES, MAX_VALUES, number

#: Files larger than this are mapped, not read, so that they take no memory of their own.
_MAP_FROM = 8 * 2**20

#: Longest message of a library that is shown.
_LONGEST_REASON = 120

CUT_OFF = "It is cut off: it ends before the data that its header announces."


@contextmanager
def fenced(kind: str) -> Iterator[None]:
    """Turn whatever a damaged file makes a parser raise into one sentence.

    Parameters
    ----------
    kind : str
        What the file is, such as ``Renishaw WiRE``.

    Raises
    ------
    InputError
        Instead of any other exception; memory running out passes through.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (InputError, MemoryError):
        raise
    except ImportError as error:
        raise InputError(
            f"Files of {kind} need the package {error.name}, which is not installed.",
            "Install the program anew.",
        ) from error
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    except Exception as error:  # a library raises whatever a damaged file leads it to
        reason = " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__
        raise InputError(f"It is a damaged {kind} file ({reason}).") from error


def open_bytes(path: Path) -> bytes | mmap.mmap:
    """Open a binary file.

    Raises
    ------
    InputError
        If it is empty or too large.
    OSError
        If it cannot be opened.
    """
    if _checked_size(path) < _MAP_FROM:
        return path.read_bytes()
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def read_all(path: Path) -> bytes:
    """Read a binary file into memory, as :func:`open_bytes` opens it."""
    _checked_size(path)
    return path.read_bytes()


def _checked_size(path: Path) -> int:
    size = path.stat().st_size
    if size == 0:
        raise InputError("It is empty.")
    if size > MAX_FILE_BYTES:
        raise InputError(f"It has {number(size)} bytes; at most {number(MAX_FILE_BYTES)} are read.",
                         "Split it.")  # fmt: skip
    return size


def fields(data: bytes | mmap.mmap | memoryview, layout: str, offset: int) -> tuple[Any, ...]:
    """Unpack fields of a header.

    Raises
    ------
    InputError
        If the file ends before them.
    """
    if offset < 0 or offset + struct.calcsize(layout) > len(data):
        raise InputError(CUT_OFF)
    return struct.unpack_from(layout, data, offset)


def array(data: bytes | mmap.mmap, dtype: str, count: int, offset: int) -> NDArray[Any]:
    """Give an array that lies in a file, without copying it.

    Raises
    ------
    InputError
        If the file ends before it, or it is larger than any measurement.
    """
    if count > MAX_VALUES:
        raise InputError(
            f"It claims to hold {number(count)} values; at most {number(MAX_VALUES)} are read.",
            "Split the file.",
        )
    if count < 0 or offset < 0 or offset + count * np.dtype(dtype).itemsize > len(data):
        raise InputError(CUT_OFF)
    return np.frombuffer(data, dtype, count, offset)


def text_in(piece: bytes) -> str:
    """Give the text of a field of fixed length, up to its first zero byte."""
    return piece.split(b"\0", 1)[0].decode("latin-1").strip()
