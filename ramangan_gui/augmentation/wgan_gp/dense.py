"""Fully connected networks, to compare the convolutional ones with.

Every point of a layer is connected with every point of the next, as in the networks that
convolutions were introduced to replace.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import architecture
from .losses import input_gradient
from .networks import LAST_GAIN, SLOPE, Critic, Generator, LatentShaping, drawn, leaky_slope


class DenseCritic(nn.Module):
    """Scores spectra: fully connected layers, LeakyReLU, one linear output, no normalisation.

    Parameters
    ----------
    n_points : int
        Points per spectrum.
    widths : sequence of int
        Width of each hidden layer.
    rng : torch.Generator
        Draws the weights.
    """

    def __init__(self, n_points: int, widths: Sequence[int], rng: torch.Generator) -> None:
        super().__init__()
        self.n_points = n_points
        self.weights, self.biases = nn.ParameterList(), nn.ParameterList()
        for inputs, outputs in pairwise([n_points, *widths]):
            self.weights.append(drawn((outputs, inputs), inputs, rng))
            self.biases.append(nn.Parameter(torch.zeros(outputs)))
        self.output = drawn((widths[-1],), widths[-1], rng, gain=1.0)

    def forward(self, spectra: Tensor) -> Tensor:
        """Score of each spectrum, shape (n,), from intensities of shape (n, n_points)."""
        h = spectra
        for weight, bias in zip(self.weights, self.biases, strict=True):
            h = F.leaky_relu(F.linear(h, weight, bias), SLOPE)
        return h @ self.output

    def closed_form_gradient(self, spectra: Tensor) -> Tensor:
        """Gradient of each score at its spectrum, without a second backward pass.

        See :meth:`.networks.Critic.closed_form_gradient`.
        """
        gradient = self.output.expand(len(spectra), -1)
        slopes = self._slopes(spectra)
        for weight, slope in zip(reversed(self.weights), reversed(slopes), strict=True):
            gradient = (gradient * slope) @ weight
        return gradient

    def autograd_gradient(self, spectra: Tensor) -> Tensor:
        """Give the same gradient by automatic differentiation."""
        return input_gradient(self, spectra)

    @torch.no_grad()
    def _slopes(self, spectra: Tensor) -> list[Tensor]:
        h, slopes = spectra, []
        for weight, bias in zip(self.weights, self.biases, strict=True):
            h = F.linear(h, weight, bias)
            slope = leaky_slope(h)
            slopes.append(slope)
            h = h * slope
        return slopes


class DenseGenerator(LatentShaping):
    """Makes the noise-free part of spectra by fully connected layers.

    Parameters
    ----------
    n_points, latent_dim, width, rng
        As :class:`.networks.LatentShaping`.
    widths : sequence of int
        Width of each hidden layer.
    """

    def __init__(
        self,
        n_points: int,
        latent_dim: int,
        widths: Sequence[int],
        width: int,
        rng: torch.Generator,
    ) -> None:
        super().__init__(n_points, latent_dim, width, rng)
        self.weights, self.biases = nn.ParameterList(), nn.ParameterList()
        for number, (inputs, outputs) in enumerate(pairwise([latent_dim, *widths, n_points])):
            gain = math.sqrt(2.0) if number < len(widths) else LAST_GAIN
            self.weights.append(drawn((outputs, inputs), inputs, rng, gain))
            self.biases.append(nn.Parameter(torch.zeros(outputs)))

    def structure(self, latent: Tensor) -> Tensor:
        """Run the fully connected layers alone."""
        h = latent
        last = len(self.weights) - 1
        for number, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            h = F.linear(h, weight, bias)
            if number < last:
                h = F.leaky_relu(h, SLOPE)
        return h


def make_generator(
    network: str,
    n_points: int,
    latent_dim: int,
    sizes: Sequence[int],
    width: int,
    rng: torch.Generator,
) -> Generator | DenseGenerator:
    """Make a generator of the kind that `network` names."""
    kind = DenseGenerator if network == architecture.FULLY_CONNECTED else Generator
    return kind(n_points, latent_dim, sizes, width, rng)


def make_critic(
    network: str, n_points: int, sizes: Sequence[int], rng: torch.Generator
) -> Critic | DenseCritic:
    """Make a critic of the kind that `network` names."""
    kind = DenseCritic if network == architecture.FULLY_CONNECTED else Critic
    return kind(n_points, sizes, rng)
