"""Single spectra in LabSpec 6's own format (.l6s).

Its layout is not published (:mod:`.labspec_tree`). What is read is held against what the file says
beside it: the number of points, and the ends of the axis. Maps and series (.l6m), whose order is
not known for certain, are refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .assembly import PIXEL, SHIFT, WAVELENGTH, assemble
from .base import Measured, Reader
from .binary_source import fenced, read_all
from .labspec_tree import Node, read_tree
from .laser import laser_in

_MAGIC: Final = b"LabSpec6"

#: Place of the first node.
_ROOT: Final = 0x4C

#: Tags of nodes: data, axes, kind, unit, numbers, range, limits; and what was set, by name.
_DATA, _AXES = b"\xd6\xd9tz", b"axi{"
_KIND, _UNIT, _NUMBERS = b"typm", b"uni|", b"\xdb\xd4l}"
_RANGE, _LIMITS = b"\xe3tam", b"\xe0\xdcmi"
_SETTINGS, _NAME, _VALUE = b"\xd9\xd4bl", b"namm", b"\xdbal}"

#: What the program calls units of the axis.
_UNITS: Final = {"1/cm": SHIFT, "nm": WAVELENGTH, "Pixel": PIXEL, "pixel": PIXEL}

_EXPORT: Final = "Save it as text (.txt) or XML from LabSpec and open that."


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(_MAGIC)


def _read(path: Path) -> list[Measured]:
    with fenced("LabSpec"):
        root = read_tree(read_all(path), _ROOT)
        data = root.child(_DATA)
        axes = None if data is None else data.child(_AXES)
        if axes is None or len(axes.nodes) < 2:
            raise InputError("It is a LabSpec file without a spectrum.", _EXPORT)
        kinds = [node.child(_KIND) for node in axes.nodes]
        named = [kind.text if kind is not None else "" for kind in kinds]
        if named != ["Intens", "Spectr"]:
            raise InputError(
                "It holds a map, a series or an image in LabSpec's own format, whose order is not "
                "known for certain.",
                _EXPORT,
            )
        intensities, axis = (_numbers(node) for node in axes.nodes)
        _check_ends(axes.nodes[1], axis)
        if intensities.size != axis.size:
            raise InputError(f"It holds {intensities.size} intensities for {axis.size} points of "
                             "its axis.", _EXPORT)  # fmt: skip
        unit = axes.nodes[1].child(_UNIT)
        words = "" if unit is None else _UNITS.get(unit.text, unit.text)
        return [assemble(axis, intensities[None], words, laser_nm=laser_in(_settings(root)))]


def _numbers(node: Node) -> NDArray[np.float64]:
    numbers = node.child(_NUMBERS)
    if numbers is None or numbers.kind not in (4, 5, 6) or numbers.values.size < 2:
        raise InputError("It is a LabSpec file without a spectrum.", _EXPORT)
    return numbers.values.astype(np.float64)


def _check_ends(node: Node, axis: NDArray[np.float64]) -> None:
    """Hold the axis against its ends, which the file states beside it."""
    limits = node.child(_RANGE)
    limits = None if limits is None else limits.child(_LIMITS)
    stated = [] if limits is None else [float(each.values[0]) for each in limits.nodes[:2]]
    found = [float(np.min(axis)), float(np.max(axis))]
    if len(stated) < 2 or not np.allclose(sorted(stated), found, rtol=1e-5, atol=1e-4):
        raise InputError(
            "Its axis has other ends than it states; it is damaged or of a kind that is not known.",
            _EXPORT,
        )


def _settings(root: Node) -> list[str]:
    """Give what was set for the measurement, one line a setting."""
    blocks = root.child(_SETTINGS)
    lines = []
    for entry in [entry for block in (blocks.nodes if blocks else []) for entry in block.nodes]:
        name, value = entry.child(_NAME), entry.child(_VALUE)
        if name is not None and value is not None:
            lines.append(f"{name.text}={value.text}")
    return lines


READER = Reader(
    name="labspec",
    title="LabSpec 6",
    suffixes=(".l6s",),
    recognises=_recognises,
    read=_read,
)
