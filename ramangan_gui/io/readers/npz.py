"""NumPy archives (.npz) of spectra, never with pickled objects in them."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from pathlib import Path
from tokenize import TokenError
from typing import Any

from numpy.typing import NDArray

from ...core.errors import InputError
from .base import MAX_FILE_BYTES, Measured, Reader, check_part
from .named_arrays import find_pair, known_names, measured_from
from .npy_array import read_array

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError,
            RuntimeError, KeyError, TypeError, SyntaxError, OverflowError, TokenError)  # fmt: skip

_LAYOUT = (
    "Save it with numpy.savez(file, x=..., spectra=..., label=...): one spectrum a row, x in cm⁻¹."
)


def _recognises(path: Path, head: bytes) -> bool:
    if not head.startswith(b"PK\3\4"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, *_DAMAGED):
        return path.suffix.lower() == ".npz"
    return any(name.endswith(".npy") for name in names)


def _read(path: Path) -> list[Measured]:
    try:
        with zipfile.ZipFile(path) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # old headers
            arrays = _arrays(archive)
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    except _DAMAGED as error:
        raise InputError(f"It is a damaged NumPy archive ({error}).") from error
    pair = find_pair(arrays)
    if pair is None:
        raise InputError("It holds no arrays x (or raman_shift) and spectra (or intensities).",
                         _LAYOUT)  # fmt: skip
    return [measured_from(pair, arrays)]


def _arrays(archive: zipfile.ZipFile) -> dict[str, NDArray[Any]]:
    """Read the arrays that have a known name."""
    known = set(known_names())
    arrays = {}
    for member in archive.infolist():
        name = member.filename.removesuffix(".npy")
        if name.lower() in known and member.filename.endswith(".npy"):
            check_part(member, MAX_FILE_BYTES)
            with archive.open(member) as stream:
                arrays[name] = read_array(
                    stream, f"array {name}", member.compress_size, member.file_size
                )
    return arrays


READER = Reader(
    name="npz",
    title="NumPy archive",
    suffixes=(".npz",),
    recognises=_recognises,
    read=_read,
)
