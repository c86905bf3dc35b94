import pytest
import torch

from ramangan_gui.augmentation.wgan_gp import architecture
from ramangan_gui.augmentation.wgan_gp.networks import Critic, Generator, count_weights


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("n_points", [16, 17, 63, 64, 65, 333, 1015])
def test_any_number_of_points_goes_in_and_comes_out(n_points):
    generator = Generator(n_points, 5, (8, 4, 2), 6, seeded())
    structure = generator(torch.zeros(3, 5))
    assert structure.shape == (3, n_points)
    assert Critic(n_points, (2, 4, 8), seeded())(structure).shape == (3,)


@pytest.mark.parametrize("n_points", [16, 131])
def test_shapes_known_without_torch_are_those_of_the_network(n_points):
    generator = Generator(n_points, 7, (8, 4), 6, seeded())
    shapes = {name: tuple(p.shape) for name, p in generator.named_parameters()}
    assert shapes == architecture.generator_shapes(n_points, 7, (8, 4), 6)


def test_the_critic_sees_reflected_ends():
    critic = Critic(20, (2,), seeded())
    length = critic.padding.numel()
    begin = (length - 20) // 2
    index = critic.padding.tolist()
    assert index[begin : begin + 20] == list(range(20))
    assert index[begin - 1] == 1
    assert index[begin + 20] == 18
    assert length == architecture.lengths(20, 1)[0]


def test_weights_depend_on_the_seed_alone():
    state = torch.get_rng_state()
    first, second = (Critic(64, (2, 4), seeded(5)) for _ in range(2))
    other = Critic(64, (2, 4), seeded(6))
    assert torch.equal(first.output, second.output)
    assert not torch.equal(first.output, other.output)
    assert torch.equal(torch.get_rng_state(), state)


def test_the_generator_starts_small_and_with_unbent_latent_variables():
    generator = Generator(256, 6, architecture.GENERATOR_CHANNELS, 12, seeded())
    latent = torch.randn(200, 6, generator=seeded(1))
    structure = generator(latent)
    assert structure.std() < 0.2
    assert torch.equal(structure, generator.structure(latent))


def test_a_linear_model_is_added_exactly():
    generator = Generator(256, 6, architecture.GENERATOR_CHANNELS, 12, seeded())
    latent, loadings = torch.randn(9, 6, generator=seeded(1)), torch.randn(4, 256)
    without = generator(latent)
    generator.start_from(loadings)
    torch.testing.assert_close(generator(latent), without + latent[:, :4] @ loadings)


def test_the_networks_are_light():
    generator = Generator(1024, 12, architecture.GENERATOR_CHANNELS, 96, seeded())
    critic = Critic(1024, architecture.CRITIC_CHANNELS, seeded())
    generating = [(100, 128), (128, 256), (256, 512), (512, 1024), (1024, 1024)]
    judging = [(1024, 512), (512, 256), (256, 1)]
    dense = sum(a * b for a, b in generating + judging)
    assert count_weights(generator) + count_weights(critic) < dense / 25
