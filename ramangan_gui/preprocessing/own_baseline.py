"""Classes whose baseline is corrected with settings of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from ..core.spectra import Spectra
from .baseline_method import BaselineMethod

#: Where recipe files and records name the classes with settings of their own.
OWN = "baseline_of_class"

_PATH = re.compile(r"baseline\[(.*)\]\.(\w+)", re.DOTALL)


def path_of(label: str, parameter: str) -> str:
    """Give the path of a parameter of the baseline for one class alone."""
    return f"baseline[{label}].{parameter}"


def read_path(path: str) -> tuple[str | None, str]:
    """Split a path into a class, ``None`` for all of them, and the path without it."""
    found = _PATH.fullmatch(path)
    return (None, path) if found is None else (found[1], f"baseline.{found[2]}")


def fit_by_class(
    common: BaselineMethod,
    own: Mapping[str, BaselineMethod],
    spectra: Spectra,
    values: NDArray[np.float64],
    preview: bool = False,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Estimate the baseline of each spectrum by the method of its class.

    Parameters
    ----------
    common : BaselineMethod
        The method of all classes that are not in `own`.
    own : mapping of str to BaselineMethod
        Methods of single classes.
    spectra : Spectra
        The spectra as they come to the baseline.
    values : ndarray of float64, shape (n_spectra, n_points)
        Their intensities, all finite.
    preview : bool
        Whether the result is only looked at.

    Returns
    -------
    baseline : ndarray of float64, shape (n_spectra, n_points)
    converged : ndarray of bool, shape (n_spectra,)
        Whether each baseline settled.
    """
    parts = _rows_by_method(common, own, spectra)
    if len(parts) < 2:
        step = parts[0][0] if parts else common
        return (step.preview if preview else step.fit)(spectra, values)
    baseline, converged = np.empty_like(values), np.ones(len(values), bool)
    for step, rows in parts:
        fit = step.preview if preview else step.fit
        baseline[rows], converged[rows] = fit(spectra.select(rows), values[rows])
    return baseline, converged


def _rows_by_method(
    common: BaselineMethod, own: Mapping[str, BaselineMethod], spectra: Spectra
) -> list[tuple[BaselineMethod, NDArray[np.intp]]]:
    others = np.ones(len(spectra), bool)
    found = []
    for label, step in own.items():
        mine = spectra.label == label
        others &= ~mine
        found.append((step, np.flatnonzero(mine)))
    return [part for part in (*found, (common, np.flatnonzero(others))) if part[1].size]


def renamed(
    own: Mapping[str, BaselineMethod], before: NDArray[np.str_], after: NDArray[np.str_]
) -> dict[str, BaselineMethod]:
    """Let settings follow classes that got another name.

    Parameters
    ----------
    own : mapping of str to BaselineMethod
        Methods of single classes.
    before, after : ndarray of str, shape (n_spectra,)
        Classes of the spectra before and after a change.

    Returns
    -------
    dict of str to BaselineMethod
        Methods by the new names. A class that was merged into another takes that one's settings.
    """
    moved = {}
    for label, step in own.items():
        names = set(after[before == label].tolist())
        if label in after or not names:
            moved[label] = step
        elif len(names) == 1 and not (names & set(before.tolist())):
            moved[names.pop()] = step
    return moved


def own_notes(
    common: BaselineMethod, own: Mapping[str, BaselineMethod], classes: Iterable[str]
) -> tuple[str, ...]:
    """Say what who uses the result has to know about classes with settings of their own.

    Parameters
    ----------
    common : BaselineMethod
        The method of all other classes.
    own : mapping of str to BaselineMethod
        Methods of single classes.
    classes : iterable of str
        Classes of the set.

    Returns
    -------
    tuple of str
        Sentences; none where all classes of the set are corrected alike.
    """
    labels = list(classes)
    notes = []
    there = [label or "(no class)" for label in own if label in labels]
    if len({own.get(label, common) for label in labels}) > 1:
        notes.append(
            f"Baseline settings of their own: {', '.join(there)}. Classes that are corrected "
            "differently may be told apart by the correction alone: a classifier may learn the "
            "correction instead of the substance."
        )
    absent = [label for label in own if label not in labels]
    if absent:
        notes.append(
            f"The recipe has baseline settings for {', '.join(absent)}, but this set has no such "
            "class; they were not used."
        )
    return tuple(notes)
