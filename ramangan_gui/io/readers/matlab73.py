"""The variables of MATLAB files of version 7.3, which are HDF5."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...core.errors import InputError
from .base import check_size
from .hdf5_guard import checked_array
from .matlab_values import Struct, Variable

#: Structures and cells nest no deeper, and have no more members, in files of spectra.
_MAX_DEPTH = 6
_MAX_MEMBERS = 200_000


def variables(file: Any) -> list[Variable]:
    """List the variables of an open HDF5 file; each is loaded when it is asked for."""
    import h5py

    found = []
    for name in file:
        if name.startswith("#") or not isinstance(file.get(name, getlink=True), h5py.HardLink):
            continue
        item = file[name]
        shape = tuple(item.shape[::-1]) if isinstance(item, h5py.Dataset) else (1, 1)
        found.append(Variable(name, shape, _kind(item), _Loader(item)))
    return found


def _kind(item: Any) -> str:
    kind = item.attrs.get("MATLAB_class", b"")
    return kind.decode("ascii", "replace") if isinstance(kind, bytes) else str(kind)


class _Loader:
    """Loads one variable, and counts what it goes through."""

    def __init__(self, item: Any) -> None:
        self._item = item
        self._left = _MAX_MEMBERS

    def __call__(self) -> Any:
        return self._value(self._item, 0)

    def _value(self, item: Any, depth: int) -> Any:
        import h5py

        self._left -= 1
        if self._left < 0 or depth > _MAX_DEPTH:
            raise InputError("It is a MATLAB file of more parts than any file of spectra has.")
        if isinstance(item, h5py.Group):
            links = {name: item.get(name, getlink=True) for name in item}
            fields = {
                name: self._value(item[name], depth + 1)
                for name, link in links.items()
                if isinstance(link, h5py.HardLink)
            }
            return Struct(_kind(item), fields)
        if not isinstance(item, h5py.Dataset) or item.shape is None:
            return np.empty(0)
        if "MATLAB_empty" in item.attrs:
            return np.empty((0, 0))
        if h5py.check_ref_dtype(item.dtype) is h5py.Reference:
            stored = int(item.id.get_storage_size())
            check_size(f"cell array {item.name}", int(item.size), int(item.nbytes), stored)
            return self._cells(item, item[()].T, depth)
        array = checked_array(item)
        if _kind(item) == "char":
            rows = np.atleast_2d(array.T)
            return np.array(["".join(map(chr, row)) for row in rows.tolist()])
        return array.T

    def _cells(self, item: Any, references: Any, depth: int) -> Any:
        cells = np.empty(references.shape, object)
        for place in np.ndindex(references.shape):
            if not references[place]:
                raise InputError("It is a damaged MATLAB file: a cell of it is nowhere.")
            cells[place] = self._value(item.file[references[place]], depth + 1)
        return cells
