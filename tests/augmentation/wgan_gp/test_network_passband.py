"""Networks are no finer than the spectra that they learn from."""

import numpy as np
import pytest
import torch

from ramangan_gui.augmentation.noise_model import periodogram
from ramangan_gui.augmentation.passband import (
    limited,
    network_passband,
    network_tints,
    power_of,
)
from ramangan_gui.augmentation.tints import N_OCTAVES, in_octaves
from ramangan_gui.augmentation.wgan_gp import WGAN_GP, architecture, material
from ramangan_gui.augmentation.wgan_gp.dense import make_generator
from ramangan_gui.core.errors import InputError
from ramangan_gui.core.spectra import Spectra

N_POINTS = 400
AXIS = np.linspace(0.0, 1.0, N_POINTS)


def fluorescent(n, rng, noise=1.0):
    """Spectra whose broad background varies, and that an instrument gives hardly any noise."""
    broad = np.array([np.exp(-(((AXIS - place) / 0.4) ** 2)) for place in (0.2, 0.5, 0.9)])
    backgrounds = rng.lognormal(0.0, 0.4, (n, 3)) @ broad * 300.0
    band = 20.0 * np.exp(-0.5 * ((AXIS - 0.6) / 0.012) ** 2)
    values = backgrounds + rng.normal(1.0, 0.1, (n, 1)) * band
    # Interpolation leaves nothing at the highest frequencies.
    kernel = np.exp(-0.5 * (np.arange(-6, 7) / 1.2) ** 2)
    grains = rng.normal(0.0, noise, values.shape)
    return values + np.array([np.convolve(g, kernel / kernel.sum(), "same") for g in grains])


def spectra_of(values):
    return Spectra.from_arrays(np.arange(N_POINTS) + 400.0, values.astype(np.float32), "algae")


def finest(values):
    """Power at the highest quarter of frequencies, in decibel."""
    deviations = values.astype(np.float64) - values.mean(0, dtype=np.float64)
    return 10.0 * np.log10(periodogram(deviations)[-(N_POINTS // 8) :].mean())


def half_rough(n, rng):
    """Smooth spectra that are noisy in their second half."""
    rough = np.where(AXIS > 0.5, 60.0, 0.0) * rng.standard_normal((n, N_POINTS))
    return fluorescent(n, rng) + rough


def test_that_noisy_spectra_leave_networks_alone():
    rng = np.random.default_rng(0)
    noisy = fluorescent(30, rng, 300.0) + rng.normal(0.0, 90.0, (30, N_POINTS))
    assert network_passband(power_of(noisy)).min() == 1.0


def test_that_the_gain_falls_as_the_originals_do():
    power = np.array([100.0, 100.0, 100.0, 1.0, 0.01, 0.0])
    enough = 0.03 * power.mean()
    expected = [1.0, 1.0, 1.0, np.sqrt(1.0 / enough), np.sqrt(0.01 / enough), 0.0]
    np.testing.assert_allclose(network_passband(power), expected)
    assert np.isfinite(network_passband(np.zeros(6))).all()


@pytest.mark.parametrize("n_points", [63, 64])
@pytest.mark.parametrize("network", architecture.NETWORKS)
def test_that_the_network_part_is_filtered_and_the_linear_model_is_not(network, n_points):
    rng = torch.Generator().manual_seed(0)
    sizes = architecture.generator_sizes(network)
    generator = make_generator(network, n_points, 5, sizes, 8, rng)
    latent, curves = torch.randn(7, 5, generator=rng), torch.randn(2, n_points, generator=rng)
    generator.start_from(curves)
    gain = np.linspace(1.0, 0.0, n_points // 2 + 1)
    with torch.no_grad():
        added = generator.structure(latent).double().numpy()
        generator.keep_to({"network_passband": gain})
        found = generator(latent) - latent[:, :2] @ curves
    np.testing.assert_allclose(found.numpy(), limited(added, gain), atol=1e-5)


def surplus(train):
    """A model of smooth spectra, and how much finer its spectra are, in decibel."""
    rng = np.random.default_rng(1)
    values, others = fluorescent(30, rng), fluorescent(300, rng)
    model = train(spectra_of(values), n_iterations=30)
    return model, finest(model.sample(200, 0).intensities) - finest(others)


def test_that_smooth_spectra_are_generated_as_smooth(train):
    model, decibel = surplus(train)
    assert abs(decibel) < 1.0
    stored = model.stored("algae", 0)
    assert stored.tensors["network_passband"].min() < 0.01
    again = WGAN_GP.restore(stored).sample(9, 3).intensities
    np.testing.assert_array_equal(again, model.sample(9, 3).intensities)


def test_that_without_the_filter_they_would_not_be(monkeypatch, train):
    monkeypatch.setattr(material, "network_passband", np.ones_like)
    assert surplus(train)[1] > 1.5


@pytest.mark.parametrize("value", [np.full(201, -1.0), np.ones(3), np.full(201, np.nan)])
def test_that_a_damaged_filter_is_refused(train, value):
    stored = train(spectra_of(fluorescent(12, np.random.default_rng(2))), n_iterations=1).stored(
        "algae", 0
    )
    stored.tensors["network_passband"] = value
    with pytest.raises(InputError):
        WGAN_GP.restore(stored)


def test_that_local_limits_are_where_the_originals_are_smooth() -> None:
    values = half_rough(40, np.random.default_rng(3))
    tints = network_tints(values - values.mean(axis=0))
    assert tints.shape == (N_OCTAVES, N_POINTS)
    assert tints.max() == 1.0
    assert tints[0, 40:160].max() < 0.1
    assert tints[0, 240:].min() == 1.0
    assert np.isfinite(network_tints(np.zeros((3, 20)))).all()


@pytest.mark.parametrize("network", architecture.NETWORKS)
def test_that_the_network_part_is_filtered_locally(network: str) -> None:
    rng = torch.Generator().manual_seed(0)
    sizes = architecture.generator_sizes(network)
    generator = make_generator(network, 64, 5, sizes, 8, rng)
    latent = torch.randn(7, 5, generator=rng)
    tints = np.random.default_rng(0).uniform(0.0, 1.0, (N_OCTAVES, 64))
    with torch.no_grad():
        added = generator.structure(latent).double().numpy()
        generator.keep_to({"network_passband": np.ones(33), "network_tints": tints})
        found = generator(latent).numpy()
    parts = zip(in_octaves(added), tints, strict=True)
    np.testing.assert_allclose(found, sum(tint * part for part, tint in parts), atol=1e-5)


def test_that_networks_are_smooth_where_the_spectra_are(monkeypatch, train) -> None:
    def surplus_where_smooth() -> float:
        rng = np.random.default_rng(1)
        values, others = half_rough(30, rng), half_rough(300, rng)
        model = train(spectra_of(values), n_iterations=30)
        drawn = model.sample(200, 0).intensities.astype(np.float64)
        rough = [np.diff(one - one.mean(0), 3)[:, 40:150].std() for one in (drawn, others)]
        return float(rough[0] / rough[1])

    limited_by_place = surplus_where_smooth()
    ones = np.ones((N_OCTAVES, N_POINTS))
    monkeypatch.setattr(material, "network_tints", lambda deviations: ones)
    without = surplus_where_smooth()
    assert limited_by_place < 2.0
    assert without > 2.0 * limited_by_place


def test_that_local_limits_come_back_with_a_model(train) -> None:
    model = train(spectra_of(half_rough(30, np.random.default_rng(2))), n_iterations=1)
    stored = model.stored("algae", 0)
    assert stored.tensors["network_tints"].shape == (N_OCTAVES, N_POINTS)
    again = WGAN_GP.restore(stored).sample(9, 3).intensities
    np.testing.assert_array_equal(again, model.sample(9, 3).intensities)
    whole = stored.tensors["network_tints"]
    for damaged in (-whole, whole[:2], whole * np.nan):
        stored.tensors["network_tints"] = damaged
        with pytest.raises(InputError, match="algae"):
            WGAN_GP.restore(stored)
