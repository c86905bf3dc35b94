"""What one fold hands to the judgement."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from .features import amplitude

#: More held-out or generated spectra than this are not compared in one fold; a seeded choice is.
MAX_COMPARED = 2000


@dataclass(frozen=True, eq=False)
class FoldSample:
    """Generated spectra of one class beside the originals that their model never saw.

    Parameters
    ----------
    label : str
        Substance.
    fold : int
        Fold whose originals were held out; -1 where the model was trained on all of them.
    held_out : ndarray of float32, shape (n, n_points)
        Originals that judge; may be empty.
    generated : ndarray of float32, shape (m, n_points)
        Drawn from the model of this fold.
    training : ndarray of float32, shape (t, n_points), optional
        Originals the model was fitted to (with those that chose its best state); an empty table
        counts as none.
    within_specimen : bool
        Whether held-out and training originals share a specimen.
    axis : ndarray of float64, shape (n_points,), optional
        Raman shifts; without them places are told in points.
    unit : str
        Unit of the axis in words, such as ``cm⁻¹``.
    chosen_bands : tuple of float
        Places on the axis at which the user wants a band looked at.
    """

    label: str
    fold: int
    held_out: NDArray[np.float32]
    generated: NDArray[np.float32]
    training: NDArray[np.float32] | None = None
    within_specimen: bool = False
    axis: NDArray[np.float64] | None = None
    unit: str = ""
    chosen_bands: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        held_out = self._table("held_out", "held-out", finite=True)
        generated = self._table("generated", "generated", finite=False)
        tables = [held_out, generated]
        if self.training is not None:
            tables.append(self._table("training", "training", finite=True))
            if len(tables[-1]) == 0:
                object.__setattr__(self, "training", None)
        widths = {table.shape[1] for table in tables if len(table)}
        if self.axis is not None and len(self.axis) not in widths | {0}:
            widths |= {len(self.axis)} if widths else set()
        if len(widths) > 1:
            raise SpectraError(
                f"Class {self.label}: original and generated spectra differ in their number of "
                f"points ({', '.join(map(str, sorted(widths)))}).",
                "Bring them to one axis first.",
            )

    def _table(self, name: str, kind: str, finite: bool) -> NDArray[np.float32]:
        values = np.asarray(getattr(self, name), np.float32)
        if values.ndim != 2 or (len(values) and values.shape[1] == 0):
            raise SpectraError(f"Class {self.label}: {kind} spectra must be rows of a table.")
        if finite and not np.isfinite(values).all():
            raise SpectraError(
                f"Class {self.label}: {kind} spectra contain values that are not numbers.",
                "Leave those spectra out.",
            )
        object.__setattr__(self, name, values)
        return values

    @property
    def judged(self) -> bool:
        """Whether there is anything to compare."""
        return self.fold >= 0 and len(self.held_out) > 0 and len(self.generated) > 0

    @property
    def chosen_points(self) -> tuple[int, ...]:
        """The chosen bands as points from 0."""
        if self.axis is None:
            return ()
        inside = [b for b in self.chosen_bands if self.axis[0] <= b <= self.axis[-1]]
        return tuple(int(np.abs(self.axis - band).argmin()) for band in inside)

    @property
    def n_seen(self) -> int:
        """Number of held-out originals that are among the training spectra, too."""
        if self.training is None:
            return 0
        trained = {row.tobytes() for row in self.training}
        return sum(row.tobytes() in trained for row in self.held_out)

    def rng(self, seed: int, purpose: int) -> np.random.Generator:
        """Give random numbers that depend on seed, class, fold and purpose alone."""
        return np.random.default_rng(
            [seed, zlib.crc32(self.label.encode()), self.fold + 1, purpose]
        )


def in_one_unit(samples: Sequence[FoldSample]) -> tuple[list[FoldSample], float]:
    """Bring the spectra of a class to a unit of intensity in which their peaks are about 1 high.

    Whatever compares intensities with numbers of other units then does so alike for spectra in
    counts, normalised to their area, or in watts.

    Parameters
    ----------
    samples : sequence of FoldSample
        All folds of one class.

    Returns
    -------
    samples : list of FoldSample
        The same in the new unit, without any rounding.
    unit : float
        The new unit in the old one: a power of two, by the originals alone.
    """
    judging = [sample.held_out for sample in samples if sample.judged]
    height = amplitude(judging[0].mean(axis=0, dtype=np.float64)) if judging else 0.0
    power = round(float(np.log2(height))) if height > 0 else 0
    if power == 0:
        return list(samples), 1.0
    return [_halved(sample, power) for sample in samples], float(np.ldexp(1.0, power))


def _halved(sample: FoldSample, times: int) -> FoldSample:
    training = None if sample.training is None else np.ldexp(sample.training, -times)
    return replace(
        sample,
        held_out=np.ldexp(sample.held_out, -times),
        generated=np.ldexp(sample.generated, -times),
        training=training,
    )


def choose(spectra: NDArray[np.float32], n: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Choose `n` spectra at random without repeats, in their order; all, if there are no more.

    Parameters
    ----------
    spectra : ndarray, shape (n_spectra, n_points)
        To choose from.
    n : int
        How many.
    rng : numpy.random.Generator
        Source of the choice.
    """
    if len(spectra) <= n:
        return spectra
    return spectra[np.sort(rng.permutation(len(spectra))[:n])]
