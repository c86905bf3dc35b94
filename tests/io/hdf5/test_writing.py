"""Whatever happens while a file is written, the old one stays whole and nothing is left over."""

from __future__ import annotations

import dataclasses
import json
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import AugmentedSet, Generated
from ramangan_gui.core.errors import OutputError
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.io import hdf5, hdf5_write
from ramangan_gui.io.hdf5 import read_augmented, write_augmented

ROOT = Path(__file__).parents[3]

#: A set whose file has some 4 MB, for processes of their own.
MAKE = """
import numpy as np
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.progress import run
from ramangan_gui.io.hdf5 import write_corrected, read_augmented
values = np.random.default_rng(0).normal(size=(512, 1024)).astype(np.float32)
spectra = Spectra.from_arrays(np.arange(1024.0), values, label="a")
"""


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MAKE + textwrap.dedent(code), *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_that_the_library_is_loaded_when_needed_and_not_before() -> None:
    process = python("import sys; raise SystemExit('h5py' in sys.modules)")
    process.communicate()
    assert process.returncode == 0


@pytest.mark.parametrize("compact", [False, True])
def test_that_cancelling_anywhere_keeps_the_old_file(
    example: AugmentedSet, tmp_path: Path, compact: bool
) -> None:
    path = tmp_path / "set.h5"
    path.write_bytes(b"old")
    total = sum(1 for _ in write_augmented(tmp_path / "other.h5", example, compact=compact))
    (tmp_path / "other.h5").unlink()
    for stop in range(0, total, max(1, total // 6)):
        steps = write_augmented(path, example, compact=compact)
        for _ in range(stop):
            next(steps)
        steps.close()
        assert path.read_bytes() == b"old"
        assert names_in(tmp_path) == ["set.h5"]


def test_that_progress_grows_and_comes_often(tmp_path: Path) -> None:
    values = np.zeros((5_000, 1_000), np.float32)
    spectra = Spectra.from_arrays(np.arange(1_000.0), values, label="a")
    seen: list[Progress] = []
    run(hdf5.write_corrected(tmp_path / "big.h5", spectra, spectra), seen.append)
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)
    assert fractions[0] >= 0
    assert fractions[-1] <= 1
    assert {"Preparing", "Writing", "Checking the file"} == {p.message for p in seen}
    assert sum(p.message == "Writing" for p in seen) >= values.nbytes * 2 // hdf5_write.BLOCK


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit.")
def test_that_a_full_drive_is_a_sentence_and_never_a_crash(tmp_path: Path) -> None:
    code = """
    import json, pathlib, resource, sys
    from ramangan_gui.core.errors import OutputError
    path = pathlib.Path(sys.argv[1])
    run(write_corrected(path, spectra, spectra))
    size, old, said = path.stat().st_size, path.read_bytes(), set()
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    limits = [*range(0, 20_000, 997), *range(100_000, size, 400_000), size - 1]
    for limit in limits:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            run(write_corrected(path, spectra, spectra, title="new"))
        except OutputError as error:
            said.add(str(error))
        else:
            raise SystemExit(f"written within {limit} bytes")
        assert path.read_bytes() == old
        assert [p.name for p in path.parent.iterdir()] == [path.name]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    run(write_corrected(path, spectra, spectra, title="new"))
    assert read_augmented(path).title == "new"
    print(json.dumps(sorted(said)))
    """
    process = python(code, str(tmp_path / "set.h5"))
    out, err = process.communicate()
    assert process.returncode == 0, err
    (said,) = json.loads(out)
    assert "cannot hold a file this large" in said


def test_that_a_drive_known_to_be_full_is_told_before_writing(
    example: AugmentedSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000))
    with pytest.raises(OutputError, match="no space left"):
        run(write_augmented(tmp_path / "set.h5", example))
    assert names_in(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes another way.")
@pytest.mark.parametrize("moment", [0.0, 0.35, 0.8])
def test_that_a_killed_writer_leaves_the_old_file(
    example: AugmentedSet, tmp_path: Path, same: Any, moment: float
) -> None:
    path = tmp_path / "set.h5"
    run(write_augmented(path, example))
    code = """
    import sys
    for progress in write_corrected(sys.argv[1], spectra, spectra):
        print(progress.fraction, flush=True)
        sys.stdin.readline()
    """
    process = python(code, str(path))
    assert process.stdin is not None
    assert process.stdout is not None
    while float(process.stdout.readline()) < moment:
        process.stdin.write("go\n")
        process.stdin.flush()
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    same(example, read_augmented(path))


def spoil_store(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Write other numbers than given into the dataset called `name`."""
    store = hdf5_write._store

    def spoiled(dataset: Any, rows: slice | None, block: Any) -> None:
        if dataset.name.endswith(name):
            block = block.copy()
            block.reshape(-1).view(np.uint8)[-1] ^= 1
        store(dataset, rows, block)

    monkeypatch.setattr(hdf5_write, "_store", spoiled)


@pytest.mark.parametrize(
    "name",
    ["/augmented/intensity", "/raw/raman_shift", "/corrected/label", "/title", "/model_0/data",
     "/training_0/iteration", "/judged/seed", "/process_2_baseline/parameters/lam"],
)  # fmt: skip
def test_that_a_file_which_holds_something_else_is_not_called_written(
    example: AugmentedSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "set.h5"
    path.write_bytes(b"old")
    spoil_store(monkeypatch, name)
    with pytest.raises(OutputError, match="read back") as caught:
        run(write_augmented(path, example))
    assert name in caught.value.what
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["set.h5"]


def test_that_an_attribute_which_is_lost_is_noticed(
    example: AugmentedSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = hdf5_write._write_attributes

    def lose_units(node: Any, attributes: Any) -> None:
        write(node, {key: value for key, value in attributes.items() if key != "units"})

    monkeypatch.setattr(hdf5_write, "_write_attributes", lose_units)
    with pytest.raises(OutputError, match=r"attributes of .* differ"):
        run(write_augmented(tmp_path / "set.h5", example))
    assert names_in(tmp_path) == []


def test_that_parts_which_do_not_fit_are_refused(example: AugmentedSet, tmp_path: Path) -> None:
    other_axis = Generated.from_arrays(np.zeros((2, 3)), "a")
    curve = dataclasses.replace(example.curves[0], iteration=np.arange(3))
    for change in (
        {"generated": other_axis},
        {"judged": other_axis},
        {"fold": example.fold[:2]},
        {"raw": example.raw.select([0])},
        {"curves": (curve,)},
    ):
        wrong = dataclasses.replace(example, **change)
        with pytest.raises(OutputError):
            run(write_augmented(tmp_path / "set.h5", wrong))
        assert names_in(tmp_path) == []


def test_that_a_folder_that_goes_while_it_is_written_to_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spectra = Spectra.from_arrays(np.arange(32.0), np.ones((4, 32)), label="a")
    folder = tmp_path / "drive"
    folder.mkdir()
    monkeypatch.setattr(hdf5, "sync", lambda _: shutil.rmtree(folder))
    with pytest.raises(OutputError) as caught:
        run(hdf5.write_corrected(folder / "set.h5", spectra, spectra))
    assert caught.value.what == f"The folder of {folder / 'set.h5'} does not exist."
    assert "another place" in caught.value.remedy
