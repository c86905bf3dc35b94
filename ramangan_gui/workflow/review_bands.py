"""Position, width, height and area of each band in each spectrum, for the histograms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..quality.peaks import QUANTITIES, find_bands, measure

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class BandValues:
    """Bands of the originals, measured in every spectrum of a view.

    Parameters
    ----------
    places : ndarray of float64, shape (n_bands,)
        Where each band is in the mean of the originals, in units of the axis.
    original, generated : ndarray of float64, shape (n or m, n_bands, n_quantities)
        By ``quality.peaks.QUANTITIES``; positions, widths and areas in units of the axis.
    """

    places: Values
    original: Values
    generated: Values


def band_values(
    axis: Values,
    of_class: NDArray[np.float32],
    shown: NDArray[np.float32],
    drawn: NDArray[np.float32],
) -> BandValues | None:
    """Measure all bands of a class.

    Parameters
    ----------
    axis : ndarray of float64, shape (n_points,)
        The axis.
    of_class : ndarray of float32, shape (k, n_points)
        All originals of the class; they decide which bands there are.
    shown, drawn : ndarray of float32, shape (n or m, n_points)
        Originals and generated spectra of the view.

    Returns
    -------
    BandValues or None
        ``None`` where the mean has no distinct band.
    """
    bands = find_bands(of_class.astype(np.float64))
    if not bands:
        return None
    apexes = np.array([band.apex for band in bands])
    before, after = np.maximum(apexes - 1, 0), np.minimum(apexes + 1, axis.size - 1)
    spacing = (axis[after] - axis[before]) / (after - before)
    found = []
    for rows in (shown, drawn):
        values = measure(rows.astype(np.float64), bands)
        place = QUANTITIES.index("position")
        values[:, :, place] = np.interp(values[:, :, place], np.arange(axis.size), axis)
        for name in ("width", "area"):
            values[:, :, QUANTITIES.index(name)] *= spacing
        found.append(values)
    return BandValues(axis[apexes], *found)
