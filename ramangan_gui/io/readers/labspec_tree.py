"""The tree that LabSpec 6 writes in binary (.l6s): nodes with a tag, a type and a value.

The layout is not published; this is what files show. A node takes 24 bytes. A short value stands in
it; of a longer one it holds the length and the address that it had in memory, and the values follow
once all nodes beside it were written, each address once. A file is this tree and a few zeros behind
it, so that it is only believed where the tree ends exactly where the zeros begin.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .binary_source import array, fields

_NODE: Final = struct.Struct("<II4sI8s")

#: Bit of the type: the value follows elsewhere, and the second half of the node is its length.
_ELSEWHERE: Final = 0x1000

_EMPTY, _NODES = 0, 9

#: Types of values, as NumPy calls them: whole numbers, floats, letters of one and of two bytes.
_TYPES: Final = {4: "<i4", 5: "<f8", 6: "<f4", 7: "u1", 8: "<u2"}
_LETTERS: Final = {7: "latin-1", 8: "utf-16-le"}

#: A node whose value is never written, though the node says that there is one.
_NOT_WRITTEN: Final = b"temx"

#: Most zeros behind the tree.
_MAX_TAIL: Final = 64

#: More nodes, or nodes within nodes, than any file has.
_MAX_NODES, _MAX_DEPTH = 100_000, 30


@dataclass
class Node:
    """A node of the tree.

    Parameters
    ----------
    tag : bytes
        Four bytes that name it.
    kind : int
        Type of its value, 0 where it has none.
    values : ndarray
        Its value, empty where it holds nodes.
    nodes : list of Node
        The nodes in it.
    """

    tag: bytes
    kind: int
    values: NDArray[Any]
    nodes: list[Node] = field(default_factory=list)

    def child(self, tag: bytes) -> Node | None:
        """Give the first node in it that has a tag."""
        return next((node for node in self.nodes if node.tag == tag), None)

    @property
    def text(self) -> str:
        """Its value as text, letters up to the first zero."""
        if self.kind in _LETTERS:
            letters = self.values.tobytes().decode(_LETTERS[self.kind], "replace")
            return letters.split("\0", 1)[0].strip()
        return " ".join(f"{value:g}" for value in self.values[:1])


@dataclass(frozen=True)
class _Waiting:
    """A node whose value is still to be read."""

    node: Node
    length: int
    address: int


class _Tree:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._n_nodes = 0
        self._read: dict[tuple[int, int, int], Node] = {}

    def node(self, place: int) -> tuple[Node, _Waiting | None]:
        self._n_nodes += 1
        code, _, tag, zero, inside = fields(self._data, _NODE.format, place)
        kind, elsewhere = code & ~_ELSEWHERE, bool(code & _ELSEWHERE)
        known = kind in _TYPES or (kind == _NODES and elsewhere) or code == _EMPTY
        if zero or not known or self._n_nodes > _MAX_NODES:
            raise _unknown()
        node = Node(tag, kind, np.empty(0))
        if elsewhere:
            address, length = struct.unpack("<II", inside)
            return node, None if tag == _NOT_WRITTEN else _Waiting(node, length, address)
        if kind:
            dtype = np.dtype(_TYPES[kind])
            values = np.frombuffer(inside, dtype)
            node.values = values if kind in _LETTERS else values[:1]
        return node, None

    def value(self, waiting: _Waiting, place: int, depth: int = 0) -> int:
        """Read the value of a node; give where it ends."""
        node, length = waiting.node, waiting.length
        key = (waiting.address, node.kind, length)
        known = self._read.get(key)
        if known is not None:
            node.values, node.nodes = known.values, known.nodes
            return place
        if waiting.address:
            self._read[key] = node
        if node.kind != _NODES:
            node.values = array(self._data, _TYPES[node.kind], length, place)
            return place + node.values.nbytes
        if depth > _MAX_DEPTH:
            raise _unknown()
        later: list[_Waiting] = []
        for _ in range(length):
            child, value = self.node(place)
            place += _NODE.size
            node.nodes.append(child)
            if value is not None:
                later.append(value)
        for value in later:
            place = self.value(value, place, depth + 1)
        return place


def read_tree(data: bytes, begin: int) -> Node:
    """Read the tree whose first node begins at a place.

    Raises
    ------
    InputError
        If it does not end where the file does.
    """
    tree = _Tree(data)
    root, waiting = tree.node(begin)
    if waiting is None or root.kind != _NODES:
        raise _unknown()
    end = tree.value(waiting, begin + _NODE.size)
    if len(data) - end > _MAX_TAIL or any(data[end:]):
        raise _unknown()
    return root


def _unknown() -> InputError:
    return InputError(
        "It is a LabSpec file of a kind that is not known, or damaged.",
        "Save it as text (.txt) or XML from LabSpec and open that.",
    )
