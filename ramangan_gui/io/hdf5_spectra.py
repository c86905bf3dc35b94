"""Tables of spectra as NXdata groups: one row per spectrum, one dataset per column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import BY_EYE, Generated, Review
from ..core.errors import SpectraError
from ..core.progress import Progress, Steps
from ..core.spectra import AXIS_NAMES, Spectra
from .hdf5_columns import COLUMNS, GENERATED, ORIGINAL, Table
from .hdf5_items import AttributeValue, Damaged, Tree, encode

#: The columns of a table that was read, without its intensities.
Columns: TypeAlias = Mapping[str, NDArray[Any]]


def plot_attributes(signal: str, *axes: str) -> dict[str, AttributeValue]:
    """Give the attributes by which NeXus readers find a plot in a group."""
    indices = {f"{axis}_indices": i for i, axis in enumerate(axes)}
    return {"signal": signal, "axes": axes, **indices}


def add_axis(tree: Tree, path: str, spectra: Spectra) -> None:
    """Add the axis of `spectra` to a group, under the name that goes with its unit."""
    tree.add(
        f"{path}/{AXIS_NAMES[spectra.x_unit]}",
        spectra.raman_shift.astype("<f8"),
        units=spectra.x_unit,
        long_name=spectra.axis_title,
    )


def add_values(tree: Tree, path: str, table: Table, title: str) -> None:
    """Add the group of a table with its intensities alone."""
    axis = AXIS_NAMES[table.axis.x_unit]
    tree.add_group(path, "NXdata", **plot_attributes("intensity", "sample_index", axis))
    tree.add(
        f"{path}/intensity",
        table.intensities,
        units="arbitrary",
        long_name=title,
        interpretation="spectrum",
    )


def add_table(
    tree: Tree, path: str, table: Table, class_names: Sequence[str], title: str
) -> Steps[None]:
    """Add a table of spectra as a group that shows itself as a plot.

    Parameters
    ----------
    tree : Tree
        Where to add it.
    path : str
        Path of the group.
    table : Table
        Its rows.
    class_names : sequence of str
        All substances of the file.
    title : str
        What the spectra are, for plots.
    """
    add_values(tree, path, table, title)
    add_axis(tree, path, table.axis)
    numbers = np.arange(table.n_originals + len(table.chosen), dtype="<i4")
    tree.add(f"{path}/sample_index", numbers, long_name="Number of the spectrum")
    for column in COLUMNS:
        data = table.column(column, class_names)
        data = encode(data) if column.kind == "U" else data
        tree.add(f"{path}/{column.name}", data, description=column.meaning)
        yield Progress(0.5, "Preparing")
    position = None if table.originals is None else table.originals.map_position
    if position is not None:
        unknown = np.full((len(table.chosen), 2), np.nan)
        both = np.concatenate([position, unknown]).astype("<f8")
        tree.add(f"{path}/map_position", both, units="um", long_name="x and y on the map")


def read_columns(tree: Tree, path: str, class_names: NDArray[np.str_]) -> Columns:
    """Read and check the columns of a table.

    Raises
    ------
    Damaged
        If one is missing, of another length than the others, or contradicts another.
    """
    n = len(tree.array(f"{path}/sample_index", "<i4"))
    values: dict[str, NDArray[Any]] = {}
    for column in COLUMNS:
        where = f"{path}/{column.name}"
        text = column.kind == "U"
        values[column.name] = (
            tree.texts(where, (n,)) if text else tree.array(where, column.kind, (n,))
        )
    ids = values["label_id"]
    if n and not (ids.min() >= 0 and ids.max() < len(class_names)):
        raise Damaged(f"{path}/label_id is out of range")
    if not np.array_equal(class_names[ids], values["label"]):
        raise Damaged(f"{path}/label_id contradicts {path}/label")
    if not np.isin(values["review"], [int(r) for r in Review]).all():
        raise Damaged(f"{path}/review is out of range")
    if (values["fold"] < -1).any():
        raise Damaged(f"{path}/fold is out of range")
    return values


def read_spectra(tree: Tree, path: str, class_names: NDArray[np.str_]) -> tuple[Spectra, Columns]:
    """Read a table of originals alone.

    Raises
    ------
    Damaged
        If it does not make a set of spectra.
    """
    columns = read_columns(tree, path, class_names)
    n = len(columns["label"])
    units = [unit for unit, name in AXIS_NAMES.items() if f"{path}/{name}" in tree]
    if len(units) != 1:
        raise Damaged(f"{path} has no axis, or several")
    axis = f"{path}/{AXIS_NAMES[units[0]]}"
    if tree.attribute(axis, "units") != units[0]:
        raise Damaged(f"{axis} is in another unit than its name says")
    if columns["is_generated"].any():
        raise Damaged(f"{path} holds generated spectra")
    shift = tree.array(axis, "<f8")
    where = f"{path}/map_position"
    try:
        spectra = Spectra(
            raman_shift=shift,
            intensities=tree.array(f"{path}/intensity", "<f4", (n, shift.size)),
            map_position=tree.array(where, "<f8", (n, 2)) if where in tree else None,
            x_unit=units[0],
            **{name: columns[name] for name in ORIGINAL},
        )
    except SpectraError as error:
        raise Damaged(f"{path} holds no spectra: {error.what}") from error
    return spectra, columns


def read_generated(
    tree: Tree,
    paths: Mapping[str, Review | None],
    corrected: Spectra,
    class_names: NDArray[np.str_],
) -> Generated:
    """Put generated spectra together again, in their order, from the tables they were sorted into.

    Parameters
    ----------
    tree : Tree
        Where to read; a table that begins with originals has the intensities of the others only.
    paths : mapping of str to Review
        Paths of the tables, and the decision that sorted spectra into them (``None``: any);
        the table of accepted ones begins with the originals.
    corrected : Spectra
        The originals.
    class_names : ndarray of str
        All substances of the file.

    Raises
    ------
    Damaged
        If spectra are missing or contradict their table.
    """
    parts = [
        _read_part(tree, path, review, corrected, class_names)
        for path, review in paths.items()
        if path in tree
    ]
    total = sum(len(values) for _, values in parts)
    if not total:
        return Generated.none(corrected.n_points)
    table = {
        name: np.concatenate([columns[name] for columns, _ in parts])
        for name in (*GENERATED, "generated_index")
    }
    order = table.pop("generated_index")
    if not np.array_equal(np.sort(order), np.arange(total)):
        raise Damaged("generated spectra are missing")
    parents = table["parent_index"]
    if parents.min() < -1 or parents.max() >= len(corrected):
        raise Damaged("parent_index is out of range")
    intensities, begin = np.empty((total, corrected.n_points), np.float32), 0
    for _, values in parts:
        intensities[order[begin : begin + len(values)]] = values
        begin += len(values)
    # Who rejected is told by the decision; this column is the filter's alone.
    table["reason"] = np.where(table["reason"] == BY_EYE, "", table["reason"])
    place = np.argsort(order)
    return Generated(
        intensities=intensities, **{name: column[place] for name, column in table.items()}
    )


def _read_part(
    tree: Tree,
    path: str,
    review: Review | None,
    corrected: Spectra,
    class_names: NDArray[np.str_],
) -> tuple[Columns, NDArray[np.float32]]:
    """Read the generated spectra of one table, and check that they belong there."""
    columns = read_columns(tree, path, class_names)
    n_originals = len(corrected) if review is Review.ACCEPTED else 0
    above = {name: column[:n_originals] for name, column in columns.items()}
    below = {name: column[n_originals:] for name, column in columns.items()}
    if above["is_generated"].any() or not below["is_generated"].all():
        raise Damaged(f"{path}/is_generated does not fit the originals")
    if n_originals and above["label"].tolist() != corrected.label.tolist():
        raise Damaged(f"{path}/label does not repeat the originals")
    axis = tree.array(f"{path}/{AXIS_NAMES[corrected.x_unit]}", "<f8")
    if not np.array_equal(axis, corrected.raman_shift):
        raise Damaged(f"the axis of {path} is not that of the originals")
    if review is not None and (below["review"] != review).any():
        raise Damaged(f"{path}/review contradicts where the spectra are")
    shape = (len(below["label"]), corrected.n_points)
    return below, tree.array(f"{path}/intensity", "<f4", shape)
