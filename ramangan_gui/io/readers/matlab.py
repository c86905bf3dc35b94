"""MATLAB files of version 5 to 7 with one matrix of spectra and one axis."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, Measured, Reader, check_size, number
from .named_arrays import AXIS_ARRAYS, SPECTRA_ARRAYS, Named, find, known_names, measured_from

#: Types of MATLAB arrays that hold plain numbers.
_NUMERIC: Final = frozenset(
    ["double", "single", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
)


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(b"MATLAB 5.0 MAT-file")


def _read(path: Path) -> list[Measured]:
    import scipy.io

    try:
        size = path.stat().st_size
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            listing = scipy.io.whosmat(path)
            pair = _pair(listing)
            wanted = [name for name, _, _ in listing if name.lower() in known_names()]
            wanted = sorted({*wanted, pair.axis, pair.spectra})
            for name, shape, _ in listing:
                if name in wanted:
                    n_values = int(np.prod([int(n) for n in shape], dtype=object))
                    check_size(f"matrix {name}", n_values, 8 * n_values, size)
            loaded = scipy.io.loadmat(path, variable_names=wanted)
    except InputError:
        raise
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    except Exception as error:  # the library raises whatever a damaged file leads it to
        raise InputError(f"It is a damaged MATLAB file ({error}).") from error
    arrays = {name: _plain(loaded[name]) for name in wanted if name in loaded}
    if pair.axis not in arrays or pair.spectra not in arrays:
        raise InputError("It is a damaged MATLAB file.")
    return [measured_from(pair, arrays)]


def _pair(listing: list[tuple[str, tuple[int, ...], str]]) -> Named:
    """Find axis and spectra by their names, else by their shapes if those leave no doubt."""
    numeric = {name: shape for name, shape, kind in listing if kind in _NUMERIC}
    vectors = {n: max(s) for n, s in numeric.items() if len(s) == 2 and min(s) == 1 < max(s)}
    matrices = {n: s for n, s in numeric.items() if len(s) == 2 and min(s) > 1}
    axis = find(vectors, AXIS_ARRAYS) or (next(iter(vectors)) if len(vectors) == 1 else None)
    spectra = find(matrices, SPECTRA_ARRAYS)
    if spectra is None and len(matrices) == 1:
        spectra = next(iter(matrices))
    if spectra is None and not matrices:
        spectra = find(vectors, SPECTRA_ARRAYS)
    if axis is None or spectra is None or axis == spectra:
        raise InputError(
            "It does not tell which of its matrices are spectra and axis.",
            "Call them spectra (one a row) and wavenumber.",
        )
    if spectra in matrices and matrices[spectra] == (vectors[axis],) * 2:
        raise InputError(
            f"Its matrix {spectra} has as many rows as columns ({number(vectors[axis])}), so that "
            "spectra may be either.",
            EXPORT_AS_TEXT,
        )
    return Named(axis, spectra)


def _plain(array: NDArray[Any]) -> NDArray[Any]:
    """Turn a cell array of texts into an array of texts."""
    if array.dtype.kind != "O":
        return np.char.strip(array) if array.dtype.kind == "U" else array
    cells = []
    for cell in array.ravel():
        inner = np.asarray(cell).ravel()
        if inner.size != 1 or inner.dtype.kind not in "Ufiub":
            return np.empty(0, np.str_)
        cells.append(str(inner[0]))
    return np.array(cells)


READER = Reader(
    name="matlab",
    title="MATLAB",
    suffixes=(".mat",),
    recognises=_recognises,
    read=_read,
)
