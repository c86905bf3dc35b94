"""Exports of Wasatch Photonics with a spectrum per row (Dash, and ENLIGHTEN by rows).

Every row begins with the settings that the second line names; what follows are the numbers. A row
whose note says so is an axis, for all rows below it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.polynomial.polynomial import polyval
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import MAX_VALUES, Measured, Reader, number
from .dialect import Dialect
from .laser import is_laser
from .layout import spectra_in
from .table import Table, n_exact
from .text_source import decoded, is_text, open_source

_BEGINS: Final = (b"Dash Output", b'"Dash Output', b"\xef\xbb\xbfDash Output")

_DIALECT: Final = Dialect(",")

#: Axes by the note of their row, the best first, and the unit in words.
_AXES: Final = {"wavenumbers": "cm-1", "wavelengths": "nm"}
_NO_SPECTRA: Final = frozenset([*_AXES, "pixels", "dark", "reference"])
_RAW: Final = "raw"
_COEFFICIENTS: Final = tuple(f"ccd c{power}" for power in range(5))

_MOST_SETTINGS: Final = 200


@dataclass
class _Set:
    """Spectra below the same axes."""

    axes: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    rows: list[tuple[dict[str, str], NDArray[np.float32]]] = field(default_factory=list)
    raw: list[tuple[dict[str, str], NDArray[np.float32]]] = field(default_factory=list)


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(_BEGINS) and is_text(head)


def _read(path: Path) -> list[Measured]:
    try:
        source = open_source(path)
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    rows = (_DIALECT.cells(decoded(line)) for _, _, line in source.lines())
    found = [
        measured
        for each in _sets(rows)
        if each.rows or each.raw
        for measured in spectra_in(_table(each), "rows")
    ]
    if not found:
        raise InputError("It is an export of Wasatch Photonics without spectra.")
    return found


def _sets(rows: Iterator[list[str]]) -> list[_Set]:
    next(rows, None)
    names = [name.lower() for name in next(rows, [])]
    while names and not names[-1]:
        names.pop()
    if "note" not in names or len(names) > _MOST_SETTINGS:
        raise InputError(
            "It is an export of Wasatch Photonics whose second line names no settings."
        )
    found = [_Set()]
    n_values = 0
    for line, cells in enumerate(rows, 3):
        if not any(cells):
            continue
        settings = dict(zip(names, cells, strict=False))
        values = _numbers(line, cells[len(names) :])
        n_values += values.size
        if n_values > MAX_VALUES:
            raise InputError(f"It holds more than {number(MAX_VALUES)} numbers.", "Split it.")
        kind = settings.get("note", "").lower()
        if kind in _AXES or kind == "pixels":
            if found[-1].rows or found[-1].raw:
                found.append(_Set())  # another spectrometer
            found[-1].axes[kind] = values
        elif kind == _RAW:
            found[-1].raw.append((settings, _single(values)))
        elif kind not in _NO_SPECTRA:
            found[-1].rows.append((settings, _single(values)))
    return found


def _numbers(line: int, cells: Sequence[str]) -> NDArray[np.float64]:
    values = [_DIALECT.value(cell) for cell in cells]
    if any(value is None for value in values):
        raise InputError(f"Line {number(line)} holds words among its numbers.")
    return np.array(values, np.float64)


def _single(values: NDArray[np.float64]) -> NDArray[np.float32]:
    with np.errstate(over="ignore"):
        return values.astype(np.float32)


def _table(found: _Set) -> Table:
    rows = found.rows or found.raw
    settings, first = rows[0]
    axis, header = _axis(found, settings, first.size)
    wrong = next((each.size for _, each in rows if each.size != axis.size), axis.size)
    if wrong != axis.size:
        raise InputError(
            f"A spectrum in it has {number(wrong)} points, its axis {number(axis.size)}.",
            "The file is damaged; export it again.",
        )
    above = np.concatenate([[math.nan], axis])
    values = np.full((len(rows) + 1, above.size), np.nan, np.float32)
    values[0] = _single(above)
    for row, (_, spectrum) in enumerate(rows, 1):
        values[row, 1:] = spectrum
    return Table(
        values=values,
        first_row=above,
        exact=np.array(values[:, : n_exact(above.size)], np.float64),
        words={0: ["name", *(_name(each) for each, _ in rows)]},
        header=header,
        footer=(),
        dialect=_DIALECT,
        first_line=3,
        notes=() if found.rows else ("as the detector saw it, the dark not subtracted",),
    )


def _axis(
    found: _Set, settings: Mapping[str, str], n_points: int
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Give the axis of a set, and what a header would say about it."""
    laser = _DIALECT.value(settings.get("laser wavelength", ""))
    said = (f"Laser wavelength: {laser:g} nm",) if laser and is_laser(laser) else ()
    for kind, unit in _AXES.items():
        axis = found.axes.get(kind, np.zeros(0))
        if axis.size and np.isfinite(axis).all() and np.ptp(axis):
            return axis, (*said, f"x units: {unit}")
    cells = [_DIALECT.value(settings.get(name, "")) for name in _COEFFICIENTS]
    coefficients = [0.0 if cell is None or math.isnan(cell) else cell for cell in cells]
    if coefficients[0] <= 0 or coefficients[1] == 0:
        raise InputError(
            "It holds no axis of its spectra.", "Save it with its wavenumbers or wavelengths."
        )
    # The program numbers pixels from 0.
    with np.errstate(all="ignore"):
        axis = polyval(np.arange(float(n_points)), coefficients)
    if n_points < 2 or not np.isfinite(axis).all():
        raise InputError("The coefficients of its axis are damaged.", "Export it again.")
    return axis, (*said, "x units: nm")


def _name(settings: Mapping[str, str]) -> str:
    """Name a spectrum after its note and when it was taken."""
    note = settings.get("note", "")
    if note.lower().startswith("processed"):
        note = note[len("processed") :].strip(" ()")
    return ", ".join(filter(None, [note, settings.get("timestamp", "")]))


READER = Reader(
    name="wasatch",
    title="Wasatch Photonics, by rows",
    suffixes=(".csv",),
    recognises=_recognises,
    read=_read,
)
