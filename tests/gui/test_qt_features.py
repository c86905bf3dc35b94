"""PySide6 reads no source before the first window."""

from __future__ import annotations

import os
import subprocess
import sys

CODE = """
import inspect
asked, ask = [], inspect.getsource
def counted(module):
    asked.append(module.__name__)
    return ask(module)
inspect.getsource = counted
from ramangan_gui.app import main
main(["--report-first-paint"])
print(len([name for name in asked if not name.startswith(("PySide6", "shiboken"))]))
"""


def test_that_qt_reads_the_source_of_next_to_no_module(tmp_path):
    environment = {
        **os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen",
        "OMP_NUM_THREADS": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=120,
        env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # Of several hundred modules, those that come before PySide6 can be told.
    assert int(done.stdout.split()[-1]) < 30
