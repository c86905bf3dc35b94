"""The losses of WGAN-GP as pure functions of tensors.

The critic D scores spectra; its mean score of originals minus that of generated spectra estimates
the Wasserstein distance between the two, as long as the slope of D stays close to k.

References
----------
Arjovsky, Chintala, Bottou, Wasserstein GAN, 2017, arXiv:1701.07875.
Gulrajani, Ahmed, Arjovsky, Dumoulin, Courville, Improved Training of Wasserstein GANs, 2017,
arXiv:1704.00028.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor


def wasserstein_estimate(score_original: Tensor, score_generated: Tensor) -> Tensor:
    """Estimate of the Wasserstein distance: mean D(original) − mean D(generated).

    Parameters
    ----------
    score_original, score_generated : Tensor, shape (n,)
        What the critic says of each spectrum.
    """
    return score_original.mean() - score_generated.mean()


def critic_loss(
    score_original: Tensor, score_generated: Tensor, penalty: Tensor | float, lambda_gp: float
) -> Tensor:
    """Loss of the critic: −(Wasserstein estimate) + λ · gradient penalty.

    Parameters
    ----------
    score_original, score_generated : Tensor, shape (n,)
        What the critic says of each spectrum.
    penalty : Tensor
        Gradient penalty.
    lambda_gp : float
        Its weight λ.
    """
    return lambda_gp * penalty - wasserstein_estimate(score_original, score_generated)


def generator_loss(score_generated: Tensor) -> Tensor:
    """Loss of the generator: −mean D(generated)."""
    return -score_generated.mean()


def interpolate(original: Tensor, generated: Tensor, epsilon: Tensor) -> Tensor:
    """Points between originals and generated spectra, ε · original + (1 − ε) · generated.

    Parameters
    ----------
    original, generated : Tensor, shape (n, n_points)
        Spectra, paired by row.
    epsilon : Tensor, shape (n, 1)
        One ε in [0, 1] per spectrum, the same for all its points.
    """
    return epsilon * original + (1.0 - epsilon) * generated


def gradient_penalty(norms: Tensor, k: float = 1.0, one_sided: bool = False) -> Tensor:
    """Penalty on the slope of the critic: the mean square of (norm − k).

    Parameters
    ----------
    norms : Tensor, shape (n,)
        Length of the critic's gradient at each spectrum, over all its points.
    k : float
        Slope that the critic should have.
    one_sided : bool
        Punish slopes above k only ("the gradient does not exceed k"); by default deviations to
        both sides are punished.
    """
    excess = norms - k
    if one_sided:
        excess = excess.clamp(min=0.0)
    return excess.square().mean()


def gradient_norms(gradient: Tensor) -> Tensor:
    """Length of each spectrum's gradient over all its points, shape (n,)."""
    norms: Tensor = torch.linalg.vector_norm(gradient.flatten(1), dim=1)
    return norms


def input_gradient(critic: Callable[[Tensor], Tensor], spectra: Tensor) -> Tensor:
    """Gradient of the critic at each spectrum, by automatic differentiation.

    The *sum* of the scores is differentiated: each score depends on its own spectrum alone, so row
    i is the gradient of score i. (The mean would divide every gradient by the batch size.) The
    result can be differentiated again with respect to the critic's weights.

    Parameters
    ----------
    critic : callable
        Gives one score per spectrum.
    spectra : Tensor, shape (n, n_points)
        Where the gradient is taken.
    """
    at = spectra.detach().requires_grad_(True)
    (gradient,) = torch.autograd.grad(critic(at).sum(), at, create_graph=True)
    return gradient
