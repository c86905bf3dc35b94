"""One file that holds the code of many modules, for the installed program on Windows."""

from __future__ import annotations

import json
import py_compile
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))

import held

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="The set-up for Windows is built by Python 3.11."
)

#: Reads what is held as the installed Python does, and tells what it came to.
READ = f"""
import importlib, json, runpy, sys
sys.prefix = sys.argv[1]
runpy.run_path({str(held.READER)!r})
module = importlib.import_module(sys.argv[2])
names = ("__file__", "__package__", "__name__", "VALUE")
told = {{name: getattr(module, name) for name in names}}
told["path"] = list(getattr(module, "__path__", []))
told["source"] = module.told.__code__.co_filename
told["loader"] = type(module.__loader__).__name__
print(json.dumps(told))
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A small program, held, without its sources."""
    library = tmp_path / "Lib"
    for name in (
        "encodings/__init__.py", "held_alone.py", "site-packages/numpy/__init__.py",
        "site-packages/numpy/inner/__init__.py", "site-packages/numpy/inner/part.py",
        "site-packages/not_held/__init__.py",
    ):  # fmt: skip
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"VALUE = {name!r}\ndef told(): return VALUE\n", "utf-8")
    (library / "broken.py").write_text("def (:\n", "utf-8")
    compiled = tmp_path / "packed.pyc"
    py_compile.compile(str(library / "held_alone.py"), str(compiled), doraise=True)
    with zipfile.ZipFile(tmp_path / "python311.zip", "w") as archive:
        archive.write(compiled, "from_archive/__init__.pyc")
        archive.writestr("of_another_python.pyc", b"x" * 100)
    held.hold_modules(tmp_path)
    for path in library.rglob("*.py"):
        path.unlink()
    return tmp_path


def read(program: Path, module: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", READ, str(program), module]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("name", "source", "package"),
    [
        ("held_alone", "Lib\\held_alone.py", ""),
        ("numpy", "Lib\\site-packages\\numpy\\__init__.py", "numpy"),
        ("numpy.inner.part", "Lib\\site-packages\\numpy\\inner\\part.py", "numpy.inner"),
    ],
)
def test_that_a_held_module_is_as_if_from_its_source(
    program: Path, name: str, source: str, package: str
) -> None:
    done = read(program, name)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["VALUE"] == source.removeprefix("Lib\\").replace("\\", "/")
    # Where the source lies, so that messages name the right line of the right file, and so that
    # compiled modules and data beside it are found.
    assert told["__file__"] == told["source"] == f"{program}\\{source}"
    assert told["path"] == ([told["__file__"].rpartition("\\")[0]] if package == name else [])
    assert told["__package__"] == package
    assert told["loader"] == "HeldLoader"


def test_that_modules_of_pythons_archive_are_held(program: Path) -> None:
    (program / "python311.zip").unlink()
    done = read(program, "from_archive")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["VALUE"] == "held_alone.py"
    assert told["path"] == [f"{program}\\python311.zip\\from_archive"]


def test_that_other_packages_and_broken_sources_are_left_to_python(program: Path) -> None:
    for name in ("not_held", "broken", "of_another_python"):
        done = read(program, name)
        assert "ModuleNotFoundError" in done.stderr


def test_that_a_missing_file_leaves_modules_to_python(tmp_path: Path) -> None:
    done = read(tmp_path, "colorsys")
    # Found as always; only what these tests put into their modules is not in it.
    assert "module 'colorsys' has no attribute" in done.stderr


def test_that_two_builds_hold_the_same_bytes(program: Path, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("other") / "deeper" / "program"
    library = other / "Lib"
    for name in ("encodings/__init__.py", "held_alone.py"):
        (library / name).parent.mkdir(parents=True, exist_ok=True)
        (library / name).write_text("VALUE = {'a', 'b', 'c'} - {1}\n", "utf-8")
    contents = []
    for seed in ("1", "2"):
        code = f"import sys; sys.path.insert(0, {str(held.READER.parents[1])!r}); import held;"
        code += f"from pathlib import Path; held.hold_modules(Path({str(other)!r}))"
        subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONHASHSEED": seed})
        contents.append((other / held.HELD).read_bytes())
    assert contents[0] == contents[1]
