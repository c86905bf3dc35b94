"""Readers of spectra, one module a format, and the table of them."""

from __future__ import annotations

from pathlib import Path

from ...core.errors import InputError
from ..wanted import Wanted
from . import (
    avantes,
    cif,
    closed_formats,
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
    text.READER,
)


def find_reader(path: Path) -> Reader:
    """Find the reader of a file by its content.

    Raises
    ------
    InputError
        If the file cannot be opened, is empty, or is of a format that no reader knows.
    """
    try:
        with path.open("rb", buffering=0) as file:
            head = file.read(HEAD_BYTES)
    except FileNotFoundError:
        raise InputError("It does not exist (any more).") from None
    except PermissionError:
        raise InputError("You may not read it.", "Ask for the right to read it.") from None
    except IsADirectoryError:
        raise InputError("It is a folder.") from None
    except OSError as error:
        raise InputError(f"It cannot be opened: {error.strerror or error}.") from error
    if not head:
        raise InputError("It is empty.")
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
    reader = find_reader(path)
    try:
        if wanted and reader.read_as is not None:
            found = reader.read_as(path, wanted)
        else:
            found = reader.read(path)
    except MemoryError:
        raise InputError("It is too large for the memory of this computer.") from None
    if not found or not any(len(measured) for measured in found):
        raise InputError("It holds no spectra.")
    return reader, found


__all__ = ["READERS", "Measured", "Reader", "Wanted", "find_reader", "read_file"]
