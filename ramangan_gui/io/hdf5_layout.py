"""Where everything of an augmented set is in its file, in both directions.

The layout follows NeXus: ``/entry`` is an NXentry whose default plot is ``augmented`` (corrected
originals, then accepted generated spectra), beside ``raw``, ``corrected``, ``rejected``,
``undecided`` and ``judged`` with the same columns.
"""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import __version__
from ..core.augmented_set import AugmentedSet, Generated, Review
from ..core.errors import OutputError
from ..core.progress import Progress, Steps
from ..core.spectra import AXIS_NAMES, Spectra
from . import hdf5_models as models
from . import hdf5_records as records
from .hdf5_columns import Table
from .hdf5_items import Damaged, Tree, attribute_text, encode
from .hdf5_spectra import add_axis, add_table, plot_attributes, read_generated, read_spectra

#: Version of this layout; a file with a larger one is refused.
LAYOUT = 1

#: Name of the root's attribute that holds the version.
LAYOUT_ATTRIBUTE = "ramangan_layout"

ENTRY = "/entry"

_BADGES = f"{ENTRY}/raw/badges"

_SORTED = {"rejected": Review.REJECTED, "undecided": Review.NONE}

_REVIEW_COUNTS = ("n_generated", "n_accepted", "n_rejected", "n_rejected_implausible")

#: The first rows of this dataset repeat the other one.
REPEATS = {f"{ENTRY}/augmented/intensity": f"{ENTRY}/corrected/intensity"}

#: Spectra summed at a time for mean and standard deviation.
_BLOCK = 4096


def to_tree(augmented: AugmentedSet, include_models: bool) -> Steps[Tree]:
    """Lay out a set.

    Parameters
    ----------
    augmented : AugmentedSet
        The set; its intensities are referred to, not copied.
    include_models : bool
        Whether its models are included.

    Raises
    ------
    OutputError
        If its parts do not fit together.
    """
    _refuse_misfits(augmented)
    tree = Tree()
    class_names = _class_names(augmented)
    _add_root(tree, augmented)
    _add_entry(tree, augmented, class_names)
    yield Progress(0.0, "Preparing")
    for path, title, table in _tables(augmented):
        yield from add_table(tree, f"{ENTRY}/{path}", table, class_names, title)
    _add_badges(tree, augmented)
    yield from _add_overview(tree, augmented, class_names)
    models.add_curves(tree, f"{ENTRY}/training", augmented.curves)
    tree.add_group(f"{ENTRY}/quality", "NXparameters")
    records.add_scorecard(tree, f"{ENTRY}/quality/before_review", augmented.scorecard)
    records.add_scorecard(tree, f"{ENTRY}/quality/after_selection", augmented.scorecard_after)
    _add_review(tree, augmented, class_names)
    records.add_process(tree, ENTRY, augmented.process, _version(augmented), augmented.end_time)
    records.add_values(tree, f"{ENTRY}/environment", "NXnote", augmented.environment)
    records.add_inputs(tree, f"{ENTRY}/inputs", augmented.inputs)
    if include_models:
        models.add_models(tree, f"{ENTRY}/model", augmented.models)
    return tree


def _refuse_misfits(augmented: AugmentedSet) -> None:
    n, points = len(augmented.corrected), augmented.corrected.n_points
    tables = (augmented.generated, augmented.judged)
    widths = {table.intensities.shape[1] for table in tables if len(table)}
    if len(augmented.raw) != n or augmented.fold.shape != (n,):
        raise OutputError("Raw spectra, corrected spectra and folds differ in number.")
    if not widths <= {points}:
        raise OutputError("Generated spectra are on another axis than the originals.")
    for curve in augmented.curves:
        if any(values.shape != curve.iteration.shape for values in curve.values.values()):
            raise OutputError(f"The loss curves of {curve.label} differ in length.")


def _class_names(augmented: AugmentedSet) -> list[str]:
    parts = (augmented.corrected, augmented.raw, augmented.generated, augmented.judged)
    return list(dict.fromkeys(label for part in parts for label in part.label.tolist()))


def _is_augmented(augmented: AugmentedSet) -> bool:
    """Whether anything was generated; a corrected set has nothing but originals."""
    return bool(len(augmented.generated) or len(augmented.judged) or augmented.models)


def _version(augmented: AugmentedSet) -> str:
    """Version of the program that made the set, which may be older than the one that writes it."""
    return attribute_text(augmented.environment.get("ramangan", __version__))


def _add_root(tree: Tree, augmented: AugmentedSet) -> None:
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    tree.add_group(
        "/",
        "NXroot",
        default=ENTRY.strip("/"),
        creator=records.PROGRAM,
        creator_version=__version__,
        file_time=attribute_text(augmented.end_time) or now,
        **{LAYOUT_ATTRIBUTE: LAYOUT},
    )


def _add_entry(tree: Tree, augmented: AugmentedSet, class_names: list[str]) -> None:
    default = "augmented" if _is_augmented(augmented) else "corrected"
    tree.add_group(ENTRY, "NXentry", default=default)
    title, given = augmented.title, attribute_text(augmented.title)
    if augmented.simulated and "simulated" not in title.lower():
        title = f"{title} (simulated)".strip()
    tree.add_text(f"{ENTRY}/title", title, given=given)
    for name in ("start_time", "end_time"):
        if getattr(augmented, name):
            tree.add_text(f"{ENTRY}/{name}", getattr(augmented, name))
    tree.add_text(f"{ENTRY}/program_name", records.PROGRAM, version=_version(augmented))
    tree.add(
        f"{ENTRY}/simulated",
        np.array(augmented.simulated),
        description="Whether the originals are simulated rather than measured",
    )
    tree.add(f"{ENTRY}/class_names", encode(class_names))
    records.add_messages(tree, f"{ENTRY}/messages", augmented.messages)


def _tables(augmented: AugmentedSet) -> list[tuple[str, str, Table]]:
    """Give the tables of spectra, with path and title; empty ones are left out.

    The corrected originals come before the set that repeats them.
    """
    raw, corrected, fold = augmented.raw, augmented.corrected, augmented.fold
    generated, nothing = augmented.generated, np.empty(0, np.intp)

    def chosen(review: Review) -> NDArray[np.intp]:
        return np.flatnonzero(generated.review == review)

    accepted = chosen(Review.ACCEPTED)
    measured = "simulated" if augmented.simulated else "measured"
    title = f"Corrected {measured} spectra and accepted generated spectra"
    tables = [
        ("raw", f"{measured.title()} spectra", Table(raw, raw, fold, None, nothing)),
        (
            "corrected",
            f"Corrected {measured} spectra",
            Table(corrected, corrected, fold, None, nothing),
        ),
    ]
    if _is_augmented(augmented):
        tables.insert(
            2, ("augmented", title, Table(corrected, corrected, fold, generated, accepted))
        )
    for name, review in _SORTED.items():
        table = Table(corrected, None, fold[:0], generated, chosen(review))
        tables.append((name, f"Generated spectra, {name}", table))
    judged = augmented.judged
    table = Table(corrected, None, fold[:0], judged, np.arange(len(judged)))
    tables.append(("judged", "Generated spectra that were judged", table))
    return [t for t in tables if t[2].originals is not None or len(t[2].chosen)]


def _add_badges(tree: Tree, augmented: AugmentedSet) -> None:
    """Add what the checks of the import found in each original, beside the raw spectra."""
    if augmented.badges is not None:
        if len(augmented.badges) != len(augmented.raw):
            raise OutputError("There are badges for another number of spectra.")
        meaning = "checks of the import that concern the spectrum, separated by blanks"
        tree.add(_BADGES, encode(list(augmented.badges)), description=meaning)


def _add_overview(tree: Tree, augmented: AugmentedSet, class_names: list[str]) -> Steps[None]:
    """Add mean and standard deviation of each class, originals beside accepted spectra."""
    path, corrected = f"{ENTRY}/overview", augmented.corrected
    kinds: dict[str, Spectra | Generated] = {"original": corrected}
    if _is_augmented(augmented):
        kinds["generated"] = augmented.generated
    axis = AXIS_NAMES[corrected.x_unit]
    attributes = plot_attributes("original_mean", "class_index", axis)
    if "generated" in kinds:
        attributes["auxiliary_signals"] = ("generated_mean",)
    tree.add_group(path, "NXdata", **attributes)
    add_axis(tree, path, corrected)
    tree.add(f"{path}/class_index", np.arange(len(class_names), dtype="<i4"))
    tree.add(f"{path}/label", encode(class_names))
    for kind, table in kinds.items():
        shape = (len(class_names), corrected.n_points)
        mean, sd, counts = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape[0], "<i4")
        for i, label in enumerate(class_names):
            mine = table.label == label
            if isinstance(table, Generated):
                mine &= table.review == Review.ACCEPTED
            rows = np.flatnonzero(mine)
            counts[i] = len(rows)
            mean[i], sd[i] = yield from _mean_and_sd(table.intensities, rows)
        tree.add(f"{path}/{kind}_mean", mean, description=f"Mean of {kind} spectra")
        tree.add(f"{path}/{kind}_mean_errors", sd, description="Standard deviation")
        tree.add(f"{path}/n_{kind}", counts)


def _add_review(tree: Tree, augmented: AugmentedSet, class_names: list[str]) -> None:
    """Add how much was rejected of each class, moved limits and blind tests."""
    generated = augmented.generated
    if not len(generated):
        return
    path, rows = f"{ENTRY}/review", []
    for label in class_names:
        mine = generated.label == label
        rejected = mine & (generated.review == Review.REJECTED)
        accepted = mine & (generated.review == Review.ACCEPTED)
        counts = (mine, accepted, rejected, rejected & (generated.reason != ""))
        rows.append([int(chosen.sum()) for chosen in counts])
    columns = np.array(rows, "<i4").reshape(-1, 4).T
    tree.add_group(path, "NXparameters")
    tree.add(f"{path}/label", encode(class_names))
    for name, values in zip(_REVIEW_COUNTS, columns, strict=True):
        tree.add(f"{path}/{name}", np.ascontiguousarray(values))
    rate = _quiet(np.divide, columns[2], columns[0])
    tree.add(f"{path}/rejection_rate", rate, description="Share rejected, NaN without spectra")
    tree.add_json(f"{path}/json", augmented.review_record.to_dict())


def _mean_and_sd(
    values: NDArray[np.float32], rows: NDArray[np.intp]
) -> Steps[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Give mean and sample standard deviation of some rows, NaN where there are too few."""
    total, squares = np.zeros(values.shape[1]), np.zeros(values.shape[1])
    blocks = [rows[i : i + _BLOCK] for i in range(0, len(rows), _BLOCK)]
    for block in blocks:
        total = _quiet(np.add, total, values[block].sum(axis=0, dtype=np.float64))
        yield Progress(0.9, "Preparing")
    mean = _quiet(np.divide, total, len(rows))
    for block in blocks:
        deviation = _quiet(np.subtract, values[block], mean)
        squares += np.square(deviation).sum(axis=0)
        yield Progress(0.9, "Preparing")
    return mean, np.sqrt(_quiet(np.divide, squares, max(len(rows) - 1, 0)))


def _quiet(operation: np.ufunc, *values: Any) -> NDArray[np.float64]:
    """Calculate where values may be infinite, or none: the NaN that comes of it says so."""
    with np.errstate(invalid="ignore"):
        return np.asarray(operation(*values), np.float64)


def from_tree(tree: Tree) -> AugmentedSet:
    """Build a set from what was read, with the intensities of :data:`REPEATS` cut short.

    Raises
    ------
    Damaged
        If something is missing or contradicts the rest.
    """
    class_names = tree.texts(f"{ENTRY}/class_names")
    if class_names.ndim != 1:
        raise Damaged(f"{ENTRY}/class_names is no list")
    raw, _ = read_spectra(tree, f"{ENTRY}/raw", class_names)
    corrected, columns = read_spectra(tree, f"{ENTRY}/corrected", class_names)
    if len(raw) != len(corrected):
        raise Damaged("raw and corrected spectra differ in number")
    accepted = {f"{ENTRY}/augmented": Review.ACCEPTED}
    places = accepted | {f"{ENTRY}/{name}": review for name, review in _SORTED.items()}
    quality = f"{ENTRY}/quality"
    return AugmentedSet(
        raw=raw,
        corrected=corrected,
        fold=columns["fold"],
        generated=read_generated(tree, places, corrected, class_names),
        judged=read_generated(tree, {f"{ENTRY}/judged": None}, corrected, class_names),
        process=records.read_process(tree, ENTRY),
        curves=models.read_curves(tree, f"{ENTRY}/training"),
        scorecard=records.read_scorecard(tree, f"{quality}/before_review"),
        scorecard_after=records.read_scorecard(tree, f"{quality}/after_selection"),
        models=models.read_models(tree, f"{ENTRY}/model"),
        inputs=records.read_inputs(tree, f"{ENTRY}/inputs"),
        environment={
            name: str(value)
            for name, value in records.read_values(tree, f"{ENTRY}/environment").items()
        },
        messages=records.read_messages(tree, f"{ENTRY}/messages"),
        title=str(tree.attribute(f"{ENTRY}/title", "given")),
        simulated=tree.number(f"{ENTRY}/simulated", "|b1"),
        start_time=tree.optional_text(f"{ENTRY}/start_time"),
        end_time=tree.optional_text(f"{ENTRY}/end_time"),
        review_record=records.read_review(tree, f"{ENTRY}/review/json", corrected.raman_shift),
        badges=tuple(tree.texts(_BADGES, (len(raw),)).tolist()) if _BADGES in tree else None,
    )
