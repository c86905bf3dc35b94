"""What a training set can teach at most: truth itself, with the chance of a training set in it.

A set of 60 or 200 spectra has a mean and a covariance of its own. A generator that learns both
without any error still differs from the substance by as much as the set does. Here fresh spectra of
a simulated substance take the place of generated ones, once as they are and once moved and
stretched along the ten true components so that their mean and covariance err as those of the
training set do. Everything else about them is true. What the scorecard says of these no generator
that learns both from the same set can be expected to surpass; figures of ``quality.py`` for the
same sets (same names, same seeds) stand beside them. The substance with two forms is left out: of
it a training set has wrong shares, which moving all spectra does not show.

    python tests/benchmarks/teachable.py [--sizes N ...] [--seeds N] [--quick] [--data DIR]

Prints for each set the mean 1-NN halves and coverage, and how often MMD was rejected (p < 0.05),
of fresh spectra, with the mean of the training set, with its mean and covariance, and with exactly
these: the first two add the chance of their own draw, the last does not, as a group that is drawn
in balance. There are no goals here.
"""

from __future__ import annotations

import argparse

import numpy as np
from numpy.typing import NDArray
from quality_results import HALVES
from simulated_sets import N_HELD_OUT, directions, simulated

from ramangan_gui.core.progress import run
from ramangan_gui.quality.samples import FoldSample
from ramangan_gui.quality.scorecard import judge

#: Sets of ``quality.py`` that vary about one form: kind and substance.
SETS = (("all", 0), ("width", 2))
_SHOWN = (*HALVES, "coverage", "mmd_p")
_NAMES = ("fresh", "its mean", "its mean and covariance", "exactly these")
#: Spectra that truth is estimated from, and their seed, which no set is drawn with.
_N_TRUE, _TRUE_SEED = 6000, 1_000_003

Array = NDArray[np.float64]


class Truth:
    """Mean and covariance of a simulated substance along its ten main components."""

    def __init__(self, kind: str, substance: int) -> None:
        self._components = directions(kind, substance)[1]
        many = simulated(kind, substance, _N_TRUE, _TRUE_SEED).intensities.astype(np.float64)
        self._mean = many.mean(axis=0)
        self._root = _root(self._covariance(many))

    def as_taught(self, fresh: Array, training: Array, covariance: bool) -> Array:
        """Give fresh spectra the mean, and the covariance, that a training set happens to have."""
        error = (training.mean(axis=0) - self._mean) @ self._components.T
        scores = (fresh - self._mean) @ self._components.T
        change = np.broadcast_to(error, scores.shape)
        if covariance:
            stretch = np.linalg.solve(self._root, _root(self._covariance(training)))
            change = change + scores @ stretch - scores
        return np.asarray(fresh + change @ self._components)

    def as_taught_exactly(self, fresh: Array, training: Array) -> Array:
        """Give fresh spectra together the very mean and covariance of a training set."""
        known = (training.mean(axis=0) - self._mean) @ self._components.T
        scores = (fresh - self._mean) @ self._components.T
        stretch = np.linalg.solve(_root(self._covariance(fresh)), _root(self._covariance(training)))
        moved = (scores - scores.mean(axis=0)) @ stretch + known
        return np.asarray(fresh + (moved - scores) @ self._components)

    def _covariance(self, spectra: Array) -> Array:
        return np.cov((spectra - spectra.mean(axis=0)) @ self._components.T, rowvar=False)


def _root(covariance: Array) -> Array:
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T)


def figures(held_out: Array, spectra: Array, seed: int) -> list[float]:
    """What the scorecard says of spectra against those held out."""
    pair = [values.astype(np.float32) for values in (held_out, spectra)]
    score = run(judge([FoldSample("set", 0, *pair, None)], seed)).classes["set"]
    values = [score.metrics[name].value for name in _SHOWN]
    return [np.nan if value is None else float(value) for value in values]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[60, 200], help="training spectra")
    parser.add_argument("--seeds", type=int, default=24, help="training sets of each")
    parser.add_argument("--quick", action="store_true", help="three sets of each")
    parser.add_argument("--data", help="accepted as by all benchmarks; not needed here")
    arguments = parser.parse_args()
    seeds = 3 if arguments.quick else arguments.seeds
    print(f"# {', '.join(_SHOWN[:3])} (means), MMD rejected of {seeds} (of the first 8)")
    for kind, substance in SETS:
        truth = Truth(kind, substance)
        for n in arguments.sizes:
            rows = [assessed(truth, kind, substance, n, seed) for seed in range(seeds)]
            found = np.array(rows)
            for which, name in enumerate(_NAMES):
                means = " ".join(f"{value:.3f}" for value in found[:, which, :3].mean(axis=0))
                rejected = found[:, which, 3] < 0.05
                print(
                    f"{kind}:{substance}/n{n} {name}: {means}, {rejected.sum()}"
                    f" ({rejected[:8].sum()})",
                    flush=True,
                )
    return 0


def assessed(truth: Truth, kind: str, substance: int, n: int, seed: int) -> list[list[float]]:
    """Figures of fresh spectra, and of these with the errors of one training set."""
    training, held_out, fresh = (
        simulated(kind, substance, count, 3 * seed + k).intensities.astype(np.float64)
        for k, count in enumerate((n, N_HELD_OUT, N_HELD_OUT))
    )
    taught = [truth.as_taught(fresh, training, covariance) for covariance in (False, True)]
    taught.append(truth.as_taught_exactly(fresh, training))
    return [figures(held_out, spectra, seed) for spectra in (fresh, *taught)]


if __name__ == "__main__":
    raise SystemExit(main())
