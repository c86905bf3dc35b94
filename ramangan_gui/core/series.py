"""Spectra of one file in the order in which they were measured: over time, depth or a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .spectra import FoundSeries, Spectra

#: Fewer spectra are no series.
FEWEST: Final = 3

#: Names such as ``Time=12.5`` or ``X=1, T=300 K``; the last that changes is what runs.
_PLACE: Final = re.compile(
    r"([A-Za-z][\w ]*?)\s*=\s*([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"
    r"(?: ?([mµun]?s|min|h|d|[nuµmc]?m|K|°C|°|deg|[mk]?V|[µm]?A|[mµ]?W|%|bar|kbar|[kMG]?Pa|T)"
    r"(?=,|$))?",
    re.IGNORECASE,
)

#: Units of what runs where its name states none; instruments mean these.
_UNITS: Final = {"time": "s", "z": "µm", "x": "µm", "y": "µm", "depth": "µm"}


def named_places(kinds: Mapping[str, NDArray[np.float64]], units: Mapping[str, str]) -> list[str]:
    """Name spectra after where or when they were measured.

    Parameters
    ----------
    kinds : mapping of str to ndarray of float64, shape (n,)
        What runs, such as ``Time``, and its values.
    units : mapping of str to str
        Their units where the file states them; the usual ones are not written.

    Returns
    -------
    list of str
        Such as ``X=1, Time=12.5``, which :func:`series_of` understands.
    """
    said = {
        kind: f" {unit}" if (unit := units.get(kind, "")) and unit != usual_unit(kind) else ""
        for kind in kinds
    }
    return [
        ", ".join(f"{kind}={value:.7g}{said[kind]}" for kind, value in zip(kinds, row, strict=True))
        for row in zip(*(values.tolist() for values in kinds.values()), strict=True)
    ]


def usual_unit(kind: str) -> str:
    """Give the unit of what runs where nothing else is said; empty where there is none."""
    return _UNITS.get(kind.lower(), "")


@dataclass(frozen=True, eq=False)
class Series:
    """Spectra of one file, in order.

    Parameters
    ----------
    rows : ndarray of intp, shape (n,)
        Numbers of the spectra in their set.
    places : ndarray of float64, shape (n,)
        When or where each was measured, or its number in the file.
    title : str
        What the places are, with their unit; empty where they are numbers only.
    """

    rows: NDArray[np.intp]
    places: NDArray[np.float64]
    title: str = ""


def has_series(spectra: Spectra) -> bool:
    """Tell whether any file holds a series."""
    return bool(spectra.series[0])


def files_of_series(spectra: Spectra) -> dict[str, NDArray[np.intp]]:
    """Give the spectra of each file that holds a series, in the order of the file.

    Spectra of several classes are a series only where their names tell when or where they were
    measured; otherwise a file of them is a collection.
    """
    files, rows, ends = spectra.series
    return dict(zip(files, np.split(rows, ends[:-1]), strict=True)) if files else {}


def find_series(spectra: Spectra) -> FoundSeries:
    """Look for files that hold series; :attr:`Spectra.series` keeps what is found.

    Returns
    -------
    tuple of str
        The files.
    ndarray of intp
        Their spectra, file after file, each in its order.
    ndarray of intp, shape (n_files,)
        Where in these each file ends.
    """
    nothing: NDArray[np.intp] = np.empty(0, np.intp)
    if len(spectra) < FEWEST or int(spectra.source_index.max()) < FEWEST - 1:
        return (), nothing, nothing
    files = spectra.source_file
    number = {str(files[0]): 0}
    file = np.zeros(len(spectra), np.intp)
    if not (files == files[0]).all():
        numbered = (number.setdefault(name, len(number)) for name in files.tolist())
        file = np.fromiter(numbered, np.intp, len(spectra))
    order = np.argsort(spectra.source_index, kind="stable")
    order = order[np.argsort(file[order], kind="stable")]
    sizes = np.bincount(file)
    begins = np.cumsum(sizes) - sizes
    kind = np.empty(len(spectra), np.intp)
    for place, rows in enumerate(spectra.class_rows.values()):
        kind[rows] = place
    kind = kind[order]
    alike = np.minimum.reduceat(kind, begins) == np.maximum.reduceat(kind, begins)
    ends = (spectra.name[order[begins]], spectra.name[order[begins + sizes - 1]])
    for one in np.flatnonzero(~alike & (sizes >= FEWEST)):
        alike[one] = all(_PLACE.search(names[one]) for names in ends)
    chosen = alike & (sizes >= FEWEST)
    names = tuple(np.array(list(number))[chosen].tolist())
    return names, order[chosen[file[order]]], np.cumsum(sizes[chosen])


def series_of(spectra: Spectra, rows: ArrayLike) -> Series:
    """Find when or where the spectra of a file were measured.

    Parameters
    ----------
    spectra : Spectra
        The set.
    rows : array_like of int
        Spectra of one file, in its order.

    Returns
    -------
    Series
        With the places that the names of the spectra tell, where all of them tell the same kind
        and it only rises or falls; with their numbers in the file otherwise.
    """
    chosen = np.asarray(rows, np.intp)
    numbers = spectra.source_index[chosen].astype(np.float64) + 1
    told = [
        {kind: (value, unit) for kind, value, unit in _PLACE.findall(name)}
        for name in spectra.name[chosen].tolist()
    ]
    for kind in reversed(list(told[0]) if told else []):
        if not all(kind in each for each in told):
            continue
        places = np.array([float(each[kind][0]) for each in told])
        units = {each[kind][1] for each in told}
        steps = np.diff(places)
        if len(units) == 1 and ((steps > 0).all() or (steps < 0).all()):
            unit = units.pop() or usual_unit(kind)
            return Series(chosen, places, f"{kind} / {unit}" if unit else kind)
    return Series(chosen, numbers)
