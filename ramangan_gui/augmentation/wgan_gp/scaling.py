"""Between intensities and the numbers the networks see: scaling, its inverse, and padding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..starlet import moving_average

if TYPE_CHECKING:
    from torch import Tensor

_SMOOTH = 9
_FLOOR = 1e-3


@dataclass(frozen=True, eq=False)
class Scaling:
    """Affine map of a substance's spectra, point by point: scaled = (intensity − mean) / scale.

    Parameters
    ----------
    mean : ndarray of float64, shape (n_points,)
        Mean spectrum.
    scale : ndarray of float64, shape (n_points,)
        Positive.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]

    @classmethod
    def between(cls, mean: NDArray[np.float64], intensities: NDArray[np.float64]) -> Scaling:
        """Scale halfway (geometrically) between the local and the overall standard deviation.

        With the overall one alone weak bands would hardly count; with the local one alone, noise
        between the bands would count as much as the bands.

        Parameters
        ----------
        mean : ndarray, shape (n_points,)
            Mean spectrum to subtract.
        intensities : ndarray, shape (n_spectra, n_points)
            Training spectra, not all alike.
        """
        local = intensities.std(axis=0)
        overall = float(np.sqrt(np.mean(local**2)))
        scale = moving_average(np.sqrt(local * overall), _SMOOTH)
        return cls(mean, np.maximum(scale, _FLOOR * overall))

    def forward(self, intensities: NDArray[np.floating]) -> NDArray[np.float64]:
        """Scaled values of intensities of shape (n, n_points)."""
        return (np.asarray(intensities, np.float64) - self.mean) / self.scale

    def inverse(self, scaled: NDArray[np.floating]) -> NDArray[np.float64]:
        """Intensities of scaled values of shape (n, n_points)."""
        return np.asarray(scaled, np.float64) * self.scale + self.mean


def reflection_index(n_points: int, length: int) -> Tensor:
    """Which point stands at each place of a spectrum made up to `length` by reflection.

    Parameters
    ----------
    n_points : int
        Points of the spectrum, at least 2.
    length : int
        Length wanted, at least `n_points`; the surplus is split between the two ends.
    """
    import torch

    before = (length - n_points) // 2
    index = np.pad(np.arange(n_points), (before, length - n_points - before), mode="reflect")
    return torch.from_numpy(index)
