"""What may be done to all spectra as read, before any recipe: axis moved, dark subtracted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from ..core.listing import first_few
from ..core.spectra import AXIS_UNITS, Spectra

#: Names that a message lists.
_LISTED = 3


def axis_moved(spectra: Spectra, shift: float) -> tuple[Spectra, str]:
    """Move the axis of all spectra; no intensity is touched.

    Parameters
    ----------
    spectra : Spectra
        As read.
    shift : float
        Added to every point of the axis, in its units.

    Returns
    -------
    spectra : Spectra
        With the other axis.
    message : str
        What was done, for the user.
    """
    unit = AXIS_UNITS[spectra.x_unit] or "pixels"
    moved = spectra.with_intensities(spectra.intensities, spectra.raman_shift + shift)
    return moved, f"The axis of all spectra was moved by {shift:+.4g} {unit}."


def dark_subtracted(spectra: Spectra, dark: NDArray[np.bool_]) -> tuple[Spectra, str]:
    """Subtract the mean of dark spectra from all others, and give those without the dark ones.

    Parameters
    ----------
    spectra : Spectra
        As read.
    dark : ndarray of bool, shape (n_spectra,)
        Which were measured with the laser off, for the same exposure.

    Returns
    -------
    spectra : Spectra
        The others.
    message : str
        What was done, for the user.

    Raises
    ------
    SpectraError
        If no spectra are dark, or all are.
    """
    if not dark.any() or dark.all():
        raise SpectraError(
            "Some spectra must be dark ones, and some must not.",
            "Give the dark spectra a class of their own and choose that.",
        )
    n_dark = int(np.count_nonzero(dark))
    mean = spectra.intensities[dark].mean(axis=0, dtype=np.float64).astype(np.float32)
    names = first_few(spectra.name[dark].tolist(), _LISTED)
    what = "The dark spectrum" if n_dark == 1 else f"The mean of {n_dark:,} dark spectra"
    kept = spectra.select(~dark)
    return (
        kept.with_intensities(kept.intensities - mean),
        f"{what} ({names}) was subtracted from all others.",
    )
