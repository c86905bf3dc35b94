"""The one owner of the window's state: the project, the undo stack and the running job.

Pages read :attr:`Workspace.project`, call the methods below and listen to one signal per stage.
They never call each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ..core.compute import Compute, WorkerCompute
from ..simulation.samples import SAMPLES, sample_path
from ..workflow.project import Augmentation, CorrectedSet
from ..workflow.tasks import (
    ExportOptions,
    Opened,
    compare_task,
    correct_task,
    export_task,
    import_task,
    judge_accepted_task,
    refill_task,
    report_task,
    train_task,
)
from .file_jobs import FileJobs
from .job import Job
from .job_runner import JobRunner

if TYPE_CHECKING:
    from ..core.augmented_set import Generated
    from ..workflow.review import ReviewView

#: Modules that the worker loads at its start, so that training does not wait for them.
_PRELOAD = ("h5py", "pybaselines", "sklearn.cluster", "ramangan_gui.augmentation.wgan_gp.warm")


class Workspace(FileJobs):
    """State of the window, and all that can be done with it.

    Parameters
    ----------
    compute : Compute, optional
        Where long work runs; a warm worker process unless a test says otherwise.
    parent : QObject, optional
        Owner.
    """

    exported = Signal(str)
    """Path of the file that was written, read back and found right."""

    compared = Signal(object)
    """Two runs side by side: a ``workflow.compare.RunComparison``."""

    report_written = Signal(str)
    """Path of the report that was written."""

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

    def __init__(self, compute: Compute | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = JobRunner(compute if compute is not None else WorkerCompute(_PRELOAD), self)
        self._paths: tuple[str, ...] = ()
        self._runner.started.connect(self.job_started)
        self._runner.progressed.connect(self.job_progressed)
        self._runner.payloads.connect(self.training_viewed)
        self._runner.pause_changed.connect(self.pause_changed)
        self._runner.ended.connect(self.job_ended)
        self._runner.failed.connect(self.failed)
        self._runner.told.connect(self.told)

    @property
    def has_processes(self) -> bool:
        """Whether work is done in processes beside the window's own."""
        return isinstance(self._runner.compute, WorkerCompute)

    @property
    def job(self) -> Job | None:
        """The job that is running, if any."""
        return self._runner.job

    @property
    def paths(self) -> tuple[str, ...]:
        """Files and folders that the project was read from."""
        return self._paths

    # -- 1 data -------------------------------------------------------------------------------

    def open_paths(self, paths: Sequence[str | Path]) -> None:
        """Read files and folders, in place of what is open."""
        names = [str(path) for path in paths]

        def opened(result: Opened) -> None:
            self._paths = tuple(names)
            self._opened(result)

        self._runner.start(
            self._runner.compute.steps(
                import_task, names, self._project.axis, dict(self._project.import_options)
            ),
            self.tr("Reading {0}").format(Path(names[0]).name if names else ""),
            opened,
        )

    def open_sample(self, key: str) -> None:
        """Read one of the sample sets (keys of ``simulation.samples.SAMPLES``)."""
        self.open_paths([sample_path(key)])
        self.told.emit(self.tr("Sample set: {0}").format(SAMPLES[key].title))

    # -- 2 correct ----------------------------------------------------------------------------

    def apply_recipe(self) -> None:
        """Correct all spectra."""
        imported = self._project.imported
        if imported is not None:
            recipe = self._project.recipe
            self._runner.start(
                self._runner.compute.steps(correct_task, imported.spectra, recipe),
                self.tr("Correcting {0} spectra").format(len(imported.spectra)),
                self._if_same("imported", self._corrected),
            )

    def ask(
        self, task: Callable[..., Any], args: tuple[Any, ...], title: str, then: Callable[..., Any]
    ) -> None:
        """Run a task about the spectra that are open, and hand its result on."""
        self._runner.start(
            self._runner.compute.steps(task, *args), title, self._if_same("imported", then)
        )

    # -- 3 train ------------------------------------------------------------------------------

    def train(self) -> None:
        """Train one model per class and fold, draw, filter and judge."""
        corrected = self._project.corrected
        if corrected is not None:
            self._runner.start(
                self._runner.compute.steps(train_task, corrected.spectra, self._project.plan),
                self.tr("Training"),
                self._if_same("corrected", self._trained),
            )

    # -- 4 review -----------------------------------------------------------------------------

    def judge_accepted(self) -> None:
        """Make the second scorecard, of the accepted spectra, marked "after selection"."""
        project = self._project
        if project.augmentation is not None and project.corrected is not None:
            self._runner.start(
                self._runner.compute.steps(
                    judge_accepted_task, project.corrected.spectra, project.augmentation
                ),
                self.tr("Judging the accepted spectra"),
                self._if_same("augmentation", self._judged_accepted),
            )

    def refill(self) -> None:
        """Draw from the stored models what is missing after rejections (undoable)."""
        project = self._project
        if project.augmentation is not None and project.corrected is not None:
            self._runner.start(
                self._runner.compute.steps(
                    refill_task, project.corrected.spectra, project.augmentation
                ),
                self.tr("Drawing more spectra"),
                self._if_same("augmentation", self._refilled),
            )

    def compare(self, augmenter: str = "", path: str = "") -> None:
        """Put another run beside the present one; :attr:`compared` gives both.

        Parameters
        ----------
        augmenter : str
            Name of an augmenter to train on the same folds.
        path : str
            A file of ours to read instead.
        """
        project = self._project
        if project.augmentation is not None and project.corrected is not None:
            spectra, made = project.corrected.spectra, project.augmentation
            self._runner.start(
                self._runner.compute.steps(compare_task, spectra, made, augmenter, path),
                self.tr("Comparing runs"),
                self.compared.emit,
            )

    # -- 5 export -----------------------------------------------------------------------------

    def export(self, path: str | Path, options: ExportOptions) -> None:
        """Write the HDF5 file (and what else is asked for), read it back and check it."""
        self._runner.start(
            self._runner.compute.steps(export_task, self._project, str(path), options),
            self.tr("Writing {0}").format(Path(path).name),
            self._written,
        )

    def write_report(self, path: str | Path) -> None:
        """Write the report of the present state, as PDF or HTML by the file's suffix."""
        task: Any = report_task
        if Path(path).suffix.lower() == ".pdf":
            from .report_pdf import project_pdf_task as task
        self._runner.start(
            self._runner.compute.steps(task, self._project, str(path)),
            self.tr("Writing {0}").format(Path(path).name),
            self.report_written.emit,
        )

    # -- jobs ---------------------------------------------------------------------------------

    def pause(self, paused: bool) -> None:
        """Let the running job wait, or go on."""
        self._runner.pause(paused)

    def finish(self) -> None:
        """Stop the running job early and keep the best so far."""
        self._runner.finish()

    def cancel(self) -> None:
        """Stop the running job and drop its result."""
        self._runner.cancel()

    def warm(self) -> None:
        """Start the worker, so that the first job does not wait for it."""
        self._runner.compute.warm()

    def close(self) -> None:
        """Stop whatever runs, wait for it, and end the worker."""
        self._runner.close()

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
        if opened.project.augmentation is not None:
            self._keep_views(opened.project.augmentation.generated, opened.views)
        self._all_changed()

    def _corrected(self, corrected: CorrectedSet) -> None:
        self._replace(self._project.with_corrected(corrected))
        self.corrected_changed.emit()
        self.augmentation_changed.emit()
        self.review_changed.emit()

    def _trained(self, result: tuple[Augmentation, dict[tuple[str, int], ReviewView]]) -> None:
        augmentation, views = result
        self._keep_views(augmentation.generated, views)
        self._replace(self._project.with_augmentation(augmentation))
        self.augmentation_changed.emit()
        self.review_changed.emit()

    def _refilled(self, result: tuple[Generated, dict[tuple[str, int], ReviewView]]) -> None:
        assert self._project.augmentation is not None
        generated, views = result
        n = len(generated) - len(self._project.augmentation.generated)
        if not n:
            self.told.emit(self.tr("Nothing is missing: every class has its number of spectra."))
            return
        self._keep_views(generated, views)
        self._push(
            self.tr("Draw {0} more spectra").format(n),
            self._project.with_generated(generated),
            self._generated_changed,
        )

    def _generated_changed(self) -> None:
        self.augmentation_changed.emit()
        self.review_changed.emit()

    def _judged_accepted(self, scorecard: Any) -> None:
        self._project = self._project.with_scorecard_after(scorecard)
        self.review_changed.emit()

    def _written(self, path: str) -> None:
        self._project = replace(self._project, exported_to=path)
        self.exported.emit(path)
