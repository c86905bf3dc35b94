import dataclasses

import numpy as np
import pytest
import torch

from ramangan_gui.augmentation.score_sampler import score_sampler
from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.augmentation.wgan_gp import device, material, trainer, training
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.augmentation.wgan_gp.scaling import Scaling
from ramangan_gui.core.progress import run


@pytest.fixture(autouse=True)
def forgotten():
    """What was found of a GPU before is found anew."""
    device._checked.cache_clear()
    yield
    device._checked.cache_clear()


@pytest.fixture
def seen(monkeypatch):
    """Torch sees a GPU, whether there is one or not."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)


def test_without_a_gpu_the_processor_trains(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert device.usable_device("automatic") == (device.CPU, "")


def test_a_gpu_that_computes_alike_is_used(seen, monkeypatch):
    monkeypatch.setattr(device, "computes_alike", lambda found: found.type == "cuda")
    assert device.usable_device("automatic") == (torch.device("cuda"), "")


def test_the_processor_is_used_where_it_is_asked_for(seen, monkeypatch):
    monkeypatch.setattr(device, "computes_alike", lambda _: True)
    assert device.usable_device("cpu") == (device.CPU, "")


def test_a_gpu_that_computes_otherwise_is_left_alone(seen, monkeypatch):
    monkeypatch.setattr(device, "computes_alike", lambda _: False)
    found, note = device.usable_device("automatic")
    assert found == device.CPU
    assert "computes otherwise" in note


def test_a_gpu_that_fails_is_left_alone(seen, monkeypatch):
    def fails(_):
        raise RuntimeError("CUDA error: no kernel image\nfurther lines")

    monkeypatch.setattr(device, "computes_alike", fails)
    found, note = device.usable_device("automatic")
    assert found == device.CPU
    assert "(CUDA error: no kernel image)" in note
    assert "further lines" not in note


def test_a_model_says_that_the_gpu_was_left_alone(seen, train, spectra, monkeypatch):
    monkeypatch.setattr(device, "computes_alike", lambda _: False)
    model = train(spectra(12), n_iterations=2)
    assert any("GPU is there" in warning for warning in model.warnings)
    assert model.stored("quartz", 0).config["device"] == "cpu"


@pytest.mark.parametrize("error", [0.0, 1e-6, 1e-3])
def test_rounding_is_told_from_errors(monkeypatch, error):
    plain, calls = device._trial, []

    def trial(*parts):
        calls.append(parts)
        return [part * (1.0 + error * (len(calls) == 2)) for part in plain(*parts)]

    monkeypatch.setattr(device, "_trial", trial)
    assert device.computes_alike(device.CPU) == (error < 1e-4)


def test_the_trial_has_gradients_in_it():
    parts = device._trial(torch.ones(2, 64, 3), torch.ones(24, 5), torch.ones(24, 5))
    assert len(parts) == 5
    assert all(float(part.abs().max()) > 0.0 for part in parts)


def test_a_result_that_is_not_a_number_is_no_result(monkeypatch):
    plain, calls = device._trial, []

    def trial(*parts):
        calls.append(parts)
        return [part * float("nan") if len(calls) == 2 else part for part in plain(*parts)]

    monkeypatch.setattr(device, "_trial", trial)
    assert not device.computes_alike(device.CPU)


@pytest.mark.parametrize("network", ["convolutional", "dense"])
@pytest.mark.parametrize("constraint", ["gradient_penalty", "weight_clipping"])
def test_every_step_stays_on_the_device(tiny, spectra, monkeypatch, network, constraint):
    """On the device "meta" tensors have no values, and any that is elsewhere is an error."""
    elsewhere = torch.device("meta")
    originals = spectra(12)
    variation = run(fit_variation(originals, 0))
    values = originals.intensities.astype(np.float64) / variation.unit
    monkeypatch.setattr(trainer, "usable_device", lambda _: (elsewhere, ""))
    for module in (trainer, material):
        monkeypatch.setattr(module, "float", lambda _: 1.0, raising=False)
    networks = list(trainer.architecture.NETWORKS)
    name = networks[0] if network == "convolutional" else networks[1]
    params = WganGpParams(
        warm_start_steps=1, batch_size=4, network=name, constraint=constraint,
        latent_shape="local", learning_rate_latent=1e-3, penalty_every=1,
    )  # fmt: skip
    scaling = Scaling.between(variation.mean, values)
    sampler = score_sampler(variation, params.latent_shape)
    made = trainer.Trainer(variation, scaling, values, params, sampler, 0)
    made.warm_step()
    made.critic_step()
    made.generator_step()
    rng = torch.Generator().manual_seed(0)
    assert made.advantages(made.material.originals, 4, rng).device == elsewhere
    assert made.variety(made.average) == 1.0
    unrefreshed = made.material.draw_originals(3, False, rng)
    for part in (made.weights, made.average, made._critic_weights, unrefreshed):
        assert part.device == elsewhere


def test_another_device_is_another_training(spectra):
    from ramangan_gui.augmentation.wgan_gp.run import fingerprint

    originals = spectra(12)
    nothing, params = originals.select([]), WganGpParams()
    here, there = (
        fingerprint(originals, nothing, params, 0, torch.device(name)) for name in ("cpu", "cuda")
    )
    assert here != there


@pytest.mark.skipif(not torch.cuda.is_available(), reason="torch sees no GPU")
def test_a_gpu_trains_to_the_same_within_tolerance(tiny, spectra):
    originals = spectra(30)
    params = WganGpParams(warm_start_steps=60, n_iterations=30)
    drawn = []
    for choice in ("cpu", "automatic"):
        chosen = dataclasses.replace(params, device=choice)
        model = run(training.fit(originals, originals.select([]), chosen, 0))
        drawn.append(model.sample(300, 1).intensities)
    here, there = drawn
    spread = here.std(0).mean()
    assert np.abs(here.mean(0) - there.mean(0)).max() < 0.1 * spread
    assert np.abs(here.std(0) / there.std(0) - 1.0).max() < 0.1
