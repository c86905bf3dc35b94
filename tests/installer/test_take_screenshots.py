"""The program that takes the pictures runs through the window, and takes what is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_that_pictures_of_both_themes_are_taken(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'installer'); import take_screenshots as t\n"
        f"out = t.Path({str(tmp_path)!r}); p = t.Photographer(out, ['start'], out)\n"
        "p.window.show(); p.window.resize(*t.SIZE); p.wait(p.window.pages_built)\n"
        "p.take('start'); p.take('data'); p.workspace.close()\n"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    taken = {path.name: path.read_bytes() for path in tmp_path.glob("*.png")}
    assert set(taken) == {"start-light.png", "start-dark.png"}
    assert taken["start-light.png"] != taken["start-dark.png"]
    sizes = {picture[16:24] for picture in taken.values()}
    assert sizes == {b"".join(n.to_bytes(4, "big") for n in (1366, 768))}
