"""The plot of a NeXus file: the signal and axes that its NXdata groups name."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .axis_unit import axis_unit, unit_in_words
from .base import EXPORT_AS_TEXT, Measured, axis_range, number, tidy
from .hdf5_guard import attribute_texts, checked_array, is_dataset
from .laser import is_laser

#: An intensity per spectrum, per position of a line, or per position of a map.
_MAX_DIMENSIONS: Final = 3

_TO_MICROMETRES: Final = {"µm": 1.0, "um": 1.0, "μm": 1.0, "micrometer": 1.0, "mm": 1e3, "nm": 1e-3}


def plot_in(group: Any, laser_nm: float | None) -> Measured | None:
    """Read an NXdata group; ``None`` where its signal is none of spectra.

    Parameters
    ----------
    group : h5py.Group
        Any group.
    laser_nm : float or None
        Wavelength of the laser, found elsewhere in the file.

    Raises
    ------
    InputError
        If it is of spectra, but its parts do not fit.
    """
    if "NXdata" not in attribute_texts(group, "NX_class"):
        return None
    signal, names = _signal(group)
    if signal is None or not names:
        return None
    data = group[signal]
    if data.dtype.kind not in "fiu" or not 1 <= data.ndim <= _MAX_DIMENSIONS:
        return None
    if len(names) != data.ndim:
        return None
    spectral = [place for place, name in enumerate(names) if _unit(group, name)]
    if len(spectral) != 1:
        return None
    place = spectral[0]
    axis_set = group[names[place]]
    if axis_set.ndim != 1 or axis_set.shape[0] != data.shape[place]:
        raise InputError(
            f"Its signal {data.name} of shape {data.shape} does not fit its axis {axis_set.name} "
            f"of shape {axis_set.shape}.",
            EXPORT_AS_TEXT,
        )
    axis = np.asarray(checked_array(axis_set), np.float64)
    values = np.moveaxis(checked_array(data), place, -1)
    shape = values.shape[:-1]
    points, rows, notes = tidy(axis, values.reshape(-1, axis.size))
    unit = axis_unit(points, [_unit(group, names[place])])
    size = f"{number(points.size)} points, {axis_range(points, unit.unit)}"
    if len(rows) > 1:
        size = f"{number(len(rows))} spectra × {size}"
    others = [name for k, name in enumerate(names) if k != place]
    return Measured(
        axis=points,
        intensities=rows,
        x_unit=unit.unit,
        unit_stated=unit.stated,
        map_position=_positions(group, others, shape),
        laser_nm=laser_nm,
        notes=("read as: " + ", ".join([size, f"the plot {group.name}", *notes]),),
    )


def _signal(group: Any) -> tuple[str | None, list[str]]:
    """Find the signal and its axes, as NeXus names them now or did before 2014."""
    named = attribute_texts(group, "signal")
    if named and is_dataset(group, named[0]):
        return named[0], _split(attribute_texts(group, "axes"))
    for name in group:
        if is_dataset(group, name, strict=False):
            attributes = group[name].attrs
            if "signal" in attributes and str(np.ravel(attributes["signal"])[0]) in {"1", "b'1'"}:
                return name, _split(attribute_texts(group[name], "axes"))
    return None, []


def _split(axes: list[str]) -> list[str]:
    """Cut the names of axes apart where they stand in one text."""
    if len(axes) != 1:
        return axes
    text = axes[0].strip("[]")
    return [name.strip() for name in text.replace(":", ",").split(",")]


def _unit(group: Any, name: str) -> str:
    """Give the words that name the unit of an axis along a spectrum; empty for other axes."""
    if not name or name == "." or name not in group or not is_dataset(group, name):
        return ""
    units = " ".join(attribute_texts(group[name], "units"))
    title = " ".join(attribute_texts(group[name], "long_name"))
    # The unit itself comes first: positions are in micrometres, whatever they are called.
    for words in (units, title, name.replace("_", " ")):
        found = unit_in_words(words)
        if found in {"1/cm", "nm", "pixel"}:
            return {"1/cm": "cm-1", "nm": "nm", "pixel": "pixel"}[found]
        if found:
            return ""
    return ""


def _positions(group: Any, names: list[str], shape: tuple[int, ...]) -> NDArray[np.float64] | None:
    """Give the position of each spectrum where the other axes are x and y in a length."""
    if len(names) != 2:
        return None
    along = []
    for name, n in zip(names, shape, strict=True):
        if name not in group or not is_dataset(group, name) or group[name].shape != (n,):
            return None
        scale = _TO_MICROMETRES.get(" ".join(attribute_texts(group[name], "units")).lower())
        if scale is None or group[name].dtype.kind not in "fiu":
            return None
        along.append(scale * np.asarray(checked_array(group[name]), np.float64))
    first, second = (grid.ravel() for grid in np.meshgrid(*along, indexing="ij"))
    if "y" in names[0].lower() and "x" in names[1].lower():
        first, second = second, first
    return np.stack([first, second], axis=1)


def laser_of(group: Any) -> float | None:
    """Give the wavelength of the incident beam where a group is one."""
    kinds = attribute_texts(group, "NX_class")
    if not {"NXbeam", "NXsource"} & {*kinds}:
        return None
    for name in ("wavelength", "incident_wavelength"):
        if name in group and is_dataset(group, name) and group[name].size == 1:
            units = attribute_texts(group[name], "units")
            value = float(np.ravel(checked_array(group[name]))[0])
            if units == ["nm"] and is_laser(value):
                return value
    return None
