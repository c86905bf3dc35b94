"""Build the set-up program for Windows, on Linux.

    python3 installer/windows.py --runtime PYTHON [--out DIR] [--fast] [--keep DIR] [--with-numba]

PYTHON is the Python that goes in: for a release, the official embeddable zip of Python 3.11 for
64-bit Windows (to be brought by whoever builds); for trials, the wheel of `panda3d` for Windows
and Python 3.11, which carries python311.dll and its modules, completed by this Python's own
library. Needs pip, mingw-w64 (`x86_64-w64-mingw32-gcc`, `-windres`) and NSIS (`makensis`). The
packages are those of ``installer/locks``, checksums verified. Numba stays out unless
asked for: its compiler is as large as a third of all the rest, and without it the same loops run
in NumPy. The same source and Python, built again on that system, give the same set-up byte for
byte; its checksum is printed.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

from held import hold_modules
from release import tell, version
from shipped import goes_in

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

#: Parts of packages that nothing here loads; what torch's first optimiser imports stays.
DROPPED = (
    "torch/test/", "torch/include/", "torch/share/", "torch/utils/tensorboard/",
    "torch/bin/protoc", "torch/bin/test_", "bin/", "Scripts/", "share/",
    "PySide6/qml/", "PySide6/translations/", "PySide6/resources/", "PySide6/typesystems/",
    "PySide6/include/", "PySide6/glue/", "PySide6/doc/", "PySide6/support/",
    "PySide6/plugins/sqldrivers/", "PySide6/plugins/tls/", "PySide6/plugins/qmltooling/",
    "PySide6/plugins/networkinformation/", "PySide6/plugins/generic/", "PySide6/plugins/designer/",
    "PySide6/plugins/qmllint/", "PySide6/plugins/platforms/qdirect2d",
    "PySide6/plugins/platforms/qminimal", "PySide6/plugins/platforminputcontexts/",
    "PySide6/plugins/vectorimageformats/", "PySide6/plugins/imageformats/qpdf",
    "PySide6/scripts/", "PySide6/metatypes/",
    "PySide6/Qt6Qml", "PySide6/Qt6Quick", "PySide6/Qt6Sql", "PySide6/Qt6Test", "PySide6/Qt6Help",
    "PySide6/Qt6Designer", "PySide6/QtQml", "PySide6/QtQuick", "PySide6/QtSql", "PySide6/QtTest",
    "PySide6/QtDesigner", "PySide6/QtHelp", "PySide6/QtUiTools", "PySide6/Qt6Labs",
    "PySide6/opengl32sw.dll", "PySide6/avcodec", "PySide6/avformat", "PySide6/avutil",
    "PySide6/swscale", "PySide6/swresample",
    "sklearn/datasets/data/", "sklearn/datasets/images/", "setuptools/", "pkg_resources/",
    "_distutils_hack/", "distutils-precedence.pth", "scipy/io/_fast_matrix_market/_fmm_core",
)  # fmt: skip

DROPPED_SUFFIXES = (
    ".lib", ".pdb", ".pyi", ".h", ".hpp", ".cuh", ".exe", ".pyx", ".pxd", ".c", ".cpp", ".cu",
    ".tp", ".qmltypes", ".a", "/RECORD", ".whl",
)  # fmt: skip

#: Has a program or library tell no time at which it was linked.
UNDATED = "-Wl,--no-insert-timestamp"

#: The compiler of airPLS for large sets, and what it brings.
NUMBA = ("numba/", "numba-", "llvmlite/", "llvmlite-")

#: Parts of Python's own library that nothing here loads.
LIBRARY_DROPPED = {
    "test", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3", "site-packages",
    "pydoc_data", "__pycache__",
}  # fmt: skip

#: The same, of what Python brings as libraries.
COMPILED_DROPPED = ("sqlite3.dll", "_sqlite3.pyd")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runtime", type=Path, required=True, metavar="PYTHON")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--fast", action="store_true", help="pack nothing, for trials")
    parser.add_argument("--keep", type=Path, help="working folder, kept and used again")
    parser.add_argument("--with-numba", action="store_true", help="compile airPLS for large sets")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.keep or Path(temporary)
        program = work / "program"
        shutil.rmtree(program, ignore_errors=True)
        program.mkdir(parents=True)
        add_python(arguments.runtime, program)
        add_packages(work, program, () if arguments.with_numba else NUMBA)
        add_program(program)
        add_launchers(work, program)
        hold_modules(program)
        size = sum(p.stat().st_size for p in program.rglob("*") if p.is_file())
        print(f"{program}: {size / 1e6:.0f} MB")
        setup = make_setup(program, work, arguments.out, arguments.fast, size)
        tell(setup)
    return 0


# --- what goes in --------------------------------------------------------------------------------


def add_python(runtime: Path, program: Path) -> None:
    """Unpack Python; what it finds its modules by is written beside it."""
    with zipfile.ZipFile(runtime) as archive:
        names = archive.namelist()
        if "python311.dll" in names:
            take(archive, names, program)
        else:
            add_python_of_trials(archive, program)
    for name in COMPILED_DROPPED:
        for path in program.rglob(name):
            path.unlink()
    paths = ["python311.zip", "Lib", "DLLs", "Lib\\site-packages", ".", "import site"]
    (program / "python311._pth").write_text("\n".join(paths) + "\n", "utf-8")


def take(archive: zipfile.ZipFile, names: list[str], program: Path) -> None:
    for name in names:
        if name.endswith((".exe", "._pth")) or name.startswith(("/", "\\")) or ".." in name:
            continue
        archive.extract(name, program)


def add_python_of_trials(archive: zipfile.ZipFile, program: Path) -> None:
    """Take DLLs from the wheel of panda3d, and the modules written in Python from this Python."""
    if sys.version_info[:2] != (3, 11):
        raise SystemExit("With this runtime, run the build with Python 3.11.")
    inside = [
        n for n in archive.namelist() if "/deploy_libs/" in f"/{n}" or n.endswith("python311.dll")
    ]
    for name in inside or archive.namelist():
        base = name.rsplit("/", 1)[-1]
        base = base.replace(".cp311-win_amd64", "")
        if base.lower().endswith((".dll", ".pyd")) and is_of_python(base):
            place = program if base.lower().endswith(".dll") else program / "DLLs"
            place.mkdir(exist_ok=True)
            (place / (base if place.name == "DLLs" else base.lower())).write_bytes(
                archive.read(name)
            )
    if not (program / "python311.dll").exists():
        raise SystemExit("The runtime holds no python311.dll.")
    if not (program / "python3.dll").exists():
        add_stable_interface(program)
    library = Path(sysconfig.get_paths()["stdlib"])
    shutil.copytree(library, program / "Lib", ignore=ignored)


def add_stable_interface(program: Path) -> None:
    """Make the python3.dll that extensions for any Python 3 ask for; it hands on all names."""
    with tempfile.TemporaryDirectory() as folder:
        names, source = Path(folder, "python3.def"), Path(folder, "python3.c")
        command = ("x86_64-w64-mingw32-objdump", "-p", program / "python311.dll")
        told = subprocess.run([*map(str, command)], check=True, capture_output=True, text=True)
        found = re.findall(r"^\s*\[ *\d+\] (\w+)$", told.stdout, re.MULTILINE)
        lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {n}=python311.{n}" for n in found)]
        names.write_text("\n".join(lines) + "\n", "utf-8")
        source.write_text("int start(void) { return 1; }\n", "utf-8")
        # Else its address in memory would follow from the name of the folder.
        run("x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-Wl,-e,start", UNDATED,
            "-Wl,--disable-auto-image-base", source, names,
            "-o", program / "python3.dll")  # fmt: skip


def is_of_python(base: str) -> bool:
    known = (
        "python3", "vcruntime", "msvcp", "libcrypto", "libssl", "libffi", "sqlite3", "_", "select",
        "unicodedata", "pyexpat", "winsound", "zlib", "ffi",
    )  # fmt: skip
    return base.lower().startswith(known)


def ignored(folder: str, names: list[str]) -> set[str]:
    return {n for n in names if n in LIBRARY_DROPPED or n.endswith((".so", ".a", ".pyc"))
            or n.startswith("config-")}  # fmt: skip


def add_packages(work: Path, program: Path, left_out: tuple[str, ...]) -> None:
    """Unpack the listed packages for Windows, without what is not needed."""
    full = work / "packages"
    pip = [
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--platform", "win_amd64",
        "--python-version", "3.11", "--implementation", "cp", "--only-binary", ":all:",
        "--no-compile", "--target", full,
    ]  # fmt: skip
    if not full.exists():
        run(*pip, "--require-hashes", "-r", HERE / "locks" / "windows.txt")
        with tempfile.TemporaryDirectory() as folder:
            pip[pip.index(full)] = Path(folder)
            run(*pip, "--require-hashes", "-r", HERE / "locks" / "runtime.txt")
            for library in Path(folder).rglob("*.dll"):
                if library.name.lower().startswith(("msvcp140", "vcruntime140", "concrt140")):
                    shutil.copy(library, program / library.name)
                    shutil.copy(library, work / library.name)
    for library in work.glob("*140*.dll"):
        shutil.copy(library, program / library.name)
    site = program / "Lib" / "site-packages"
    for path in sorted(full.rglob("*")):
        name = path.relative_to(full).as_posix()
        if path.is_file() and wanted(name) and not name.startswith(left_out):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, site / name)


def wanted(name: str) -> bool:
    if name == "PySide6/translations/qtbase_zh_CN.qm":
        return True
    if name.startswith(DROPPED) or "/tests/" in name or "/__pycache__/" in f"/{name}":
        return False
    return not name.endswith(DROPPED_SUFFIXES)


def add_program(program: Path) -> None:
    """Add the package with its resources, as a wheel would."""
    package = program / "Lib" / "site-packages" / "ramangan_gui"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ramangan_gui", package, ignore=skip)
    for path in sorted((ROOT / "resources").rglob("*")):
        name = path.relative_to(ROOT / "resources").as_posix()
        if path.is_file() and goes_in(name):
            (package / "resources" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, package / "resources" / name)
    shutil.copy(ROOT / "LICENSE", program / "LICENSE.txt")


def add_launchers(work: Path, program: Path) -> None:
    resource = work / "launcher.o"
    run("x86_64-w64-mingw32-windres", "-I", ROOT / "resources" / "icons",
        HERE / "windows" / "launcher.rc", resource)  # fmt: skip
    source = HERE / "windows" / "launcher.c"
    compiler = ("x86_64-w64-mingw32-gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-municode", "-s",
                UNDATED)  # fmt: skip
    console = program / "ramangan-cli.exe"
    run(*compiler, "-include", "stdlib.h", source, resource, "-o", console)
    run(*compiler, "-include", "stdlib.h", "-mwindows", "-DWINDOWED", source, resource,
        "-lshell32", "-o", program / "RamanGAN.exe")  # fmt: skip


# --- the set-up program --------------------------------------------------------------------------


def make_setup(program: Path, work: Path, out: Path, fast: bool, size: int) -> Path:
    listed = work / "files.nsh"
    listed.write_text(removal(program), encoding="utf-8")
    setup = out / f"RamanGAN-{version()}-setup.exe"
    given = {
        "VERSION": version(), "SOURCE": program, "OUT": setup, "SIZE_KB": size // 1024,
        "ICON": ROOT / "resources" / "icons" / "ramangan.ico", "FILES": listed,
        "LICENSE": ROOT / "LICENSE", "FAST": int(fast),
    }  # fmt: skip
    words = [f"-D{name}={value}" for name, value in given.items()]
    run("makensis", "-V2", "-WX", *words, HERE / "windows" / "ramangan.nsi")
    return setup


def removal(program: Path) -> str:
    """List what the uninstaller removes: each file, then folders, deepest first."""
    lines = io.StringIO()
    paths = sorted(program.rglob("*"))
    for path in paths:
        if path.is_file():
            lines.write(f'Delete "$INSTDIR\\{backslashed(path, program)}"\n')
    folders = [path for path in paths if path.is_dir()]
    for path in sorted(folders, key=lambda p: len(p.parts), reverse=True):
        # What Python compiled on the way, then the folder itself.
        lines.write(f'RMDir /r "$INSTDIR\\{backslashed(path, program)}\\__pycache__"\n')
        lines.write(f'RMDir "$INSTDIR\\{backslashed(path, program)}"\n')
    return lines.getvalue()


def backslashed(path: Path, program: Path) -> str:
    return str(path.relative_to(program)).replace("/", "\\").replace("$", "$$")


def run(*command: object) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    subprocess.run([str(word) for word in command], check=True, env=environment, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
