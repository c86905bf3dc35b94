"""Runs one job at a time, and says how it went."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from ..core.compute import Compute
from ..core.errors import RamanGanError
from ..core.progress import Progress, Steps
from .job import Job
from .turns import in_a_turn

_log = logging.getLogger("ramangan")


class JobRunner(QObject):
    """Owner of the running job.

    Parameters
    ----------
    compute : Compute
        Where the work is done.
    parent : QObject, optional
        Owner.
    """

    started = Signal(object)
    progressed = Signal(object)
    payloads = Signal(list)
    pause_changed = Signal(bool)

    taking = Signal()
    """A result is there, and what it changes is about to be changed."""

    ended = Signal(str)
    """``succeeded``, ``cancelled`` or ``failed``; the result has been taken by then."""

    failed = Signal(str, object, str)
    """Title of the job, the error, and its traceback."""

    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, compute: Compute, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compute = compute
        self._job: Job | None = None
        self._then: Callable[[Any], None] | None = None
        self._closed = self._to_tell = False

    @property
    def job(self) -> Job | None:
        """The job that is running, if any."""
        return self._job

    def start(self, steps: Steps[Any], title: str, then: Callable[[Any], None]) -> None:
        """Start a job, unless one is running.

        Parameters
        ----------
        steps : generator of Progress
            The work.
        title : str
            What is being done.
        then : callable
            Takes the result, in the window's thread.
        """
        if self._closed:
            steps.close()
            return
        if self._job is not None:
            steps.close()
            busy = RamanGanError(
                self.tr("{0} is still running.").format(self._job.title),
                self.tr("Wait for it, or cancel it first."),
            )
            self.failed.emit(title, busy, "")
            return
        self._tell()
        job = Job(steps, title, self)
        self._job, self._then = job, then
        job.progressed.connect(self._progressed)
        job.payloads.connect(self.payloads)
        job.succeeded.connect(self._succeeded)
        job.cancelled.connect(self._cancelled)
        job.failed.connect(self._failed)
        job.start()
        self.started.emit(job)

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
            self.compute.interrupt()

    def close(self) -> None:
        """Stop whatever runs, wait for it, and end the worker; what it still says is not heard."""
        self._closed = True
        if self._job is not None:
            self.cancel()
            self._job.wait()
            self._job = None
        self.compute.close()

    def _take_leave(self) -> str:
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
            self.progressed.emit(progress)

    @Slot(object)
    def _succeeded(self, result: Any) -> None:
        if self._closed:
            return
        self._take_leave()
        then, self._then = self._then, None
        self.taking.emit()
        try:
            if then is not None:
                then(result)
        finally:
            # What others make of the end, such as a page that is opened, is much to do at once.
            self._to_tell = True
            in_a_turn(self, self._tell)

    def _tell(self) -> None:
        """Say that a job succeeded, unless that was said before the next one started."""
        if self._to_tell and not self._closed:
            self._to_tell = False
            self.ended.emit("succeeded")

    @Slot()
    def _cancelled(self) -> None:
        if self._closed:
            return
        title = self._take_leave()
        self.told.emit(self.tr("{0}: cancelled, nothing was changed.").format(title))
        self.ended.emit("cancelled")

    @Slot(object, str)
    def _failed(self, error: Exception, trace: str) -> None:
        if self._closed:
            return
        title = self._take_leave()
        _log.warning("%s: %s\n%s", title, error, trace)
        self.failed.emit(title, error, trace)
        self.ended.emit("failed")
