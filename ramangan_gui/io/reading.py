"""Reading one file: its checksum, its spectra, and what is left out of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import InputFile
from ..core.errors import InputError
from .import_options import ImportOptions
from .labelling import Part, column_inside, fields_inside
from .readers import Measured, Opened, Reader, Wanted, open_file, read_opened
from .readers.base import number
from .scanning import Offered

#: Spectra summed at a time.
_ROWS = 256


def read_one(
    offered: Offered, place: int, options: ImportOptions, remedies: dict[str, str] | None = None
) -> tuple[InputFile, list[Part], list[str]]:
    """Read one file.

    Parameters
    ----------
    offered : Offered
        The file.
    place : int
        Its number among those offered.
    options : ImportOptions
        How text is written where the user knows better, which column is needed, and which spectra
        to take where some are marked as generated.
    remedies : dict of str to str, optional
        Takes what to do about a file that is refused, by its path.

    Returns
    -------
    record : InputFile
        What it holds, or why it is refused.
    parts : list of Part
        Its spectra; none if it is refused.
    messages : list of str
        What was left out of it.
    """
    path, sha256 = offered.path, ""
    try:
        opened = open_file(path)
        sha256 = opened.sha256()
        reader, measured, doubts = _read(opened, options.wanted)
    except InputError as error:
        if remedies is not None and error.remedy:
            remedies[str(path)] = error.remedy
        return InputFile(str(path), sha256, "refused", reason=str(error)), [], []
    except OSError:
        why = "It could not be read to its end."
        return InputFile(str(path), sha256, "refused", reason=why), [], []
    record = _record(path, sha256, reader, measured)
    lacking = _lacking(measured, options)
    if lacking:
        return replace(record, status="refused", reason=lacking), [], []
    keep = options.keep
    parts, messages, first = [], doubts, 0
    for each in measured:
        numbers = np.arange(first, first + len(each), dtype=np.int32)
        first += len(each)
        chosen = _chosen(each, keep)
        messages.extend(_told(path, each, chosen, keep))
        kept = each if chosen.all() else _select(each, chosen)
        parts.append(Part(place, offered, kept, numbers[chosen], record.n_spectra))
    return record, parts, messages


def _read(opened: Opened, wanted: Wanted) -> tuple[Reader, list[Measured], list[str]]:
    """Read a file as the user chose, or as usual where his choice cannot be right for it."""
    if not wanted:
        return (*read_opened(opened), [])
    try:
        return (*read_opened(opened, wanted), [])
    except InputError:
        reader, measured = read_opened(opened)
    said = "its numbers are not written as was chosen; it was read automatically."
    return reader, measured, [f"{opened.path.name}: {said}"]


def _lacking(measured: Sequence[Measured], options: ImportOptions) -> str:
    """Say which column or field is missing that classes or specimens are to come from."""
    wanted = []
    if options.class_from == "column":
        usual = "that names classes (label, class or substance)"
        wanted.append((options.class_column, "label", usual))
    if options.group_from == "column":
        usual = "that names specimens (group, sample or specimen)"
        wanted.append((options.group_column, "group", usual))
    for name, usual, words in wanted:
        for each in measured:
            if column_inside(each, name or usual) is None:
                has = ", ".join(fields_inside(each)) or "none"
                said = f"called “{name}”" if name else words
                return f"It has no column or field {said}; it has: {has}."
    return ""


def _chosen(measured: Measured, keep: str) -> NDArray[np.bool_]:
    """Give which spectra to take; all of them where none would be left."""
    everything = np.ones(len(measured), bool)
    generated = measured.generated
    if generated is None or keep == "all":
        return everything
    chosen = generated if keep == "generated" else ~generated
    return chosen if chosen.any() else everything


def _told(path: Path, measured: Measured, chosen: NDArray[np.bool_], keep: str) -> list[str]:
    generated = measured.generated
    n_left_out = int(np.count_nonzero(~chosen))
    if n_left_out and keep == "generated":
        return [f"{path.name}: {number(n_left_out)} measured spectra were left out."]
    if n_left_out:
        return [f"{path.name}: {number(n_left_out)} generated spectra were left out; they are no "
                "originals."]  # fmt: skip
    if keep == "measured" and generated is not None and generated.all():
        return [f"{path.name} holds generated spectra only, no measured ones."]
    return []


def _select(measured: Measured, rows: NDArray[np.bool_]) -> Measured:
    def of(column: NDArray[np.str_] | None) -> NDArray[np.str_] | None:
        return None if column is None else column[rows]

    position = measured.map_position
    columns = measured.metadata.get("columns")
    metadata = dict(measured.metadata)
    if isinstance(columns, Mapping):
        metadata["columns"] = {key: column[rows] for key, column in columns.items()}
    return replace(
        measured,
        intensities=measured.intensities[rows],
        label=of(measured.label),
        group=of(measured.group),
        name=of(measured.name),
        generated=None if measured.generated is None else measured.generated[rows],
        map_position=None if position is None else position[rows],
        metadata=metadata,
    )


def _record(path: Path, sha256: str, reader: Reader, measured: Sequence[Measured]) -> InputFile:
    first = measured[0]
    return InputFile(
        path=str(path),
        sha256=sha256,
        reader=reader.name,
        notes=tuple(note for each in measured for note in each.notes),
        n_spectra=sum(map(len, measured)),
        n_points=first.axis.size,
        x_unit=first.x_unit,
        x_first=min(float(each.axis[0]) for each in measured),
        x_last=max(float(each.axis[-1]) for each in measured),
        intensity_sum=math.fsum(
            float(np.nansum(each.intensities[begin : begin + _ROWS], dtype=np.float64))
            for each in measured
            for begin in range(0, len(each), _ROWS)
        ),
    )
