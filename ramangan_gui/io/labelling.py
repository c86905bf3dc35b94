"""Which substance and which specimen a spectrum belongs to, by files, folders and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

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


def label_parts(
    parts: Sequence[Part], class_from: str, group_from: str
) -> tuple[list[Labelled], list[str]]:
    """Give every spectrum its substance, specimen and name.

    Parameters
    ----------
    parts : sequence of Part
        All that was read.
    class_from, group_from : str
        Choices of :class:`~ramangan_gui.io.importing.ImportOptions`.

    Returns
    -------
    labelled : list of Labelled
        One per part.
    messages : list of str
        What was decided, for the user.
    """
    labels, about_classes = _labels(parts, class_from)
    groups, about_groups = _groups(parts, group_from)
    names = [_names(part) for part in parts]
    labelled = [Labelled(*facts) for facts in zip(labels, groups, names, strict=True)]
    return labelled, [*about_classes, *about_groups]


def _labels(parts: Sequence[Part], class_from: str) -> tuple[list[NDArray[np.str_]], list[str]]:
    inside = [part.measured.label if class_from in {"auto", "column"} else None for part in parts]
    open_parts = [part for part, label in zip(parts, inside, strict=True) if label is None]
    if not open_parts:
        return [label for label in inside if label is not None], ["Classes are those in the file."]
    by_file, message = _labels_by_name([part.offered for part in open_parts], class_from)
    labels = [
        np.full(len(part.measured), by_file[part.offered]) if label is None else label
        for part, label in zip(parts, inside, strict=True)
    ]
    some_inside = len(open_parts) < len(parts)
    return labels, ["Some classes are those in the files.", message] if some_inside else [message]


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


def _groups(parts: Sequence[Part], group_from: str) -> tuple[list[NDArray[np.str_]], list[str]]:
    groups, said = [], {}
    for part in parts:
        n, place = len(part.measured), part.offered.place
        inside = part.measured.group
        if group_from == "each":
            group = np.array([f"{place}#{number + 1}" for number in part.numbers], np.str_)
            said["each"] = "Every spectrum counts as a specimen of its own."
        elif group_from == "auto" and inside is not None:
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
