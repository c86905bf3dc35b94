"""Machine code that cannot be kept, as in frozen programs and read-only homes: the same numbers."""

import compileall
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ramangan_gui
from ramangan_gui.preprocessing import airpls_kept

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("numba") is None, reason="numba is not installed"
)

#: Fits one set in both ways, in a process that claims to be a frozen program.
FITS = """
import json, sys
sys.frozen, sys._MEIPASS = True, sys.argv[1]
sys.path.insert(0, sys.argv[1])
import numpy as np
import ramangan_gui
from ramangan_gui.preprocessing import airpls_batch, airpls_kept
rng = np.random.default_rng(0)
values = 100 * rng.random((60, 90)).cumsum(axis=1) + 50
plain = [airpls_batch.fit_plain(values, lam, 2, 50, 1e-3).baseline for lam in (1e4, 1e7)]
found = {"at": ramangan_gui.__file__, "kept_before": airpls_kept.is_kept(),
         "can_be": airpls_kept.can_be_kept(), "loaded": airpls_batch.load(),
         "kept": airpls_kept.is_kept(), "note": airpls_batch.note()}
ways = [airpls_batch.fit(values, lam, 2, 50, 1e-3).baseline for lam in (1e4, 1e7)]
found["same"] = bool(np.array_equal(plain, ways))
from ramangan_gui.preprocessing.baseline_fitter import Baseline
fitter = Baseline(np.arange(90.0))
found["splines"] = bool(np.isfinite(fitter.pspline_arpls(values[0])[0]).all())
found["numba_is_back"] = sys.modules.get("numba") is not None
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def without_sources(tmp_path_factory) -> Path:
    """The package as compiled files alone, without any source."""
    folder = tmp_path_factory.mktemp("frozen")
    shutil.copytree(
        Path(ramangan_gui.__file__).parent, folder / "ramangan_gui",
        ignore=shutil.ignore_patterns("__pycache__", "gui", "augmentation", "quality"),
    )  # fmt: skip
    compileall.compile_dir(folder, legacy=True, quiet=1)
    for source in folder.rglob("*.py"):
        source.unlink()
    return folder


def fitted(package: Path, cache: Path) -> dict[str, object]:
    folders = {name: str(cache) for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")}
    # As in a frozen program, nothing is kept beside the modules.
    env = {**os.environ, **folders, "PYTHONPATH": "", "NUMBA_CACHE_DIR": "",
           "NUMBA_CACHE_LOCATOR_CLASSES": "UserProvidedCacheLocator"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", FITS, str(package)],
        env=env, cwd=package, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_that_a_program_that_can_keep_nothing_gives_the_same(tmp_path, without_sources):
    """No source, which the compiler's cache asks for; and a file where its folder should be."""
    (tmp_path / "file").write_bytes(b"")
    found = fitted(without_sources, tmp_path / "file" / "below")
    assert Path(str(found["at"])).is_relative_to(without_sources)
    assert found["same"]
    assert found["splines"]
    assert found["numba_is_back"]
    assert not found["kept"]
    assert not found["can_be"]
    assert not found["loaded"] or str(tmp_path / "file") in str(found["note"])


def test_that_a_frozen_program_without_sources_but_with_a_folder_gives_the_same(
    tmp_path, without_sources
):
    found = fitted(without_sources, tmp_path)
    assert found["same"]
    assert found["can_be"]


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="no folder that nobody can write")
def test_that_a_folder_that_nobody_can_write_keeps_nothing(monkeypatch):
    monkeypatch.setattr(airpls_kept, "compiled_folder", lambda: Path("/sys/kernel/compiled"))
    assert not airpls_kept.can_be_kept()
    airpls_kept.note_kept()
    assert not airpls_kept.is_kept()
