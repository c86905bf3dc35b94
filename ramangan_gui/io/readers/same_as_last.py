"""Two-column files of a folder that differ in their intensities only, read by what they share.

Instruments write thousands of files with the same header over the same axis. Whatever follows from
header and axis alone (names, unit, laser, remarks) then need not be found again. Every condition
under which the full way gives the same is checked; where one does not hold, it is gone.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .base import Measured
from .dialect import Dialect
from .numbers import parse_columns
from .shared_header import MAX_HEADER, SharedHeader, header_like, shared_header
from .table import Table
from .text_source import TextSource
from .text_table import BLOCK_BYTES, end_of_rows, ends_with_a_name, plain_dialect


@dataclass(frozen=True, eq=False)
class _Last:
    """What the last two-column file of this thread was like."""

    header: bytes
    shared: SharedHeader | None
    source: tuple[int, str, bytes]
    dialect: Dialect
    axis: bytes
    measured: Measured

    @cached_property
    def names(self) -> bytes:
        """The last line of the header."""
        return self.header.splitlines()[-1]


_LAST: Final = threading.local()

#: Text without a byte order mark, its lines ended by line feeds.
_PLAIN: Final = (0, "", b"\n")

#: Tabs between numbers with decimal points.
_USUAL: Final = Dialect()

#: Below this, numbers are finite in single precision.
_LARGEST: Final = 3.4e38


def remember(source: TextSource, tables: Sequence[Table], found: Sequence[Measured]) -> None:
    """Keep what the next file may share with this one.

    Parameters
    ----------
    source : TextSource
        The file.
    tables : sequence of Table
        Its tables.
    found : sequence of Measured
        Its spectra.
    """
    _LAST.kept = None
    table = tables[0]
    begin = table.rows_begin
    if begin < 0 or table.shape[1] != 2 or len(found) != 1 or begin > MAX_HEADER:
        return
    if len(source.data) - begin > BLOCK_BYTES or not isinstance(source.data, bytes):
        return
    (measured,) = found
    if table.exact[0, 0] == table.exact[1, 0]:
        return  # the first row may be something else then, depending on its intensity
    # Only where every row is a point of the one spectrum, in the order of the file.
    if len(measured) != 1 or not np.array_equal(measured.axis, table.exact[:, 0]):
        return
    signal = measured.intensities[0]
    if not np.array_equal(signal, table.values[:, 1]) or not _plain_signal(signal):
        return
    kind = (source.begin, source.encoding, source.line_end)
    header = source.data[:begin]
    shared = shared_header(header, table) if kind == _PLAIN else None
    axis = measured.axis.tobytes()
    _LAST.kept = _Last(header, shared, kind, table.dialect, axis, measured)


def expects_text() -> bool:
    """Tell whether :func:`text_like_the_last` may find anything."""
    last: _Last | None = getattr(_LAST, "kept", None)
    return last is not None and last.source == _PLAIN and not (last.header and not last.shared)


def like_the_last(source: TextSource) -> Measured | None:
    """Read a file that differs from the last one in its intensities only.

    Parameters
    ----------
    source : TextSource
        The file.

    Returns
    -------
    Measured or None
        What the full way would give; ``None`` where that is not certain.
    """
    last: _Last | None = getattr(_LAST, "kept", None)
    if last is None or not isinstance(source.data, bytes):
        return None
    same = (source.begin, source.encoding, source.line_end) == last.source
    if not same or not source.data.startswith(last.header):
        return None
    return _alike(source.data, last, len(last.header))


def text_like_the_last(data: bytes) -> Measured | None:
    """Do the same for a file that no reader has recognised, whose bytes tell that it is text.

    It has either no header, or one like the last in which a few values differ.
    """
    if not expects_text():
        return None
    last: _Last = _LAST.kept
    if last.shared is None:
        return _alike(data, last, 0)
    found = header_like(data, last.shared)
    if found is None:
        return None
    begin, said = found
    measured = _alike(data, last, begin)
    if measured is None or said is last.shared.whole:
        return measured
    return replace(measured, laser_nm=said.laser_nm, metadata=said.metadata)


def _alike(data: bytes, last: _Last, begin: int) -> Measured | None:
    end, footer = end_of_rows(data, begin)
    if footer or not begin < end <= begin + BLOCK_BYTES or len(data) - begin > BLOCK_BYTES:
        return None
    rows = data[begin:end]
    if not _in_dialect(rows[:4096], last.dialect):
        return None
    if begin and ends_with_a_name(data, begin, last.names, last.dialect):
        return None
    values = parse_columns(
        rows if rows.endswith(b"\n") else rows + b"\n", last.dialect.delimiter, last.dialect.decimal
    )
    measured = last.measured
    if values is None or values.shape != (measured.axis.size, 2):
        return None
    if values[:, 0].tobytes() != last.axis:
        return None
    column = values[:, 1]
    if not _plain_signal(column):
        return None
    signal = column.astype(np.float32)
    return Measured(
        axis=measured.axis,
        intensities=signal[np.newaxis],
        x_unit=measured.x_unit,
        unit_stated=measured.unit_stated,
        laser_nm=measured.laser_nm,
        not_raman=measured.not_raman,
        notes=measured.notes,
        metadata=measured.metadata,
    )


def _in_dialect(rows: bytes, dialect: Dialect) -> bool:
    """Tell whether :func:`plain_dialect` finds the same as before; the usual case at once."""
    if dialect == _USUAL and b"\t" in rows:
        return b"," not in rows and b";" not in rows
    return plain_dialect(rows) == dialect


def _plain_signal(signal: NDArray[Any]) -> bool:
    """Tell whether intensities are finite and differ, so that no remark depends on them."""
    low, high = np.minimum.reduce(signal), np.maximum.reduce(signal)
    return bool(low > -_LARGEST and high < _LARGEST and np.float32(low) < np.float32(high))
