"""Files mutated by the thousand: projects, exported sets, recipes, training state, autosaves.

Bytes are changed anywhere; and values, types and shapes inside, with checksums that fit.

Each must be read, or refused in a sentence, quickly, without a crash, without much memory, and
without touching anything outside its folder. Prints one line a figure, ``name value``, and exits 1
where one is not:

    python tests/faults/hostile.py --files 5000 --seed 1
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from forging import forge, items_of
from forked import fork
from sets import digest, make_project

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.augmentation.wgan_gp.checkpoint import FileCheckpoints
from ramangan_gui.core.compute import Compute
from ramangan_gui.core.errors import RamanGanError
from ramangan_gui.core.progress import run
from ramangan_gui.io.hdf5 import read_augmented
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.workflow.autosave import CONTENTS, Autosave, Autosaved, recover
from ramangan_gui.workflow.export import export
from ramangan_gui.workflow.pipeline import read_recipe
from ramangan_gui.workflow.project_file import load_project, save_project
from ramangan_gui.workflow.tasks import ExportOptions, import_task

#: Files that one child reads; a crash loses no more than those after it.
_BATCH = 50

#: Longest work on one file, in seconds of the processor, and most memory that all of a batch may
#: add, in bytes.
_LONG, _MEMORY = 20.0, 600_000_000

#: What is also changed inside, with right checksums.
FORGED = ("export", "opened", "project")

#: A child that needs longer than this for its batch hangs, in seconds.
_PATIENCE = 900.0

Read = Callable[[Path], object]


def make(folder: Path) -> dict[str, tuple[bytes, str, Read]]:
    """Write one good file of each kind; give its bytes, its name and what reads it."""
    project = make_project(4)
    run(export(project, folder / "set.h5", ExportOptions()))
    run(save_project(folder / "mine.rgan", project))
    run(Autosave(folder / "session", Compute()).save(project, {}, Autosaved(modified=True)))
    recipe = folder / "recipe.json"
    recipe.write_text(project.recipe.to_json(), encoding="utf-8")
    state = FileCheckpoints(folder, "state")
    tensors = project.augmentation.models[0].tensors
    state.save({"kept": "why", "augmenter": "pca", "config": "{}", **tensors})
    kinds: dict[str, tuple[str, Read]] = {
        "export": ("set.h5", read_augmented),
        "opened": ("set.h5", lambda path: run(import_task([str(path)], Axis()))),
        "project": ("mine.rgan", lambda path: run(load_project(path))),
        "recipe": ("recipe.json", read_recipe),
        "state": ("state.safetensors", lambda path: FileCheckpoints(path.parent, "state").load()),
        "contents": (f"session/{CONTENTS}", lambda path: run(recover(path.parent))),
    }
    made = {k: ((folder / name).read_bytes(), name, read) for k, (name, read) in kinds.items()}
    return made | {f"forged {kind}": made[kind] for kind in FORGED}


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Do to a file what drives, networks and people with bad intentions do."""
    out, size = bytearray(data), len(data)
    place, kind = rng.randrange(size), rng.randrange(8)
    if kind == 0:
        for _ in range(rng.choice((1, 2, 8, 64))):
            out[rng.randrange(size)] ^= 1 << rng.randrange(8)
    elif kind == 1:
        del out[place:]
    elif kind == 2:
        out[place : place + 64] = bytes(len(out[place : place + 64]))
    elif kind == 3:
        source, length = rng.randrange(size), rng.choice((8, 256, 4096))
        out[place : place + length] = out[source : source + length]
    elif kind == 4:
        out[place:place] = rng.randbytes(rng.choice((1, 16, 4096)))
    elif kind == 5:
        # Numbers that claim sizes: the largest, and one beyond, in place of small ones.
        width = rng.choice((2, 4, 8))
        value = rng.choice((2 ** (8 * width) - 1, 2 ** (8 * width - 1), 2**31 - 1, 0))
        out[place : place + width] = (value % 2 ** (8 * width)).to_bytes(width, "little")
    elif kind == 6:
        words = (b"../../../", b"=cmd()", b'{"a":' * 50, b"nan", b"1e999", b"-1", b"\xff\xfe")
        word = rng.choice(words)
        out[place : place + len(word)] = word
    else:
        out[place : place + rng.randrange(1, 5)] = b""
    return bytes(out)


def mutate_json(data: bytes, rng: random.Random) -> bytes:
    """Change one value somewhere in a JSON text to one of another kind or size."""
    try:
        value = json.loads(data)
    except ValueError:
        return mutate(data, rng)
    odd = (None, -1, 1e308, "", "../../x", [], {}, True, "x" * 10_000, 10**30, [[1]], "=1+1")
    holder = value
    while isinstance(holder, dict) and holder:
        key = rng.choice(sorted(holder))
        if not isinstance(holder[key], dict) or rng.random() < 0.3:
            holder[key] = rng.choice(odd)
            break
        holder = holder[key]
    return json.dumps(value).encode()


def read_batch(
    kind: str, made: tuple[bytes, str, Read], folder: Path, seeds: list[int], out: Callable
) -> None:
    """Read some mutated files (runs in a child), telling how each went."""
    data, name, read = made
    (folder / name).write_bytes(data)
    good = items_of(folder / name) if kind.startswith("forged ") else None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in seeds:
        rng = random.Random(seed)
        textual = name.endswith(".json") and rng.random() < 0.6
        if good is not None:
            forge(good, folder / name, rng)
        else:
            (folder / name).write_bytes(mutate_json(data, rng) if textual else mutate(data, rng))
        out(f"start {seed}")
        began = time.process_time()
        try:
            read(folder / name)
            how = "read"
        except RamanGanError:
            how = "refused"
        except Exception as error:
            how = f"raised {type(error).__name__}"
        if time.process_time() - began > _LONG:
            how = "slow"
        out(how)
    grown = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    out(f"memory {grown}")


def main() -> int:
    """Run the program; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trace", action="store_true", help="print where children failed")
    arguments = parser.parse_args()
    assert AUGMENTERS  # what the children need is imported once, here
    counts: Counter[str] = Counter()
    root = Path(tempfile.mkdtemp(prefix="ramangan-hostile-"))
    folder, outside = root / "chosen", root / "outside"
    try:
        for place in (folder, outside):
            place.mkdir()
        (outside / "secret.txt").write_text("not to be touched\n")
        untouched = digest(outside)
        kinds = make(folder)
        names = list(kinds)
        shares = [1 if kind.startswith("forged ") else 4 for kind in names]
        for number, kind in enumerate(names):
            n = arguments.files * sum(shares[: number + 1]) // sum(shares)
            n -= arguments.files * sum(shares[:number]) // sum(shares)
            first = arguments.seed * 1_000_003 + number * 100_003
            seeds = list(range(first, first + n))
            _read_all(kind, kinds[kind], folder, seeds, counts)
            (folder / kinds[kind][1]).write_bytes(kinds[kind][0])
        strangers = [p.name for p in root.iterdir() if p not in (folder, outside)]
        if strangers or digest(outside) != untouched:
            counts["written_outside"] += 1
            print(f"# outside the folder: {strangers}")
    finally:
        shutil.rmtree(root, ignore_errors=True)
    bad = ("crashes", "hangs", "no_sentence", "slow", "memory", "written_outside")
    for name in ("files", "read", "refused", *bad):
        print(f"{name} {counts[name]}")
    return 1 if any(counts[name] for name in bad) else 0


def _read_all(
    kind: str,
    made: tuple[bytes, str, Read],
    folder: Path,
    seeds: list[int],
    counts: Counter[str],
) -> None:
    while seeds:
        batch, seeds = seeds[:_BATCH], seeds[_BATCH:]
        child = fork(lambda out, batch=batch: read_batch(kind, made, folder, batch, out))
        outcome = child.end(_PATIENCE)
        heard = child.heard.decode().split("\n")[:-1]
        started = [int(line.split()[1]) for line in heard if line.startswith("start ")]
        counts["files"] += len(started)
        for line in heard:
            if line in ("read", "refused", "slow"):
                counts[line] += 1
            elif line.startswith("raised "):
                counts["no_sentence"] += 1
                print(f"# {kind}: {line}, seed {started[-1]}", flush=True)
            elif line.startswith("memory ") and int(line.split()[1]) > _MEMORY:
                counts["memory"] += 1
                print(f"# {kind}: {line} bytes", flush=True)
        if outcome != "ok":
            counts["hangs" if outcome == "hung" else "crashes"] += 1
            print(f"# {kind}: {outcome} at seed {started[-1] if started else '?'}", flush=True)
            seeds = [s for s in batch if started and s > started[-1]] + seeds


if __name__ == "__main__":
    sys.exit(main())
