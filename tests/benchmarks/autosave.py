"""How long the window is blocked while a very large set is saved by itself, and what is written.

    python tests/benchmarks/autosave.py [--quick] [--data FILE]

The real window (offscreen) with its worker processes opens 100,000 simulated spectra of 1,000
points, 400 MB (or, with ``--data``, a file). A precise timer of 5 ms in the main thread notes how
late it comes: while the file is opened, while nothing happens, from the moment the autosave begins
until it has ended, through two more autosaves, after a label and after the recipe was changed, and
while the project is saved to a file. The blocks are wall time above the 5 ms, so whatever else runs
on the machine counts against them; the idle figure beside them says how much that is. One line a
figure: ``name value goal ok|short``; exit 1 where a figure is short.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ramangan_gui.gui import warmup
from ramangan_gui.gui.autosaver import Autosaver
from ramangan_gui.gui.flow import PAGES
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.settings import Settings
from ramangan_gui.gui.workspace import Workspace

TICK_MS, GOAL_MS, POINTS, PATIENCE = 5, 50.0, 1000, 600.0


class Lateness:
    """A timer in the main thread that notes how late it comes."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)
        self.worst, self._last = 0.0, time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, 1000.0 * (now - self._last) - TICK_MS)
        self._last = now

    def during(self, until: Callable[[], bool]) -> float:
        """Let the window work until something holds; give the worst lateness in ms."""
        self.worst, self._last = 0.0, time.perf_counter()
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise SystemExit("the window did not get there in time")
            QApplication.processEvents()
            time.sleep(0.0005)
        self._tick()
        return self.worst


def one_file(path: Path, n: int) -> Path:
    """Write many simulated spectra into one file."""
    rng = np.random.default_rng(1)
    x = np.linspace(400.0, 1800.0, POINTS, dtype=np.float32)
    height = rng.uniform(300, 900, (n, 1)).astype(np.float32)
    values = height * np.exp(-(((x - 1000) / 15) ** 2)) + 100
    values += 4 * rng.standard_normal((n, POINTS), dtype=np.float32)
    label = np.array([f"class{number % 8}" for number in range(n)])
    np.savez(path, x=x.astype(float), spectra=values, label=label, x_unit="1/cm")
    return path


def sizes(folder: Path) -> dict[str, int]:
    """Sizes of the sections that are on disk, by name."""
    return {path.name: path.stat().st_size for path in folder.glob("*.h5")}


def main() -> int:
    """Run the benchmark; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="file to open instead of simulated spectra")
    parser.add_argument("--quick", action="store_true", help="25,000 spectra, 100 MB")
    arguments = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="ramangan-autosave-") as name:
        folder = Path(name)
        n = 25_000 if arguments.quick else 100_000
        source = arguments.data or one_file(folder / "many.npz", n)
        short = measure(folder, source)
    del app
    return 1 if short else 0


def measure(folder: Path, source: Path) -> bool:
    """Open the file and save it three times; say whether a figure is short."""
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    workspace = Workspace()
    window = MainWindow(workspace, Settings(store))
    window.saving.choose = lambda *_: "discard"  # type: ignore[method-assign]
    window.resize(1366, 768)
    window.show()
    workspace.warm()
    # What the window imports and makes in idle moments is not measured here.
    for module in warmup.MODULES:
        importlib.import_module(module)
    lateness = Lateness()
    lateness.during(lambda: len(window._pages) == len(PAGES))
    workspace.open_paths([source])
    opened = lateness.during(lambda: workspace.job is None)
    settled = time.monotonic() + 3.0
    lateness.during(lambda: time.monotonic() > settled)
    settled = time.monotonic() + 3.0
    found = {"idle": lateness.during(lambda: time.monotonic() > settled), "opening": opened}
    autosaver = Autosaver(
        workspace, window.document.file, workspace.keeper, window.document.window_state, folder
    )
    autosaver.start()
    kept: list[bool] = []
    autosaver.kept.connect(lambda: kept.append(True))

    def saved() -> float:
        kept.clear()
        began = time.perf_counter()
        autosaver.save()
        called = 1000.0 * (time.perf_counter() - began)
        return max(called, lateness.during(lambda: bool(kept)))

    began = time.perf_counter()
    found["first"] = saved()
    seconds, before = time.perf_counter() - began, sizes(autosaver.folder)
    rewritten = 0
    for name, change in {
        "label": lambda: workspace.set_labels(np.arange(5), label="other"),
        "recipe": lambda: workspace.set_recipe(
            workspace.project.recipe.with_value("baseline.lam", 3e4)
        ),
    }.items():
        change()
        settled = time.monotonic() + 1.0
        lateness.during(lambda: time.monotonic() > settled)  # noqa: B023 - used at once
        found[name] = saved()
        after = sizes(autosaver.folder)
        new = {file: size for file, size in after.items() if file not in before}
        rewritten += sum(size for file, size in new.items() if file.startswith("measured"))
        print(f"# after another {name}: {sum(new.values()) / 1e6:.1f} MB written")
        before = after
    file, done = window.document.file, []
    file.saved.connect(done.append)
    file.save(str(folder / "mine.rgan"))
    found["project_save"] = lateness.during(lambda: bool(done))
    autosaver.close()
    window.close()
    store.sync()
    return report(found, seconds, rewritten)


def report(found: dict[str, float], seconds: float, rewritten: int) -> bool:
    """Print the figures; say whether one is short."""
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"# load {busy}, {os.cpu_count()} cores; the first autosave took {seconds:.1f} s")
    print(f"autosave_idle_block_ms {found.pop('idle'):.1f} - ok")
    short = rewritten > 0
    for name, block in found.items():
        short = short or block > GOAL_MS
        verdict = "ok" if block <= GOAL_MS else "short"
        print(f"autosave_{name}_block_ms {block:.1f} {GOAL_MS:g} {verdict}")
    verdict = "ok" if not rewritten else "short"
    print(f"autosave_raw_bytes_written_again {rewritten} 0 {verdict}")
    return short


if __name__ == "__main__":
    sys.exit(main())
