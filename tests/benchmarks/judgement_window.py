"""How freely the window moves while 10,000 generated spectra are judged by 2,000 originals.

The real window opens a file of simulated spectra (1,024 points; 2,000 held-out originals, as many
that trained, 10,000 generated and accepted) with its worker process and shows the Review page. A
timer of 5 ms in the main thread notes how late it comes: while nothing happens, while the accepted
spectra are judged, while the result arrives and is shown, and idle again. Latenesses of single
ticks depend on the machine and what else runs on it; what is above the idle run beside it is what
the program answers for. The wall time from the click to the result in view is printed, too.

    python tests/benchmarks/judgement_window.py [--quick]

Each line reads ``name value goal ok|short``; the exit code is 1 where a figure is short. With
``--quick`` there is a tenth of the spectra, which says little of the full number. Real data do not
matter here, so there is no ``--data``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
from judgement_speed import GOAL, spectra
from responsiveness import TICK_MS, settle, ticks

from ramangan_gui.core.augmented_set import Generated, Review
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.io.hdf5 import write_augmented
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.export import augmented_set
from ramangan_gui.workflow.plan import Plan
from ramangan_gui.workflow.project import Augmentation, CorrectedSet, ImportedSet, Project

#: What the window's main thread may be late above idle, in ms.
GOAL_LATE = 50.0


def written(path: Path, share: int) -> None:
    """Write a result as the Export page would, of spectra that need no correction."""
    n, m, n_points = 2_000 // share, 10_000 // share, 1024
    axis = np.linspace(400.0, 1800.0, n_points)
    groups = [f"specimen {k}" for k in range(2 * n)]
    originals = Spectra.from_arrays(axis, spectra(2 * n, n_points, 0), "substance", groups)
    recipe = Recipe().with_value("baseline.method", "none")
    made = Generated.from_arrays(
        spectra(m, n_points, 1), "substance", 0, review=np.full(m, int(Review.ACCEPTED))
    )
    augmentation = Augmentation(
        plan=Plan(),
        # The first half is held out, the other is what trained.
        fold=np.repeat(np.array([0, -1], np.int32), n),
        within_specimen=frozenset(),
        generated=made,
        judged=made.select(np.arange(n)),
        scorecard=None,
    )
    project = Project().with_imported(ImportedSet(originals)).with_recipe(recipe)
    project = project.with_corrected(CorrectedSet(originals, recipe))
    run(write_augmented(path, augmented_set(project.with_augmentation(augmentation))))


def ticks_until_done(workspace: object, seconds: float) -> tuple[list[float], float]:
    """Times between ticks from the click until some seconds after the result came, ms.

    Returns
    -------
    list of float
        Times between ticks of the main thread's timer, ms.
    float
        Wall time until the job had ended, s.
    """
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    times: list[float] = []
    timer, loop = QTimer(), QEventLoop()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: times.append(time.perf_counter()))
    ended: list[float] = []

    def end(*_: object) -> None:
        ended.append(time.perf_counter())
        QTimer.singleShot(int(1000 * seconds), loop.quit)

    workspace.job_ended.connect(end)  # type: ignore[attr-defined]
    timer.start(TICK_MS)
    begin = time.perf_counter()
    workspace.judge_accepted()  # type: ignore[attr-defined]
    loop.exec()
    timer.stop()
    workspace.job_ended.disconnect(end)  # type: ignore[attr-defined]
    return [1000.0 * (b - a) for a, b in pairwise(times)], ended[0] - begin


def measure(home: Path, share: int) -> int:
    """Open, judge, and print what was found; exit status 1 where a figure is short."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from ramangan_gui.gui import theme
    from ramangan_gui.gui.main_window import MainWindow
    from ramangan_gui.gui.settings import Settings
    from ramangan_gui.gui.workspace import Workspace

    written(home / "set.h5", share)
    app = QApplication([])
    theme.apply_theme("light")
    workspace = Workspace()
    store = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(workspace, Settings(store))
    window.saving.choose = lambda *_: "discard"
    window.resize(1366, 768)
    window.show()
    failures: list[str] = []
    workspace.failed.connect(lambda title, error, trace: failures.append(f"{title}: {error}"))
    workspace.open_paths([str(home / "set.h5")])
    settle(app, workspace)
    window.show_page(3)
    settle(app, workspace)
    gaps = {"idle": ticks(app, 5.0)}
    gaps["judging"], seconds = ticks_until_done(workspace, 2.0)
    gaps["idle again"] = ticks(app, 5.0)
    augmentation = workspace.project.augmentation
    card = augmentation.scorecard_after if augmentation is not None else None
    window.close()
    workspace.close()
    if failures or card is None:
        sys.exit("; ".join(failures) or "There is no result.")
    judged = card.classes["substance"]
    print(f"# {judged.n_generated} generated, {judged.n_original} held out: {card.verdict}")
    return report(gaps, seconds)


def report(gaps: dict[str, list[float]], seconds: float) -> int:
    """Print the figures; give the exit status."""
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"# gaps of a {TICK_MS} ms timer in the main thread; {os.cpu_count()} cores, load {busy}")
    for name, found in gaps.items():
        p99 = statistics.quantiles(found, n=100)[98]
        worst = int(np.argmax(found))
        print(
            f"# {name}: p50 {statistics.median(found):.1f} p99 {p99:.1f} max {max(found):.1f} ms, "
            f"{len(found)} ticks; the longest after {sum(found[:worst]) / 1000:.1f} s"
        )
    late = max(gaps["judging"]) - max(*gaps["idle"], *gaps["idle again"])
    figures = (("max_above_idle_ms", late, GOAL_LATE), ("wall_s", seconds, GOAL))
    for name, value, goal in figures:
        word = "ok" if value <= goal else "short"
        print(f"judgement_in_the_window_{name} {value:.1f} <={goal:g} {word}")
    return 0 if all(value <= goal for _, value, goal in figures) else 1


def main() -> int:
    """Measure; exit status 1 where a figure is short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the spectra")
    arguments = parser.parse_args()
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_STATE_HOME"] = home
        return measure(Path(home), 10 if arguments.quick else 1)


if __name__ == "__main__":
    sys.exit(main())
