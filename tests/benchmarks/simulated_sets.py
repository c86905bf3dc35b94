"""Simulated sets for benchmarks: substances with known truth, corrected and normalised."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.simulation.library import SUBSTANCES
from ramangan_gui.simulation.measurement import draw
from ramangan_gui.simulation.substances import Substance

#: Spectra held out, and generated, where nothing else is asked for.
N_HELD_OUT = 300

#: A seed that no set is drawn with.
_SEED_OF_DIRECTIONS = 77_777

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
    source = _source(kind, substance)
    axis = np.linspace(400.0, 1800.0, n_points)
    drawn = draw(source, n, axis, [seed, substance], spectra_per_specimen=1)
    return Spectra.from_arrays(axis, _normalised(drawn.signal + drawn.noise), source.name)


def directions(
    kind: str, substance: int, n_points: int = 1000
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and ten components, shape (10, n_points), of noise-free spectra of one substance.

    From a thousand spectra that are used for nothing else.
    """
    axis = np.linspace(400.0, 1800.0, n_points)
    seed = [_SEED_OF_DIRECTIONS, substance]
    drawn = draw(_source(kind, substance), 1000, axis, seed, spectra_per_specimen=1)
    signal = _normalised(drawn.signal)
    mean = signal.mean(axis=0)
    return mean, np.linalg.svd(signal - mean, full_matrices=False)[2][:10]


def _source(kind: str, substance: int) -> Substance:
    source = SUBSTANCES[substance]
    return source if kind == "all" else source.with_kind(kind)


def _normalised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    norms = np.linalg.norm(values, axis=1, keepdims=True)
    return np.asarray(values / norms * np.sqrt(values.shape[1]))
