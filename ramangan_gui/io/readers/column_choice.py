"""Which of several columns is the axis and which the spectrum, where their names leave no doubt.

Spectrometer programs write the same axis in several units, and what the detector saw beside what
they made of it. Only tables whose columns all have names of that kind are chosen from; anything
else is refused, since columns of unknown meaning must not be taken for spectra.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...core.errors import InputError
from .axis_unit import is_raman_range, unit_in_words
from .base import EXPORT_AS_TEXT
from .row_numbers import counts, names_row_numbers
from .table import Table

#: What the columns of spectrometer programs are, the most useful first.
_SIGNALS: Final = (
    ("processed", r"processed(?:[ _](?:data|spectrum))?|scope|dark[ _-]?(?:subtracted|corrected)"),
    ("derived", r"%?t|%tr|transmittance|transmission|absorbance|reflectance|reflection|%r"
     r"|(?:absolute |relative |rel\. )?irradiance"),
    ("counts", r"sample|raw(?:[ _]data)?|intensity|intensities|counts?|signal|spectrum"),
    ("beside", r"dark|background(?:[ _]data)?|bkg|ref|reference"),
)  # fmt: skip
_PATTERNS: Final = tuple((kind, re.compile(pattern)) for kind, pattern in _SIGNALS)

#: Letters above the columns of Jaz spectrometers.
_JAZ: Final = {"d": "dark", "r": "reference", "s": "sample", "p": "processed"}

#: Words of a signal, which no axis has in its name.
_SIGNAL_WORDS: Final = re.compile(
    r"intens|\bcounts?\b|\bcts\b|signal|irradiance|dark|absorb|transmi|reflec|processed|subtract"
    r"|backgr|baseline|raw"
)

#: Columns that are not what the detector saw of the sample.
_OTHER_SIGNALS: Final = re.compile(
    r"\b(?:dark|ref|reference|background|bkg|raw|irradiance|transmittance|absorbance|reflectance"
    r"|%t\w*|%r\w*|baseline|fit|residuals?|error|sd|std|sigma)\b|raw_data|background_data"
)
#: Signals of infrared spectra; Raman spectra over the same wavenumbers have none of these.
_INFRARED: Final = re.compile(
    r"absorbance|absorption|transmittance|transmission|reflectance|%\s*[tr]\b|^\W*abs\b|kubelka"
)
_PERCENT: Final = {"%t": "transmittance", "% t": "transmittance", "%r": "reflectance",
                   "% r": "reflectance", "abs": "absorbance"}  # fmt: skip

#: A column of this name alone is the spectrum; columns of other names beside it are something else.
_INTENSITY: Final = re.compile(r"(?:raman[ _]?)?(?:intensity|intensities|counts?)")
_UNIT_BEHIND: Final = re.compile(r"\(.*?\)|\[.*?\]|/.*$")

#: Instruments write this where they measured nothing.
_SENTINEL: Final = 65_535.0

#: Numbers of two axes that differ less than this share of themselves are the same axis.
_SAME: Final = 0.01


@dataclass(frozen=True)
class Choice:
    """The columns that are read.

    Parameters
    ----------
    axis : int
        Column of the axis.
    signals : tuple of int
        Columns of the spectra.
    note : str
        What was chosen of what, for the user; empty where there was no choice.
    several_axes : bool
        Whether there are other axes, so that a row may lack this one.
    """

    axis: int
    signals: tuple[int, ...]
    note: str = ""
    several_axes: bool = False


def is_axis_name(name: str, unit: str = "") -> bool:
    """Tell whether a column name is that of an axis."""
    if _SIGNAL_WORDS.search(name.lower()):
        return False
    return unit_in_words(f"{name} {unit}") in {"1/cm", "nm", "pixel"}


def is_signal_name(name: str) -> bool:
    """Tell whether a column name is that of intensities of any kind."""
    return _SIGNAL_WORDS.search(name.lower()) is not None


def is_intensity_name(name: str) -> bool:
    """Tell whether a column name can be that of the one intensity of a table only."""
    plain = _UNIT_BEHIND.sub("", name.lower()).strip(" #._")
    return _INTENSITY.fullmatch(plain) is not None or plain in {"signal", "spc", "cts", "value"}


def is_other_signal(name: str) -> bool:
    """Tell whether a column name is that of a dark, reference or derived signal."""
    return _OTHER_SIGNALS.search(name.lower()) is not None


def infrared_signal(name: str) -> str:
    """Give the signal of infrared spectra that a column name is; empty where it is none."""
    match = _INFRARED.search(name.lower())
    return _PERCENT.get(match.group(), match.group()) if match else ""


def chosen(table: Table, names: Sequence[str], units: Sequence[str], first: int) -> Choice | None:
    """Choose axis and spectra by the names of the columns.

    Parameters
    ----------
    table : Table
        The table.
    names, units : sequence of str
        Of its columns; the latter may be empty.
    first : int
        First row that is part of the spectra.

    Returns
    -------
    Choice or None
        ``None`` where the first column is the axis and all others are spectra.

    Raises
    ------
    InputError
        If there is a choice, and the names do not tell.
    """
    units = units or [""] * len(names)
    used = [c for c in range(len(names)) if np.isfinite(table.values[first:, c]).any()]
    axes = [c for c in used if is_axis_name(names[c], units[c])]
    if _is_jaz(names):
        axes = [0]
    rest = [c for c in used if c not in axes and not (axes and _is_index(table, names, c, first))]
    kinds = {c: _kind(names[c], jaz=_is_jaz(names)) for c in rest}
    known = {*kinds.values()} - {""}
    if len(axes) < 2 and len(known) < 2 and not known & {"beside", "derived"}:
        _refuse_company(names, rest if axes else [c for c in rest if c])
        return None if axes in ([], [0]) else _all_beside(names, axes[0], rest)
    if len(rest) == 1:
        kinds = dict.fromkeys(rest, "counts")
    if not axes:
        axes, rest = [0], [c for c in rest if c != 0]
    axis = _axis(table, names, units, axes, first)
    if not rest:
        raise InputError("It holds no intensities.")
    unknown = [names[c] for c in rest if not kinds[c]]
    if unknown and len(rest) > 1:
        _refuse(names, axes, rest)
    signals = _signals(table, rest, kinds, first)
    left = [names[c] for c in [*axes, *rest] if c != axis and c not in signals]
    note = f"spectrum: {', '.join(names[c] for c in signals)} against {names[axis]}"
    if left:
        note += f", of the columns {', '.join(names[c] for c in used)}"
    derived = any(kinds[c] == "derived" for c in signals)
    return Choice(axis, signals, note if left or derived else "", len(axes) > 1)


def _is_index(table: Table, names: Sequence[str], column: int, first: int) -> bool:
    """Tell whether the first column counts the rows, and has no name that speaks against it."""
    return column == 0 and names_row_numbers(names[0]) and counts(table.column(0)[first:])


def _refuse_company(names: Sequence[str], rest: Sequence[int]) -> None:
    """Refuse columns of which one alone is called intensity, so that the others are not."""
    plain = [_UNIT_BEHIND.sub("", names[c].lower()).strip() for c in rest]
    if len(rest) > 1 and sum(_INTENSITY.fullmatch(name) is not None for name in plain) == 1:
        _refuse(names, [], rest)


def _all_beside(names: Sequence[str], axis: int, rest: Sequence[int]) -> Choice:
    """Take all columns beside the one named axis as spectra."""
    if not rest:
        raise InputError("It holds no intensities.")
    if len(rest) > 1 and any(is_other_signal(names[c]) for c in rest):
        _refuse(names, [axis], rest)
    return Choice(axis, tuple(rest), f"axis in column {axis + 1}, {names[axis]}")


def _refuse(names: Sequence[str], axes: Sequence[int], rest: Sequence[int]) -> None:
    if len(axes) > 1:
        listed = ", ".join(names[c] for c in axes)
        raise InputError(f"Several of its columns may be the axis: {listed}.", EXPORT_AS_TEXT)
    raise InputError(
        f"Its columns are not all spectra of the sample: {', '.join(names[c] for c in rest)}.",
        EXPORT_AS_TEXT,
    )


def _is_jaz(names: Sequence[str]) -> bool:
    letters = [name.strip().lower() for name in names]
    return len(letters) > 2 and letters[0] == "w" and {*letters[1:]} <= _JAZ.keys()


def _kind(name: str, jaz: bool) -> str:
    plain = re.sub(r"\(.*?\)|\[.*?\]", "", name.lower())
    plain = re.sub(r"\s*#?\s*\d*\s*$", "", plain).strip(" _")
    plain = _JAZ.get(plain, plain) if jaz else plain
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(plain)), "")


def _axis(
    table: Table, names: Sequence[str], units: Sequence[str], axes: Sequence[int], first: int
) -> int:
    """Choose Raman shift before other wavenumbers, wavelength and pixel number."""
    ranked = []
    wavelengths = None
    for column in axes:
        values = table.column(column)[first:]
        if unit_in_words(f"{names[column]} {units[column]}") == "nm":
            wavelengths = values
    for place, column in enumerate(axes):
        values = table.column(column)[first:]
        finite = values[np.isfinite(values)]
        if len(axes) > 1 and (finite.size < 2 or not np.ptp(finite)):
            continue  # an axis that was never calibrated is left blank or at zero
        unit = unit_in_words(f"{names[column]} {units[column]}")
        shift = bool(re.search(r"raman|shift", names[column].lower()))
        doubtful = unit == "1/cm" and not shift and len(axes) > 1
        if doubtful and (not is_raman_range(finite) or _is_absolute(values, wavelengths)):
            continue
        rank = {"1/cm": 0 if shift else 1, "nm": 2, "pixel": 3}.get(unit, 4)
        ranked.append((rank, place, column))
    if not ranked:
        raise InputError("None of the axes in its columns is filled.", EXPORT_AS_TEXT)
    return min(ranked)[2]


def _is_absolute(values: NDArray[np.float64], wavelengths: NDArray[np.float64] | None) -> bool:
    """Tell whether wavenumbers are those of the wavelengths beside them, not shifts."""
    if wavelengths is None:
        return False
    both = np.isfinite(values) & np.isfinite(wavelengths) & (wavelengths > 0)
    if not both.any():
        return False
    absolute = 1e7 / wavelengths[both]
    return bool(np.median(np.abs(values[both] - absolute) / absolute) < _SAME)


def _signals(
    table: Table, rest: Sequence[int], kinds: dict[int, str], first: int
) -> tuple[int, ...]:
    """Choose the best kind of signal that was measured."""
    beside = [table.values[first:, c] for c in rest if kinds[c] == "beside"]
    order = [kind for kind, _ in _PATTERNS[:-1]]
    if "counts" in kinds.values() and any(_is_sentinel(values) for values in beside[:1]):
        order = ["counts"]  # what was subtracted or divided by was never measured
    for kind in order:
        columns = [c for c in rest if kinds[c] == kind]
        measured = [c for c in columns if not _is_empty(table.values[first:, c])]
        if measured:
            return tuple(measured)
    raise InputError(
        "Its columns hold no spectrum of the sample, only dark or reference.", EXPORT_AS_TEXT
    )


def _is_empty(values: NDArray[np.float32]) -> bool:
    finite = values[np.isfinite(values)]
    return bool((finite == 0).all() or _is_sentinel(values))


def _is_sentinel(values: NDArray[np.float32]) -> bool:
    finite = values[np.isfinite(values)]
    return bool(finite.size and (finite == _SENTINEL).all())
