"""Training spectra without spikes of cosmic rays, whatever was done to them before.

A spike is in one spectrum alone, at a place where no other has one. What is learnt from it is
wrong twice: noise as strong as the spike, spread over the whole spectrum, and components of
variation that nothing real follows. So it is taken out before anything is learnt, and said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from ..core.spikes import filled, usual_points
from .base import Augmenter, Checkpoints, FittedModel, OuterModel
from .common_scale import CommonScale
from .noise_model import Array

#: Points on each side that a spike is compared with, and whose mean takes its place.
_AROUND = 5
#: So many robust standard deviations a spike stands out from all spectra at its place.
_OUTLYING = 8.0
#: Two points away a spike has less than this share of its height.
_GONE = 0.25
#: Spectra that tell what is usual, and that are looked at together, at most; for memory.
_COMPARED = 1000
#: Share of the progress that looking for spikes takes.
_SHARE = 0.01
#: Intensities that are filtered in one go.
_VALUES_AT_ONCE = 200_000


def spoilt_points(values: NDArray[np.floating]) -> Steps[NDArray[np.bool_]]:
    """Tell which points belong to spikes that one spectrum of a substance has and others have not.

    A spike stands out from its own neighbourhood, by much more than other spectra do at the same
    place, and is gone two points away, as no resolved band is.

    Parameters
    ----------
    values : ndarray, shape (n_spectra, n_points)
        All spectra of the substance that are learnt from.

    Returns
    -------
    ndarray of bool, shape (n_spectra, n_points)
    """
    rows = np.unique(np.linspace(0, len(values) - 1, min(len(values), _COMPARED)).astype(np.intp))
    above = yield from part(_above(values[rows]), 0.0, 0.5)
    usual = np.median(above, axis=0)
    spread = 1.4826 * np.median(np.abs(above - usual), axis=0)
    # Where all spectra are cut off or zero, nothing is known of what is usual there.
    spread = np.maximum(spread, max(float(np.median(spread)), 1e-300))
    found = np.zeros(values.shape, bool)
    for start in range(0, len(values), _COMPARED):
        block = slice(start, start + _COMPARED)
        if len(values) > _COMPARED:
            share = 0.5 / len(values)
            looking = _above(values[block])
            end = min(start + _COMPARED, len(values))
            above = yield from part(looking, 0.5 + share * start, 0.5 + share * end)
        found[block] = _spoilt(above, usual, spread)
    return np.asarray(found & ~usual_points(found.sum(axis=0), len(values)))


def _spoilt(above: Array, usual: Array, spread: Array) -> NDArray[np.bool_]:
    """Tell which points are spikes by how far they are above those around them."""
    away = np.abs(above - usual)
    # Some spectra are noisier than others.
    noisier = 1.4826 * np.median(away / spread, axis=1, keepdims=True)
    spread = spread * np.maximum(noisier, 1.0)
    # Bands that few spectra have, or have elsewhere, may be narrow in their difference from others,
    # but not in themselves.
    peak = (away > _OUTLYING * spread) & _narrow(away) & _narrow(np.abs(above))
    foot = away > 0.5 * _OUTLYING * spread
    found = peak.copy()
    found[:, 1:] |= peak[:, :-1] & foot[:, 1:]
    found[:, :-1] |= peak[:, 1:] & foot[:, :-1]
    return found


def _narrow(heights: Array) -> NDArray[np.bool_]:
    """Tell which points are the highest around, two points from where hardly anything is left."""
    beside = np.pad(heights, ((0, 0), (2, 2)))
    highest = (heights >= beside[:, 1:-3]) & (heights >= beside[:, 3:-1])
    return highest & (_GONE * heights > np.maximum(beside[:, :-4], beside[:, 4:]))


def _above(values: NDArray[np.floating]) -> Steps[Array]:
    """How far each point is above the median of those around it, some spectra at a time."""
    from scipy.ndimage import median_filter  # late: a start need not wait for it

    around = np.ones((1, 2 * _AROUND + 1), bool)
    around[0, _AROUND] = False
    above = values.astype(np.float64)
    at_once = max(1, _VALUES_AT_ONCE // above.shape[1])
    for start in range(0, len(above), at_once):
        yield Progress(start / len(above), "looking for spikes")
        rows = slice(start, start + at_once)
        above[rows] -= median_filter(above[rows], footprint=around, mode="nearest")
    return above


def without_spikes(spectra: Spectra, found: NDArray[np.bool_]) -> Spectra:
    """Give spectra with the mean of their neighbours for points that were found.

    What normalisation has made equal in all spectra is equal in those given.

    Parameters
    ----------
    spectra : Spectra
        Spectra of one substance.
    found : ndarray of bool, shape (n_spectra, n_points)
        As :func:`spoilt_points` gave it.
    """
    rows = np.flatnonzero(found.any(axis=1))
    if not rows.size:
        return spectra
    values = spectra.intensities.astype(np.float64)
    common = CommonScale.of(values)
    for row in rows:
        values[row] = filled(values[row], found[row], _AROUND)
    values[rows] = common.applied(values[rows])
    return spectra.with_intensities(values)


class UnspoiltModel(OuterModel):
    """A model of spectra out of which spikes were taken; it comes back as the inner one.

    Parameters
    ----------
    inner : FittedModel
        Model of the spectra without spikes.
    n_spoilt : int
        Number of training spectra that had any.
    """

    def __init__(self, inner: FittedModel, n_spoilt: int) -> None:
        super().__init__(
            inner, f"{inner.kept} Spikes in {n_spoilt} of the spectra were not learnt."
        )
        self._n_spoilt = n_spoilt

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what is doubtful."""
        own = (
            f"Training spectra with spikes: {self._n_spoilt}. Spikes are not learnt; remove them "
            "from the originals, too, on the Correct page."
        )
        return (*super().warnings, own)


def unspoilt(augmenter: Augmenter) -> Augmenter:
    """Give an augmenter that learns nothing from spikes.

    Parameters
    ----------
    augmenter : Augmenter
        Any.
    """

    def fit(
        training: Spectra,
        validation: Spectra,
        params: Any,
        seed: int,
        checkpoints: Checkpoints | None,
    ) -> Steps[FittedModel]:
        known = training.intensities
        if len(validation):
            known = np.concatenate([known, validation.intensities])
        # Missing values are for the augmenter to refuse.
        found = np.zeros(known.shape, bool)
        if np.isfinite(known).all():
            found = yield from part(spoilt_points(known), 0.0, _SHARE)
        own, unseen = found[: len(training)], found[len(training) :]
        parts = without_spikes(training, own), without_spikes(validation, unseen)
        work = augmenter.fit(*parts, params, seed, checkpoints)
        model = yield from part(work, _SHARE, 1.0)
        n_spoilt = int(found.any(axis=1).sum())
        return UnspoiltModel(model, n_spoilt) if n_spoilt else model

    return replace(augmenter, fit=fit)
