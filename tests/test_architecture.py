"""Rules of the source itself: layers, tools, sizes, what may be imported where, what lies where."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ramangan_gui"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 320

#: Packages that take long to import, so nothing that the first window needs may import them.
HEAVY = ("torch", "sklearn", "numba", "pybaselines", "h5py", "scipy.signal", "scipy.stats")

TOP_LEVEL = {
    "pyproject.toml", "README.md", "LICENSE", "ramangan_gui", "resources", "tests", "installer",
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> Iterator[str]:
    """Give the full names of all absolute imports of a module, at whatever depth they stand."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers_of(*packages: str) -> set[str]:
    """Give the modules that import any of the packages, by path."""
    return {
        name_of(path)
        for path in MODULES
        if any(name.split(".")[0] in packages for name in imported(path))
    }


def names_used(path: Path) -> set[str]:
    """Give all names and attributes in a module."""
    found = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    return found | {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}


@pytest.fixture(scope="module")
def project_files() -> list[str]:
    """All files of the project, by path; git knows which those are."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
    )
    if listed.returncode != 0:
        pytest.skip("This copy is no git checkout, so there is no list of its files.")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [name for name in names if (ROOT / name).is_file()]


# --- the tools -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"),
    ],
    ids=["ruff check", "ruff format", "mypy", "import-linter"],
)
def test_that_the_tools_find_nothing(command: tuple[str, ...]) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]


# --- imports -------------------------------------------------------------------------------------


def test_that_only_the_window_imports_qt() -> None:
    importers = importers_of("PySide6", "pyqtgraph", "shiboken6")
    strangers = {n for n in importers if not n.startswith("ramangan_gui/gui/")}
    assert strangers <= {"ramangan_gui/app.py"}
    assert importers, "no module imports Qt: this check looks in the wrong place"


def test_that_only_the_network_imports_torch() -> None:
    importers = importers_of("torch")
    home = "ramangan_gui/augmentation/wgan_gp/"
    assert {n for n in importers if not n.startswith(home)} == set()
    assert importers, "no module imports torch: this check looks in the wrong place"


@pytest.mark.parametrize("module", ["app", "cli", "augmentation.augmenters", "workflow.plan"])
def test_that_importing_is_quick(module: str) -> None:
    """The window, the command line and the tables do not pull heavy packages in."""
    code = f"import json, sys, ramangan_gui.{module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert sorted(set(json.loads(done.stdout)) & set(HEAVY)) == []


def test_that_the_window_stands_before_anything_can_read_files() -> None:
    """What opens no file and shows no help is not loaded for the first window."""
    code = "import sys, ramangan_gui.gui.main_window; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    late = {"ramangan_gui.io.readers", "ramangan_gui.gui.widgets.data_panel", "importlib.metadata"}
    assert late.isdisjoint(done.stdout.split())


def test_that_the_first_paint_needs_no_heavy_package(tmp_path: Path) -> None:
    home = str(tmp_path)
    environment = {k: v for k, v in os.environ.items() if not re.fullmatch("XDG_.*_HOME", k)}
    environment |= {"HOME": home, "APPDATA": home, "LOCALAPPDATA": home}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [sys.executable, "-m", "ramangan_gui", "gui", "--report-first-paint"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    told = {name: report[name] for name in ("torch", "sklearn", "scipy", "pybaselines", "h5py")}
    assert not any(told.values()), told


def test_that_only_the_worker_pickles() -> None:
    """Reading a pickle runs whatever it says, so no file of ours may be one."""
    pickling = importers_of("pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve")
    assert pickling <= {"ramangan_gui/core/compute.py", "ramangan_gui/core/messages.py"}
    loading = re.compile(r"allow_pickle\s*=\s*True|\btorch\.load\(|\btorch\.save\(")
    assert [name_of(p) for p in MODULES if loading.search(p.read_text("utf-8"))] == []


def test_that_nothing_is_evaluated() -> None:
    calls = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec"}
    }
    assert calls == set()


def test_that_only_the_job_makes_a_qt_thread() -> None:
    threads = {"QThread", "QThreadPool", "QRunnable", "moveToThread"}
    users = {name_of(path) for path in MODULES if names_used(path) & threads}
    assert users <= {"ramangan_gui/gui/job.py"}


# --- numbers of the window ------------------------------------------------------------------------

GUI = PACKAGE / "gui"

#: What writes numbers with the point, and why.
WITH_POINT = {
    "numbers.py": "writes them for all others",
    "picture.py": "the picture of the command line, beside a report",
    "plot_files.py": "CSV, which other programs read",
}

#: A format of a number with decimals, a sign, an exponent, per cent or parted thousands.
FORMAT = re.compile(r"[-+ ,#_\d.]*(?=[.,+eEfgGn%])[-+ ,#_\d.]*[eEfgGn%d]?")
PLACE = re.compile(r"\{\w*:([^{}]*)\}")
OLD_STYLE = re.compile(r"%[-+ #]*\d*(\.\d+)?[eEfgG]")


def own_formats(source: str) -> Iterator[str]:
    """Give what in a module writes numbers by itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            parts = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
            spec = "".join(str(getattr(part, "value", "")) for part in parts)
            if FORMAT.fullmatch(spec) or any(isinstance(p, ast.FormattedValue) for p in parts):
                yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (spec for spec in PLACE.findall(node.value) if FORMAT.fullmatch(spec))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            if isinstance(node.left, ast.Constant) and OLD_STYLE.search(str(node.left.value)):
                yield str(node.left.value)
        elif isinstance(node, ast.Call):
            function, *arguments = node.func, *node.args
            name = getattr(function, "attr", getattr(function, "id", ""))
            if name == "toString" and len(arguments) > 1:
                yield ast.unparse(node)
            if name == "format" and isinstance(function, ast.Name):
                yield ast.unparse(node)


def test_that_only_one_module_of_the_window_writes_numbers() -> None:
    found = {
        path.relative_to(GUI).as_posix(): formats
        for path in sorted(GUI.rglob("*.py"))
        if (formats := list(own_formats(path.read_text("utf-8"))))
    }
    assert {name: formats for name, formats in found.items() if name not in WITH_POINT} == {}
    assert set(WITH_POINT) == set(found)


@pytest.mark.parametrize(
    "source",
    ["f'{x:.2f}'", "f'{x:+g}'", "f'{n:,}'", "f'{x:.{d}g}'", "tr('{0:.0%} of {1}')", "'%.3g' % x",
     "locale.toString(x, 'g', 4)", "format(x, '.2f')", "f'{x:e}'", "f'{x:f}'"],
)  # fmt: skip
def test_that_other_ways_to_write_numbers_are_found(source: str) -> None:
    assert list(own_formats(source))


@pytest.mark.parametrize("source", ["f'{n:02d}'", "f'{x}'", "tr('{0} of {1}')", "a % b",
                                    "key.toString()", "text.format(1)"])  # fmt: skip
def test_that_what_writes_no_decimals_is_left_alone(source: str) -> None:
    assert not list(own_formats(source))


def test_that_no_field_of_qt_writes_numbers_by_itself() -> None:
    makers = ("QDoubleSpinBox(", "pg.AxisItem(", "pg.ColorBarItem(", "QDoubleValidator(",
              "QLCDNumber(")  # fmt: skip
    users = {
        path.name: maker
        for path in GUI.rglob("*.py")
        for maker in makers
        if re.search(rf"(?<!class ){re.escape(maker)}(?!.*:$)", path.read_text("utf-8"), re.M)
    }
    assert users == {}


# --- shape ---------------------------------------------------------------------------------------


def test_that_modules_are_short() -> None:
    sizes = {name_of(p): len(p.read_text("utf-8").splitlines()) for p in MODULES}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_that_modules_are_named_for_what_they_hold() -> None:
    vague = re.compile(r"(^|_)(utils?|helpers?|common|misc|old)$")
    assert [name_of(path) for path in MODULES if vague.search(path.stem)] == []


def test_that_tests_mirror_the_package() -> None:
    folders = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and any(p.glob("*.py"))}
    mirrored = {p.name for p in PACKAGE.iterdir() if p.is_dir()}
    assert folders - mirrored <= {"benchmarks", "faults", "installer"}
    assert [name_of(p) for p in (ROOT / "tests").rglob("__init__.py")] == []


def test_that_the_top_level_holds_what_the_design_names(project_files: list[str]) -> None:
    top = {name.split("/")[0] for name in project_files}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_that_no_file_names_this_machine(project_files: list[str]) -> None:
    places = [f"{p}{os.sep}".encode() for p in (ROOT, Path.home()) if len(p.parts) > 1]
    found = [
        name
        for name in project_files
        if any(place in (ROOT / name).read_bytes() for place in places)
    ]
    assert found == []
