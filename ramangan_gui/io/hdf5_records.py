"""What belongs to spectra besides their values: what was done, from which files, the verdict."""

from __future__ import annotations

import dataclasses
import math
import re
import typing
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import InputFile, ProcessStep
from ..core.params import Value
from ..core.review_record import ReviewRecord
from ..core.scorecard import VERDICTS, MetricValue, Scorecard
from ..core.spectra import axis_step
from ..core.stage_messages import StageMessages
from .hdf5_items import (
    Damaged,
    Tree,
    attribute_text,
    encode,
    from_json,
    safe_name,
    to_json,
)

PROGRAM = "RamanGAN"

_NUMBERS = {"float": "<f8", "int": "<i8", "bool": "|b1"}
_UNKNOWN = -1


def add_process(
    tree: Tree, entry: str, steps: tuple[ProcessStep, ...], version: str, date: str
) -> None:
    """Add one NXprocess per step, named by its number and name."""
    for number, step in enumerate(steps, 1):
        path = f"{entry}/process_{number}_{safe_name(step.name, ())}"
        tree.add_group(path, "NXprocess")
        tree.add_text(f"{path}/name", step.name)
        tree.add_text(f"{path}/program", PROGRAM)
        tree.add_text(f"{path}/version", version)
        if date:
            tree.add_text(f"{path}/date", date)
        tree.add(f"{path}/sequence_index", np.array(number, "<i8"))
        add_values(tree, f"{path}/parameters", "NXparameters", step.parameters)


def read_process(tree: Tree, entry: str) -> tuple[ProcessStep, ...]:
    """Read all steps in order."""
    pattern = re.compile("process_([0-9]+)_")
    found = ((pattern.match(name), name) for name in tree.children(entry))
    names = sorted((int(match[1]), name) for match, name in found if match)
    steps = []
    for _, name in names:
        path = f"{entry}/{name}"
        parameters = read_values(tree, f"{path}/parameters")
        steps.append(ProcessStep(tree.text(f"{path}/name"), parameters))
    return tuple(steps)


def add_values(tree: Tree, path: str, nx_class: str, values: Mapping[str, Value]) -> None:
    """Add a group with one field a value; ``None`` is written as such."""
    tree.add_group(path, nx_class)
    taken: set[str] = set()
    for name, value in values.items():
        field = safe_name(name, taken)
        taken.add(field)
        kind = _kind(value)
        data = encode("none" if value is None else str(value))
        if kind in _NUMBERS and not _is_huge(value):
            data = np.array(value, _NUMBERS[kind])
        tree.add(f"{path}/{field}", data, name=attribute_text(name), type=kind)


def _kind(value: Value) -> str:
    """Give the kind of a value; a truth value is also a whole number, so it is asked first."""
    kinds = {"none": type(None), "bool": bool, "int": int, "float": float, "str": str}
    for name, kind in kinds.items():
        if isinstance(value, kind):
            return name
    raise TypeError(f"A parameter cannot be {value!r}")


def _is_huge(value: Value) -> bool:
    """Whether it is a whole number that no field of HDF5 holds; such are written as text."""
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def read_values(tree: Tree, path: str) -> dict[str, Value]:
    """Read a group of values."""
    values: dict[str, Value] = {}
    for field in tree.children(path):
        where = f"{path}/{field}"
        kind = tree.attribute(where, "type")
        name = str(tree.attribute(where, "name"))
        if kind == "none":
            values[name] = None
        elif kind == "str":
            values[name] = tree.text(where)
        elif kind == "int" and tree.is_text(where):
            values[name] = _whole_number(tree.text(where), where)
        elif kind in _NUMBERS:
            values[name] = tree.number(where, _NUMBERS[str(kind)])
        else:
            raise Damaged(f"{where} is of the unknown kind {kind}")
    return values


def _whole_number(text: str, where: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Damaged(f"{where} is no whole number") from None


def add_inputs(tree: Tree, path: str, inputs: tuple[InputFile, ...]) -> None:
    """Add every file that was offered, one dataset per fact."""
    if not inputs:
        return
    tree.add_group(path, "NXnote")
    tree.add_text(f"{path}/description", "Files that the spectra came from, and files left out")
    for name, kind in typing.get_type_hints(InputFile).items():
        values = [getattr(file, name) for file in inputs]
        if kind in (int, float):
            tree.add(f"{path}/{name}", np.array(values, _NUMBERS[kind.__name__]))
        elif kind is str:
            tree.add(f"{path}/{name}", encode(values))
        else:
            tree.add(f"{path}/{name}", encode([to_json(list(value)) for value in values]))


def read_inputs(tree: Tree, path: str) -> tuple[InputFile, ...]:
    """Read the files that were offered."""
    if path not in tree:
        return ()
    columns = []
    n = len(tree.texts(f"{path}/path"))
    for name, kind in typing.get_type_hints(InputFile).items():
        where = f"{path}/{name}"
        if kind in (int, float):
            columns.append(tree.array(where, _NUMBERS[kind.__name__], (n,)).tolist())
            continue
        texts = tree.texts(where, (n,)).tolist()
        if kind is not str:
            texts = [tuple(map(str, from_json(text, list, where))) for text in texts]
        columns.append(texts)
    names = [field.name for field in dataclasses.fields(InputFile)]
    return tuple(
        InputFile(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)
    )


def add_scorecard(tree: Tree, path: str, scorecard: Scorecard | None) -> None:
    """Add a verdict: as JSON, and class by class as fields that a person can read."""
    if scorecard is None:
        return
    tree.add_group(path, "NXparameters")
    tree.add_json(f"{path}/json", scorecard.to_dict())
    tree.add_text(f"{path}/verdict", scorecard.verdict)
    tree.add(f"{path}/after_selection", np.array(scorecard.after_selection))
    for number, (label, score) in enumerate(scorecard.classes.items()):
        group = f"{path}/class_{number}"
        tree.add_group(group, "NXparameters", label=attribute_text(label))
        tree.add_text(f"{group}/verdict", score.verdict)
        tree.add(f"{group}/reasons", encode(list(score.reasons)))
        tree.add(f"{group}/n_original", np.array(score.n_original, "<i8"))
        tree.add(f"{group}/n_generated", np.array(score.n_generated, "<i8"))
        tree.add(f"{group}/metric", encode(list(score.metrics)))
        figures = list(score.metrics.values())
        for name in ("value", "null_low", "null_high"):
            column = [_number(getattr(figure, name)) for figure in figures]
            tree.add(f"{group}/{name}", np.array(column, "<f8"))
        tree.add(
            f"{group}/ok",
            np.array([_UNKNOWN if f.ok is None else int(f.ok) for f in figures], "|i1"),
            description="1: as good as measured spectra would be, 0: not, -1: unknown",
        )


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def read_scorecard(tree: Tree, path: str) -> Scorecard | None:
    """Read a verdict."""
    if path not in tree:
        return None
    try:
        scorecard = Scorecard.from_dict(tree.json(f"{path}/json", dict))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Damaged(f"{path} is no scorecard") from error
    verdicts = {scorecard.verdict, *(score.verdict for score in scorecard.classes.values())}
    if not verdicts <= set(VERDICTS) or not all(map(_is_figure, _figures(scorecard))):
        raise Damaged(f"{path} is no scorecard")
    return scorecard


def _figures(scorecard: Scorecard) -> list[MetricValue]:
    tables = [t for c in scorecard.classes.values() for t in (c.metrics, *c.folds.values())]
    tables.append(scorecard.metrics)
    return [figure for table in tables for figure in table.values()]


def _is_figure(figure: MetricValue) -> bool:
    numbers = (figure.value, figure.null_low, figure.null_high)
    fine = all(x is None or type(x) in (int, float) for x in numbers)
    return fine and figure.ok in (None, True, False)


def add_messages(tree: Tree, path: str, messages: StageMessages) -> None:
    """Add what who uses the result has to know, for the eye and by stages."""
    tree.add(path, encode(list(messages)))
    tree.add_json(f"{path}_by_stage", messages.to_dict())


def read_messages(tree: Tree, path: str) -> StageMessages:
    """Read messages; those of files of earlier versions count as told when reading."""
    staged = f"{path}_by_stage"
    if staged not in tree:
        return StageMessages(tuple(tree.texts(path).tolist()))
    try:
        return StageMessages.from_dict(tree.json(staged, dict))
    except TypeError as error:
        raise Damaged(f"{staged} holds no messages") from error


def read_review(tree: Tree, path: str, axis: NDArray[np.float64]) -> ReviewRecord:
    """Read what is recorded of a review besides the decisions; empty where nothing is.

    Parameters
    ----------
    tree : Tree
        What to read from.
    path : str
        Where the record is.
    axis : ndarray of float64, shape (n_points,)
        Of the reviewed spectra; files of versions that told displacements in points need it.
    """
    if path not in tree:
        return ReviewRecord()
    try:
        return ReviewRecord.from_dict(tree.json(path, dict), axis_step(axis))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Damaged(f"{path} is no record of a review") from error
