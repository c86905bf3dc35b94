"""The networks of one model in training, and the single steps of training them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..score_sampler import ScoreSampler, narrowed
from ..variation import Variation
from . import architecture, losses
from .dense import make_critic, make_generator
from .device import usable_device
from .material import NEGLIGIBLE, Material, array
from .optimisers import Adam, flatten, learning_rates
from .params import WganGpParams
from .scaling import Scaling

#: Rate of the warm start at its begin and end.
_WARM_RATE, _WARM_RATE_END = 1e-2, 1e-5
_WARM_BATCH, _WARM_SPREAD = 32, 1.15
_N_VARIETY = 32
#: The first generator steps are preceded by twice as many critic steps.
_CRITIC_LEAD = 20
#: Share of the adversarial phase at full learning rate, and the factor it then falls to.
_FLAT_SHARE, _LAST_FACTOR = 0.5, 0.05


class Trainer:
    """Generator, critic, their optimisers and random numbers.

    Parameters
    ----------
    variation : Variation
        Linear model of the training spectra.
    scaling : Scaling
        Between intensities (in the variation's unit) and network values.
    intensities : ndarray of float64, shape (n_spectra, n_points)
        Training spectra in the variation's unit.
    params : WganGpParams
        Choices, settled.
    sampler : ScoreSampler
        Draws scores and noise levels.
    seed : int
        Decides weights and all draws.

    Attributes
    ----------
    device : torch.device
        Where the networks are; results are given on the processor.
    device_note : str
        See :func:`.device.usable_device`.
    """

    def __init__(
        self,
        variation: Variation,
        scaling: Scaling,
        intensities: NDArray[np.float64],
        params: WganGpParams,
        sampler: ScoreSampler,
        seed: int,
    ) -> None:
        self.params = params
        self.device, self.device_note = usable_device(params.device)
        self.rng = torch.Generator().manual_seed(seed)
        self.warm_steps = self.iteration = self.critic_steps = 0
        self.latent_dim = params.latent_dim or variation.n_components + architecture.EXTRA_LATENT
        sampler = narrowed(sampler, self.latent_dim)
        self.material = Material(variation, scaling, intensities, sampler, self.device)
        n_points = intensities.shape[1]
        self.generator = make_generator(
            params.network,
            n_points,
            self.latent_dim,
            architecture.generator_sizes(params.network),
            architecture.LATENT_WIDTH,
            self.rng,
        ).to(self.device)
        self.generator.keep_to(self.material.network_limits)
        if params.warm_start_steps > 0:
            self.generator.start_from(self.material.curves, self.material.products)
        sizes = architecture.critic_sizes(params.network)
        self.critic = make_critic(params.network, n_points, sizes, self.rng).to(self.device)
        self.weights, gradient = flatten(self.generator)
        self.average = self.weights.clone()
        critic_weights, critic_gradient = flatten(self.critic)
        self._critic_weights = critic_weights
        rmsprop = params.optimiser == "rmsprop"
        self._warm_rule = Adam(self.weights, gradient, 1.0, 0.9, 0.99)
        self._generator_rule = Adam(
            self.weights, gradient, self._rates(), params.beta1, params.beta2, rmsprop
        )
        self._critic_rule = Adam(
            critic_weights,
            critic_gradient,
            params.learning_rate_critic,
            params.beta1,
            params.beta2,
            rmsprop,
        )

    def warm_step(self) -> float:
        """One step towards the linear model; gives the error relative to its variance.

        The transposed convolutions, whose weights are random at first, learn to add nothing to it.
        """
        latent = self.material.draw_latent(_WARM_BATCH, self.latent_dim, self.rng)[0]
        error = self.generator.structure(_WARM_SPREAD * latent).square().mean()
        error.backward()  # type: ignore[no-untyped-call]
        left = 1.0 - self.warm_steps / max(self.params.warm_start_steps, 1)
        self._warm_rule.step(_WARM_RATE * left + _WARM_RATE_END)
        self.warm_steps += 1
        if self.warm_steps == self.params.warm_start_steps:
            self.average.copy_(self.weights)
        return float(error.detach()) / self.material.structure_variance

    def critic_step(self) -> float:
        """One step of the critic; gives the gradient penalty (NaN where it was not taken)."""
        params = self.params
        with torch.no_grad():
            original = self.material.draw_originals(
                params.batch_size, params.refresh_noise, self.rng
            )
            generated = self._draw_generated(params.batch_size, self.rng)
        scores = self.critic(torch.cat([original, generated]))
        penalty = torch.zeros(())
        clipped = params.constraint == "weight_clipping"
        taken = not clipped and self.critic_steps % params.penalty_every == 0
        if taken:
            epsilon = torch.rand(params.batch_size, 1, generator=self.rng).to(self.device)
            between = losses.interpolate(original, generated, epsilon)
            norms = losses.gradient_norms(self.critic.closed_form_gradient(between))
            penalty = losses.gradient_penalty(norms, params.k, params.one_sided)
        loss = losses.critic_loss(
            scores[: params.batch_size],
            scores[params.batch_size :],
            penalty,
            params.lambda_gp * params.penalty_every,
        )
        loss.backward()  # type: ignore[no-untyped-call]
        self._critic_rule.step(self._rate_factor())
        if clipped:
            self._critic_weights.clamp_(-params.clip, params.clip)
        self.critic_steps += 1
        return float(penalty.detach()) if taken else math.nan

    def generator_step(self) -> float:
        """One step of the generator and of its running average; gives the generator's loss."""
        with frozen(self.critic):
            generated = self._draw_generated(self.params.batch_size, self.rng)
            loss = losses.generator_loss(self.critic(generated))
            loss.backward()  # type: ignore[no-untyped-call]
        self._generator_rule.step(self._rate_factor())
        self.iteration += 1
        # The average starts short, or it would remember the warm start for long.
        memory = min(self.params.ema, self.iteration / (self.iteration + 9.0))
        self.average.lerp_(self.weights, 1.0 - memory)
        return float(loss.detach())

    @property
    def critic_steps_due(self) -> int:
        """Critic steps before the next generator step."""
        return self.params.n_critic * (2 if self.iteration < _CRITIC_LEAD else 1)

    @torch.no_grad()
    def advantages(self, spectra: Tensor, n_generated: int, rng: torch.Generator) -> Tensor:
        """Score of each original less the mean score of generated spectra, shape (n,).

        The mean of these is the Wasserstein estimate, the negative critic loss, on `spectra`. The
        course of training is not disturbed.
        """
        generated = self.critic(self._draw_generated(n_generated, rng))
        advantages: Tensor = self.critic(spectra) - generated.mean()
        return advantages

    @torch.no_grad()
    def draw(
        self,
        weights: Tensor | None,
        n: int,
        rng: torch.Generator,
        sampler: ScoreSampler | None = None,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Structure, noise (both scaled) and noise level of `n` spectra with given weights.

        Parameters
        ----------
        weights : Tensor, optional
            Weights of the generator; ``None`` for the linear model alone.
        n : int
            Number of spectra.
        rng : torch.Generator
            Source of chance.
        sampler : ScoreSampler, optional
            Another one than that of the training.
        """
        material = self.material if sampler is None else self.material.with_sampler(sampler)
        latent, levels = material.draw_latent(n, self.latent_dim, rng)
        if weights is None:
            structure = material.structure(latent)
        else:
            with self.using(weights):
                structure = self.generator(latent)
        parts = structure, material.draw_noise(levels, rng), levels
        return tuple(array(part).astype(np.float64) for part in parts)  # type: ignore[return-value]

    @contextmanager
    def using(self, weights: Tensor) -> Iterator[None]:
        """Let the generator have other weights for a while."""
        own = self.weights.clone()
        try:
            self.weights.copy_(weights)
            yield
        finally:
            self.weights.copy_(own)

    @torch.no_grad()
    def variety(self, weights: Tensor) -> float:
        """Variance of generated structure over that of the training spectra's.

        About 1; far above where training has gone astray, near 0 where the generator has
        collapsed to one spectrum, NaN where weights are no longer numbers.
        """
        rng = torch.Generator().manual_seed(0)
        with self.using(weights):
            structure = self.generator(
                self.material.draw_latent(_N_VARIETY, self.latent_dim, rng)[0]
            )
        return (float(structure.var(0).mean()) + NEGLIGIBLE) / self.material.structure_variance

    def state(self) -> dict[str, Any]:
        """Everything that the next steps depend on: JSON values and arrays by name."""
        state: dict[str, Any] = {
            "warm_steps": self.warm_steps,
            "iteration": self.iteration,
            "critic_steps": self.critic_steps,
            "rng": self.rng.get_state().numpy().copy(),
            "generator": array(self.weights),
            "critic": array(self._critic_weights),
            "average": array(self.average),
        }
        for name, optimiser in self._optimisers():
            state |= {f"{name}.{key}": value for key, value in optimiser.state().items()}
        return state

    def load(self, state: Mapping[str, Any]) -> None:
        """Continue from what :meth:`state` gave."""
        self.warm_steps = int(state["warm_steps"])
        self.iteration = int(state["iteration"])
        self.critic_steps = int(state["critic_steps"])
        self.rng.set_state(torch.from_numpy(state["rng"].copy()))
        for name, part in (
            ("generator", self.weights),
            ("critic", self._critic_weights),
            ("average", self.average),
        ):
            part.copy_(torch.from_numpy(state[name]))
        for name, optimiser in self._optimisers():
            optimiser.load({key: state[f"{name}.{key}"] for key in ("steps", "mean", "square")})

    def _optimisers(self) -> tuple[tuple[str, Adam], ...]:
        return (
            ("warm", self._warm_rule),
            ("generator_step", self._generator_rule),
            ("critic_step", self._critic_rule),
        )

    def _rates(self) -> Tensor:
        body, latent = self.params.learning_rate_generator, self.params.learning_rate_latent
        assert latent is not None
        rates = learning_rates(
            self.generator, lambda name: latent if name.startswith("bend") else body
        )
        return rates.to(self.device)

    def _rate_factor(self) -> float:
        total = max(self.params.n_iterations, 1)
        left = (total - self.iteration) / (total * (1.0 - _FLAT_SHARE))
        return min(1.0, max(_LAST_FACTOR, left))

    def _draw_generated(self, n: int, rng: torch.Generator) -> Tensor:
        latent, levels = self.material.draw_latent(n, self.latent_dim, rng)
        generated: Tensor = self.generator(latent) + self.material.draw_noise(levels, rng)
        return generated


@contextmanager
def frozen(network: torch.nn.Module) -> Iterator[None]:
    """Let gradients pass through a network without reaching its weights."""
    network.requires_grad_(False)
    try:
        yield
    finally:
        network.requires_grad_(True)
