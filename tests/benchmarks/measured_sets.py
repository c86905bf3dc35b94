"""Measured sets for benchmarks: read, corrected, and halved by group or place.

Every set is brought to the form that the program would give it: airPLS with λ = 1e5 unless it was
corrected before, then the vector norm. Sets of one specimen are halved by place (blocks of
neighbouring spectra) or, where asked for, spectrum by spectrum; all others by specimen or series.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing.recipe import Recipe

#: Spectra of one substance that are used at most; a seeded choice, for time.
MAX_SPECTRA = 240

#: What the names of spectra end with that are beyond the first of a set.
OTHERS = " (others)"
_FOOD = "openraman_food"

#: Blocks of neighbouring spectra that a set of one specimen is divided into.
_N_BLOCKS = 8


@dataclass(frozen=True, eq=False)
class MeasuredSet:
    """One substance of a measured set.

    Parameters
    ----------
    name : str
        Set and substance.
    spectra : Spectra
        Corrected and normalised; groups are specimens, series or blocks of neighbours.
    one_specimen : bool
        Whether the groups are blocks of one specimen.
    """

    name: str
    spectra: Spectra
    one_specimen: bool

    def halves(self, seed: int, by_group: bool = True) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Rows for training and rows held out, whole groups together unless told otherwise."""
        n = len(self.spectra)
        rng = np.random.default_rng([seed, 11])
        units = np.arange(n)
        if by_group:
            units = np.unique(self.spectra.group, return_inverse=True)[1]
        held_out = np.zeros(n, bool)
        sizes = np.bincount(units)
        for unit in rng.permutation(len(sizes)):
            if held_out.sum() + sizes[unit] / 2 <= n / 2:
                held_out |= units == unit
        return np.flatnonzero(~held_out), np.flatnonzero(held_out)


def measured_sets(
    folder: Path,
    classified: bool = False,
    names: list[str] | None = None,
    others: bool = False,
) -> Iterator[MeasuredSet]:
    """Read the sets that are there, one substance after another.

    Parameters
    ----------
    folder : Path
        Where they are.
    classified : bool
        Whether sets of one specimen are given as several classes where there is anything to tell
        apart: the two spectrometers of the twinning set, and the thirds of the cartilage map along
        x. To tell these apart is of no use, but hard, and real.
    names : list of str, optional
        Beginnings of the names of the sets that are wanted; all without it.
    others : bool
        Whether spectra that figures of the program were not tuned on are given instead: as many
        further ones of large sets, and food (pixels for an axis, strong fluorescence, three
        spectra a sample).
    """
    sets = (
        ("lipid_excipients_785", "order"),
        ("chondro_map", "map"),
        ("streamline_map", "order"),
        ("mice_tissue", "animal"),
        ("charisma_twinning_785", "series"),
    )
    for name, grouping in (*sets, (_FOOD, "sample")) if others else sets:
        if names and not any(one.startswith(name) or name.startswith(one) for one in names):
            continue
        path = next(
            (p for p in folder.glob(f"**/{name}.npz")),
            None,
        )
        if path is None:
            continue
        with np.load(path, allow_pickle=False) as stored:
            tables = {key: stored[key] for key in stored.files}
        labels = tables["label"].astype(str)
        if classified and grouping == "map":
            x = tables["map_xy_um"][:, 0]
            third = np.searchsorted(np.quantile(x, [1 / 3, 2 / 3]), x)
            labels = np.array(["left", "middle", "right"])[third]
        elif grouping == "series" and not classified:
            labels = np.full(len(labels), "one specimen")
        for label in dict.fromkeys(labels.tolist()):
            rows = np.flatnonzero(labels == label)
            rows = rows[np.isfinite(tables["spectra"][rows]).all(axis=1)]
            further = others and name != _FOOD
            if further and len(rows) < 2 * MAX_SPECTRA:
                continue
            if len(rows) > MAX_SPECTRA:
                first = MAX_SPECTRA if further else 0
                mixed = np.random.default_rng(0).permutation(rows)
                rows = np.sort(mixed[first : first + MAX_SPECTRA])
            groups = _groups(tables, rows, grouping)
            spectra = Spectra.from_arrays(
                tables["x"].astype(float), tables["spectra"][rows], label, groups
            )
            one = grouping in ("order", "map")
            which = f"{name}:{label}{OTHERS if further else ''}"
            if names and not which.startswith(tuple(names)):
                continue
            yield MeasuredSet(which, _corrected(spectra, grouping == "animal"), one)


def _groups(tables: dict[str, NDArray], rows: NDArray[np.intp], grouping: str) -> list[str]:
    if grouping == "animal":
        return [str(sample).split("_")[0] for sample in tables["sample"][rows]]
    if grouping == "series":
        pairs = zip(tables["label"][rows], tables["sample"][rows], strict=True)
        return [f"{instrument} {str(sample).rsplit('_', 1)[0]}" for instrument, sample in pairs]
    order = np.arange(len(rows))
    if grouping == "sample":
        return [str(sample) for sample in tables["sample"][rows]]
    if grouping == "map":
        place = tables["map_xy_um"][rows]
        order = np.empty(len(rows), np.intp)
        order[np.lexsort((place[:, 1], place[:, 0]))] = np.arange(len(rows))
    return [f"block {block}" for block in order * _N_BLOCKS // len(rows)]


def _corrected(spectra: Spectra, was_corrected: bool) -> Spectra:
    recipe = Recipe().with_value("normalisation.method", "vector")
    recipe = recipe.with_value("spikes.method", "none")
    if was_corrected:
        recipe = recipe.with_value("baseline.method", "none")
    else:
        recipe = recipe.with_value("baseline.method", "airpls").with_value("baseline.lam", "1e5")
    return recipe.apply(spectra)
