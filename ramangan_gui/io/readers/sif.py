"""Andor Solis files (.sif)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .assembly import MAX_AXES, PIXEL, WAVELENGTH, assemble, laser
from .base import Measured, Reader, number
from .binary_source import array, fenced, open_bytes
from .detector_rows import frames_said
from .sif_header import SifHeader, read_header

_MAGIC: Final = b"Andor Technology Multi-Channel File"

#: What is asked for the calibration of a wavelength to be one, in nm.
_OPTICAL: Final = (100.0, 20_000.0)


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(_MAGIC)


def _read(path: Path) -> list[Measured]:
    with fenced("Andor SIF"):
        data = open_bytes(path)
        header = read_header(data)
        shape = header.n_frames, header.n_rows, header.n_points
        said = frames_said(header.n_frames, header.n_rows)
        n_values = shape[0] * shape[1] * shape[2]
        values = array(data, "<f4", n_values, header.begin).reshape(-1, header.n_points)
        axes = _axes(header, said)
        # The program states a laser whether there was one or not.
        laser_nm = laser(header.laser_nm) if "raman" in header.shown.lower() else None
        if axes is None:
            pixels = np.arange(1.0, header.n_points + 1)
            return [assemble(pixels, values, PIXEL, said, laser_nm=laser_nm)]
        if len(axes) == 1:
            return [assemble(axes[0], values, WAVELENGTH, said, laser_nm=laser_nm)]
        return [
            assemble(axis, frame, WAVELENGTH, said, laser_nm=laser_nm)
            for axis, frame in zip(axes, values.reshape(shape), strict=True)
        ]


def _axes(header: SifHeader, said: list[str]) -> NDArray[np.float64] | None:
    """Give one axis, or one a frame, in nm; ``None`` where the file counts pixels."""
    polynomials = header.polynomials
    if len(polynomials) > MAX_AXES:
        raise InputError(f"It holds {number(len(polynomials))} axes.", "Split the file.")
    pixels = np.arange(1.0, header.n_points + 1)
    if polynomials.size == 0:
        return None
    axes = np.array([np.polynomial.polynomial.polyval(pixels, each) for each in polynomials])
    if "pixel" in header.shown.lower() or bool((axes == pixels).all()):
        return None
    if header.binning != 1 or header.detector_width != header.n_points:
        said.append("only part of the detector was read: axis left in pixels")
        return None
    if not (np.isfinite(axes).all() and axes.min() > _OPTICAL[0] and axes.max() < _OPTICAL[1]):
        said.append("its calibration gives no wavelengths: axis left in pixels")
        return None
    return axes[:1] if (axes == axes[0]).all() else axes


READER = Reader(
    name="sif",
    title="Andor Solis",
    suffixes=(".sif",),
    recognises=_recognises,
    read=_read,
)
