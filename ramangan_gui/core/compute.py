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
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.shared_memory import SharedMemory
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .errors import RamanGanError, is_out_of_memory
from .progress import Command, Progress, Steps

T = TypeVar("T")

#: Arrays smaller than this travel inside the pickle.
_SHARE_FROM = 64 * 1024

#: Size of the block of shared memory through which larger arrays pass, piece by piece. It is small,
#: because giving it back, and memory that the system lacks, would keep the window waiting.
_BLOCK = 16 << 20

#: How long a cancelled worker may take to stop before it is killed, in seconds.
_GRACE = 2.0


class Compute:
    """Runs work in this process; the form that command line and tests use."""

    def steps(self, function: Callable[..., Steps[T]], *args: Any, **kwargs: Any) -> Steps[T]:
        """Start ``function(*args, **kwargs)`` and give its progress."""
        return function(*args, **kwargs)

    def warm(self) -> None:
        """Get ready, so that the first call does not wait."""

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

    def close(self) -> None:
        """End the worker, at once if it does not listen."""
        with self._lock:
            process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
            if pipe is not None:
                with contextlib.suppress(OSError):
                    _send(pipe, ("exit", None))
                pipe.close()
            if process is not None:
                process.join(_GRACE)
                if process.is_alive():
                    process.kill()
                    process.join()
                process.close()

    def steps(self, function: Callable[..., Steps[T]], *args: Any, **kwargs: Any) -> Steps[T]:
        """Run the work in the worker and relay its progress; closing it cancels the work."""
        with self._lock:
            self.warm()
            assert self._pipe is not None
            pipe, process = self._pipe, self._process
            self._give(pipe, ("call", (function.__module__, function.__qualname__, args, kwargs)))
        ended = False
        try:
            while True:
                kind, value = self._receive(pipe, process)
                if kind == "progress":
                    answer = yield value
                    self._give(pipe, ("go", answer))
                    continue
                ended = True
                if kind == "result":
                    return value  # type: ignore[no-any-return]
                raise _rebuilt(value)
        finally:
            if not ended:
                self._stop(pipe, process)

    def _receive(self, pipe: Connection, process: Any) -> tuple[str, Any]:
        while True:
            ready = wait([pipe, process.sentinel])
            if pipe in ready:
                with contextlib.suppress(EOFError, OSError):
                    return _take(pipe)
            raise self._stopped()

    def _give(self, pipe: Connection, message: tuple[str, Any]) -> None:
        try:
            _send(pipe, message)
        except (EOFError, OSError) as error:
            raise self._stopped() from error

    def _stopped(self) -> RamanGanError:
        """Clear away a worker that is gone, and say so."""
        self.close()
        return RamanGanError(
            "The calculation stopped unexpectedly; the system may have run out of memory.",
            "Close other programs and start it again.",
        )

    def _stop(self, pipe: Connection, process: Any) -> None:
        """Ask the worker to drop its work; kill it if it does not answer in time."""
        with self._lock:
            try:
                _send(pipe, ("cancel", None))
                while pipe.poll(_GRACE):
                    kind, _ = _take(pipe)
                    if kind in {"result", "error", "cancelled"}:
                        return
                    _send(pipe, ("cancel", None))
            except (EOFError, OSError):
                pass
            if process is self._process:
                process.kill()
                self.close()


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
            kind, value = _take(pipe)
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
        _send(pipe, _drive(pipe, function(*args, **kwargs)))
    except Exception as error:
        _send(pipe, ("error", (_portable(error), traceback.format_exc())))


def _drive(pipe: Connection, steps: Steps[Any]) -> tuple[str, Any]:
    answer: Command | None = None
    while True:
        try:
            progress: Progress = steps.send(answer)
        except StopIteration as stop:
            return "result", stop.value
        _send(pipe, ("progress", progress))
        kind, answer = _take(pipe)
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


def _send(pipe: Connection, message: tuple[str, Any]) -> None:
    """Send a pickle, with large buffers through a block of shared memory beside it."""
    buffers: list[pickle.PickleBuffer] = []

    def keep_inside(buffer: pickle.PickleBuffer) -> bool:
        if buffer.raw().nbytes < _SHARE_FROM:
            return True
        buffers.append(buffer)
        return False

    body = pickle.dumps(message, protocol=5, buffer_callback=keep_inside)
    sources = [np.frombuffer(buffer.raw(), np.uint8) for buffer in buffers]
    sizes = [source.size for source in sources]
    if not sources:
        pipe.send_bytes(pickle.dumps((None, (), body)))
        return
    with contextlib.ExitStack() as stack:
        try:
            block = stack.enter_context(_shared(size=min(_BLOCK, max(sizes))))
        except OSError:
            # Some systems let nobody share memory: through the pipe it is slower, and as good.
            pipe.send_bytes(pickle.dumps((None, (), pickle.dumps(message, protocol=5))))
            return
        pipe.send_bytes(pickle.dumps((block.name, sizes, body)))
        for source in sources:
            for piece in _pieces(source):
                np.copyto(_memory(block, piece.size), piece)
                pipe.send_bytes(b"filled")
                pipe.recv_bytes()  # the other side has copied it


def _take(pipe: Connection) -> tuple[str, Any]:
    name, sizes, body = pickle.loads(pipe.recv_bytes())
    targets = [np.empty(size, np.uint8) for size in sizes]
    if name is not None:
        with _shared(name) as block:
            for target in targets:
                for piece in _pieces(target):
                    pipe.recv_bytes()
                    np.copyto(piece, _memory(block, piece.size))
                    pipe.send_bytes(b"copied")
    return pickle.loads(body, buffers=targets)  # type: ignore[no-any-return]


def _pieces(values: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    return (values[at : at + _BLOCK] for at in range(0, values.size, _BLOCK))


def _memory(block: SharedMemory, size: int) -> NDArray[np.uint8]:
    """Give the beginning of a block as an array: copying arrays lets other threads go on."""
    assert block.buf is not None
    return np.frombuffer(block.buf, np.uint8, size)


@contextlib.contextmanager
def _shared(name: str | None = None, size: int = 0) -> Iterator[SharedMemory]:
    """Give a block of shared memory: the one of that name, or a new one that is then removed."""
    block = SharedMemory(name, create=name is None, size=size)
    try:
        yield block
    finally:
        block.close()
        if name is None:
            with contextlib.suppress(FileNotFoundError):
                block.unlink()
