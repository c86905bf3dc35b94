"""Splitting originals into folds, by group, before anything is fitted.

*Training* spectra fit, *validation* spectra choose, *held-out* spectra judge, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from .params import Parameters, param
from .spectra import Spectra

#: Below this many validation spectra nothing is chosen by them: the schedule is fixed.
MIN_VALIDATION = 8

#: Below this many training spectra none is set aside for validation.
MIN_TRAINING = 10


@dataclass(frozen=True)
class SplitParams(Parameters):
    """How originals are held out."""

    prefix: ClassVar[str] = "split"

    scheme: str = param(
        "folds",
        "Held-out originals",
        choices={
            "folds": "Folds: each original is held out once",
            "holdout": "One part held out",
            "refit": "Verify in folds, then refit on all",
            "all": "Train on all, no verdict",
        },
        tooltip="Which originals a model never sees, so that they can judge its spectra.",
    )
    folds: int = param(
        2,
        "Folds",
        bounds=(2, 5),
        tooltip="More folds: larger training parts, fewer spectra to judge by, longer training.",
    )
    fraction: float = param(
        0.2,
        "Part held out",
        bounds=(0.1, 0.5),
        tooltip="Share of the groups of each class that is held out when only one part is.",
        advanced=True,
    )
    validation_fraction: float = param(
        0.2,
        "Validation part",
        bounds=(0.0, 0.5),
        tooltip="Share of the training spectra that chooses the best state instead of training.",
        advanced=True,
    )
    seed: int = param(
        0, "Seed of the split", bounds=(0, 2**31 - 1), tooltip="Another seed, another split.",
        advanced=True,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Split:
    """Which originals are held out when.

    Parameters
    ----------
    fold : ndarray of int32, shape (n_spectra,)
        Fold in which each original is held out, -1 if in none.
    models : tuple of int
        Folds for which a model is trained; -1 stands for one trained on all originals.
    within_specimen : frozenset of str
        Classes with fewer groups than folds: single spectra (or blocks of a map) were split, and
        every verdict holds within one specimen only.
    """

    fold: NDArray[np.int32]
    models: tuple[int, ...]
    within_specimen: frozenset[str]

    def held_out(self, spectra: Spectra, label: str, fold: int) -> NDArray[np.intp]:
        """Rows of the originals of `label` that judge the model of `fold`."""
        if fold < 0:
            return np.empty(0, np.intp)
        return np.flatnonzero((spectra.label == label) & (self.fold == fold))

    def training(self, spectra: Spectra, label: str, fold: int) -> NDArray[np.intp]:
        """Rows of the originals of `label` that the model of `fold` may see."""
        mine = spectra.label == label
        return np.flatnonzero(mine if fold < 0 else mine & (self.fold != fold))


def make_split(spectra: Spectra, params: SplitParams) -> Split:
    """Assign every original to a fold, per class, whole groups together.

    Parameters
    ----------
    spectra : Spectra
        The originals, before anything is fitted to them.
    params : SplitParams
        Scheme, number of folds and seed.

    Returns
    -------
    Split
        Depends on labels, groups, map positions and the seed alone, never on intensities.
    """
    fold = np.full(len(spectra), -1, np.int32)
    within: set[str] = set()
    if params.scheme == "all":
        return Split(fold, (-1,), frozenset())
    n_folds = 2 if params.scheme == "holdout" else params.folds
    for number, label in enumerate(sorted(spectra.classes)):
        rows = np.flatnonzero(spectra.label == label)
        rng = np.random.default_rng([params.seed, number])
        units = _units(spectra, rows, n_folds)
        if units is None:
            within.add(label)
            units = _single_units(spectra, rows, n_folds)
        if params.scheme == "holdout":
            fold[rows] = np.where(_holdout(units, params.fraction, rng), 0, -1)
        else:
            fold[rows] = _deal(units, n_folds, rng)
    models: tuple[int, ...] = (0,) if params.scheme == "holdout" else tuple(range(n_folds))
    if params.scheme == "refit":
        models += (-1,)
    return Split(fold, models, frozenset(within))


def set_aside(
    spectra: Spectra, rows: NDArray[np.intp], fraction: float, seed: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Set validation spectra aside inside the training part, by group where groups allow.

    Below :data:`MIN_VALIDATION` of them nothing is chosen, so only two are spared, enough for a
    live curve; below :data:`MIN_TRAINING` training spectra, none.

    Parameters
    ----------
    spectra : Spectra
        The originals.
    rows : ndarray of int, shape (n,)
        Training part of one class.
    fraction : float
        Share to set aside.
    seed : int
        Seed of the choice.

    Returns
    -------
    training, validation : ndarray of int
        Two parts of `rows`.
    """
    wanted = round(fraction * len(rows))
    if wanted < MIN_VALIDATION:
        wanted = 2 if fraction > 0 and len(rows) >= MIN_TRAINING else 0
    if wanted == 0:
        return rows, rows[:0]
    rng = np.random.default_rng([seed, len(rows)])
    _, units = np.unique(spectra.group[rows], return_inverse=True)
    sizes = np.bincount(units)
    taken, n_taken = np.zeros(len(sizes), bool), 0
    for unit in rng.permutation(len(sizes)):
        if n_taken + sizes[unit] <= 1.25 * wanted:
            taken[unit] = True
            n_taken += int(sizes[unit])
        if n_taken >= wanted:
            break
    chosen = taken[units]
    if n_taken < min(wanted, MIN_VALIDATION):
        chosen = np.zeros(len(rows), bool)
        chosen[rng.permutation(len(rows))[:wanted]] = True
    return rows[~chosen], rows[chosen]


def _units(spectra: Spectra, rows: NDArray[np.intp], n_folds: int) -> NDArray[np.intp] | None:
    """Give each spectrum the number of its group; ``None`` where groups are fewer than folds."""
    names, units = np.unique(spectra.group[rows], return_inverse=True)
    if len(names) < n_folds:
        return None
    return np.asarray(units, np.intp)


def _single_units(spectra: Spectra, rows: NDArray[np.intp], n_folds: int) -> NDArray[np.intp]:
    """Split one specimen: a map into blocks of neighbours, anything else into single spectra."""
    position = None if spectra.map_position is None else spectra.map_position[rows]
    if position is None or not np.isfinite(position).all() or len(rows) < 4 * n_folds:
        return np.arange(len(rows))
    longest = int(np.argmax(np.ptp(position, axis=0)))
    order = np.lexsort((position[:, 1 - longest], position[:, longest]))
    blocks = np.empty(len(rows), np.intp)
    for number, block in enumerate(np.array_split(order, 2 * n_folds)):
        blocks[block] = number
    return blocks


def _deal(units: NDArray[np.intp], n_folds: int, rng: np.random.Generator) -> NDArray[np.int32]:
    """Deal units to folds, largest first, always to the fold that has fewest spectra."""
    sizes = np.bincount(units)
    order = rng.permutation(len(sizes))
    order = order[np.argsort(-sizes[order], kind="stable")]
    load = np.zeros(n_folds, np.int64)
    folds = np.arange(n_folds)
    target = np.empty(len(sizes), np.int32)
    # Units of one size are dealt together: each goes to the least of what the folds would hold.
    for size in np.unique(sizes)[::-1]:
        equal = order[sizes[order] == size]
        turns = len(equal) // n_folds + int(np.ptp(load)) // int(size) + 2
        held = load + size * np.arange(turns)[:, None]
        taken = np.argsort((held * n_folds + folds).ravel())[: len(equal)] % n_folds
        target[equal] = taken
        load += size * np.bincount(taken, minlength=n_folds)
    return target[units]


def _holdout(
    units: NDArray[np.intp], fraction: float, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Choose units until the wanted share of the spectra is held out, but never all of them."""
    sizes = np.bincount(units)
    out = np.zeros(len(sizes), bool)
    order = rng.permutation(len(sizes))[: len(sizes) - 1]
    held_before = np.cumsum(sizes[order]) - sizes[order]
    out[order[held_before < fraction * len(units)]] = True
    return out[units]
