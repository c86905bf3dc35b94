"""What a worker process loads before its first call, so that training starts at once."""

from __future__ import annotations


def preload() -> None:
    """Import torch and run every kind of layer once, forwards and backwards."""
    import torch

    from . import training  # noqa: F401
    from .model import one_thread
    from .networks import Critic, Generator

    with one_thread():
        rng = torch.Generator().manual_seed(0)
        generator, critic = Generator(64, 4, (4, 2), 4, rng), Critic(64, (2, 4), rng)
        spectra = generator(torch.zeros(2, 4))
        noise = torch.fft.irfft(torch.fft.rfft(spectra), n=64)
        slope = critic.closed_form_gradient(spectra).square().sum()
        (critic(spectra + noise).sum() + slope).backward()


preload()
