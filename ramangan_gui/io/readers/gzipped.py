"""Text files of any kind that were packed with gzip."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ...core.errors import InputError
from . import cif, jcamp, labspec_xml, text, trivista
from .base import Measured, Reader, check_size, number
from .text_source import TextSource, is_text, source_of

#: Most bytes that are unpacked, and how many at a time.
_MAX_UNPACKED: Final = 1024 * 2**20
_PIECE: Final = 2**20

#: How a format is told by its head, and how it is read; plain tables are what is left.
_FORMATS: Final[
    tuple[tuple[Callable[[bytes], bool], Callable[[TextSource], list[Measured]]], ...]
] = (
    (jcamp.recognises_head, jcamp.spectra_of),
    (cif.recognises_head, cif.spectra_of),
    (labspec_xml.recognises_head, labspec_xml.spectra_of),
    (trivista.recognises_head, trivista.spectra_of),
)


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b\x08")


def _read(path: Path) -> list[Measured]:
    try:
        data = _unpacked(path)
    except zlib.error as error:
        raise InputError(f"It is a damaged gzip file ({error}).") from error
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    head = data[:4096]
    if not is_text(head):
        raise InputError("It is a packed file of no text.", "Unpack it and open what is inside.")
    source = source_of(data)
    for recognises, spectra_of in _FORMATS:
        if recognises(head):
            return spectra_of(source)
    return text.spectra_of(source)


def _unpacked(path: Path) -> bytes:
    """Unpack a file piece by piece, and stop where it unpacks to more than measured data can."""
    unpacker = zlib.decompressobj(wbits=31)
    pieces: list[bytes] = []
    n_packed, n_bytes = path.stat().st_size, 0
    with path.open("rb") as file:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or file.read(_PIECE)
            if not packed:
                raise InputError("It is a gzip file that is cut off.")
            pieces.append(unpacker.decompress(packed, _PIECE))
            n_bytes += len(pieces[-1])
            check_size("text", 0, n_bytes, n_packed)
            if n_bytes > _MAX_UNPACKED:
                raise InputError(f"It unpacks to more than {number(_MAX_UNPACKED)} bytes.",
                                 "Split it.")  # fmt: skip
    return b"".join(pieces)


READER = Reader(
    name="gzip",
    title="Text, packed with gzip",
    suffixes=(".gz",),
    recognises=_recognises,
    read=_read,
)
