"""A process can keep the memory that it frees; tried in one of its own, as it stays so."""

import subprocess
import sys

import numpy as np
import pytest

from ramangan_gui.core import memory

FAULTS = """
import resource
import numpy as np
from ramangan_gui.core.memory import keep_freed_memory
kept = keep_freed_memory()

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        _ = np.ones((500, 512)) + np.ones((500, 512))
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

faults()
print(kept, faults())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only the C library of GNU")
def test_that_arrays_made_again_and_again_do_not_come_from_the_system_each_time():
    done = subprocess.run(
        [sys.executable, "-c", FAULTS], capture_output=True, text=True, check=True
    )
    kept, faults = done.stdout.split()
    if kept != "True":
        pytest.skip("another C library")
    assert int(faults) < 500


@pytest.mark.parametrize("large", [0, 10**9])
def test_that_rows_are_there_when_they_are_asked_for(monkeypatch, large):
    """In steps of three rows, by a thread or without; what is filled in stays."""
    monkeypatch.setattr(memory, "_LARGE", large)
    monkeypatch.setattr(memory, "_PIECE", 3 * 4 * 5)
    made = memory.Provided(10, 5)
    for begin in range(0, 10, 4):
        rows = made.rows(begin, begin + 4)
        rows[:] = np.arange(begin, begin + len(rows))[:, None]
    made.close()
    np.testing.assert_array_equal(made.array, np.tile(np.arange(10.0)[:, None], 5))


def test_that_an_empty_array_needs_no_rows(monkeypatch):
    monkeypatch.setattr(memory, "_LARGE", 0)
    made = memory.Provided(0, 0)
    assert made.rows(0, 0).shape == (0, 0)
    made.close()
