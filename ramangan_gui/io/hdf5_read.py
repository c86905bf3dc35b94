"""An HDF5 file that this program wrote, read back into a tree of items, trusting nothing.

Every dataset carries HDF5's own checksum, and the file a table of contents with the type, shape,
attributes and CRC-32 of everything in it. Links must stay inside the file, no dataset may be
larger than the file can hold, and all must agree with that table. What other programs added is
left alone.
"""

from __future__ import annotations

import contextlib
import math
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from .hdf5_items import AttributeValue, Damaged, Item, Tree, checksum, from_json

#: Where the table of contents is, and its own checksum.
CONTENTS = "/entry/contents"

#: Bytes between two signs of progress.
BLOCK = 8 << 20

#: How much deflate can shrink at best; a dataset that claims more is not to be believed.
_DEFLATE_RATIO = 1032

_FILTERS = {h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE, h5py.h5z.FILTER_FLETCHER32}


@contextlib.contextmanager
def open_file(path: Path) -> Iterator[h5py.File]:
    """Open a file for reading, without locking it or following it anywhere else.

    Raises
    ------
    OSError
        If there is none, or it is no HDF5 file.
    """
    with open(path, "rb") as raw, h5py.File(raw, "r") as file:
        yield file


def read_tree(file: h5py.File, repeats: Mapping[str, str]) -> Steps[Tree]:
    """Read and check everything that the table of contents names.

    Parameters
    ----------
    file : h5py.File
        An open file.
    repeats : mapping of str to str
        Datasets whose first rows repeat another dataset, by its path. They are compared with it
        instead of being kept, and the item has the other rows alone.

    Raises
    ------
    Damaged
        If the file is not as it was written.
    OSError, RuntimeError, ValueError, KeyError
        If the HDF5 library finds it damaged.
    """
    contents = read_contents(file)
    nodes: dict[str, Any] = {"/": file}
    for name, entry in contents.items():
        nodes[name] = _resolve(nodes, name)
        _refuse_replaced(name, nodes[name], entry)
    _refuse_unbelievable(file, nodes)
    tree, done = Tree(), 0
    total = 1 + sum(node.nbytes for node in nodes.values() if isinstance(node, h5py.Dataset))
    for name, entry in contents.items():
        node = nodes[name]
        attributes = attributes_of(node, entry["attributes"])
        data = None
        if attributes != _as_tuples(entry["attributes"]):
            raise Damaged(f"attributes of {name} were changed")
        if isinstance(node, h5py.Dataset):
            above = _repeated(tree, repeats.get(name), node)
            steps = _read_dataset(name, node, entry["crc32"], above)
            data = yield from part(steps, done / total, (done + node.nbytes) / total)
            done += node.nbytes
        tree.items[name] = Item(data, attributes)
    return tree


def _repeated(tree: Tree, source: str | None, node: h5py.Dataset) -> NDArray[Any] | None:
    """Give the rows that the dataset begins with, if it repeats another."""
    if source is None:
        return None
    above = tree.items[source].data if source in tree else None
    if not isinstance(above, np.ndarray) or not above.ndim or above.dtype != node.dtype:
        raise Damaged(f"{source} is missing")
    if above.shape[1:] != node.shape[1:] or above.shape[0] > node.shape[0]:
        raise Damaged(f"{node.name} does not begin with {source}")
    return above


def _read_dataset(
    name: str, node: h5py.Dataset, crc: object, above: NDArray[Any] | None
) -> Steps[NDArray[Any]]:
    """Read a dataset in blocks, without the rows that repeat those of `above`."""
    skip = 0 if above is None else len(above)
    shape = (node.shape[0] - skip, *node.shape[1:]) if node.shape else ()
    data, found = np.empty(shape, node.dtype.str), 0
    if not node.shape:
        data[...] = node[()]
        found = checksum(data)
    elif node.size:
        rows = max(1, BLOCK // (node.dtype.itemsize * math.prod(node.shape[1:])))
        for begin in range(0, node.shape[0], rows):
            block = np.asarray(node[begin : begin + rows], node.dtype.str)
            found = checksum(block, found)
            known = max(0, min(skip - begin, len(block)))
            repeated = b"" if above is None else above[begin : begin + known].tobytes()
            if block[:known].tobytes() != repeated:
                raise Damaged(f"{name} does not repeat the originals")
            first = max(begin - skip, 0)
            data[first : first + len(block) - known] = block[known:]
            yield Progress(begin / node.shape[0], "Reading")
    if found != crc:
        raise Damaged(f"{name} was changed or is damaged")
    return data


def _as_tuples(attributes: Mapping[str, Any]) -> dict[str, AttributeValue]:
    """Give attributes from JSON, whose lists stand for tuples."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in attributes.items()}


def attributes_of(node: Any, wanted: Iterable[str]) -> dict[str, AttributeValue]:
    """Give those attributes that are wanted and of a kind that was written, as plain values."""
    found: dict[str, AttributeValue] = {}
    for key in wanted:
        if not h5py.h5a.exists(node.id, key.encode()):
            continue
        # The type is asked first: in a damaged file, reading text of variable length may not end.
        dtype = node.attrs.get_id(key).dtype
        if dtype.kind not in "iS":
            continue
        value = node.attrs[key]
        if dtype.kind == "i":
            found[key] = int(value)
        elif isinstance(value, np.ndarray):
            found[key] = tuple(text.decode("utf-8") for text in value.tolist())
        else:
            found[key] = value.decode("utf-8")
    return found


def read_contents(file: h5py.File) -> dict[str, Any]:
    """Read the table of contents, or raise :class:`Damaged`."""
    nodes: dict[str, Any] = {"/": file}
    for name in (posixpath.dirname(CONTENTS), CONTENTS, f"{CONTENTS}/data", f"{CONTENTS}/crc32"):
        nodes[name] = _resolve(nodes, name)
    data, crc = nodes[f"{CONTENTS}/data"], nodes[f"{CONTENTS}/crc32"]
    if not isinstance(data, h5py.Dataset) or not isinstance(crc, h5py.Dataset):
        raise Damaged("its table of contents is missing")
    if data.dtype.kind != "S" or data.shape != () or crc.shape != () or crc.dtype != "<u4":
        raise Damaged("its table of contents is missing")
    _refuse_unbelievable(file, {"data": data})
    text = np.asarray(data[()], data.dtype.str)
    if checksum(text) != int(crc[()]):
        raise Damaged("its table of contents is damaged")
    contents: dict[str, Any] = from_json(text.item().decode("utf-8"), dict, "its table of contents")
    for entry in contents.values():
        if not isinstance(entry, dict) or not isinstance(entry.get("attributes"), dict):
            raise Damaged("its table of contents is damaged")
    return contents


def _resolve(nodes: Mapping[str, Any], name: str) -> Any:
    """Find an object in its group, which was found before, by a link inside the file only."""
    if name == "/":
        return nodes[name]
    parent, _, child = name.rpartition("/")
    group = nodes.get(parent or "/")
    if not isinstance(group, h5py.Group) or not child or child.encode() not in group.id:
        raise Damaged(f"{name} is missing")
    if group.id.links.get_info(child.encode()).type != h5py.h5l.TYPE_HARD:
        raise Damaged(f"{name} points out of the file")
    node = group[child]
    if isinstance(node, h5py.Dataset):
        _refuse_foreign_storage(name, node)
    return node


def _refuse_replaced(name: str, node: Any, entry: Mapping[str, Any]) -> None:
    """Refuse what is of another kind, type or shape than the table of contents says."""
    if "crc32" not in entry:
        if not isinstance(node, h5py.Group):
            raise Damaged(f"{name} is no group")
    elif not isinstance(node, h5py.Dataset):
        raise Damaged(f"{name} holds no data")
    elif (node.dtype.str, list(node.shape)) != (entry.get("dtype"), entry.get("shape")):
        raise Damaged(f"{name} has another shape or type than was written")


def _refuse_foreign_storage(name: str, dataset: h5py.Dataset) -> None:
    """Refuse data kept in other files, and packing that was not used when writing."""
    creation = dataset.id.get_create_plist()
    if dataset.is_virtual or creation.get_external_count():
        raise Damaged(f"{name} lies outside the file")
    if dataset.shape is None or dataset.dtype.kind not in "fiubS":
        raise Damaged(f"{name} is of a kind that was not written")
    filters = {creation.get_filter(i)[0] for i in range(creation.get_nfilters())}
    chunks = dataset.chunks or dataset.shape
    too_large = any(c > points for c, points in zip(chunks, dataset.shape, strict=True))
    if too_large or not filters <= _FILTERS:
        raise Damaged(f"{name} is packed in a way that was not used")


def _refuse_unbelievable(file: h5py.File, nodes: Mapping[str, Any]) -> None:
    """Refuse datasets larger than the file can hold, before memory is taken for them."""
    size, total = file.id.get_filesize(), 0
    for name, node in nodes.items():
        if isinstance(node, h5py.Dataset) and node.size:
            stored = node.id.get_storage_size()
            ratio = _DEFLATE_RATIO if node.compression else 1
            if stored > size or node.nbytes > stored * ratio:
                raise Damaged(f"{name} claims to be larger than the file")
            total += node.nbytes
    if total > _memory():
        raise Damaged(f"it takes {total / 1e9:.1f} GB of memory, more than this computer has")


def _memory() -> float:
    """Give the size of this computer's memory in bytes, infinite where it is not known."""
    with contextlib.suppress(AttributeError, ValueError, OSError):
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return math.inf
