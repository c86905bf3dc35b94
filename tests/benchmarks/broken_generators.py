"""Generators broken in known ways, for the confusion table of the verdict.

Each is made from fresh spectra, which an ideal generator would draw, or from training spectra.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from ramangan_gui.quality.noise import noise_level
from ramangan_gui.quality.pca import fit_pca

Spectra = NDArray[np.float64]
Broken = Callable[[Spectra, Spectra, np.random.Generator], Spectra]

#: Faults that may pass only where they cannot be seen; passing at all counts against them.
VISIBLE_ONLY = ("shift of 1 point", "missing 5 % peak")


def copies(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Training spectra once more."""
    return training[rng.integers(0, len(training), len(fresh))]


def few_copies(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """One in twenty is a training spectrum."""
    spectra = fresh.copy()
    n = max(1, round(0.05 * len(fresh)))
    spectra[:n] = training[rng.integers(0, len(training), n)]
    return spectra


def noisy_copies(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Training spectra with a third of their noise added."""
    level = np.median(_noise(training)) / 3
    return copies(fresh, training, rng) + rng.normal(size=fresh.shape) * level


def mixup(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Means of two spectra."""
    return 0.5 * (fresh + fresh[rng.permutation(len(fresh))])


def collapsed(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Three structures only, each with its own noise."""
    structure, residual = _structure(fresh, training)
    return structure[rng.integers(0, min(3, len(fresh)), len(fresh))] + residual


def half_modes(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Only the lower half along the first principal component, each with other noise."""
    structure, residual = _structure(fresh, training)
    scores = fit_pca(training, 1).project(fresh)[:, 0]
    lower = np.argsort(scores)[: (len(fresh) + 1) // 2]
    return structure[np.resize(lower, len(fresh))] + residual


def pure_noise(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """White noise of the level of whole spectra."""
    return fresh.mean() + rng.normal(size=fresh.shape) * fresh.std()


def mean_and_noise(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Mean spectrum, each point varying by itself."""
    return training.mean(axis=0) + rng.normal(size=fresh.shape) * training.std(axis=0)


def over_smoothed(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Smoothed by a Savitzky-Golay filter of 9 points, order 2."""
    weights = np.array([-21, 14, 39, 54, 59, 54, 39, 14, -21]) / 231
    padded = np.pad(fresh, ((0, 0), (4, 4)), "edge")
    n_points = fresh.shape[1]
    return sum(w * padded[:, k : k + n_points] for k, w in enumerate(weights))  # type: ignore


def louder_noise(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Noise 1.2 times as strong."""
    extra = np.sqrt(1.2**2 - 1)
    return fresh + rng.normal(size=fresh.shape) * _noise(fresh) * extra


def louder_place(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Noise 1.5 times as strong in an eighth of the axis, right elsewhere."""
    n_points = fresh.shape[1]
    width = n_points // 8
    begin = int(rng.integers(0, n_points - width + 1))
    place = slice(begin, begin + width)
    noise = noise_level((fresh - fresh.mean(axis=0))[:, place])[:, None]
    spectra = fresh.copy()
    spectra[:, place] += rng.normal(size=(len(fresh), width)) * noise * np.sqrt(1.5**2 - 1)
    return spectra


def checkerboard(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Ripple of period 2 points, 0.3 times the noise."""
    ripple = 1.0 - 2.0 * (np.arange(fresh.shape[1]) % 2)
    return fresh + 0.3 * np.median(_noise(training)) * ripple


def wide_checkerboard(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Ripple of period 4 points, 0.3 times the noise."""
    ripple = np.array([1.0, -1.0, -1.0, 1.0])[np.arange(fresh.shape[1]) % 4]
    return fresh + 0.3 * np.median(_noise(training)) * ripple


def shifted(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Shifted by one point."""
    return np.concatenate([fresh[:, :1], fresh[:, :-1]], axis=1)


def missing_peak(fresh: Spectra, training: Spectra, rng: np.random.Generator) -> Spectra:
    """Without a peak of 5 % of the highest, somewhere."""
    mean, n_points = training.mean(axis=0), fresh.shape[1]
    height = np.quantile(mean, 0.995) - np.quantile(mean, 0.05)
    place = rng.integers(n_points // 10, 9 * n_points // 10)
    width = max(4.0, n_points / 200)
    return fresh - 0.05 * height * np.exp(-0.5 * ((np.arange(n_points) - place) / width) ** 2)


BROKEN: Mapping[str, Broken] = {
    "exact copies": copies,
    "5 % copies": few_copies,
    "copies + noise": noisy_copies,
    "mixup": mixup,
    "collapsed to 3": collapsed,
    "half the modes": half_modes,
    "pure noise": pure_noise,
    "mean + independent SD": mean_and_noise,
    "over-smoothed": over_smoothed,
    "noise x 1.2": louder_noise,
    "noise x 1.5 in an eighth": louder_place,
    "checkerboard 2": checkerboard,
    "checkerboard 4": wide_checkerboard,
    "shift of 1 point": shifted,
    "missing 5 % peak": missing_peak,
}


def _noise(spectra: Spectra) -> Spectra:
    """Noise of each point: the level of the spectrum, shape (n, 1)."""
    return noise_level(spectra - spectra.mean(axis=0))[:, None]


def _structure(fresh: Spectra, training: Spectra) -> tuple[Spectra, Spectra]:
    pca = fit_pca(training, max(1, min(10, len(training) // 3)))
    structure = pca.project(fresh) @ pca.components + pca.mean
    return structure, fresh - structure
