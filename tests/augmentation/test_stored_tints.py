"""Models of noise whose colour differs from place to place, stored and restored."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.base import FittedModel
from ramangan_gui.augmentation.tints import N_OCTAVES
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra

METHODS = ("pca", "wgan_gp", "noise")


def half_smooth(spectra: Spectra) -> Spectra:
    """Give the spectra, every second half of them smoothed."""
    values = spectra.intensities.astype(np.float64)
    smooth = np.array([np.convolve(one, np.ones(5) / 5.0, "same") for one in values])
    values[:, 100:] = smooth[:, 100:]
    values[:, -2:] = values[:, -3:-2]
    return Spectra.from_arrays(spectra.raman_shift, values, label="quartz")


def fitted(originals: Spectra, method: str) -> FittedModel:
    """Fit a method, networks for a few iterations."""
    augmenter = AUGMENTERS[method]
    short = {"n_iterations": 2} if method == "wgan_gp" else {}
    params = augmenter.params(**short)
    return run(augmenter.fit(originals, originals.select([]), params, 0, None))


@pytest.mark.parametrize("method", METHODS)
def test_that_tints_come_back_with_a_model(spectra: Callable[..., Spectra], method: str) -> None:
    model = fitted(half_smooth(spectra(40)), method)
    stored = model.stored("quartz", 0)
    assert stored.tensors["tints"].shape == (N_OCTAVES, 200)
    again = AUGMENTERS[method].restore(stored)
    first, second = model.sample(50, 4), again.sample(50, 4)
    assert first.intensities.tobytes() == second.intensities.tobytes()
    without = {name: one for name, one in stored.tensors.items() if name != "tints"}
    plain = AUGMENTERS[method].restore(dataclasses.replace(stored, tensors=without))
    rough = [
        float(np.diff(drawn.intensities[:, 120:190], 2, axis=1).std())
        for drawn in (first, plain.sample(50, 4))
    ]
    assert rough[0] < 0.8 * rough[1]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "value",
    [np.ones(200), np.full((N_OCTAVES, 200), -1.0), np.full((N_OCTAVES, 200), np.nan)],
)
def test_that_damaged_tints_are_refused(
    spectra: Callable[..., Spectra], method: str, value: np.ndarray
) -> None:
    stored = fitted(half_smooth(spectra(12)), method).stored("quartz", 0)
    tensors = {**stored.tensors, "tints": value}
    with pytest.raises(InputError, match="quartz"):
        AUGMENTERS[method].restore(dataclasses.replace(stored, tensors=tensors))
