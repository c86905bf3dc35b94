"""How long the window leaves its user without an answer when a page is opened.

The real window, 1366 × 768, with the simulated sample set or, with ``--data``, the StreamLine map
in that folder or, with ``--spectra``, so many simulated spectra: the five pages are opened one
after the other, twice, as by their key. A timer of 5 ms in the main thread notes its delays; the
longest gap from the call that opens a page until one and a half seconds later is found. On
each core a process that has nothing to do runs beside it: where one was late within this very gap,
the machine stood still, and its delay is taken off. Both are printed.

    python tests/benchmarks/page_openings.py [--data DIR] [--project FILE] [--spectra N]

Prints one line a figure: ``name value goal ok|short``; exits 1
where one is short.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from bystander import Bystanders
from live import figure
from responsiveness import TICK_MS, settle

from ramangan_gui.simulation.samples import sample_path

#: Longest time without an answer, in ms.
GOAL = 50.0

#: For so long a page is watched after it was opened, in ms.
WATCHED = 1500


class Watch:
    """Notes how late a timer of the main thread comes."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest, self.since = 0.0, 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def begin(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, time.perf_counter()
        self.since = self._last

    def go_on(self, milliseconds: int) -> float:
        """Let the window work for so long, and give the longest gap since :meth:`begin`, ms."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        self._tick()
        return 1000.0 * self.longest

    def _tick(self) -> None:
        now = time.perf_counter()
        if now - self._last > self.longest:
            self.longest, self.since = now - self._last, self._last
        self._last = now


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of measured sets (NPZ)")
    parser.add_argument("--quick", action="store_true", help="the same; it takes half a minute")
    parser.add_argument("--project", type=Path, help="a saved project to open instead")
    parser.add_argument("--spectra", type=int, help="so many simulated spectra instead")
    arguments = parser.parse_args()
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        return measure(Path(home), arguments)


def measure(home: Path, arguments: argparse.Namespace) -> int:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from ramangan_gui.gui import theme
    from ramangan_gui.gui.flow import PAGES
    from ramangan_gui.gui.garbage import collect_in_this_thread
    from ramangan_gui.gui.main_window import MainWindow
    from ramangan_gui.gui.settings import Settings
    from ramangan_gui.gui.warmup import WarmUp
    from ramangan_gui.gui.workspace import Workspace

    path = wanted(arguments, home)
    beside = Bystanders(home)
    app = QApplication([])
    collect_in_this_thread()
    theme.apply_theme("light")
    workspace = Workspace()
    store = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(workspace, Settings(store))
    window.saving.choose = lambda *_: "discard"
    window.opening.ask = lambda *_: True
    warm_up = WarmUp(window)
    window.pages_built.connect(warm_up.start)
    window.resize(1366, 768)
    window.show()
    workspace.warm()
    watch = Watch()
    watch.go_on(6000)
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"# load {busy} on {os.cpu_count()} cores")
    watch.begin()
    print(f"# nothing happens: longest gap {watch.go_on(WATCHED):.0f} ms")
    good = []

    def done(name: str) -> None:
        while workspace.job is not None:
            watch.go_on(20)
        gap = watch.go_on(WATCHED)
        late = 1000.0 * beside.late_between(watch.since, watch.since + watch.longest)
        if late:
            print(f"# {name}: gap {gap:.0f} ms, of which an idle process was late for {late:.0f}")
        good.append(figure(name, gap - late, GOAL))

    # A set that was read leads to Correct, one that was corrected to Train.
    watch.begin()
    workspace.open_paths([path])
    done("reading_and_first_opening_correct_ms")
    watch.begin()
    workspace.apply_recipe()
    done("first_apply_and_first_opening_train_ms")
    for turn, pages in (("first", (3, 4, 0)), ("second", (1, 2, 3, 4, 0))):
        for number in pages:
            watch.begin()
            window.show_page(number)
            done(f"{turn}_opening_{PAGES[number]}_ms")
    settle(app, workspace)
    window.close()
    workspace.close()
    beside.end()
    return 0 if all(good) else 1


def wanted(arguments: argparse.Namespace, home: Path) -> Path:
    """Give the file to open."""
    if arguments.spectra is not None:
        from baseline import simulated

        spectra = simulated(arguments.spectra).astype(np.float32)
        label = np.sort(np.arange(len(spectra)) % 4).astype(str)
        path = home / "simulated.npz"
        np.savez(path, x=400 + 1.4 * np.arange(spectra.shape[1]), spectra=spectra, label=label)
        return path
    if arguments.project is not None:
        return Path(arguments.project)
    if arguments.data is not None:
        return Path(next(arguments.data.glob("**/streamline_map.npz")))
    return Path(sample_path("simulated"))


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
