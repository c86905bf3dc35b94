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
        "p.take('start'); p.take('data')\n"
        "p.window.show_page(1); assert p.methods_are_ready() is False; p.workspace.close()\n"
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


def test_that_another_language_gives_small_pictures_for_its_help(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'installer'); import take_screenshots as t\n"
        "def work(guide, preset):\n"
        "    guide.window.show(); guide.window.resize(*t.SIZE)\n"
        "    guide.wait(guide.window.pages_built)\n"
        "    [guide.take(name) for name in ('start', 'data')]; guide.workspace.close()\n"
        "t.Photographer.work = work\n"
        f"t.main(['--out', {str(tmp_path)!r}, '--language', 'zh_CN'])\n"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    taken = [path for path in tmp_path.rglob("*-*.*") if path.suffix in (".png", ".webp")]
    assert [path.relative_to(tmp_path).as_posix() for path in taken] == ["zh_CN/data-light.webp"]
    assert taken[0].stat().st_size < 120_000
