"""Readers of spectra, one module a format, and the table of them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from ...core.errors import InputError
from ..wanted import Wanted
from . import (
    avantes,
    cif,
    closed_formats,
    dash_rows,
    generic_hdf5,
    gzipped,
    jcamp,
    labspec_binary,
    labspec_xml,
    matlab,
    npy_file,
    npz,
    opus,
    own_hdf5,
    procspec,
    sif,
    spc,
    spe,
    text,
    trivista,
    wdf,
    witec,
    xlsx,
)
from .base import EXPORT_AS_TEXT, HEAD_BYTES, Measured, Reader
from .same_as_last import text_like_the_last

#: All readers, in the order in which they are asked; text takes what no other recognises.
READERS: tuple[Reader, ...] = (
    own_hdf5.READER,
    generic_hdf5.READER,
    npz.READER,
    npy_file.READER,
    xlsx.READER,
    procspec.READER,
    matlab.READER,
    gzipped.READER,
    jcamp.READER,
    labspec_xml.READER,
    trivista.READER,
    cif.READER,
    witec.READER,
    wdf.READER,
    opus.READER,
    sif.READER,
    avantes.READER,
    labspec_binary.READER,
    closed_formats.READER,
    spe.READER,
    spc.READER,
    dash_rows.READER,
    text.READER,
)


#: A file that begins with nothing but these is text, or a column of an export in several files.
_NUMBERS = b"0123456789+-.,;eEdD \t\r\n"

#: Files up to this size are read at once, for checksum, recognition and reading.
_WHOLE = 2**20


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class Opened(NamedTuple):
    """A file that was opened.

    Parameters
    ----------
    path : Path
        The file.
    head : bytes
        Its beginning.
    data : bytes or None
        All of it, unless it is large.
    """

    path: Path
    head: bytes
    data: bytes | None

    def sha256(self) -> str:
        """Give the checksum of the whole file."""
        if self.data is not None:
            return hashlib.sha256(self.data).hexdigest()
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def open_file(path: Path) -> Opened:
    """Open a file and read as much of it as is useful at once.

    Raises
    ------
    InputError
        If the file cannot be opened.
    """
    try:
        file = os.open(path, _READ)  # takes half the time of open()
        try:
            size = os.fstat(file).st_size
            read = os.read(file, size if HEAD_BYTES <= size <= _WHOLE else HEAD_BYTES)
        finally:
            os.close(file)
    except FileNotFoundError:
        raise InputError("It does not exist (any more).") from None
    except PermissionError:
        raise InputError("You may not read it.", "Ask for the right to read it.") from None
    except IsADirectoryError:
        raise InputError("It is a folder.") from None
    except OSError as error:
        raise InputError(f"It cannot be opened: {error.strerror or error}.") from error
    return Opened(path, read[:HEAD_BYTES], read if len(read) == size else None)


def find_reader(path: Path) -> Reader:
    """Find the reader of a file by its content.

    Raises
    ------
    InputError
        If the file cannot be opened, is empty, or is of a format that no reader knows.
    """
    return _reader_of(open_file(path))


def _reader_of(opened: Opened) -> Reader:
    path, head = opened.path, opened.head
    if not head:
        raise InputError("It is empty.")
    if not head.translate(None, _NUMBERS):
        return witec.READER if witec.READER.recognises(path, head) else text.READER
    for reader in READERS:
        if reader.recognises(path, head):
            return reader
    raise InputError("No reader knows its format.", EXPORT_AS_TEXT)


def read_file(path: Path, wanted: Wanted | None = None) -> tuple[Reader, list[Measured]]:
    """Read all spectra of a file.

    Parameters
    ----------
    path : Path
        The file; its content decides which reader takes it.
    wanted : Wanted, optional
        What the user knows better about how a text file is written; other formats have no choice.

    Returns
    -------
    reader : Reader
        Who read it.
    measured : list of Measured
        At least one.

    Raises
    ------
    InputError
        If it cannot be read; the sentence speaks of the file as "it".
    """
    return read_opened(open_file(path), wanted)


def read_opened(opened: Opened, wanted: Wanted | None = None) -> tuple[Reader, list[Measured]]:
    """Read all spectra of a file that was opened, see :func:`read_file`."""
    # Numbers below nothing, or below a header like that of the file before, need no recognising.
    if opened.data is not None and not wanted and (alike := text_like_the_last(opened.data)):
        return text.READER, [alike]
    reader = _reader_of(opened)
    try:
        if wanted and reader.read_as is not None:
            found = reader.read_as(opened.path, wanted)
        elif opened.data is not None and reader.read_bytes is not None:
            found = reader.read_bytes(opened.data)
        else:
            found = reader.read(opened.path)
    except MemoryError:
        raise InputError("It is too large for the memory of this computer.") from None
    if not found or not any(len(measured) for measured in found):
        raise InputError("It holds no spectra.")
    return reader, found


__all__ = [
    "READERS",
    "Measured",
    "Opened",
    "Reader",
    "Wanted",
    "find_reader",
    "open_file",
    "read_file",
    "read_opened",
]
