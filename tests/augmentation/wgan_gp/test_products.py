"""Products of latent variables in the networks."""

import numpy as np
import pytest
import torch

from ramangan_gui.augmentation.bends import Bends
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.augmentation.wgan_gp import architecture
from ramangan_gui.augmentation.wgan_gp.dense import make_generator
from ramangan_gui.augmentation.wgan_gp.networks import Products
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.augmentation.wgan_gp.phases import prepared
from ramangan_gui.augmentation.wgan_gp.scaling import Scaling
from ramangan_gui.core.progress import run

PAIRS, LEVELS = np.array([[0, 0], [0, 2]]), np.array([1.0, 0.25])


def test_that_products_stand_behind_the_variables_they_are_of():
    latent = torch.tensor([[2.0, 3.0, -1.0, 9.0]])
    beside = Products(PAIRS, LEVELS).beside(latent, 3)
    np.testing.assert_allclose(beside.numpy(), [[2.0, 3.0, -1.0, 3.0, -2.25]])
    np.testing.assert_array_equal(Products().beside(latent, 2).numpy(), [[2.0, 3.0]])


@pytest.mark.parametrize("network", architecture.NETWORKS)
def test_that_a_generator_adds_curves_to_what_its_layers_make(network):
    rng = torch.Generator().manual_seed(0)
    sizes = architecture.generator_sizes(network)
    generator = make_generator(network, 64, 5, sizes, 8, rng)
    latent = torch.randn(7, 5, generator=rng)
    curves = torch.randn(5, 64, generator=rng)
    with torch.no_grad():
        plain = generator(latent)
        generator.start_from(curves, Products(PAIRS, LEVELS))
        added = generator(latent) - plain
    bends = Bends(PAIRS, LEVELS, curves[3:].double().numpy())
    scores = latent.double().numpy()
    expected = scores[:, :3] @ curves[:3].double().numpy() + bends.terms(scores) @ bends.curves
    np.testing.assert_allclose(added.numpy(), expected, atol=1e-5)


def test_that_training_begins_with_the_curves_that_were_found(spectra):
    originals = spectra(60)
    variation = run(fit_variation(originals, 0))
    width = variation.n_components
    curves = np.random.default_rng(0).normal(size=(1, originals.n_points))
    variation = type(variation)(
        **{
            **{name: getattr(variation, name) for name in variation.__dataclass_fields__},
            "bends": Bends(np.array([[0, width - 1]]), np.array([0.1]), curves),
        }
    )
    values = originals.intensities.astype(np.float64) / variation.unit
    scaling = Scaling.between(variation.mean, values)
    params = WganGpParams.preset("quick")
    trainer = run(prepared(variation, scaling, values, originals.select([]), params, 0)).trainer
    latent = torch.randn(9, trainer.latent_dim, generator=torch.Generator().manual_seed(1))
    made = scaling.inverse(trainer.material.structure(latent).numpy())
    scores = latent[:, :width].double().numpy()
    np.testing.assert_allclose(made, variation.structure(scores), rtol=1e-4, atol=1e-4)
    with torch.no_grad():
        added = trainer.generator(latent) - trainer.generator.structure(latent)
    np.testing.assert_allclose(added.numpy(), trainer.material.structure(latent).numpy(), atol=1e-5)
