"""What was left out of a set, with the place, the reason, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..core.augmented_set import InputFile
from .advice import EXPORT_AS_TEXT
from .atomic import replacing, sync
from .tables import cell

_PLACE: Final = re.compile(
    r"\b(?:(?:line|row|column|point|block|page|sheet|frame|array|dataset) "
    r"(?:\d[\d,]*|[“\"]?[\w./-]+[”\"]?))",
    re.IGNORECASE,
)

TITLES: Final = ("File", "Where", "Why it was left out", "What to do")


#: Why spectra are left out that hold values which are not numbers.
GAPS = "Gaps (missing values)."


@dataclass(frozen=True)
class LeftOut:
    """A file, or some spectra of a file, that are not in the set.

    Parameters
    ----------
    path : str
        The file.
    where : str
        Line, block or numbers of the spectra; empty for the whole file.
    reason : str
        Why.
    remedy : str
        What to do about it.
    n_spectra : int
        Number of spectra, 0 for the whole file.
    """

    path: str
    where: str
    reason: str
    remedy: str = ""
    n_spectra: int = 0

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The entry as a row of a table; see :data:`TITLES`."""
        return self.path, self.where, self.reason, self.remedy


def left_out_files(
    files: Iterable[InputFile], remedies: Mapping[str, str] | None = None
) -> tuple[LeftOut, ...]:
    """List the files that were left out.

    Parameters
    ----------
    files : iterable of InputFile
        All files that were offered.
    remedies : mapping of str to str, optional
        What to do, by path, where that is known apart from the reason.
    """
    known = remedies or {}
    return tuple(
        left_out_file(file, known.get(file.path, "")) for file in files if file.status == "refused"
    )


def left_out_file(file: InputFile, remedy: str = "") -> LeftOut:
    """Describe one file that was left out."""
    reason = file.reason
    if remedy:
        reason = reason.removesuffix(remedy).strip()
    else:
        reason, remedy = _halves(reason)
    place = _PLACE.search(reason)
    where = place.group() if place and any(map(str.isdigit, place.group())) else ""
    return LeftOut(file.path, where.lower(), reason, remedy or _usual_remedy(file))


def _usual_remedy(file: InputFile) -> str:
    """Say what helps where the reason does not."""
    if file.reason.startswith(("It does not exist", "You may not", "It is a folder")):
        return ""
    if file.reason.startswith("It is empty"):
        return "Export it again; the copy may have been interrupted."
    return EXPORT_AS_TEXT


def _halves(reason: str) -> tuple[str, str]:
    """Take the sentences that say what to do, if the last ones do, from those that say why."""
    sentences = re.split(r"(?<=[.!])\s+", reason)
    doing = ("Export", "Save", "Open", "Split", "Name", "Put", "State", "Choose", "Delete",
             "Correct", "Convert", "Use", "Set", "Copy", "Ask", "Unpack", "Write")  # fmt: skip
    first = next((n for n, words in enumerate(sentences) if words.startswith(doing)), None)
    if not first:
        return reason, ""
    return " ".join(sentences[:first]), " ".join(sentences[first:])


def as_text(entries: Sequence[LeftOut]) -> str:
    """Write the list as lines with tabs, for a note, a mail or a spreadsheet."""
    return "\n".join("\t".join(row) for row in (TITLES, *(entry.cells for entry in entries)))


def write_left_out(path: Path, entries: Sequence[LeftOut]) -> None:
    """Write the list as CSV, all of it or nothing.

    Parameters
    ----------
    path : Path
        The file to write.
    entries : sequence of LeftOut
        The list.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    rows = (TITLES, *(entry.cells for entry in entries))
    text = "".join(",".join(map(cell, row)) + "\n" for row in rows)
    with replacing(path) as temporary:
        # Spreadsheets take text for UTF-8 only with a byte order mark.
        temporary.write_bytes(text.encode("utf-8-sig", "backslashreplace"))
        sync(temporary)
