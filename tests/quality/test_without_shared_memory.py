"""What scikit-learn does for the judgement is done quietly on systems without shared memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: A system on which no semaphore can be made, as in a bare container; warnings are errors.
_WITHOUT = """
import _multiprocessing
import sys

def refused(*_, **__):
    raise OSError(30, "Read-only file system")

_multiprocessing.SemLock = refused
import numpy as np
from ramangan_gui.quality.clustering import k_means

scores = np.concatenate([np.zeros((6, 2)), np.full((6, 2), 9.0)]) + np.eye(12, 2)
assert len(set(k_means(scores, 2, seed=0))) == 2
assert "joblib" in sys.modules
"""


def test_that_nothing_is_warned_of_where_no_semaphore_can_be_made():
    command = [sys.executable, "-W", "error::UserWarning", "-c", _WITHOUT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert not done.stderr


def test_that_the_worker_learns_how_to_load_scikit_learn_before_it_does():
    from ramangan_gui.gui.job_owner import _PRELOAD

    assert _PRELOAD.index("ramangan_gui.quality") < _PRELOAD.index("sklearn.cluster")
