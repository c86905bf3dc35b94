"""Spectra from arrays with names, as NPZ, HDF5 and MATLAB files hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .axis_unit import axis_unit
from .base import Measured, axis_range, number, tidy

#: Names of the axis and of the spectra, the usual ones first.
AXIS_ARRAYS: Final = (
    "raman_shift", "x", "ramanshift", "raman_shifts", "wavenumber", "wavenumbers", "wn", "shift",
    "shifts", "wavelength", "wavelengths", "x_axis", "xaxis",
)  # fmt: skip
SPECTRA_ARRAYS: Final = (
    "intensities", "spectra", "intensity", "spectrum",
)  # fmt: skip
LABEL_ARRAYS: Final = ("label", "labels", "class", "substance")
GROUP_ARRAYS: Final = ("group", "groups", "sample", "samples", "specimen")
POSITION_ARRAYS: Final = ("map_xy_um", "map_position")
OTHER_ARRAYS: Final = ("x_unit", "name", "names", "simulated", "title", "attribution", "laser_nm")

#: What to do about a file without spectra.
SAVE_SOME: Final = "Save it again with at least one spectrum in it."
_SAVE_PLAIN: Final = "Save it as an array of numbers or of plain text."


def known_names() -> tuple[str, ...]:
    """Give all names that mean something here."""
    return (
        *AXIS_ARRAYS, *SPECTRA_ARRAYS, *LABEL_ARRAYS, *GROUP_ARRAYS, *POSITION_ARRAYS,
        *OTHER_ARRAYS,
    )  # fmt: skip


def find(names: Iterable[str], wanted: Iterable[str]) -> str | None:
    """Give the first of `wanted` that is among `names`, whatever its case."""
    by_case = {name.lower(): name for name in names}
    return next((by_case[name] for name in wanted if name in by_case), None)


@dataclass(frozen=True)
class Named:
    """Names under which a file holds its axis and its spectra."""

    axis: str
    spectra: str


def find_pair(names: Iterable[str]) -> Named | None:
    """Find axis and spectra among the names of arrays."""
    names = list(names)
    axis, spectra = find(names, AXIS_ARRAYS), find(names, SPECTRA_ARRAYS)
    return Named(axis, spectra) if axis and spectra else None


def measured_from(
    pair: Named, arrays: Mapping[str, NDArray[Any]], unit_words: Iterable[str] = ()
) -> Measured:
    """Build spectra from arrays.

    Parameters
    ----------
    pair : Named
        Which of them are axis and spectra.
    arrays : mapping of str to ndarray
        All arrays of the file that have a known name.
    unit_words : iterable of str
        Words that name the unit of the axis.

    Raises
    ------
    InputError
        If their shapes or types do not fit.
    """
    for name in (pair.axis, pair.spectra):
        if np.asarray(arrays[name]).size == 0:
            raise InputError(f"It holds no spectra: its array {name} is empty.", SAVE_SOME)
    axis = _numbers(arrays, pair.axis)
    if axis.size != max(axis.shape, default=0):
        raise InputError(f"Its axis {pair.axis} is a table of shape {_shape(axis)}, not a row.")
    axis = axis.ravel()
    spectra, notes = _in_rows(_numbers(arrays, pair.spectra), axis, pair)
    points, values, more = tidy(axis, spectra)
    stated = find(arrays, ("x_unit",))
    words = [*([text_of(arrays[stated])] if stated else []), *unit_words]
    if pair.axis != "x":
        words.append("wavenumber" if pair.axis.lower() == "wn" else pair.axis.replace("_", " "))
    unit = axis_unit(points, words, narrow=True)
    n = len(values)
    size = f"{number(n)} spectra × {number(points.size)} points, {axis_range(points, unit.unit)}"
    said = [size, *notes, *more, *filter(None, [unit.note])]
    laser = find(arrays, ("laser_nm",))
    return Measured(
        axis=points,
        intensities=values,
        x_unit=unit.unit,
        unit_stated=unit.stated,
        label=_texts(arrays, LABEL_ARRAYS, n),
        group=_texts(arrays, GROUP_ARRAYS, n),
        name=_texts(arrays, ("name", "names"), n),
        map_position=_positions(arrays, n),
        laser_nm=float(_numbers(arrays, laser).ravel()[0]) if laser else None,
        notes=("read as: " + ", ".join(said),),
        metadata=_metadata(arrays),
    )


def _numbers(arrays: Mapping[str, NDArray[Any]], name: str) -> NDArray[Any]:
    array = np.asarray(arrays[name])
    if array.dtype.kind not in "fiu" or array.size == 0:
        raise InputError(f"Its array {name} does not hold numbers.", _SAVE_PLAIN)
    return array


def _in_rows(
    spectra: NDArray[Any], axis: NDArray[Any], pair: Named
) -> tuple[NDArray[Any], list[str]]:
    """Give spectra as rows, whichever way they were stored."""
    if spectra.ndim == 1:
        spectra = spectra[None, :]
    if spectra.ndim == 2 and spectra.shape[1] == axis.size:
        return spectra, []
    if spectra.ndim == 2 and spectra.shape[0] == axis.size:
        return spectra.T, ["in columns"]
    raise InputError(
        f"Its array {pair.spectra} of shape {_shape(spectra)} does not fit its axis {pair.axis} of "
        f"{number(axis.size)} points."
    )


def _shape(array: NDArray[Any]) -> str:
    return " × ".join(map(number, array.shape)) or "a single value"


def text_of(array: NDArray[Any]) -> str:
    """Give a single text, whether it is stored as text or as bytes."""
    value = np.asarray(array).ravel()[:1].tolist()
    if not value:
        return ""
    return value[0].decode("utf-8", "replace") if isinstance(value[0], bytes) else str(value[0])


def _texts(
    arrays: Mapping[str, NDArray[Any]], wanted: tuple[str, ...], n: int
) -> NDArray[np.str_] | None:
    name = find(arrays, wanted)
    if name is None:
        return None
    array = np.asarray(arrays[name])
    if array.dtype.kind not in "SUfiub" or array.size not in (1, n):
        raise InputError(
            f"Its array {name} must hold one text per spectrum ({number(n)}); it holds "
            f"{number(array.size)} values of type {array.dtype.name}.",
            _SAVE_PLAIN,
        )
    if array.dtype.kind == "S":
        array = np.char.decode(array, "utf-8", "replace")
    elif array.dtype.kind == "f" and (array == np.round(array)).all():
        array = array.astype(np.int64)
    return np.broadcast_to(array.ravel().astype(np.str_), (n,))


def _positions(arrays: Mapping[str, NDArray[Any]], n: int) -> NDArray[np.float64] | None:
    name = find(arrays, POSITION_ARRAYS)
    if name is None:
        return None
    position = _numbers(arrays, name).astype(np.float64)
    if position.shape != (n, 2):
        raise InputError(
            f"Its array {name} must hold x and y of each of {number(n)} spectra; its shape is "
            f"{_shape(position)}."
        )
    return position


def _metadata(arrays: Mapping[str, NDArray[Any]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key in ("title", "attribution"):
        name = find(arrays, (key,))
        if name:
            found[key] = text_of(arrays[name])
    simulated = find(arrays, ("simulated",))
    if simulated and np.asarray(arrays[simulated]).dtype.kind in "fiub":
        found["simulated"] = bool(np.asarray(arrays[simulated]).any())
    return found
