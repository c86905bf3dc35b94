"""Andor Solis files (.sif), through ``sif-parser``.

The library reads its header letter by letter to whatever end, so that it is given a stream that
ends with an error, and a bounded number of letters. The frames are mapped, not loaded.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .assembly import MAX_AXES, PIXEL, WAVELENGTH, assemble, laser
from .base import MAX_VALUES, Measured, Reader, number
from .binary_source import CUT_OFF, fenced
from .detector_rows import frames_said

_MAGIC: Final = b"Andor Technology Multi-Channel File"

#: Most single letters, and most bytes at once, that a header consists of.
_MAX_LETTERS, _MAX_PIECE = 500_000, 64 * 2**20

#: Usual and longest line of a header.
_USUAL_LINE, _MAX_LINE = 256, 2**20

#: What is asked for the calibration of a wavelength to be one, in nm.
_OPTICAL: Final = (100.0, 20_000.0)


class _Bounded(io.FileIO):
    """A file that refuses to be read past its end, or letter by letter for ever."""

    letters = 0

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or not 0 <= size <= _MAX_PIECE:
            raise InputError("It is a damaged Andor SIF file (a text in it has no end).")
        self.letters += 1
        piece = super().read(size) or b""
        if self.letters > _MAX_LETTERS or (size and not piece):
            raise InputError(CUT_OFF)
        return piece

    def readline(self, size: int | None = -1, /) -> bytes:
        self.letters += 1
        place, wanted = self.tell(), _USUAL_LINE
        while self.letters <= _MAX_LETTERS:
            self.seek(place)
            block = super().read(wanted) or b""
            end = block.find(b"\n") + 1
            if end:
                self.seek(place + end)
                return block[:end]
            if len(block) < wanted or wanted >= _MAX_LINE:
                break
            wanted *= 16
        raise InputError(CUT_OFF)


def _recognises(path: Path, head: bytes) -> bool:
    return head.startswith(_MAGIC)


def _read(path: Path) -> list[Measured]:
    with fenced("Andor SIF"):
        from sif_parser import np_open
        from sif_parser.utils import extract_calibration

        with _Bounded(path, "rb") as file:
            frames, info = np_open(file, lazy="memmap")
            n_frames, n_rows, n_points = frames.shape
            if frames.size > MAX_VALUES:
                raise InputError(f"It claims to hold {number(frames.size)} values.",
                                 "Split the file.")  # fmt: skip
            said = frames_said(n_frames, n_rows)
            values = np.array(frames, np.float32).reshape(n_frames * n_rows, n_points)
        shown = _text(info.get("FrameAxis", b""))
        info["ImageLength"] = n_points  # the library takes all rows of a frame for one
        axes = _axes(extract_calibration(info), info, n_points, shown, said)
        laser_nm = _laser(info, shown)
        if axes is None:
            return [assemble(np.arange(1.0, n_points + 1), values, PIXEL, said, laser_nm=laser_nm)]
        if len(axes) == 1:
            return [assemble(axes[0], values, WAVELENGTH, said, laser_nm=laser_nm)]
        return [
            assemble(
                axis,
                values[n_rows * frame : n_rows * (frame + 1)],
                WAVELENGTH,
                said,
                laser_nm=laser_nm,
            )
            for frame, axis in enumerate(axes)
        ]


def _text(words: Any) -> str:
    return words.decode("latin-1") if isinstance(words, bytes) else str(words)


def _laser(info: dict[str, Any], shown: str) -> float | None:
    """Give the laser; the program writes one whether there was any or not."""
    stated = float(info.get("RamanExWavelength", np.nan))
    return laser(stated) if "raman" in shown.lower() else None


def _axes(
    calibration: NDArray[np.float64] | None,
    info: dict[str, Any],
    n_points: int,
    shown: str,
    said: list[str],
) -> NDArray[np.float64] | None:
    """Give one axis, or one a frame, in nm; ``None`` where the file counts pixels."""
    if calibration is None or calibration.size == 0:
        return None
    axes = np.atleast_2d(calibration)
    n_frames = int(info["NumberOfFrames"])
    counts = bool((axes == np.arange(1, axes.shape[1] + 1)).all())
    if counts or "pixel" in shown.lower():
        return None
    if axes.shape[1] != n_points or len(axes) not in (1, n_frames):
        raise InputError("It is a damaged Andor SIF file (its calibration does not fit).")
    if int(info.get("xbin", 1)) != 1 or int(info["DetectorDimensions"][0]) != n_points:
        said.append("only part of the detector was read: axis left in pixels")
        return None
    if not (np.isfinite(axes).all() and axes.min() > _OPTICAL[0] and axes.max() < _OPTICAL[1]):
        said.append("its calibration gives no wavelengths: axis left in pixels")
        return None
    if (axes == axes[0]).all():
        return axes[:1]
    if len(axes) > MAX_AXES:
        raise InputError(f"It holds {number(len(axes))} axes.", "Split the file.")
    return axes


READER = Reader(
    name="sif",
    title="Andor Solis",
    suffixes=(".sif",),
    recognises=_recognises,
    read=_read,
)
