"""Work in forked children that can be killed, timed and watched; POSIX only."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

#: A child that needs longer than this hangs, in seconds.
PATIENCE = 120.0


@dataclass
class Child:
    """A process that runs one function.

    Parameters
    ----------
    pid : int
        Its number.
    pipe : int
        What it tells arrives here.
    """

    pid: int
    pipe: int
    heard: bytes = b""

    def listen(self, seconds: float) -> None:
        """Take in what the child tells for a while, or until it ends."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.pipe], [], [], left)
            if ready:
                block = os.read(self.pipe, 65536)
                if not block:
                    return
                self.heard += block

    def kill(self) -> None:
        """Kill it, as the system does when it runs out of memory, and wait."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        while block := os.read(self.pipe, 65536):
            self.heard += block
        os.close(self.pipe)
        os.waitpid(self.pid, 0)

    def end(self, seconds: float = PATIENCE) -> str:
        """Wait for its end; give ``ok``, ``failed``, ``crashed`` or ``hung``."""
        self.listen(seconds)
        ready, _, _ = select.select([self.pipe], [], [], 0)
        if not ready or os.read(self.pipe, 1):
            self.kill()
            return "hung"
        os.close(self.pipe)
        _, status = os.waitpid(self.pid, 0)
        if os.WIFSIGNALED(status):
            return "crashed"
        return "ok" if os.WEXITSTATUS(status) == 0 else "failed"


def fork(work: Callable[[Callable[[str], None]], object]) -> Child:
    """Run ``work(tell)`` in a child; `tell` sends a line to the parent."""
    sys.stdout.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    os.close(reading)

    def tell(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    code = 0
    try:
        work(tell)
    except BaseException:
        if "--trace" in sys.argv:
            traceback.print_exc()
        code = 1
    os._exit(code)
