"""Kills the real window, its workers with it, and starts it again: does it bring everything back?

The window reads spectra, changes the recipe, corrects, trains and decides, and saves by itself all
the while. It is killed at a random moment. The next start must offer exactly the last autosave, and
training taken up again must end with the same bits, weights and spectra, as without the kill. With
``--training`` the kill comes in the middle of training, when one model is finished and another one
is not; both must be taken up where they were. One line a figure, ``name value``; exit 1 where
something is lost:

    python tests/faults/recovering.py --kills 10 --seed 1
    python tests/faults/recovering.py --kills 3 --training
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np

PATIENCE = 600.0


def bits(project: Any) -> str:
    """Checksum of what training gave: generated spectra and all weights."""
    made = project.augmentation
    if made is None:
        return ""
    sum_ = hashlib.sha256(made.generated.intensities.tobytes())
    for model in made.models:
        for name in sorted(model.tensors):
            sum_.update(np.ascontiguousarray(model.tensors[name]).tobytes())
    return sum_.hexdigest()[:16]


def keep_always() -> Any:
    """Let training keep its state at each step (runs in the worker)."""
    from ramangan_gui.augmentation.wgan_gp import run

    run.CHECKPOINT_SECONDS = 0.0
    yield from ()


def facts(window: Any) -> dict[str, Any]:
    """What must come back."""
    project = window.workspace.project
    return {
        "lam": project.recipe.step("baseline").to_dict()["lam"],
        "corrected": project.corrected is not None,
        "bits": bits(project),
        "decided": int(project.augmentation.generated.review.sum()) if project.augmentation else 0,
    }


def tell(**what: Any) -> None:
    """Say something to the program that watches."""
    print(json.dumps(what), flush=True)


def work(folder: Path) -> None:
    """Work until killed or done (runs in a process of its own)."""
    import recovering
    from sets import tiny_plan
    from windows import answer_dialogs, application, make_window, spin

    app = application()
    answer_dialogs(lambda _: "", lambda: "")
    window = make_window(folder)
    workspace, autosaver = window.workspace, window.document.autosaver
    begun: dict[str, Any] = {}

    def started(_: object) -> None:
        begun.update(facts(window), training=workspace.training)

    def kept() -> None:
        tell(kept=begun)

    workspace.keeper.started.connect(started)
    autosaver.kept.connect(kept)
    window.show()

    def settle() -> None:
        spin(PATIENCE, lambda: workspace.job is None and workspace.keeper.job is None)

    workspace.open_paths([folder / "spectra"])
    settle()
    for exponent in (4.5, 5.5):
        recipe = workspace.project.recipe
        workspace.set_recipe(recipe.with_value("baseline.lam", 10**exponent))
        autosaver.save()
        settle()
    workspace.apply_recipe()
    settle()
    for _ in workspace._runner.compute.steps(recovering.keep_always):
        pass
    workspace.set_plan(tiny_plan().with_value("wgan_gp.n_iterations", 60))
    workspace.train()
    settle()
    workspace.accept_plausible()
    autosaver.save()
    settle()
    tell(done=bits(workspace.project))
    spin(PATIENCE)
    del app


def look(folder: Path) -> None:
    """Start again, bring back what is offered, and finish it (runs in a process of its own)."""
    from windows import answer_dialogs, application, make_window, spin

    from ramangan_gui.gui.recovery import RECOVER, Recovery

    app = application()
    answer_dialogs(lambda _: "", lambda: "")
    offered: list[Any] = []

    def choose(_self: Any, contents: Any) -> str:
        offered.append(contents)
        return RECOVER

    Recovery.choose = choose  # type: ignore[method-assign]
    window = make_window(folder)
    workspace, autosaver = window.workspace, window.document.autosaver
    came: list[dict[str, Any]] = []
    workspace.opened.connect(lambda _: came.append(facts(window)))
    recovery = Recovery(window, workspace, window.document.file, autosaver)
    window.show()
    reading = recovery.offer()
    spin(PATIENCE, lambda: workspace.job is None)
    spin(0.2)
    spin(PATIENCE, lambda: workspace.job is None and workspace.keeper.job is None)
    tell(
        offered=len(offered),
        reading=reading,
        training=bool(offered and offered[0].training),
        came=came[-1] if came else {},
        bits=bits(workspace.project),
        models=models(folder),
    )
    window.close()
    spin(0.2)
    del app
    os._exit(0)


def models(folder: Path) -> dict[str, int]:
    """Finished models that training keeps on disk, with the time of writing."""
    found = folder.glob("state/*/training/model-*.safetensors")
    return {path.name: path.stat().st_mtime_ns for path in found}


def unfinished(folder: Path) -> int:
    """Iteration at which the state of an unfinished model was kept last, 0 for none."""
    from ramangan_gui.augmentation.wgan_gp.checkpoint import FileCheckpoints

    done = {name.removeprefix("model-") for name in models(folder)}
    for path in folder.glob("state/*/training/state-*.safetensors"):
        if path.name.removeprefix("state-") not in done:
            state = FileCheckpoints(path.parent, path.stem).load()
            return int(state["iteration"]) if state else 0
    return 0


def start(mode: str, folder: Path) -> subprocess.Popen[str]:
    """Start this program as another process, in a session of its own."""
    command = [sys.executable, __file__, f"--{mode}", str(folder)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1
    )


def heard(lines: str) -> list[dict[str, Any]]:
    """What was told."""
    return [json.loads(line) for line in lines.splitlines() if line.startswith("{")]


def whole_run(folder: Path) -> tuple[str, float]:
    """Work without a kill; give the bits, and how long it took until then."""
    began = time.monotonic()
    child = start("work", folder)
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith('{"done"'):
            child.kill()
            child.wait()
            return json.loads(line)["done"], time.monotonic() - began
    raise SystemExit("the window ended by itself")


def killed(folder: Path, delay: float, in_training: bool) -> str:
    """Start the window and kill it; give what it said."""
    child = start("work", folder)
    try:
        if in_training:
            end = time.monotonic() + PATIENCE
            while not (models(folder) and unfinished(folder)) and time.monotonic() < end:
                time.sleep(0.01)
        else:
            return child.communicate(timeout=delay)[0]
    except subprocess.TimeoutExpired:
        pass
    os.kill(child.pid, signal.SIGKILL)
    return child.communicate()[0]


def trial(
    folder: Path, delay: float, wanted: str, counts: Counter[str], in_training: bool = False
) -> None:
    """Kill the window after a delay, start it again, and compare."""
    said = killed(folder, delay, in_training)
    states = [what["kept"] for what in heard(said) if "kept" in what]
    counts["kills"] += 1
    finished, iteration = models(folder), unfinished(folder)
    again = start("look", folder)
    try:
        said, _ = again.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        again.kill()
        counts["hangs"] += 1
        return
    told = heard(said)
    if again.returncode != 0 or not told:
        counts["crashes"] += 1
        print(f"# after {delay:.1f} s: the next start ended with {again.returncode}", flush=True)
        return
    problem = compare(states, told[-1], wanted, counts)
    if told[-1]["training"] and finished:
        kept = {name: told[-1]["models"].get(name) for name in finished}
        counts["models_taken_up"] += len(finished)
        counts["unfinished_taken_up"] += iteration > 0
        problem = problem or ("" if kept == finished else "finished models were trained again")
    if in_training and not (told[-1]["training"] and finished and iteration):
        problem = problem or "the kill did not come in the middle of training"
    if problem:
        counts["data_lost"] += 1
        print(f"# after {delay:.1f} s: {problem}", flush=True)


def compare(
    states: list[dict[str, Any]], found: dict[str, Any], wanted: str, counts: Counter[str]
) -> str:
    """Compare what came back with the last autosave; empty if it is the same."""
    last = {k: v for k, v in states[-1].items() if k != "training"} if states else {}
    changed = [s for s in states if s["corrected"] or s["lam"] != states[0]["lam"]]
    if not found["offered"]:
        return f"nothing was offered, of {last}" if changed else ""
    counts["offered"] += 1
    # The kill may have come when the next autosave was on disk, but not yet told of.
    newer = [] if found["came"] == last else [found["came"]]
    if newer and states and not _follows(last, found["came"]):
        return f"{found['came']} came back, {last} was kept"
    if found["training"]:
        counts["resumed"] += 1
        if found["bits"] != wanted:
            return "resumed training gave other bits"
    return ""


def _follows(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a state can be the next after another in the order of the work."""
    order = ("lam", "corrected", "bits", "decided")
    return sum(before.get(name) != after.get(name) for name in order) <= 2


def main() -> int:
    """Run the program; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--training", action="store_true", help="kill in the middle of training")
    for mode in ("work", "look"):
        parser.add_argument(f"--{mode}", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work or arguments.look:
        work(arguments.work) if arguments.work else look(arguments.look)
        return 0
    from sets import write_folder

    rng = random.Random(arguments.seed)
    counts: Counter[str] = Counter()
    root = Path(tempfile.mkdtemp(prefix="ramangan-recovering-"))
    try:
        write_folder(root / "whole" / "spectra", 14)
        wanted, lasted = whole_run(root / "whole")
        for number in range(arguments.kills):
            folder = root / str(number)
            write_folder(folder / "spectra", 14)
            delay = rng.uniform(0.15, 1.0) * lasted
            trial(folder, delay, wanted, counts, arguments.training)
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    good = ("kills", "offered", "resumed", "models_taken_up", "unfinished_taken_up")
    for name in (*good, "data_lost", "hangs", "crashes"):
        print(f"{name} {counts[name]}")
    return 1 if any(counts[name] for name in ("data_lost", "hangs", "crashes")) else 0


if __name__ == "__main__":
    sys.exit(main())
