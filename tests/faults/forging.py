"""Files that are wrong inside but carry right checksums, as somebody with bad intentions writes."""

from __future__ import annotations

import contextlib
import json
import random
from pathlib import Path
from typing import Any

import numpy as np

from ramangan_gui.core.progress import run
from ramangan_gui.io.hdf5 import read_augmented
from ramangan_gui.io.hdf5_items import Item, Tree
from ramangan_gui.io.hdf5_layout import to_tree
from ramangan_gui.io.hdf5_project import is_project_file, read_project_tree
from ramangan_gui.io.hdf5_write import write_tree

ODD = (
    None, -1, 1e308, "", "../../x", [], {}, True, "x" * 10_000, 10**30, [[1]], "=1+1", 0, 2**31,
    float("nan"), "<script>", [None], {"a": {}},
)  # fmt: skip

TEXTS = ("", "../../x", "/etc/passwd", "=1+1", "<b>x</b>", "x" * 300, "\ud800", "a\0b", "ä" * 9)


def items_of(path: Path) -> Tree:
    """Read the items of a good file of ours."""
    if is_project_file(path):
        return run(read_project_tree(path, lambda tree: tree))
    return run(to_tree(read_augmented(path), True))


def forge(good: Tree, path: Path, rng: random.Random) -> None:
    """Write `good` with some of its items changed, and with checksums that say it is so."""
    tree = Tree()
    tree.items = dict(good.items)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        name = rng.choice(sorted(tree.items))
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            changed = _changed(tree.items[name], rng)
            if changed is None and name not in ("/", "/entry"):
                tree.items.pop(name)
                for below in [n for n in tree.items if n.startswith(f"{name}/")]:
                    tree.items.pop(below)
            elif changed is not None:
                tree.items[name] = changed
    path.write_bytes(b"")
    run(write_tree(path, tree, compact=False))


def _changed(item: Item, rng: random.Random) -> Item | None:
    """Give an item with something changed; ``None`` for none at all."""
    kind = rng.randrange(8)
    if kind == 0:
        return None
    if kind == 1 and item.attributes:
        key = rng.choice(sorted(item.attributes))
        odd: Any = rng.choice((rng.choice(TEXTS[:7]).replace("\ud800", "?"), 0, -1, 2**62))
        return Item(item.data, {**item.attributes, key: odd})
    if item.data is None:
        return item
    data = np.array(item.data[:] if item.data.shape else item.data)
    return Item(_wrong(data, kind, rng), item.attributes)


def _wrong(data: np.ndarray, kind: int, rng: random.Random) -> np.ndarray:
    if data.dtype.kind == "S":
        return _wrong_text(data, rng)
    if kind == 2:
        return data.astype(rng.choice(("<f8", "<f4", "<i4", "<i8", "|i1", "<u2")))
    if kind == 3:
        return data.reshape(-1) if data.ndim > 1 else data.reshape(1, -1)
    if kind == 4 and data.ndim:
        return rng.choice((data[:-1], data[:0], np.concatenate([data, data[:1]])))
    out = data.copy()
    extreme = (np.nan, np.inf, -np.inf, -1, 0, 1e38, 2**31 - 1, -(2**31), 127, 5)
    with np.errstate(all="ignore"):
        values = np.array([rng.choice(extreme)]).astype(out.dtype)
    if out.ndim and rng.random() < 0.6 and out.size:
        out.reshape(-1)[rng.randrange(out.size)] = values[0]
    else:
        out[...] = values[0]
    return out


def _wrong_text(data: np.ndarray, rng: random.Random) -> np.ndarray:
    if not data.ndim:
        with contextlib.suppress(ValueError):
            value = json.loads(data.item())
            return np.asarray(json.dumps(_wrong_json(value, rng)).encode())
    if data.ndim and rng.random() < 0.4:
        return rng.choice((data[:-1], data[:0], data.reshape(1, -1)))
    word = rng.choice(TEXTS).encode("utf-8", "backslashreplace")
    raw = rng.choice((word, b"\xff\xfe", b"x"))
    out = data.astype(f"S{max(data.dtype.itemsize, len(raw))}")
    if out.ndim and out.size and rng.random() < 0.7:
        out.reshape(-1)[rng.randrange(out.size)] = raw
    else:
        out[...] = raw
    return out


def _wrong_json(value: Any, rng: random.Random) -> Any:
    """Change one value somewhere inside."""
    holder = value
    while isinstance(holder, dict | list) and holder:
        key = rng.choice(sorted(holder)) if isinstance(holder, dict) else rng.randrange(len(holder))
        if not isinstance(holder[key], dict | list) or not holder[key] or rng.random() < 0.3:
            if rng.random() < 0.2:
                del holder[key]
            else:
                holder[key] = rng.choice(ODD)
            return value
        holder = holder[key]
    return rng.choice(ODD)
