"""Taking the noise that estimates from few spectra carry off their mean and components.

It would be shared by all generated spectra: neighbours of measured spectra among them would be
farther off than neighbours of their own kind, and a clustering would find it as a fingerprint.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..core.progress import Progress, Steps, part
from .components import Folds
from .noise_model import Array, NoiseModel
from .passband import limited, passband, power_of, power_of_loadings
from .starlet import detail_energies, shrink

#: Largest factor by which a denoised component is brought back to its length.
_MAX_LOST = 2.0
#: How many times the noise energy expected in mean and components may be taken off. More would
#: leave even less of spectra not seen, but it takes fine texture that measured spectra have.
STRICTNESSES = (0.25, 0.5, 0.75, 1.0)
#: Least share of a component's variance that is taken for its own.
_LEAST_SIGNAL = 0.01


@dataclass(frozen=True)
class Denoising:
    """How noise is taken off mean and components; see :func:`.starlet.shrink`.

    Parameters
    ----------
    strictness : float
        How many times the noise energy that is expected in them is taken off.
    together : bool
        Whether what they have in common is damped as one.
    """

    strictness: float = 0.0
    together: bool = False


#: What is tried; each curve by itself first.
_TRIED = (
    Denoising(),
    *(Denoising(strictness, together) for together in (False, True) for strictness in STRICTNESSES),
)


def denoised_folds(
    values: Array, folds: Folds, n_components: int, noise: NoiseModel, rng: np.random.Generator
) -> Steps[tuple[Folds, Denoising]]:
    """Give the models of most spectra, denoised in the way that serves the others best.

    What these leave of the spectra that they have not seen is what the model of all will leave of
    new ones. Where spectra differ in fine detail, as averages of many do, denoising makes it more.

    Parameters
    ----------
    values : ndarray of float64, shape (n_spectra, n_points)
        All training spectra.
    folds : Folds
        As :func:`.components.cross_validate` gave them.
    n_components : int
        Components that are kept.
    noise : NoiseModel
        Noise of the spectra.
    rng : numpy.random.Generator
        Source of chance.

    Yields
    ------
    Progress

    Returns
    -------
    folds : Folds
        Denoised.
    denoising : Denoising
        The way.
    """
    draws = noise.draw(np.ones(64), rng)
    powers = [power_of(values[folds.fold != number]) for number in range(len(folds.means))]
    sizes = {int(np.sum(folds.fold != number)) for number in range(len(folds.means))}
    carried = {n_others: detail_energies(draws / math.sqrt(n_others)) for n_others in sizes}
    best: tuple[float, Folds, Denoising] | None = None
    for number, denoising in enumerate(_TRIED):
        trying = _folds(values, folds, n_components, noise, carried, powers, denoising)
        share = 1.0 / len(_TRIED)
        tried = yield from part(trying, number * share, (number + 1) * share)
        energy = float(np.mean(tried.energies_left(n_components) / noise.levels**2))
        if best is None or energy < best[0]:
            best = energy, tried, denoising
    assert best is not None
    return best[1], best[2]


def _folds(
    values: Array,
    folds: Folds,
    n_components: int,
    noise: NoiseModel,
    carried: Mapping[int, Sequence[Array]],
    powers: list[Array],
    denoising: Denoising,
) -> Steps[Folds]:
    means, components = [], []
    scores = np.empty((len(values), n_components))
    for number, (mean, found) in enumerate(zip(folds.means, folds.components, strict=True)):
        yield Progress(number / len(folds.means), "estimating noise")
        left_out = folds.fold == number
        n_others, directions = int(np.sum(~left_out)), found[:n_components]
        spread = ((values[~left_out] - mean) @ directions.T).std(0, ddof=1)
        total = np.maximum(spread**2, 1e-24)
        signal = without_noise(total, directions, noise, n_others)
        known = carried[n_others]
        clean, loadings = denoised(mean, directions, signal, total, known, denoising)
        found = power_of_loadings(loadings, n_others)
        gain = passband(powers[number], found, n_others - 1)
        clean, loadings = limited(clean[None], gain)[0], limited(loadings, gain)
        basis = np.linalg.qr(loadings.T)[0].T
        scores[left_out] = (values[left_out] - clean) @ basis.T
        means.append(clean)
        components.append(basis)
    return Folds(values, scores, folds.fold, tuple(means), tuple(components), folds.directions)


def denoised(
    mean: Array,
    directions: Array,
    signal: Array,
    total: Array,
    carried: Sequence[Array],
    denoising: Denoising,
) -> tuple[Array, Array]:
    """Mean and loadings, less the noise that they carry.

    Parameters
    ----------
    mean : ndarray of float64, shape (n_points,)
        Mean of the spectra.
    directions : ndarray of float64, shape (n_components, n_points)
        Orthonormal components.
    signal, total : ndarray of float64, shape (n_components,)
        Variance along them, without and with noise.
    carried : sequence of ndarray of float64, each of shape (n_points,)
        Energy, scale by scale, of such noise as a mean of the spectra carries; see
        :func:`.starlet.detail_energies`.
    denoising : Denoising
        How it is taken off.
    """
    # Of this length, components carry as much noise as the mean does.
    curves = np.vstack([mean, np.sqrt(total)[:, None] * directions])
    clean = shrink(curves, carried, denoising.strictness, denoising.together)
    loadings = clean[1:] * np.sqrt(signal / np.maximum(total, 1e-300))[:, None]
    # What was taken off a component was noise that had turned it away from its direction.
    lengths = np.sum(loadings**2, axis=1)
    lost = np.sqrt(signal / np.maximum(lengths, 1e-300))
    loadings *= np.clip(lost, 1.0, _MAX_LOST)[:, None]
    return clean[0], loadings


def without_noise(found: Array, directions: Array, noise: NoiseModel, n_spectra: int) -> Array:
    """Variance of each component before noise was added to the spectra.

    Noise raises the variance found along a component twice: by its own share in that direction,
    and because components lean towards the noise of few spectra (Baik and Silverstein, J.
    Multivar. Anal. 97, 1382 (2006), doi 10.1016/j.jmva.2005.08.003). Cross-validated variances
    lack more than that, namely what true variation has in other directions than the components
    found, and spectra drawn with them would vary too little.
    """
    level = float(np.mean(noise.levels**2))
    own = noise.variance_along(directions)
    leaning = float(np.sum(noise.profile**2)) * level / n_spectra
    above = np.maximum(found - own - leaning, 0.0)
    inside = above**2 - 4.0 * leaning * own
    # Below the edge of what noise alone gives, nothing is known; no component is without a share.
    own = np.where(inside > 0.0, 0.5 * (above + np.sqrt(np.maximum(inside, 0))), 0.0)
    return np.asarray(np.maximum(own, _LEAST_SIGNAL * found))


def noise_left(
    removed: Array, noise: NoiseModel, n_spectra: int, rng: np.random.Generator
) -> float:
    """Part of the noise energy of a mean that is still in it, after `removed` was, 0 to 1."""
    energy = float(np.sum(noise.draw(np.ones(64), rng) ** 2)) / 64.0 / n_spectra
    return float(np.clip(1.0 - np.sum(removed**2) / max(energy, 1e-300), 0.0, 1.0))
