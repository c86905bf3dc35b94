"""Nothing that is printed fails for the letters of the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.cli.streams import STAND_INS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def spectrum(tmp_path: Path) -> Path:
    axis = np.linspace(400.0, 1800.0, 200)
    path = tmp_path / "物质 λ.txt"
    np.savetxt(path, np.c_[axis, 100 + np.sin(axis / 30)], fmt="%.4f")
    return path


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "ascii", "utf-8"])
def test_that_info_is_told_in_any_encoding(spectrum: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "ramangan_gui", "info", str(spectrum), str(spectrum.parent / "no")],
        env=environment, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert b"Traceback" not in done.stderr
    told = done.stdout.decode(encoding)
    assert "200 points" in told
    assert ("cm⁻¹" if encoding == "utf-8" else "cm-") in told


def test_that_stand_ins_can_be_written_everywhere() -> None:
    assert all(word.isascii() and word for word in STAND_INS.values())
