"""What the variables of MATLAB files hold, whichever version they were saved in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

#: Types of MATLAB arrays that hold plain numbers.
NUMERIC: Final = frozenset(
    ["double", "single", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
)


@dataclass(frozen=True)
class Variable:
    """One variable of a file, before it is loaded.

    Parameters
    ----------
    name : str
        Its name.
    shape : tuple of int
        As MATLAB shows it.
    kind : str
        MATLAB's name of its class, such as ``double``, ``struct`` or ``dataset``.
    load : callable
        Gives its value: an array of numbers or texts, an array of objects for cells, or a
        :class:`Struct`.
    """

    name: str
    shape: tuple[int, ...]
    kind: str
    load: Callable[[], Any]


@dataclass(frozen=True)
class Struct:
    """A structure or object with named fields."""

    kind: str
    fields: dict[str, Any]


def texts(value: Any) -> NDArray[np.str_] | None:
    """Give texts or numbers, in a cell array or not, as an array of texts."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "U":
        return np.char.strip(value.ravel())
    if not isinstance(value, np.ndarray) or value.dtype.kind != "O":
        return None
    cells = []
    for cell in value.ravel():
        inner = np.asarray(cell).ravel()
        if inner.size != 1 or inner.dtype.kind not in "Ufiub":
            return None
        cells.append(str(inner[0]).strip())
    return np.array(cells)


def text(value: Any) -> str:
    """Give a single text; empty where the value is none."""
    found = texts(value)
    return "" if found is None or found.size != 1 else str(found[0])


def cell(value: Any, *place: int) -> Any:
    """Give a cell of a cell array, ``None`` where there is none; missing dimensions are first."""
    if not isinstance(value, np.ndarray) or value.dtype.kind != "O":
        return None
    place = (*place[: value.ndim], *(0 for _ in range(value.ndim - len(place))))
    fits = all(p < n for p, n in zip(place, value.shape, strict=True))
    return value[place] if fits else None
