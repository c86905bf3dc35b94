"""The trial of an installed program: it passes here, and says so when a step fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ramangan_gui import app
from ramangan_gui.cli import main, self_test


def test_that_it_passes_with_worker_training_file_and_window(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The window is built in this process, which other tests need; they build it often enough.
    monkeypatch.setattr(app, "seconds_to_build", lambda: 1.0)
    assert main(["--self-test"]) == 0
    told = capsys.readouterr().out
    assert "6 models" in told
    assert "204 originals" in told
    assert "airPLS for large sets: ok, compiled" in told
    assert told.splitlines()[-1].startswith("self-test: pass")


def test_that_a_step_that_fails_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: object) -> str:
        raise OSError("no such worker")

    monkeypatch.setattr(self_test._Trial, "_job", broken)
    assert main(["self-test"]) == 1
    told = capsys.readouterr()
    assert "sample job in the worker process: failed" in told.out
    assert told.out.splitlines()[-1] == "self-test: fail"
    assert "no such worker" in told.err


def test_that_the_window_of_the_trial_leaves_no_file(tmp_path: Path) -> None:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path), "TEMP": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }  # fmt: skip
    code = "from ramangan_gui.app import seconds_to_build as s; assert s() > 0"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=120)
    assert list(tmp_path.iterdir()) == []
