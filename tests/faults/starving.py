"""Takes the memory away from the window's worker, little by little more of it, in every job.

The worker may use so many megabytes above what it holds when the job begins: 0, 2, 20, 100, 400.
Whatever then fails, and wherever, the window has to say so in a sentence, stay as it was, and do
the same job with a worker that has memory again. A small job may be done in what the worker has
left of its heap: then it has to be done, and "silent" counts those neither told of nor done.
Prints one line a figure, ``name value``, and exits 1 if that fails; Linux only:

    python tests/faults/starving.py
"""

from __future__ import annotations

import argparse
import operator
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import closing
from sets import tiny_plan, write_folder
from windows import UNHANDLED, answer_dialogs, application, left_running, make_window, spin

from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.widgets.error_dialog import ErrorDialog
from ramangan_gui.workflow.tasks import ExportOptions

MEGABYTES = (0, 2, 20, 100, 400)

Begin = Callable[[MainWindow, Path], None]


def starve(megabytes: int) -> Any:
    """Limit the memory of this process (runs in the worker)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    held = next(int(line.split()[1]) for line in lines if line.startswith("VmSize"))
    limit = held * 1024 + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    yield from ()


def read(window: MainWindow, folder: Path) -> None:
    """Read spectra."""
    window.workspace.open_paths([folder / "spectra"])


def correct(window: MainWindow, folder: Path) -> None:
    """Apply the recipe."""
    window.workspace.apply_recipe()


def train(window: MainWindow, folder: Path) -> None:
    """Train a little."""
    window.workspace.set_plan(tiny_plan())
    window.workspace.train()


def export(window: MainWindow, folder: Path) -> None:
    """Write the set."""
    window.workspace.export(folder / "out.h5", ExportOptions(csv=True))


def made(window: MainWindow, folder: Path) -> list[object]:
    """What there is of the results of all jobs."""
    project = window.workspace.project
    written = list(folder.glob("out.*"))
    return [project.imported, project.corrected, project.augmentation, written]


#: Each job, with what must be there before.
JOBS: dict[Begin, closing.Reach] = {
    read: closing.empty, correct: closing.loaded, train: closing.corrected,
    export: closing.corrected,
}  # fmt: skip


def trial(begin: Begin, megabytes: int, counts: Counter[str]) -> None:
    """Do a job without memory, look at what the window says, and do it again with memory."""
    import starving

    with tempfile.TemporaryDirectory(prefix="ramangan-starving-") as name:
        folder = Path(name)
        write_folder(folder / "spectra", 14)
        window = make_window(folder)
        window.show()
        JOBS[begin](window, folder)
        workspace = window.workspace
        errors: list[BaseException] = []
        workspace.failed.connect(lambda _title, error, _trace: errors.append(error))
        compute: Any = workspace._runner.compute
        for _ in compute.steps(starving.starve, megabytes):
            pass
        before = made(window, folder)
        begin(window, folder)
        counts["jobs"] += 1
        closing.idle(window)
        counts["told"] += len(errors)
        for error in errors:
            dialog = ErrorDialog("", error, "")
            if "inside the program" in dialog.cause:
                counts["no_sentence"] += 1
                print(f"# {begin.__name__} with {megabytes} MB: {dialog.cause}", flush=True)
        if not errors:
            now = made(window, folder)
            done = now[-1] != before[-1] or any(map(operator.is_not, now[:-1], before[:-1]))
            counts["done" if done else "silent"] += 1
        elif workspace.project.imported is not before[0]:
            counts["data_lost"] += 1
        compute.close()  # the next job has a worker with memory
        errors.clear()
        begin(window, folder)
        closing.idle(window)
        if errors:
            counts["not_repeated"] += 1
            print(f"# {begin.__name__} after {megabytes} MB: {errors[0]}", flush=True)
        for open_dialog in window.findChildren(ErrorDialog):
            open_dialog.close()
        window.close()
        window.deleteLater()
        spin(0.05)
        counts["left_behind"] += len(left_running())


def main() -> int:
    """Run the program; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two jobs only")
    quick = parser.parse_args().quick
    app = application()
    answer_dialogs(lambda _: "", lambda: "")
    counts: Counter[str] = Counter()
    for begin in (read, correct) if quick else JOBS:
        for megabytes in (0,) if quick else MEGABYTES:
            trial(begin, megabytes, counts)
    counts["crashes"] += len(UNHANDLED)
    for trace in UNHANDLED:
        print("# unhandled: " + trace.replace("\n", "\n# "))
    bad = ("silent", "data_lost", "crashes", "no_sentence", "not_repeated", "left_behind")
    for name in ("jobs", "told", "done", *bad):
        print(f"{name} {counts[name]}")
    del app
    return 1 if any(counts[name] for name in bad) or not counts["told"] else 0


if __name__ == "__main__":
    sys.exit(main())
