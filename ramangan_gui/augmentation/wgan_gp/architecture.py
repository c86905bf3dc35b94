"""Sizes of the networks, and the shapes of weights that follow from them, without torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

#: Channels of the critic's convolutions and of the generator's transposed convolutions.
CRITIC_CHANNELS = (16, 32, 64)
GENERATOR_CHANNELS = (64, 32, 16)

#: Widths of the hidden layers where all points are connected instead, as is customary.
DENSE_CRITIC_WIDTHS = (512, 256)
DENSE_GENERATOR_WIDTHS = (256, 512, 1024)

#: Width of the residual network that shapes the latent variables.
LATENT_WIDTH = 96

#: Latent variables beyond the components of variation found.
EXTRA_LATENT = 6

#: Stride next to the spectrum, and of all other layers; kernels are twice as long.
FIRST_STRIDE, STRIDE = 8, 4

CONVOLUTIONAL, FULLY_CONNECTED = "convolutional", "fully_connected"

#: Kinds of networks, and their names on screen.
NETWORKS: Mapping[str, str] = {
    CONVOLUTIONAL: "Convolutional",
    FULLY_CONNECTED: "Fully connected",
}


def generator_sizes(network: str) -> tuple[int, ...]:
    """Channels, or widths, of the layers of a generator of this kind."""
    return GENERATOR_CHANNELS if network == CONVOLUTIONAL else DENSE_GENERATOR_WIDTHS


def critic_sizes(network: str) -> tuple[int, ...]:
    """Channels, or widths, of the layers of a critic of this kind."""
    return CRITIC_CHANNELS if network == CONVOLUTIONAL else DENSE_CRITIC_WIDTHS


def strides(n_layers: int) -> tuple[int, ...]:
    """Stride of each layer, beginning at the spectrum."""
    return (FIRST_STRIDE, *[STRIDE] * (n_layers - 1))


def lengths(n_points: int, n_layers: int) -> tuple[int, ...]:
    """Length of a spectrum made up to what the strides need, and after each layer.

    Windows are two strides long and never reach beyond the ends: from (k + 1) strides, k windows.
    """
    last = 1
    while True:
        found = [last]
        for stride in reversed(strides(n_layers)):
            found.append((found[-1] + 1) * stride)
        if found[-1] >= n_points:
            return tuple(reversed(found))
        last += 1


def generator_shapes(
    n_points: int,
    latent_dim: int,
    sizes: Sequence[int],
    width: int,
    network: str = CONVOLUTIONAL,
) -> dict[str, tuple[int, ...]]:
    """Shape of every weight of a generator by name."""
    shapes = _perceptron_shapes("bend", (latent_dim, width, width, latent_dim))
    if network == FULLY_CONNECTED:
        for layer, (inputs, outputs) in enumerate(pairwise([latent_dim, *sizes, n_points])):
            shapes[f"weights.{layer}"] = (outputs, inputs)
            shapes[f"biases.{layer}"] = (outputs,)
        return shapes
    return shapes | _transposed_shapes(n_points, latent_dim, sizes)


def _transposed_shapes(
    n_points: int, latent_dim: int, channels: Sequence[int]
) -> dict[str, tuple[int, ...]]:
    *longer, length = lengths(n_points, len(channels))
    shapes: dict[str, tuple[int, ...]] = {
        "input": (channels[0] * length, latent_dim),
        "input_bias": (channels[0] * length,),
    }
    steps = zip(channels, [*channels[1:], 1], reversed(strides(len(channels))), strict=True)
    for layer, (inputs, outputs, stride) in enumerate(steps):
        shapes[f"kernels.{layer}"] = (2 * stride * outputs, inputs)
        shapes[f"biases.{layer}"] = (longer[-1 - layer], outputs)
    return shapes


def _perceptron_shapes(name: str, widths: Sequence[int]) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for layer, (inputs, outputs) in enumerate(pairwise(widths)):
        shapes[f"{name}.{2 * layer}"] = (outputs, inputs)
        shapes[f"{name}.{2 * layer + 1}"] = (outputs,)
    return shapes
