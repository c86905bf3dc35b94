"""What is known of each model in the queue while it trains, and after; no widgets here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..augmentation.augmenters import AUGMENTERS
from ..core.spectra import Spectra
from ..core.split import make_split
from ..workflow.plan import Plan

if TYPE_CHECKING:
    from ..core.augmented_set import TrainingCurves
    from ..workflow.augment import FoldView
    from ..workflow.project import Augmentation

Key = tuple[str, int]

#: States of a model, in the order they are passed through. A model that has *ended* is known to be
#: *finished* or *failed* only when the whole queue has come back.
WAITING, TRAINING, ENDED, FINISHED, FAILED = "waiting", "training", "ended", "finished", "failed"

#: State of models whose queue was cancelled or broke off; they are gone.
DROPPED = "dropped"

#: Classes with fewer spectra than this are warned about.
FEW_SPECTRA = 20


@dataclass
class Run:
    """One model of the queue.

    Parameters
    ----------
    label : str
        Substance.
    fold : int
        Fold held out, -1 for none.
    state : str
        One of the states above.
    """

    label: str
    fold: int
    state: str = WAITING
    stage: str = ""
    iteration: int = 0
    n_iterations: int = 0
    fraction: float = 0.0
    warnings: list[str] = field(default_factory=list)
    training_rows: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, np.intp))
    samples: NDArray[np.float32] | None = None
    nearest: NDArray[np.intp] | None = None
    _iterations: list[NDArray[np.int64]] = field(default_factory=list)
    _values: list[Mapping[str, NDArray[np.float32]]] = field(default_factory=list)

    def add(self, view: FoldView) -> None:
        """Take in what the training reported."""
        now = view.view
        self.state = TRAINING
        self.stage, self.iteration, self.n_iterations = now.stage, now.iteration, now.n_iterations
        self.training_rows, self.fraction = view.training_rows, view.fraction
        self.warnings += [w for w in now.warnings if w not in self.warnings]
        if now.samples is not None and len(now.samples):
            self.samples, self.nearest = now.samples, now.nearest
        if now.iterations.size:
            self._iterations.append(now.iterations)
            self._values.append(now.losses)

    def curves(self) -> tuple[NDArray[np.int64], dict[str, NDArray[np.float32]]]:
        """Give all values so far, in order of iteration; NaN where one was not taken.

        Returns
        -------
        iterations : ndarray of int64, shape (n,)
        values : dict of str to (ndarray of float32, shape (n,))
        """
        if not self._iterations:
            return np.empty(0, np.int64), {}
        names = dict.fromkeys(name for part in self._values for name in part)
        columns = {
            name: np.concatenate(
                [
                    np.asarray(part.get(name, np.full(x.size, np.nan)), np.float32)
                    for x, part in zip(self._iterations, self._values, strict=True)
                ]
            )
            for name in names
        }
        return np.concatenate(self._iterations), columns

    def replace_curves(self, stored: TrainingCurves) -> None:
        """Take the complete curves that came with the finished model."""
        self._iterations = [stored.iteration]
        self._values = [stored.values]


class TrainingLog:
    """All models of one queue, in order."""

    def __init__(self) -> None:
        self.runs: dict[Key, Run] = {}
        self.current: Key | None = None

    def start(self, planned: Iterable[Key]) -> None:
        """Forget everything and lay the queue out anew."""
        self.runs = {key: Run(*key) for key in planned}
        self.current = None

    def add(self, views: Iterable[FoldView]) -> None:
        """Take in reports of the running queue, none left out."""
        for view in views:
            key = (view.label, view.fold)
            if self.current not in (None, key):
                self.runs[self.current].state = ENDED
            self.current = key
            self.runs.setdefault(key, Run(*key)).add(view)

    def end(self, augmentation: Augmentation | None) -> None:
        """Close the queue: what `augmentation` has a model of is finished, the rest is not.

        Parameters
        ----------
        augmentation : Augmentation, optional
            The result; ``None`` where the job was cancelled or failed.
        """
        self.current = None
        if augmentation is None:
            for run in self.runs.values():
                run.state = DROPPED if run.state in (TRAINING, ENDED) else run.state
            return
        trained = [(model.label, model.fold) for model in augmentation.models]
        curves = {(curve.label, curve.fold): curve for curve in augmentation.curves}
        # A file may hold the curves without the models.
        finished = dict.fromkeys([*trained, *curves])
        for key in finished:
            self.runs.setdefault(key, Run(*key))
        for key, run in self.runs.items():
            run.state = FINISHED if key in finished else FAILED
            if key in curves and curves[key].iteration.size:
                run.replace_curves(curves[key])


@dataclass(frozen=True)
class ClassPlan:
    """What the plan means for one substance.

    Parameters
    ----------
    label : str
        Substance.
    n_originals : int
        Corrected originals.
    wanted : int
        Spectra to be generated.
    folds : tuple of int
        Models that will be trained, by the fold each never sees; empty where none will.
    n_training : int
        Spectra in the smallest training part.
    within_specimen : bool
        Whether single spectra are split because there are fewer groups than folds.
    """

    label: str
    n_originals: int
    wanted: int
    folds: tuple[int, ...]
    n_training: int
    within_specimen: bool

    @property
    def total(self) -> int:
        """Spectra of the substance afterwards, if all goes well."""
        return self.n_originals + (self.wanted if self.folds else 0)


def class_plans(corrected: Spectra, plan: Plan) -> list[ClassPlan]:
    """Work out what `plan` means for every substance, before anything is trained.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    plan : Plan
        The plan on screen.
    """
    split = make_split(corrected, plan.split)
    wanted = plan.amounts(corrected)
    counts = corrected.counts
    least = AUGMENTERS[plan.augment.augmenter].min_spectra
    plans = []
    for label in corrected.classes:
        sizes = {f: len(split.training(corrected, label, f)) for f in split.models}
        folds: list[int] = []
        for fold in split.models if wanted[label] else ():
            if sizes[fold] < least:
                break
            folds.append(fold)
        plans.append(
            ClassPlan(
                label,
                counts[label],
                wanted[label],
                tuple(folds),
                min(sizes.values()),
                label in split.within_specimen,
            )
        )
    return plans
