"""Kills the program at random moments of import, correction, training, export and autosave.

Prints one line a figure, ``name value``, and exits 1 if anything was lost, hung or crashed:

    python tests/faults/killing.py --kills 225 --seed 1
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from forked import fork
from sets import digest, make_project, make_spectra, tiny_plan, write_folder

from ramangan_gui.augmentation.wgan_gp import run as training_run
from ramangan_gui.augmentation.wgan_gp import warm
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.progress import run
from ramangan_gui.io.atomic import replacing
from ramangan_gui.io.hdf5 import read_augmented
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.autosave import Autosave, Autosaved, read_contents, recover
from ramangan_gui.workflow.export import export
from ramangan_gui.workflow.pipeline import Settings, correct_files
from ramangan_gui.workflow.project import Augmentation, Project
from ramangan_gui.workflow.project_file import load_project, save_project
from ramangan_gui.workflow.tasks import ExportOptions, import_task

Tell = Callable[[str], None]


class Scenario:
    """Something to be killed in the middle; ``problem`` says what was lost."""

    name = ""

    def prepare(self, folder: Path) -> None:
        """Make what is there before."""

    def work(self, folder: Path, tell: Tell) -> None:
        """Do it, in the child."""

    def problem(self, folder: Path, heard: list[str]) -> str:
        """Look at what is left; empty if nothing was lost."""
        raise NotImplementedError


class Import(Scenario):
    """Reading must leave the sources as they are, and nothing beside them."""

    name = "import"

    def prepare(self, folder: Path) -> None:
        write_folder(folder / "spectra")
        self.before = digest(folder)

    def work(self, folder: Path, tell: Tell) -> None:
        run(import_task([str(folder / "spectra")], Project().axis))

    def problem(self, folder: Path, heard: list[str]) -> str:
        return "" if digest(folder) == self.before else "the sources were changed"


class Correct(Scenario):
    """The older result stays whole until the new one takes its place."""

    name = "correct"

    def prepare(self, folder: Path) -> None:
        write_folder(folder / "spectra", 4)
        run(export(replace(make_project(4), augmentation=None), folder / "out.h5", ExportOptions()))
        self.before = digest(folder)

    def work(self, folder: Path, tell: Tell) -> None:
        run(correct_files([folder / "spectra"], Settings.of(), folder / "out.h5"))

    def problem(self, folder: Path, heard: list[str]) -> str:
        after = {k: v for k, v in digest(folder).items() if "/.ramangan-" not in f"/{k}"}
        changed = {
            k for k in self.before.keys() | after.keys() if self.before.get(k) != after.get(k)
        }
        if changed - {"out.h5"}:
            return f"changed: {sorted(changed)}"
        n = len(read_augmented(folder / "out.h5").corrected)
        return "" if n == 8 else f"{n} spectra in the result"


class Export(Scenario):
    """Exported set, table and project: each is the old one or the new one, whole."""

    name = "export"

    def prepare(self, folder: Path) -> None:
        self.old = make_project(4)
        self.new = self.old.with_review(np.ones(len(self.old.augmentation.generated), np.int8))
        self._write(folder, self.old)
        self.tables = {(folder / "set.csv").read_bytes()}
        self._write(folder / "new", self.new)
        self.tables.add((folder / "new" / "set.csv").read_bytes())
        shutil.rmtree(folder / "new")

    def _write(self, folder: Path, project: Project) -> None:
        folder.mkdir(exist_ok=True)
        run(export(project, folder / "set.h5", ExportOptions(csv=True)))
        run(save_project(folder / "set.rgan", project))

    def work(self, folder: Path, tell: Tell) -> None:
        self._write(folder, self.new)

    def problem(self, folder: Path, heard: list[str]) -> str:
        reviews = [p.augmentation.generated.review.tolist() for p in (self.old, self.new)]
        exported = sorted(read_augmented(folder / "set.h5").generated.review.tolist())
        project = run(load_project(folder / "set.rgan")).project
        if exported not in [sorted(review) for review in reviews]:
            return "the exported set is neither the old nor the new one"
        if project.augmentation.generated.review.tolist() not in reviews:
            return "the project is neither the old nor the new one"
        whole = (folder / "set.csv").read_bytes() in self.tables
        return "" if whole else "the table is neither the old nor the new one"


class Train(Scenario):
    """Training that is taken up again ends with the same bits as if nothing had happened."""

    name = "train"

    def __init__(self) -> None:
        self.spectra, self.plan = make_spectra(), tiny_plan()
        self.whole: str = ""

    def work(self, folder: Path, tell: Tell) -> None:
        made = run(augment(self.spectra, self.plan, folder / "training"))
        tell(f"done {_bits(made)}")

    def problem(self, folder: Path, heard: list[str]) -> str:
        def resume(tell: Tell) -> None:
            tell(_bits(run(augment(self.spectra, self.plan, folder / "training", resume=True))))

        child = fork(resume)
        outcome = child.end()
        if outcome != "ok":
            return f"resuming {outcome}"
        return (
            "" if child.heard.decode().strip() == self.whole else "other bits than without a kill"
        )


class Autosaving(Scenario):
    """What comes back is the state of the last autosave, all of it and nothing else."""

    name = "autosave"

    def prepare(self, folder: Path) -> None:
        self.start = make_project(8)

    def state(self, n: int) -> Project:
        made = self.start.augmentation
        assert made is not None
        review = (np.arange(len(made.generated)) * 7 + n) % 3
        recipe = Recipe().with_value("baseline.lam", 1000.0 + n)
        project = self.start.with_review(review).with_recipe(recipe)
        if n % 3 == 0:
            spectra = self.start.imported.spectra
            renamed = spectra.with_labels(group=np.char.add(spectra.group, str(n)))
            project = replace(project, imported=replace(project.imported, spectra=renamed))
        return project

    def work(self, folder: Path, tell: Tell) -> None:
        autosave = Autosave(folder / "session", Compute())
        for n in range(1000):
            run(autosave.save(self.state(n), {"n": n}, Autosaved(title=str(n), modified=True)))
            tell(str(n))

    def problem(self, folder: Path, heard: list[str]) -> str:
        last = int(heard[-1]) if heard else -1
        contents = read_contents(folder / "session")
        if contents is None:
            return "" if last < 0 else f"autosave {last} is gone"
        stored = run(recover(folder / "session"))
        n = stored.window["n"]
        if n not in (last, last + 1):
            return f"autosave {n} came back, {last} was the last"
        wanted, project = self.state(n), stored.project
        same = (
            contents.title == str(n)
            and project.recipe == wanted.recipe
            and np.array_equal(project.imported.spectra.group, wanted.imported.spectra.group)
            and np.array_equal(
                project.augmentation.generated.review, wanted.augmentation.generated.review
            )
            and np.array_equal(
                project.imported.spectra.intensities, wanted.imported.spectra.intensities
            )
        )
        return "" if same else f"parts of autosave {n} are of another"


def _bits(made: Augmentation) -> str:
    import hashlib

    sum_ = hashlib.sha256(made.generated.intensities.tobytes())
    for model in made.models:
        for name in sorted(model.tensors):
            sum_.update(np.ascontiguousarray(model.tensors[name]).tobytes())
    return sum_.hexdigest()


def trial(scenario: Scenario, delay: float, counts: Counter[str]) -> float:
    """Kill the scenario after a delay and look; give how long it ran."""
    folder = Path(tempfile.mkdtemp(prefix="ramangan-killing-"))
    try:
        scenario.prepare(folder)
        began = time.monotonic()
        child = fork(lambda tell: scenario.work(folder, tell))
        child.listen(delay)
        lasted = time.monotonic() - began
        child.kill()
        heard = [line for line in child.heard.decode().split("\n")[:-1] if line]

        def look(tell: Tell) -> None:
            tell(scenario.problem(folder, heard))

        looking = fork(look)
        outcome = looking.end()
        problem = looking.heard.decode().strip()
        counts[f"kills_{scenario.name}"] += 1
        left = list(folder.rglob(".ramangan-*"))
        counts["leftovers"] += len(left)
        for place in {path.parent for path in left}:
            with replacing(place / "next") as temporary:
                temporary.write_bytes(b"whatever is saved there next")
        counts["leftovers_after_next_save"] += sum(1 for p in folder.rglob(".ramangan-*"))
        if outcome in ("crashed", "hung"):
            counts["crashes" if outcome == "crashed" else "hangs"] += 1
        elif problem or outcome == "failed":
            counts["data_lost"] += 1
            print(f"# {scenario.name}, after {delay:.3f} s: {problem or outcome}", flush=True)
        return lasted
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the program; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=225)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="name of one scenario")
    parser.add_argument("--trace", action="store_true", help="print where children failed")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    training_run.CHECKPOINT_SECONDS = 0.0
    assert warm is not None  # what the children need is imported once, here
    counts: Counter[str] = Counter()
    bad = ("data_lost", "hangs", "crashes", "leftovers_after_next_save")
    scenarios = [Import(), Correct(), Export(), Train(), Autosaving()]
    scenarios = [s for s in scenarios if arguments.only in ("", s.name)]
    for number, scenario in enumerate(scenarios):
        whole = _duration(scenario)
        share = arguments.kills * (number + 1) // len(scenarios)
        share -= arguments.kills * number // len(scenarios)
        for _ in range(share):
            trial(scenario, rng.uniform(0.0, whole), counts)
        print(f"# {scenario.name}: {share} kills within {whole:.1f} s of work", flush=True)
    for name in sorted(n for n in counts if n.startswith("kills_")):
        print(f"{name} {counts[name]}")
    print(f"kills {sum(v for k, v in counts.items() if k.startswith('kills_'))}")
    for name in ("leftovers", *bad):
        print(f"{name} {counts[name]}")
    return 1 if any(counts[name] for name in bad) else 0


def _duration(scenario: Scenario) -> float:
    """How long the scenario takes when nobody kills it, at most a few seconds."""
    folder = Path(tempfile.mkdtemp(prefix="ramangan-killing-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, True)
        scenario.prepare(folder)
        began = time.monotonic()
        child = fork(lambda tell: scenario.work(folder, tell))
        if isinstance(scenario, Autosaving):
            child.listen(1.0)
            child.kill()
            return 1.0
        outcome = child.end()
        if outcome != "ok":
            raise SystemExit(f"{scenario.name} {outcome} without being killed")
        if isinstance(scenario, Train):
            scenario.whole = child.heard.decode().split()[-1]
        return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
