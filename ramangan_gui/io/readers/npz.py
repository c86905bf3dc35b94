"""NumPy archives (.npz) of spectra, never with pickled objects in them."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import Measured, Reader, check_size
from .named_arrays import find_pair, known_names, measured_from

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError,
            RuntimeError, KeyError, TypeError, SyntaxError, OverflowError)  # fmt: skip

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
            with archive.open(member) as stream:
                arrays[name] = _array(stream, name, member)
    return arrays


def _array(stream: IO[bytes], name: str, member: zipfile.ZipInfo) -> NDArray[Any]:
    """Read one array after checking what its header claims."""
    version = npy.read_magic(stream)
    read_header = {
        (1, 0): npy.read_array_header_1_0,
        (2, 0): npy.read_array_header_2_0,
    }.get(version)
    if read_header is None:
        raise InputError(f"Its array {name} is in a version of the NumPy format that is unknown.")
    shape, by_column, dtype = read_header(stream)
    if dtype.hasobject:
        raise InputError(
            f"Its array {name} holds Python objects, which are never loaded.",
            "Save it as an array of plain text: numpy.asarray(labels, str).",
        )
    if dtype.itemsize == 0 or any(n < 0 for n in shape):
        return np.empty(0, dtype)
    n_values = 1
    for n in shape:
        n_values *= n
    n_bytes = n_values * dtype.itemsize
    check_size(f"array {name}", n_values, n_bytes, member.compress_size)
    if n_bytes > member.file_size:
        raise InputError(f"Its array {name} is cut off.")
    data = stream.read(n_bytes)
    if len(data) != n_bytes:
        raise InputError(f"Its array {name} is cut off.")
    flat = np.frombuffer(data, dtype)
    return flat.reshape(shape[::-1]).T if by_column else flat.reshape(shape)


READER = Reader(
    name="npz",
    title="NumPy archive",
    suffixes=(".npz",),
    recognises=_recognises,
    read=_read,
)
