"""How soon the Correct page answers a slider: from the new value to the painted curves.

The real window is made, offscreen unless there is a screen, and the slider of λ is moved through
its range. Beside each figure stands an idle run: the same window painted again with nothing new.
Times are of the window's process by its CPU clock, and by the wall as well, which other work on the
machine lengthens. For whole classes the time of the process that corrects them is in the wall's.

Simulated spectra, or with ``--data DIR`` those of the first measured sets with enough of them.
``--quick`` moves the slider less often.

Prints one line a figure: ``name value goal ok|short``; exits 1 where one is short.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

PATIENCE = 180.0

#: Shown spectra, points, and the goal in ms for 95 of 100 moves.
CASES = ((1, 1024, 16.0), (50, 1024, 60.0), (1, 3000, 33.0))

#: Spectra of the class and the goal in ms for 95 of 100 pictures of all of them, by the wall.
CLASSES = ((500, 33.0), (1000, 50.0))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of measured sets (NPZ)")
    parser.add_argument("--quick", action="store_true", help="fewer moves")
    arguments = parser.parse_args()
    moves = 25 if arguments.quick else 120
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "APPDATA"):
            os.environ[name] = home
        print(f"# {moves} moves each, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        good = [spectra_in_view(Path(home), arguments.data, case, moves) for case in CASES]
        good += [whole_class(arguments.data, case, moves) for case in CLASSES]
    return 0 if all(good) else 1


def spectra_in_view(
    home: Path, data: Path | None, case: tuple[int, int, float], moves: int
) -> bool:
    from PySide6.QtWidgets import QSlider

    n, n_points, goal = case
    window = opened(home, drawn(data, max(n, 2), n_points))
    page = window.page(1)
    window.show_page(1)
    page.bar.set_number(n)
    wait(lambda: "corrected" in page.view._curves)
    slider = page.panel.form("baseline").editor("lam").findChild(QSlider)
    traced: list[Any] = []
    page._live.traced.connect(lambda trace, recipe: traced.append(recipe))

    paints = Paints(page.view)

    def move(number: int) -> None:
        traced.clear()
        paints.forget()
        slider.setValue(420 + (number * 37) % 260)
        wait(lambda: bool(traced))
        paints.wait()

    used = times(move, moves)
    idle = times(lambda _: painted(page.view), moves)
    name = f"slider_{n}x{n_points}"
    print(
        f"# {name}: CPU median {used[0]:.1f}, wall p95 {used[2]:.1f} ms; idle p95 {idle[1]:.1f} ms"
    )
    close(window)
    return figure(f"{name}_p95_ms", used[1], goal)


def whole_class(data: Path | None, case: tuple[int, float], moves: int) -> bool:
    """Time from a request to the painted picture of a class at half resolution."""
    from ramangan_gui.core.spectra import Spectra
    from ramangan_gui.gui.whole_class import WholeClass
    from ramangan_gui.gui.widgets.correct_view import CorrectView
    from ramangan_gui.preprocessing.recipe import Recipe

    n, goal = case
    # As from the second start of the program on; the window's own process never loads the loops.
    load = "from ramangan_gui.preprocessing import airpls_batch; airpls_batch.load()"
    subprocess.run([sys.executable, "-c", load], check=True)
    import pybaselines  # noqa: F401  (the window has imported it by then)

    application()
    values = drawn(data, n, 1024)
    spectra = Spectra.from_arrays(400 + 1.4 * np.arange(1024), values, "A")
    view, live = CorrectView(), WholeClass()
    view.resize(900, 620)
    view.show()
    view.show_raw(spectra.select([0]), np.array([0]), "Intensity", "")
    live.start()
    live.show_class(spectra)
    wait(lambda: live.is_ready)
    shown: list[Any] = []

    def show(picture: Any, recipe: Any) -> None:
        view.show_class(picture)
        shown.append(recipe)

    live.pictured.connect(show)
    paints = Paints(view)

    def move(number: int) -> None:
        shown.clear()
        paints.forget()
        live.request(Recipe().with_value("baseline.lam", 10.0 ** (4 + (number * 0.37) % 2.5)))
        wait(lambda: bool(shown))
        paints.wait()

    used = times(move, moves)
    idle = times(lambda _: painted(view), moves)
    live.close()
    print(
        f"# class of {n}: wall median {used[3]:.1f}, p95 {used[2]:.1f} ms; "
        f"the window's own CPU p95 {used[1]:.1f} ms; idle p95 {idle[1]:.1f} ms"
    )
    close(view)
    return figure(f"class_{n}_p95_ms", used[2], goal)


def times(work: Callable[[int], object], n: int) -> tuple[float, float, float, float]:
    """CPU median and p95, wall p95 and median, in ms, after three moves that do not count."""
    found = []
    for number in range(n + 3):
        wall, cpu = time.perf_counter(), time.process_time()
        work(number)
        found.append((time.process_time() - cpu, time.perf_counter() - wall))
    cpus, walls = np.array(found[3:]).T * 1000
    return (
        float(np.median(cpus)),
        float(np.quantile(cpus, 0.95)),
        float(np.quantile(walls, 0.95)),
        float(np.median(walls)),
    )


def application() -> Any:
    from PySide6.QtWidgets import QApplication

    from ramangan_gui.gui.painting import paint_without_helpers

    paint_without_helpers()
    return QApplication.instance() or QApplication([])


def opened(home: Path, values: np.ndarray) -> Any:
    """The window with these spectra open."""
    application()
    from ramangan_gui.core.compute import Compute
    from ramangan_gui.gui.main_window import MainWindow
    from ramangan_gui.gui.settings import Settings
    from ramangan_gui.gui.workspace import Workspace

    path = home / "set.npz"
    axis = 400 + 1.4 * np.arange(values.shape[1])
    np.savez(path, raman_shift=axis, spectra=values, label=["A"] * len(values), x_unit="1/cm")
    workspace = Workspace(Compute())
    window = MainWindow(workspace, Settings())
    window.resize(1366, 768)
    window.show()
    ended: list[str] = []
    workspace.job_ended.connect(ended.append)
    wait(lambda: window.page(1) is not None)
    window.opening.open_paths([str(path)])
    wait(lambda: bool(ended))
    return window


def close(window: Any) -> None:
    if hasattr(window, "workspace"):
        window.workspace.close()
    window.hide()
    window.deleteLater()
    application().processEvents()


def painted(view: Any) -> None:
    """Paint both plots again, once, with nothing new."""
    for plot in (view.raw, view.corrected):
        plot.viewport().update()
    application().processEvents()


class Paints:
    """Waits until both plots were painted for what changed in them, by themselves as on screen."""

    def __init__(self, view: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        found = self._found = set()

        class Filter(QObject):
            def eventFilter(self, watched: Any, event: Any) -> bool:
                if event.type() == QEvent.Type.Paint:
                    found.add(watched.objectName())
                return False

        self._filter = Filter()
        for name, plot in (("raw", view.raw), ("corrected", view.corrected)):
            plot.viewport().setObjectName(name)
            plot.viewport().installEventFilter(self._filter)

    def forget(self) -> None:
        self._found.clear()

    def wait(self) -> None:
        wait(lambda: len(self._found) == 2)
        application().processEvents()


def wait(done: Callable[[], bool]) -> None:
    """Wait as a window does: asleep until something happens."""
    from PySide6.QtCore import QEventLoop, QTimer

    beat = QTimer(interval=100)  # what happens in another process is looked for now and then
    beat.start()
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            sys.exit("The window did not answer.")
        application().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def drawn(data: Path | None, n: int, n_points: int) -> np.ndarray:
    from baseline import measured, simulated

    values = measured(data, n) if data else simulated(n)
    old, new = np.linspace(0, 1, values.shape[1]), np.linspace(0, 1, n_points)
    return np.array([np.interp(new, old, row) for row in values], np.float32)


def figure(name: str, value: float, goal: float) -> bool:
    good = value <= goal
    print(name, f"{value:.3g}", f"<={goal:g}", "ok" if good else "short")
    return bool(good)


if __name__ == "__main__":
    sys.exit(main())
