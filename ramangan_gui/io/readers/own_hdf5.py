"""Files that this program wrote: the originals in them, never the generated spectra."""

from __future__ import annotations

from pathlib import Path

from ...core.errors import InputError, RamanGanError
from .base import Measured, Reader, axis_range, number
from .generic_hdf5 import HDF5_SIGN


def _recognises(path: Path, head: bytes) -> bool:
    if not head.startswith(HDF5_SIGN):
        return False
    from ..hdf5 import is_own_file

    return is_own_file(path)


def _read(path: Path) -> list[Measured]:
    from ..hdf5 import read_augmented

    try:
        stored = read_augmented(path)
    except InputError:
        raise
    except (RamanGanError, OSError) as error:
        raise InputError(str(error)) from error
    raw = stored.raw
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
            metadata={"title": stored.title, "simulated": stored.simulated},
        )
    ]


READER = Reader(
    name="ramangan",
    title="RamanGAN",
    suffixes=(".h5", ".rgan"),
    recognises=_recognises,
    read=_read,
)
