"""Time and memory of a whole set, measured by ``baseline.py`` in a process of its own.

``python whole_set.py SOME.npy N`` repeats the spectra of a file to N, corrects them three times in
the job of the command line, ``--window`` in that of the window, with a worker, and prints JSON.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ramangan_gui.core.compute import Compute, WorkerCompute
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing import airpls_batch
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.correct import correct, correct_beside

ROUNDS = 3


def measured_apart(some: np.ndarray, n: int, window: bool = False) -> dict[str, list[float]]:
    """Run this file in a process of its own, and give what it found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some.npy"
        np.save(path, some.astype(np.float32))
        command = [sys.executable, __file__, str(path), str(n), *["--window"] * window]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def main() -> int:
    some, n, window = np.load(sys.argv[1]), int(sys.argv[2]), "--window" in sys.argv
    compute = WorkerCompute() if window else Compute()
    compute.warm()
    axis = 400 + 1.4 * np.arange(some.shape[1])

    def job(spectra: Spectra) -> None:
        if window:
            run(correct_beside(compute, spectra, Recipe()))
        else:
            run(correct(spectra, Recipe()))

    # What is compiled, imported and held without spectra comes first.
    enough = np.tile(some, (-(-airpls_batch.WORTH_LOADING // some.size), 1))
    job(Spectra.from_arrays(axis, enough, "A"))
    del enough
    processes = [os.getpid(), *([compute._process.pid] if window else [])]
    before = sum(map(most_held, processes))
    values = np.empty((n, some.shape[1]), np.float32)
    for begin in range(0, n, len(some)):
        values[begin : begin + len(some)] = some[: n - begin]
    spectra = Spectra.from_arrays(axis, values, "A")
    times = [clocked(job, spectra) for _ in range(ROUNDS)]
    copies = (sum(map(most_held, processes)) - before) / values.nbytes
    compute.close()
    wall, own, system = zip(*times, strict=True)
    found = {"wall": wall, "own": own, "system": system, "copies": copies}
    if not window:
        begin_s = time.process_time()
        for begin in range(0, n, 1920):
            airpls_batch.fit(values[begin : begin + 1920].astype(float), 1e5, 2, 50, 1e-3)
        found["kernel"] = time.process_time() - begin_s
    print(json.dumps(found))
    return 0


def clocked(job: Callable[[Spectra], None], spectra: Spectra) -> tuple[float, float, float]:
    """Seconds that pass, and CPU seconds of this process: its own, and the system's for it."""
    before, begin = os.times(), time.perf_counter()
    job(spectra)
    passed, after = time.perf_counter() - begin, os.times()
    return passed, after.user - before.user, after.system - before.system


def most_held(process: int) -> int:
    """Most bytes of memory that a process has held."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = re.search(r"VmHWM:\s*(\d+)", status)
    assert found is not None
    return 1024 * int(found[1])


if __name__ == "__main__":
    sys.exit(main())
