"""The header of Andor Solis files (.sif): words and lines, whose number depends on the version.

The layout is not published; these are the facts that readers of it agree on. All that counts here
is where the frames are and which wavelength each pixel has; the rest is passed over.
"""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .binary_source import CUT_OFF

#: A word ends at a blank or at the end of the line, and begins after any of them.
_WORD: Final = re.compile(rb"[ \n]{0,256}([^ \n]{1,256})[ \n]")
_BLANKS: Final = re.compile(rb"[ \n]*")
_FRAME: Final = re.compile(rb"Calibration data for frame (\d{1,7}):?[ \t]*([^\n]{0,2000})")

#: Longest line and longest text of a header, and most parts of a detector that are read apart.
_MAX_LINE, _MAX_TEXT, _MAX_PARTS = 2**20, 64 * 2**20, 10_000

#: Lines to pass over before the calibration, by version; those above have more to it.
_LINES: Final = {**dict.fromkeys(range(65548, 65558), 2), 65558: 5, 65559: 9, 65564: 9, 65565: 15}
_NEWER: Final = 65565

#: Version in which the frames may be preceded by one line each.
_LINE_EACH: Final = 65567


@dataclass(frozen=True)
class SifHeader:
    """What the header says.

    Parameters
    ----------
    shown : str
        What the program showed the axis as, such as ``Wavelength`` or ``Raman shift``.
    laser_nm : float
        Laser that is set, whether there was one or not.
    detector_width : int
        Pixels of the detector in a row.
    binning : int
        Pixels that were read as one.
    n_frames, n_rows, n_points : int
        Shape of the data.
    begin : int
        Where the data begin.
    polynomials : ndarray, shape (1 or n_frames, n_coefficients)
        Wavelengths by pixel number from 1, for all frames or for each; none where not calibrated.
    """

    shown: str
    laser_nm: float
    detector_width: int
    binning: int
    n_frames: int
    n_rows: int
    n_points: int
    begin: int
    polynomials: NDArray[np.float64]


class _Cursor:
    """A place in the header that moves on with what is read."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self.data, self.place = data, 0

    def word(self) -> bytes:
        match = _WORD.match(self.data, self.place)
        if match is None:
            raise InputError(CUT_OFF)
        self.place = match.end()
        return match[1]

    def words(self, count: int) -> None:
        for _ in range(count):
            self.word()

    def line(self) -> bytes:
        end = self.data.find(b"\n", self.place, self.place + _MAX_LINE)
        if end < 0:
            raise InputError(CUT_OFF)
        begin, self.place = self.place, end + 1
        return self.data[begin:end]

    def lines(self, count: int) -> None:
        for _ in range(count):
            self.line()

    def raw(self, size: int) -> bytes:
        if not 0 <= size <= _MAX_TEXT or self.place + size > len(self.data):
            raise InputError(CUT_OFF)
        begin, self.place = self.place, self.place + size
        return self.data[begin : begin + size]

    def text(self) -> bytes:
        """Read a text whose length stands in the line before it."""
        return self.raw(int(self.line()))

    def skip_blanks(self) -> None:
        match = _BLANKS.match(self.data, self.place)
        self.place = match.end() if match else self.place


def read_header(data: bytes | mmap.mmap) -> SifHeader:
    """Read the header.

    Raises
    ------
    InputError
        If it is cut off.
    ValueError
        If a number in it is none.
    """
    cursor = _Cursor(data)
    cursor.lines(2)
    version = int(cursor.word())
    _pass_acquisition(cursor)
    detector_width = int(cursor.word())
    cursor.words(1)
    cursor.text()  # file name
    cursor.raw(2)
    cursor.words(1)
    user_text = cursor.text()
    cursor.raw(1)
    _pass_instrument(cursor, version)
    calibrations = [cursor.line(), cursor.line()]
    cursor.lines(1)
    laser_nm = _number(cursor.line())
    cursor.lines(3)
    shown = cursor.text().decode("latin-1")
    cursor.text()
    cursor.text()
    n_frames, n_rows, n_points, binning = _shape(cursor)
    begin = _begin(cursor, version, n_frames)
    polynomials = _polynomials(user_text, calibrations, n_frames)
    return SifHeader(shown, laser_nm, detector_width, binning, n_frames, n_rows, n_points, begin,
                     polynomials)  # fmt: skip


def _pass_acquisition(cursor: _Cursor) -> None:
    """Pass over the times and gains of the third line, and the name of the detector."""
    cursor.words(5)
    cursor.raw(10)
    cursor.words(5)
    cursor.raw(2)
    cursor.words(2 + 2 + 1 + 2 + 1 + 16 + 1)
    while not cursor.line().strip():
        pass
    cursor.line()


def _pass_instrument(cursor: _Cursor, version: int) -> None:
    """Pass over shutter, spectrograph and intensifier, up to the calibration."""
    cursor.words(1)
    cursor.raw(8)
    cursor.words(2)
    if version > _NEWER:
        cursor.lines(10)
        cursor.words(8)
        cursor.lines(8)
    else:
        cursor.lines(_LINES.get(version, 0))
    if int(cursor.word()) == 65540:
        cursor.lines(1)


def _shape(cursor: _Cursor) -> tuple[int, int, int, int]:
    cursor.words(5)
    n_frames, n_parts = int(cursor.word()), int(cursor.word())
    cursor.words(2)
    if n_frames < 1 or not 1 <= n_parts <= _MAX_PARTS:
        raise InputError("It is a damaged Andor SIF file (it has no frames).")
    n_rows, sizes = 0, set()
    for _ in range(n_parts):
        cursor.words(1)
        left, top, right, bottom, row_binning, binning = map(int, cursor.line().split()[:6])
        if min(row_binning, binning) < 1:
            raise InputError("It is a damaged Andor SIF file (its binning is nothing).")
        sizes.add(((1 + right - left) // binning, binning))
        n_rows += (1 + top - bottom) // row_binning
    ((n_points, binning),) = sizes if len(sizes) == 1 else [(0, 1)]
    if n_points < 2 or n_rows < 1:
        raise InputError("It is an Andor SIF file of parts of unlike length, which are not read.",
                         "Export it as text from Solis and open that.")  # fmt: skip
    return n_frames, n_rows, n_points, binning


def _begin(cursor: _Cursor, version: int, n_frames: int) -> int:
    """Find where the data begin: after a time stamp for each frame, and a flag in some versions."""
    cursor.skip_blanks()
    for _ in range(n_frames):
        int(cursor.line())
    begin = cursor.place
    try:
        flag = int(cursor.line())
    except (InputError, ValueError):
        return begin
    if flag == 0:
        return cursor.place
    if flag == 1 and version == _LINE_EACH:
        cursor.lines(n_frames)
        return cursor.place
    return begin


def _polynomials(user_text: bytes, calibrations: list[bytes], n_frames: int) -> NDArray[np.float64]:
    by_frame = {int(frame): words for frame, words in _FRAME.findall(user_text)}
    if by_frame:
        wanted = [by_frame.get(frame + 1, b"") for frame in range(n_frames)]
        return np.array([words.split(b",") for words in wanted]).astype(np.float64)
    for words in calibrations:
        try:
            coefficients = [float(word) for word in words.split()]
        except ValueError:
            continue
        if coefficients:
            return np.array([coefficients])
    return np.empty((0, 0))


def _number(words: bytes) -> float:
    try:
        return float(words)
    except ValueError:
        return float("nan")
