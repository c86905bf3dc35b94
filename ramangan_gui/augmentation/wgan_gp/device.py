"""Where the networks are trained: on the processor, or on a GPU that computes as it does.

All random numbers are drawn on the processor, so that a training on a GPU meets the same ones; its
results differ by rounding alone, which training makes grow.
"""

from __future__ import annotations

import functools

import torch
from torch import Tensor

from .blocks import convolved, convolved_back

#: Difference between a GPU and the processor that is rounding, relative to the largest value.
_ROUNDING = 1e-4

CPU = torch.device("cpu")


def usable_device(choice: str) -> tuple[torch.device, str]:
    """Give the device to train on.

    Parameters
    ----------
    choice : str
        A value of the parameter ``device``.

    Returns
    -------
    device : torch.device
        The GPU if one is wanted, torch sees it and it computes as the processor does.
    note : str
        Why a GPU that is there is not used, in words for the user; else empty.
    """
    if choice == "cpu" or not torch.cuda.is_available():
        return CPU, ""
    return _checked("cuda")


@functools.cache
def _checked(name: str) -> tuple[torch.device, str]:
    """Compare a device with the processor, once in the life of the process."""
    try:
        device = torch.device(name)
        if computes_alike(device):
            return device, ""
    except Exception as error:  # whatever driver or library it is that fails
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return CPU, f"The processor trained: a GPU is there, but fails ({reason})."
    return CPU, "The processor trained: a GPU is there, but computes otherwise."


def computes_alike(device: torch.device) -> bool:
    """Whether the operations that training is made of give the same as on the processor."""
    rng = torch.Generator().manual_seed(0)
    spectra = torch.randn(8, 64, 3, generator=rng)
    kernel, back = (torch.randn(shape, generator=rng) for shape in ((24, 5), (24, 5)))
    found = _trial(spectra.to(device), kernel.to(device), back.to(device))
    return all(
        bool((there.cpu() - here).abs().max() <= _ROUNDING * here.abs().max())
        for here, there in zip(_trial(spectra, kernel, back), found, strict=True)
    )


def _trial(spectra: Tensor, kernel: Tensor, back: Tensor) -> list[Tensor]:
    """Give a convolution, its way back, a filter, and the gradients of all these."""
    kernel, back = kernel.clone().requires_grad_(), back.clone().requires_grad_()
    forth = torch.nn.functional.leaky_relu(convolved(spectra, kernel, 4), 0.2)
    returned = convolved_back(forth, back, 4)
    filtered = torch.fft.irfft(torch.fft.rfft(returned[:, :, 0]) * 0.5, n=returned.shape[1])
    (filtered.square().mean() + returned.square().mean()).backward()
    assert kernel.grad is not None
    assert back.grad is not None
    return [part.detach() for part in (forth, returned, filtered, kernel.grad, back.grad)]
