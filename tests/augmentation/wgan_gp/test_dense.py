import pytest
import torch

from ramangan_gui.augmentation.wgan_gp import architecture
from ramangan_gui.augmentation.wgan_gp.dense import DenseCritic, DenseGenerator
from ramangan_gui.augmentation.wgan_gp.losses import gradient_norms
from ramangan_gui.augmentation.wgan_gp.model import restore


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("n_points", [16, 131])
def test_shapes_known_without_torch_are_those_of_the_network(n_points):
    generator = DenseGenerator(n_points, 7, (8, 12), 6, seeded())
    shapes = {name: tuple(p.shape) for name, p in generator.named_parameters()}
    kind = architecture.FULLY_CONNECTED
    assert shapes == architecture.generator_shapes(n_points, 7, (8, 12), 6, kind)
    structure = generator(torch.zeros(3, 7))
    assert structure.shape == (3, n_points)


def test_the_closed_form_gradient_and_its_slope_are_those_of_autograd():
    critic = DenseCritic(40, (12, 6), seeded()).double()
    with torch.no_grad():
        for bias in critic.biases:
            bias.normal_(generator=seeded(2))
    spectra = torch.randn(9, 40, generator=seeded(1)).double()
    grads = []
    for gradient in (critic.closed_form_gradient, critic.autograd_gradient):
        critic.zero_grad()
        found = gradient(spectra)
        (gradient_norms(found) - 1.0).square().mean().backward()
        grads.append((found, [weight.grad.clone() for weight in critic.weights]))
    torch.testing.assert_close(grads[0][0], grads[1][0], rtol=1e-10, atol=1e-12)
    for ours, theirs in zip(grads[0][1], grads[1][1], strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("network", architecture.NETWORKS)
@pytest.mark.parametrize("constraint", ["gradient_penalty", "weight_clipping"])
def test_every_choice_trains_stores_and_comes_back(
    spectra, train, monkeypatch, network, constraint
):
    monkeypatch.setattr(architecture, "DENSE_CRITIC_WIDTHS", (12, 6))
    monkeypatch.setattr(architecture, "DENSE_GENERATOR_WIDTHS", (8, 12))
    model = train(spectra(16, 60), network=network, constraint=constraint)
    stored = model.stored("quartz", 0)
    assert stored.config["network"] == network
    again = restore(stored)
    assert again.sample(5, 1).intensities.tobytes() == model.sample(5, 1).intensities.tobytes()
    _, curves = model.curves
    assert ("gradient_penalty" in curves) == (constraint == "gradient_penalty")


def test_clipping_holds_every_weight_of_the_critic(spectra, train, monkeypatch):
    from ramangan_gui.augmentation.wgan_gp.trainer import Trainer

    largest = []
    step = Trainer.critic_step

    def noted(trainer):
        result = step(trainer)
        largest.append(max(float(p.detach().abs().max()) for p in trainer.critic.parameters()))
        return result

    monkeypatch.setattr(Trainer, "critic_step", noted)
    train(spectra(16, 60), constraint="weight_clipping", clip=0.02)
    assert largest
    assert max(largest) == pytest.approx(0.02)
