"""Single NumPy arrays (.npy): a table with its axis in it, or named columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import Measured, Reader, number
from .binary_source import fenced
from .dialect import Dialect
from .layout import spectra_in
from .named_arrays import SAVE_SOME, find_pair, measured_from
from .npy_array import MAGIC, read_array
from .table import Table, n_exact

_SAVE_BOTH: Final = (
    "Save both with numpy.savez(file, x=..., spectra=...), or as one array of two columns."
)


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(MAGIC)


def _read(path: Path) -> list[Measured]:
    with fenced("NumPy"), path.open("rb") as stream:
        size = path.stat().st_size
        array = read_array(stream, "array", size, size)
        if array.dtype.names:
            return [_by_names(array)]
        if array.size == 0:
            raise InputError("It holds no spectra: its array is empty.", SAVE_SOME)
        if array.dtype.kind not in "fiu":
            raise InputError("Its array does not hold numbers.", _SAVE_BOTH)
        if array.ndim != 2 or min(array.shape) < 2:
            raise InputError(
                f"Its array of shape {' × '.join(map(number, array.shape)) or 'a single value'} "
                "holds an axis or intensities, but not both.",
                _SAVE_BOTH,
            )
        return [replace(found, notes=_plain(found.notes)) for found in spectra_in(_table(array))]


def _by_names(array: NDArray[Any]) -> Measured:
    """Read an array whose columns have names, such as x and intensity."""
    columns = {name: array[name].ravel() for name in array.dtype.names or ()}
    pair = find_pair(columns)
    if pair is None:
        raise InputError("Its array has no columns x (or raman_shift) and intensity.", _SAVE_BOTH)
    return measured_from(pair, columns)


def _plain(notes: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what is only said of text."""
    return tuple(note.replace(", tab-separated", "") for note in notes)


def _table(array: NDArray[Any]) -> Table:
    with np.errstate(over="ignore"):
        values = array.astype(np.float32)
    return Table(
        values=values,
        first_row=array[0].astype(np.float64),
        exact=array[:, : n_exact(array.shape[1])].astype(np.float64),
        words={},
        header=(),
        footer=(),
        dialect=Dialect(),
        first_line=1,
    )


READER = Reader(
    name="npy",
    title="NumPy array",
    suffixes=(".npy",),
    recognises=_recognises,
    read=_read,
)
