"""What the networks learn from: training spectra, their linear model and noise, as tensors."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..copula import fit_copula
from ..noise_model import Array
from ..variation import Variation
from .model import shape_latent
from .scaling import Scaling

#: Variance of structure (the originals' is about 1) that does not matter beside noise.
NEGLIGIBLE = 1e-3


class Material:
    """Training spectra of one substance in network values.

    Parameters
    ----------
    variation : Variation
        Linear model of the training spectra.
    scaling : Scaling
        Between intensities (in the variation's unit) and network values.
    intensities : ndarray of float64, shape (n_spectra, n_points)
        Training spectra in the variation's unit.
    n_components : int
        Components that the latent variables have room for.
    copula : bool
        Whether the latent variables get the distribution of the scores before training.

    Attributes
    ----------
    originals : Tensor, shape (n_spectra, n_points)
        Training spectra as measured.
    loadings : Tensor, shape (n_components, n_points)
        Components of variation.
    scores : Tensor, shape (n_spectra, n_components)
        Scores of the training spectra.
    structure_variance : float
        Mean variance of the structure, about 1 where noise is weak.
    level_bounds : tuple of float
        Smallest and largest log noise level of the training spectra.
    copula : Copula, optional
        Distribution of the scores.
    """

    def __init__(
        self,
        variation: Variation,
        scaling: Scaling,
        intensities: Array,
        n_components: int,
        copula: bool,
    ) -> None:
        self.originals = tensor(scaling.forward(intensities))
        self._denoised = tensor(scaling.forward(variation.structure(variation.scores)))
        self.loadings = tensor(variation.loadings[:n_components] / scaling.scale)
        self.scores = tensor(variation.scores[:, :n_components])
        self.structure_variance = float(self.loadings.square().sum(0).mean()) + NEGLIGIBLE
        self.copula = fit_copula(variation.scores[:, :n_components]) if copula else None
        noise = variation.noise
        self._profile = tensor(noise.profile / scaling.scale)
        self._amplitude = tensor(np.sqrt(noise.power))
        self._levels = tensor(noise.levels)
        self._log_levels = np.log(noise.levels)
        self.level_bounds = float(self._log_levels.min()), float(self._log_levels.max())

    def level_regression(self) -> tuple[Tensor, float, float]:
        """Log noise level as a linear function of the scores.

        Returns
        -------
        slope : Tensor, shape (n_components,)
            Ridge regression on the scores.
        mean : float
            Mean log level.
        left : float
            Standard deviation of what the scores do not explain.
        """
        mean = float(self._log_levels.mean())
        deviation, scores = self._log_levels - mean, self.scores.numpy().astype(np.float64)
        ridge = scores.T @ scores + 0.3 * len(scores) * np.eye(scores.shape[1])
        slope = np.linalg.solve(ridge, scores.T @ deviation)
        return tensor(slope), mean, float(np.std(deviation - scores @ slope))

    def draw_originals(self, n: int, refresh: bool, rng: torch.Generator) -> Tensor:
        """Training spectra drawn at random, as measured or denoised and with fresh noise."""
        rows = torch.randint(len(self.originals), (n,), generator=rng)
        if not refresh:
            return self.originals[rows]
        return self._denoised[rows] + self.draw_noise(self._levels[rows], rng)

    def draw_between(self, n: int, rng: torch.Generator) -> Tensor:
        """Scores on lines through pairs of training spectra."""
        first, second = (
            self.scores[torch.randint(len(self.scores), (n,), generator=rng)] for _ in range(2)
        )
        return first + 0.5 * normal(n, 1, rng) * (second - first)

    def draw_latent(self, n: int, width: int, rng: torch.Generator) -> Tensor:
        """Draw latent variables: of the components as the scores are distributed, else normal."""
        latent = normal(n, width, rng)
        if self.copula is not None:
            shape_latent(latent.numpy(), self.copula)
        return latent

    def draw_noise(self, levels: Tensor, rng: torch.Generator) -> Tensor:
        """Noise for one spectrum per entry of `levels`."""
        white = normal(len(levels), self._profile.numel(), rng)
        coloured = torch.fft.irfft(torch.fft.rfft(white) * self._amplitude, n=white.shape[1])
        noise: Tensor = coloured * self._profile * levels[:, None]
        return noise


def normal(n: int, width: int, rng: torch.Generator) -> Tensor:
    """Draw standard normal numbers, shape (n, width)."""
    return torch.randn(n, width, generator=rng)


def tensor(values: NDArray[np.floating]) -> Tensor:
    """Give values as a float32 tensor of its own."""
    return torch.from_numpy(np.array(values, np.float32))
