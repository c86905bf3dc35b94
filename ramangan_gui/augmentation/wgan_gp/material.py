"""What the networks learn from: training spectra, their linear model and noise, as tensors."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..noise_model import Array
from ..passband import network_passband, network_tints, power_of
from ..score_sampler import ScoreSampler
from ..variation import Variation
from .device import CPU
from .local_filter import LocalFilter
from .networks import Products
from .scaling import Scaling

#: Variance of structure (the originals' is about 1) that does not matter beside noise.
NEGLIGIBLE = 1e-3
#: Spectra that show well enough how fine all of them are.
_ENOUGH = 500


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
    sampler : ScoreSampler
        Draws scores and noise levels.
    device : torch.device
        Where all tensors are.

    Attributes
    ----------
    originals : Tensor, shape (n_spectra, n_points)
        Training spectra as measured.
    curves : Tensor, shape (n_components + n_products, n_points)
        Components of variation, then what goes with products of scores.
    products : Products
        Which products.
    network_limits : dict
        What networks add is filtered by: "network_passband" and, where noise has not the same
        colour everywhere, "network_tints" (see :mod:`..passband`); empty if they may add anything.
    scores : Tensor, shape (n_spectra, n_components)
        Scores of the training spectra.
    structure_variance : float
        Mean variance of the structure, about 1 where noise is weak.
    sampler : ScoreSampler
        Draws the first latent variables and the noise levels.
    """

    def __init__(
        self,
        variation: Variation,
        scaling: Scaling,
        intensities: Array,
        sampler: ScoreSampler,
        device: torch.device = CPU,
    ) -> None:
        n_components = sampler.scores.shape[1]
        self.sampler, self._device = sampler, device
        scaled = scaling.forward(intensities)
        self.originals = tensor(scaled, device)
        some = scaled[:: -(-len(scaled) // _ENOUGH)]
        self.network_limits = _network_limits(some, variation.noise.tints is not None)
        self._denoised = tensor(scaling.forward(variation.structure(variation.scores)), device)
        bends = variation.bends.within(n_components)
        loadings = variation.loadings[:n_components]
        self.curves = tensor(np.concatenate([loadings, bends.curves]) / scaling.scale, device)
        self.products = Products(bends.pairs, bends.levels, device)
        self.scores = tensor(variation.scores[:, :n_components], device)
        of_components = self.curves[:n_components].square().sum(0).mean()
        self.structure_variance = float(of_components) + NEGLIGIBLE
        noise = variation.noise
        profile, gain = noise.quick_filter()
        self._profile, self._gain = tensor(profile, device), tensor(gain, device)
        self._tinting = None
        if noise.tints is not None:
            own = tensor(noise.profile, device)
            self._tinting = LocalFilter(np.sqrt(noise.power), noise.tints, own)
            self._profile = own[self._tinting.places]
        self._inverse_scale = tensor(1.0 / scaling.scale, device)
        self._levels = tensor(noise.levels, device)
        self._energy = noise.energy

    def with_sampler(self, sampler: ScoreSampler) -> Material:
        """Give the same with another sampler."""
        other = copy.copy(self)
        other.sampler = sampler
        return other

    def draw_originals(self, n: int, refresh: bool, rng: torch.Generator) -> Tensor:
        """Training spectra drawn at random, as measured or denoised and with fresh noise."""
        rows = torch.randint(len(self.originals), (n,), generator=rng)
        if not refresh:
            return self.originals[rows]
        return self._denoised[rows] + self.draw_noise(self._levels[rows], rng)

    def structure(self, latent: Tensor) -> Tensor:
        """Noise-free spectra of the model without a network, shape (n, n_points)."""
        n_linear = len(self.curves) - len(self.products.levels)
        return self.products.beside(latent, n_linear) @ self.curves

    def draw_latent(self, n: int, width: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        """Draw latent variables, shape (n, width), and noise levels, shape (n,).

        The first variables are distributed as the scores, all others are normal.
        """
        seed = int(torch.randint(2**62, (), generator=rng))
        scores, levels = self.sampler.draw(n, np.random.default_rng(seed))
        latent = normal(n, width, rng)
        latent[:, : scores.shape[1]] = tensor(scores)
        return latent.to(self._device), tensor(levels, self._device)

    def draw_noise(self, levels: Tensor, rng: torch.Generator) -> Tensor:
        """Noise for one spectrum per entry of `levels`, exactly as strong as they say."""
        white = normal(len(levels), len(self._profile), rng).to(self._device) * self._profile
        noise: Tensor
        if self._tinting is not None:
            noise = self._tinting.of_continued(white)
        else:
            longer = torch.fft.irfft(torch.fft.rfft(white) * self._gain, n=white.shape[1])
            noise = longer[:, : self.originals.shape[1]]
        found = noise.square().sum(1).clamp_min(1e-30)
        noise *= (levels * torch.sqrt(self._energy / found))[:, None]
        noise *= self._inverse_scale
        return noise


def _network_limits(originals: Array, local: bool) -> dict[str, Array]:
    gain = network_passband(power_of(originals))
    if local:
        tints = network_tints(originals - originals.mean(axis=0))
        return {"network_passband": gain, "network_tints": tints}
    return {"network_passband": gain} if (gain < 1.0).any() else {}


def normal(n: int, width: int, rng: torch.Generator) -> Tensor:
    """Draw standard normal numbers, shape (n, width)."""
    return torch.randn(n, width, generator=rng)


def tensor(values: NDArray[np.floating], device: torch.device = CPU) -> Tensor:
    """Give values as a float32 tensor of its own."""
    return torch.from_numpy(np.array(values, np.float32)).to(device)


def array(values: Tensor) -> NDArray[Any]:
    """Give a tensor's values as an array of its own, wherever they are."""
    return values.detach().cpu().numpy().copy()
