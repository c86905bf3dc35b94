"""A tree of items written to an HDF5 file in blocks, and compared with it afterwards."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from ..core.errors import OutputError
from ..core.progress import Progress, Steps
from .atomic import GuardedFile
from .hdf5_items import AttributeValue, Damaged, Item, Rows, Tree, checksum, encode, to_json
from .hdf5_read import BLOCK, CONTENTS, attributes_of, open_file, read_contents

#: Object headers of this version carry checksums, and every HDF5 since 1.10 reads them.
_FORMAT = ("v110", "v110")

#: Bytes of a chunk; spectra come 64 to 256 at a time, whole.
_CHUNK = 1 << 20


def write_tree(path: Path, tree: Tree, compact: bool) -> Steps[None]:
    """Write all items, with a table of contents, into the empty file at `path`.

    Parameters
    ----------
    path : Path
        An existing file; its contents are replaced.
    tree : Tree
        What to write; the group of :data:`CONTENTS` is added.
    compact : bool
        Whether to compress.

    Raises
    ------
    OSError
        If the system refuses.
    """
    contents: dict[str, Any] = {}
    done, total = 0, tree.nbytes + 1
    guard = GuardedFile(path)
    with contextlib.closing(guard):
        with h5py.File(guard, "w", libver=_FORMAT) as file:
            for name, item in tree.items.items():
                node, crc = _create(file, name, item, compact), 0
                _write_attributes(node, item.attributes)
                for rows, block in _blocks(item):
                    _store(node, rows, block)
                    guard.check()
                    crc = checksum(block, crc)
                    done += block.nbytes
                    yield Progress(done / total, "Writing")
                contents[name] = _entry(item, crc)
            _write_contents(file, contents)
        guard.check()


def _write_attributes(node: Any, attributes: Mapping[str, AttributeValue]) -> None:
    """Write text of fixed length: text of any length lies where HDF5 has no checksums."""
    for key, value in attributes.items():
        if isinstance(value, int):
            node.attrs[key] = value
        else:
            text = encode(value)
            kind = h5py.string_dtype("utf-8", text.dtype.itemsize)
            node.attrs.create(key, text.astype(kind), dtype=kind)


def _create(file: h5py.File, name: str, item: Item, compact: bool) -> Any:
    if name == "/":
        return file
    if item.data is None:
        return file.create_group(name)
    shape, kind = item.data.shape, item.data.dtype
    if kind.kind == "S":
        kind = h5py.string_dtype("utf-8", kind.itemsize)
    if item.nbytes == 0 or not shape:
        return file.create_dataset(name, shape=shape, dtype=kind)
    packing = {"compression": "gzip", "compression_opts": 1, "shuffle": True} if compact else {}
    chunks = (_chunk_rows(shape, item.data.dtype.itemsize), *shape[1:])
    return file.create_dataset(
        name, shape=shape, dtype=kind, chunks=chunks, fletcher32=True, **packing
    )


def _chunk_rows(shape: tuple[int, ...], itemsize: int) -> int:
    """Rows of a chunk."""
    fit = _CHUNK // (itemsize * math.prod(shape[1:]))
    return min(shape[0], max(1, fit) if len(shape) == 1 else min(max(fit, 64), 256))


def _blocks(item: Item) -> Iterator[tuple[slice | None, NDArray[Any]]]:
    """Give the data in blocks of whole chunks; a single value comes with ``None``."""
    data = item.data
    if data is None or item.nbytes == 0:
        return
    if not data.shape:
        assert not isinstance(data, Rows)
        yield None, data
        return
    itemsize = data.dtype.itemsize
    rows = _chunk_rows(data.shape, itemsize)
    rows *= max(1, BLOCK // (rows * itemsize * math.prod(data.shape[1:])))
    for begin in range(0, data.shape[0], rows):
        part = slice(begin, min(begin + rows, data.shape[0]))
        yield part, np.ascontiguousarray(data[part], data.dtype)


def _store(dataset: Any, rows: slice | None, block: NDArray[Any]) -> None:
    if block.dtype.kind == "S":
        block = block.astype(h5py.string_dtype("utf-8", block.dtype.itemsize))
    dataset[() if rows is None else rows] = block


def _entry(item: Item, crc: int) -> dict[str, Any]:
    entry: dict[str, Any] = {"attributes": dict(item.attributes)}
    if item.data is not None:
        entry |= {"dtype": item.data.dtype.str, "shape": list(item.data.shape), "crc32": crc}
    return entry


def _write_contents(file: h5py.File, contents: Mapping[str, Any]) -> None:
    text = encode(to_json(contents))
    group = file.create_group(CONTENTS)
    _write_attributes(group, {"NX_class": "NXnote"})
    notes = {
        "type": encode("application/json"),
        "description": encode("Type, shape, attributes and CRC-32 of everything that was written"),
        "data": text,
        "crc32": np.array(checksum(text), "<u4"),
    }
    for name, value in notes.items():
        kind = h5py.string_dtype("utf-8", value.dtype.itemsize) if name != "crc32" else "<u4"
        group.create_dataset(name, data=value.astype(kind), dtype=kind)


def verify_tree(path: Path, tree: Tree) -> Steps[None]:
    """Compare a file that was just written with what it was written from, bit for bit.

    Raises
    ------
    OutputError
        If anything differs or cannot be read back.
    OSError
        If the system refuses.
    """
    done, total = 0, tree.nbytes + 1
    try:
        with open_file(path) as file:
            for name, item in tree.items.items():
                node = file[name]
                _compare(name, node, item)
                for rows, block in _blocks(item):
                    stored = np.asarray(node[() if rows is None else rows], block.dtype)
                    if stored.tobytes() != block.tobytes():
                        raise Damaged(f"{name} differs")
                    done += block.nbytes
                    yield Progress(done / total, "Checking the file")
            read_contents(file)
    except (Damaged, KeyError, RuntimeError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the system's own words, such as a folder that is gone, make a better sentence
        raise OutputError(
            f"The file did not survive being read back: {error}.",
            "Save it again, or to another drive.",
        ) from error


def _compare(name: str, node: Any, item: Item) -> None:
    if attributes_of(node, item.attributes) != item.attributes:
        raise Damaged(f"attributes of {name} differ")
    if item.data is None:
        if not isinstance(node, h5py.Group):
            raise Damaged(f"{name} is no group")
    elif node.shape != item.data.shape or node.dtype != item.data.dtype:
        raise Damaged(f"{name} has another shape or type")
