"""A process can keep the memory that it frees; tried in one of its own, as it stays so."""

import subprocess
import sys

import pytest

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
