"""Spectra of many files while they are read, in as little memory as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from .labelling import Part

#: Single spectra that are put into one block. The system gets a block back as a whole, once its
#: spectra are on the common axis; thousands of small pieces it would not get back at all.
_BLOCK: Final = 256


class Gathered:
    """Collects what was read, file by file."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._n_packed = 0

    def add(self, read: Sequence[Part]) -> None:
        """Take the spectra of a file; the same axis as before is kept only once."""
        for each in read:
            last = self.parts[-1].measured.axis if self.parts else None
            axis = each.measured.axis
            if last is not None and axis is not last and np.array_equal(axis, last):
                each = replace(each, measured=replace(each.measured, axis=last))
            self.parts.append(each)
        if len(self.parts) - self._n_packed >= _BLOCK:
            self._pack()

    def _pack(self) -> None:
        """Put the latest spectra into one block, if they are single ones after the same axis."""
        latest = self.parts[self._n_packed :]
        axis = latest[0].measured.axis
        if all(each.measured.axis is axis and len(each.measured) == 1 for each in latest):
            block = np.concatenate([each.measured.intensities for each in latest])
            for place, each in enumerate(latest):
                measured = replace(each.measured, intensities=block[place : place + 1])
                self.parts[self._n_packed + place] = replace(each, measured=measured)
        self._n_packed = len(self.parts)
