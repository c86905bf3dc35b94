"""What a killed process left is cleared away, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ramangan_gui.augmentation.wgan_gp.checkpoint import FileCheckpoints
from ramangan_gui.core import unfinished
from ramangan_gui.core.progress import run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.unfinished import new_file, remove_abandoned
from ramangan_gui.io.atomic import replacing
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.workflow.project import ImportedSet, Project
from ramangan_gui.workflow.project_file import save_project
from ramangan_gui.workflow.tasks import import_task


@pytest.fixture
def abandoned(tmp_path: Path) -> Path:
    """A file that a process left which was ended in the middle of writing."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from ramangan_gui.io.atomic import replacing\n"
        "with replacing(Path(sys.argv[1]) / 'result.h5') as temporary:\n"
        "    temporary.write_bytes(b'half')\n"
        "    os._exit(9)\n"
    )
    path = os.pathsep.join(sys.path)
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], env={**os.environ, "PYTHONPATH": path}
    )
    assert ended.returncode == 9
    (left,) = tmp_path.iterdir()
    return left


def test_that_the_next_save_into_the_folder_clears_away_what_was_left(abandoned):
    with replacing(abandoned.with_name("other.csv")) as temporary:
        temporary.write_bytes(b"whole")
    assert [path.name for path in abandoned.parent.iterdir()] == ["other.csv"]


def test_that_the_next_checkpoint_clears_it_away(abandoned):
    FileCheckpoints(abandoned.parent, "chalk").save({"step": 3, "weight": np.zeros(3)})
    assert [path.name for path in abandoned.parent.iterdir()] == ["chalk.safetensors"]


def test_that_opening_a_project_clears_it_away(abandoned):
    axis = np.linspace(400.0, 1800.0, 40)
    spectra = Spectra.from_arrays(axis, np.ones((4, 40)), list("aabb"), list("wxyz"))
    path = abandoned.with_name("mine.rgan")
    kept = abandoned.read_bytes(), abandoned.name
    run(save_project(path, Project().with_imported(ImportedSet(spectra))))
    abandoned.with_name(kept[1]).write_bytes(kept[0])
    run(import_task([str(path)], Axis()))
    assert [entry.name for entry in abandoned.parent.iterdir()] == ["mine.rgan"]


def test_that_files_of_living_processes_stay(tmp_path):
    mine = new_file(tmp_path)
    parent = mine.with_name(mine.name.replace(f"-{os.getpid()}-", f"-{os.getppid()}-"))
    parent.write_bytes(b"")
    assert remove_abandoned(tmp_path) == 0
    assert mine.exists()
    assert parent.exists()


def test_that_files_of_other_computers_and_other_names_stay(abandoned, monkeypatch):
    strangers = [
        ".ramangan-.part",
        f"x{abandoned.name}",
        f"{abandoned.name}.h5",
        abandoned.name.replace(".part", ".rgan"),
        ".ramangan-0123456789ab.part",
    ]
    for name in strangers:
        abandoned.with_name(name).write_bytes(b"")
    abandoned.with_name(abandoned.name[:-7] + "ff.part").mkdir()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(unfinished, "_computer", lambda: "ffffffff")
        assert remove_abandoned(abandoned.parent) == 0
    assert remove_abandoned(abandoned.parent) == 1
    assert all(abandoned.with_name(name).exists() for name in strangers)


def test_that_a_folder_that_is_gone_is_no_trouble(tmp_path):
    assert remove_abandoned(tmp_path / "gone") == 0


def test_that_a_number_no_process_can_have_counts_as_living(tmp_path):
    mine = new_file(tmp_path)
    odd = mine.with_name(mine.name.replace(f"-{os.getpid()}-", "-9999999999-"))
    mine.rename(odd)
    remove_abandoned(tmp_path)
    assert odd.exists()
