"""Lets drives fail while the program writes: full, faulty, protected, gone, and clocks that jump.

Every writer of the program is met with each fault at a random place: exported set, table, project,
autosave, training state and settings of the recipe. What is asked: a sentence for the user, the old
file as it was, nothing left beside it, and the same work done elsewhere afterwards. Prints one line
a figure, ``name value``, and exits 1 if that fails:

    python tests/faults/drives.py --faults 120 --seed 1
"""

from __future__ import annotations

import argparse
import builtins
import errno
import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
import scipy.signal
import scipy.stats
import sklearn.cluster
from forked import fork
from sets import digest, make_project, make_spectra, tiny_plan

from ramangan_gui.augmentation.wgan_gp import run as training_run
from ramangan_gui.augmentation.wgan_gp import warm
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.errors import RamanGanError
from ramangan_gui.core.progress import run
from ramangan_gui.io.hdf5 import read_augmented
from ramangan_gui.workflow.augment import augment
from ramangan_gui.workflow.autosave import Autosave, Autosaved, recover
from ramangan_gui.workflow.export import export
from ramangan_gui.workflow.project_file import load_project, save_project
from ramangan_gui.workflow.tasks import ExportOptions

PROJECT = make_project(4)
PLAN = tiny_plan()

#: Imported here, because a child that gives up its rights may not be allowed to.
PRELOADED = (scipy.signal, scipy.stats, sklearn.cluster, warm)

#: What the child says when it was told of the fault in a sentence, or met none.
TOLD, DONE = "told", "done"


def _export(folder: Path) -> None:
    run(export(PROJECT, folder / "set.h5", ExportOptions()))


def _table(folder: Path) -> None:
    run(export(PROJECT, folder / "set.h5", ExportOptions(csv=True)))


def _save(folder: Path) -> None:
    run(save_project(folder / "mine.rgan", PROJECT))


def _autosave(folder: Path) -> None:
    run(Autosave(folder / "session", Compute()).save(PROJECT, {}, Autosaved(modified=True)))


def _train(folder: Path) -> None:
    run(augment(make_spectra(), PLAN, folder / "training"))


WRITERS: dict[str, Callable[[Path], None]] = {
    "export": _export,
    "table": _table,
    "project": _save,
    "autosave": _autosave,
    "training": _train,
}


def whole(name: str, folder: Path) -> bool:
    """Whether what a writer wrote can be read back."""
    if name in ("export", "table"):
        return len(read_augmented(folder / "set.h5").corrected) == 8
    if name == "project":
        return run(load_project(folder / "mine.rgan")).project.imported is not None
    if name == "autosave":
        return run(recover(folder / "session")).project.imported is not None
    return True  # training gives its result to whoever asked for it, with or without a drive


# -- faults ---------------------------------------------------------------------------------------


class Failing:
    """A file whose writes fail once a number of bytes was written to all such files."""

    left = 0
    number = 0

    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, data: Any) -> int:
        size = memoryview(data).nbytes if not isinstance(data, str) else len(data)
        Failing.left -= size
        if Failing.left < 0:
            raise OSError(Failing.number, os.strerror(Failing.number))
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Failing:
        self._file.__enter__()
        return self

    def __exit__(self, *words: Any) -> Any:
        return self._file.__exit__(*words)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)


def inject(number: int, after: int) -> None:
    """Let every write in this process fail with an error number after some bytes."""
    Failing.left, Failing.number = after, number
    plain, plain_descriptor = builtins.open, os.fdopen

    def opened(file: Any, mode: str = "r", *words: Any, **named: Any) -> Any:
        made = plain(file, mode, *words, **named)
        return Failing(made) if set(mode) & set("wax+") else made

    def from_descriptor(descriptor: int, mode: str = "r", *words: Any, **named: Any) -> Any:
        made = plain_descriptor(descriptor, mode, *words, **named)
        return Failing(made) if set(mode) & set("wax+") else made

    builtins.open = io.open = opened  # type: ignore[assignment]
    os.fdopen = from_descriptor  # type: ignore[assignment]


def inject_at(function: str, number: int, call: int) -> None:
    """Let one call of ``os.fsync`` or ``os.replace`` fail."""
    plain, calls = getattr(os, function), 0

    def failing(*words: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            raise OSError(number, os.strerror(number))
        return plain(*words, **named)

    setattr(os, function, failing)


def remove_at(folder: Path, call: int) -> None:
    """Let the folder be removed while it is written to, as when a drive is unplugged."""
    plain, calls = os.fsync, 0

    def removing(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            shutil.rmtree(folder)
        plain(descriptor)

    os.fsync = removing  # type: ignore[assignment]


def limit_size(size: int) -> None:
    """Let the system itself refuse to make files larger than that."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def jump_clock(rng: random.Random) -> None:
    """Let the clock of the wall jump by years, back and forth."""
    plain = time.time
    time.time = lambda: plain() + rng.uniform(-1e9, 1e9)


@contextmanager
def small_drive(megabytes: float) -> Iterator[Path | None]:
    """Give a folder on a drive of that size, where this process may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="ramangan-small-"))
    size = f"size={int(megabytes * 1024)}k"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], capture_output=True
    )
    try:
        yield folder if done.returncode == 0 else None
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", str(folder)], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


# -- trials ---------------------------------------------------------------------------------------


def attempt(name: str, folder: Path, fault: Callable[[], None]) -> tuple[str, str]:
    """Write with a fault in a child; give how the child ended and what it said."""

    def work(tell: Callable[[str], None]) -> None:
        training_run.CHECKPOINT_SECONDS = 0.0
        fault()
        try:
            WRITERS[name](folder)
        except RamanGanError as error:
            words = str(error)
            tell(TOLD if words.endswith(".") and "Errno" not in words else f"said: {words}")
        else:
            tell(DONE)

    child = fork(work)
    outcome = child.end()
    return outcome, child.heard.decode().strip()


def trial(name: str, kind: str, rng: random.Random, counts: Counter[str]) -> None:
    """Meet one writer with one fault, and look at what is left."""
    folder = Path(tempfile.mkdtemp(prefix="ramangan-drives-"))
    try:
        if name != "training":
            WRITERS[name](folder)
        before = digest(folder)
        size = max([p.stat().st_size for p in folder.rglob("*") if p.is_file()] or [200_000])
        faults: dict[str, Callable[[], None]] = {
            "no space": lambda: inject(errno.ENOSPC, rng.randrange(size)),
            "drive fault": lambda: inject(errno.EIO, rng.randrange(size)),
            "over quota": lambda: inject(errno.EDQUOT, rng.randrange(size)),
            "fsync fails": lambda: inject_at("fsync", errno.EIO, rng.randrange(1, 4)),
            "locked": lambda: inject_at("replace", errno.EACCES, rng.randrange(1, 3)),
            "drive gone": lambda: inject_at("replace", errno.ENODEV, 1),
            "too large": lambda: limit_size(rng.randrange(1, max(2, size // 2))),
            "clock jump": lambda: jump_clock(rng),
            "read-only": lambda: _protect(folder),
            "folder removed": lambda: remove_at(folder, rng.randrange(1, 3)),
        }
        outcome, said = attempt(name, folder, faults[kind])
        problem = _problem(name, kind, folder, before, outcome, said)
        counts[kind] += 1
        counts["faults"] += 1
        if outcome in ("crashed", "hung"):
            counts["crashes" if outcome == "crashed" else "hangs"] += 1
        elif problem:
            counts["data_lost" if "lost" in problem else "no_sentence"] += 1
        if problem or outcome != "ok":
            print(f"# {name}, {kind}: {problem or outcome}", flush=True)
        elsewhere = folder / "elsewhere"
        folder.mkdir(exist_ok=True)
        os.chmod(folder, 0o755)
        elsewhere.mkdir(exist_ok=True)
        again, said = attempt(name, elsewhere, lambda: None)
        if (again, said) != ("ok", DONE) or not whole(name, elsewhere):
            counts["not_repeated"] += 1
            print(f"# {name}, {kind}: could not be repeated elsewhere: {said}", flush=True)
    finally:
        with suppress(OSError):
            os.chmod(folder, 0o755)
        shutil.rmtree(folder, ignore_errors=True)


def _protect(folder: Path) -> None:
    """Make the folder read-only, for a user who is bound by that."""
    for path in (folder, *folder.rglob("*")):
        os.chmod(path, 0o555 if path.is_dir() else 0o444)
    if os.getuid() == 0:
        os.setuid(65534)


def _problem(
    name: str, kind: str, folder: Path, before: dict[str, str], outcome: str, said: str
) -> str:
    if outcome != "ok":
        return f"{outcome}: {said}"
    if said not in (TOLD, DONE):
        return f"no sentence: {said}"
    if kind == "folder removed":
        return ""  # what it held went with it; all that can be asked for is the sentence
    if said == DONE:
        return "" if whole(name, folder) else "lost: said to be done, but cannot be read"
    if name in ("training", "autosave"):
        # Files of the last autosave must be there; unnamed new ones are cleared by the next.
        lost = {k for k, v in before.items() if digest(folder).get(k) != v}
        return f"lost: {sorted(lost)}" if lost else ""
    after = digest(folder)
    # The set may have been replaced before its table failed.
    kept = after == before or (name == "table" and set(after) == set(before))
    if not kept or not (name == "training" or whole(name, folder)):
        return f"lost: {sorted(before)} became {sorted(after)}"
    return ""


def full_drive(counts: Counter[str]) -> None:
    """Write to real drives that are too small, where they can be made."""
    for name in WRITERS:
        for megabytes in (0.02, 0.06, 0.12):
            with small_drive(megabytes) as folder:
                if folder is None:
                    counts["small_drives_skipped"] += 1
                    continue
                outcome, said = attempt(name, folder, lambda: None)
                counts["small drive"] += 1
                counts["faults"] += 1
                if outcome != "ok":
                    counts["crashes"] += 1
                if outcome != "ok" or said not in (TOLD, DONE):
                    counts["no_sentence"] += 1
                    print(f"# {name} on {megabytes} MB: {outcome} {said}", flush=True)


def main() -> int:
    """Run the program; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trace", action="store_true", help="print where children failed")
    parser.add_argument("--no-drives", action="store_true", help="do not mount small drives")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    np.random.default_rng(arguments.seed)
    kinds = (
        "no space", "drive fault", "over quota", "fsync fails", "locked", "drive gone",
        "too large", "clock jump", "read-only", "folder removed",
    )  # fmt: skip
    pairs = [(name, kind) for kind in kinds for name in WRITERS]
    rng.shuffle(pairs)
    counts: Counter[str] = Counter()
    for number in range(arguments.faults):
        trial(*pairs[number % len(pairs)], rng, counts)
    if not arguments.no_drives:
        full_drive(counts)
    bad = ("data_lost", "hangs", "crashes", "no_sentence", "not_repeated")
    for name in sorted(set(counts) - set(bad) - {"faults"}):
        print(f"{name.replace(' ', '_').replace('-', '_')} {counts[name]}")
    print(f"faults {counts['faults']}")
    for name in bad:
        print(f"{name} {counts[name]}")
    return 1 if any(counts[name] for name in bad) else 0


if __name__ == "__main__":
    sys.exit(main())
