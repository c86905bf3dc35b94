"""Tables with one row per point of every spectrum, as Renishaw WiRE writes maps and series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, number
from .column_choice import is_axis_name
from .table import Table

_KEYS: Final = re.compile(r"(x|y|z|time|roi|frame|row|strip|scan|spectrum|index)(?:\s*[(\[/].*)?")
#: Number of the point within its spectrum, which tells nothing beside its axis.
_POINT: Final = re.compile(r"column|pixel|point")
_SIGNAL: Final = re.compile(r"(?:intensity|counts?|signal)(?:\s*[(\[/].*)?")


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
    name : ndarray of str, shape (n_spectra,)
        Where or when each was measured.
    position : ndarray of float64, shape (n_spectra, 2), or None
        On a map, in µm.
    """

    axis: NDArray[np.float64]
    values: NDArray[np.float32]
    axis_name: str
    name: NDArray[np.str_]
    position: NDArray[np.float64] | None


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
    name = np.array([
        ", ".join(f"{key}={value:g}" for key, value in zip(each, row, strict=True))
        for row in zip(*(values.tolist() for values in each.values()), strict=True)
    ])  # fmt: skip
    signal = table.values[:, signals[0]].reshape(-1, length)
    return LongTable(axis[:length], signal, names[axes[0]], name, position)
