"""NumPy archives (.npz) of spectra, never with pickled objects in them."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path
from tokenize import TokenError
from typing import Any

from numpy.typing import NDArray

from ...core.errors import InputError
from .base import MAX_FILE_BYTES, Measured, Reader, check_part
from .named_arrays import find_pair, known_names, measured_from
from .npy_array import read_array
from .zip_parts import DAMAGED_ZIP, in_zip

#: Raised where a member, or the header of its array, is damaged.
_DAMAGED = (*DAMAGED_ZIP, TypeError, SyntaxError, TokenError)

_LAYOUT = (
    "Save it with numpy.savez(file, x=..., spectra=..., label=...): one spectrum a row, x in cm⁻¹."
)


def _recognises(path: Path, head: bytes) -> bool:
    return in_zip(path, head, ".npz", lambda name: name.endswith(".npy"))


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
