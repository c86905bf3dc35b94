"""Write the lists of exact packages, with checksums, that the installers are made of.

    python installer/lock.py [windows | linux | freezer | runtime ...]

Writes ``installer/locks/TARGET.txt`` from the dependencies in ``pyproject.toml``; ``freezer`` is
PyInstaller with what it needs, ``runtime`` the C++ runtime for Windows. Needs pip and, for the list
of Windows, uv, because pip resolves for the system that it runs on. The list for Linux is of the
system and the PyTorch build that pip takes here: run it where pip takes the CPU build.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = Path(__file__).resolve().parent / "locks"

#: Python that the installers carry.
PYTHON = "3.11"

#: Freezes the program for Linux.
FREEZER = "pyinstaller==6.22.3"

#: Carries the C++ runtime that Qt, NumPy and PyTorch want and Windows may lack.
RUNTIME = "msvc-runtime==14.44.35112"

#: How pip is told to look for packages of Windows.
WINDOWS = ("--platform", "win_amd64", "--python-version", PYTHON, "--implementation", "cp")


def main(targets: list[str]) -> int:
    LOCKS.mkdir(exist_ok=True)
    makers = {
        "windows": for_windows,
        "linux": for_linux,
        "freezer": lambda: listed(found_by_pip(FREEZER)),
        "runtime": lambda: listed(found_by_pip(*WINDOWS, "--no-deps", "--target", ".", RUNTIME)),
    }
    for target in targets or list(makers):
        lines = makers[target]()
        path = LOCKS / f"{target}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{path}: {sum('==' in line for line in lines)} packages")
    return 0


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return list(project["dependencies"])


def for_windows() -> list[str]:
    command = [
        sys.executable, "-m", "uv", "pip", "compile", "-", "--python-version", PYTHON,
        "--python-platform", "x86_64-pc-windows-msvc", "--generate-hashes", "--quiet",
        "--no-header", "--no-annotate", "--only-binary", ":all:", "--no-emit-index-url",
    ]  # fmt: skip
    wanted = "\n".join(dependencies())
    done = subprocess.run(command, input=wanted, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def for_linux() -> list[str]:
    if sys.version_info[:2] != tuple(map(int, PYTHON.split("."))):
        raise SystemExit(f"Run this with Python {PYTHON}.")
    packages = found_by_pip(*dependencies())
    if any(name.startswith("nvidia") for name in packages):
        raise SystemExit(
            "pip takes the GPU build of PyTorch here; the installers want the CPU build."
        )
    return listed(packages)


def found_by_pip(*words: str) -> dict[str, tuple[str, str]]:
    """Give version and checksum of each package that pip would install."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [
            sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed",
            "--only-binary", ":all:", "--report", str(report), *words,
        ]  # fmt: skip
        subprocess.run(command, check=True)
        found = json.loads(report.read_text("utf-8"))["install"]
    return {
        package["metadata"]["name"].lower(): (
            package["metadata"]["version"],
            package["download_info"]["archive_info"]["hashes"]["sha256"],
        )
        for package in found
    }


def listed(packages: dict[str, tuple[str, str]]) -> list[str]:
    return [
        line
        for name, (version, sha256) in sorted(packages.items())
        for line in (f"{name}=={version} \\", f"    --hash=sha256:{sha256}")
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
