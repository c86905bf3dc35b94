"""HDF5 files of other programs that hold an axis and spectra under plain names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, Measured, Reader, check_size
from .named_arrays import Named, find_pair, known_names, measured_from

HDF5_SIGN: Final = b"\x89HDF\r\n\x1a\n"

#: Groups deeper or more numerous than this are not searched.
_MAX_DEPTH: Final = 8
_MAX_GROUPS: Final = 2_000
_MAX_MEMBERS: Final = 20_000


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(HDF5_SIGN)


def _read(path: Path) -> list[Measured]:
    import h5py

    try:
        with h5py.File(path, "r") as file:
            found = [item for group in _groups(file) if (item := _measured(group)) is not None]
    except InputError:
        raise
    except Exception as error:  # the library raises whatever a damaged file leads it to
        raise InputError(f"It is a damaged HDF5 file, or one that cannot be opened ({error}).",
                         EXPORT_AS_TEXT) from error  # fmt: skip
    if not found:
        raise InputError(
            "It holds no group with an axis (wavenumber, raman_shift or x) and spectra beside it.",
            "Name the data sets so, or export it as text.",
        )
    return found


def _groups(file: Any) -> Iterator[Any]:
    """Give all groups of the file, by hard links alone."""
    import h5py

    waiting: list[tuple[Any, int]] = [(file, 0)]
    seen: set[int] = set()
    members = 0
    while waiting and len(seen) < _MAX_GROUPS and members < _MAX_MEMBERS:
        group, depth = waiting.pop(0)
        address = h5py.h5o.get_info(group.id).addr
        if address in seen:
            continue
        seen.add(address)
        yield group
        if depth >= _MAX_DEPTH:
            continue
        for name in group:
            members += 1
            is_hard = isinstance(group.get(name, getlink=True), h5py.HardLink)
            if is_hard and group.get(name, getclass=True) is h5py.Group:
                waiting.append((group[name], depth + 1))


def _measured(group: Any) -> Measured | None:
    pair = find_pair(group)
    if pair is None or not all(_is_dataset(group, name) for name in (pair.axis, pair.spectra)):
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
    names = {name for name in group if name.lower() in known and _is_dataset(group, name)}
    arrays = {name: _array(group[name]) for name in names | {pair.axis, pair.spectra}}
    words = [_text(axis.attrs.get(name)) for name in ("units", "unit", "long_name")]
    return measured_from(Named(pair.axis, pair.spectra), arrays, filter(None, words))


def _is_dataset(group: Any, name: str) -> bool:
    import h5py

    link = group.get(name, getlink=True)
    if not isinstance(link, h5py.HardLink):
        raise InputError(
            f"Its entry {name} is a link to another place, which is not followed.",
            "Save the data themselves in the file.",
        )
    return group.get(name, getclass=True) is h5py.Dataset


def _array(dataset: Any) -> NDArray[Any]:
    """Read a data set after checking what it claims, and that it lies within the file."""
    if dataset.external or dataset.is_virtual:
        raise InputError(
            f"Its data set {dataset.name} keeps its values in another file, which is not opened.",
            "Save the data themselves in the file.",
        )
    stored = int(dataset.id.get_storage_size())
    check_size(f"data set {dataset.name}", int(dataset.size or 0), int(dataset.nbytes or 0), stored)
    if dataset.dtype.kind == "O":
        return np.array([_text(value) for value in np.ravel(dataset[()])])
    return np.asarray(dataset[()])


def _text(value: Any) -> str:
    if value is None:
        return ""
    first = np.ravel(np.asarray(value, dtype=object))[:1].tolist()
    text = first[0] if first else ""
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


READER = Reader(
    name="hdf5",
    title="HDF5",
    suffixes=(".h5", ".hdf5", ".nxs"),
    recognises=_recognises,
    read=_read,
)
