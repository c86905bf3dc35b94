from collections.abc import Callable

import numpy as np
import pytest

from ramangan_gui.core.spectra import Spectra


def make_spectra(n: int, n_points: int = 200, seed: int = 0, noise: float = 0.02) -> Spectra:
    """Three peaks of correlated heights on an offset, with noise."""
    rng = np.random.default_rng(seed)
    axis = np.linspace(400.0, 1800.0, n_points)
    centres, widths = np.array([600.0, 1000.0, 1450.0]), np.array([25.0, 15.0, 40.0])
    peaks = np.exp(-0.5 * ((axis - centres[:, None]) / widths[:, None]) ** 2)
    common = rng.normal(size=(n, 1))
    heights = np.array([1.0, 0.6, 0.4]) * np.exp(0.2 * common + 0.05 * rng.normal(size=(n, 3)))
    values = heights @ peaks + 0.1 + noise * rng.normal(size=(n, n_points))
    return Spectra.from_arrays(axis, values, label="quartz")


@pytest.fixture
def spectra() -> Callable[..., Spectra]:
    return make_spectra
