"""What was read, as ``ramangan info --json`` prints it."""

from __future__ import annotations

import math
from typing import Any

from ..core.augmented_set import InputFile
from ..preprocessing.checks import sentences
from .importing import Imported

#: Up to this many files, what was found in each of them is among the warnings.
_FEW_FILES = 20


def describe(imported: Imported) -> dict[str, Any]:
    """Give what was read as ``ramangan info --json`` prints it.

    Parameters
    ----------
    imported : Imported
        What was read.

    Returns
    -------
    dict
        ``files``, ``classes`` and ``warnings``; JSON values only. Figures of a file are those it
        holds, before anything was brought to a common axis.
    """
    read = [file for file in imported.files if file.n_spectra]
    notes = [f"{file.path}: {note}" for file in read for note in file.notes]
    left_out = [f"{file.path} was left out: {file.reason}" for file in read if file.reason]
    return {
        "files": [_described(file) for file in imported.files],
        "classes": dict(imported.counts),
        "warnings": [
            *left_out, *imported.messages, *_doubts(imported),
            *(notes if len(read) <= _FEW_FILES else []),
        ],
    }  # fmt: skip


def _doubts(imported: Imported) -> list[str]:
    if imported.found is None:
        return []
    return sentences(imported.found, imported.findings)


def _described(file: InputFile) -> dict[str, Any]:
    def finite(value: float) -> float | None:
        return value if math.isfinite(value) else None

    return {
        "path": file.path,
        "status": "read" if file.n_spectra else "refused",
        "reason": file.reason,
        "reader": file.reader,
        "n_spectra": file.n_spectra,
        "n_points": file.n_points,
        "x_unit": file.x_unit,
        "x_first": finite(file.x_first),
        "x_last": finite(file.x_last),
        "intensity_sum": finite(file.intensity_sum),
    }
