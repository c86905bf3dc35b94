"""How the spectra of one substance vary: mean, components of variation, and noise.

Principal components whose variance survives cross-validation, with the noise that every estimate
from few spectra carries taken off mean and components: it would be shared by all generated
spectra, a frozen fingerprint that a clustering finds at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError, TrainingError
from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from .noise_model import (
    Array,
    NoiseModel,
    estimate_noise,
    match_high_frequencies,
    match_power,
    match_variance,
)
from .starlet import shrink

_MAX_COMPONENTS = 60
_SIGNIFICANCE = 2.0
#: Largest factor by which a denoised component is brought back to its length.
_MAX_LOST = 1.5
#: Above this number of spectra (and points), components are found by iteration.
_DIRECT = 500


@dataclass(frozen=True, eq=False)
class Variation:
    """Linear model of the spectra of one substance.

    Parameters
    ----------
    unit : float
        Intensity that stands for 1 in what follows.
    mean : ndarray of float64, shape (n_points,)
        Denoised mean spectrum.
    loadings : ndarray of float64, shape (n_components, n_points)
        Denoised components, each times the standard deviation of its score.
    scores : ndarray of float64, shape (n_spectra, n_components)
        Scores of the training spectra, each of unit variance.
    directions : ndarray of float64, shape (n_components, n_points)
        Orthonormal components, and `spread` the standard deviation of the originals along them;
        for measuring distances between spectra.
    spread : ndarray of float64, shape (n_components,)
        See `directions`.
    noise : NoiseModel
        Noise.
    """

    unit: float
    mean: Array
    loadings: Array
    scores: Array
    directions: Array
    spread: Array
    noise: NoiseModel

    @property
    def n_components(self) -> int:
        """Number of components of variation."""
        return len(self.loadings)

    def structure(self, scores: Array) -> Array:
        """Noise-free spectra of given scores, in units of `unit`."""
        return np.asarray(self.mean + scores @ self.loadings)

    def coordinates(self, spectra: Array) -> Array:
        """Position of spectra (in units of `unit`) along the components, in their spreads."""
        return np.asarray((spectra - self.mean) @ self.directions.T / self.spread)


def checked_intensities(spectra: Spectra, min_spectra: int) -> tuple[Array, float]:
    """Give the training intensities divided by their unit, and that unit.

    Parameters
    ----------
    spectra : Spectra
        Training spectra of one substance.
    min_spectra : int
        Smallest number that will do.

    Raises
    ------
    SpectraError
        If a value is missing or infinite.
    TrainingError
        If there are too few spectra or points, or the spectra are all alike.
    """
    substance = f" of {spectra.classes[0]}" if len(spectra) and spectra.classes[0] else ""
    if len(spectra) < min_spectra:
        raise TrainingError(
            f"{len(spectra)} training spectra{substance} are too few; "
            f"at least {min_spectra} are needed.",
            "Add spectra, use fewer folds, or leave the substance out.",
        )
    if spectra.n_points < 16:
        raise TrainingError(
            f"Spectra of {spectra.n_points} points are too short; at least 16 are needed.",
            "Choose a wider range.",
        )
    values = spectra.intensities.astype(np.float64)
    broken = np.flatnonzero(~np.isfinite(values).all(axis=1))
    if broken.size:
        raise SpectraError(
            f"Spectrum {spectra.name[broken[0]]}{substance} has missing or infinite values.",
            "Correct it or leave it out.",
        )
    unit = float(np.sqrt(np.mean((values - values.mean(0)) ** 2)))
    # Below this, what differs is the rounding of stored numbers, not the spectra.
    if unit <= 1e-6 * float(np.abs(values).max()) or unit == 0.0:
        raise TrainingError(
            f"The training spectra{substance} are all alike: there is no variation to learn.",
            "Check that they are separate measurements and not copies of one.",
        )
    return values / unit, unit


def fit_variation(spectra: Spectra, seed: int, min_spectra: int = 4) -> Steps[Variation]:
    """Find mean, components and noise of the spectra of one substance.

    Parameters
    ----------
    spectra : Spectra
        Training spectra of one substance.
    seed : int
        Seed of the cross-validation and of the draws used in calibration.
    min_spectra : int
        Smallest number that will do.

    Returns
    -------
    Variation
        Calibrated: total variance, power spectrum and point-to-point noise of spectra drawn with
        Gaussian scores are those of the training spectra.

    Raises
    ------
    SpectraError, TrainingError
        As :func:`checked_intensities`.
    """
    values, unit = checked_intensities(spectra, min_spectra)
    folds = yield from _cross_validate(values, seed)
    n_components = _plausible_start(len(values), folds.max_components)
    for _ in range(2):
        noise = estimate_noise(folds.residuals(n_components), n_components)
        yield Progress(0.8, "estimating noise")
        n_components, signal = _significant(folds, noise)
    noise = estimate_noise(folds.residuals(n_components), n_components)
    rng = np.random.default_rng([seed, 1])
    directions = folds.directions[:n_components]
    scores = (values - values.mean(0)) @ directions.T
    spread = np.maximum(scores.std(0, ddof=1), 1e-12)
    signal = np.maximum(signal, _without_noise(spread**2, directions, noise, len(values)))
    mean, loadings = _denoised(
        values.mean(0), directions, signal, spread**2, noise, len(values), rng
    )
    yield Progress(0.9, "calibrating noise")
    noise = match_variance(noise, values - values.mean(0), np.sum(loadings**2, axis=0))
    variation = Variation(unit, mean, loadings, scores / spread, directions, spread, noise)
    return _calibrated(variation, values, rng)


def _calibrated(variation: Variation, values: Array, rng: np.random.Generator) -> Variation:
    drawn = variation.structure(rng.standard_normal((400, variation.n_components)))
    levels = rng.choice(variation.noise.levels, 400)
    noise = match_power(variation.noise, values, drawn, levels, rng)
    noise = match_high_frequencies(noise, values, drawn, levels, rng)
    return Variation(
        variation.unit,
        variation.mean,
        variation.loadings,
        variation.scores,
        variation.directions,
        variation.spread,
        noise,
    )


@dataclass(frozen=True, eq=False)
class _Folds:
    """Scores of every spectrum on components that were found without it."""

    deviations: Array
    scores: Array
    fold: NDArray[np.intp]
    components: tuple[Array, ...]
    directions: Array

    @property
    def max_components(self) -> int:
        return int(self.scores.shape[1])

    @property
    def variances(self) -> Array:
        return np.asarray(np.mean(self.scores**2, axis=0))

    def residuals(self, n_components: int) -> Array:
        """Give what `n_components` components leave of each spectrum."""
        left = self.deviations.copy()
        for number, components in enumerate(self.components):
            rows = self.fold == number
            left[rows] -= self.scores[rows, :n_components] @ components[:n_components]
        return left


def _cross_validate(values: Array, seed: int) -> Steps[_Folds]:
    n_spectra = len(values)
    largest = min(_MAX_COMPONENTS, n_spectra // 2)
    largest = max(2, largest)
    n_folds = min(10 if n_spectra <= 200 else 5, n_spectra)
    rng = np.random.default_rng([seed, 0])
    fold = rng.permutation(n_spectra) % n_folds
    directions = leading_components(values - values.mean(0), largest, rng)
    deviations = np.empty_like(values)
    scores = np.empty((n_spectra, largest))
    found = []
    for number in range(n_folds):
        yield Progress(0.7 * number / n_folds, "finding components of variation")
        left_out = fold == number
        mean = values[~left_out].mean(0)
        components = leading_components(values[~left_out] - mean, largest, rng)
        deviations[left_out] = values[left_out] - mean
        scores[left_out] = deviations[left_out] @ components.T
        found.append(components)
    return _Folds(deviations, scores, fold, tuple(found), directions)


def leading_components(deviations: Array, n_components: int, rng: np.random.Generator) -> Array:
    """Orthonormal principal components of centred spectra, strongest first.

    Parameters
    ----------
    deviations : ndarray of float64, shape (n_spectra, n_points)
        Spectra less their mean.
    n_components : int
        How many; rows beyond the rank are zero.
    rng : numpy.random.Generator
        Starts the iteration that large sets are treated by.
    """
    basis = deviations
    if min(deviations.shape) > _DIRECT:
        probe = rng.standard_normal((deviations.shape[0], n_components + 10))
        for _ in range(5):
            probe = deviations @ np.linalg.qr(deviations.T @ probe)[0]
        basis = np.linalg.qr(probe)[0].T @ deviations
    if len(basis) <= basis.shape[1]:
        values, vectors = np.linalg.eigh(basis @ basis.T)
        components = vectors[:, ::-1].T @ basis
    else:
        values, vectors = np.linalg.eigh(basis.T @ basis)
        components = vectors[:, ::-1].T
    result = np.zeros((n_components, deviations.shape[1]))
    usable = min(n_components, int(np.sum(values > 1e-12 * values[-1])))
    lengths = np.linalg.norm(components[:usable], axis=1, keepdims=True)
    result[:usable] = components[:usable] / lengths
    return result


def _plausible_start(n_spectra: int, largest: int) -> int:
    return max(1, min(5, n_spectra // 6, largest))


def _significant(folds: _Folds, noise: NoiseModel) -> tuple[int, Array]:
    """Count the leading components that vary by more than noise; give their own variances.

    Components of similar strength change places from fold to fold, so that one of them may seem
    to be noise and the next not: what counts is the sum, and variances that do not fall are
    averaged.
    """
    level = float(np.mean(noise.levels**2))
    by_noise = np.sum((folds.directions * noise.profile) ** 2, axis=1) * level
    more = np.cumsum(folds.variances - _SIGNIFICANCE * by_noise)
    n_components = max(1, int(np.argmax(more)) + 1)
    own = _falling((folds.variances - by_noise)[:n_components])
    return n_components, np.maximum(own, 0.0)


def _without_noise(found: Array, directions: Array, noise: NoiseModel, n_spectra: int) -> Array:
    """Variance of each component before noise was added to the spectra.

    Noise raises the variance found along a component twice: by its own share in that direction,
    and because components lean towards the noise of few spectra. Cross-validated variances lack
    more than that, namely what true variation has in other directions than the components found,
    and spectra drawn with them would vary too little.
    """
    level = float(np.mean(noise.levels**2))
    own = np.sum((directions * noise.profile) ** 2, axis=1) * level
    leaning = float(np.sum(noise.profile**2)) * level / n_spectra
    left = np.maximum(found - own - leaning, 0.0)
    for _ in range(3):
        left = np.maximum(found - own - leaning * (1.0 + own / np.maximum(left, own)), 0.0)
    return np.asarray(left)


def _falling(values: Array) -> Array:
    """Nearest sequence that never rises: neighbours that do are averaged."""
    means: list[float] = []
    counts: list[int] = []
    for value in values.tolist():
        means.append(value)
        counts.append(1)
        while len(means) > 1 and means[-1] > means[-2]:
            count = counts[-1] + counts[-2]
            means[-2] = (means[-1] * counts[-1] + means[-2] * counts[-2]) / count
            counts[-2] = count
            means.pop()
            counts.pop()
    return np.repeat(means, counts)


def _denoised(
    mean: Array,
    directions: Array,
    signal: Array,
    total: Array,
    noise: NoiseModel,
    n_spectra: int,
    rng: np.random.Generator,
) -> tuple[Array, Array]:
    """Mean and loadings, less the noise that an estimate from `n_spectra` spectra carries."""
    n_scales = max(1, min(4, int(math.log2(mean.size / 8))))
    draws = noise.draw(np.ones(64), rng) / math.sqrt(n_spectra)
    clean_mean = shrink(mean[None], draws, n_scales)[0]
    loadings = np.sqrt(signal)[:, None] * directions
    for number in range(len(loadings)):
        share = math.sqrt(signal[number] / max(total[number], 1e-300))
        loadings[number] = shrink(loadings[number : number + 1], draws * share, n_scales)[0]
    # What was taken off a component was noise that had turned it away from its direction.
    lengths = np.sum(loadings**2, axis=1)
    lost = np.sqrt(signal / np.maximum(lengths, 1e-300))
    loadings *= np.clip(lost, 1.0, _MAX_LOST)[:, None]
    return clean_mean, loadings
