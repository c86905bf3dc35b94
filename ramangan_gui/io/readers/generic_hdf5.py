"""HDF5 files of other programs that hold an axis and spectra under plain names."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, Measured, Reader
from .hdf5_guard import attribute_texts, checked_array, groups_of, is_dataset
from .named_arrays import Named, find_pair, known_names, measured_from
from .nexus import laser_of, plot_in

HDF5_SIGN: Final = b"\x89HDF\r\n\x1a\n"


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(HDF5_SIGN)


def _read(path: Path) -> list[Measured]:
    import h5py

    try:
        with h5py.File(path, "r") as file:
            groups = list(groups_of(file))
            laser = next(filter(None, map(laser_of, groups)), None)
            found = [item for group in groups if (item := _plot_or_pair(group, laser)) is not None]
    except InputError:
        raise
    except Exception as error:  # the library raises whatever a damaged file leads it to
        raise InputError(f"It is a damaged HDF5 file, or one that cannot be opened ({error}).",
                         EXPORT_AS_TEXT) from error  # fmt: skip
    if not found:
        raise InputError(
            "It holds no group with an axis (wavenumber, raman_shift or x) and spectra beside it, "
            "and no NeXus plot of spectra.",
            "Name the data sets so, or export it as text.",
        )
    return found


def _plot_or_pair(group: Any, laser_nm: float | None) -> Measured | None:
    measured = _measured(group)
    return measured if measured is not None else plot_in(group, laser_nm)


def _measured(group: Any) -> Measured | None:
    pair = find_pair(group)
    if pair is None or not all(is_dataset(group, name) for name in (pair.axis, pair.spectra)):
        return None
    axis, spectra = group[pair.axis], group[pair.spectra]
    if axis.dtype.kind not in "fiu" or spectra.dtype.kind not in "fiu":
        return None
    if axis.ndim != 1 or spectra.ndim > 2 or axis.shape[0] not in spectra.shape:
        raise InputError(
            f"Its data set {spectra.name} of shape {spectra.shape} does not fit the axis "
            f"{axis.name} of shape {axis.shape}.",
            EXPORT_AS_TEXT,
        )
    known = set(known_names())
    names = {name for name in group if name.lower() in known and is_dataset(group, name)}
    arrays = {name: checked_array(group[name]) for name in names | {pair.axis, pair.spectra}}
    words = [
        text for name in ("units", "unit", "long_name") for text in attribute_texts(axis, name)
    ]
    return measured_from(Named(pair.axis, pair.spectra), arrays, filter(None, words))


READER = Reader(
    name="hdf5",
    title="HDF5",
    suffixes=(".h5", ".hdf5", ".nxs"),
    recognises=_recognises,
    read=_read,
)
