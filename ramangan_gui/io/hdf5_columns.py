"""The columns of a table of spectra in a file: which there are, and where their values are from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import Generated
from ..core.spectra import Spectra
from .hdf5_items import Rows


@dataclass(frozen=True)
class Column:
    """A column of every table of spectra.

    Parameters
    ----------
    name : str
        Name of the dataset.
    kind : str
        Type of number, ``U`` for text.
    empty : object
        Value where the column does not apply.
    meaning : str
        What it holds, for readers of the file.
    """

    name: str
    kind: str
    empty: Any
    meaning: str


COLUMNS = (
    Column("label", "U", "", "substance"),
    Column("label_id", "<i4", -1, "row of the substance in class_names"),
    Column("is_generated", "|b1", False, "whether a model made the spectrum"),
    Column(
        "fold",
        "<i4",
        -1,
        "original: fold in which it was held out; generated: fold whose originals its model "
        "never saw; -1: none",
    ),
    Column("group", "U", "", "specimen or series of measurements"),
    Column("name", "U", "", "name of the spectrum"),
    Column("source_file", "U", "", "file that the original came from"),
    Column("source_index", "<i4", -1, "number of the original within that file"),
    Column("source_sha256", "U", "", "SHA-256 of that file"),
    Column("parent_index", "<i4", -1, "row of the original that it was made from, -1: none"),
    Column("seed", "<i8", -1, "seed of the draw"),
    Column("quality_score", "<f4", np.nan, "plausibility: 1 best, below 0 implausible"),
    Column("review", "|i1", 0, "0 undecided, 1 accepted, 2 rejected"),
    Column(
        "reason",
        "U",
        "",
        "why the plausibility filter objects, or a rejection by eye; empty: nothing objects",
    ),
    Column("generated_index", "<i4", -1, "number of the generated spectrum, in order of the draw"),
)

_BY_NAME = {column.name: column for column in COLUMNS}

#: Columns that a table takes from the originals and from the generated spectra.
ORIGINAL = ("label", "group", "name", "source_file", "source_index", "source_sha256")
GENERATED = ("label", "fold", "seed", "parent_index", "quality_score", "review", "reason")


def generated_names(chosen: NDArray[np.intp]) -> list[str]:
    """Name generated spectra by their rows in the table of all, in every file alike."""
    return [f"generated {row + 1}" for row in chosen.tolist()]


@dataclass(frozen=True, eq=False)
class Table:
    """What one group of spectra holds: originals first, then generated spectra.

    Parameters
    ----------
    axis : Spectra
        Set whose axis and unit hold for all rows.
    originals : Spectra, optional
        The originals.
    fold : ndarray of int32
        Fold of each original.
    generated : Generated, optional
        Where generated spectra are taken from.
    chosen : ndarray of int
        Which of them.
    """

    axis: Spectra
    originals: Spectra | None
    fold: NDArray[np.int32]
    generated: Generated | None
    chosen: NDArray[np.intp]

    @property
    def n_originals(self) -> int:
        """Number of originals."""
        return 0 if self.originals is None else len(self.originals)

    @property
    def intensities(self) -> Rows:
        """All spectra, row by row."""
        parts = []
        if self.originals is not None:
            parts.append((self.originals.intensities, np.arange(self.n_originals)))
        if self.generated is not None:
            parts.append((self.generated.intensities, self.chosen))
        return Rows(parts)

    def column(self, column: Column, class_names: Sequence[str]) -> NDArray[Any]:
        """Give one column."""
        if column.name == "label_id":
            numbers = {name: i for i, name in enumerate(class_names)}
            labels = self.column(_BY_NAME["label"], class_names).tolist()
            return np.array([numbers[label] for label in labels], column.kind)
        above = self._of_originals(column.name)
        below = self._of_generated(column.name)
        parts = [
            np.full(n, column.empty) if values is None else values
            for n, values in ((self.n_originals, above), (len(self.chosen), below))
        ]
        return np.concatenate([np.asarray(values, column.kind) for values in parts])

    def _of_originals(self, name: str) -> Any:
        if name == "fold":
            return self.fold
        return getattr(self.originals, name) if self.originals and name in ORIGINAL else None

    def _of_generated(self, name: str) -> Any:
        if name == "is_generated":
            return np.ones(len(self.chosen), bool)
        if name == "generated_index":
            return self.chosen
        if name == "name":
            return np.array(generated_names(self.chosen), np.str_)
        if self.generated is None or name not in GENERATED:
            return None
        source = "reason_told" if name == "reason" else name
        return getattr(self.generated, source)[self.chosen]
