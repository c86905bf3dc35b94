"""Closes the real window in every state, and kills its worker in every job.

Prints one line a figure, ``name value``, and exits 1 if the window did not close, something was
left running, an error went unhandled, or what is open was harmed by the worker's death:

    python tests/faults/closing.py
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sets import write_folder
from windows import UNHANDLED, answer_dialogs, application, left_running, make_window, spin

from ramangan_gui.core.errors import RamanGanError
from ramangan_gui.gui.flow import CORRECT, PAGES
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.widgets.error_dialog import ErrorDialog
from ramangan_gui.workflow.tasks import ExportOptions

PATIENCE = 300.0

Reach = Callable[[MainWindow, Path], None]


def idle(window: MainWindow) -> None:
    """Wait for the end of the job."""
    if not spin(PATIENCE, lambda: window.workspace.job is None):
        raise SystemExit("a job did not end")


def empty(window: MainWindow, folder: Path) -> None:
    """Nothing is open."""


def importing(window: MainWindow, folder: Path) -> None:
    """Files are being read."""
    window.workspace.open_paths([folder / "spectra"])


def loaded(window: MainWindow, folder: Path) -> None:
    """Spectra are open."""
    importing(window, folder)
    idle(window)


def changed(window: MainWindow, folder: Path) -> None:
    """Something is in no file."""
    loaded(window, folder)
    recipe = window.workspace.project.recipe
    window.workspace.set_recipe(recipe.with_value("baseline.lam", 1e4))


def correcting(window: MainWindow, folder: Path) -> None:
    """The recipe is being applied."""
    loaded(window, folder)
    window.workspace.apply_recipe()


def corrected(window: MainWindow, folder: Path) -> None:
    """The recipe was applied."""
    correcting(window, folder)
    idle(window)


def training(window: MainWindow, folder: Path) -> None:
    """A model is being trained."""
    corrected(window, folder)
    workspace = window.workspace
    plan = workspace.project.plan.with_value("augment.amount", "per_class")
    workspace.set_plan(plan.with_value("augment.preset", "quick").with_preset())
    viewed: list[object] = []
    workspace.training_viewed.connect(viewed.append)
    workspace.train()
    spin(PATIENCE, lambda: bool(viewed) or workspace.job is None)


def paused(window: MainWindow, folder: Path) -> None:
    """Training waits."""
    training(window, folder)
    window.workspace.pause(True)


def cancelled(window: MainWindow, folder: Path) -> None:
    """Training was told to stop, a moment ago."""
    training(window, folder)
    window.workspace.cancel()


def exporting(window: MainWindow, folder: Path) -> None:
    """A file is being written."""
    corrected(window, folder)
    window.workspace.export(folder / "out.h5", ExportOptions(csv=True))


def saving(window: MainWindow, folder: Path) -> None:
    """The project is being saved."""
    changed(window, folder)
    window.document.file.save(str(folder / "mine.rgan"))


def autosaving(window: MainWindow, folder: Path) -> None:
    """The autosave is being written."""
    changed(window, folder)
    assert window.document.autosaver is not None
    window.document.autosaver.save()


def told_of_an_error(window: MainWindow, folder: Path) -> None:
    """A dialog tells of an error."""
    loaded(window, folder)
    window.show_error("Reading", RamanGanError("It cannot be read.", "Use another."), "trace")


def on_every_page(window: MainWindow, folder: Path) -> None:
    """All pages were shown."""
    corrected(window, folder)
    for number in range(len(PAGES)):
        window.show_page(number)
    spin(0.2)


def showing(window: MainWindow, folder: Path) -> None:
    """The live view is being drawn."""
    loaded(window, folder)
    window.show_page(CORRECT)


STATES: tuple[Reach, ...] = (
    empty, importing, loaded, changed, correcting, corrected, training, paused, cancelled,
    exporting, saving, autosaving, told_of_an_error, on_every_page, showing,
)  # fmt: skip


def close_in(reach: Reach, delay: float, counts: Counter[str]) -> None:
    """Bring the window into a state and close it."""
    with tempfile.TemporaryDirectory(prefix="ramangan-closing-") as name:
        folder = Path(name)
        write_folder(folder / "spectra", 14)
        window = make_window(folder)
        window.show()
        spin(0.05)
        reach(window, folder)
        spin(delay)
        began = time.monotonic()
        closed = window.close()
        took = time.monotonic() - began
        counts["closings"] += 1
        counts["slowest_closing_ms"] = max(counts["slowest_closing_ms"], int(1000 * took))
        window.deleteLater()
        spin(0.05)
        problems = [] if closed else ["did not close"]
        problems += ["took long"] if took > PATIENCE else []
        problems += [f"left {what}" for what in left_running()]
        if reach is saving and not (folder / "mine.rgan").exists():
            problems.append("the project was not saved")
        session = [p for p in (folder / "state").iterdir() if p.is_dir()]
        problems += ["left an autosave"] if session else []
        for problem in problems:
            key = "hangs" if "close" in problem or "long" in problem else "left_behind"
            counts["data_lost" if "saved" in problem else key] += 1
            print(f"# {reach.__name__}, after {delay:.2f} s: {problem}", flush=True)


def kill_worker_in(reach: Reach, counts: Counter[str]) -> None:
    """Kill the worker in the middle of a job, as when memory runs out, and go on."""
    with tempfile.TemporaryDirectory(prefix="ramangan-closing-") as name:
        folder = Path(name)
        write_folder(folder / "spectra", 14)
        window = make_window(folder)
        window.show()
        errors: list[object] = []
        window.workspace.failed.connect(lambda _title, error, _trace: errors.append(error))
        reach(window, folder)
        before = window.workspace.project
        job = window.workspace.job
        compute: Any = window.workspace._runner.compute
        # The process is there before it has a number.
        number: Callable[[], int | None] = lambda: getattr(compute._process, "pid", None)  # noqa: E731
        spin(PATIENCE, lambda: number() is not None or window.workspace.job is None)
        worker = number()
        if job is not None and worker is not None:
            os.kill(worker, signal.SIGKILL)
            counts["workers_killed"] += 1
            # A job that waits learns of it when it is to go on.
            window.workspace.pause(False)
            idle(window)
            told = errors and isinstance(errors[-1], RamanGanError)
            if window.workspace.project is before and not told:
                counts["no_sentence"] += 1
                print(f"# {reach.__name__}: nothing was said of the worker's death")
        window.workspace.open_paths([folder / "spectra"])
        idle(window)
        imported = window.workspace.project.imported
        if imported is None or len(imported.spectra) != 28:
            counts["data_lost"] += 1
            print(f"# {reach.__name__}: the work cannot be repeated after the worker's death")
        for dialog in window.findChildren(ErrorDialog):
            dialog.close()
        window.close()
        window.deleteLater()
        spin(0.05)


def main() -> int:
    """Run the program; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="some states only")
    parser.add_argument("--only", default="", help="names of states, with commas between")
    arguments = parser.parse_args()
    quick = arguments.quick
    app = application()
    answer_dialogs(lambda _: "", lambda: "")
    counts: Counter[str] = Counter()
    states = (correcting, saving) if quick else STATES
    killed = (importing,) if quick else (importing, correcting, training, paused, exporting)
    names = arguments.only.split(",") if arguments.only else [r.__name__ for r in STATES]
    for reach in (reach for reach in states if reach.__name__ in names):
        counts["states"] += 1
        for delay in (0.0,) if quick else (0.0, 0.15):
            close_in(reach, delay, counts)
    for reach in (reach for reach in killed if reach.__name__ in names):
        kill_worker_in(reach, counts)
    counts["crashes"] += len(UNHANDLED)
    for trace in UNHANDLED:
        print("# unhandled: " + trace.replace("\n", "\n# "))
    bad = ("data_lost", "hangs", "crashes", "left_behind", "no_sentence")
    for name in ("states", "closings", "workers_killed", "slowest_closing_ms", *bad):
        print(f"{name} {counts[name]}")
    del app
    return 1 if any(counts[name] for name in bad) else 0


if __name__ == "__main__":
    sys.exit(main())
