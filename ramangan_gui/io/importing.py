"""From files and folders to one set of spectra, with everything told that was decided."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from ..core.augmented_set import InputFile
from ..core.errors import InputError, SpectraError
from ..core.params import Parameters, param
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from ..preprocessing.axis import Axis
from .aligned import Aligned
from .alignment import align
from .labelling import Labelled, Part, label_parts
from .reading import read_one
from .scanning import Offered, offered_in, scan

__all__ = ["ImportOptions", "Imported", "describe", "read_inputs", "scan"]

#: Share of the work that is reading; the rest is bringing spectra to one axis.
_READING = 0.85

#: Up to this many files, what was found in each of them is among the warnings.
_FEW_FILES = 20


@dataclass(frozen=True)
class ImportOptions(Parameters):
    """How classes, groups and units of imported spectra are told."""

    prefix: ClassVar[str] = "import"

    class_from: str = param(
        "auto",
        "Class from",
        choices={
            "auto": "Automatic",
            "folder": "Folder",
            "prefix": "Beginning of the file name",
            "file": "File name",
            "column": "Column in the file",
        },
        tooltip="What names the substance. Automatic: a label in the file; else the subfolder, if "
        "there are several; else the file name up to the first underscore or number.",
    )
    group_from: str = param(
        "auto",
        "Specimen from",
        choices={
            "auto": "Automatic",
            "file": "File",
            "prefix": "Beginning of the file name",
            "folder": "Folder",
            "each": "Every spectrum by itself",
        },
        tooltip="What names the specimen; its replicates are never split between training and "
        "judging. Automatic: a group or sample in the file; else one per file with several "
        "spectra, and one for files that differ in a last number only (a_1, a_2).",
    )
    laser_nm: float | None = param(
        None,
        "Laser",
        unit="nm",
        bounds=(200.0, 1_100.0),
        none_label="not stated",
        tooltip="Converts axes in nm to Raman shifts. Without it they stay in nm.",
    )
    x_unit: str = param(
        "auto",
        "Unit of unnamed axes",
        choices={"auto": "By their values", "1/cm": "cm⁻¹", "nm": "nm", "pixel": "Pixels"},
        tooltip="Unit of an axis whose file does not name it. A unit in the file always counts.",
        advanced=True,
    )
    keep: str = param(
        "measured",
        "Import",
        choices={
            "measured": "Measured spectra",
            "generated": "Generated spectra",
            "all": "All spectra",
        },
        tooltip="Which spectra to take from tables that mark some as generated. Generated spectra "
        "are no originals and must not train a model.",
        advanced=True,
    )


@dataclass(frozen=True, eq=False)
class Imported:
    """What was read.

    Parameters
    ----------
    found : Spectra or None
        All spectra on one axis; ``None`` where none is left.
    files : tuple of InputFile
        Every file that was offered; one that was read but left out has a reason.
    messages : tuple of str
        What was decided and done, and what is doubtful.
    counts : mapping of str to int
        Spectra of each class as read, before any were left out.
    title : str
        Name of the set.
    simulated : bool
        Whether any of the spectra are simulated rather than measured.
    """

    found: Spectra | None
    files: tuple[InputFile, ...]
    messages: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    simulated: bool = False

    @property
    def spectra(self) -> Spectra:
        """All spectra on one axis.

        Raises
        ------
        InputError
            If none could be read; the message says why.
        """
        if self.found is None:
            raise _nothing(self.files)
        return self.found


def read_inputs(
    paths: Sequence[Path | str], options: ImportOptions, axis: Axis, strict: bool = True
) -> Steps[Imported]:
    """Read files and folders and bring their spectra to one axis.

    Parameters
    ----------
    paths : sequence of Path
        Files and folders.
    options : ImportOptions
        How classes, groups and units are told.
    axis : Axis
        Chosen range and kind of interpolation.
    strict : bool
        Whether it is an error if no spectra are left.

    Returns
    -------
    Imported
        The spectra of all good files; the others are listed with the reason.

    Raises
    ------
    InputError
        If `strict` and no spectra are left; the message gives the reasons.
    """
    offered = offered_in(map(Path, paths))
    if not offered:
        raise _empty(paths)
    files: list[InputFile] = []
    parts: list[Part] = []
    messages: list[str] = []
    for place, item in enumerate(offered):
        message = f"Reading {item.path.name} ({place + 1} of {len(offered)})"
        yield Progress(_READING * place / len(offered), message)
        record, read, said = read_one(item, place, options.class_from == "column", options.keep)
        files.append(record)
        parts.extend(read)
        messages.extend(said)
    labelled, decided = label_parts(parts, options.class_from, options.group_from)
    counts = Counter(label for facts in labelled for label in facts.label.tolist())
    metadata = [item.measured.metadata for item in parts]
    aligned = yield from part(_align(parts, labelled, files, options, axis, strict), _READING, 1.0)
    files = [
        replace(file, status="refused", reason=aligned.left_out[place])
        if place in aligned.left_out
        else file
        for place, file in enumerate(files)
    ]
    imported = Imported(
        found=aligned.spectra,
        files=tuple(files),
        messages=(*messages, *decided, *aligned.messages, *_said_inside(metadata)),
        counts=dict(counts),
        title=_title(offered, metadata),
        simulated=any(facts.get("simulated") is True for facts in metadata),
    )
    if strict and imported.found is None:
        raise _nothing(imported.files)
    return imported


def _align(
    parts: list[Part],
    labelled: list[Labelled],
    files: Sequence[InputFile],
    options: ImportOptions,
    axis: Axis,
    strict: bool,
) -> Steps[Aligned]:
    sha256 = [file.sha256 for file in files]
    try:
        return (yield from align(parts, labelled, sha256, axis, options.laser_nm, options.x_unit))
    except (InputError, SpectraError) as error:
        if strict:
            raise
        return Aligned(messages=[str(error)])


def _said_inside(metadata: Iterable[Mapping[str, object]]) -> list[str]:
    said = [f"Source: {text}" for facts in metadata if (text := facts.get("attribution"))]
    if any(facts.get("simulated") is True for facts in metadata):
        said.append("Simulated spectra, not measured ones.")
    return list(dict.fromkeys(said))


def _title(offered: Sequence[Offered], metadata: Sequence[Mapping[str, object]]) -> str:
    titles = {str(facts["title"]) for facts in metadata if facts.get("title")}
    if len(titles) == 1:
        return titles.pop()
    first = offered[0]
    if len(offered) > 1 and first.root is not None:
        return first.root.resolve().name
    return first.stem


def _empty(paths: Sequence[Path | str]) -> InputError:
    if not paths:
        return InputError("No files were named.", "Name files or folders with spectra.")
    named = ", ".join(str(path) for path in paths)
    return InputError(
        f"{named} holds no files that could be spectra.", "Name a folder with spectra in it."
    )


def _nothing(files: Sequence[InputFile]) -> InputError:
    """Build the error for when no spectra are left, with the reasons."""
    reasons = [f"{file.path}: {file.reason}" for file in files if file.reason]
    more = f" (and {len(reasons) - 3} more)" if len(reasons) > 3 else ""
    return InputError(f"No spectra could be read. {' '.join(reasons[:3])}{more}")


def describe(imported: Imported) -> dict[str, Any]:
    """Give what was read as ``ramangan info --json`` prints it.

    Parameters
    ----------
    imported : Imported
        What was read.

    Returns
    -------
    dict
        ``files``, ``classes`` and ``warnings``; JSON values only. Figures of a file are those it
        holds, before anything was brought to a common axis.
    """
    read = [file for file in imported.files if file.n_spectra]
    notes = [f"{file.path}: {note}" for file in read for note in file.notes]
    left_out = [f"{file.path} was left out: {file.reason}" for file in read if file.reason]
    return {
        "files": [_described(file) for file in imported.files],
        "classes": dict(imported.counts),
        "warnings": [
            *left_out, *imported.messages, *(notes if len(read) <= _FEW_FILES else []),
        ],
    }  # fmt: skip


def _described(file: InputFile) -> dict[str, Any]:
    def finite(value: float) -> float | None:
        return value if math.isfinite(value) else None

    return {
        "path": file.path,
        "status": "read" if file.n_spectra else "refused",
        "reason": file.reason,
        "reader": file.reader,
        "n_spectra": file.n_spectra,
        "n_points": file.n_points,
        "x_unit": file.x_unit,
        "x_first": finite(file.x_first),
        "x_last": finite(file.x_last),
        "intensity_sum": finite(file.intensity_sum),
    }
