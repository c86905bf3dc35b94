"""Drives the work of a command: progress on stderr, a clean stop when interrupted."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from typing import TextIO, TypeVar

from ..core.progress import Command, Progress, Steps, run

T = TypeVar("T")


def run_with_progress(steps: Steps[T]) -> T:
    """Drive the work, show its progress on stderr, and stop cleanly when interrupted."""
    line = ProgressLine(sys.stderr)
    interrupts = _Interrupts(line)
    before = {signal.SIGTERM: signal.signal(signal.SIGTERM, interrupts.arrived)}
    # Whoever started this in the background may have had the interrupt ignored.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        before[signal.SIGINT] = signal.signal(signal.SIGINT, interrupts.arrived)
    try:
        return run(steps, interrupts)
    finally:
        line.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


class Interrupted(KeyboardInterrupt):
    """An interrupt that Python does not take for one that nobody answered.

    Where a plain one passes through code that was made from text, as happens while modules are
    imported, Python notes it as unanswered and kills itself at the end, whoever caught it.
    """


class _Interrupts:
    """Raises an interrupt, and once more where it was lost.

    Python drops what is raised while an object is being taken away, or called back by C code, and
    the work would go on for hours with nobody the wiser.
    """

    def __init__(self, line: ProgressLine) -> None:
        self._line, self._came = line, False

    def arrived(self, number: int, frame: object) -> None:
        """Take a signal."""
        self._came = True
        raise Interrupted

    def __call__(self, progress: Progress) -> Command | None:
        """Tell the line, unless an interrupt came before."""
        if self._came:
            raise Interrupted
        return self._line(progress)


class ProgressLine:
    """One line that is written over on a terminal; elsewhere, nothing."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._started = self._told = clock()
        self._width = 0

    def __call__(self, progress: Progress) -> Command | None:
        """Write the line, at most five times a second."""
        now = self._clock()
        if self._stream.isatty() and now - self._told >= 0.2:
            self._told = now
            text = f"{progress.fraction:4.0%} {progress.message}"
            elapsed = now - self._started
            if elapsed > 5 and progress.fraction > 0.02:
                left = elapsed * (1 - progress.fraction) / progress.fraction
                text += f" ({int(left // 60)}:{int(left % 60):02d} left)"
            self._stream.write("\r" + text[:100].ljust(self._width))
            self._stream.flush()
            self._width = len(text[:100])
        return None

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
