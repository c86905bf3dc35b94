"""Whether the claims behind the method hold here: convolution, and the gradient penalty.

The method chose convolutional networks over fully connected ones "for far fewer parameters and less
time", and the gradient penalty over weight clipping "for a stabler model and better spectra". Each
of the four combinations is trained on the same simulated spectra with several seeds, from random
weights (cold) and from the warm start, otherwise with the default parameters (but that the latent
network learns in all of them, which it hardly does by default where scores are drawn locally), and
its spectra are compared with spectra that were held out. Quality is the mean distance of the two
halves of the 1-NN two-sample test from 0.5 on full spectra (0 is best, 0.5 worst; the real-vs-real
control stands beside it); stability is the standard deviation of the energy distance to the
held-out spectra over seeds and substances after the mean of each substance is taken off.

    python tests/benchmarks/method_claims.py [--quick] [--data DIR] [--record FILE]

``--data`` adds the measured sets in that folder. With ``--record`` each result is written to a file
of JSON lines at once, and one that is there already is not computed again. Each line reads
``name value goal ok|short``; the exit code is 1 where a claim does not hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from measured_sets import measured_sets
from quality_results import Record, Result
from simulated_sets import simulated

from ramangan_gui.augmentation.variation import Variation, fit_variation
from ramangan_gui.augmentation.wgan_gp.alarms import distances
from ramangan_gui.augmentation.wgan_gp.architecture import NETWORKS
from ramangan_gui.augmentation.wgan_gp.params import CONSTRAINTS, WganGpParams
from ramangan_gui.augmentation.wgan_gp.training import fit
from ramangan_gui.core.errors import TrainingError
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.quality.comparison import compare
from ramangan_gui.quality.samples import FoldSample

#: Points of simulated spectra.
_N_POINTS = 500
#: What all combinations have in common.
_COMMON = {"latent_shape": "local", "learning_rate_latent": 2e-3}
#: Energy distance and distance from 0.5 of a training that went astray.
_ASTRAY = (10.0, 0.5)


@dataclass
class Tally:
    """What one combination came to."""

    seconds: list[float] = field(default_factory=list)
    distance: dict[str, list[float]] = field(default_factory=dict)
    apart: list[float] = field(default_factory=list)
    n_weights: int = 0
    astray: int = 0

    def add(self, name: str, result: Result) -> None:
        """Add what one training came to."""
        found = {what: float(value or 0.0) for what, value in result.metrics.items()}
        self.seconds.append(result.seconds)
        self.distance.setdefault(name, []).append(found["distance"])
        self.apart.append(found["apart"])
        self.n_weights = int(found.get("weights", self.n_weights))
        self.astray += result.verdict == "astray"

    @property
    def spread(self) -> float:
        """Standard deviation over seeds, within sets."""
        within = [np.subtract(values, np.mean(values)) for values in self.distance.values()]
        freedom = max(sum(len(w) - 1 for w in within), 1)
        return float(np.sqrt(np.sum(np.concatenate(within) ** 2) / freedom))


def sets(quick: bool, data: Path | None) -> Iterator[tuple[str, Spectra, Spectra]]:
    """Training and held-out spectra of each set."""
    for kind, substance in [("all", 0)] if quick else [("all", 0), ("bimodal", 1), ("width", 2)]:
        name = f"{kind}:{substance}"
        training, held_out = (
            simulated(kind, substance, n, seed, _N_POINTS) for n, seed in ((60, 1), (200, 2))
        )
        yield name, training, held_out
    for measured in measured_sets(data) if data else ():
        training, held_out = measured.halves(0)
        yield measured.name, measured.spectra.select(training), measured.spectra.select(held_out)


def energy_distance(first: np.ndarray, second: np.ndarray) -> float:
    """Energy distance 2 E|X − Y| − E|X − X'| − E|Y − Y'|, without bias.

    Parameters
    ----------
    first, second : ndarray of float64, shapes (n, k) and (m, k)
        Points of the two sets; near zero if they come from one distribution.

    References
    ----------
    Székely, Rizzo, Energy statistics, J. Stat. Plan. Inference 143, 1249 (2013),
    doi 10.1016/j.jspi.2013.03.018.
    """
    n, m = len(first), len(second)
    between = distances(first, second).mean()
    within_first = distances(first, first).sum() / max(n * (n - 1), 1)
    within_second = distances(second, second).sum() / max(m * (m - 1), 1)
    return float(2.0 * between - within_first - within_second)


def apart(held_out: np.ndarray, made: np.ndarray, training: np.ndarray) -> float:
    """Mean distance of the two halves of the 1-NN test from 0.5."""
    comparison = run(compare(FoldSample("set", 0, held_out, made, training), 0, n_draws=1))
    halves = comparison.mixed.own_first[0], comparison.mixed.own_second[0]
    return float(np.mean(np.abs(np.subtract(halves, 0.5))))


def trained(
    training: Spectra, held_out: Spectra, variation: Variation, params: WganGpParams, seed: int
) -> Result:
    """Train one combination and compare what it makes with the held-out spectra."""
    begin = time.process_time()
    try:
        model = run(fit(training, training.select([]), params, seed))
    except TrainingError as error:
        seconds = time.process_time() - begin
        distance, far = _ASTRAY
        found: dict[str, float | None] = {"distance": distance, "apart": far}
        return Result("astray", False, seconds, found, [str(error)])
    made = model.sample(len(held_out), 1000 + seed).intensities
    seconds = time.process_time() - begin
    place, drawn = (
        variation.coordinates(values.astype(float) / variation.unit)
        for values in (held_out.intensities, made)
    )
    tensors = model.stored("", 0).tensors
    n_weights = sum(v.size for k, v in tensors.items() if k.startswith("generator."))
    found = {
        "distance": energy_distance(place, drawn),
        "apart": apart(held_out.intensities, made, training.intensities),
        "weights": n_weights,
    }
    return Result("", True, seconds, found, [])


def compare_all(
    quick: bool, data: Path | None, record: Record
) -> dict[tuple[str, str, str], Tally]:
    tallies: dict[tuple[str, str, str], Tally] = {}
    for name, training, held_out in sets(quick, data):
        show_control(name, training, held_out)
        variation = run(fit_variation(training, 0))
        for start, network, constraint in combinations(quick):
            tally = tallies.setdefault((start, network, constraint), Tally())
            for seed in range(2 if quick else 3):
                params = WganGpParams(network=network, constraint=constraint, **_COMMON)
                if start == "cold":
                    params = params.with_value("warm_start_steps", 0)
                if quick:
                    params = params.with_value("n_iterations", 40)
                key = (name, seed, f"{start} {network} {constraint} {params.n_iterations}")
                result = record.get(*key)
                if result is None:
                    result = trained(training, held_out, variation, params, seed)
                    record.add(result, *key)
                tally.add(name, result)
    return tallies


def combinations(quick: bool) -> list[tuple[str, str, str]]:
    """Starts, networks and constraints; in short runs the cold start alone."""
    starts = ("cold",) if quick else ("cold", "warm")
    return [
        (s, network, constraint)
        for s in starts
        for network in NETWORKS
        for constraint in CONSTRAINTS
    ]


def show_control(name: str, training: Spectra, held_out: Spectra) -> None:
    """Print how far real spectra are from real ones, where there are enough of them."""
    fresh = training.intensities if len(training) >= len(held_out) else None
    if fresh is None:
        kind, _, number = name.partition(":")
        if number.isdigit():
            fresh = simulated(kind, int(number), len(held_out), 3, _N_POINTS).intensities
    if fresh is not None:
        control = apart(held_out.intensities, fresh, training.intensities)
        print(f"# {name}: real against real is {control:.3f} from 0.5", flush=True)


def claim(name: str, ratio: float, goal: float) -> bool:
    """Print whether the first is better than the second by the factor `goal`."""
    good = ratio >= goal
    print(f"{name} {ratio:.3g} >={goal:g} {'ok' if good else 'short'}", flush=True)
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with measured sets")
    parser.add_argument("--quick", action="store_true", help="under a minute")
    parser.add_argument("--record", type=Path, help="file of results, to be continued")
    arguments = parser.parse_args()
    record = Record(arguments.record)
    tallies = compare_all(arguments.quick, arguments.data, record)
    for (start, network, constraint), tally in tallies.items():
        distances = [value for values in tally.distance.values() for value in values]
        print(
            f"# {start} {network} {constraint}: {tally.n_weights} weights of the generator, "
            f"{np.median(tally.seconds):.1f} s, energy distance {np.mean(distances):.3f} "
            f"(spread over seeds {tally.spread:.3f}), 1-NN {np.mean(tally.apart):.3f} from 0.5, "
            f"{tally.astray} of {len(tally.apart)} went astray"
        )
    good = True
    starts = list(dict.fromkeys(start for start, _, _ in tallies))
    for start in starts:
        chosen = {key[1:]: tally for key, tally in tallies.items() if key[0] == start}
        ours = chosen["convolutional", "gradient_penalty"]
        dense = chosen["fully_connected", "gradient_penalty"]
        clipped = chosen["convolutional", "weight_clipping"]
        if start == "cold":
            fewer = dense.n_weights / max(ours.n_weights, 1)
            good &= claim("convolution_fewer_weights_of_the_generator", fewer, 1.0)
        faster = np.median(dense.seconds) / np.median(ours.seconds)
        good &= claim(f"{start}_convolution_takes_less_time", faster, 1.0)
        good &= claim(f"{start}_penalty_is_stabler", clipped.spread / max(ours.spread, 1e-9), 1.0)
        better = np.mean(clipped.apart) / max(float(np.mean(ours.apart)), 1e-9)
        good &= claim(f"{start}_penalty_makes_better_spectra", float(better), 1.0)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
