"""What goes into the packages, and what their removal takes away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))

import linux
import release
import shipped
import windows

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.mark.parametrize(
    ("name", "goes_in"),
    [
        ("torch/lib/torch_cpu.dll", True),
        ("torch/test/test_nn.py", False),
        ("torch/testing/__init__.py", True),
        ("PySide6/translations/qtbase_zh_CN.qm", True),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("numpy/_core/tests/test_umath.py", False),
        ("scipy/linalg/cython_blas.pxd", False),
    ],
)
def test_that_what_is_needed_goes_in_and_tests_stay_out(name: str, goes_in: bool) -> None:
    assert windows.wanted(name) is goes_in


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_that_every_picture_of_the_help_is_there_and_goes_in(language: str) -> None:
    shown = set()
    for page in (RESOURCES / "help" / language).glob("*.html"):
        for source in re.findall(r'<img src="([^"]+)"', page.read_text("utf-8")):
            picture = (page.parent / source).resolve()
            assert picture.is_file(), f"{page.name} shows {source}"
            shown.add(picture.relative_to(RESOURCES).as_posix())
    assert len(shown) == 5
    assert all(shipped.goes_in(name) for name in shown)
    # Pictures of another language would show words that the reader does not find in his window.
    assert all(("zh_CN" in name) is (language == "zh_CN") for name in shown)


def test_that_the_set_up_carries_the_resources_that_the_program_uses(tmp_path: Path) -> None:
    windows.add_program(tmp_path)
    packed = tmp_path / "Lib" / "site-packages" / "ramangan_gui" / "resources"
    names = {path.relative_to(packed).as_posix() for path in packed.rglob("*") if path.is_file()}
    assert {
        "translations/ramangan_zh_CN.qm", "translations/sentences.txt", "icons/ramangan.svg",
        "samples/simulated_four_substances.npz", "help/en/index.html", "licences.txt",
    } <= names  # fmt: skip
    assert "screenshots/tour.webp" not in names
    assert not any(name.endswith(("-dark.png", ".ts")) for name in names)


def test_that_removal_names_each_file_and_then_folders_from_within(tmp_path: Path) -> None:
    (tmp_path / "Lib" / "inner").mkdir(parents=True)
    (tmp_path / "Lib" / "inner" / "a$b.py").write_text("")
    lines = windows.removal(tmp_path).splitlines()
    assert lines[0] == 'Delete "$INSTDIR\\Lib\\inner\\a$$b.py"'
    folders = [line for line in lines if line.startswith('RMDir "')]
    assert folders == ['RMDir "$INSTDIR\\Lib\\inner"', 'RMDir "$INSTDIR\\Lib"']
    # Only what Python compiles on the way goes with all that it holds.
    assert all(line.endswith('__pycache__"') for line in lines if "/r" in line)


def test_that_both_packages_carry_the_version_of_the_program() -> None:
    from ramangan_gui import __version__

    assert windows.version() == linux.version() == __version__


def test_that_entry_icon_and_file_type_stand_where_desktops_look(tmp_path: Path) -> None:
    linux.desktop_files(tmp_path, "/usr/bin/ramangan")
    entry = (tmp_path / "share/applications/ramangan.desktop").read_text("utf-8")
    assert "Exec=/usr/bin/ramangan gui %F" in entry
    assert "MimeType=application/x-ramangan-project;" in entry
    assert "*.rgan" in (tmp_path / "share/mime/packages/ramangan.xml").read_text("utf-8")
    assert (tmp_path / "share/icons/hicolor/scalable/apps/ramangan.svg").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="The package of one user is for Linux.")
def test_that_removal_takes_what_was_installed_and_leaves_what_is_the_users(tmp_path: Path) -> None:
    data, cache = tmp_path / ".local" / "share", tmp_path / ".cache" / "ramangan"
    program = data / "ramangan-program"
    for folder in (program, cache / "compiled", cache / "unfinished", tmp_path / ".local" / "bin"):
        folder.mkdir(parents=True)
    (program / "ramangan").write_text("")
    (tmp_path / ".local" / "bin" / "ramangan").symlink_to(program / "ramangan")
    (tmp_path / "own.rgan").write_text("")
    script = Path(linux.HERE, "linux", "uninstall.sh")
    subprocess.run(["sh", script], env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, check=True)
    assert not program.exists()
    assert not (cache / "compiled").exists()
    assert not (tmp_path / ".local" / "bin" / "ramangan").is_symlink()
    assert (tmp_path / "own.rgan").exists()
    assert (cache / "unfinished").is_dir()


def small_folder(place: Path, moment: int, text: str = "x") -> Path:
    """A folder such as a frozen program is, last changed at some moment."""
    folder = place / "dist" / "ramangan"
    (folder / "_internal" / "b").mkdir(parents=True)
    for name in ("ramangan", "_internal/b/two.py", "_internal/a.py"):
        (folder / name).write_text(f"{name} {text}\n" * 50, "utf-8")
        os.utime(folder / name, (moment, moment))
    return folder


def have(*programs: str) -> bool:
    return sys.platform == "linux" and all(map(shutil.which, programs))


@pytest.mark.skipif(
    not have("ar", "xz", "makeself"), reason="Packages are made by ar and makeself."
)
def test_that_packages_for_linux_built_again_are_the_same_bytes(tmp_path: Path) -> None:
    sums = []
    for number in (1, 2):
        work = tmp_path / f"place {number}"
        folder = small_folder(work, 10**9 + 10**6 * number)
        data = linux.packed(folder, work, 0)
        made = [make(folder, data, work, work) for make in (linux.make_deb, linux.make_run)]
        sums.append([release.checksum(package) for package in made])
    assert sums[0] == sums[1]


def test_that_files_of_other_contents_have_another_date(tmp_path: Path) -> None:
    """Machine code that was compiled from an earlier version is known to be old by it."""
    first, other = (small_folder(tmp_path / text, 10**9, text) for text in ("one", "two"))
    assert linux.date_of(first) == linux.date_of(first)
    assert linux.date_of(first) != linux.date_of(other)


@pytest.mark.skipif(not have("makensis"), reason="The set-up for Windows is made by NSIS.")
def test_that_a_set_up_built_again_is_the_same_bytes(tmp_path: Path) -> None:
    sums = []
    for number in (1, 2):
        work = tmp_path / str(number)
        folder = small_folder(work, 10**9 + 10**6 * number)
        setups = [windows.make_setup(folder, work, work, fast, 1000) for fast in (True, False)]
        assert setups[0] == setups[1]
        sums.append(release.checksum(setups[0]))
    assert sums[0] == sums[1]
