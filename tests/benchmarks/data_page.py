"""How long the window is blocked while very many files or spectra are loaded and shown.

Opens a folder of two-column text files and one file of many spectra in the real window (no screen
needed), lets its worker process read them, shows the Data page, filters its table and cancels a
second reading. A timer in the event loop notes the longest work between two answers of the window,
in CPU time of its thread, so that other programs on the machine do not count.

Simulated data, unless ``--data`` names a folder; then that is opened as well. One line a figure:
``name value goal ok|short``; exit 1 where a figure is short. One run; blocks in milliseconds.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

#: The window must answer again within this time, in ms.
GOAL_MS = 50.0

POINTS = 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder to open as well")
    parser.add_argument("--quick", action="store_true", help="500 files, 5,000 spectra")
    arguments = parser.parse_args()
    n_files, n_spectra = (500, 5_000) if arguments.quick else (5_000, 100_000)
    ok = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), name)
        probe = Probe()
        ok &= probe.opening(f"files_{n_files}", text_files(folder / "files", n_files))
        ok &= probe.opening(f"spectra_{n_spectra}", one_file(folder / "many.npz", n_spectra))
        if arguments.data is not None:
            ok &= probe.opening(arguments.data.name, arguments.data)
        ok &= probe.cancelling(folder / "files")
        probe.close()
    return 0 if ok else 1


def spectra(n: int, rng: np.random.Generator) -> np.ndarray:
    x = np.linspace(400.0, 1800.0, POINTS, dtype=np.float32)
    height = rng.uniform(300, 900, (n, 1)).astype(np.float32)
    noise = rng.standard_normal((n, POINTS), dtype=np.float32)
    return height * np.exp(-(((x - 1000) / 15) ** 2)) + 100 + 4 * noise


def text_files(folder: Path, n: int) -> Path:
    folder.mkdir()
    x = np.linspace(400.0, 1800.0, POINTS)
    for number, row in enumerate(spectra(n, np.random.default_rng(0))):
        lines = [f"{a:.3f}\t{b:.2f}" for a, b in zip(x.tolist(), row.tolist(), strict=True)]
        path = folder / f"class{number % 8}_{number:05d}.txt"
        path.write_text("Raman shift / cm-1\tcounts\n" + "\n".join(lines) + "\n")
    return folder


def one_file(path: Path, n: int) -> Path:
    rng = np.random.default_rng(1)
    label = np.array([f"class{number % 8}" for number in range(n)])
    np.savez(path, x=np.linspace(400.0, 1800.0, POINTS), spectra=spectra(n, rng), label=label,
             x_unit="1/cm")  # fmt: skip
    return path


class Probe:
    """The window, and a timer in its event loop."""

    def __init__(self) -> None:
        from PySide6.QtCore import QSettings, QTimer
        from PySide6.QtWidgets import QApplication

        from ramangan_gui.gui import warmup
        from ramangan_gui.gui.main_window import MainWindow
        from ramangan_gui.gui.settings import Settings
        from ramangan_gui.gui.workspace import Workspace

        self.application = QApplication.instance() or QApplication([])
        store = QSettings(str(Path(os.environ["HOME"]) / "s.ini"), QSettings.Format.IniFormat)
        self.workspace = Workspace()
        self.window = MainWindow(self.workspace, Settings(store))
        self.window.resize(1366, 700)
        self.window.show()
        self.longest, self.last = 0.0, time.thread_time()
        self.timer = QTimer()
        self.timer.timeout.connect(self._tick)
        self.timer.start(2)
        self.workspace.failed.connect(lambda *a: print(a, file=sys.stderr))
        self.workspace.warm()
        # What the window imports in idle moments is not measured here.
        for module in warmup.MODULES:
            importlib.import_module(module)
        self._wait(lambda: len(self.window._pages) == 5 and self.window.page(0)._view is not None)

    def _tick(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, 1e3 * (now - self.last))
        self.last = now

    def _wait(self, until, seconds: float = 600.0) -> None:
        end = time.perf_counter() + seconds
        while not until() and time.perf_counter() < end:
            self.application.processEvents()
            time.sleep(0.001)
        if not until():
            raise SystemExit("the window did not get there in time")

    def _measured(self, do, until) -> float:
        self._wait(lambda: True)
        self.longest, self.last = 0.0, time.thread_time()
        do()
        self._wait(until)
        for _ in range(20):
            self.application.processEvents()
        self._tick()
        return self.longest

    def opening(self, name: str, path: Path) -> bool:
        """Open a path, show the Data page and filter its table; print the figures."""
        window, begun = self.window, time.perf_counter()
        read = self._measured(lambda: window.opening.open_paths([str(path)]), self._idle)
        seconds = time.perf_counter() - begun
        imported = self.workspace.project.imported
        assert imported is not None
        n = len(imported.spectra)
        print(f"{name}_seconds {seconds:.1f} - ok")
        print(f"{name}_spectra_per_s {n / seconds:.0f} - ok")
        page = window.page(0)
        shown = self._measured(lambda: window.show_page(0), lambda: page._drawn is imported)
        panel = page._view.spectra
        filtered = self._measured(
            lambda: panel.filter.setText("class3"), lambda: panel.table.spectra.shown.size < n
        )
        panel.filter.setText("")
        ok = told(f"{name}_read_blocks_ms", read)
        ok &= told(f"{name}_show_blocks_ms", shown)
        return ok & told(f"{name}_filter_blocks_ms", filtered)

    def cancelling(self, path: Path) -> bool:
        """Cancel a reading; print how long it took to stop."""
        self.window.opening.open_paths([str(path)])
        self._wait(lambda: self.workspace.job is not None)
        end = time.perf_counter() + 0.3
        self._wait(lambda: time.perf_counter() > end)
        begun = time.perf_counter()
        self.workspace.cancel()
        self._wait(self._idle)
        return told("cancel_ms", 1e3 * (time.perf_counter() - begun), 2_500.0)

    def _idle(self) -> bool:
        return self.workspace.job is None

    def close(self) -> None:
        """End worker and window."""
        self.workspace.close()
        self.window.opening.ask = lambda *_: True
        self.window.close()


def told(name: str, value: float, goal: float = GOAL_MS) -> bool:
    """Print a figure, and say whether it is good enough."""
    ok = value <= goal
    print(f"{name} {value:.0f} {goal:.0f} {'ok' if ok else 'short'}", flush=True)
    return ok


if __name__ == "__main__":
    raise SystemExit(main())
