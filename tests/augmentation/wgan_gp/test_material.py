"""What the networks learn from."""

import numpy as np
import pytest
import torch

from ramangan_gui.augmentation.noise_model import periodogram
from ramangan_gui.augmentation.score_sampler import score_sampler
from ramangan_gui.augmentation.tints import N_OCTAVES, in_octaves
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.augmentation.wgan_gp.local_filter import LocalFilter
from ramangan_gui.augmentation.wgan_gp.material import Material, array
from ramangan_gui.augmentation.wgan_gp.scaling import Scaling
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra


def test_that_noise_for_the_networks_is_that_of_the_model_also_where_it_is_uneven():
    rng = np.random.default_rng(0)
    axis = np.arange(400.0, 1000.0)
    bands = np.exp(-(((axis - 600) / 20) ** 2)) * (1 + 0.2 * rng.standard_normal((40, 1)))
    white = rng.standard_normal((40, 600))
    smooth = np.array([np.convolve(one, np.ones(5) / 5, "same") for one in white])
    noise = np.where(axis < 700, 0.05 * white, 0.005 * smooth)
    spectra = Spectra.from_arrays(axis, bands + noise, "X")
    variation = run(fit_variation(spectra, 0))
    assert variation.noise.tints is not None
    values = spectra.intensities.astype(np.float64) / variation.unit
    scaling = Scaling.between(variation.mean, values)
    material = Material(variation, scaling, values, score_sampler(variation, "local"))
    levels = variation.noise.levels[np.arange(400) % 40]
    tensor = torch.from_numpy(levels.astype(np.float32))
    drawn = array(material.draw_noise(tensor, torch.Generator().manual_seed(0)))
    expected = variation.noise.draw(levels, rng) / scaling.scale
    strong, quiet = slice(0, 300), slice(350, 600)
    for part in (strong, quiet):
        assert abs(drawn[:, part].std() / expected[:, part].std() - 1) < 0.02
        finest = [np.diff(noise[:, part], 3, axis=1).std() for noise in (drawn, expected)]
        assert abs(finest[0] / finest[1] - 1) < 0.02


@pytest.mark.parametrize("n_points", [300, 307])
def test_that_noise_for_the_networks_is_coloured_as_the_model_says(n_points: int) -> None:
    rng = np.random.default_rng(0)
    axis = np.arange(400.0, 400.0 + n_points)
    bands = np.exp(-(((axis - 550) / 20) ** 2)) * (1 + 0.2 * rng.standard_normal((40, 1)))
    white = rng.standard_normal((40, n_points + 2))
    noise = 0.02 * (white[:, 2:] + white[:, 1:-1] + white[:, :-2])
    spectra = Spectra.from_arrays(axis, bands + noise, "X")
    variation = run(fit_variation(spectra, 0))
    assert variation.noise.tints is None
    values = spectra.intensities.astype(np.float64) / variation.unit
    scaling = Scaling.between(variation.mean, values)
    material = Material(variation, scaling, values, score_sampler(variation, "local"))
    levels = torch.full((3000,), 1.5)
    drawn = array(material.draw_noise(levels, torch.Generator().manual_seed(0))) * scaling.scale
    expected = variation.noise.draw(np.full(3000, 1.5), rng)
    assert drawn.shape == expected.shape == (3000, n_points)
    np.testing.assert_allclose((drawn**2).sum(1), (expected**2).sum(1), rtol=1e-4)
    np.testing.assert_allclose(drawn.std(axis=0), expected.std(axis=0), rtol=0.1)
    found, wanted = periodogram(drawn), periodogram(expected)
    np.testing.assert_allclose(found, wanted, rtol=0.15, atol=1e-3 * wanted.max())


def test_that_a_local_filter_is_that_of_arrays() -> None:
    rng = np.random.default_rng(1)
    curves, tints = rng.standard_normal((5, 300)), rng.uniform(0.1, 3.0, (N_OCTAVES, 300))
    by_torch = LocalFilter(np.full(151, 2.0), tints, torch.zeros(1))
    found = array(by_torch(torch.from_numpy(curves.astype(np.float32))))
    parts = zip(in_octaves(curves), tints, strict=True)
    expected = sum(2.0 * tint * part for part, tint in parts)
    np.testing.assert_allclose(found, expected, atol=1e-5)
