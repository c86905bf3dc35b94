"""The state of the window with the jobs that work on it, whatever they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from ..core.compute import Compute, WorkerCompute
from ..core.errors import RamanGanError
from ..core.progress import Steps
from ..workflow.project import Project
from .fast_loops import FastLoops
from .file_jobs import FileJobs
from .job import Job
from .job_runner import JobRunner

#: Modules that the worker loads at its start, so that training does not wait for them.
_PRELOAD = (
    "h5py", "ramangan_gui.preprocessing.baseline_fitter",
    "ramangan_gui.quality", "sklearn.cluster",  # in this order: the one says how to load the other
    "ramangan_gui.augmentation.wgan_gp.warm",
)  # fmt: skip


class JobOwner(FileJobs):
    """Runs one job at a time beside the window, and the saving of the project beside that.

    Parameters
    ----------
    compute, parent, saver
        As for the workspace.
    """

    job_started = Signal(object)
    job_progressed = Signal(object)
    training_viewed = Signal(list)
    """Payloads of the training job: a list of ``workflow.augment.FoldView``."""

    pause_changed = Signal(bool)
    """The running job was told to wait (true) or to go on."""

    cancel_wanted = Signal()
    """The running job is to be cancelled, after a question where that loses hours of work."""

    job_taking = Signal()
    """The job succeeded, and its result is about to be taken; ``job_ended`` follows."""

    job_ended = Signal(str)
    """``succeeded``, ``cancelled`` or ``failed``."""

    closed = Signal()
    """The window is gone; whoever has a process of its own ends it."""

    failed = Signal(str, object, str)
    """Title of the job, the error, and its traceback for Details."""

    def __init__(
        self,
        compute: Compute | None = None,
        parent: QObject | None = None,
        saver: Compute | None = None,
    ) -> None:
        super().__init__(parent)
        if saver is None:
            saver = Compute() if compute is not None else WorkerCompute()
        self._runner = JobRunner(compute if compute is not None else WorkerCompute(_PRELOAD), self)
        self.keeper = JobRunner(saver, self)
        self.loops = FastLoops(self)
        self.training = False
        self.learning = False
        self._runner.started.connect(self.job_started)
        self._runner.progressed.connect(self.job_progressed)
        self._runner.payloads.connect(self.training_viewed)
        self._runner.taking.connect(self.job_taking)
        self._runner.pause_changed.connect(self.pause_changed)
        self._runner.ended.connect(self._ended)
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
        """Stop whatever runs, wait for it, and end the workers."""
        self._runner.close()
        self.keeper.close()
        self.loops.close()
        self.closed.emit()

    def _learn(self, steps: Steps[Any], title: str, then: Callable[[Any], None]) -> bool:
        """Start a job that keeps the corrected spectra, from which it learns; say if it began."""
        idle = self.job is None
        self._runner.start(steps, title, then)
        # Not before: the start may first tell that the job before it has ended.
        self.learning = self.learning or idle
        return idle

    def _may_take(self, text: str, project: Project) -> bool:
        job = self.job
        if job is None or not self.learning or project.corrected is self._project.corrected:
            return True
        refused = RamanGanError(
            self.tr("{0} is still running, and what it has done would be lost.").format(job.title),
            self.tr("Wait for it, or cancel it first."),
        )
        self.failed.emit(text, refused, "")
        return False

    @Slot(str)
    def _ended(self, how: str) -> None:
        self.training = self.learning = False
        self.job_ended.emit(how)
