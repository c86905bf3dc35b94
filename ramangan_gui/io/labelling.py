"""Which substance and which specimen a spectrum belongs to, by files, folders and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .hdf5_items import decode, encode
from .import_options import ImportOptions
from .name_pattern import Match
from .readers import Measured
from .scanning import Offered

#: A replicate number at the end of a name, perhaps with a word for it: ``_3``, ``-03``, ``_pos3``.
_REPLICATE: Final = re.compile(
    r"(?:[_\-\s]+(?:rep|run|pos|meas|scan|spot|point|spec|spectrum|acq|no|nr|[pnr#])?[_\-.\s]*\d+"
    r"|\s*\(\d+\)|[_\-\s]+)$",
    re.IGNORECASE,
)
#: What map exports append to the name of a point: its place and its time.
_PLACE_AND_TIME: Final = re.compile(r"(?:__X_-?[\d.]+__Y_-?[\d.]+)?(?:__Time_\d+)?$")


#: File names that one message lists.
_LISTED: Final = 5


@dataclass(frozen=True, eq=False)
class Part:
    """Spectra of one file on one axis, before they are put together.

    Parameters
    ----------
    file : int
        Number of the file among those offered.
    offered : Offered
        The file.
    measured : Measured
        What was read.
    numbers : ndarray of int32, shape (n_spectra,)
        Which spectrum of the file each is, from 0.
    n_in_file : int
        Number of spectra of the whole file.
    """

    file: int
    offered: Offered
    measured: Measured
    numbers: NDArray[np.int32]
    n_in_file: int


@dataclass(frozen=True, eq=False)
class Labelled:
    """Substance, specimen and name of each spectrum of a part."""

    label: NDArray[np.str_]
    group: NDArray[np.str_]
    name: NDArray[np.str_]


def prefix_of(stem: str) -> str:
    """Give the part of a file name that names the substance.

    The text before the first underscore, blank or bracket that has a letter in it; a replicate
    number at its end is cut off. Empty where there are only digits.

    Parameters
    ----------
    stem : str
        File name without its ending.
    """
    pieces = [piece for piece in re.split(r"[_\s(]+", stem) if piece]
    named = [piece for piece in pieces if any(map(str.isalpha, piece))]
    if not named:
        return ""
    replicate = r"[-.]+\d+$" if re.search(r"[_\s(]", stem) else r"[-.]*\d+$"
    return re.sub(replicate, "", named[0]) or named[0]


def specimen_of(stem: str) -> str:
    """Give a file name without its replicate number, so that replicates share it.

    Parameters
    ----------
    stem : str
        File name without its ending, such as ``VG175_3``.
    """
    bare = _PLACE_AND_TIME.sub("", stem)
    cut = _REPLICATE.sub("", bare)
    return cut if any(map(str.isalpha, cut)) else bare


def readable(names: ArrayLike) -> NDArray[np.str_]:
    """Give names as our files hold them: what is no text in a file name is written out."""
    return decode(encode(names))


def label_parts(parts: Sequence[Part], options: ImportOptions) -> tuple[list[Labelled], list[str]]:
    """Give every spectrum its substance, specimen and name.

    Parameters
    ----------
    parts : sequence of Part
        All that was read.
    options : ImportOptions
        Where classes and specimens come from.

    Returns
    -------
    labelled : list of Labelled
        One per part.
    messages : list of str
        What was decided, for the user.
    """
    matched = _matched(parts, options)
    labels, about_classes = _labels(parts, options, matched)
    groups, about_groups = _groups(parts, options, matched)
    names = [_names(part) for part in parts]
    labelled = [
        Labelled(*map(readable, facts)) for facts in zip(labels, groups, names, strict=True)
    ]
    return labelled, [*about_classes, *about_groups, *_about_pattern(parts, options, matched)]


def _matched(parts: Sequence[Part], options: ImportOptions) -> list[Match]:
    """Read the names by the pattern; an empty match where they do not fit or there is none."""
    pattern = options.name_pattern
    if pattern is None:
        return [Match()] * len(parts)
    found = pattern.matches(part.offered.path.absolute().as_posix() for part in parts)
    return [found[part.offered.path.absolute().as_posix()] or Match() for part in parts]


def _about_pattern(
    parts: Sequence[Part], options: ImportOptions, matched: Sequence[Match]
) -> list[str]:
    if not options.pattern:
        return []
    unfit = sorted(
        {part.offered.path.name for part, match in zip(parts, matched, strict=True)
         if match == Match()}
    )  # fmt: skip
    said = f"File names were read by the pattern {options.pattern}"
    if not unfit:
        return [f"{said}; all of them fit."]
    more = f" and {len(unfit) - _LISTED} more" if len(unfit) > _LISTED else ""
    listed = ", ".join(unfit[:_LISTED]) + more
    return [f"{said}; {len(unfit)} do not fit and were labelled automatically: {listed}."]


def _labels(
    parts: Sequence[Part], options: ImportOptions, matched: Sequence[Match]
) -> tuple[list[NDArray[np.str_]], list[str]]:
    class_from = options.class_from
    by_pattern = class_from in {"auto", "pattern"} and any(match.label for match in matched)
    known: list[NDArray[np.str_] | None] = []
    for part, match in zip(parts, matched, strict=True):
        inside = part.measured.label
        if class_from == "column" and options.class_column:
            inside = column_inside(part.measured, options.class_column)
        if by_pattern and match.label:
            known.append(np.full(len(part.measured), match.label))
        else:
            known.append(inside if class_from in {"auto", "column", "pattern"} else None)
    open_parts = [part for part, label in zip(parts, known, strict=True) if label is None]
    said = ["Classes are named by the pattern of the file names."] if by_pattern else []
    if not open_parts:
        words = said or ["Classes are those in the file."]
        return [label for label in known if label is not None], words
    by_file, message = _labels_by_name([part.offered for part in open_parts], class_from)
    labels = [
        np.full(len(part.measured), by_file[part.offered]) if label is None else label
        for part, label in zip(parts, known, strict=True)
    ]
    if len(open_parts) == len(parts):
        return labels, [message]
    return labels, [*(said or ["Some classes are those in the files."]), message]


def column_inside(measured: Measured, name: str) -> NDArray[np.str_] | None:
    """Give what a column of the file, or a field of its header, says about each spectrum.

    Parameters
    ----------
    measured : Measured
        Spectra of a file.
    name : str
        Column or field, whatever its case.

    Returns
    -------
    ndarray of str or None
        One word per spectrum; ``None`` where the file has no such column or field.
    """
    wanted = name.strip().casefold()
    facts = {"label": measured.label, "group": measured.group, "name": measured.name}
    columns = measured.metadata.get("columns")
    for key, column in columns.items() if isinstance(columns, Mapping) else ():
        if str(key).casefold() == wanted:
            values = np.asarray(column, np.str_)
            return values if values.shape == (len(measured),) else None
    for key, fact in facts.items():
        if key == wanted and fact is not None:
            return fact
    inside = measured.metadata.get("fields")
    for key, value in [*measured.metadata.items(), *_items(inside)]:
        if str(key).casefold() == wanted and isinstance(value, (str, int, float)):
            return np.full(len(measured), str(value))
    return None


def _items(found: object) -> list[tuple[object, object]]:
    return list(found.items()) if isinstance(found, Mapping) else []


def fields_inside(measured: Measured) -> tuple[str, ...]:
    """Name the columns and fields that :func:`column_inside` knows of a file."""
    columns = measured.metadata.get("columns")
    fields = [key for key, value in measured.metadata.items() if isinstance(value, (str, int))]
    fields += [str(key) for key, _ in _items(measured.metadata.get("fields"))]
    inside = {"label": measured.label, "group": measured.group}
    found = [*(columns if isinstance(columns, Mapping) else ()), *fields]
    return (*(key for key, fact in inside.items() if fact is not None), *map(str, found))


def _labels_by_name(files: Sequence[Offered], class_from: str) -> tuple[dict[Offered, str], str]:
    folders = {file: file.folder for file in files}
    prefixes = {file: prefix_of(file.stem) for file in files}
    if class_from == "file":
        return {file: file.stem for file in files}, "Classes are named by files."
    if class_from == "folder" or (class_from == "auto" and len(set(folders.values())) > 1):
        return folders, "Classes are named by folders."
    if class_from == "prefix" or all(prefixes.values()):
        named = {file: prefix or file.stem for file, prefix in prefixes.items()}
        return named, "Classes are named by the beginnings of the file names."
    name = next(iter(folders.values())) or "spectra"
    return dict.fromkeys(files, name), (
        "Neither folders nor file names tell substances apart: all spectra are one class."
    )


def _groups(
    parts: Sequence[Part], options: ImportOptions, matched: Sequence[Match]
) -> tuple[list[NDArray[np.str_]], list[str]]:
    group_from = options.group_from
    groups, said = [], {}
    for part, match in zip(parts, matched, strict=True):
        n, place = len(part.measured), part.offered.place
        inside = part.measured.group
        if group_from == "column" and options.group_column:
            inside = column_inside(part.measured, options.group_column)
        if group_from == "each":
            group = np.array([f"{place}#{number + 1}" for number in part.numbers], np.str_)
            said["each"] = "Every spectrum counts as a specimen of its own."
        elif group_from in {"auto", "pattern"} and match.group:
            group = np.full(n, match.group)
            said["pattern"] = "Specimens (groups) are named by the pattern of the file names."
        elif group_from in {"auto", "column", "pattern"} and inside is not None:
            group = inside
            said["inside"] = "Specimens (groups) are those in the file."
        else:
            group = np.full(n, _group_of_file(part, group_from))
            said.update(_about_groups(part, group_from))
        groups.append(group)
    return groups, list(said.values())


def _group_of_file(part: Part, group_from: str) -> str:
    offered = part.offered
    if group_from == "folder":
        return offered.path.parent.as_posix() if offered.root is None else offered.folder
    if group_from == "prefix":
        return prefix_of(offered.stem) or offered.stem
    if group_from == "file" or part.n_in_file > 1:
        return offered.place
    return offered.place.removesuffix(offered.stem) + specimen_of(offered.stem)


def _about_groups(part: Part, group_from: str) -> dict[str, str]:
    if group_from == "folder":
        return {"folder": "All spectra of a folder count as one specimen."}
    if group_from == "prefix":
        return {"prefix": "Files whose names begin alike count as one specimen."}
    if group_from == "file":
        return {"file": "All spectra of a file count as one specimen."}
    if part.n_in_file > 1:
        return {
            "many": "Files without groups that hold several spectra count as one specimen each."
        }
    return {
        "replicates": "Files whose names differ in a last number only (a_1, a_2) count as "
        "replicates of one specimen."
    }


def _names(part: Part) -> NDArray[np.str_]:
    if part.measured.name is not None:
        return part.measured.name
    if part.n_in_file == 1:
        return np.array([part.offered.stem])
    return np.array([f"{part.offered.stem} #{number + 1}" for number in part.numbers], np.str_)
