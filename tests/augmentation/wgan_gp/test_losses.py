import pytest
import torch

from ramangan_gui.augmentation.wgan_gp import losses
from ramangan_gui.augmentation.wgan_gp.networks import Critic


def critic(n_points=37, channels=(3, 4)):
    rng = torch.Generator().manual_seed(3)
    network = Critic(n_points, channels, rng).double()
    with torch.no_grad():
        for bias in network.biases:
            bias.copy_(0.1 * torch.randn(bias.shape, generator=rng))
    return network


def spectra(n=5, n_points=37, seed=1):
    return torch.randn(n, n_points, generator=torch.Generator().manual_seed(seed)).double()


def test_wasserstein_estimate_and_losses_follow_their_formulas():
    original, generated = torch.tensor([1.0, 3.0]), torch.tensor([0.5, -0.5, 1.5])
    assert losses.wasserstein_estimate(original, generated).item() == pytest.approx(1.5)
    assert losses.generator_loss(generated).item() == pytest.approx(-0.5)
    loss = losses.critic_loss(original, generated, torch.tensor(0.2), 10.0)
    assert loss.item() == pytest.approx(2.0 - 1.5)


@pytest.mark.parametrize(
    ("one_sided", "expected"), [(False, (0.25 + 0.0 + 1.0) / 3), (True, 1.0 / 3)]
)
def test_gradient_penalty_is_the_mean_square_of_norm_minus_k(one_sided, expected):
    norms = torch.tensor([1.5, 2.0, 3.0])
    assert losses.gradient_penalty(norms, 2.0, one_sided).item() == pytest.approx(expected)


def test_norms_are_per_spectrum_over_all_points():
    gradient = torch.arange(12.0).reshape(2, 1, 6)
    expected = [sum(v**2 for v in range(6)) ** 0.5, sum(v**2 for v in range(6, 12)) ** 0.5]
    assert losses.gradient_norms(gradient).tolist() == pytest.approx(expected)


def test_interpolation_uses_one_epsilon_per_spectrum():
    epsilon = torch.tensor([[0.0], [0.25], [1.0]])
    between = losses.interpolate(torch.ones(3, 7), torch.zeros(3, 7), epsilon)
    assert torch.equal(between, epsilon.expand(3, 7))


def test_norm_of_a_linear_critic_is_the_length_of_its_weights():
    weights = torch.randn(50, generator=torch.Generator().manual_seed(0)).double()
    for n in (1, 8):  # the mean instead of the sum would divide by n
        gradient = losses.input_gradient(lambda x: x @ weights, spectra(n, 50))
        norms = losses.gradient_norms(gradient)
        assert norms.tolist() == pytest.approx([float(weights.norm())] * n, rel=1e-12)


@pytest.mark.parametrize("n_points", [16, 37, 64, 101])
def test_closed_form_gradient_equals_autograd(n_points):
    network, x = critic(n_points, (3, 4, 5)), spectra(4, n_points)
    closed, automatic = network.closed_form_gradient(x), network.autograd_gradient(x)
    assert torch.allclose(closed, automatic, rtol=0.0, atol=1e-12)


def test_gradient_at_a_spectrum_is_its_finite_difference():
    network, x, step = critic(), spectra(2), 1e-6
    gradient = network.closed_form_gradient(x)
    for point in range(x.shape[1]):
        shift = torch.zeros_like(x)
        shift[:, point] = step
        slope = (network(x + shift) - network(x - shift)) / (2 * step)
        assert torch.allclose(gradient[:, point], slope, rtol=0.0, atol=1e-6)


@pytest.mark.parametrize("one_sided", [False, True])
@pytest.mark.parametrize("way", ["closed_form_gradient", "autograd_gradient"])
def test_the_penalty_trains_the_weights_by_its_finite_difference(way, one_sided):
    network, x, step = critic(), spectra(), 1e-6

    def penalty():
        norms = losses.gradient_norms(getattr(network, way)(x))
        return losses.gradient_penalty(norms, 0.4, one_sided)

    penalty().backward()
    for weights in (network.kernels[0], network.kernels[1], network.output):
        flat, slope = weights.data.view(-1), weights.grad.view(-1)
        for number in range(0, flat.numel(), max(1, flat.numel() // 6)):
            before = flat[number].item()
            flat[number] = before + step
            above = penalty().item()
            flat[number] = before - step
            below = penalty().item()
            flat[number] = before
            assert slope[number].item() == pytest.approx((above - below) / (2 * step), abs=1e-6)


def test_the_penalty_is_part_of_the_critic_loss():
    network, x, y = critic(), spectra(4, seed=1), spectra(4, seed=2)

    def slope(lambda_gp):
        network.zero_grad()
        norms = losses.gradient_norms(network.closed_form_gradient(0.5 * x + 0.5 * y))
        penalty = losses.gradient_penalty(norms)
        losses.critic_loss(network(x), network(y), penalty, lambda_gp).backward()
        return network.kernels[0].grad.clone()

    without, once, ten = slope(0.0), slope(1.0), slope(10.0)
    assert not torch.allclose(without, once)
    assert torch.allclose(ten - without, 10.0 * (once - without), atol=1e-9)


def test_scores_of_a_batch_do_not_depend_on_each_other():
    network, x = critic(), spectra(6)
    alone = torch.cat([network(x[i : i + 1]) for i in range(6)])
    assert torch.allclose(network(x), alone, atol=1e-12)
