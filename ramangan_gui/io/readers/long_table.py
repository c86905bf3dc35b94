"""Tables with one row per point of every spectrum, as Renishaw WiRE writes maps and series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from ...core.series import named_places
from .base import EXPORT_AS_TEXT, number
from .column_choice import is_axis_name
from .table import Table

_KEYS: Final = re.compile(r"(x|y|z|time|roi|frame|row|strip|scan|spectrum|index)(?:\s*[(\[/].*)?")
#: Number of the point within its spectrum, which tells nothing beside its axis.
_POINT: Final = re.compile(r"column|pixel|point")
_SIGNAL: Final = re.compile(r"(?:intensity|counts?|signal)(?:\s*[(\[/].*)?")

#: Without names: points of a spectrum at least, and columns before its axis at most.
_FEWEST: Final = 20
_MOST_PLACES: Final = 3


@dataclass(frozen=True, eq=False)
class LongTable:
    """The spectra of such a table.

    Parameters
    ----------
    axis : ndarray of float64, shape (n_points,)
        As it stands in the file.
    values : ndarray of float32, shape (n_spectra, n_points)
        Their intensities.
    axis_name : str
        Name of the axis column.
    name : ndarray of str, shape (n_spectra,), or None
        Where or when each was measured.
    position : ndarray of float64, shape (n_spectra, 2), or None
        On a map, in µm.
    note : str
        What was assumed, for the user.
    """

    axis: NDArray[np.float64]
    values: NDArray[np.float32]
    axis_name: str
    name: NDArray[np.str_] | None
    position: NDArray[np.float64] | None
    note: str = ""


def long_table(table: Table, names: Sequence[str]) -> LongTable | None:
    """Read a table with one row per point; ``None`` where its columns are others.

    Raises
    ------
    InputError
        If its spectra do not share an axis.
    """
    plain = [name.strip(" #").lower() for name in names]
    axes = [c for c, name in enumerate(plain) if name == "wave" or is_axis_name(name)]
    signals = [c for c, name in enumerate(plain) if _SIGNAL.fullmatch(name)]
    keys = {
        m[1]: c for c, name in enumerate(plain) if c not in axes and (m := _KEYS.fullmatch(name))
    }
    n_points = sum(_POINT.fullmatch(name) is not None for name in plain)
    axes = [c for c in axes if len(axes) == 1 or not _POINT.fullmatch(plain[c])]
    if len(axes) != 1 or len(signals) != 1 or not keys or n_points > 1:
        return None
    if len(keys) + n_points + 2 != len(plain):
        return None
    axis, columns = table.column(axes[0]), {key: table.column(c) for key, c in keys.items()}
    changes = np.zeros(axis.size, bool)
    for values in columns.values():
        changes[1:] |= np.diff(values) != 0
    length = int(np.argmax(changes)) if changes.any() else axis.size
    fits = axis.size % length == 0
    if fits:
        begins = np.arange(axis.size) % length == 0
        fits = not (changes & ~begins).any() and bool(
            (axis.reshape(-1, length) == axis[:length]).all()
        )
    if not fits:
        raise InputError(
            f"Its spectra, one below the other, do not share an axis of {number(length)} points.",
            EXPORT_AS_TEXT,
        )
    each = {key: values[::length] for key, values in columns.items()}
    position = np.stack([each["x"], each["y"]], axis=1) if {"x", "y"} <= each.keys() else None
    name = np.array(named_places(each, {}))
    signal = table.values[:, signals[0]].reshape(-1, length)
    return LongTable(axis[:length], signal, names[axes[0]], name, position)


def unnamed_long_table(table: Table) -> LongTable | None:
    """Read such a table without names; ``None`` where it is anything else.

    The column before the last must be the same axis again and again, and every column before it
    the same all along a spectrum and together different for each spectrum.
    """
    n_rows, n_columns = table.shape
    if not 2 <= n_columns <= _MOST_PLACES + 2 or n_columns > table.exact.shape[1] or table.words:
        return None
    axis = table.column(n_columns - 2)
    if n_rows < 2 * _FEWEST or axis[1] == axis[0]:
        return None
    again = np.flatnonzero(axis == axis[0])
    length = int(again[1]) if again.size > 1 else n_rows
    if not _FEWEST <= length <= n_rows // 2 or n_rows % length or again.size * length != n_rows:
        return None
    steps = np.diff(axis[:length])
    if not ((steps > 0).all() or (steps < 0).all()):
        return None
    blocks = table.exact[:, : n_columns - 1].reshape(-1, length, n_columns - 1)
    places = blocks[:, 0, :-1]
    if (
        not (blocks[:, :, -1] == axis[:length]).all()
        or (blocks[:, :, :-1] != places[:, None]).any()
    ):
        return None
    if places.shape[1] and len(np.unique(places, axis=0)) < len(places):
        return None
    name = None
    if places.shape[1]:
        columns = {f"column {column + 1}": values for column, values in enumerate(places.T)}
        name = np.array(named_places(columns, {}))
    note = "what stands before the axis has no name" if places.shape[1] else ""
    signal = table.values[:, -1].reshape(-1, length)
    return LongTable(axis[:length], signal, "", name, None, note)
