"""Frames of a spectrograph's camera as spectra: what counts as a spectrum, what as a picture."""

from __future__ import annotations

from ...core.errors import InputError
from .base import number

#: Cameras read more rows than this only to take pictures.
_MAX_ROWS = 100


def frames_said(n_frames: int, n_rows: int) -> list[str]:
    """Say what the spectra of a file are, where there are several.

    Parameters
    ----------
    n_frames, n_rows : int
        Exposures, and rows of the detector in each of them.

    Raises
    ------
    InputError
        If there are so many rows that the file is a picture.
    """
    if n_rows > _MAX_ROWS:
        raise InputError(
            f"It is a camera image of {number(n_rows)} rows, not spectra.",
            "Bin its rows in the program that took it, and save that.",
        )
    said = [f"{number(n_frames)} frames"] if n_frames > 1 else []
    if n_rows > 1:
        said.append(f"{number(n_rows)} rows of the detector in each, one spectrum a row")
    return said
