"""Groups and data sets of HDF5 files that nobody vouches for: no links out, no claims believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .base import check_size

#: Groups deeper or more numerous than this are not searched.
_MAX_DEPTH: Final = 8
_MAX_GROUPS: Final = 2_000
_MAX_MEMBERS: Final = 20_000


def groups_of(file: Any) -> Iterator[Any]:
    """Give all groups of a file, by hard links alone."""
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


def is_dataset(group: Any, name: str, strict: bool = True) -> bool:
    """Tell whether a member of a group is a data set.

    Raises
    ------
    InputError
        If it is a link to another place, and `strict`.
    """
    import h5py

    link = group.get(name, getlink=True)
    if not isinstance(link, h5py.HardLink):
        if not strict:
            return False
        raise InputError(
            f"Its entry {name} is a link to another place, which is not followed.",
            "Save the data themselves in the file.",
        )
    return group.get(name, getclass=True) is h5py.Dataset


def checked_array(dataset: Any) -> NDArray[Any]:
    """Read a data set after checking what it claims, and that it lies within the file."""
    if dataset.external or dataset.is_virtual:
        raise InputError(
            f"Its data set {dataset.name} keeps its values in another file, which is not opened.",
            "Save the data themselves in the file.",
        )
    stored = int(dataset.id.get_storage_size())
    check_size(f"data set {dataset.name}", int(dataset.size or 0), int(dataset.nbytes or 0), stored)
    if dataset.dtype.kind == "O":
        return np.array([text_of_value(value) for value in np.ravel(dataset[()])])
    return np.asarray(dataset[()])


def text_of_value(value: Any) -> str:
    """Give the first text of a value."""
    if value is None:
        return ""
    first = np.ravel(np.asarray(value, dtype=object))[:1].tolist()
    text = first[0] if first else ""
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def attribute_texts(item: Any, name: str) -> list[str]:
    """Give the texts of an attribute; none where there is no such attribute."""
    if name not in item.attrs:
        return []
    value = item.attrs[name]
    if not isinstance(value, str | bytes | np.ndarray | list | tuple | np.generic):
        return []
    return [text_of_value(cell) for cell in np.ravel(np.asarray(value, dtype=object))]
