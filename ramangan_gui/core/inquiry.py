"""Short questions to a process of their own, asked without ever waiting for the answer.

A slider that moves wants its answer within a frame or not at all. So only one question is under
way at a time, and the one who asks looks now and then whether the answer has come.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from .compute import _rebuilt, _serve
from .messages import send, take
from .progress import Steps


@dataclass(frozen=True)
class Answer:
    """What came back.

    Parameters
    ----------
    value : object
        The result, ``None`` where there is an error.
    error : Exception, optional
        What the question raised.
    """

    value: Any = None
    error: Exception | None = None


class Inquiry:
    """One process that answers one question after another, and dies with this one."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Connection | None = None
        self._busy = False

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._busy

    def start(self, function: Callable[..., Steps[Any]], *args: Any) -> None:
        """Start the process; its first question may take long, such as loading what it needs."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, ()), name="ramangan-live", daemon=True
        )
        self._process.start()
        theirs.close()
        self._pipe = ours
        self.ask(function, *args)

    def ask(self, function: Callable[..., Steps[Any]], *args: Any) -> bool:
        """Ask ``function(*args)``, a generator that yields nothing; say whether it was possible.

        Not while an answer is awaited, and not once the process is gone.
        """
        if self._busy or self._pipe is None:
            return False
        try:
            send(self._pipe, ("call", (function.__module__, function.__qualname__, args, {})))
        except OSError:
            self.close()
            return False
        self._busy = True
        return True

    def answer(self) -> Answer | None:
        """Give the answer if it has come; ``None`` while there is none."""
        if not self._busy or self._pipe is None:
            return None
        try:
            if not self._pipe.poll():
                return None
            kind, value = take(self._pipe)
        except (EOFError, OSError) as error:
            self.close()
            return Answer(error=error)
        self._busy = False
        return Answer(value) if kind == "result" else Answer(error=_rebuilt(value))

    def close(self) -> None:
        """End the process at once; a half-made answer is of no use to anybody."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        self._busy = False
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()
