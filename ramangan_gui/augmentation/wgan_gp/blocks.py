"""Strided convolution and its transpose as matrix products of blocks.

With kernels twice as long as the stride, every window consists of two neighbouring blocks of one
stride each. Points first and channels last, a convolution is then one matrix product of paired
blocks, and the transposed convolution one matrix product whose halves are added where they overlap:
for networks as small as ours several times as fast as general convolutions.

Blocks have the shape (n_spectra, n_blocks, stride · channels), pairs of neighbours
(n_spectra, n_blocks − 1, 2 · stride · channels).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


class _Pair(torch.autograd.Function):
    """Puts each block beside the next one; the transpose of :class:`_OverlapAdd`."""

    @staticmethod
    def forward(context: Any, blocks: Tensor) -> Tensor:
        return torch.cat([blocks[:, :-1], blocks[:, 1:]], dim=2)

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> Tensor:
        return overlap_add(gradients[0])


class _OverlapAdd(torch.autograd.Function):
    """Adds the second half of each pair to the first half of the next."""

    @staticmethod
    def forward(context: Any, pairs: Tensor) -> Tensor:
        n_spectra, n_pairs, width = pairs.shape
        blocks = pairs.new_empty(n_spectra, n_pairs + 1, width // 2)
        blocks[:, :-1] = pairs[:, :, : width // 2]
        blocks[:, -1] = pairs[:, -1, width // 2 :]
        blocks[:, 1:-1] += pairs[:, :-1, width // 2 :]
        return blocks

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> Tensor:
        return paired(gradients[0])


def paired(blocks: Tensor) -> Tensor:
    """Put each block beside the next one."""
    result: Tensor = _Pair.apply(blocks)  # type: ignore[no-untyped-call]
    return result


def overlap_add(pairs: Tensor) -> Tensor:
    """Add the halves of pairs where they overlap."""
    result: Tensor = _OverlapAdd.apply(pairs)  # type: ignore[no-untyped-call]
    return result


def convolved(values: Tensor, kernel: Tensor, stride: int) -> Tensor:
    """Convolve with a kernel twice as long as the stride.

    Parameters
    ----------
    values : Tensor, shape (n, length, channels)
        A multiple of `stride` long.
    kernel : Tensor, shape (2 · stride · channels, outputs)
        Weight of each point and channel of a window.
    stride : int
        Distance of two windows.

    Returns
    -------
    Tensor, shape (n, length / stride − 1, outputs)
    """
    n, length, channels = values.shape
    return paired(values.reshape(n, length // stride, stride * channels)) @ kernel


def convolved_back(values: Tensor, kernel: Tensor, stride: int) -> Tensor:
    """Run a convolution backwards (its transpose).

    Parameters
    ----------
    values : Tensor, shape (n, length, inputs)
        What the convolution would give.
    kernel : Tensor, shape (2 · stride · channels, inputs)
        As for :func:`convolved`.
    stride : int
        Distance of two windows.

    Returns
    -------
    Tensor, shape (n, (length + 1) · stride, channels)
    """
    n, length, _ = values.shape
    blocks = overlap_add(values @ kernel.t())
    return blocks.view(n, (length + 1) * stride, -1)
