"""A process that has nothing to do, beside one that is watched: what the machine adds by itself.

It sleeps for 5 ms, works for some 0.1 ms, and notes when that took longer. While it was late,
another process could not have been on time either: other programs, a host that takes memory back or
gives the processor to another machine.

    python tests/benchmarks/bystander.py FILE      (until it is ended)

writes one line for each time: begin and end of the delay, in seconds of the clock that all
processes share.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

#: Sleep between two looks, in seconds.
_TICK = 0.005

#: Delays below this are the timer's, in seconds.
_NOTED = 0.003


class Bystander:
    """Starts the process, and tells how late it was.

    Parameters
    ----------
    file : Path
        Where the process writes.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        file.touch()
        self._process = subprocess.Popen([sys.executable, __file__, str(file)])

    def late_between(self, begin: float, end: float) -> float:
        """Give how much of a time it was late for, in seconds (times of ``perf_counter``)."""
        # A delay is written once it is over, which may be a moment after the end.
        time.sleep(4 * _TICK)
        late = 0.0
        for line in self._file.read_text().splitlines():
            first, _, last = line.partition(" ")
            late += max(0.0, min(float(last), end) - max(float(first), begin))
        return late

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


def main() -> None:
    work = range(3000)
    with open(sys.argv[1], "a", buffering=1) as file:
        while True:
            due = time.perf_counter() + _TICK
            time.sleep(_TICK)
            sum(work)
            now = time.perf_counter()
            if now - due > _NOTED:
                file.write(f"{due:.6f} {now:.6f}\n")


if __name__ == "__main__":
    main()
