"""Simulated spectra that the tests of the judgement share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

Draw = Callable[..., NDArray[np.float32]]


def simulate(n: int, seed: int, n_points: int = 400, noise: float = 0.03) -> NDArray[np.float32]:
    """Measure one invented substance `n` times: ten peaks that vary together, and noise."""
    substance = np.random.default_rng(7)
    places = substance.uniform(0.06, 0.94, 10) * n_points
    heights = np.exp(substance.normal(-0.8, 0.6, 10))
    loadings = substance.normal(size=(3, 10)) * 0.04
    rng = np.random.default_rng([seed, 11])
    grown = heights * np.exp(rng.normal(size=(n, 3)) @ loadings)
    shifts = rng.normal(size=(n, 1)) * 0.3
    distance = np.arange(n_points) - (places + shifts)[:, :, None]
    peaks = np.exp(-0.5 * (distance / 4.0) ** 2)
    spectra = (grown[:, :, None] * peaks).sum(axis=1)
    level = noise * np.exp(0.1 * rng.normal(size=(n, 1)))
    return (spectra + level * rng.normal(size=spectra.shape)).astype(np.float32)


@pytest.fixture
def draw() -> Draw:
    """Give the function that simulates spectra: ``draw(n, seed, n_points=400, noise=0.03)``."""
    return simulate
