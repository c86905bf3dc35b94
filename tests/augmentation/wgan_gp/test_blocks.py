import pytest
import torch
import torch.nn.functional as F

from ramangan_gui.augmentation.wgan_gp.architecture import lengths, strides
from ramangan_gui.augmentation.wgan_gp.blocks import (
    convolved,
    convolved_back,
    overlap_add,
    paired,
)


def seeded():
    return torch.Generator().manual_seed(0)


def drawn(*shape):
    return torch.randn(*shape, generator=seeded(), dtype=torch.float64)


def as_kernel(weight):
    """Kernel of a general convolution (outputs, inputs, points) in our layout."""
    return weight.permute(2, 1, 0).flatten(0, 1)


@pytest.mark.parametrize(("stride", "channels", "outputs"), [(8, 1, 5), (4, 3, 2), (2, 4, 1)])
def test_products_of_blocks_are_the_general_convolutions(stride, channels, outputs):
    values = drawn(3, 5 * stride, channels)
    weight = drawn(outputs, channels, 2 * stride)
    ours = convolved(values, as_kernel(weight), stride)
    general = F.conv1d(values.transpose(1, 2), weight, None, stride).transpose(1, 2)
    torch.testing.assert_close(ours, general)
    back = convolved_back(ours, as_kernel(weight), stride)
    expected = F.conv_transpose1d(general.transpose(1, 2), weight, None, stride)
    torch.testing.assert_close(back, expected.transpose(1, 2))


def test_gradients_are_right_once_and_twice():
    blocks = drawn(2, 4, 3).requires_grad_()
    pairs = drawn(2, 3, 6).requires_grad_()
    for function, argument in ((paired, blocks), (overlap_add, pairs)):
        assert torch.autograd.gradcheck(function, (argument,))
        assert torch.autograd.gradgradcheck(function, (argument,))


def test_pairing_and_overlapping_are_transposes():
    blocks, pairs = drawn(2, 4, 3), drawn(2, 3, 6) + 1.0
    torch.testing.assert_close((paired(blocks) * pairs).sum(), (blocks * overlap_add(pairs)).sum())


@pytest.mark.parametrize("n_points", [2, 16, 394, 1000, 1024])
@pytest.mark.parametrize("n_layers", [1, 2, 3])
def test_lengths_fit_the_strides_and_waste_little(n_points, n_layers):
    found = lengths(n_points, n_layers)
    for before, after, stride in zip(found, found[1:], strides(n_layers), strict=False):
        assert before == (after + 1) * stride
    assert found[0] >= n_points
    step = torch.tensor(strides(n_layers)).prod()
    assert found[-1] == 1 or found[0] - step < n_points
