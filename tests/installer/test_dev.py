"""The two commands: set-up from nothing, cut off, changed, done; and what they start."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"

# A project like ours, but with nothing to download: its build backend lies in the checkout, and
# the large packages are empty modules.
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "ramangan-gui"
version = "0"
{extra}
[tool.some]
setting = 1
"""
BACKEND = """
import pathlib, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    if pathlib.Path("gate").exists():
        pathlib.Path("gate").read_text()
    if pathlib.Path("broken").exists():
        raise SystemExit("the build is broken")
    name, info = "ramangan_gui-0-py3-none-any.whl", "ramangan_gui-0.dist-info"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        wheel.writestr("ramangan_gui.pth", str(pathlib.Path.cwd()))
        wheel.writestr(info + "/METADATA",
                       "Metadata-Version: 2.1\\nName: ramangan-gui\\nVersion: 0\\n"
                       "Provides-Extra: test\\n")
        wheel.writestr(info + "/WHEEL",
                       "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\n"
                       "Tag: py3-none-any\\n")
        wheel.writestr(info + "/RECORD", "")
    return name
"""
REPORTER = """
import json, os, sys
names = ("QT_QPA_PLATFORM", "OMP_NUM_THREADS", "PYTHONHOME", "PYTHONPATH")
print(json.dumps({"name": __spec__.name, "arguments": sys.argv[1:], "cwd": os.getcwd(),
                  "prefix": sys.prefix, "environment": {n: os.environ.get(n) for n in names}}))
sys.exit(7)
"""


class Checkout:
    """A checkout of the small project, and a way to give the commands in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stamp = root / ".venv" / "ramangan-setup.json"
        files = {
            "backend.py": BACKEND,
            "ramangan_gui/__init__.py": "",
            "ramangan_gui/__main__.py": REPORTER.replace("__spec__.name", "'ramangan_gui'"),
            "pytest.py": REPORTER.replace("__spec__.name", "'pytest'"),
            "torch.py": "__version__ = '0+cpu'",
            "PySide6/__init__.py": "",
            "PySide6/QtWidgets.py": "",
        }
        for name, text in files.items():
            (root / name).parent.mkdir(exist_ok=True, parents=True)
            (root / name).write_text(text, "utf-8")
        self.write_pyproject()
        shutil.copytree(INSTALLER, root / "installer", ignore=shutil.ignore_patterns("__pycache__"))

    def write_pyproject(self, extra: str = "", setting: str = "1") -> None:
        text = PYPROJECT.format(extra=extra).replace("setting = 1", f"setting = {setting}")
        (self.root / "pyproject.toml").write_text(text, "utf-8")

    def started(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Give one of the commands, in an environment like that of a new machine."""
        kept = {k: v for k, v in os.environ.items() if k in ("SystemRoot", "TEMP", "TMP")}
        kept |= {"PATH": os.defpath, "HOME": str(self.root.parent), "PIP_NO_INDEX": "1"}
        return subprocess.Popen(
            [sys.executable, str(self.root / "installer" / "dev.py"), *arguments],
            cwd=self.root.parent,
            env=kept | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def command(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Give one of the commands and wait for its end."""
        process = self.started(*arguments, **environment)
        said, complained = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, said, complained)


def report_of(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """Give what the started program said about itself; it said it last."""
    assert done.returncode == 7, done.stdout + done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(report, dict)
    return report


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout in which the first test command has been given."""
    checkout = Checkout(tmp_path_factory.mktemp("a folder") / "ramangan")
    done = checkout.command("test", "-k", "spectra")
    assert "making the virtual environment" in done.stdout
    assert "set-up is done" in done.stdout
    assert report_of(done)["arguments"] == ["-k", "spectra"]
    return checkout


def test_that_tests_run_in_the_new_environment_at_the_checkout(made: Checkout) -> None:
    report = report_of(made.command("test", PYTHONPATH="/nowhere", PYTHONHOME=""))
    assert report["name"] == "pytest"
    assert Path(str(report["prefix"])) == made.root / ".venv"
    assert Path(str(report["cwd"])) == made.root
    environment = report["environment"]
    assert isinstance(environment, dict)
    assert environment["OMP_NUM_THREADS"] == "1"
    assert environment["PYTHONPATH"] == str(made.root)
    assert environment["PYTHONHOME"] is None


def test_that_later_starts_set_nothing_up(made: Checkout) -> None:
    before = made.stamp.stat().st_mtime_ns
    done = made.command("test")
    assert len(done.stdout.splitlines()) == 1
    assert made.stamp.stat().st_mtime_ns == before
    report_of(done)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Screens are asked for on Linux.")
def test_that_run_without_a_screen_does_the_sample_job(made: Checkout) -> None:
    done = made.command("run")
    report = report_of(done)
    assert report["arguments"] == ["sample-job", "--out", str(made.root / "ramangan-output")]
    assert "no screen" in done.stdout
    environment = report["environment"]
    assert isinstance(environment, dict)
    assert environment["QT_QPA_PLATFORM"] == "offscreen"


def test_that_run_passes_a_command_of_the_program_on(made: Checkout) -> None:
    report = report_of(made.command("run", "info", "a folder", "--json"))
    assert report["name"] == "ramangan_gui"
    assert report["arguments"] == ["info", "a folder", "--json"]
    assert Path(str(report["cwd"])) == made.root.parent


def test_that_only_a_change_of_what_is_installed_sets_up_again(made: Checkout) -> None:
    made.write_pyproject(setting="2")
    assert "installing" not in made.command("test").stdout
    made.write_pyproject(extra='description = "another"')
    again = made.command("test")
    assert "installing" in again.stdout
    assert "making the virtual environment" not in again.stdout
    report_of(again)
    assert "installing" not in made.command("test").stdout


def test_that_a_set_up_that_fails_is_told_and_begun_anew(made: Checkout) -> None:
    (made.root / "broken").touch()
    made.write_pyproject(extra='description = "a third"')
    failed = made.command("test")
    assert failed.returncode == 1
    assert "the build is broken" in failed.stderr
    assert failed.stderr.splitlines()[-1].startswith("RamanGAN: the installation failed")
    assert "Traceback" not in failed.stderr.splitlines()[-1]
    assert json.loads(made.stamp.read_text()) == {"finished": False}

    (made.root / "broken").unlink()
    stray = made.root / ".venv" / "half written"
    stray.touch()
    repaired = made.command("test")
    assert "cut off" in repaired.stdout
    assert not stray.exists()
    report_of(repaired)


@pytest.mark.skipif(os.name != "posix", reason="Only there do starts wait for one another.")
def test_that_what_a_killed_start_left_running_is_waited_for(made: Checkout) -> None:
    made.write_pyproject(extra='description = "a fourth"')
    gate = made.root / "gate"
    os.mkfifo(gate)
    # Both ends of the gate open together, so here the build runs; it goes on when ours closes.
    with made.started("test") as killed, gate.open("w"):
        killed.kill()
        killed.wait()
        assert json.loads(made.stamp.read_text()) == {"finished": False}
        second = made.started("test")
        assert second.stdout is not None
        assert "waiting for another start" in second.stdout.readline()
        gate.unlink()
    said, _ = second.communicate(timeout=120)
    assert "cut off" in said
    assert "set-up is done" in said
    assert second.returncode == 7


def test_that_a_foreign_environment_is_left_alone(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "ramangan")
    mine = checkout.root / ".venv" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("kept")
    refused = checkout.command("run")
    assert refused.returncode == 1
    assert "was not made by this program" in refused.stderr
    assert mine.read_text() == "kept"


@pytest.mark.parametrize("arguments", [(), ("fly",), ("--help",)])
def test_that_anything_but_run_and_test_is_answered_with_the_usage(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = Checkout(tmp_path / "ramangan").command(*arguments)
    assert done.returncode == 2
    assert "run" in done.stderr
    assert not (tmp_path / "ramangan" / ".venv").exists()


# --- the parts ---------------------------------------------------------------------------------


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("machine", monkeypatch)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, machine: ModuleType) -> ModuleType:
    return load("environment", monkeypatch)


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import a module of the installer anew, under its own name only while the test runs."""
    import importlib.util

    spec = importlib.util.spec_from_file_location(name, INSTALLER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["dev", "environment", "machine"])
def test_that_old_pythons_can_read_the_installer(name: str) -> None:
    ast.parse((INSTALLER / f"{name}.py").read_text("utf-8"), feature_version=(3, 7))


def test_that_an_unsupported_python_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, environment: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    dev = load("dev", monkeypatch)
    monkeypatch.setattr(dev.sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.main(["run"]) == 1
    assert "this is Python 3.14" in capsys.readouterr().err


def test_that_a_supported_python_beside_it_is_used(
    monkeypatch: pytest.MonkeyPatch, environment: ModuleType
) -> None:
    dev = load("dev", monkeypatch)
    monkeypatch.setattr(dev.sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/somewhere/" + name)
    monkeypatch.setattr(dev, "is_python", lambda command, minor: minor == 12)
    started: list[list[str]] = []

    def become(command: list[str], environment: dict[str, str]) -> None:
        started.append(command)
        raise SystemExit(0)

    monkeypatch.setattr(dev, "become", become)
    with pytest.raises(SystemExit):
        dev.main(["test", "-x"])
    assert any("3.12" in part for part in started[0])
    assert started[0][-3:] == [str(INSTALLER / "dev.py"), "test", "-x"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Only Linux lacks libraries.")
@pytest.mark.parametrize(
    ("tool", "expected"),
    [
        ("apt-get", "sudo apt-get install -y libegl1 libxcb-cursor0"),
        ("dnf", "sudo dnf install -y 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("pacman", "sudo pacman -S --needed libglvnd xcb-util-cursor"),
    ],
)
def test_that_missing_libraries_are_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch, machine: ModuleType, tool: str, expected: str
) -> None:
    lacking = {"libEGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setattr(machine, "loads", lambda library: library not in lacking)
    monkeypatch.setattr(machine.shutil, "which", lambda name: name == tool)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("DISPLAY", ":1")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(machine.SetUpError, match=r"libEGL\.so\.1, libxcb-cursor\.so\.0") as caught:
        machine.provide_system_parts(for_venv=False)
    assert f"`{expected}`" in str(caught.value)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian splits its Python.")
def test_that_a_python_without_ensurepip_is_told_with_the_package(
    monkeypatch: pytest.MonkeyPatch, machine: ModuleType
) -> None:
    monkeypatch.setattr(machine, "loads", lambda library: True)
    monkeypatch.setattr(machine.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(machine.shutil, "which", lambda name: name == "apt-get")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    machine.provide_system_parts(for_venv=False)
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    with pytest.raises(machine.SetUpError, match=f"sudo apt-get install -y {package}"):
        machine.provide_system_parts(for_venv=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt-get is Debian's.")
@pytest.mark.parametrize("works", [True, False])
def test_that_root_has_missing_libraries_installed(
    monkeypatch: pytest.MonkeyPatch, machine: ModuleType, works: bool
) -> None:
    given: list[list[str]] = []

    def run(command: list[str]) -> subprocess.CompletedProcess[str]:
        given.append(command)
        return subprocess.CompletedProcess(command, 0 if works else 100, "said by apt\n")

    monkeypatch.setattr(machine, "loads", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(machine.shutil, "which", lambda name: name == "apt-get")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine, "run_captured", run)
    if works:
        machine.provide_system_parts(for_venv=False)
    else:
        with pytest.raises(machine.SetUpError, match="apt-get install -y libgl1"):
            machine.provide_system_parts(for_venv=False)
    assert given[0][-1] == "update"
    assert given[1][-3:] == ["install", "--no-install-recommends", "libgl1"]


@pytest.mark.parametrize("reachable", [True, False])
@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_that_the_cpu_build_of_torch_is_asked_for_where_others_are_offered(
    monkeypatch: pytest.MonkeyPatch, environment: ModuleType, reachable: bool, platform: str
) -> None:
    installed: list[tuple[str, ...]] = []

    def pip_install(*arguments: str) -> str:
        installed.append(arguments)
        return ""

    monkeypatch.setattr(environment.sys, "platform", platform)
    monkeypatch.setattr(environment, "answers", lambda address: reachable)
    monkeypatch.setattr(environment, "pip_install", pip_install)
    good = subprocess.CompletedProcess([], 0, "PyTorch 2.x\n")
    monkeypatch.setattr(environment, "run_captured", lambda command, env: good)
    environment.install()
    assert installed[-1] == ("--editable", f"{INSTALLER.parent}[test]")
    asked = [a for a in installed if "--index-url" in a]
    if platform == "linux" and reachable:
        assert asked == [("--index-url", environment.CPU_INDEX, environment.torch_requirement())]
    else:
        assert not asked
    assert environment.torch_requirement().startswith("torch>=")


def test_that_a_server_that_does_not_answer_costs_little(
    monkeypatch: pytest.MonkeyPatch, environment: ModuleType
) -> None:
    import socket

    monkeypatch.setattr(environment, "PROBE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begin = time.monotonic()
        assert not environment.answers(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        assert time.monotonic() - begin < 5.0
    assert not environment.answers("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  Downloading torch-2.13.0.whl (199.2 MB)\n", "  torch-2.13.0.whl (199.2 MB)"),
        ("  Using cached https://host/a/b.whl (1.2 GB)", "  b.whl (1.2 GB)"),
        ("  Downloading six-1.17.0-py2.py3-none-any.whl (11 kB)", ""),
        ("  Downloading small-1.whl (1.5 MB)", ""),
        ("Installing collected packages: a, b, c", "  writing 3 packages to disk"),
        ("Requirement already satisfied: numpy", ""),
    ],
)
def test_that_only_what_takes_long_is_shown_of_pip(
    environment: ModuleType, line: str, shown: str
) -> None:
    assert environment.worth_showing(line) == shown


def test_that_a_full_disk_is_told_before_the_set_up(
    monkeypatch: pytest.MonkeyPatch, environment: ModuleType, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "NEEDED_GIGABYTES", 1e9)
    with pytest.raises(Exception, match=r"only .* GB are free"):
        environment.make_venv()
    assert not (tmp_path / ".venv").exists()
