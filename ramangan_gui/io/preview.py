"""One file for the eye: its first lines, what was made of them, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..core.errors import RamanGanError
from ..core.spectra import AXIS_UNITS
from ..preprocessing.wavelength import is_raman_shift, raman_shift
from .import_options import ImportOptions
from .readers import Measured, read_file
from .readers.text_source import decoded, is_text, wide_encoding

#: Lines, and characters of each, that are shown.
_LINES: Final = 14
_CHARACTERS: Final = 160

#: Bytes of a file in which those lines are sought.
_HEAD: Final = 16_384

#: Spectra that are drawn.
_SPECTRA: Final = 5

#: Longest text of a fact about the measurement.
_FACT: Final = 300

#: Values of a fact that holds many; numbers have one more, to tell that there are more.
_LISTED: Final = 5

#: What a file says of one thing.
Fact = str | float | list[float]


@dataclass(frozen=True, eq=False)
class FilePreview:
    """What a file looks like and how it was read.

    Parameters
    ----------
    path : str
        The file.
    lines : tuple of str
        Its first lines; empty where it is no text.
    sentences : tuple of str
        How it was read, one sentence for each axis in it.
    error : str
        Why it cannot be read, empty where it can.
    reader : str
        Name of the format on screen.
    text_choices : bool
        Whether delimiter, decimal sign, rows and columns can be chosen.
    axis : ndarray of float64, shape (n_points,)
        Axis of the first spectra, converted where a laser is known.
    intensities : ndarray of float32, shape (n_spectra, n_points)
        The first spectra.
    x_unit : str
        Unit of `axis`.
    facts : mapping of str to str, float or list of float
        What the file says about the measurement; what it gives as numbers are numbers here.
    """

    path: str
    lines: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    error: str = ""
    reader: str = ""
    text_choices: bool = False
    axis: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    intensities: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), np.float32))
    x_unit: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


def preview(path: Path, options: ImportOptions) -> FilePreview:
    """Read one file for the eye.

    Parameters
    ----------
    path : Path
        The file.
    options : ImportOptions
        How it is read.

    Returns
    -------
    FilePreview
        With the reason where it cannot be read.
    """
    lines = first_lines(path)
    try:
        reader, measured = read_file(path, options.wanted)
    except (RamanGanError, OSError) as error:
        return FilePreview(str(path), lines, error=str(error), text_choices=bool(lines))
    first = measured[0]
    axis, unit, said = _converted(first, options)
    sentences = [note for each in measured for note in each.notes][:20]
    if not sentences:
        sentences = [_size(each) for each in measured[:20]]
    return FilePreview(
        path=str(path),
        lines=lines,
        sentences=(*sentences, *said),
        reader=reader.title,
        text_choices=reader.read_as is not None,
        axis=axis,
        intensities=np.ascontiguousarray(first.intensities[:_SPECTRA]),
        x_unit=unit,
        facts=facts_of(first),
    )


def first_lines(path: Path) -> tuple[str, ...]:
    """Give the first lines of a text file, shortened; nothing where it is no text."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return ()
    if not is_text(head):
        return ()
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
    encoding = next((name for mark, name in marks.items() if head.startswith(mark)), "")
    encoding = encoding or wide_encoding(head)
    text = head.decode(encoding, "replace") if encoding else decoded(head)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_LINES]
    return tuple(line[:_CHARACTERS] for line in lines)


def _converted(
    measured: Measured, options: ImportOptions
) -> tuple[NDArray[np.float64], str, list[str]]:
    """Give the axis as the import would make it, its unit, and what was done."""
    unit = measured.x_unit
    if (not measured.unit_stated or options.x_unit_always) and options.x_unit != "auto":
        unit = options.x_unit
    shown = AXIS_UNITS.get(unit) or ("pixels" if unit == "pixel" else "an unknown unit")
    said = [f"axis taken as {shown}"] if unit != measured.x_unit else []
    laser = options.laser_nm or measured.laser_nm
    if unit == "nm" and laser and measured.axis[0] > 0:
        shift = raman_shift(measured.axis, laser)
        if is_raman_shift(shift):
            said.append(f"converted with the laser at {laser:g} nm to "
                        f"{shift[0]:.6g}–{shift[-1]:.6g} cm⁻¹")  # fmt: skip
            return shift, "1/cm", said
        said.append(f"with a laser at {laser:g} nm it would be no Raman shift")
    return measured.axis, unit, said


def _size(measured: Measured) -> str:
    unit = AXIS_UNITS.get(measured.x_unit, "")
    n, axis = len(measured), measured.axis
    return f"{n:,} × {axis.size:,} points, {axis[0]:.6g}–{axis[-1]:.6g} {unit}".rstrip()


def facts_of(measured: Measured) -> dict[str, Fact]:
    """Give what a file says about its measurement, as words and numbers."""
    facts: dict[str, Fact] = {}
    if measured.laser_nm is not None:
        facts["laser / nm"] = float(measured.laser_nm)
    if measured.map_position is not None:
        facts["positions"] = f"{len(measured.map_position):,} places in µm"
    for key, value in measured.metadata.items():
        if isinstance(value, Mapping):
            before = "" if key == "fields" else f"{key}: "
            facts.update({f"{before}{name}": _short(inner) for name, inner in value.items()})
        elif value is not None and str(value) != "":
            facts[str(key)] = _short(value)
    return facts


def _short(value: object) -> Fact:
    if isinstance(value, float):
        return float(value)
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return [float(number) for number in value.ravel()[: _LISTED + 1]]
    if isinstance(value, np.ndarray):
        words = ", ".join(map(str, value.ravel()[:_LISTED].tolist()))
        return words + (", …" if value.size > _LISTED else "")
    text = str(value)
    return text if len(text) <= _FACT else text[:_FACT] + "…"
