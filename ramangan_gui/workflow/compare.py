"""Two runs side by side on the same originals in the same folds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..augmentation.augmenters import AUGMENTERS
from ..core.augmented_set import Generated
from ..core.errors import InputError
from ..core.progress import Progress, Steps, part, without_payloads
from ..core.scorecard import Scorecard
from ..core.spectra import Spectra
from ..quality.pca import fit_pca
from .augment import augment
from .export import project_from, read_result
from .plan import Plan
from .project import Augmentation


@dataclass(frozen=True, eq=False)
class Run:
    """One of the two.

    Parameters
    ----------
    name : str
        What it is called on screen.
    scorecard : Scorecard
        The verdict on what it drew before review.
    messages : tuple of str
        What was said while it was made.
    """

    name: str
    scorecard: Scorecard
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ClassPoints:
    """Scores of one class on two components fitted on its originals.

    Parameters
    ----------
    shares : ndarray of float64, shape (2,)
        Share of the originals' variance in each component.
    original, first, second : ndarray of float64, shape (n, 2)
        Held-out originals, and what either run drew for the judgement.
    """

    shares: NDArray[np.float64]
    original: NDArray[np.float64]
    first: NDArray[np.float64]
    second: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RunComparison:
    """Both runs.

    Parameters
    ----------
    first, second : Run
        The present one, and the other.
    points : mapping of str to ClassPoints
        By class; those that both runs made spectra of.
    """

    first: Run
    second: Run
    points: Mapping[str, ClassPoints]


def compare_with_augmenter(
    corrected: Spectra, augmentation: Augmentation, augmenter: str
) -> Steps[RunComparison]:
    """Train another augmenter on the same folds, judge it, and put it beside the present run.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    augmentation : Augmentation
        The present run.
    augmenter : str
        Name in ``AUGMENTERS``; its parameters are those of the plan's preset.
    """
    plan: Plan = augmentation.plan.with_value("augment.augmenter", augmenter).with_preset()
    # The curves of the other run are not those of the project.
    other = yield from part(without_payloads(augment(corrected, plan)), 0.0, 0.97)
    title = AUGMENTERS[augmenter].title
    return (yield from part(_compared(corrected, augmentation, other, title), 0.97, 1.0))


def compare_with_file(
    corrected: Spectra, augmentation: Augmentation, path: Path
) -> Steps[RunComparison]:
    """Put what a file of ours holds beside the present run.

    Raises
    ------
    InputError
        If it holds no verdict, or was made from other originals, another recipe or other folds.
    """
    yield Progress(0.0, f"Reading {path.name}")
    stored = read_result(path)
    other = project_from(stored).augmentation
    if other is None or other.scorecard is None:
        raise InputError(f"{path.name} holds no verdict to compare with.")
    same = np.array_equal(stored.corrected.raman_shift, corrected.raman_shift)
    same = same and np.array_equal(stored.corrected.intensities, corrected.intensities)
    if not same or stored.corrected.label.tolist() != corrected.label.tolist():
        raise InputError(
            f"{path.name} was made from other originals or with another correction.",
            "Runs can be compared where both were judged by the same held-out spectra.",
        )
    if not np.array_equal(other.fold, augmentation.fold):
        raise InputError(
            f"{path.name} holds other originals out (another split or seed).",
            "Train again with the same split to compare.",
        )
    return (yield from part(_compared(corrected, augmentation, other, path.name), 0.9, 1.0))


def _compared(
    corrected: Spectra, first: Augmentation, second: Augmentation, name: str
) -> Steps[RunComparison]:
    if first.scorecard is None or second.scorecard is None:
        raise InputError(
            "There is no verdict to compare: nothing was held out.", "Train with folds."
        )
    shared = [label for label in first.scorecard.classes if label in second.scorecard.classes]
    points = {}
    for number, label in enumerate(shared):
        yield Progress(number / len(shared), f"Comparing {label}")
        found = _points(corrected, first, second, label)
        if found is not None:
            points[label] = found
    title = AUGMENTERS[first.plan.augment.augmenter].title
    runs = (Run(title, first.scorecard), Run(name, second.scorecard, second.messages))
    if title == name:
        runs = (replace(runs[0], name=f"{title} (this run)"), runs[1])
    return RunComparison(*runs, points)


def _points(
    corrected: Spectra, first: Augmentation, second: Augmentation, label: str
) -> ClassPoints | None:
    of_class = corrected.label == label
    drawn = [_drawn(run.judged, label) for run in (first, second)]
    model = fit_pca(corrected.intensities[of_class], 2)
    if len(model.components) < 2 or not all(map(len, drawn)):
        return None
    held_out = corrected.intensities[of_class & (first.fold >= 0)]
    scores = [model.project(rows) for rows in (held_out, *drawn)]
    return ClassPoints(model.explained_variance_ratio, *scores)


def _drawn(table: Generated, label: str) -> NDArray[np.float32]:
    return np.asarray(table.intensities[table.label == label])
