"""Simulated sets for benchmarks: substances with known truth, corrected and normalised."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import draw

#: Everything varies a little, as in the sample set; the others vary in one way alone.
KINDS = ("all", "shift", "width", "bimodal", "per_peak", "linear")


def simulated(kind: str, substance: int, n: int, seed: int, n_points: int = 1000) -> Spectra:
    """Draw `n` independent spectra of one substance, without background, of equal norm.

    Parameters
    ----------
    kind : str
        One of :data:`KINDS`.
    substance : int
        Which of the invented substances; number 1 has two crystal forms of itself.
    n : int
        Number of spectra.
    seed : int
        Another seed, other spectra of the same substance.
    n_points : int
        Points from 400 to 1800 cm⁻¹.
    """
    source = SUBSTANCES[substance]
    if kind != "all":
        source = source.with_kind(kind)
    axis = np.linspace(400.0, 1800.0, n_points)
    drawn = draw(source, n, axis, [seed, substance], spectra_per_specimen=1)
    values: NDArray[np.float64] = drawn.signal + drawn.noise
    values = values / np.linalg.norm(values, axis=1, keepdims=True) * np.sqrt(n_points)
    return Spectra.from_arrays(axis, values, source.name)
