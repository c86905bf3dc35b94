"""Thousands of damaged files for every reader: none may crash, hang or fill the memory.

Each file of an instrument (those below ``--data DIR``, and those that the tests put together) is
damaged again and again and read in a process of its own, whose memory is limited to 1 GiB above
what an undamaged start takes. A file must be read, or refused with one sentence, within 5 s of
processor time, so that other programs on the machine do not count.

Prints one line a kind of file: ``name value goal ok|short``, where the value counts the files that
were neither read nor refused properly, with the slowest file and the share refused as a comment.
Exits 1 where any is above 0. ``--quick`` takes less than a minute.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import numpy as np

from ramangan_gui.core.errors import InputError
from ramangan_gui.io.readers import read_file

HELPERS = Path(__file__).resolve().parents[1] / "io" / "readers"
GIB, MOST_SECONDS = 2**30, 5.0

#: Larger files of the collection are not damaged by the thousand.
LARGEST = 4 * 2**20


class Hanging(BaseException):
    """A file took longer than anyone waits."""


def helper(name: str) -> ModuleType:
    """Load a module of the tests."""
    spec = importlib.util.spec_from_file_location(name, HELPERS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sources(folder: Path | None) -> Iterator[tuple[str, Path]]:
    """Give the real files, by the kind that their ending names."""
    paths = sorted(folder.rglob("*")) if folder is not None else []
    for path in paths:
        if path.is_file() and path.name != "SOURCE.txt" and path.stat().st_size <= LARGEST:
            yield f"{path.parent.name}{path.suffix.lower()}", path


def put_together(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write the files that the tests put together."""
    for name, (suffix, data) in helper("test_fuzz_binary").FILES.items():
        path = folder / f"{name.replace(' ', '_')}.{suffix}"
        path.write_bytes(data)
        yield f"made {name}", path


def limited(path: Path, n_files: int, seed: int) -> dict[str, object]:
    """Damage one file `n_files` times and read it each time; called in a process of its own."""
    data, damaged = path.read_bytes(), helper("mutations").damaged
    rng = np.random.default_rng([seed, zlib.crc32(path.name.encode())])
    with contextlib.suppress(InputError):
        read_file(path)  # imports whatever its reader needs, before memory is limited
    with open("/proc/self/statm", encoding="ascii") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + GIB, used + GIB))
    signal.signal(signal.SIGPROF, _hang)
    problems: list[str] = []
    n_refused, slowest = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / path.name
        for number in range(n_files):
            target.write_bytes(damaged(data, rng))
            started = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, 2 * MOST_SECONDS)
            try:
                read_file(target)
            except InputError as error:
                n_refused += 1
                if "too large for the memory" in error.what:
                    problems.append(f"file {number}: more than 1 GiB")
            except Hanging:
                problems.append(f"file {number}: hangs")
            except Exception as error:
                problems.append(f"file {number}: {type(error).__name__}: {error}")
            signal.setitimer(signal.ITIMER_PROF, 0)
            seconds = time.process_time() - started
            slowest = max(slowest, seconds)
            if seconds > MOST_SECONDS:
                problems.append(f"file {number}: {seconds:.1f} s")
    return {"problems": problems, "refused": n_refused, "slowest": slowest}


def _hang(*_: object) -> NoReturn:
    raise Hanging


def run_one(path: Path, n_files: int, seed: int) -> dict[str, object]:
    """Run :func:`limited` in a process of its own."""
    command = [sys.executable, __file__, "--one", str(path), "--files", str(n_files)]
    try:
        done = subprocess.run(
            [*command, "--seed", str(seed)], capture_output=True, text=True,
            timeout=60 + MOST_SECONDS * n_files,
        )  # fmt: skip
        return dict(json.loads(done.stdout.splitlines()[-1]))
    except (subprocess.TimeoutExpired, ValueError, IndexError):
        return {"problems": ["the process died or hung"], "refused": 0, "slowest": 0.0}


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of real files")
    parser.add_argument("--files", type=int, default=3_000, help="damaged files of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--quick", action="store_true", help="100 files of each kind put together")
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one is not None:
        print(json.dumps(limited(chosen.one, chosen.files, chosen.seed)))
        return 0
    n_files = 100 if chosen.quick else chosen.files
    n_short = 0
    with tempfile.TemporaryDirectory() as folder:
        found = [*put_together(Path(folder)), *sources(None if chosen.quick else chosen.data)]
        kinds: dict[str, list[Path]] = {}
        for kind, path in found:
            if chosen.only in kind:
                kinds.setdefault(kind, []).append(path)
        for kind, paths in kinds.items():
            each = -(-n_files // len(paths))
            done = [run_one(path, each, chosen.seed) for path in paths]
            problems = [
                f"{path.name}: {problem}"
                for path, result in zip(paths, done, strict=True)
                for problem in list(result["problems"])  # type: ignore[call-overload]
            ]
            refused = sum(int(str(result["refused"])) for result in done) / (each * len(paths))
            slowest = max(float(str(result["slowest"])) for result in done)
            verdict = "short" if problems else "ok"
            print(f"{kind.replace(' ', '_')} {len(problems)} 0 {verdict}", flush=True)
            print(f"# {each * len(paths)} files, {refused:.0%} refused, slowest {slowest:.3f} s")
            for problem in problems[:5]:
                print(f"#   {problem}")
            n_short += bool(problems)
    return 1 if n_short else 0


if __name__ == "__main__":
    sys.exit(main())
