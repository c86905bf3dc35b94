"""Hours of work in minutes: import, correct, train, review, export and save, over and over.

    python tests/benchmarks/soak.py [--minutes 60] [--data DIR] [--quick]

The real window (offscreen) with its worker processes goes through the whole job again and again,
with every page shown, undo and redo, and an autosave in each cycle. Models are kept small, so that
a cycle takes seconds; nothing else is shortened. Watched are memory, threads and open files of the
window and of its workers. The first three cycles fill caches; growth is counted from the median of
the next three to the median of the last three. One line a figure, ``name value goal ok|short``;
exit 1 where one is short. Linux only.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ramangan_gui.gui.flow import PAGES
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.settings import Settings
from ramangan_gui.gui.workspace import Workspace
from ramangan_gui.simulation.samples import sample_path
from ramangan_gui.workflow.tasks import ExportOptions

#: Cycles before counting, and at either end of it.
_BEFORE, _ENDS = 3, 3

#: A job that takes longer than this hangs, in seconds.
_PATIENCE = 900.0


class Watched:
    """Memory, threads and open files of this process and its children, cycle by cycle."""

    def __init__(self) -> None:
        self.rows: list[dict[str, int]] = []

    def take(self) -> dict[str, int]:
        """Note the present state."""
        processes = [os.getpid(), *_children(os.getpid())]
        row = {"processes": len(processes), "memory_kB": 0, "threads": 0, "files": 0}
        for pid in processes:
            status = _status(pid)
            row["memory_kB"] += status.get("RssAnon", 0)
            row["threads"] += status.get("Threads", 0)
            row["files"] += len(os.listdir(f"/proc/{pid}/fd"))
        row["window_kB"] = _status(os.getpid()).get("RssAnon", 0)
        self.rows.append(row)
        return row

    def growth(self, name: str) -> float:
        """Give the growth from the first counted cycles to the last, in percent."""
        counted = [row[name] for row in self.rows[_BEFORE:]]
        first, last = statistics.median(counted[:_ENDS]), statistics.median(counted[-_ENDS:])
        return 100.0 * (last - first) / first


def _status(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    pairs = (line.split(":", 1) for line in lines)
    return {k: int(v.split()[0]) for k, v in pairs if v.split() and v.split()[0].isdigit()}


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(word) for word in (task / "children").read_text().split()]
    return found


def spin(until: Callable[[], bool], seconds: float = _PATIENCE) -> None:
    """Let the window work until something holds."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise SystemExit("hung")
        QApplication.processEvents()
        time.sleep(0.002)


def cycle(window: MainWindow, source: Path, folder: Path) -> None:
    """Go through the whole job once."""
    workspace = window.workspace

    def job(start: Callable[[], Any]) -> None:
        start()
        spin(lambda: workspace.job is None)

    job(lambda: workspace.open_paths([source]))
    job(workspace.apply_recipe)
    plan = workspace.project.plan
    for name, value in {
        "augment.amount": "per_class", "augment.per_class": 20, "wgan_gp.n_iterations": 4,
        "wgan_gp.warm_start_steps": 20,
    }.items():  # fmt: skip
        plan = plan.with_value(name, value)
    workspace.set_plan(plan)
    job(workspace.train)
    if workspace.project.augmentation is None:
        raise SystemExit("training gave nothing")
    for number in range(len(PAGES)):
        window.show_page(number)
        QApplication.processEvents()
    workspace.accept_plausible()
    for _ in range(3):
        workspace.undo_stack.undo()
        workspace.undo_stack.redo()
    job(lambda: workspace.export(folder / "out.h5", ExportOptions(csv=True)))
    window.document.file.save(str(folder / "mine.rgan"))
    spin(lambda: not window.document.file.saving)
    assert window.document.autosaver is not None
    window.document.autosaver.save()
    spin(lambda: workspace.keeper.job is None)


def _small(sample: Path, path: Path) -> Path:
    """Write a part of the sample set: twelve spectra of two substances, every fourth point."""
    with np.load(sample, allow_pickle=False) as stored:
        labels = stored["label"]
        rows = [np.flatnonzero(labels == name)[:12] for name in np.unique(labels)[:2]]
        chosen = np.concatenate(rows)
        axis = next(stored[name] for name in ("raman_shift", "x") if name in stored)
        values = next(stored[name] for name in ("spectra", "intensities") if name in stored)
        np.savez(path, x=axis[::4], spectra=values[chosen, ::4], label=labels[chosen])
    return path


def main() -> int:
    """Run the benchmark; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--data", type=Path, help="file or folder of spectra; simulated without")
    parser.add_argument("--quick", action="store_true", help="nine cycles of a small set")
    arguments = parser.parse_args()
    if not sys.platform.startswith("linux"):
        print("soak_cycles 0 9 short")
        return 1
    app = QApplication.instance() or QApplication(sys.argv[:1])
    watched = Watched()
    with tempfile.TemporaryDirectory(prefix="ramangan-soak-") as name:
        folder = Path(name)
        source = arguments.data or sample_path("simulated")
        if arguments.quick and arguments.data is None:
            source = _small(source, folder / "small.npz")
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Workspace(), Settings(store))
        window.saving.choose = lambda *_: "discard"  # type: ignore[method-assign]
        window.document.keep(folder / "state")
        window.show()
        began = time.monotonic()
        end = began + (0.0 if arguments.quick else 60.0 * arguments.minutes)
        while time.monotonic() < end or len(watched.rows) < _BEFORE + 2 * _ENDS:
            cycle(window, source, folder)
            row = watched.take()
            print(f"# {time.monotonic() - began:.0f} s: {row}", file=sys.stderr, flush=True)
        window.close()
    del app
    figures = [("soak_cycles", float(len(watched.rows)), _BEFORE + 2 * _ENDS, True)]
    figures += [
        ("soak_memory_growth_percent", watched.growth("memory_kB"), 5.0, False),
        ("soak_window_memory_growth_percent", watched.growth("window_kB"), 5.0, False),
        ("soak_thread_growth_percent", watched.growth("threads"), 0.0, False),
        ("soak_file_growth_percent", watched.growth("files"), 0.0, False),
        ("soak_process_growth_percent", watched.growth("processes"), 0.0, False),
    ]
    short = False
    for name, value, goal, at_least in figures:
        fine = value >= goal if at_least else value <= goal
        short = short or not fine
        print(f"{name} {value:.2f} {goal:g} {'ok' if fine else 'short'}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
