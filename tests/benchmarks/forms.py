"""Measured spectra in the forms in which they often come: does calibrated PCA follow them all?

The sets are those of ``quality.py``, halved spectrum by spectrum, but normalised in other ways, or
not at all and multiplied by gains (log-normal, SD 0.7), with spikes left in, with photon noise
added, smoothed, put on a coarser or finer axis, or with one training spectrum the wrong way round,
as if it were of another substance. Generated spectra are held against the half that was held out;
the training half, held against it, is the control. What forms with spikes, gains or a stranger owe
to being treated apart is shown by the same without that.

    python tests/benchmarks/forms.py --data DIR [--sets NAME ...] [--forms NAME ...] [--seeds N]
                                     [--method NAME]

Prints in how many spectra of each set spikes are found as they are, and for each form the mean
distance of both 1-NN halves from 0.5, on full spectra and along ten components, in parentheses that
of measured spectra, and without special treatment. There are no goals here.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from measured_sets import MeasuredSet, measured_sets
from numpy.typing import NDArray
from scipy.signal import savgol_filter

from ramangan_gui.augmentation import augmenters
from ramangan_gui.augmentation.alignment import following
from ramangan_gui.augmentation.base import Augmenter
from ramangan_gui.augmentation.noise_model import point_noise
from ramangan_gui.augmentation.pca_sampler import CALIBRATED_PCA
from ramangan_gui.augmentation.unspoilt import spoilt_points
from ramangan_gui.augmentation.wgan_gp import WGAN_GP
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.quality.neighbours import mix

Array = NDArray[np.float64]

_N_COMPONENTS = 10
_WITHOUT = {augmenter.name: following(augmenter) for augmenter in (CALIBRATED_PCA, WGAN_GP)}


def gains(values: Array) -> Array:
    return np.random.default_rng(1).lognormal(0.0, 0.7, (len(values), 1))


def with_spikes(values: Array) -> Array:
    """One point in 5,000 is higher by 30 times the typical noise."""
    hit = np.random.default_rng(0).random(values.shape) < 2e-4
    return values + hit * 30.0 * float(np.median(point_noise(values)))


def counted(values: Array) -> Array:
    """Photons: at most some 300 at the highest point of the typical spectrum."""
    level = np.maximum(values - values.min(), 0.0) / values.max() * 300.0 * gains(values) ** 0.7
    return np.random.default_rng(2).poisson(level + 20.0) - 20.0


def on_points(values: Array, factor: float) -> Array:
    at = np.linspace(0.0, values.shape[1] - 1.0, int(values.shape[1] * factor))
    return np.array([np.interp(at, np.arange(values.shape[1]), row) for row in values])


FORMS: Mapping[str, Callable[[Array], Array]] = {
    "vector": lambda v: v,
    "area": lambda v: v / np.abs(v).sum(axis=1, keepdims=True),
    "snv": lambda v: (v - v.mean(axis=1, keepdims=True)) / v.std(axis=1, keepdims=True),
    "minmax": lambda v: (v - v.min(axis=1, keepdims=True)) / np.ptp(v, axis=1, keepdims=True),
    "maximum": lambda v: v / v.max(axis=1, keepdims=True),
    "gains": lambda v: v * gains(v),
    "photons": counted,
    "spikes": with_spikes,
    "smoothed": lambda v: savgol_filter(v, 9, 2, axis=1),
    "coarser": lambda v: on_points(v, 0.6),
    "finer": lambda v: on_points(v, 2.3),
    "stranger": lambda v: v,
}


def with_stranger(training: Spectra) -> Spectra:
    """Training spectra of which the first is mirrored."""
    values = training.intensities.copy()
    values[0] = values[0, ::-1]
    return training.with_intensities(values)


def halves(first: Array, second: Array) -> list[float]:
    """Distance of the 1-NN halves from 0.5."""
    found = run(mix(first, second))
    return [abs(float(share[0]) - 0.5) for share in (found.own_first, found.own_second)]


def apart(first: Array, second: Array) -> Array:
    """Mean distance of both halves from 0.5: of full spectra, and along common components."""
    both = np.concatenate([first, second])
    components = np.linalg.svd(both - both.mean(axis=0), full_matrices=False)[2][:_N_COMPONENTS]
    places = first @ components.T, second @ components.T
    return np.array([np.mean(halves(first, second)), np.mean(halves(*places))])


def figures(one: MeasuredSet, form: str, method: str, seeds: int) -> Array:
    """Of generated spectra, measured ones, and generated ones without treatment, by seed."""
    values = FORMS[form](one.spectra.intensities.astype(np.float64))
    whole = Spectra.from_arrays(np.arange(values.shape[1]) + 400.0, values, one.name)
    rows = []
    for seed in range(seeds):
        training, held_out = one.halves(seed, by_group=False)
        n = min(len(training), len(held_out))
        known, others = whole.select(training[:n]), whole.select(held_out[:n])
        judge = others.intensities.astype(np.float64)
        learnt = with_stranger(known) if form == "stranger" else known
        made = [drawn(augmenters.AUGMENTERS[method], learnt, n, seed), known.intensities]
        if form in ("gains", "photons", "spikes", "stranger"):
            made.append(drawn(_WITHOUT[method], learnt, n, seed))
        rows.append([apart(judge, spectra.astype(np.float64)) for spectra in made])
    return np.array(rows)


def drawn(augmenter: Augmenter, known: Spectra, n: int, seed: int) -> NDArray[np.float32]:
    work = augmenter.fit(known, known.select([]), augmenter.params(), seed, None)
    return run(work).sample(n, 1000 + seed).intensities


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with measured sets")
    parser.add_argument("--sets", nargs="*", help="beginnings of names of measured sets")
    parser.add_argument("--forms", nargs="*", default=list(FORMS), choices=list(FORMS))
    parser.add_argument("--seeds", type=int, default=4, help="splits of each set")
    parser.add_argument("--method", default="pca", choices=list(_WITHOUT))
    arguments = parser.parse_args()
    for one in measured_sets(arguments.data, names=arguments.sets):
        spoilt = run(spoilt_points(one.spectra.intensities)).any(axis=1)
        print(f"{one.name}: spikes found in {spoilt.sum()} of {len(spoilt)} spectra", flush=True)
        for form in arguments.forms:
            mean = figures(one, form, arguments.method, arguments.seeds).mean(axis=0)
            told = "; ".join(
                f"{place} {row[0]:.3f} ({row[1]:.3f})"
                + (f", without {row[2]:.3f}" if len(row) > 2 else "")
                for place, row in zip(("full", "components"), mean.T, strict=True)
            )
            print(f"{one.name} {form}: {told}", flush=True)


if __name__ == "__main__":
    main()
