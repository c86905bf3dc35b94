"""Optimisers on one flat vector of weights.

All weights of a network live in one vector, so that a step, a moving average or a checkpoint is a
handful of vector operations. It also spares the three seconds that the first optimiser of
``torch.optim`` takes to import its compiler.

References
----------
Kingma, Ba, Adam: A Method for Stochastic Optimization, 2014, arXiv:1412.6980.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from .material import array

_EPSILON = 1e-8


def flatten(network: nn.Module) -> tuple[Tensor, Tensor]:
    """Move all weights of `network` into one vector, of which they become views.

    Parameters
    ----------
    network : Module
        Its parameters and their gradients are rebound.

    Returns
    -------
    weights, gradient : Tensor, shape (n_weights,)
        Changing `weights` changes the network; a backward pass adds to `gradient`.
    """
    parameters = list(network.parameters())
    weights = torch.cat([p.detach().reshape(-1) for p in parameters])
    gradient = torch.zeros_like(weights)
    begin = 0
    for p in parameters:
        end = begin + p.numel()
        p.data = weights[begin:end].view(p.shape)
        p.grad = gradient[begin:end].view(p.shape)
        begin = end
    return weights, gradient


def learning_rates(network: nn.Module, rate: Callable[[str], float]) -> Tensor:
    """Learning rate of every weight, from the name of the parameter it belongs to."""
    parts = [torch.full((p.numel(),), rate(name)) for name, p in network.named_parameters()]
    return torch.cat(parts)


class Adam:
    """Adam, or RMSprop, on a flat vector.

    Parameters
    ----------
    weights, gradient : Tensor, shape (n_weights,)
        As :func:`flatten` gives them.
    rates : Tensor, shape (n_weights,), or float
        Learning rates.
    beta1, beta2 : float
        Memory of the mean and of the mean square of the gradient.
    rmsprop : bool
        Divide by the plain running mean square, without momentum and start-up correction.
    """

    def __init__(
        self,
        weights: Tensor,
        gradient: Tensor,
        rates: Tensor | float,
        beta1: float,
        beta2: float,
        rmsprop: bool = False,
    ) -> None:
        self._weights, self._gradient, self._rates = weights, gradient, rates
        self._beta1, self._beta2 = (0.0 if rmsprop else beta1), beta2
        self._corrects = not rmsprop
        self._mean = torch.zeros_like(weights)
        self._square = torch.zeros_like(weights)
        self._steps = 0

    @torch.no_grad()
    def step(self, factor: float = 1.0) -> None:
        """Take one step and clear the gradient.

        Parameters
        ----------
        factor : float
            Multiplies the learning rates.
        """
        self._steps += 1
        gradient, beta1, beta2 = self._gradient, self._beta1, self._beta2
        self._square.mul_(beta2).addcmul_(gradient, gradient, value=1.0 - beta2)
        mean = gradient
        if beta1 > 0.0:
            mean = self._mean.mul_(beta1).add_(gradient, alpha=1.0 - beta1)
        denominator = self._square.sqrt()
        if self._corrects:
            factor = factor / (1.0 - beta1**self._steps)
            denominator /= (1.0 - beta2**self._steps) ** 0.5
        denominator += _EPSILON
        self._weights.addcdiv_(mean * self._rates, denominator, value=-factor)
        gradient.zero_()

    def state(self) -> dict[str, Any]:
        """Give everything the next step depends on, besides weights and rates."""
        return {
            "steps": self._steps,
            "mean": array(self._mean),
            "square": array(self._square),
        }

    def load(self, state: Mapping[str, Any]) -> None:
        """Continue from what :meth:`state` gave."""
        self._steps = int(state["steps"])
        self._mean.copy_(torch.from_numpy(state["mean"]))
        self._square.copy_(torch.from_numpy(state["square"]))
