"""Files of TriVista spectrometers (.tvf): XML with single spectra, frames, lines and series."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from ...core.series import named_places
from .axis_unit import axis_unit
from .base import EXPORT_AS_TEXT, Measured, Reader, axis_range, number, tidy
from .laser import is_laser
from .number_lists import numbers_in
from .safe_xml import parse_xml
from .text_source import TextSource, is_text, open_source

#: What the program calls its units, in words that are understood here.
_UNITS: Final = {
    "nanometer": "nm", "nanometers": "nm", "relativewavenumber": "1/cm",
    "relativewavenumbers": "1/cm", "relwavenumber": "1/cm", "ramanshift": "1/cm",
    "pixel": "pixel", "pixels": "pixel",
}  # fmt: skip

#: Steps of the clock that stamps the frames, and digits of such a stamp at most.
_TICKS_PER_S: Final = 10_000_000
_MOST_DIGITS: Final = 20


def recognises_head(head: bytes) -> bool:
    """Tell a TriVista file by how a text begins."""
    start = head.replace(b"\0", b"")[:2048]
    return b"<!--TriVista-File" in start or (b"<XmlMain" in start and b".tvf" in start)


def _recognises(path: Path, head: bytes) -> bool:
    return is_text(head) and recognises_head(head)


def _read(path: Path) -> list[Measured]:
    try:
        return spectra_of(open_source(path))
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error


def spectra_of(source: TextSource) -> list[Measured]:
    """Read all spectra of a file.

    Raises
    ------
    InputError
        If it is damaged or its numbers do not fit together.
    """
    root = parse_xml(source.data[source.begin :])
    found = [_document(document) for document in root.findall("Documents/Document")]
    if not found:
        raise InputError("It is a TriVista file without spectra.", EXPORT_AS_TEXT)
    return found


def _document(document: Element) -> Measured:
    calibration = document.find("xDim/Calibration")
    frames = document.findall("Data/Frame")
    if calibration is None or not frames:
        raise InputError("It is a TriVista file without an axis or without spectra.",
                         EXPORT_AS_TEXT)  # fmt: skip
    points = _axis(document, calibration)
    values = np.array([_frame(frame, points.size) for frame in frames])
    stated = document.find("zDim")
    n_stated = "" if stated is None else stated.get("Length", "")
    if n_stated.isdecimal() and int(n_stated) != len(values):
        raise InputError(
            f"It states {int(n_stated):,} spectra but holds {number(len(values))}; it is damaged.",
            EXPORT_AS_TEXT,
        )
    words = calibration.get("Unit", "")
    unit_words = _UNITS.get(words.lower().replace(" ", ""))
    if unit_words is None:
        raise InputError(f"Its axis is in {words or 'no unit'}, which is no Raman shift.",
                         EXPORT_AS_TEXT)  # fmt: skip
    sorted_points, rows, notes = tidy(points, values)
    unit = axis_unit(sorted_points, [unit_words])
    size = f"{number(points.size)} points, {axis_range(sorted_points, unit.unit)}"
    if len(rows) > 1:
        size = f"{number(len(rows))} spectra × {size}"
    times = _times(frames)
    try:
        laser: float | None = float(calibration.get("LaserWave", "").replace(",", "."))
    except ValueError:
        laser = None
    return Measured(
        axis=sorted_points,
        intensities=rows,
        x_unit=unit.unit,
        unit_stated=unit.stated,
        name=None if times is None else np.array(named_places({"Time": times}, {"Time": "s"})),
        laser_nm=laser if is_laser(laser) else None,
        notes=("read as: " + ", ".join([size, *notes]),),
    )


def _axis(document: Element, calibration: Element) -> NDArray[np.float64]:
    """Read the axis: how many values follow, then the values."""
    kind = calibration.get("Type", "")
    if kind != "ValueArray":
        raise InputError(f"Its axis is given as {kind or 'nothing'}, which is not understood.",
                         EXPORT_AS_TEXT)  # fmt: skip
    listed = numbers_in(calibration.get("ValueArray"), "axis", "|")
    dimension = document.find("xDim")
    stated = "" if dimension is None else dimension.get("Length", "")
    points = listed[1:]
    if listed.size < 3 or listed[0] != points.size or stated not in {"", str(points.size)}:
        raise InputError("Its axis is not as long as it states; it is damaged.", EXPORT_AS_TEXT)
    return points


def _times(frames: list[Element]) -> NDArray[np.float64] | None:
    """Give when the frames of a series were taken, in s after the first, where the file tells."""
    stamps = [frame.get("TimeStamp", "") for frame in frames]
    if len(frames) < 2 or not all(s.isdecimal() and len(s) <= _MOST_DIGITS for s in stamps):
        return None
    first = int(stamps[0])
    times = np.array([(int(stamp) - first) / _TICKS_PER_S for stamp in stamps])
    return times if (np.diff(times) > 0).all() else None


def _frame(frame: Element, n_points: int) -> NDArray[np.float64]:
    values = numbers_in(frame.text, "spectrum", ";")
    height = frame.get("yDim", "1")
    if height != "1":
        raise InputError(
            f"It holds camera images of {height[:12]} rows, not spectra.",
            "Bin the rows in the program of the instrument, or export the spectra as text.",
        )
    if values.size != n_points:
        raise InputError(
            f"A spectrum in it has {number(values.size)} points, its axis {number(n_points)}; it "
            "is damaged.",
            EXPORT_AS_TEXT,
        )
    return values


READER = Reader(
    name="trivista",
    title="TriVista",
    suffixes=(".tvf",),
    recognises=_recognises,
    read=_read,
)
