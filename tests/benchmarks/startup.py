"""How soon the window stands: time from its command to the first paint.

Starts the program several times, as a user does, and compares it with the smallest possible Qt
window, started in the same way and in turn with it. A first start of each, which fills the
system's file cache, is left out ("warm"). No spectra are needed, so ``--data`` changes nothing.

    python tests/benchmarks/startup.py [--quick]

Each line reads ``name value goal ok|short``; the exit code is 1 where a figure is short.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOAL_SECONDS = 1.0

#: Packages whose import would freeze or delay the window; they belong to the worker process.
FORBIDDEN = ("torch", "sklearn")

PLAIN_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
class Window(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("{}", flush=True)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window("RamanGAN")
window.resize(1366, 768)
window.show()
app.exec()
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Time from start to first paint.")
    parser.add_argument("--data", help="accepted as by all benchmarks; not needed here")
    parser.add_argument("--quick", action="store_true", help="3 starts instead of 9")
    arguments = parser.parse_args()
    starts = 3 if arguments.quick else 9

    window: list[float] = []
    plain: list[float] = []
    imported: set[str] = set()
    with tempfile.TemporaryDirectory() as home:
        for number in range(starts + 1):
            ours, facts = first_paint(home, "-m", "ramangan_gui", "gui", "--report-first-paint")
            theirs, _ = first_paint(home, "-c", PLAIN_WINDOW)
            imported |= {package for package in FORBIDDEN if facts[package]}
            if number:  # the first start only warms the file cache
                window.append(ours)
                plain.append(theirs)
    return print_figures(window, plain, imported)


def first_paint(home: str, *command: str) -> tuple[float, dict[str, object]]:
    """Start a program that prints a line of JSON when it has painted; settings go to `home`.

    Returns the seconds until that line came, by the clock of this process, and the facts in it.
    """
    environment = {k: v for k, v in os.environ.items() if not re.fullmatch("XDG_.*_HOME", k)}
    environment |= {"PYTHONPATH": str(ROOT), "HOME": home, "APPDATA": home, "LOCALAPPDATA": home}
    if not has_screen():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    seconds = time.perf_counter() - begin
    process.stdout.close()
    if process.wait() != 0 or not line:
        sys.exit("The program did not start (see above).")
    facts = json.loads(line)
    assert isinstance(facts, dict)
    return seconds, facts


def has_screen() -> bool:
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def print_figures(window: list[float], plain: list[float], imported: set[str]) -> int:
    screen = "on the screen" if has_screen() else "offscreen"
    print(f"# {len(window)} warm starts each, medians, wall time, {screen}, {platform.platform()}")
    if hasattr(os, "getloadavg"):
        print(f"# {os.cpu_count()} cores, {os.getloadavg()[0]:.1f} busy with this and other work")
    print(
        f"# plain Qt window beside it: {statistics.median(plain):.2f} s"
        f" ({min(plain):.2f} to {max(plain):.2f});"
        f" ours {min(window):.2f} to {max(window):.2f} s"
    )
    first_paint = statistics.median(window)
    figures = [("first_paint_s", f"{first_paint:.2f}", "<=1.00", first_paint <= GOAL_SECONDS)]
    for package in FORBIDDEN:
        there = package in imported
        figures.append((f"{package}_imported", str(int(there)), "0", not there))
    for name, value, goal, good in figures:
        print(name, value, goal, "ok" if good else "short")
    return 0 if all(good for *_, good in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
