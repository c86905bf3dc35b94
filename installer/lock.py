"""Write the lists of exact packages, with checksums, that the installers are made of.

    python installer/lock.py [windows | linux ...]

Writes ``installer/locks/TARGET.txt`` from the dependencies in ``pyproject.toml``. Needs pip and,
for Windows, uv, because pip resolves for the system that it runs on. The list for Linux is of the
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


def main(targets: list[str]) -> int:
    LOCKS.mkdir(exist_ok=True)
    for target in targets or ["windows", "linux"]:
        lines = {"windows": for_windows, "linux": for_linux}[target]()
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
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [
            sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed",
            "--only-binary", ":all:", "--report", str(report), *dependencies(),
        ]  # fmt: skip
        subprocess.run(command, check=True)
        found = json.loads(report.read_text("utf-8"))["install"]
    packages = {
        package["metadata"]["name"].lower(): (
            package["metadata"]["version"],
            package["download_info"]["archive_info"]["hashes"]["sha256"],
        )
        for package in found
    }
    if any(name.startswith("nvidia") for name in packages):
        raise SystemExit(
            "pip takes the GPU build of PyTorch here; the installers want the CPU build."
        )
    return [
        line
        for name, (version, sha256) in sorted(packages.items())
        for line in (f"{name}=={version} \\", f"    --hash=sha256:{sha256}")
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
