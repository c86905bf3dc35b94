"""Stages 3 and 4: train one model per class and fold, draw from it, filter, judge."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..augmentation.augmenters import AUGMENTERS
from ..augmentation.base import FittedModel, TrainingView
from ..core.augmented_set import Generated, StoredModel, TrainingCurves
from ..core.environment import describe_environment
from ..core.errors import OutputError, TrainingError
from ..core.progress import Command, Progress, Steps, part
from ..core.spectra import AXIS_UNITS, Spectra
from ..core.split import Split, make_split
from ..quality.scorecard import FoldSample, judge
from .checkpoints import Finished, TrainingFolder
from .drawing import draw, draw_to_judge
from .plan import Plan
from .project import Augmentation
from .queue import Fit, queue

#: Share of the whole job that is training; the rest is judgement.
_TRAINING_SHARE = 0.9


@dataclass(frozen=True, eq=False)
class FoldView:
    """What a view can show while the queue of classes and folds is trained.

    Parameters
    ----------
    label : str
        Substance in training.
    fold : int
        Fold whose originals its model never sees, -1 for none.
    number, total : int
        Place in the queue, from 0, and its length.
    training_rows : ndarray of int
        Rows of the corrected set that the model is trained on.
    view : TrainingView
        State of the training.
    fraction : float
        Share of this model's training that is done, 0 to 1.
    """

    label: str
    fold: int
    number: int
    total: int
    training_rows: NDArray[np.intp]
    view: TrainingView
    fraction: float


def augment(
    corrected: Spectra, plan: Plan, checkpoints: Path | None = None, resume: bool = False
) -> Steps[Augmentation]:
    """Train, draw, filter and judge, class by class and fold by fold.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    plan : Plan
        Method, amounts, split and seeds.
    checkpoints : Path, optional
        Folder in which training is kept against a crash; removed by the caller when the result is
        safely written.
    resume : bool
        Whether to go on from what `checkpoints` holds.

    Returns
    -------
    Augmentation
        Generated spectra, undecided, with the filter's opinion; models, curves and the scorecard.

    Raises
    ------
    SpectraError
        If no class has enough spectra to train on.
    TrainingError
        If no model could be trained.
    """
    started = _now()
    split = make_split(corrected, plan.split)
    fits, messages = queue(corrected, split, plan)
    folder: TrainingFolder | None = None
    try:
        folder = TrainingFolder(checkpoints, corrected, plan, resume) if checkpoints else None
    except OutputError as error:
        messages.append(f"{error.what} Training went on; a crash would have lost it.")
    clock = _Clock(plan.augment.max_minutes, len(fits))
    models: list[StoredModel] = []
    curves: list[TrainingCurves] = []
    drawn: list[Generated] = []
    judged: list[Generated] = []
    samples: list[FoldSample] = []
    for number, fit in enumerate(fits):
        begin, end = (_TRAINING_SHARE * i / len(fits) for i in (number, number + 1))
        name = fit.label if fit.fold < 0 else f"{fit.label}, fold {fit.fold + 1}"
        steps = _trained(corrected, fit, plan, folder, clock, number, len(fits))
        try:
            model, finished = yield from part(steps, begin, end, f"{name}: ")
        except TrainingError as error:
            messages.append(f"{name}: {error}")
            continue
        yield Progress(end, f"{name}: drawing spectra")
        messages += [f"{name}: {warning}" for warning in finished.warnings]
        models.append(finished.model)
        curves.append(finished.curves)
        table, message = yield from part(draw(corrected, fit, model), end, end, f"{name}: ")
        drawn.append(table)
        messages += [f"{name}: {message}"] if message else []
        if len(fit.held_out):
            own = draw_to_judge(fit, model)
            judged.append(own)
            samples.append(_sample(corrected, fit, own.intensities, split, plan))
    if folder is not None and folder.trouble:
        messages.append(folder.trouble)
    if not models:
        raise TrainingError("No model could be trained.", " ".join(messages))
    empty = Generated.none(corrected.n_points)
    all_samples = samples + _unjudged(fits, samples, split)
    scorecard = yield from part(
        judge(all_samples, seed=plan.augment.seed), _TRAINING_SHARE, 1.0, "Judging: "
    )
    return Augmentation(
        plan=plan,
        fold=split.fold,
        within_specimen=split.within_specimen,
        generated=Generated.concatenate([empty, *drawn]),
        judged=Generated.concatenate([empty, *judged]),
        scorecard=scorecard,
        models=tuple(models),
        curves=tuple(curves),
        messages=tuple(messages),
        start_time=started,
        end_time=_now(),
        environment=describe_environment(seed=plan.augment.seed, device=trained_on(models)),
    )


def trained_on(models: Sequence[StoredModel]) -> str:
    """Name the devices that models were trained on; a resumed job may have met more than one."""
    return ", ".join(sorted({str(model.config.get("device", "cpu")) for model in models}))


def judged_samples(
    corrected: Spectra, augmentation: Augmentation, table: Generated
) -> list[FoldSample]:
    """Pair generated spectra with the originals that their models never saw.

    Parameters
    ----------
    corrected : Spectra
        Corrected originals.
    augmentation : Augmentation
        Folds and plan.
    table : Generated
        Spectra to judge, such as the judged or the accepted ones.
    """
    split = Split(augmentation.fold, (), augmentation.within_specimen)
    pairs = sorted({*zip(table.label.tolist(), table.fold.tolist(), strict=True)})
    samples = []
    for label, fold in pairs:
        rows = np.flatnonzero((table.label == label) & (table.fold == fold))
        held_out = split.held_out(corrected, label, fold)
        training = split.training(corrected, label, fold)
        fit = Fit(label, fold, training, training[:0], held_out, 0, 0)
        samples.append(_sample(corrected, fit, table.intensities[rows], split, augmentation.plan))
    return samples


def _trained(
    corrected: Spectra,
    fit: Fit,
    plan: Plan,
    folder: TrainingFolder | None,
    clock: _Clock,
    number: int,
    total: int,
) -> Steps[tuple[FittedModel, Finished]]:
    """Train one model, or take it from the checkpoint folder where it is finished."""
    augmenter = AUGMENTERS[plan.augment.augmenter]
    if folder is not None and (before := folder.finished(fit.label, fit.fold)) is not None:
        return AUGMENTERS[before.model.augmenter].restore(before.model), before
    clock.start(number)
    steps = augmenter.fit(
        corrected.select(fit.training),
        corrected.select(fit.validation),
        plan.method,
        fit.seed,
        folder.running(fit.label, fit.fold) if folder is not None else None,
    )
    answer: Command | None = None
    percent = -1
    try:
        while True:
            progress = steps.send(answer)
            come = int(100 * progress.fraction)
            if progress.payload is None and come > percent:
                # What comes before and after the training itself is told of the model too.
                progress = replace(progress, payload=TrainingView("", 0, 0))
            percent = max(percent, come)
            answer = yield replace(progress, payload=_fold_view(fit, number, total, progress))
            answer = answer or clock.answer()
    except StopIteration as stop:
        model: FittedModel = stop.value
    finally:
        steps.close()
    curves = TrainingCurves(fit.label, fit.fold, *model.curves)
    finished = Finished(model.stored(fit.label, fit.fold), curves, tuple(model.warnings))
    if folder is not None:
        folder.keep(finished)
    return model, finished


def _fold_view(fit: Fit, number: int, total: int, progress: Progress) -> FoldView | None:
    if progress.payload is None:
        return None
    place = fit.label, fit.fold, number, total
    return FoldView(*place, fit.training, progress.payload, progress.fraction)


def _sample(
    corrected: Spectra, fit: Fit, generated: NDArray[np.float32], split: Split, plan: Plan
) -> FoldSample:
    seen = np.sort(np.concatenate([fit.training, fit.validation]))
    return FoldSample(
        label=fit.label,
        fold=fit.fold,
        held_out=corrected.intensities[fit.held_out],
        generated=generated,
        training=corrected.intensities[seen],
        within_specimen=fit.label in split.within_specimen,
        axis=corrected.raman_shift,
        unit=AXIS_UNITS[corrected.x_unit],
        chosen_bands=plan.augment.chosen_bands,
    )


def _unjudged(fits: list[Fit], samples: list[FoldSample], split: Split) -> list[FoldSample]:
    """Give a sample without spectra for each trained class that nothing could judge."""
    judged = {sample.label for sample in samples}
    nothing = np.empty((0, 0), np.float32)
    missing = dict.fromkeys(fit.label for fit in fits if fit.label not in judged)
    return [
        FoldSample(label, -1, nothing, nothing, None, label in split.within_specimen)
        for label in missing
    ]


class _Clock:
    """Shortens training so that the whole job ends within the user's time."""

    def __init__(self, minutes: float | None, n_fits: int) -> None:
        self._end = None if minutes is None else time.monotonic() + 60.0 * minutes * 0.9
        self._n_fits = n_fits
        self._fit_end = float("inf")

    def start(self, number: int) -> None:
        """Give the fit at `number` its share of the time that is left."""
        if self._end is not None:
            now = time.monotonic()
            self._fit_end = now + max(self._end - now, 0.0) / (self._n_fits - number)

    def answer(self) -> Command | None:
        """Say whether the present fit should finish now."""
        return Command.FINISH if time.monotonic() > self._fit_end else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
