"""Simulated measurements of simulated substances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..core.errors import ParameterError
from ..core.spectra import Spectra
from .substances import Peak, Substance, pseudo_voigt


@dataclass(frozen=True, eq=False)
class Drawn:
    """Simulated spectra of one substance, taken apart.

    Parameters
    ----------
    signal : ndarray of float64, shape (n, n_points)
        Raman bands alone, without noise, in counts.
    background : ndarray of float64, shape (n, n_points)
        Fluorescence and offset, without noise.
    noise : ndarray of float64, shape (n, n_points)
        What detector and light add.
    specimen : ndarray of int, shape (n,)
        Number of the specimen that each was measured on.
    other_form : ndarray of bool, shape (n,)
        Whether each shows the second crystal form.
    """

    signal: NDArray[np.float64]
    background: NDArray[np.float64]
    noise: NDArray[np.float64]
    specimen: NDArray[np.intp]
    other_form: NDArray[np.bool_]

    @property
    def counts(self) -> NDArray[np.float64]:
        """What the detector counts: everything together, as whole numbers."""
        return np.rint(self.signal + self.background + self.noise)


def draw(
    substance: Substance,
    n: int,
    raman_shift: ArrayLike,
    seed: int | Sequence[int],
    spectra_per_specimen: int = 4,
) -> Drawn:
    """Measure one substance `n` times.

    The noise of light is drawn from the normal distribution, as befits some hundred counts a
    point; its level differs from spectrum to spectrum as the substance says.

    Parameters
    ----------
    substance : Substance
        What is measured.
    n : int
        Number of spectra.
    raman_shift : array_like, shape (n_points,)
        Axis, ascending, cm⁻¹.
    seed : int or sequence of int
        The same seed gives the same spectra, bit for bit on one machine.
    spectra_per_specimen : int
        Spectra measured on each specimen, one after another; the last may have fewer.

    Returns
    -------
    Drawn
    """
    if n < 1 or spectra_per_specimen < 1:
        raise ParameterError("A simulation needs at least one spectrum, and one on each specimen.")
    axis = np.asarray(raman_shift, np.float64)
    seeds = np.random.SeedSequence(seed).spawn(5)
    rng, form_1, form_2, light, detector = map(np.random.default_rng, seeds)
    specimen = np.arange(n) // spectra_per_specimen
    v = substance.variation
    exposure = np.exp(v.exposure * _normal(rng, specimen, v.between))[:, None]
    level = np.exp(v.noise_level * rng.standard_normal(n))[:, None]
    other = rng.random(n) < substance.other_share
    signal = _bands(substance, substance.peaks, axis, specimen, form_1)
    if other.any():
        signal[other] = _bands(substance, substance.other_form, axis, specimen, form_2)[other]
    signal *= exposure
    background = substance.offset + exposure * _humps(substance, axis, specimen, light)
    of_light = substance.shot_noise**2 * np.maximum(signal + background, 0)
    spread = np.sqrt(of_light + substance.read_noise**2)
    noise = level * spread * detector.standard_normal(signal.shape)
    return Drawn(signal, background, noise, specimen, other)


def simulate(
    substances: Sequence[Substance],
    counts: Sequence[int],
    raman_shift: ArrayLike,
    seed: int,
    spectra_per_specimen: int = 4,
) -> Spectra:
    """Measure several substances; groups are their specimens.

    Parameters
    ----------
    substances : sequence of Substance
        What is measured.
    counts : sequence of int
        Number of spectra of each.
    raman_shift : array_like, shape (n_points,)
        Axis, ascending, cm⁻¹.
    seed : int
        The same seed gives the same spectra; a substance keeps its spectra when others are added
        after it.
    spectra_per_specimen : int
        Spectra measured on each specimen; the last specimen may have fewer.

    Returns
    -------
    Spectra
        Raw counts with fluorescence and noise, substance after substance.
    """
    if len(substances) != len(counts) or not substances:
        raise ParameterError("Each simulated substance needs its number of spectra.")
    axis = np.asarray(raman_shift, np.float64)
    values, label, group, name = [], [], [], []
    for number, (substance, n) in enumerate(zip(substances, counts, strict=True)):
        drawn = draw(substance, n, axis, [seed, number], spectra_per_specimen)
        values.append(drawn.counts)
        label += [substance.name] * n
        group += [f"{substance.name} #{i + 1}" for i in drawn.specimen]
        for row, specimen in enumerate(drawn.specimen):
            name.append(f"{specimen + 1}-{row % spectra_per_specimen + 1}")
    return Spectra.from_arrays(axis, np.concatenate(values), label, group, name)


def _normal(
    rng: np.random.Generator, specimen: NDArray[np.intp], between: float, *shape: int
) -> NDArray[np.float64]:
    """Draw standard normal numbers, one row a spectrum, of which a part belongs to specimens."""
    shared = rng.standard_normal((int(specimen[-1]) + 1, *shape))[specimen]
    own = rng.standard_normal((specimen.size, *shape))
    mixed: NDArray[np.float64] = np.sqrt(between) * shared + np.sqrt(1 - between) * own
    return mixed


def _bands(
    substance: Substance,
    peaks: tuple[Peak, ...],
    axis: NDArray[np.float64],
    specimen: NDArray[np.intp],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Add up the bands of every spectrum, shape (n, n_points)."""
    v, n = substance.variation, specimen.size
    families = sorted({peak.family for peak in peaks})
    shift = v.shift * _normal(rng, specimen, v.between)
    width = np.exp(v.width * _normal(rng, specimen, v.between))
    together = _normal(rng, specimen, v.between, len(families))
    total = np.zeros((n, axis.size))
    for peak in peaks:
        own_shift = v.peak_shift * _normal(rng, specimen, v.between)
        own_height = v.height * _normal(rng, specimen, v.between)
        common = v.family * together[:, families.index(peak.family)]
        height = peak.height * np.maximum(1 + common + own_height, 0.0)
        profile = pseudo_voigt(
            axis,
            (peak.position + shift + own_shift)[:, None],
            (peak.width * width)[:, None],
            peak.lorentz,
        )
        total += height[:, None] * profile
    return total


def _humps(
    substance: Substance,
    axis: NDArray[np.float64],
    specimen: NDArray[np.intp],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Add up the fluorescence of every spectrum, shape (n, n_points)."""
    v = substance.variation
    total = np.zeros((specimen.size, axis.size))
    for hump in substance.humps:
        height = hump.height * np.exp(v.fluorescence * _normal(rng, specimen, v.between))
        centre = hump.centre + v.fluorescence_shift * _normal(rng, specimen, v.between)
        total += height[:, None] * np.exp(
            -0.5 * np.square((axis - centre[:, None]) / hump.width)
        )  # fmt: skip
    return total
