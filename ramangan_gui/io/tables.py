"""Wide CSV: one spectrum a row, the axis in the header row."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import AugmentedSet, Review
from ..core.errors import OutputError
from ..core.progress import Progress, Steps
from .atomic import replacing, sync
from .hdf5_columns import generated_names

#: Columns before the intensities: words first, then numbers, since many readers of tables take
#: numbers between words for a break.
COLUMNS = ("name", "label", "group", "is_generated", "fold")

REJECTED_COLUMNS = ("name", "label", "reason", "fold", "quality_score")

#: Numbers formatted between two signs of progress.
_BLOCK = 200_000

#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: str | os.PathLike[str], augmented: AugmentedSet) -> Steps[None]:
    """Write corrected originals and accepted generated spectra as CSV, and check the file.

    Text is UTF-8, the decimal sign a point, and every intensity has the nine digits that give the
    same 32-bit number back. An axis that is no Raman shift is named in a remark above the header.

    Parameters
    ----------
    path : path-like
        The file; an older one is replaced at the end, and kept if anything fails.
    augmented : AugmentedSet
        The set.

    Yields
    ------
    Progress
        While writing and checking.

    Raises
    ------
    OutputError
        If the system refuses, or the file does not hold what was written.
    """
    n_rows = len(augmented.corrected) + len(augmented.accepted)
    yield from _write(path, _lines(augmented), n_rows)


def write_rejected_csv(path: str | os.PathLike[str], augmented: AugmentedSet) -> Steps[None]:
    """Write the rejected spectra apart, each with its reason, in the form of :func:`write_csv`.

    Parameters
    ----------
    path : path-like
        The file.
    augmented : AugmentedSet
        The set.

    Yields
    ------
    Progress
        While writing and checking.

    Raises
    ------
    OutputError
        As :func:`write_csv`.
    """
    yield from _write(path, _rejected_lines(augmented), len(augmented.rejected))


def _write(
    path: str | os.PathLike[str], lines: Iterator[tuple[str, int]], n_rows: int
) -> Steps[None]:
    written, done = hashlib.sha256(), 0
    with replacing(path) as temporary:
        with open(temporary, "wb") as file:
            for text, rows in lines:
                data = text.encode("utf-8", "backslashreplace")
                written.update(data)
                file.write(data)
                done += rows
                yield Progress(0.9 * done / max(n_rows, 1), "Writing the table")
        sync(temporary)
        with open(temporary, "rb") as file:
            found = yield from _digest(file)
        if found != written.digest():
            raise OutputError(
                f"{Path(path)} did not survive being read back.",
                "Save it again, or to another drive.",
            )


def _digest(file: BinaryIO) -> Steps[bytes]:
    found = hashlib.sha256()
    while block := file.read(1 << 24):
        found.update(block)
        yield Progress(0.95, "Checking the table")
    return found.digest()


def _lines(augmented: AugmentedSet) -> Iterator[tuple[str, int]]:
    """Give the text in pieces, each with the number of rows in it."""
    corrected, accepted = augmented.corrected, augmented.accepted
    if corrected.x_unit != "1/cm":
        yield f"# x unit: {corrected.x_unit}\n", 0
    yield ",".join([*COLUMNS, *map(repr, corrected.raman_shift.tolist())]) + "\n", 0
    originals = zip(
        corrected.label.tolist(),
        augmented.fold.tolist(),
        corrected.group.tolist(),
        corrected.name.tolist(),
        strict=True,
    )
    heads = [_head(name, label, group, 0, fold) for label, fold, group, name in originals]
    yield from _rows(heads, corrected.intensities)
    names = generated_names(np.flatnonzero(augmented.generated.review == Review.ACCEPTED))
    generated = zip(names, accepted.label.tolist(), accepted.fold.tolist(), strict=True)
    heads = [_head(name, label, "", 1, fold) for name, label, fold in generated]
    yield from _rows(heads, accepted.intensities)


def _rejected_lines(augmented: AugmentedSet) -> Iterator[tuple[str, int]]:
    corrected, rejected = augmented.corrected, augmented.rejected
    if corrected.x_unit != "1/cm":
        yield f"# x unit: {corrected.x_unit}\n", 0
    yield ",".join([*REJECTED_COLUMNS, *map(repr, corrected.raman_shift.tolist())]) + "\n", 0
    names = generated_names(np.flatnonzero(augmented.generated.review == Review.REJECTED))
    columns = (rejected.label, rejected.reason_told, rejected.fold, rejected.quality_score)
    heads = []
    rows = zip(names, *(c.tolist() for c in columns), strict=True)
    for name, label, reason, fold, score in rows:
        words = ",".join(map(cell, (name, label, reason)))
        heads.append(f"{words},{fold},{score:.4g}")
    yield from _rows(heads, rejected.intensities)


def _head(name: str, label: str, group: str, is_generated: int, fold: int) -> str:
    return f"{cell(name)},{cell(label)},{cell(group)},{is_generated},{fold}"


def _rows(heads: list[str], values: NDArray[np.float32]) -> Iterator[tuple[str, int]]:
    form = ",%.9g" * values.shape[1] + "\n"
    step = max(1, _BLOCK // values.shape[1])
    for begin in range(0, len(heads), step):
        block = values[begin : begin + step].tolist()
        names = heads[begin : begin + step]
        rows = [head + form % tuple(row) for head, row in zip(names, block, strict=True)]
        yield "".join(rows), len(rows)


def cell(text: str) -> str:
    """Give text as a cell that no spreadsheet takes for a formula and no reader for a remark.

    Parameters
    ----------
    text : str
        Any text; line breaks become blanks, so that a row stays a line.

    Returns
    -------
    str
        In quotation marks; with a leading apostrophe where it begins as a formula does.
    """
    guarded = f"'{text}" if text.startswith(_FORMULA) else text
    one_line = " ".join(guarded.splitlines()) if guarded else ""
    return '"' + one_line.replace('"', '""').replace("\0", "") + '"'
