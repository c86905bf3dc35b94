"""How fast the WGAN-GP trains: ratios to a usual 1-D WGAN-GP and to a fully connected one.

All are timed in this run, in CPU seconds of one thread, on simulated spectra; medians of several
turns taken in alternation. The reference is the customary 1-D DCGAN (transposed convolutions with
512, 256, 128 and 64 channels and batch normalisation; critic mirrored; kernels of 4 points, stride
2; batch 64; 5 critic steps a generator step; gradient penalty by a second backward pass). Then the
cost of one iteration against the number of points and of spectra. ``--data`` changes nothing: the
time does not depend on what the spectra show.

    python tests/benchmarks/training_speed.py [--quick]

Each line reads ``name value goal ok|short``; the exit code is 1 where a figure is short.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import torch
from simulated_sets import simulated
from torch import Tensor, nn

from ramangan_gui.augmentation.variation import fit_variation
from ramangan_gui.augmentation.wgan_gp.networks import count_weights
from ramangan_gui.augmentation.wgan_gp.params import WganGpParams
from ramangan_gui.augmentation.wgan_gp.phases import prepared
from ramangan_gui.augmentation.wgan_gp.scaling import Scaling
from ramangan_gui.augmentation.wgan_gp.trainer import Trainer
from ramangan_gui.core.progress import run

N_SPECTRA, N_POINTS = 60, 1024
CHANNELS, LATENT, BATCH, N_CRITIC = (512, 256, 128, 64), 100, 64, 5


class Reference:
    """The customary 1-D DCGAN trained as a WGAN-GP."""

    def __init__(self, spectra: Tensor) -> None:
        torch.manual_seed(0)
        self.spectra = spectra
        length = spectra.shape[1] // 2 ** len(CHANNELS)
        up: list[nn.Module] = [nn.Linear(LATENT, CHANNELS[0] * length)]
        up += [nn.Unflatten(1, (CHANNELS[0], length)), nn.BatchNorm1d(CHANNELS[0]), nn.ReLU()]
        for inputs, outputs in pairwise(CHANNELS):
            up += [nn.ConvTranspose1d(inputs, outputs, 4, 2, 1), nn.BatchNorm1d(outputs), nn.ReLU()]
        up += [nn.ConvTranspose1d(CHANNELS[-1], 1, 4, 2, 1), nn.Flatten()]
        self.generator = nn.Sequential(*up)
        down: list[nn.Module] = [nn.Unflatten(1, (1, spectra.shape[1]))]
        inputs = 1
        for outputs in reversed(CHANNELS):
            down += [nn.Conv1d(inputs, outputs, 4, 2, 1), nn.LeakyReLU(0.2)]
            inputs = outputs
        self.critic = nn.Sequential(*down, nn.Flatten(), nn.Linear(CHANNELS[0] * length, 1))
        rule = {"lr": 1e-4, "betas": (0.0, 0.9)}
        self.generator_rule = torch.optim.Adam(self.generator.parameters(), **rule)
        self.critic_rule = torch.optim.Adam(self.critic.parameters(), **rule)

    def iteration(self) -> None:
        """Five critic steps and one generator step."""
        for _ in range(N_CRITIC):
            original = self.spectra[torch.randint(len(self.spectra), (BATCH,))]
            generated = self.generator(torch.randn(BATCH, LATENT)).detach()
            loss = self.critic(generated).mean() - self.critic(original).mean()
            part = torch.rand(BATCH, 1)
            between = (part * original + (1 - part) * generated).requires_grad_(True)
            (slope,) = torch.autograd.grad(self.critic(between).sum(), between, create_graph=True)
            loss = loss + 10.0 * (slope.norm(2, dim=1) - 1.0).square().mean()
            self.critic_rule.zero_grad()
            loss.backward()
            self.critic_rule.step()
        loss = -self.critic(self.generator(torch.randn(BATCH, LATENT))).mean()
        self.generator_rule.zero_grad()
        loss.backward()
        self.generator_rule.step()


def trainer(n_spectra: int, n_points: int, **changes: object) -> Trainer:
    """Our networks, ready to be trained with the default parameters but for `changes`."""
    spectra = simulated("all", 0, n_spectra, 0, n_points)
    variation = run(fit_variation(spectra, 0))
    intensities = spectra.intensities.astype(np.float64) / variation.unit
    scaling = Scaling.between(variation.mean, intensities)
    params = WganGpParams(**changes)
    preparing = prepared(variation, scaling, intensities, spectra.select([]), params, 0)
    return run(preparing).trainer


def iteration(of: Trainer) -> Callable[[], None]:
    """One generator step and its critic steps, as in the middle of a training."""

    def once() -> None:
        for _ in range(of.params.n_critic):
            of.critic_step()
        of.generator_step()

    return once


def cost(once: Callable[[], None], times: int) -> float:
    """CPU seconds of one call, the mean over `times`."""
    begin = time.process_time()
    for _ in range(times):
        once()
    return (time.process_time() - begin) / times


def medians(*work: tuple[Callable[[], None], int], turns: int) -> list[float]:
    """Median cost of each, taken in turn, so that a busy machine disturbs all alike."""
    for once, _ in work:
        once()
    taken = [[cost(once, times) for once, times in work] for _ in range(turns)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def figure(name: str, value: float, goal: str, good: bool) -> bool:
    print(f"{name} {value:.4g} {goal} {'ok' if good else 'short'}", flush=True)
    return good


def against_others(quick: bool) -> bool:
    ours = trainer(N_SPECTRA, N_POINTS)
    reference = Reference(ours.material.originals)
    theirs, mine = medians((reference.iteration, 1), (iteration(ours), 40), turns=1 if quick else 3)
    weights = [count_weights(reference.generator), count_weights(reference.critic)]
    print(f"# reference: {theirs * 1e3:.0f} ms an iteration, {weights[0]} + {weights[1]} weights")
    own = [count_weights(ours.generator), count_weights(ours.critic)]
    print(f"# ours: {mine * 1e3:.1f} ms an iteration, {own[0]} + {own[1]} weights")
    good = figure("times_faster_than_reference", theirs / mine, ">=150", theirs / mine >= 150)
    figure("times_faster_than_reference_aim", theirs / mine, ">=300", theirs / mine >= 300)
    dense = trainer(N_SPECTRA, N_POINTS, network="fully_connected")
    all_dense = count_weights(dense.generator) + count_weights(dense.critic)
    convolutional, connected = medians(
        (iteration(ours), 20), (iteration(dense), 20), turns=3 if quick else 9
    )
    print(f"# fully connected, same batch and critic steps: {connected * 1e3:.1f} ms, {all_dense}")
    fewer, faster = all_dense / sum(own), connected / convolutional
    good &= figure("times_fewer_weights_than_fully_connected", fewer, ">=25", fewer >= 25)
    good &= figure("times_faster_than_fully_connected", faster, ">=1.5", faster >= 1.5)
    return good


def against_size(quick: bool) -> bool:
    points, numbers = (500, 1000, 2000, 4000), (20, 200, 2000)
    turns = 3 if quick else 7
    # The same number of latent variables throughout: components found would differ.
    longer = [trainer(N_SPECTRA, n, latent_dim=12) for n in points]
    by_points = medians(*((iteration(t), 10) for t in longer), turns=turns)
    for n, seconds in zip(points, by_points, strict=True):
        print(f"# {n} points: {seconds * 1e3:.1f} ms an iteration")
    exponent = float(np.polyfit(np.log(points), np.log(by_points), 1)[0])
    good = figure("cost_grows_with_points_to_the_power", exponent, "<=1.1", exponent <= 1.1)
    more = [trainer(n, N_POINTS, latent_dim=12) for n in numbers]
    by_number = medians(*((iteration(t), 10) for t in more), turns=turns)
    for n, seconds in zip(numbers, by_number, strict=True):
        print(f"# {n} spectra: {seconds * 1e3:.1f} ms an iteration")
    ratio = by_number[-1] / by_number[0]
    return good & figure("cost_of_2000_over_20_spectra", ratio, "<=1.15", ratio <= 1.15)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="accepted as by all benchmarks; not needed here")
    parser.add_argument("--quick", action="store_true", help="under a minute")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    print(f"# one thread, CPU time, {N_SPECTRA} spectra of {N_POINTS} points; torch", end=" ")
    print(torch.__version__)
    good = against_others(arguments.quick)
    good &= against_size(arguments.quick)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
