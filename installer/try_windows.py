"""Try the set-up for Windows under wine: install, self-test, click, remove, and see what is left.

    python3 installer/try_windows.py SETUP.exe [--pictures DIR] [--patience SECONDS]
                                     [--without-self-test] [--without-clicks]

Works in an empty prefix of its own, thrown away at the end. Needs wine (64 bit), mingw-w64, Xvfb,
openbox, xdotool and ImageMagick. Wine 8 is lent what Windows has and it lacks (``windows/wine``);
this proves nothing about Windows' own libraries, fonts, SmartScreen or virus scanners.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from clicking import Hand, virtual_screen

HERE = Path(__file__).resolve().parent
LENT = HERE / "windows" / "wine"

#: Where the program is installed, below drive C: and the user's folder.
PROGRAM = Path("AppData", "Local", "Programs", "RamanGAN")

#: Times that the window is opened to measure its first paint.
STARTS = 5

#: What Linux holds of files in memory is let go by a word written there.
CACHES = Path("/proc/sys/vm/drop_caches")

#: Keys that every Windows has, but not an empty prefix.
ALWAYS = (r"Software\\Classes", r"Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall")

#: What a user might have put beside the program; removal must leave it.
OWN = "own notes.txt"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("setup", type=Path)
    parser.add_argument("--pictures", type=Path, default=Path("trial-windows"))
    parser.add_argument("--patience", type=float, default=1500.0)
    parser.add_argument("--without-self-test", action="store_true")
    parser.add_argument("--without-clicks", action="store_true")
    arguments = parser.parse_args()
    with (
        # What still runs there when something failed may write on.
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        virtual_screen() as environment,
    ):
        trial = Trial(Path(folder), environment, arguments.patience)
        trial.prepare()
        trial.install(arguments.setup.resolve())
        if not arguments.without_self_test:
            trial.self_test()
        trial.first_paint()
        if not arguments.without_clicks:
            trial.click(arguments.pictures)
        trial.remove()
    print("trial: pass")
    return 0


class Trial:
    """One installation, from an empty prefix to its removal."""

    def __init__(self, folder: Path, environment: Mapping[str, str], patience: float) -> None:
        self.prefix, self.patience = folder / "prefix", patience
        # Wine leads Documents and the like to the home of whoever tries.
        outside = folder / "home"
        outside.mkdir()
        self.environment = {
            **environment, "HOME": str(outside), "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "ucrtbase=n,b;mscoree,mshtml=", "OMP_NUM_THREADS": "1",
            # OpenMP asks wine for processor groups, which it does not have.
            "KMP_AFFINITY": "disabled",
        }  # fmt: skip

    def prepare(self) -> None:
        """Make an empty Windows and lend it what it lacks."""
        self.wine("wineboot", "-i")
        self.wait()
        self.home = next(p for p in (self.prefix / "drive_c/users").iterdir() if p.name != "Public")
        self.program = self.home / PROGRAM
        lend(self.prefix / "drive_c" / "windows" / "system32")
        self.before = self.files(), self.keys()

    def install(self, setup: Path) -> None:
        """Install without asking."""
        begun = time.monotonic()
        check(self.wine(setup, "/S") == 0, "the set-up did not run")
        self.wait()
        for name in ("RamanGAN.exe", "ramangan-cli.exe", "uninstall.exe"):
            check((self.program / name).is_file(), f"{name} is not installed")
        size = sum(p.stat().st_size for p in self.program.rglob("*") if p.is_file())
        seconds = time.monotonic() - begun
        print(f"set-up {setup.stat().st_size / 1e6:.1f} MB, installed {size / 1e6:.0f} MB,"
              f" in {seconds:.0f} s", flush=True)  # fmt: skip
        check(list(self.home.rglob("RamanGAN.lnk")), "there is no entry in the Start menu")
        check(any(r"Classes\\.rgan" in key for key in self.keys()), ".rgan is not associated")
        (self.program / OWN).write_text("mine")

    def self_test(self) -> None:
        """Let the installed program test itself."""
        code = self.wine(self.program / "ramangan-cli.exe", "--self-test", shown=True)
        check(code == 0, "the self-test failed")

    def first_paint(self) -> None:
        """Tell how long the window takes from the start of its process, several times.

        At the first nothing of it is in memory, where root tries it; wine itself is.
        """
        for number in range(STARTS):
            kind = "warm"
            if number == 0 and os.access(CACHES, os.W_OK):
                subprocess.run(["sync"], check=True)
                CACHES.write_text("1")
                self.wine("cmd", "/c", "rem")
                kind = "cold"
            print(f"first paint, {kind}:", flush=True)
            code = self.wine(self.program / "ramangan-cli.exe", "gui", "--report-first-paint",
                             shown=True)  # fmt: skip
            check(code == 0, "the window did not appear")

    def click(self, pictures: Path) -> None:
        """Work through the sample job by mouse, in the installed window."""
        target = self.home / "Documents" / "trial.h5"
        hand = Hand(self.environment, pictures)
        window = subprocess.Popen(
            ["wine", self.program / "RamanGAN.exe"], env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            hand.work_through(target, rf"C:\users\{self.home.name}\Documents\trial.h5",
                              self.patience)  # fmt: skip
            begun = time.monotonic()
            hand.close_window()
            try:
                window.wait(120)
            except subprocess.TimeoutExpired:
                hand.take("not-closed")
                check(False, "the window did not close, see not-closed.png")
            print(f"closed in {time.monotonic() - begun:.0f} s, nothing asked", flush=True)
            left = self.still_running()
            check(not left, f"still running: {', '.join(left)}")
        finally:
            window.kill()
            subprocess.run(["wineserver", "-k"], env=self.environment)
        code = self.wine(self.program / "ramangan-cli.exe", "info",
                         rf"C:\users\{self.home.name}\Documents\trial.h5", shown=True)  # fmt: skip
        check(code == 0, "the file cannot be read")

    def remove(self) -> None:
        """Remove it without asking, and list what is left."""
        self.wine(self.program / "uninstall.exe", "/S")
        self.wait()
        files = sorted(self.files() - self.before[0])
        keys = sorted(self.keys() - self.before[1])
        print("left of files:", *(files or ["none"]), sep="\n  ")
        print("left in the registry:", *(keys or ["nothing"]), sep="\n  ", flush=True)
        beside = [name for name in files if str(PROGRAM) in name]
        check([Path(name).name for name in beside] == [OWN], "of the program there is left more")
        check(not any("Uninstall" in k or ".rgan" in k or "Install" in k for k in keys),
              "entries are left in the registry")  # fmt: skip

    # -- looking ----------------------------------------------------------------------------

    def still_running(self) -> list[str]:
        """Name the processes of the program in this prefix that go on."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (
                    (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                )
                ours = str(self.prefix).encode() in (process / "environ").read_bytes()
                if ours and re.search(r"[\\/](RamanGAN|ramangan-cli)\.exe", words):
                    found.append(f"{process.name} {words[:60]}")
        return found

    def files(self) -> set[str]:
        """Name every file below the user's folder and in program folders."""
        drive = self.prefix / "drive_c"
        found = (p for p in drive.rglob("*") if p.is_file())
        names = {p.relative_to(drive).as_posix() for p in found}
        return {n for n in names if not n.startswith("windows/")}

    def keys(self) -> set[str]:
        """Name every key of the user's registry but those that wine keeps for itself."""
        text = (self.prefix / "user.reg").read_text("utf-8", "replace")
        names = re.findall(r"^\[([^\]]+)\]", text, re.MULTILINE)
        return {name for name in names if "Wine" not in name and name not in ALWAYS}

    def wine(self, program: str | Path, *words: object, shown: bool = False) -> int:
        """Run a program to its end; give its exit code."""
        command = ["wine", str(program), *map(str, words)]
        with subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, errors="replace") as process:  # fmt: skip
            # Through a pipe: in a file wine would write over what stands there.
            for line in process.stdout or ():
                if shown and "wine32" not in line:
                    print("  ", line.rstrip(), flush=True)
        return process.returncode

    def wait(self) -> None:
        """Wait until nothing runs there any more and the registry is written."""
        subprocess.run(["wineserver", "-w"], env=self.environment, timeout=300)


def lend(system: Path) -> None:
    """Make the libraries that wine 8 lacks, in the trial's own system folder.

    Parameters
    ----------
    system : Path
        Folder ``system32`` of the prefix.
    """
    compiler = ("x86_64-w64-mingw32-gcc", "-O2", "-shared", "-static-libgcc")
    for name in ("bcryptprimitives", "icuuc"):
        if name != "bcryptprimitives" or not has(system / f"{name}.dll", "ProcessPrng"):
            subprocess.run([*compiler, LENT / f"{name}.c", "-ladvapi32",
                            "-o", system / f"{name}.dll"], check=True)  # fmt: skip
    own = system / "ucrtbase.dll"
    handed = system / "ucrtw.dll"
    own.rename(handed)
    code = (LENT / "ucrtbase.c").read_text("utf-8")
    code = re.sub(r"#define.*?(?<!\\)\n", "", code, flags=re.DOTALL)
    lent = set(re.findall(r"\blent_(\w+)\(", code))
    for name in re.findall(r"\b(?:ONE|REAL)\((\w+)\)", code):
        lent |= {name, f"{name}f"}
    lines = [f"  {name}=lent_{name}" for name in sorted(lent)]
    lines += [f"  {name}=ucrtw.{name}" for name in exports(handed) if name not in lent]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "ucrtbase.def")
        listed.write_text("\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines]) + "\n", "utf-8")
        subprocess.run([*compiler, LENT / "ucrtbase.c", listed, "-o", own], check=True)


def exports(library: Path) -> list[str]:
    """Name what a library offers."""
    command = ["x86_64-w64-mingw32-objdump", "-p", library]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.findall(r"^\s*\[ *\d+\] (\S+)$", told, re.MULTILINE)


def has(library: Path, name: str) -> bool:
    return library.exists() and name in exports(library)


def check(holds: object, otherwise: str) -> None:
    if not holds:
        sys.exit(f"trial: fail, {otherwise}")


if __name__ == "__main__":
    os.environ.setdefault("LANG", "C.UTF-8")
    sys.exit(main())
