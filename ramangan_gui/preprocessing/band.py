"""How strong a band is in every spectrum, for pictures of maps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..core.spectra import Spectra

#: Spectra looked at in one go.
_ROWS = 4096


def band_points(axis: NDArray[np.float64], centre: float, width: float) -> slice:
    """Give the points of an axis that a band covers, at least the one nearest to its centre."""
    first = int(np.searchsorted(axis, centre - width / 2, "left"))
    last = int(np.searchsorted(axis, centre + width / 2, "right"))
    if last <= first:
        nearest = int(np.argmin(np.abs(axis - centre)))
        return slice(nearest, nearest + 1)
    return slice(first, last)


def band_strength(
    spectra: Spectra, centre: float, width: float, above_line: bool = False
) -> NDArray[np.float64]:
    """Give the mean intensity of a band in every spectrum.

    Parameters
    ----------
    spectra : Spectra
        The set.
    centre, width : float
        The band, in the units of the axis; width 0 for the intensity at a single point.
    above_line : bool
        Whether only what stands above the straight line between the ends of the band counts. The
        ends are means over a tenth of the band, at least one point.

    Returns
    -------
    ndarray of float64, shape (n_spectra,)
    """
    points = band_points(spectra.raman_shift, centre, width)
    result = np.empty(len(spectra))
    for begin in range(0, len(spectra), _ROWS):
        block = spectra.intensities[begin : begin + _ROWS, points].astype(np.float64)
        mean = block.mean(axis=1)
        if above_line and block.shape[1] >= 3:
            end = max(1, block.shape[1] // 10)
            mean -= 0.5 * (block[:, :end].mean(axis=1) + block[:, -end:].mean(axis=1))
        result[begin : begin + _ROWS] = mean
    return result
