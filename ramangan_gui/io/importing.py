"""From files and folders to one set of spectra, with everything told that was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ..core.augmented_set import InputFile
from ..core.errors import InputError, SpectraError
from ..core.progress import Progress, Steps, part
from ..core.spectra import Spectra
from ..preprocessing.as_read import axis_moved, dark_subtracted
from ..preprocessing.axis import Axis
from ..preprocessing.checks import CHECKS, Findings, inspect
from .aligned import Aligned
from .alignment import align
from .gathered import Gathered
from .import_options import ImportOptions
from .labelling import Labelled, Part, label_parts
from .left_out import GAPS, LeftOut, left_out_file
from .reading import read_one
from .scanning import Offered, offered_in, scan

__all__ = ["ImportOptions", "Imported", "read_inputs", "scan"]

#: Shares of the work: reading, bringing spectra to one axis; the rest is looking at them.
_READING, _ALIGNING = 0.75, 0.85

#: Numbers of spectra that one entry of the list of what was left out names.
_LISTED = 12


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
    findings : Findings
        What to look at before trusting the spectra.
    left_out : tuple of LeftOut
        Files, and spectra of files, that are not among the spectra, with reason and remedy.
    laser_hint_nm : float, optional
        Laser that the file names speak of, where one is needed.
    """

    found: Spectra | None
    files: tuple[InputFile, ...]
    messages: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    simulated: bool = False
    findings: Findings = field(default_factory=Findings)
    left_out: tuple[LeftOut, ...] = ()
    laser_hint_nm: float | None = None

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
    gathered = Gathered()
    messages: list[str] = []
    remedies: dict[str, str] = {}
    for place, item in enumerate(offered):
        message = f"Reading {item.path.name} ({place + 1} of {len(offered)})"
        yield Progress(_READING * place / len(offered), message)
        record, read, said = read_one(item, place, options, remedies)
        files.append(record)
        gathered.add(read)
        messages.extend(said)
    parts = gathered.parts
    labelled, decided = label_parts(parts, options)
    counts = Counter(label for facts in labelled for label in facts.label.tolist())
    metadata = [item.measured.metadata for item in parts]
    aligned = yield from part(
        _align(parts, labelled, files, options, axis, strict), _READING, _ALIGNING
    )
    del labelled  # thousands of small arrays, which are one by now
    files = [
        replace(file, status="refused", reason=aligned.left_out[place])
        if place in aligned.left_out
        else file
        for place, file in enumerate(files)
    ]
    findings = Findings()
    if aligned.spectra is not None:
        findings = yield from part(inspect(aligned.spectra), _ALIGNING, 1.0)
        findings = _adjust(aligned, findings.merged(_marked(aligned)), options, strict)
    imported = Imported(
        found=aligned.spectra,
        files=tuple(files),
        messages=(*messages, *decided, *aligned.messages, *_said_inside(metadata)),
        counts=dict(counts),
        title=_title(offered, metadata),
        simulated=any(facts.get("simulated") is True for facts in metadata),
        findings=findings,
        left_out=_left_out(files, aligned, remedies),
        laser_hint_nm=aligned.laser_hint_nm,
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
        return (yield from align(parts, labelled, sha256, axis, options))
    except (InputError, SpectraError) as error:
        if strict:
            raise
        return Aligned(messages=[str(error)])


def _adjust(aligned: Aligned, findings: Findings, options: ImportOptions, strict: bool) -> Findings:
    """Move the axis and subtract dark spectra where that is wanted; what was seen before holds."""
    spectra = aligned.spectra
    if spectra is not None and options.dark_class:
        dark = spectra.label == options.dark_class
        try:
            spectra, said = dark_subtracted(spectra, dark)
        except SpectraError as error:
            found = ", ".join(aligned.spectra.classes) if aligned.spectra is not None else ""
            reason = (
                f"The dark spectra (import.dark_class={options.dark_class}) cannot be subtracted; "
                f"the classes are: {found}."
            )
            if strict:
                raise InputError(reason, error.remedy) from error
            said = reason
        else:
            findings = findings.select(~dark)
        aligned.messages.append(said)
    if spectra is not None and options.axis_move:
        spectra, said = axis_moved(spectra, options.axis_move)
        aligned.messages.append(said)
    aligned.spectra = spectra
    return findings


def _marked(aligned: Aligned) -> Findings:
    """Give what the import knows about spectra that does not show in them any more."""
    rows = {name: np.asarray(sorted(aligned.marks[name]), np.intp)
            for name in CHECKS if aligned.marks.get(name)}  # fmt: skip
    return Findings(rows)


def _left_out(
    files: Sequence[InputFile], aligned: Aligned, remedies: Mapping[str, str]
) -> tuple[LeftOut, ...]:
    """List the files and the single spectra that are not in the set."""
    found = []
    for place, file in enumerate(files):
        if file.status == "refused":
            found.append(left_out_file(file, remedies.get(file.path, "")))
        elif place in aligned.with_gaps:
            numbers = aligned.with_gaps[place]
            listed = ", ".join(str(number + 1) for number in numbers[:_LISTED])
            listed += f" and {len(numbers) - _LISTED:,} more" if len(numbers) > _LISTED else ""
            noun = "spectrum" if len(numbers) == 1 else "spectra"
            remedy = (
                "Choose “Bridge short gaps” (import.gaps=bridge) to keep those with short ones."
            )
            found.append(LeftOut(file.path, f"{noun} {listed}", GAPS, remedy, len(numbers)))
    return tuple(found)


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
