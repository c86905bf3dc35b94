"""Instruments' own formats that cannot be read: told by name, with how to export them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...core.errors import InputError
from .base import Measured, Reader

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class _Closed:
    """A format by the beginning of its files, perhaps by their endings too, and the way out."""

    begins: tuple[bytes, ...]
    what: str
    remedy: str
    suffixes: tuple[str, ...] = ()


_CLOSED: Final = (
    _Closed(
        (b"WIT_PR06", b"WIT_PRCT", b"WIT_PROJ", b"WIT^DATA"),
        "It is a WITec project, whose layout is not published.",
        "Export the data object as ASCII (graph or table) from Project or Control, and open that.",
    ),
    _Closed(
        (b"LabSpec5", b"LabSpec4"),
        "It is a file in an old LabSpec's own format, whose layout is not published.",
        "Save it as text (.txt) or XML from LabSpec and open that.",
    ),
    _Closed(
        (b"NGSNextGen",),
        "It is a file in HORIBA's NGS format, whose layout is not published.",
        "Save it as text (.txt) from LabSpec and open that.",
    ),
    _Closed(
        (b"STR8",),
        "It is an Avantes file of many spectra in quick succession (store to RAM).",
        "Convert it to ASCII in AvaSoft and open that.",
    ),
    _Closed(
        (b"Spectral Data File", b"Spectral Exte File"),
        "It is a Thermo OMNIC file.",
        "Save it as SPC, JCAMP-DX or CSV from OMNIC and open that.",
    ),
    _Closed(
        (b"PEPE", b"PE IR"),
        "It is a PerkinElmer file.",
        "Save it as JCAMP-DX or as CSV (ASCII without a header) from Spectrum and open that.",
    ),
    _Closed(
        (_OLE,),
        "It is a JASCO file.",
        "Save it as JCAMP-DX or text from Spectra Manager and open that.",
        (".jws",),
    ),
    _Closed(
        (_OLE,),
        "It is an Excel workbook of the old kind (.xls).",
        "Save it as .xlsx or .csv and open that.",
        (".xls",),
    ),
)


def _found(path: Path, head: bytes) -> _Closed | None:
    suffix = path.suffix.lower()
    fits = (
        closed for closed in _CLOSED
        if head.startswith(closed.begins) and (not closed.suffixes or suffix in closed.suffixes)
    )  # fmt: skip
    return next(fits, None)


def _recognises(path: Path, head: bytes) -> bool:
    return _found(path, head) is not None


def _read(path: Path) -> list[Measured]:
    try:
        with path.open("rb") as file:
            closed = _found(path, file.read(32))
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    if closed is None:
        raise InputError("No reader knows its format.")
    raise InputError(closed.what, closed.remedy)


READER = Reader(
    name="closed",
    title="Formats to be exported first",
    suffixes=(".wip", ".l6m", ".l5s", ".str8", ".ngc", ".ngs", ".spa", ".jws", ".xls"),
    recognises=_recognises,
    read=_read,
)
