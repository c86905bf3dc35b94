"""The two networks: a convolutional critic and a transposed-convolutional generator.

Both are small on purpose (tens of thousands of weights): few spectra cannot teach more. Kernels
are twice the stride, which leaves little of a checkerboard, and what is left is filtered where
originals are smoother than that; biases depend on the position, because a spectrum, unlike a
photograph, has a fixed axis.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from ..bends import FAR_OUT
from ..passband import with_margins
from .architecture import lengths, strides
from .blocks import convolved, convolved_back
from .device import CPU
from .local_filter import LocalFilter
from .losses import input_gradient
from .scaling import reflection_index

SLOPE = 0.2

#: A start near zero of the generator's last layer: a large one would leave a fingerprint on every
#: generated spectrum.
LAST_GAIN = 0.05


class Critic(nn.Module):
    """Scores spectra: strided 1-D convolutions, LeakyReLU, one linear output, no normalisation.

    (Batch normalisation would couple the spectra of a batch, and the penalty is per spectrum.)

    Parameters
    ----------
    n_points : int
        Points per spectrum; any number, made up to what the strides need by reflection.
    channels : sequence of int
        Channels of each layer.
    rng : torch.Generator
        Draws the weights.
    """

    def __init__(self, n_points: int, channels: Sequence[int], rng: torch.Generator) -> None:
        super().__init__()
        self.padding: Tensor
        self.n_points, self.strides = n_points, strides(len(channels))
        length, *shorter = lengths(n_points, len(channels))
        self.register_buffer("padding", reflection_index(n_points, length), persistent=False)
        self.kernels, self.biases = nn.ParameterList(), nn.ParameterList()
        inputs = 1
        for outputs, stride, after in zip(channels, self.strides, shorter, strict=True):
            window = 2 * stride * inputs
            self.kernels.append(drawn((window, outputs), window, rng))
            self.biases.append(nn.Parameter(torch.zeros(after, outputs)))
            inputs = outputs
        self.shape = (shorter[-1], inputs)
        self.output = drawn((inputs * shorter[-1],), inputs * shorter[-1], rng, gain=1.0)

    def forward(self, spectra: Tensor) -> Tensor:
        """Score of each spectrum, shape (n,), from intensities of shape (n, n_points).

        A constant added to all scores would change nothing, so the output has no bias.
        """
        h = self._padded(spectra)
        for kernel, bias, stride in zip(self.kernels, self.biases, self.strides, strict=True):
            h = F.leaky_relu(convolved(h, kernel, stride) + bias, SLOPE)
        return h.flatten(1) @ self.output

    def closed_form_gradient(self, spectra: Tensor) -> Tensor:
        """Gradient of each score at its spectrum, shape (n, n_points), without a second backward.

        Between its kinks the critic is linear, so the gradient is the chain of its layers run
        backwards, with the slopes that the spectrum meets on the way as constants. As a function
        of the weights this is an ordinary network: one backward pass trains it.
        """
        slopes = self._slopes(spectra)
        gradient = self.output.view(1, *self.shape)
        layers = zip(self.kernels, slopes, self.strides, strict=True)
        for kernel, slope, stride in reversed(tuple(layers)):
            gradient = convolved_back(gradient * slope, kernel, stride)
        # Padding repeats points, so a point's gradient is the sum over its copies.
        folded = gradient.new_zeros(len(spectra), self.n_points)
        return folded.index_add(1, self.padding, gradient[:, :, 0])

    def autograd_gradient(self, spectra: Tensor) -> Tensor:
        """Give the same gradient by automatic differentiation; slower, for any critic."""
        return input_gradient(self, spectra)

    @torch.no_grad()
    def _slopes(self, spectra: Tensor) -> list[Tensor]:
        h, slopes = self._padded(spectra), []
        for kernel, bias, stride in zip(self.kernels, self.biases, self.strides, strict=True):
            h = convolved(h, kernel, stride).add_(bias)
            slope = leaky_slope(h)
            slopes.append(slope)
            h.mul_(slope)
        return slopes

    def _padded(self, spectra: Tensor) -> Tensor:
        return spectra.index_select(1, self.padding)[:, :, None]


class Products(nn.Module):
    """Products of latent variables, less their levels.

    Parameters
    ----------
    pairs : ndarray of int64, shape (n_products, 2), optional
        Numbers of the variables.
    levels : ndarray of float64, shape (n_products,), optional
        Their means.
    device : torch.device
        Where the latent variables are.
    """

    def __init__(
        self,
        pairs: NDArray[np.int64] | None = None,
        levels: NDArray[np.float64] | None = None,
        device: torch.device = CPU,
    ) -> None:
        super().__init__()
        self.pairs: Tensor
        self.levels: Tensor
        numbers = (
            torch.zeros(2, 0, dtype=torch.int64) if pairs is None else torch.from_numpy(pairs).T
        )
        means = torch.zeros(0) if levels is None else torch.from_numpy(levels).float()
        self.register_buffer("pairs", numbers.contiguous().to(device), persistent=False)
        self.register_buffer("levels", means.to(device), persistent=False)

    def beside(self, latent: Tensor, n_linear: int) -> Tensor:
        """Give the first `n_linear` variables, shape (n, n_linear), and the products after them."""
        linear = latent[:, :n_linear]
        if len(self.levels) == 0:
            return linear
        bounded = latent.clamp(-FAR_OUT, FAR_OUT)
        products = bounded[:, self.pairs[0]] * bounded[:, self.pairs[1]]
        return torch.cat([linear, products - self.levels], dim=1)


class LatentShaping(nn.Module):
    """What every generator begins with: latent variables bent into shape.

    A small residual network, which starts as the identity, bends the latent variables into the
    shape that the originals' scores have. What they then stand for is the sum of a linear model
    with products of second order, if one was given (:meth:`start_from`), and of what layers of
    weights add in :meth:`structure`.

    Parameters
    ----------
    n_points : int
        Points per spectrum.
    latent_dim : int
        Number of latent variables.
    width : int
        Width of the residual network.
    rng : torch.Generator
        Draws the weights.
    """

    def __init__(self, n_points: int, latent_dim: int, width: int, rng: torch.Generator) -> None:
        super().__init__()
        self.n_points, self.latent_dim = n_points, latent_dim
        self.linear: Tensor
        self.register_buffer("linear", torch.zeros(0, n_points), persistent=False)
        self.products = Products()
        self.gains: Tensor
        self.register_buffer("gains", torch.zeros(0), persistent=False)
        self._margin = 0
        self._local: LocalFilter | None = None
        self.bend = _perceptron((latent_dim, width, width, latent_dim), rng)

    def forward(self, latent: Tensor) -> Tensor:
        """Noise-free part of each spectrum, shape (n, n_points)."""
        bent = latent + _run(self.bend, latent)
        spectra = self._limited(self.structure(bent))
        if len(self.linear) == 0:
            return spectra
        n_linear = len(self.linear) - len(self.products.levels)
        return torch.addmm(spectra, self.products.beside(bent, n_linear), self.linear)

    def start_from(self, curves: Tensor, products: Products | None = None) -> None:
        """Take a model of the first latent variables.

        Parameters
        ----------
        curves : Tensor, shape (n_components + n_products, n_points)
            What they, and then products of them, add to a spectrum.
        products : Products, optional
            Which products.
        """
        self.linear = curves
        self.products = products or Products()

    def keep_to(self, limits: Mapping[str, NDArray[np.float64]]) -> None:
        """Filter what the layers of weights add.

        Parameters
        ----------
        limits : mapping of str to ndarray
            "network_passband" and "network_tints", if there are any; others are left alone. See
            :mod:`~ramangan_gui.augmentation.passband`.
        """
        gain, tints = limits.get("network_passband"), limits.get("network_tints")
        if gain is not None and tints is not None:
            self._local = LocalFilter(gain, tints, self.linear)
        elif gain is not None:
            gains, self._margin = with_margins(gain, self.n_points)
            self.gains = torch.from_numpy(gains).to(self.linear)

    def _limited(self, spectra: Tensor) -> Tensor:
        if self._local is not None:
            return self._local(spectra)
        if len(self.gains) == 0:
            return spectra
        begin, end = self._margin, self._margin + self.n_points
        padded = F.pad(spectra, (begin, begin), mode="reflect")
        filtered: Tensor = torch.fft.irfft(torch.fft.rfft(padded) * self.gains, n=begin + end)
        return filtered[:, begin:end]

    def structure(self, latent: Tensor) -> Tensor:
        """Give what is added to the linear model, before it is filtered, shape (n, n_points)."""
        raise NotImplementedError


class Generator(LatentShaping):
    """Makes the noise-free part of spectra by transposed convolutions.

    Parameters
    ----------
    n_points, latent_dim, width, rng
        As :class:`LatentShaping`.
    channels : sequence of int
        Channels of each layer of the transposed convolutions, first to last.
    """

    def __init__(
        self,
        n_points: int,
        latent_dim: int,
        channels: Sequence[int],
        width: int,
        rng: torch.Generator,
    ) -> None:
        super().__init__(n_points, latent_dim, width, rng)
        *longer, length = lengths(n_points, len(channels))
        self.strides = tuple(reversed(strides(len(channels))))
        self.begin = (longer[0] - n_points) // 2
        self.shape = (length, channels[0])
        self.input = drawn((channels[0] * length, latent_dim), latent_dim, rng)
        self.input_bias = nn.Parameter(torch.zeros(channels[0] * length))
        self.kernels, self.biases = nn.ParameterList(), nn.ParameterList()
        steps = zip(channels, [*channels[1:], 1], self.strides, reversed(longer), strict=True)
        for inputs, outputs, stride, after in steps:
            gain = math.sqrt(2.0) if outputs > 1 else LAST_GAIN
            self.kernels.append(drawn((2 * stride * outputs, inputs), 2 * inputs, rng, gain))
            self.biases.append(nn.Parameter(torch.zeros(after, outputs)))

    def structure(self, latent: Tensor) -> Tensor:
        """Run the transposed convolutions alone."""
        h = F.leaky_relu(F.linear(latent, self.input, self.input_bias), SLOPE)
        h = h.view(-1, *self.shape)
        last = len(self.kernels) - 1
        layers = zip(self.kernels, self.biases, self.strides, strict=True)
        for number, (kernel, bias, stride) in enumerate(layers):
            h = convolved_back(h, kernel, stride) + bias
            if number < last:
                h = F.leaky_relu(h, SLOPE)
        return h[:, self.begin : self.begin + self.n_points, 0]


def leaky_slope(values: Tensor) -> Tensor:
    """Slope of LeakyReLU: 1 above zero, SLOPE below; arithmetic is faster than choosing."""
    return torch.sign(values).mul_(0.5 * (1.0 - SLOPE)).add_(0.5 * (1.0 + SLOPE))


def count_weights(network: nn.Module) -> int:
    """Count the trainable weights."""
    return sum(p.numel() for p in network.parameters())


def drawn(
    shape: tuple[int, ...], fan_in: int, rng: torch.Generator, gain: float = math.sqrt(2.0)
) -> nn.Parameter:
    """Gaussian weights of standard deviation gain/√fan_in (He initialisation)."""
    return nn.Parameter(torch.randn(shape, generator=rng) * (gain / math.sqrt(fan_in)))


def _perceptron(widths: Sequence[int], rng: torch.Generator) -> nn.ParameterList:
    """Weights and biases of a perceptron whose last layer starts at zero."""
    parts = nn.ParameterList()
    for number, (inputs, outputs) in enumerate(pairwise(widths)):
        gain = 0.0 if number == len(widths) - 2 else math.sqrt(2.0)
        parts.append(drawn((outputs, inputs), inputs, rng, gain))
        parts.append(nn.Parameter(torch.zeros(outputs)))
    return parts


def _run(perceptron: nn.ParameterList, values: Tensor) -> Tensor:
    layers = list(perceptron)
    for number in range(0, len(layers), 2):
        values = F.linear(values, layers[number], layers[number + 1])
        if number < len(layers) - 2:
            values = F.leaky_relu(values, SLOPE)
    return values
