"""The customary ways to change a measured spectrum a little: parameters and rules.

Every rule takes training spectra drawn at random and gives as many changed ones.

References
----------
Bjerrum, Glahder, Skov, Data Augmentation of Spectral Data for Convolutional Neural Network Based
Deep Chemometrics, 2017, arXiv:1710.01927 (offset, slope, multiplication).
Zhang, Cisse, Dauphin, Lopez-Paz, mixup: Beyond Empirical Risk Minimization, 2017, arXiv:1710.09412.
Blazhko, Shapaval, Kovalev, Kohler, Comparison of augmentation and pre-processing for deep learning
and chemometric classification of infrared spectra, Chemom. Intell. Lab. Syst. 215, 104367 (2021),
doi 10.1016/j.chemolab.2021.104367.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from ..core.params import Parameters, param
from .displacement import displaced
from .noise_model import Array, NoiseModel

Rows = NDArray[np.intp]

#: Height of a spectrum, as a part of that of the mean spectrum, below which it shows too little to
#: be given another height.
_WEAK = 0.1


@dataclass(frozen=True, eq=False)
class Source:
    """What spectra are changed, and what is known about them.

    Parameters
    ----------
    originals : ndarray of float64, shape (n_spectra, n_points)
        Training spectra.
    step : float
        Distance of two points, cm⁻¹.
    noise : NoiseModel, optional
        Their noise, in their units; for the rule that needs it.
    """

    originals: Array
    step: float
    noise: NoiseModel | None = None


@dataclass(frozen=True)
class Change(Parameters):
    """A rule with its parameters."""

    #: Whether the rule needs the noise of the training spectra.
    needs_noise: ClassVar[bool] = False

    @classmethod
    def preset(cls, name: str) -> Self:
        """Give the parameters of a preset; all presets are alike, nothing is trained."""
        return cls()

    def parents(self, source: Source) -> Rows:
        """Rows of the training spectra that can be changed by the rule.

        Parameters
        ----------
        source : Source
            All training spectra.
        """
        return np.arange(len(source.originals))

    def apply(self, source: Source, parents: Rows, rows: Array, rng: np.random.Generator) -> Array:
        """Change spectra.

        Parameters
        ----------
        source : Source
            All training spectra.
        parents : ndarray of int, shape (n,)
            Rows that are changed.
        rows : ndarray of float64, shape (n, n_points)
            The spectra in these rows.
        rng : numpy.random.Generator
            Source of chance.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class AddedNoise(Change):
    """Noise like the spectrum's own is added."""

    prefix: ClassVar[str] = "noise"
    needs_noise: ClassVar[bool] = True

    strength: float = param(
        1.0,
        "Strength",
        bounds=(0.01, 10.0),
        log=True,
        tooltip="Added noise as a multiple of the noise that the spectrum has; 1 makes it 1.4 "
        "times as noisy.",
    )

    def apply(self, source: Source, parents: Rows, rows: Array, rng: np.random.Generator) -> Array:
        """Add noise of the same colour and of the spectrum's own level."""
        assert source.noise is not None
        return rows + self.strength * source.noise.draw(source.noise.levels[parents], rng)


@dataclass(frozen=True)
class Shift(Change):
    """The whole spectrum is moved along the axis."""

    prefix: ClassVar[str] = "shift"

    spread: float = param(
        1.0,
        "Spread of the shift",
        unit="cm⁻¹",
        bounds=(0.001, 100.0),
        log=True,
        tooltip="Standard deviation of the shift; about how well instruments are calibrated.",
    )

    def apply(self, source: Source, parents: Rows, rows: Array, rng: np.random.Generator) -> Array:
        """Move each spectrum by a normally distributed shift."""
        points = self.spread / source.step * rng.standard_normal(len(rows))
        return displaced(rows, points)


@dataclass(frozen=True)
class Scale(Change):
    """The whole spectrum is multiplied by a factor."""

    prefix: ClassVar[str] = "scale"

    spread: float = param(
        0.05,
        "Spread of the factor",
        bounds=(0.0001, 2.0),
        log=True,
        tooltip="Standard deviation of the factor's logarithm: 0.05 changes heights by about 5 %.",
    )

    def apply(self, source: Source, parents: Rows, rows: Array, rng: np.random.Generator) -> Array:
        """Multiply each spectrum by a log-normally distributed factor."""
        return np.asarray(rows * np.exp(self.spread * rng.standard_normal((len(rows), 1))))


@dataclass(frozen=True)
class OffsetAndSlope(Change):
    """A straight line is added."""

    prefix: ClassVar[str] = "offset"

    offset: float = param(
        0.02,
        "Spread of the offset",
        bounds=(0.0, 2.0),
        tooltip="Standard deviation of the line's height, as a part of the height of the mean "
        "spectrum.",
    )
    slope: float = param(
        0.02,
        "Spread of the slope",
        bounds=(0.0, 2.0),
        tooltip="Standard deviation of the line's rise from the middle to the end of the axis, as "
        "a part of the height of the mean spectrum.",
    )

    def apply(self, source: Source, parents: Rows, rows: Array, rng: np.random.Generator) -> Array:
        """Add a line of random height and slope."""
        height = float(np.ptp(source.originals.mean(0)))
        offset, slope = height * rng.standard_normal((2, len(rows), 1))
        return np.asarray(rows + self.offset * offset + self.slope * slope * _axis(rows))


@dataclass(frozen=True)
class Mixup(Change):
    """Two spectra of the substance are averaged with random weights."""

    prefix: ClassVar[str] = "mixup"

    alpha: float = param(
        0.4,
        "Shape α of the weights",
        bounds=(0.01, 100.0),
        log=True,
        tooltip="Weights are drawn from a Beta(α, α) distribution: small α stays near one of the "
        "two spectra, 1 draws all weights alike, large α averages them evenly.",
    )

    def apply(self, source: Source, parents: Rows, rows: Array, rng: np.random.Generator) -> Array:
        """Average each spectrum with another."""
        n = len(source.originals)
        mates = (parents + rng.integers(1, n, len(rows))) % n
        weight = rng.beta(self.alpha, self.alpha, (len(rows), 1))
        return np.asarray(weight * rows + (1.0 - weight) * source.originals[mates])


@dataclass(frozen=True)
class Emsa(Change):
    """Height and polynomial background are drawn anew, as far apart as the spectra show them."""

    prefix: ClassVar[str] = "emsa"

    order: int = param(
        2,
        "Order of the background",
        bounds=(0, 6),
        tooltip="Order of the polynomial that stands for what is left of the background.",
    )
    strength: float = param(
        1.0,
        "Strength",
        bounds=(0.01, 10.0),
        log=True,
        tooltip="1 varies height and background as much as the training spectra do among "
        "themselves.",
    )

    def parents(self, source: Source) -> Rows:
        """Rows of the training spectra that are not nearly blank, nor upside down."""
        heights = self._described(source)[1][:, 0]
        return np.flatnonzero(heights >= _WEAK * heights.mean())

    def apply(self, source: Source, parents: Rows, rows: Array, rng: np.random.Generator) -> Array:
        """Take each spectrum's own height and background off, and give it others."""
        design, found = self._described(source)
        spread = self.strength * found.std(0, ddof=1)
        wanted = found.mean(0) + spread * rng.standard_normal((len(rows), design.shape[1]))
        own, backgrounds = found[parents], design[:, 1:].T
        # A height drawn below 0 would turn the spectrum upside down.
        height = np.abs(wanted[:, :1]) / own[:, :1]
        return np.asarray((rows - own[:, 1:] @ backgrounds) * height + wanted[:, 1:] @ backgrounds)

    def _described(self, source: Source) -> tuple[Array, Array]:
        """Give mean and backgrounds, and how much of each every training spectrum has."""
        axis = _axis(source.originals)
        powers = [axis**power for power in range(self.order + 1)]
        design = np.stack([source.originals.mean(0), *powers], axis=1)
        return design, np.linalg.lstsq(design, source.originals.T, rcond=None)[0].T


def _axis(rows: Array) -> Array:
    """Place of each point, from -1 to 1."""
    return np.linspace(-1.0, 1.0, rows.shape[1])
