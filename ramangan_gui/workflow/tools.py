"""What the Tools menu does to spectra as read: each step is told among the set's messages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from ..preprocessing.as_read import axis_moved, dark_subtracted
from ..preprocessing.checks import Findings
from .project import ImportedSet


def with_axis_moved(imported: ImportedSet, shift: float) -> ImportedSet:
    """Move the axis of all spectra; no intensity is touched.

    Parameters
    ----------
    imported : ImportedSet
        The set.
    shift : float
        Added to every point of the axis, in its units.
    """
    moved, said = axis_moved(imported.spectra, shift)
    return replace(imported, spectra=moved, messages=(*imported.messages, said))


def with_dark_subtracted(imported: ImportedSet, rows: ArrayLike) -> ImportedSet:
    """Subtract the mean of dark spectra from all others, and take the dark ones out of the set.

    Parameters
    ----------
    imported : ImportedSet
        The set.
    rows : array_like of int
        Numbers of the dark spectra: measured with the laser off, for the same exposure.

    Raises
    ------
    SpectraError
        If no dark spectra are named, or no others are left.
    """
    dark = np.zeros(len(imported.spectra), bool)
    dark[np.asarray(rows, np.intp)] = True
    kept, said = dark_subtracted(imported.spectra, dark)
    left = imported.without(np.flatnonzero(dark))
    return replace(
        left,
        spectra=kept,
        # What was seen in the raw counts, such as a ceiling of the detector, still holds.
        findings=Findings(left.findings.rows, left.findings.notes),
        left_out=imported.left_out,
        messages=(*imported.messages, said),
    )
