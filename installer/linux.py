"""Build the packages for Linux: a .deb for all users, and a .run for one user without root.

    python3.11 installer/linux.py [--out DIR] [--only folder|deb|run] [--fast] [--keep DIR]

Needs Python 3.11, `strip` and `ar`, GNU tar, `xz`, and `makeself` for the .run. Takes the packages
listed in ``installer/locks``, checksums verified, freezes the program into one folder
with PyInstaller, and packs that folder once for both. The glibc of the building system is the
oldest that will do. The same source, built again on that system, gives the same packages byte for
byte; their checksums are printed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from release import checksum, tell, version

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

#: How hard xz tries; above this, minutes more save little.
LEVEL = 6

#: Threads of xz; with one alone it packs otherwise, so that the building machine would tell.
THREADS = max(2, os.cpu_count() or 2)

#: Files are dated within three years from 2020 on.
FIRST_DATE, DATES = 1_577_836_800, 3 * 365 * 86_400

#: Libraries that Qt opens on a desktop and that a bare system may lack.
DEPENDS = (
    "libc6 (>= 2.34), libgl1, libegl1, libxkbcommon0, libxkbcommon-x11-0, libfontconfig1, "
    "libdbus-1-3, libglib2.0-0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--only", choices=("folder", "deb", "run"))
    parser.add_argument("--fast", action="store_true", help="pack quickly and badly, for trials")
    parser.add_argument("--keep", type=Path, help="working folder, kept and used again")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        folder = frozen(work)
        print(f"{folder}: {megabytes(folder):.0f} MB")
        if arguments.only == "folder":
            return 0
        data = packed(folder, work, 0 if arguments.fast else LEVEL)
        for name, make in {"deb": make_deb, "run": make_run}.items():
            if arguments.only in (None, name):
                package = make(folder, data, work, arguments.out)
                tell(package)
    return 0


def megabytes(folder: Path) -> float:
    return sum(p.lstat().st_size for p in folder.rglob("*") if not p.is_symlink()) / 1e6


def date_of(root: Path) -> int:
    """Date a folder by what it holds: the same files have the same date wherever they are built.

    Others have another one, by which machine code kept from an earlier version is known to be old.
    """
    read = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink()):
        read.update(f"{path.relative_to(root)} {checksum(path)}".encode())
    return FIRST_DATE + int.from_bytes(read.digest()[:8], "big") % DATES


def frozen(work: Path) -> Path:
    """Freeze the program in an environment of its own, made of the listed packages alone."""
    folder = work / "dist" / "ramangan"
    if folder.exists():
        return folder
    python = work / "venv" / "bin" / "python"
    if not python.exists():
        run(sys.executable, "-m", "venv", work / "venv")
        pip = (python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:")
        for part in ("linux", "freezer"):
            run(*pip, "--require-hashes", "-r", HERE / "locks" / f"{part}.txt")
    run(
        python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", work / "dist", "--workpath", work / "build", HERE / "ramangan.spec",
    )  # fmt: skip
    # Symbols for debuggers alone: a tenth of the folder. Libraries that wheels have patched
    # (numpy.libs, scipy.libs) do not survive this and are left as they are.
    for pattern in ("torch/lib/*.so", "libpython3*.so*", "llvmlite/binding/*.so"):
        run("strip", "--strip-unneeded", *(folder / "_internal").glob(pattern))
    return folder


def desktop_files(target: Path, program: str) -> None:
    """Write desktop entry, icon and MIME type below a prefix such as ``usr``."""
    share = target / "share"
    entry = (HERE / "linux" / "ramangan.desktop").read_text("utf-8").replace("@EXEC@", program)
    write(share / "applications" / "ramangan.desktop", entry)
    mime = (HERE / "linux" / "ramangan.xml").read_text("utf-8")
    write(share / "mime" / "packages" / "ramangan.xml", mime)
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    icons.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "resources" / "icons" / "ramangan.svg", icons / "ramangan.svg")


def packed(folder: Path, work: Path, level: int) -> Path:
    """Pack the folder and its desktop files once, as they lie in a system, for both packages."""
    root, archive = work / "root", work / "data.tar.xz"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "usr" / "lib" / "ramangan", symlinks=True, copy_function=os.link)
    desktop_files(root / "usr", "/usr/bin/ramangan")
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "ramangan").symlink_to("/usr/lib/ramangan/ramangan")
    documents = root / "usr" / "share" / "doc" / "ramangan"
    documents.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", documents / "copyright")
    pack(root, archive, level)
    shutil.rmtree(root)
    return archive


def pack(root: Path, archive: Path, level: int) -> None:
    run(
        "tar", "--sort=name", "--format=gnu", "--owner=root:0", "--group=root:0",
        "--mode=u+rw,go=rX", f"--mtime=@{date_of(root)}", "--hard-dereference",
        "--use-compress-program", f"xz -T{THREADS} -{level}", "-cf", archive, "-C", root, ".",
    )  # fmt: skip


def make_deb(folder: Path, data: Path, work: Path, out: Path) -> Path:
    """Make the package for all users of a Debian or Ubuntu system."""
    control = (
        f"Package: ramangan\nVersion: {version()}\nArchitecture: amd64\nSection: science\n"
        "Priority: optional\nMaintainer: The RamanGAN developers <noreply@ramangan.invalid>\n"
        f"Installed-Size: {round(megabytes(folder) * 1e6 / 1024)}\nDepends: {DEPENDS}\n"
        "Description: From a few Raman spectra to a balanced training set\n"
        " Corrects baselines, trains a WGAN-GP for each substance, judges generated\n"
        " spectra against originals that were held out, and exports HDF5.\n"
    )
    write(work / "control" / "control", control)
    write(work / "debian-binary", "2.0\n")
    pack(work / "control", work / "control.tar.xz", 6)
    package = out / f"ramangan_{version()}_amd64.deb"
    package.unlink(missing_ok=True)
    parts = (work / "debian-binary", work / "control.tar.xz", data)
    run("ar", "-rcD", package, *parts)
    return package


def make_run(_folder: Path, data: Path, work: Path, out: Path) -> Path:
    """Make the package for one user, with a script that unpacks it below his home.

    What makeself unpacks lands in a temporary folder, often in memory, so the program stays packed
    until it is at its place.
    """
    root = work / "run"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    os.link(data, root / data.name)
    desktop_files(root / "prefix", "@PROGRAM@")
    shutil.copy(HERE / "linux" / "install.sh", root / "install.sh")
    shutil.copy(HERE / "linux" / "uninstall.sh", root / "uninstall.sh")
    (root / "install.sh").chmod(0o755)
    package = out / f"ramangan-{version()}-linux-x86_64.run"
    label = f"RamanGAN {version()}"
    dated = f"--sort=name --owner=root:0 --group=root:0 --mtime=@{date_of(root)}"
    # It writes its own command into the package, which must not name folders of the building.
    run("makeself", "--nocomp", "--quiet", "--nox11", "--packaging-date", label, "--tar-extra",
        dated, root.name, package.name, label, "./install.sh", place=work)  # fmt: skip
    shutil.rmtree(root)
    shutil.move(work / package.name, package)
    return package


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def run(*command: object, place: Path = ROOT) -> None:
    """Run a program, without what would lead another Python's packages in or vary its order."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    environment["PYTHONHASHSEED"] = "0"
    subprocess.run([str(word) for word in command], check=True, env=environment, cwd=place)


if __name__ == "__main__":
    sys.exit(main())
