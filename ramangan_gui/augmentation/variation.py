"""How the spectra of one substance vary: mean, components of variation, and noise.

Principal components whose variance survives cross-validation, with the noise that every estimate
from few spectra carries taken off mean and components: it would be shared by all generated
spectra, a frozen fingerprint that a clustering finds at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from ..core.errors import SpectraError, TrainingError
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from .bends import Bends, find_bends
from .calibration import match_residuals
from .common_scale import NO_COMMON_SCALE, CommonScale
from .components import (
    Folds,
    cross_validate,
    falling,
    own_variances,
    plausible_start,
    significant,
)
from .denoising import denoised, denoised_folds, noise_left, without_noise
from .nearest import count_shared
from .noise_model import Array, NoiseModel, estimate_noise, point_noise
from .passband import Room, ceiling, limited, passband, power_of, power_of_loadings
from .shifted_bands import find_shifts
from .starlet import detail_energies

#: Spectra drawn for calibration.
_N_MATCHED = 400
#: Part of the point-to-point noise of the training spectra below which noise has been lost.
_LOST = 0.8


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
    balance : float
        Part of the noise of a mean of as many spectra that the mean spectrum still carries, 0 to 1.
        All generated spectra share it; those drawn together are balanced against it.
    n_balanced : int
        Leading scores against which they are balanced as well: those that neighbours have in
        common.
    common : CommonScale
        What normalisation has made equal in all spectra, in units of `unit`.
    bends : Bends
        What the spectra vary by that goes with products of scores.
    folds : Folds, optional
        What calibration compares with; not kept in files.
    room : Room, optional
        What power is left for the noise; not kept in files.
    """

    unit: float
    mean: Array
    loadings: Array
    scores: Array
    directions: Array
    spread: Array
    noise: NoiseModel
    balance: float = 0.0
    n_balanced: int = 0
    common: CommonScale = NO_COMMON_SCALE
    bends: Bends = field(default_factory=lambda: Bends.none(0))
    folds: Folds | None = None
    room: Room | None = None

    @property
    def n_components(self) -> int:
        """Number of components of variation."""
        return len(self.loadings)

    def structure(self, scores: Array) -> Array:
        """Noise-free spectra of given scores, in units of `unit`."""
        spectra = self.mean + scores @ self.loadings
        if len(self.bends.pairs):
            spectra = spectra + self.bends.terms(scores) @ self.bends.curves
        return np.asarray(spectra)

    def left(self) -> float:
        """Typical energy that the components leave of spectra they have not seen."""
        assert self.folds is not None
        left = self.folds.residuals(self.n_components)
        energy = np.einsum("ij,ij->i", left, left) * self.unit**2
        return math.exp(float(np.mean(np.log(np.maximum(energy, 1e-300)))))

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
        scores of training spectra are those of the training spectra.

    Raises
    ------
    SpectraError, TrainingError
        As :func:`checked_intensities`.
    """
    values, unit = checked_intensities(spectra, min_spectra)
    folds = yield from cross_validate(values, seed)
    n_components = plausible_start(len(values), folds.max_components)
    for _ in range(2):
        noise = estimate_noise(folds.residuals(n_components), n_components)
        yield Progress(0.8, "estimating noise")
        n_components, signal = significant(folds, noise)
    # Not corrected for the components: what they lack is drawn with the noise.
    carried = estimate_noise(folds.residuals(n_components), 0)
    rng = np.random.default_rng([seed, 1])
    trying = denoised_folds(values, folds, n_components, carried, rng)
    folds, denoising = yield from part(trying, 0.8, 0.85)
    noise = estimate_noise(folds.residuals(n_components), 0)
    directions = folds.directions[:n_components]
    scores = (values - values.mean(0)) @ directions.T
    spread = np.maximum(scores.std(0, ddof=1), 1e-12)
    # Denoised components lie nearer to the true ones, and what varies along them is more.
    signal = np.maximum(signal, falling(own_variances(folds, carried)))
    signal = np.maximum(signal, without_noise(spread**2, directions, carried, len(values)))
    known = detail_energies(carried.draw(np.ones(64), rng) / math.sqrt(len(values)))
    mean, loadings = denoised(values.mean(0), directions, signal, spread**2, known, denoising)
    of_loadings = power_of_loadings(loadings, len(values))
    gain = passband(power_of(values), of_loadings, len(values) - 1)
    mean, loadings = limited(mean[None], gain)[0], limited(loadings, gain)
    drawn = carried.draw(np.ones(64), np.random.default_rng([seed, 4]))
    looking = find_bends(values, scores / spread, directions, folds, drawn)
    bends, slopes = yield from part(looking, 0.85, 0.9)
    more, of_more = find_shifts(values, mean, loadings, scores / spread, directions, bends)
    if len(bends.pairs) + len(more.pairs):
        bends, slopes = bends.and_(more), np.concatenate([slopes, of_more], axis=1)
        bends = replace(bends, curves=limited(bends.curves, gain))
        loadings = loadings - slopes @ bends.curves
    yield Progress(0.9, "calibrating noise")
    found = (unit, mean, loadings, scores / spread, directions, spread)
    balance = noise_left(values.mean(0) - mean, carried, len(values), rng)
    balanced = balance, count_shared(values, scores)
    first = Variation(*found, noise, *balanced, CommonScale.of(values), bends, folds)
    # Scores of clusters are no normal ones, and bends that were found among them know no others.
    rows = rng.integers(0, len(values), _N_MATCHED)
    structure, levels = first.structure(first.scores[rows]), noise.levels[rows]
    first = replace(first, room=Room.beside(structure, ceiling(values)))
    calibrated = yield from part(recalibrated(first, structure, levels, rng), 0.92, 1.0)
    return replace(first, noise=calibrated)


def recalibrated(
    variation: Variation, structure: Array, levels: Array, rng: np.random.Generator
) -> Steps[NoiseModel]:
    """Noise for spectra that are drawn in another way.

    Parameters
    ----------
    variation : Variation
        As :func:`fit_variation` gave it.
    structure : ndarray of float64, shape (n, n_points)
        Noise-free spectra drawn in that way.
    levels : ndarray of float64, shape (n,)
        Their noise levels.
    rng : numpy.random.Generator
        Source of chance.

    Yields
    ------
    Progress

    Returns
    -------
    NoiseModel
        Calibrated noise.
    """
    assert variation.folds is not None
    assert variation.room is not None
    noise, folds, n = variation.noise, variation.folds, variation.n_components
    matching = match_residuals(noise, folds, n, structure, levels, rng, variation.balance)
    noise = yield from part(matching, 0.0, 0.9)
    yield Progress(0.95, "calibrating noise")
    # Denoised models leave traces at frequencies that the spectra themselves do not contain, and
    # components of few spectra fine texture that is drawn with the noise as well.
    gain = variation.room.gain(noise.draw(levels, rng))
    noise = replace(noise, power=noise.power * gain**2)
    return _not_lost(noise, variation, structure, levels, rng)


def _not_lost(
    noise: NoiseModel,
    variation: Variation,
    structure: Array,
    levels: Array,
    rng: np.random.Generator,
) -> NoiseModel:
    """Take noise as it was estimated where calibration has lost it.

    A structure that leaves more than measured spectra do, by a drawn score that means nothing or
    by one spectrum unlike all others, would have to be made up for by less than no noise.
    """
    folds = variation.folds
    assert folds is not None
    some = folds.values[:: -(-len(folds.values) // _N_MATCHED)]
    wanted = float(np.median(point_noise(some)))
    if float(np.median(point_noise(structure + noise.draw(levels, rng)))) >= _LOST * wanted:
        return noise
    noise = estimate_noise(folds.residuals(variation.n_components), 0)
    if variation.room is not None:
        gain = variation.room.ceiling_alone(noise.draw(levels, rng))
        noise = replace(noise, power=noise.power * gain**2)
    found = float(np.median(point_noise(noise.draw(levels, rng))))
    # What is rough in the structure already is not made up for again.
    lacking = math.sqrt(max(wanted**2 - float(np.median(point_noise(structure))) ** 2, 0.0))
    return replace(noise, profile=noise.profile * lacking / max(found, 1e-300))
