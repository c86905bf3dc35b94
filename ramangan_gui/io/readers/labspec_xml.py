"""XML files of Horiba LabSpec 6: spectra, series, lines and maps.

A file holds a tree of axes and settings, each under a number of its own, and a matrix with one
row per spectrum. The first of the spatial axes runs fastest.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from ...core.series import named_places
from .axis_unit import axis_unit
from .base import EXPORT_AS_TEXT, Measured, Reader, axis_range, number, tidy
from .laser import is_laser, laser_in
from .number_lists import numbers_in
from .safe_xml import parse_xml
from .text_source import TextSource, is_text, open_source

# The numbers under which LabSpec keeps what is read here.
_AXES: Final = "0x7B697861"
_TYPE: Final = "0x6D707974"
_UNIT: Final = "0x7C696E75"
_VALUES: Final = "0x7D6CD4DB"
_NAME: Final = "0x6D6D616E"
_SETTING: Final = "0x7D6C61DB"
_EXACT: Final = "0x8736F70"
_TITLE: Final = "0x6C7469D9"


def recognises_head(head: bytes) -> bool:
    """Tell a LabSpec file by how a text begins."""
    return b"<LSX_Data" in head.replace(b"\0", b"")[:1024]


def _recognises(path: Path, head: bytes) -> bool:
    return is_text(head) and recognises_head(head)


def _read(path: Path) -> list[Measured]:
    try:
        return spectra_of(open_source(path))
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error


def spectra_of(source: TextSource) -> list[Measured]:
    """Read all spectra of a file.

    Raises
    ------
    InputError
        If it is damaged or its numbers do not fit together.
    """
    root = parse_xml(source.data[source.begin :])
    axes = next((e for e in root.iter("LSX") if e.get("ID") == _AXES), None)
    if axes is None:
        raise InputError("It is a LabSpec file without axes.", EXPORT_AS_TEXT)
    kinds = [(_text(axis, _TYPE), _text(axis, _UNIT), axis) for axis in axes]
    spectral = [entry for entry in kinds if entry[0].lower().startswith("spectr")]
    if len(spectral) != 1:
        raise InputError(
            f"It is a LabSpec file with the axes {', '.join(k[0] or '?' for k in kinds)}, so not "
            "of spectra.",
            EXPORT_AS_TEXT,
        )
    kind, words, axis = spectral[0]
    points = numbers_in(_text(axis, _VALUES), "axis")
    places = [(k, u, numbers_in(_text(e, _VALUES), f"axis {k}")) for k, u, e in kinds
              if k.lower() not in {kind.lower(), "intens"}]  # fmt: skip
    values = _matrix(root, points.size, places)
    sorted_points, rows, notes = tidy(points, values)
    unit = axis_unit(sorted_points, [f"{kind} {words}"])
    size = f"{number(points.size)} points, {axis_range(sorted_points, unit.unit)}"
    if len(rows) > 1:
        size = f"{number(len(rows))} spectra × {size}"
    said = ", ".join([size, *notes, *filter(None, [unit.note])])
    position, names = _along(places, len(rows))
    title = next((e.text or "" for e in root.iter("LSX") if e.get("ID") == _TITLE), "").strip()
    return [
        Measured(
            axis=sorted_points,
            intensities=rows,
            x_unit=unit.unit,
            unit_stated=unit.stated,
            name=names,
            map_position=position,
            laser_nm=_laser(root),
            notes=(f"read as: {said}",),
            metadata={"title": title} if title else {},
        )
    ]


def _text(element: Element, number_of: str) -> str:
    found = next((child for child in element if child.get("ID") == number_of), None)
    return "" if found is None else (found.text or "").strip()


def _matrix(
    root: Element, n_points: int, places: list[tuple[str, str, NDArray[np.float64]]]
) -> NDArray[np.float64]:
    """Read the rows of the matrix, which must be as many and as long as the axes say."""
    rows = [numbers_in(row.text, "matrix") for row in root.iter("LSX_Row")]
    if not rows:
        raise InputError("It is a LabSpec file without spectra.", EXPORT_AS_TEXT)
    wrong = next((row.size for row in rows if row.size != n_points), None)
    if wrong is not None:
        raise InputError(
            f"A spectrum in it has {number(wrong)} points, its axis {number(n_points)}; it is "
            "damaged.",
            EXPORT_AS_TEXT,
        )
    expected = int(np.prod([values.size for _, _, values in places], dtype=object)) if places else 1
    if len(rows) > expected:
        raise InputError(
            f"It holds {number(len(rows))} spectra, but its axes have room for "
            f"{number(expected)}; it is damaged.",
            EXPORT_AS_TEXT,
        )
    return np.array(rows)


def _along(
    places: list[tuple[str, str, NDArray[np.float64]]], n: int
) -> tuple[NDArray[np.float64] | None, NDArray[np.str_] | None]:
    """Give the map position and the name of each spectrum, the first axis running fastest."""
    if not places:
        return None, None
    index = np.arange(n)
    along: dict[str, NDArray[np.float64]] = {}
    for kind, _, values in places:
        along[kind] = values[index % values.size]
        index = index // values.size
    names = np.array(named_places(along, {kind: unit for kind, unit, _ in places}))
    upper = {kind.upper().rstrip("A"): values for kind, values in along.items()}
    if not {"X", "Y"} & upper.keys():
        return None, names
    zero = np.zeros(n)
    return np.stack([upper.get("X", zero), upper.get("Y", zero)], axis=1), names


def _settings(root: Element) -> Iterator[tuple[str, str, str]]:
    for element in root.iter("LSX"):
        name = _text(element, _NAME)
        if name:
            yield name, _text(element, _SETTING), _text(element, _EXACT)


def _laser(root: Element) -> float | None:
    """Give the wavelength of the laser, with the decimals that the program keeps apart."""
    for name, setting, exact in _settings(root):
        if name.lower().startswith("laser") and "pol" not in name.lower():
            rounded = laser_in([f"{name}= {setting}"])
            try:
                wavelength = float(exact)
            except ValueError:
                return rounded
            if is_laser(wavelength) and (rounded is None or abs(wavelength - rounded) < 2):
                return wavelength
            return rounded
    return None


READER = Reader(
    name="labspec_xml",
    title="LabSpec XML",
    suffixes=(".xml",),
    recognises=_recognises,
    read=_read,
)
