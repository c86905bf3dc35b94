"""What to look at before trusting spectra: saturation, spikes, duplicates and the like.

Some of it shows in the intensities themselves (:func:`inspect`); what only the import can know,
such as the range that a file covered before it was cropped, the import adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from .cosmic import cosmic_rows, spike_marks
from .duplicates import find_duplicates

Rows = NDArray[np.intp]

#: Spectra looked at in one go.
_ROWS: Final = 128

#: Names of spectra that one sentence lists.
_LISTED: Final = 5

#: A spectrum of fewer points hardly shows a band.
FEW_POINTS: Final = 50

#: A spectrum that covers less than this share of what most cover is short.
SHORT: Final = 0.9

#: Highest values of 16-bit detectors; a single point there is saturated.
_CEILINGS: Final = (65_535.0, 65_534.0)

#: So many neighbouring points at exactly the maximum are a cut-off band.
_PLATEAU: Final = 3

#: Band and baseline make neighbours alike; white noise has a ratio of 2 between the two variances.
_NOISE_RATIO: Final = 1.7


@dataclass(frozen=True)
class Check:
    """One thing that may be wrong with a spectrum.

    Parameters
    ----------
    title : str
        Name on screen, as short as a badge.
    sign : str
        One letter or sign for the badge, so that it does not depend on its colour.
    meaning : str
        What it means.
    remedy : str
        What to do about it.
    """

    title: str
    sign: str
    meaning: str
    remedy: str


#: All checks by their names in files; the order is that of the badges.
CHECKS: Final[Mapping[str, Check]] = {
    "saturated": Check(
        "saturated", "▔",
        "The detector reached its ceiling: three or more neighbouring points stand at exactly the "
        "highest value, or at the ceiling of a 16-bit detector.",
        "Measure with less laser power or a shorter exposure; heights of cut-off bands are wrong.",
    ),
    "spikes": Check(
        "cosmic spike", "↑",
        "A peak one to three points wide that stands far out of the noise and is not in the other "
        "spectra: a cosmic ray.",
        "Switch on “Spikes” on the Correct page.",
    ),
    "gaps": Check(
        "gaps", "∅",
        "Points without a value (NaN) were bridged by straight lines, as was asked for.",
        "Look at the place before using bands there.",
    ),
    "short_range": Check(
        "short range", "↔",
        "It covers less than nine tenths of what most spectra cover, so all spectra were cropped "
        "to what it covers.",
        "Leave its file out, or choose the range by hand, to keep the others whole.",
    ),
    "duplicate": Check(
        "duplicate", "=",
        "Another spectrum of the set has the same intensities, within rounding.",
        "Remove one of them: copies on both sides of the split make a verdict look too good.",
    ),
    "flat": Check(
        "flat or empty", "–",
        "All intensities are equal, or there is nothing but noise.",
        "Remove it; it says nothing about the substance.",
    ),
    "few_points": Check(
        "few points", "⋯",
        f"It was measured at fewer than {FEW_POINTS} points.",
        "Bands narrower than the spacing are lost; measure with more points.",
    ),
    "pixel": Check(
        "pixel axis", "□",
        "The axis counts pixels of the detector and is no Raman shift.",
        "Calibrate the axis, or compare only spectra of the same instrument and setting.",
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Findings:
    """Which spectra each check concerns.

    Parameters
    ----------
    rows : mapping of str to ndarray of intp
        Numbers of the spectra, ascending, by the name of the check; only checks that found any.
    notes : mapping of str to tuple of str
        Sentences that a check adds to the count, such as where duplicates lie.
    """

    rows: Mapping[str, Rows] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def merged(self, other: Findings) -> Findings:
        """Give both together."""
        names = [name for name in CHECKS if name in self.rows or name in other.rows]
        none = np.empty(0, np.intp)
        rows = {n: np.union1d(self.rows.get(n, none), other.rows.get(n, none)) for n in names}
        notes = {n: (*self.notes.get(n, ()), *other.notes.get(n, ())) for n in names}
        return Findings({n: r.astype(np.intp) for n, r in rows.items() if r.size}, notes)

    def select(self, kept: NDArray[np.bool_]) -> Findings:
        """Give what concerns the spectra that are kept, by their new numbers."""
        places = np.cumsum(kept) - 1
        rows = {name: places[found[kept[found]]] for name, found in self.rows.items()}
        # A copy whose twin is gone still shows here; the next reading forgets it.
        return Findings({name: found for name, found in rows.items() if found.size}, self.notes)

    def of_row(self, row: int) -> tuple[str, ...]:
        """Give the names of the checks that concern one spectrum."""
        return tuple(name for name, rows in self.rows.items() if _holds(rows, row))

    def badges(self, n: int) -> tuple[str, ...]:
        """Give the names of the checks that concern each of `n` spectra, in one text each."""
        said: list[list[str]] = [[] for _ in range(n)]
        for name in CHECKS:
            for row in self.rows.get(name, np.empty(0, np.intp)).tolist():
                said[row].append(name)
        return tuple(map(" ".join, said))

    @classmethod
    def from_badges(cls, badges: Sequence[str]) -> Findings:
        """Build from what :meth:`badges` gave; checks that are not known are left out."""
        rows: dict[str, list[int]] = {}
        for row, names in enumerate(badges):
            for name in names.split():
                rows.setdefault(name, []).append(row)
        return cls({name: np.array(rows[name], np.intp) for name in CHECKS if name in rows})

    def any_rows(self) -> Rows:
        """Give the numbers of all spectra that any check concerns."""
        found = [np.empty(0, np.intp), *self.rows.values()]
        return np.unique(np.concatenate(found))


def _holds(rows: Rows, row: int) -> bool:
    place = int(np.searchsorted(rows, row))
    return place < rows.size and int(rows[place]) == row


def inspect(spectra: Spectra) -> Steps[Findings]:
    """Look for what shows in the intensities.

    Parameters
    ----------
    spectra : Spectra
        As measured; without gaps.

    Returns
    -------
    Findings
    """
    values, n = spectra.intensities, len(spectra)
    marks = {name: np.zeros(n, bool) for name in ("saturated", "flat")}
    spikes: list[tuple[NDArray[np.intp], NDArray[np.intp]]] = []
    for begin in range(0, n, _ROWS):
        yield Progress(0.8 * begin / n, f"Looking at spectrum {begin + 1:,} of {n:,}")
        block = values[begin : begin + _ROWS]
        flat = is_flat(block)
        marks["flat"][begin : begin + _ROWS] = flat
        marks["saturated"][begin : begin + _ROWS] = is_saturated(block) & ~flat
        row, point = np.nonzero(spike_marks(block) & ~flat[:, None])
        spikes.append((row + begin, point))
    yield Progress(0.8, "Looking for duplicates")
    rows = {name: np.flatnonzero(mark) for name, mark in marks.items()}
    rows["spikes"] = cosmic_rows(spikes, n, spectra.n_points)
    same = find_duplicates(values, skip=marks["flat"])
    rows["duplicate"] = np.flatnonzero(same >= 0)
    if spectra.x_unit == "pixel":
        rows["pixel"] = np.arange(n)
    found = Findings({name: rows[name] for name in CHECKS if name in rows and rows[name].size})
    notes = _about_duplicates(spectra, same)
    return Findings(found.rows, {"duplicate": notes} if notes else {})


def is_saturated(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell which spectra touch a ceiling: a plateau at the maximum, or a 16-bit limit."""
    top = values.max(axis=1)
    at_top = values == top[:, None]
    run = at_top[:, : values.shape[1] - _PLATEAU + 1].copy()
    for shift in range(1, _PLATEAU):
        run &= at_top[:, shift : run.shape[1] + shift]
    # A plateau at zero or below is a baseline that was clipped, not a band.
    return np.asarray((run.any(axis=1) & (top > 0)) | np.isin(top, _CEILINGS), bool)


def is_flat(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell which spectra are constant, or as rough as white noise without any band."""
    spread = values.max(axis=1) - values.min(axis=1)
    size = np.abs(values).max(axis=1)
    constant: NDArray[np.bool_] = np.asarray(spread <= 1e-6 * size)
    if values.shape[1] < FEW_POINTS:
        return constant
    about = values - values.mean(axis=1, keepdims=True)
    variance = np.square(about, dtype=np.float64).mean(axis=1)
    # von Neumann's ratio: 2 for white noise, near 0 where neighbours are alike.
    steps = np.square(np.diff(values, axis=1), dtype=np.float64).mean(axis=1)
    rough = steps > _NOISE_RATIO * np.maximum(variance, np.finfo(float).tiny)
    return np.asarray(constant | rough)


def _about_duplicates(spectra: Spectra, same: NDArray[np.intp]) -> tuple[str, ...]:
    """Say whether copies lie in different classes or specimens, which is worse."""
    rows = np.flatnonzero(same >= 0)
    said = []
    for column, words in (("label", "classes"), ("group", "specimens")):
        names = getattr(spectra, column)
        n = sum(
            np.unique(names[rows[same[rows] == first]]).size > 1 for first in np.unique(same[rows])
        )
        if n:
            said.append(f"{n:,} of the copied spectra lie in different {words}.")
    return tuple(said)


def sentences(spectra: Spectra, findings: Findings) -> list[str]:
    """Write what was found for people, one sentence a check.

    Parameters
    ----------
    spectra : Spectra
        The set that was inspected.
    findings : Findings
        What was found in it.
    """
    return [_sentence(spectra, name, rows, findings) for name, rows in findings.rows.items()]


def _sentence(spectra: Spectra, name: str, rows: Rows, findings: Findings) -> str:
    check, n = CHECKS[name], rows.size
    noun = "spectrum" if n == 1 else "spectra"
    if n == len(spectra):
        listed = "all of them"
    else:
        listed = ", ".join(spectra.name[rows[:_LISTED]].tolist())
        listed += f" and {n - _LISTED:,} more" if n > _LISTED else ""
    notes = "".join(f" {note}" for note in findings.notes.get(name, ()))
    return f"{check.title}: {n:,} {noun} ({listed}). {check.meaning}{notes} {check.remedy}"
