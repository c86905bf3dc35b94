"""Files that this program wrote: the originals in them, never the generated spectra."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...core.errors import InputError, RamanGanError
from ...core.progress import run
from .base import Measured, Reader, axis_range, number
from .generic_hdf5 import HDF5_SIGN


def _recognises(path: Path, head: bytes) -> bool:
    if not head.startswith(HDF5_SIGN):
        return False
    from ..hdf5 import is_own_file
    from ..hdf5_project import is_project_file

    return is_own_file(path) or is_project_file(path)


def _read(path: Path) -> list[Measured]:
    from ..hdf5 import read_augmented
    from ..hdf5_project import is_project_file, read_originals

    facts: dict[str, Any]
    try:
        if is_project_file(path):
            raw, facts = run(read_originals(path))
        else:
            stored = read_augmented(path)
            raw, facts = stored.raw, {"title": stored.title, "simulated": stored.simulated}
    except InputError:
        raise
    except (RamanGanError, OSError) as error:
        raise InputError(str(error)) from error
    axis, n = raw.raman_shift, len(raw)
    note = f"{number(n)} originals × {number(axis.size)} points, {axis_range(axis, raw.x_unit)}"
    return [
        Measured(
            axis=axis,
            intensities=raw.intensities,
            x_unit=raw.x_unit,
            label=raw.label,
            group=raw.group,
            name=raw.name,
            map_position=raw.map_position,
            notes=(f"read as: {note}; generated spectra in it are not imported",),
            metadata=facts,
        )
    ]


READER = Reader(
    name="ramangan",
    title="RamanGAN",
    suffixes=(".h5", ".rgan"),
    recognises=_recognises,
    read=_read,
)
