"""Spectra on the way to one axis, and what is told about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..core.spectra import Spectra
from .labelling import Labelled
from .readers.base import number


@dataclass(eq=False)
class Aligned:
    """Spectra on one axis, and what it took.

    Parameters
    ----------
    spectra : Spectra or None
        ``None`` where no spectra are left.
    left_out : dict of int to str
        Reason by number of the file.
    messages : list of str
        What was done, for the user.
    with_gaps : dict of int to list of int
        Numbers of the spectra that were left out of a file because they have gaps, by file.
    marks : dict of str to list of int
        Rows of `spectra` by the check (see ``preprocessing.checks``) that concerns them.
    laser_hint_nm : float, optional
        Laser that file names speak of, where the axis is in nm and no laser is stated.
    """

    spectra: Spectra | None = None
    left_out: dict[int, str] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    with_gaps: dict[int, list[int]] = field(default_factory=dict)
    marks: dict[str, list[int]] = field(default_factory=dict)
    laser_hint_nm: float | None = None

    def remaining(self, items: Sequence[Item]) -> list[Item]:
        """Give the items whose files are not left out."""
        return [item for item in items if item.file not in self.left_out]


@dataclass(eq=False)
class Item:
    """Spectra of one file on one axis, on the way to the common axis.

    Parameters
    ----------
    file : int
        Number of the file among those offered.
    path, name : str
        The file.
    numbers : ndarray of int32, shape (n_spectra,)
        Which spectrum of the file each is.
    n_in_file : int
        Number of spectra of the whole file.
    labelled : Labelled
        Substances, specimens and names.
    position : ndarray of float64, shape (n_spectra, 2), optional
        Map positions.
    axis : ndarray of float64
        Strictly ascending; one object for all items that have the same axis.
    values : ndarray of float32
        Intensities; dropped once they are on the common axis.
    x_unit : str
        Unit of the axis.
    laser_nm : float, optional
        Laser that the file states.
    marks : set of str
        Checks that concern all its spectra.
    """

    file: int
    path: str
    name: str
    numbers: NDArray[np.int32]
    n_in_file: int
    labelled: Labelled
    position: NDArray[np.float64] | None
    axis: NDArray[np.float64]
    values: NDArray[np.float32]
    x_unit: str
    laser_nm: float | None
    marks: set[str] = field(default_factory=set)

    @property
    def n_spectra(self) -> int:
        """Number of spectra, also after the intensities were dropped."""
        return self.numbers.size

    @property
    def step(self) -> float:
        """Mean distance of neighbouring points."""
        return float(self.axis[-1] - self.axis[0]) / (self.axis.size - 1)


def files_said(count: int) -> str:
    """Write a number of files for people."""
    return f"{number(count)} file{'' if count == 1 else 's'}"


def commonest_axis(items: Sequence[Item]) -> tuple[NDArray[np.float64], float]:
    """Give the axis that most spectra have, and their share."""
    counts: Counter[int] = Counter()
    for item in items:
        counts[id(item.axis)] += item.n_spectra
    most, count = counts.most_common(1)[0]
    axis = next(item.axis for item in items if id(item.axis) == most)
    return axis, count / sum(counts.values())
