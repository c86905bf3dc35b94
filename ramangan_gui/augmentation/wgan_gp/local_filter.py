"""Filters that differ from place to place, for tensors; see :mod:`..tints`."""

from __future__ import annotations

import torch
from torch import Tensor

from ..noise_model import Array
from ..tints import continued, inside, octave_gains


class LocalFilter:
    """Filters curves, then multiplies each octave by a factor at each point.

    Parameters
    ----------
    gain : ndarray of float64, shape (n_points // 2 + 1,)
        Of the filter, at each frequency.
    tints : ndarray of float64, shape (N_OCTAVES, n_points)
        Factors.
    like : Tensor
        Whose type and device is used.

    Attributes
    ----------
    places : Tensor, shape (n_longer,)
        Points of a curve in the order in which it is continued by its mirror image.
    """

    def __init__(self, gain: Array, tints: Array, like: Tensor) -> None:
        n_points = tints.shape[1]
        self.places = torch.from_numpy(continued(n_points).copy()).to(like.device)
        self._gains = torch.from_numpy(octave_gains(gain, n_points)).to(like)
        self._tints = torch.from_numpy(tints.copy()).to(like)
        self._inside = inside(n_points)

    def of_continued(self, curves: Tensor) -> Tensor:
        """Filter curves that are as long as `places`; give what is inside, shape (n, n_points)."""
        at = torch.fft.rfft(curves)
        parts = torch.fft.irfft(at[:, None] * self._gains, n=curves.shape[1])
        result: Tensor = (parts[..., self._inside] * self._tints).sum(1)
        return result

    def __call__(self, curves: Tensor) -> Tensor:
        """Filter curves of shape (n, n_points)."""
        return self.of_continued(curves[:, self.places])
