"""What the Tools menu does to spectra as read: each step is told among the set's messages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from ..core.errors import SpectraError
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
    spectra = imported.spectra
    moved = spectra.with_intensities(spectra.intensities, spectra.raman_shift + shift)
    said = f"The axis of all spectra was moved by {shift:+.2f} cm⁻¹ after a check with a reference."
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
    if not dark.any() or dark.all():
        raise SpectraError(
            "Some spectra must be dark ones, and some must not.",
            "Give the dark spectra a class of their own and choose that.",
        )
    spectra = imported.spectra
    mean = spectra.intensities[dark].mean(axis=0, dtype=np.float64).astype(np.float32)
    names = ", ".join(spectra.name[dark][:3].tolist()) + (" …" if dark.sum() > 3 else "")
    said = f"The mean of {dark.sum():,} dark spectra ({names}) was subtracted from all others."
    left = imported.without(np.flatnonzero(dark))
    kept = spectra.select(~dark)
    return replace(
        left,
        spectra=kept.with_intensities(kept.intensities - mean),
        # What was seen in the raw counts, such as a ceiling of the detector, still holds.
        findings=Findings(left.findings.rows, left.findings.notes),
        left_out=imported.left_out,
        messages=(*imported.messages, said),
    )
