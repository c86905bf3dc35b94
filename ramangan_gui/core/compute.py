"""Where long work runs: in this process, or in one warm worker process.

Importing torch or scikit-learn inside the window's process freezes it, so the window drives a
worker. A call is a generator function named by module and name, with picklable arguments; it looks
to the caller like any other :data:`~ramangan_gui.core.progress.Steps`. Pickle travels only between
our own two processes; arrays travel beside it in shared memory.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from .errors import RamanGanError, is_out_of_memory
from .messages import send, take
from .progress import Command, Progress, Steps

T = TypeVar("T")

#: How long a cancelled worker may take to stop before it is killed, in seconds.
_GRACE = 2.0

#: For so long its driver waits for a cancelled worker; the rest of its step nobody waits for.
_PATIENCE = 0.05

#: While the worker is within a step, it is looked this often whether that was interrupted.
_LOOK = 0.05


class Compute:
    """Runs work in this process; the form that command line and tests use."""

    def steps(self, function: Callable[..., Steps[T]], *args: Any, **kwargs: Any) -> Steps[T]:
        """Start ``function(*args, **kwargs)`` and give its progress."""
        return function(*args, **kwargs)

    def warm(self) -> None:
        """Get ready, so that the first call does not wait."""

    def interrupt(self) -> None:
        """Have the driver of what runs get a turn now, as far as that is possible."""

    def close(self) -> None:
        """Release what is held."""


class WorkerCompute(Compute):
    """Runs work in one worker process that stays warm between calls.

    Parameters
    ----------
    preload : tuple of str
        Modules the worker imports at its start.
    """

    def __init__(self, preload: tuple[str, ...] = ()) -> None:
        self._preload = preload
        self._process: Any = None
        self._pipe: Connection | None = None
        self._lock = threading.RLock()
        self._interrupted = threading.Event()
        self._handing: _Handover | None = None
        self._leaving: threading.Thread | None = None

    def warm(self) -> None:
        """Start the worker if it is not running."""
        with self._lock:
            if self._process is not None and self._process.is_alive():
                return
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            self._process = context.Process(
                target=_serve, args=(theirs, self._preload), name="ramangan-worker", daemon=True
            )
            self._process.start()
            theirs.close()
            self._pipe = ours

    def interrupt(self) -> None:
        """Give the driver a turn though the worker is within a step."""
        self._interrupted.set()

    def close(self) -> None:
        """End the worker, at once if it does not listen."""
        leaving = self._leaving
        if leaving is not None and leaving is not threading.current_thread():
            leaving.join()
        with self._lock:
            process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
            if self._handing is not None and self._handing.is_alive():
                process.kill()  # it does not listen yet, and the pipe is taken
            if pipe is not None:
                with contextlib.suppress(OSError):
                    send(pipe, ("exit", None))
                pipe.close()
            if process is not None:
                process.join(_GRACE)
                if process.is_alive():
                    process.kill()
                    process.join()
                process.close()

    def steps(self, function: Callable[..., Steps[T]], *args: Any, **kwargs: Any) -> Steps[T]:
        """Run the work in the worker and relay its progress; closing it cancels the work."""
        last = Progress(0.0)
        answer = yield from self._ended(self._leaving)
        with self._lock:
            self.warm()
            assert self._pipe is not None
            pipe, process = self._pipe, self._process
            call = ("call", (function.__module__, function.__qualname__, args, kwargs))
            self._handing = handing = _Handover(pipe, call)
            handing.start()
        ended = waits = False
        try:
            answer = (yield from self._ended(handing)) or answer
            ended = handing.error is not None
            with self._told_if_gone():
                handing.raise_error()
            while True:
                while not wait([pipe, process.sentinel], _LOOK):
                    if self._was_interrupted():
                        answer = (yield replace(last, payload=None)) or answer
                with self._told_if_gone():
                    kind, value = take(pipe)
                if kind == "progress":
                    last, waits = value, True
                    answer = (yield value) or answer
                    with self._told_if_gone():
                        send(pipe, ("go", answer))
                    waits, answer = False, None
                    continue
                ended = True
                if kind == "result":
                    return value  # type: ignore[no-any-return]
                raise _rebuilt(value)
        finally:
            self._interrupted.clear()
            if not ended:
                self._leave(pipe, process, handing, waits)

    def _ended(self, thread: threading.Thread | None) -> Steps[Command | None]:
        """Wait until a thread has ended, and give what the driver said meanwhile."""
        answer: Command | None = None
        while thread is not None and thread.is_alive():
            thread.join(_LOOK)
            if self._was_interrupted():
                answer = (yield Progress(0.0)) or answer
        return answer

    def _was_interrupted(self) -> bool:
        asked = self._interrupted.is_set()
        self._interrupted.clear()
        return asked

    @contextlib.contextmanager
    def _told_if_gone(self) -> Iterator[None]:
        """Say so where the worker turns out to be gone."""
        try:
            yield
        except (EOFError, OSError) as error:
            raise self._stopped() from error

    def _stopped(self) -> RamanGanError:
        """Clear away a worker that is gone, and say so."""
        self.close()
        return RamanGanError(
            "The calculation stopped unexpectedly; the system may have run out of memory.",
            "Close other programs and start it again.",
        )

    def _leave(self, pipe: Connection, process: Any, handing: _Handover, waits: bool) -> None:
        """Have the worker drop its work; a step it is within it ends while nobody waits."""
        if process is not self._process:  # cleared away already
            return
        self._leaving = threading.Thread(
            target=self._see_off, args=(pipe, process, handing, waits), daemon=True
        )
        self._leaving.start()
        self._leaving.join(_PATIENCE)

    def _see_off(self, pipe: Connection, process: Any, handing: _Handover, waits: bool) -> None:
        """Tell the worker at its next turn that its work is dropped; replace it if none comes."""
        until = time.monotonic() + _GRACE
        # Out of its turn the worker may be sending, and must not be spoken to. Whatever cannot be
        # said or heard, a new worker is the way out.
        with contextlib.suppress(Exception):
            handing.join(_GRACE)
            if waits:
                send(pipe, ("cancel", None))
            while not handing.is_alive() and pipe.poll(max(0.0, until - time.monotonic())):
                kind, _ = take(pipe)
                if kind in {"result", "error", "cancelled"}:
                    return
                send(pipe, ("cancel", None))
        with self._lock:
            if process is self._process:
                process.kill()
                self.close()
                self.warm()


class _Handover(threading.Thread):
    """Hands a call to the worker; a worker that is still loading modules takes it only later."""

    def __init__(self, pipe: Connection, call: tuple[str, Any]) -> None:
        super().__init__(daemon=True)
        self.error: Exception | None = None
        self._pipe, self._call = pipe, call

    def run(self) -> None:
        try:
            send(self._pipe, self._call)
        except Exception as error:
            self.error = error
        del self._call

    def raise_error(self) -> None:
        """Raise what kept the call from being handed over, if anything did."""
        if self.error is not None:
            raise self.error


def _serve(pipe: Connection, preload: tuple[str, ...]) -> None:
    """Serve calls until the parent says so or is gone (runs in the worker)."""
    # Ctrl+C in a terminal reaches all processes there; what becomes of the work the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    left = list(preload)
    while True:
        # A call that waits comes before what would only save time later.
        while left and not pipe.poll():
            # Whatever keeps it from being loaded is told by the work that needs it.
            with contextlib.suppress(Exception):
                importlib.import_module(left.pop(0))
        try:
            kind, value = take(pipe)
        except (EOFError, OSError):
            return
        if kind == "exit":
            return
        if kind == "call":
            # The window may end meanwhile; then nobody is left to be told of anything.
            with contextlib.suppress(EOFError, OSError):
                _answer(pipe, *value)


def _answer(pipe: Connection, module: str, name: str, args: Any, kwargs: Any) -> None:
    try:
        function: Any = importlib.import_module(module)
        for part in name.split("."):
            function = getattr(function, part)
        send(pipe, _drive(pipe, function(*args, **kwargs)))
    except Exception as error:
        send(pipe, ("error", (_portable(error), traceback.format_exc())))


def _drive(pipe: Connection, steps: Steps[Any]) -> tuple[str, Any]:
    answer: Command | None = None
    while True:
        try:
            progress: Progress = steps.send(answer)
        except StopIteration as stop:
            return "result", stop.value
        send(pipe, ("progress", progress))
        kind, answer = take(pipe)
        if kind != "go":
            steps.close()
            return "cancelled", None


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _portable(error: Exception) -> Exception:
    """Give the error itself if it can travel, else its words; short memory by its own type."""
    if is_out_of_memory(error):
        return MemoryError(str(error))
    try:
        pickle.loads(pickle.dumps(error))
        return error
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")


def _rebuilt(value: tuple[Exception, str]) -> Exception:
    error, trace = value
    if not isinstance(error, RamanGanError):
        error.add_note(trace)
    return error
