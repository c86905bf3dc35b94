"""Excel workbooks: every sheet that holds a table of spectra."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ...core.errors import InputError
from .base import EXPORT_AS_TEXT, Measured, Reader, check_part, number
from .dialect import Dialect
from .layout import spectra_in
from .table_builder import TableBuilder
from .tidy_table import tidy_tables
from .zip_parts import in_zip

#: Cells of one workbook, empty ones between others included.
_MAX_CELLS: Final = 20_000_000

#: Largest part of a workbook when unpacked, in bytes.
_MAX_PART: Final = 2**30


def _recognises(path: Path, head: bytes) -> bool:
    return in_zip(path, head, ".xlsx", lambda name: name == "xl/workbook.xml")


def _read(path: Path) -> list[Measured]:
    import openpyxl

    try:
        _check_parts(path)
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            return _sheets(book)
    except InputError:
        raise
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    except Exception as error:  # the library raises whatever a damaged file leads it to
        raise InputError(f"It is a damaged Excel workbook ({error}).", EXPORT_AS_TEXT) from error


def _check_parts(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            check_part(part, _MAX_PART)


def _sheets(book: Any) -> list[Measured]:
    found: list[Measured] = []
    reasons = []
    n_cells = 0
    for sheet in book.worksheets:
        builder = TableBuilder(Dialect())
        for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            n_cells += max(len(row), 1)
            if n_cells > _MAX_CELLS:
                raise InputError(f"It has more than {number(_MAX_CELLS)} cells.", EXPORT_AS_TEXT)
            cells = [_text(value) for value in row]
            if any(cells):
                builder.feed(line, cells, "\t".join(cells))
        try:
            found.extend([each for table in builder.tables() for each in spectra_in(table)])
        except InputError as error:
            tidy = _tidy(sheet)
            found.extend(tidy)
            if not tidy:
                reasons.append(f"sheet “{sheet.title}”: {error}")
    if not found:
        raise InputError(" ".join(reasons) or "It holds no sheets with cells.")
    if reasons:
        found[0] = replace(found[0], notes=(*found[0].notes, f"left out: {' '.join(reasons)}"))
    return found


def _tidy(sheet: Any) -> list[Measured]:
    """Read a sheet with one row per point; nothing where it is no such sheet."""

    def rows(_: Dialect) -> Iterator[list[str]]:
        return (list(map(_text, row)) for row in sheet.iter_rows(values_only=True))

    try:
        tables = tidy_tables(rows) or ()
        return [each for table in tables for each in spectra_in(table, "rows")]
    except InputError:
        return []


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return repr(value)
    return str(value).strip()


READER = Reader(
    name="xlsx",
    title="Excel",
    suffixes=(".xlsx", ".xlsm"),
    recognises=_recognises,
    read=_read,
)
