"""The one owner of the window's state: the project, the undo stack and the running job.

Pages read :attr:`Workspace.project`, call the methods below and listen to one signal per stage.
They never call each other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from ..core.augmented_set import Review
from ..core.compute import Compute, WorkerCompute
from ..core.errors import RamanGanError
from ..core.progress import Progress, Steps
from ..preprocessing.axis import Axis
from ..preprocessing.recipe import Recipe
from ..simulation.samples import SAMPLES, sample_path
from ..workflow.plan import Plan
from ..workflow.project import Augmentation, CorrectedSet, Project
from ..workflow.tasks import (
    ExportOptions,
    Opened,
    correct_task,
    export_task,
    import_task,
    judge_accepted_task,
    train_task,
)
from .job import Job

if TYPE_CHECKING:
    from ..workflow.review import ReviewView

#: Modules that the worker loads at its start, so that training does not wait for them.
_PRELOAD = ("h5py", "pybaselines", "sklearn.cluster", "ramangan_gui.augmentation.wgan_gp.warm")


class Workspace(QObject):
    """State of the window.

    Parameters
    ----------
    compute : Compute, optional
        Where long work runs; a warm worker process unless a test says otherwise.
    parent : QObject, optional
        Owner.
    """

    imported_changed = Signal()
    recipe_changed = Signal()
    corrected_changed = Signal()
    plan_changed = Signal()
    augmentation_changed = Signal()
    review_changed = Signal()
    exported = Signal(str)
    """Path of the file that was written, read back and found right."""

    job_started = Signal(object)
    job_progressed = Signal(object)
    training_viewed = Signal(list)
    """Payloads of the training job: a list of ``workflow.augment.FoldView``."""

    pause_changed = Signal(bool)
    """The running job was told to wait (true) or to go on."""

    job_ended = Signal(str)
    """``succeeded``, ``cancelled`` or ``failed``."""

    failed = Signal(str, object, str)
    """Title of the job, the error, and its traceback for Details."""

    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, compute: Compute | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compute = compute if compute is not None else WorkerCompute(_PRELOAD)
        self._project = Project()
        self._views: dict[tuple[str, int], ReviewView] = {}
        self._paths: tuple[str, ...] = ()
        self._job: Job | None = None
        self._then: Callable[[Any], None] | None = None
        self.undo_stack = QUndoStack(self)

    @property
    def project(self) -> Project:
        """The present snapshot."""
        return self._project

    @property
    def job(self) -> Job | None:
        """The job that is running, if any."""
        return self._job

    @property
    def paths(self) -> tuple[str, ...]:
        """Files and folders that the project was read from."""
        return self._paths

    @property
    def review_views(self) -> dict[tuple[str, int], ReviewView]:
        """PCA and K-means per class and fold, made with the generated spectra."""
        return self._views

    # -- 1 data -------------------------------------------------------------------------------

    def open_paths(self, paths: Sequence[str | Path]) -> None:
        """Read files and folders, in place of what is open."""
        names = [str(path) for path in paths]

        def opened(result: Opened) -> None:
            self._paths = tuple(names)
            self._opened(result)

        self._start(
            self._compute.steps(
                import_task, names, self._project.axis, dict(self._project.import_options)
            ),
            self.tr("Reading {0}").format(Path(names[0]).name if names else ""),
            opened,
        )

    def open_sample(self, key: str) -> None:
        """Read one of the sample sets (keys of ``simulation.samples.SAMPLES``)."""
        self.open_paths([sample_path(key)])
        self.told.emit(self.tr("Sample set: {0}").format(SAMPLES[key].title))

    def set_axis(self, axis: Axis) -> None:
        """Choose how files are brought to one axis; takes effect at the next reading."""
        self._project = replace(self._project, axis=axis)

    def set_import_options(self, options: Mapping[str, object]) -> None:
        """Choose where classes and groups come from; takes effect at the next reading."""
        self._project = replace(self._project, import_options=dict(options))

    def set_labels(
        self, rows: ArrayLike, label: str | None = None, group: str | None = None
    ) -> None:
        """Give some spectra another substance or group (undoable)."""
        imported = self._project.imported
        if imported is None:
            return
        spectra = imported.spectra
        chosen = np.asarray(rows)
        columns = {}
        for column, value in (("label", label), ("group", group)):
            if value is not None:
                values = getattr(spectra, column).astype(object)
                values[chosen] = value
                columns[column] = values.astype(np.str_)
        changed = replace(imported, spectra=spectra.with_labels(**columns))
        self._push(
            self.tr("Relabel {0} spectra").format(chosen.size),
            self._project.with_imported(changed),
            self._all_changed,
        )

    # -- 2 correct ----------------------------------------------------------------------------

    def set_recipe(self, recipe: Recipe, text: str = "", merge: str = "") -> None:
        """Replace the recipe on screen (undoable).

        Parameters
        ----------
        recipe : Recipe
            The new recipe.
        text : str, optional
            What changed, for the undo menu.
        merge : str, optional
            Changes in a row with the same word (one slider's drag) become one undo step.
        """
        if recipe != self._project.recipe:
            self._push(
                text or self.tr("Change recipe"),
                self._project.with_recipe(recipe),
                self.recipe_changed.emit,
                merge,
            )

    def apply_recipe(self) -> None:
        """Correct all spectra."""
        imported = self._project.imported
        if imported is not None:
            recipe = self._project.recipe
            self._start(
                self._compute.steps(correct_task, imported.spectra, recipe),
                self.tr("Correcting {0} spectra").format(len(imported.spectra)),
                self._if_same("imported", self._corrected),
            )

    # -- 3 train ------------------------------------------------------------------------------

    def set_plan(self, plan: Plan) -> None:
        """Replace the plan on screen."""
        if plan != self._project.plan:
            self._project = self._project.with_plan(plan)
            self.plan_changed.emit()

    def train(self) -> None:
        """Train one model per class and fold, draw, filter and judge."""
        corrected = self._project.corrected
        if corrected is not None:
            self._start(
                self._compute.steps(train_task, corrected.spectra, self._project.plan),
                self.tr("Training"),
                self._if_same("corrected", self._trained),
            )

    def pause(self, paused: bool) -> None:
        """Let the running job wait, or go on."""
        if self._job is not None:
            self._job.set_paused(paused)
            self.pause_changed.emit(paused)

    def finish(self) -> None:
        """Stop the running job early and keep the best so far."""
        if self._job is not None:
            self._job.finish()
            self.pause_changed.emit(False)

    def cancel(self) -> None:
        """Stop the running job and drop its result."""
        if self._job is not None:
            self._job.cancel()

    # -- 4 review -----------------------------------------------------------------------------

    def set_review(self, rows: ArrayLike, decision: Review) -> None:
        """Accept, reject or leave open some generated spectra (undoable)."""
        augmentation = self._project.augmentation
        chosen = np.asarray(rows)
        if augmentation is None or chosen.size == 0:
            return
        review = augmentation.generated.review.copy()
        review[chosen] = int(decision)
        verb = {
            Review.ACCEPTED: self.tr("Accept {0} spectra"),
            Review.REJECTED: self.tr("Reject {0} spectra"),
            Review.NONE: self.tr("Reopen {0} spectra"),
        }[decision]
        n = int(chosen.sum()) if chosen.dtype == bool else chosen.size
        self._push(verb.format(n), self._project.with_review(review), self.review_changed.emit)

    def accept_plausible(self) -> None:
        """Accept every undecided spectrum that passes the filter; reject those that do not."""
        augmentation = self._project.augmentation
        if augmentation is None:
            return
        review = augmentation.generated.with_plausible_accepted().review
        self._push(
            self.tr("Accept plausible spectra"),
            self._project.with_review(review),
            self.review_changed.emit,
        )

    def judge_accepted(self) -> None:
        """Make the second scorecard, of the accepted spectra, marked "after selection"."""
        project = self._project
        if project.augmentation is not None and project.corrected is not None:
            self._start(
                self._compute.steps(
                    judge_accepted_task, project.corrected.spectra, project.augmentation
                ),
                self.tr("Judging the accepted spectra"),
                self._if_same("augmentation", self._judged_accepted),
            )

    # -- 5 export -----------------------------------------------------------------------------

    def export(self, path: str | Path, options: ExportOptions) -> None:
        """Write the HDF5 file (and what else is asked for), read it back and check it."""
        self._start(
            self._compute.steps(export_task, self._project, str(path), options),
            self.tr("Writing {0}").format(Path(path).name),
            self._written,
        )

    # -- jobs ---------------------------------------------------------------------------------

    def warm(self) -> None:
        """Start the worker, so that the first job does not wait for it."""
        self._compute.warm()

    def close(self) -> None:
        """Stop whatever runs, wait for it, and end the worker."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()
            self._job = None
        self._compute.close()

    def _start(self, steps: Steps[Any], title: str, then: Callable[[Any], None]) -> None:
        if self._job is not None:
            steps.close()
            busy = RamanGanError(
                self.tr("{0} is still running.").format(self._job.title),
                self.tr("Wait for it, or cancel it first."),
            )
            self.failed.emit(title, busy, "")
            return
        job = Job(steps, title, self)
        self._job, self._then = job, then
        job.progressed.connect(self._progressed)
        job.payloads.connect(self.training_viewed)
        job.succeeded.connect(self._succeeded)
        job.cancelled.connect(self._cancelled)
        job.failed.connect(self._failed)
        job.start()
        self.job_started.emit(job)

    def _ended(self) -> str:
        job, self._job = self._job, None
        title = ""
        if job is not None:
            job.wait()
            title = job.title
            job.deleteLater()
        return title

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        if self._job is not None:
            self.job_progressed.emit(progress)

    @Slot(object)
    def _succeeded(self, result: Any) -> None:
        self._ended()
        then, self._then = self._then, None
        if then is not None:
            then(result)
        self.job_ended.emit("succeeded")

    @Slot()
    def _cancelled(self) -> None:
        title = self._ended()
        self.told.emit(self.tr("{0}: cancelled, nothing was changed.").format(title))
        self.job_ended.emit("cancelled")

    @Slot(object, str)
    def _failed(self, error: Exception, trace: str) -> None:
        title = self._ended()
        self.failed.emit(title, error, trace)
        self.job_ended.emit("failed")

    # -- results of jobs ----------------------------------------------------------------------

    def _if_same(self, stage: str, then: Callable[[Any], None]) -> Callable[[Any], None]:
        """Give `then` for as long as the stage that a job starts from stays what it is."""
        begun = getattr(self._project, stage)

        def take(result: Any) -> None:
            if getattr(self._project, stage) is begun:
                then(result)
            else:
                self.told.emit(
                    self.tr("The spectra were changed meanwhile; the result was dropped.")
                )

        return take

    def _opened(self, opened: Opened) -> None:
        self.undo_stack.clear()
        self._project = opened.project
        self._views = dict(opened.views)
        self._all_changed()

    def _corrected(self, corrected: CorrectedSet) -> None:
        self._views = {}
        self._replace(self._project.with_corrected(corrected))
        self.corrected_changed.emit()
        self.augmentation_changed.emit()
        self.review_changed.emit()

    def _trained(self, result: tuple[Augmentation, dict[tuple[str, int], ReviewView]]) -> None:
        augmentation, self._views = result
        self._replace(self._project.with_augmentation(augmentation))
        self.augmentation_changed.emit()
        self.review_changed.emit()

    def _judged_accepted(self, scorecard: Any) -> None:
        self._project = self._project.with_scorecard_after(scorecard)
        self.review_changed.emit()

    def _written(self, path: str) -> None:
        self._project = replace(self._project, exported_to=path)
        self.exported.emit(path)

    # -- undo ---------------------------------------------------------------------------------

    def _replace(self, project: Project) -> None:
        """Take a new stage; what was undone before it no longer fits."""
        self.undo_stack.clear()
        self._project = project

    def _push(
        self, text: str, project: Project, announce: Callable[[], None], merge: str = ""
    ) -> None:
        self.undo_stack.push(_Change(self, text, self._project, project, announce, merge))

    def _take(self, project: Project, announce: Callable[[], None]) -> None:
        # What is set without undo stays as it is now.
        now = self._project
        self._project = replace(
            project, plan=now.plan, axis=now.axis, import_options=now.import_options
        )
        announce()

    def _all_changed(self) -> None:
        for signal in (
            self.imported_changed,
            self.recipe_changed,
            self.corrected_changed,
            self.plan_changed,
            self.augmentation_changed,
            self.review_changed,
        ):
            signal.emit()


class _Change(QUndoCommand):
    """Swap one snapshot for another; drags of one control merge into one step."""

    def __init__(
        self,
        workspace: Workspace,
        text: str,
        before: Project,
        after: Project,
        announce: Callable[[], None],
        merge: str,
    ) -> None:
        super().__init__(text)
        self._workspace, self._announce, self._merge = workspace, announce, merge
        self._before, self._after = before, after

    def id(self) -> int:
        """Give equal numbers to changes that may merge."""
        return hash(self._merge) % 2**30 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow the next change of the same drag."""
        if not isinstance(other, _Change) or other._merge != self._merge:
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        """Take the new snapshot."""
        self._workspace._take(self._after, self._announce)

    def undo(self) -> None:
        """Take the old snapshot."""
        with contextlib.suppress(RuntimeError):
            self._workspace._take(self._before, self._announce)
