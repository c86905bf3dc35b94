"""What the networks learn from."""

import numpy as np
import torch

from ramangan_gui.augmentation.score_sampler import score_sampler
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.augmentation.wgan_gp.material import Material, array
from ramangan_gui.augmentation.wgan_gp.scaling import Scaling
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra


def test_that_noise_for_the_networks_is_that_of_the_model_also_where_it_is_uneven():
    rng = np.random.default_rng(0)
    axis = np.arange(400.0, 1000.0)
    bands = np.exp(-(((axis - 600) / 20) ** 2)) * (1 + 0.2 * rng.standard_normal((40, 1)))
    noise = np.where(axis < 700, 0.05, 0.0005) * rng.standard_normal((40, 600))
    spectra = Spectra.from_arrays(axis, bands + noise, "X")
    variation = run(fit_variation(spectra, 0))
    assert variation.noise.gain.min() < 0.9
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
