"""Processes that have nothing to do, beside one that is watched: what the machine adds by itself.

There is one for each core. It sleeps for 5 ms, works for some 0.1 ms, and notes when that took
longer. While it was late, another process on its core could not have been on time either: other
programs, a host that takes memory back or gives the core to another machine.

    python tests/benchmarks/bystander.py FILE CORE     (until it is ended)

writes one line for each time: begin and end of the delay, in seconds of the clock that all
processes share.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

#: Sleep between two looks, in seconds.
_TICK = 0.005

#: Delays below this are the timer's, in seconds.
_NOTED = 0.003


class Bystanders:
    """Starts the processes, and tells how late they were.

    Parameters
    ----------
    folder : Path
        Where they write.
    """

    def __init__(self, folder: Path) -> None:
        self._files = [folder / f"core_{core}.txt" for core in range(os.cpu_count() or 1)]
        self._processes = []
        for core, file in enumerate(self._files):
            file.touch()
            command = [sys.executable, __file__, str(file), str(core)]
            self._processes.append(subprocess.Popen(command))

    def late_between(self, begin: float, end: float) -> float:
        """Give how much of a time the latest of them was late for, in seconds.

        Parameters
        ----------
        begin, end : float
            Times of ``perf_counter``.
        """
        # A delay is written once it is over, which may be a moment after the end.
        time.sleep(4 * _TICK)
        return max(_late(file, begin, end) for file in self._files)

    def end(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.kill()
            process.wait()


def _late(file: Path, begin: float, end: float) -> float:
    late = 0.0
    for line in file.read_text().splitlines():
        first, _, last = line.partition(" ")
        late += max(0.0, min(float(last), end) - max(float(first), begin))
    return late


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {int(sys.argv[2])})
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
