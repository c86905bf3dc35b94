"""The one thing that runs long work beside the window."""

from __future__ import annotations

import threading
import time
import traceback
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from ..core.errors import RamanGanError
from ..core.progress import Command, Progress, Steps
from .garbage import collect_in_this_thread

#: Progress reaches the window no oftener than this, in seconds.
_INTERVAL = 0.05


class Job(QThread):
    """Drives a generator of progress in a thread and ends in exactly one of three ways.

    Parameters
    ----------
    steps : generator of Progress
        The work.
    title : str
        What is being done, for the status bar.
    parent : QObject, optional
        Owner.

    Attributes
    ----------
    progressed : Signal(Progress)
        The latest progress, at most twenty times a second.
    payloads : Signal(list)
        All payloads since the last signal, none lost.
    succeeded : Signal(object)
        The result.
    cancelled : Signal()
        The work was stopped.
    failed : Signal(object, str)
        The error and its traceback.
    """

    progressed = Signal(object)
    payloads = Signal(list)
    succeeded = Signal(object)
    cancelled = Signal()
    failed = Signal(object, str)

    def __init__(self, steps: Steps[Any], title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        collect_in_this_thread()
        self.title = title
        self._steps = steps
        self._cancel = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._finish = False
        self._started = time.monotonic()
        self._paused_since: float | None = None
        self._paused_for = 0.0
        self._fraction = 0.0

    def cancel(self) -> None:
        """Stop at the next step and drop the result."""
        self._cancel.set()
        self._running.set()

    def finish(self) -> None:
        """Stop at the next step and keep the best result so far."""
        self._finish = True
        self.set_paused(False)

    @property
    def paused(self) -> bool:
        """Whether the work waits."""
        return not self._running.is_set()

    def set_paused(self, paused: bool) -> None:
        """Let the work wait before its next step, or go on."""
        if paused and not self.paused:
            self._paused_since = time.monotonic()
            self._running.clear()
        elif not paused and self.paused:
            self._paused_for += time.monotonic() - (self._paused_since or time.monotonic())
            self._paused_since = None
            self._running.set()

    def seconds_left(self) -> float | None:
        """Estimate of the time left in seconds, ``None`` while too little is known."""
        elapsed = time.monotonic() - self._started - self._paused_for
        if elapsed < 2.0 or self._fraction < 0.01 or self.paused:
            return None
        return elapsed * (1.0 - self._fraction) / self._fraction

    def run(self) -> None:
        """Drive the work (runs in the thread)."""
        try:
            self._drive()
        except StopIteration as stop:
            self.succeeded.emit(stop.value)
        except RamanGanError as error:
            self.failed.emit(error, traceback.format_exc())
        except Exception as error:
            self.failed.emit(error, traceback.format_exc())
        else:
            self.cancelled.emit()

    def _drive(self) -> None:
        """Step until the work ends (StopIteration) or is cancelled (plain return)."""
        answer: Command | None = None
        kept: list[Any] = []
        told = 0.0
        try:
            while not self._cancel.is_set():
                progress: Progress = self._steps.send(answer)
                if progress.payload is not None:
                    kept.append(progress.payload)
                self._fraction = progress.fraction
                now = time.monotonic()
                if now - told >= _INTERVAL:
                    told = now
                    self.progressed.emit(progress)
                    if kept:
                        self.payloads.emit(kept)
                        kept = []
                self._running.wait()
                answer = Command.FINISH if self._finish else None
        finally:
            if kept:
                self.payloads.emit(kept)
            self._steps.close()
