"""Whether spikes were removed at one place from several spectra of a class: bands, then."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..core.listing import first_few
from ..core.spectra import AXIS_UNITS, Spectra
from ..core.spikes import usual_points
from ..preprocessing.recipe import Recipe
from ..preprocessing.spikes import NoSpikeRemoval
from .whole_class import even_choice

#: Spectra of a class that are looked at; so many show what is usual.
_LOOKED_AT: Final = 200


def cut_bands(imported: Spectra, recipe: Recipe) -> tuple[str, ...]:
    """Say of which classes several spectra had points removed at the same place.

    Parameters
    ----------
    imported : Spectra
        Spectra on one axis.
    recipe : Recipe
        The steps that they were corrected with.

    Returns
    -------
    tuple of str
        A sentence for each such class; an even choice of its spectra is looked at.
    """
    if isinstance(recipe.spikes, NoSpikeRemoval):
        return ()
    notes = []
    for label in imported.classes:
        rows = even_choice(np.flatnonzero(imported.label == label), _LOOKED_AT)
        spectra = recipe.axis.apply(imported.select(rows))
        found = recipe.spikes.find(spectra).sum(axis=0)
        points = np.flatnonzero(usual_points(found, len(spectra)))
        if points.size:
            places = _places(spectra.raman_shift, points)
            unit = AXIS_UNITS[spectra.x_unit]
            notes.append(
                f"At the same place, {places} {unit}, several spectra of {label or '(no class)'} "
                "had points removed as spikes: cosmic rays come anywhere, so these may be sharp "
                "bands. Look at them on the Correct page, and take a higher threshold."
            )
    return tuple(notes)


def _places(axis: NDArray[np.float64], points: NDArray[np.intp]) -> str:
    """Write where runs of points begin, the first few."""
    begins = points[np.diff(points, prepend=-2) > 1]
    return first_few([f"{axis[point]:.1f}" for point in begins])
