"""MATLAB files: one matrix of spectra and one axis, a structure of both, or a dataset object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from . import matlab5, matlab73
from .base import EXPORT_AS_TEXT, Measured, Reader, number
from .matlab_dataset import is_dataset, spectra_of_dataset
from .matlab_values import NUMERIC, Struct, Variable, texts
from .named_arrays import (
    AXIS_ARRAYS,
    SPECTRA_ARRAYS,
    Named,
    find,
    find_pair,
    known_names,
    measured_from,
)

_VERSION_5: Final = b"MATLAB 5.0 MAT-file"
_VERSION_73: Final = b"MATLAB 7.3 MAT-file"

#: An axis that has no name for it needs this many points.
_FEWEST_POINTS: Final = 3


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith((_VERSION_5, _VERSION_73))


def _read(path: Path) -> list[Measured]:
    try:
        with path.open("rb") as file:
            is_hdf5 = file.read(len(_VERSION_73)) == _VERSION_73
        if not is_hdf5:
            return _spectra(matlab5.variables(path))
        import h5py

        with h5py.File(path, "r") as file:
            return _spectra(matlab73.variables(file))
    except InputError:
        raise
    except MemoryError:
        raise
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    except Exception as error:  # the libraries raise whatever a damaged file leads them to
        raise InputError(f"It is a damaged MATLAB file ({error}).") from error


def _spectra(variables: list[Variable]) -> list[Measured]:
    """Find dataset objects, else structures with axis and spectra, else such matrices."""
    found, whys = [], []
    for variable in variables:
        if variable.kind in NUMERIC or variable.kind in {"char", "cell", "logical", "sparse"}:
            continue
        value = variable.load()
        if not isinstance(value, Struct):
            continue
        if is_dataset(value):
            found.append(spectra_of_dataset(value))
        elif pair := find_pair(value.fields):
            arrays = _plain(value.fields)
            if {pair.axis, pair.spectra} <= arrays.keys():
                found.append(measured_from(pair, arrays))
        else:
            whys.append(f"{variable.name} ({variable.kind or value.kind})")
    if found:
        return found
    try:
        return [_from_matrices(variables)]
    except InputError as error:
        if not whys or any(variable.kind in NUMERIC for variable in variables):
            raise
        raise InputError(
            f"It holds objects whose parts are not understood: {', '.join(whys[:5])}.",
            "Save axis and spectra as matrices: save(file, 'wavenumber', 'spectra').",
        ) from error


def _from_matrices(variables: list[Variable]) -> Measured:
    pair, by_name = _pair(variables)
    wanted = {pair.axis, pair.spectra}
    kinds = {*NUMERIC, "char", "cell"}
    wanted_too = {v.name for v in variables if v.name.lower() in known_names() and v.kind in kinds}
    arrays = _plain({v.name: v.load() for v in variables if v.name in wanted | wanted_too})
    if not wanted <= arrays.keys():
        raise InputError("It is a damaged MATLAB file.")
    measured = measured_from(pair, arrays)
    if by_name:
        return measured
    note = f"{pair.spectra} taken as spectra and {pair.axis} as their axis, by their shapes"
    return replace(measured, notes=(*measured.notes, note))


def _pair(variables: list[Variable]) -> tuple[Named, bool]:
    """Find axis and spectra by their names, else by their shapes if those leave no doubt."""
    numeric = {v.name: v.shape for v in variables if v.kind in NUMERIC}
    vectors = {n: max(s) for n, s in numeric.items() if len(s) == 2 and min(s) == 1 < max(s)}
    matrices = {n: s for n, s in numeric.items() if len(s) == 2 and min(s) > 1}
    axis, spectra = find(vectors, AXIS_ARRAYS), find(matrices, SPECTRA_ARRAYS)
    by_name = axis is not None and spectra is not None
    if axis is None and len(vectors) == 1 and min(vectors.values()) >= _FEWEST_POINTS:
        axis = next(iter(vectors))
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
    return Named(axis, spectra), by_name


def _plain(values: Mapping[str, Any]) -> dict[str, NDArray[Any]]:
    """Keep arrays of numbers, and cell arrays of texts as arrays of texts."""
    arrays = {}
    for name, value in values.items():
        if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
            arrays[name] = value
        elif (found := texts(value)) is not None:
            arrays[name] = found
        elif isinstance(value, np.ndarray) and name.lower() in known_names():
            arrays[name] = np.empty(0, np.str_)
    return arrays


READER = Reader(
    name="matlab",
    title="MATLAB",
    suffixes=(".mat",),
    recognises=_recognises,
    read=_read,
)
