import pytest
import torch

from ramangan_gui.augmentation.wgan_gp.optimisers import Adam, flatten, learning_rates


def network():
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))


def loss(net, step):
    x = torch.randn(8, 4, generator=torch.Generator().manual_seed(step))
    return (net(x) - x.sum(1, keepdim=True)).square().mean()


def follow(net, step_of, n=30):
    for step in range(n):
        loss(net, step).backward()
        step_of()


@pytest.mark.parametrize("betas", [(0.0, 0.9), (0.9, 0.99)])
def test_adam_takes_the_steps_of_torch(betas):
    ours, theirs = network(), network()
    theirs.load_state_dict(ours.state_dict())
    weights, gradient = flatten(ours)
    adam = Adam(weights, gradient, 0.01, *betas)
    reference = torch.optim.Adam(theirs.parameters(), 0.01, betas=betas)

    def step():
        reference.step()
        reference.zero_grad()

    follow(ours, adam.step)
    follow(theirs, step)
    expected = torch.cat([p.detach().flatten() for p in theirs.parameters()])
    assert torch.allclose(weights, expected, atol=1e-6)


def test_rmsprop_takes_the_steps_of_torch():
    ours, theirs = network(), network()
    theirs.load_state_dict(ours.state_dict())
    weights, gradient = flatten(ours)
    rmsprop = Adam(weights, gradient, 0.01, 0.5, 0.9, rmsprop=True)
    reference = torch.optim.RMSprop(theirs.parameters(), 0.01, alpha=0.9)

    def step():
        reference.step()
        reference.zero_grad()

    follow(ours, rmsprop.step)
    follow(theirs, step)
    expected = torch.cat([p.detach().flatten() for p in theirs.parameters()])
    assert torch.allclose(weights, expected, atol=1e-6)


def test_rates_differ_by_parameter_and_factor_scales_them():
    net = network()
    weights, gradient = flatten(net)
    rates = learning_rates(net, lambda name: 0.1 if name.startswith("2") else 0.0)
    before = weights.clone()
    gradient.fill_(1.0)
    Adam(weights, gradient, rates, 0.0, 0.9).step(0.5)
    moved = before - weights
    assert torch.allclose(moved, 0.5 * rates, atol=1e-6)
    assert torch.equal(gradient, torch.zeros_like(gradient))


def test_state_continues_bit_for_bit():
    straight, broken = network(), network()
    weights, gradient = flatten(straight)
    follow(straight, Adam(weights, gradient, 0.01, 0.5, 0.9).step, 20)
    other, other_gradient = flatten(broken)
    first = Adam(other, other_gradient, 0.01, 0.5, 0.9)
    second = Adam(other, other_gradient, 0.01, 0.5, 0.9)
    for step in range(20):
        if step == 7:
            second.load(first.state())
        loss(broken, step).backward()
        (first if step < 7 else second).step()
    assert torch.equal(weights, other)
