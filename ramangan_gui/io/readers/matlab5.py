"""The variables of MATLAB files of version 5 to 7, through SciPy."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from ...core.errors import InputError
from .base import check_size
from .matlab5_elements import check_elements
from .matlab_values import NUMERIC, Struct, Variable


def variables(path: Path) -> list[Variable]:
    """List the variables of a file; each is loaded when it is asked for.

    Raises
    ------
    InputError
        If the file is damaged, or claims to hold more than it can.
    """
    import scipy.io

    size = path.stat().st_size
    check_elements(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        listing = scipy.io.whosmat(path)
    found = []
    for name, shape, kind in listing:
        shape = tuple(int(n) for n in shape)
        if kind in NUMERIC:
            n_values = int(np.prod(shape, dtype=object))
            check_size(f"matrix {name}", n_values, 8 * n_values, size)
        found.append(Variable(name, shape, kind, _Loader(path, name)))
    return found


class _Loader:
    """Loads one variable."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name

    def __call__(self) -> Any:
        import scipy.io

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = scipy.io.loadmat(self._path, variable_names=[self._name])
        if self._name not in loaded:
            raise InputError("It is a damaged MATLAB file.")
        return _value(loaded[self._name])


def _value(loaded: Any, depth: int = 0) -> Any:
    """Turn what SciPy gives into plain arrays, cells and structures."""
    array = np.asarray(loaded)
    if array.dtype.names and depth < 8:
        kind = str(getattr(loaded, "classname", "struct"))
        if array.size != 1:
            return np.empty(0)
        fields = {name: _value(array.ravel()[0][name], depth + 1) for name in array.dtype.names}
        return Struct(kind, fields)
    if array.dtype.kind == "O" and depth < 8:
        cells = np.empty(array.shape, object)
        for place in np.ndindex(array.shape):
            cells[place] = _value(array[place], depth + 1)
        return cells
    return array
