"""Try a package for Linux in a bare Debian: install, self-test, click, remove, see what is left.

    sudo python3 installer/try_linux.py PACKAGE.deb [--root DIR] [--pictures DIR]
    sudo python3 installer/try_linux.py PACKAGE.run [--root DIR] [--pictures DIR]

DIR holds a Debian 12 without Python, made by debootstrap where it is missing, in which an ordinary
user works; root is needed for `chroot` alone. A .deb brings the libraries it depends on; for a
.run, which cannot, `xz` and those libraries are installed first, as every desktop has them. Needs
debootstrap, Xvfb, openbox, xdotool, ImageMagick and a mirror of Debian.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from clicking import Hand, virtual_screen
from linux import DEPENDS

USER = "visitor"

#: Where systems write whatever is installed.
CHANGING = ("proc", "dev", "sys", "tmp", "run", "var/cache", "var/lib/apt", "var/log", "root")

#: Times that the window is opened to measure its first paint.
STARTS = 5

#: What helps the window may end so much later than it, on a busy machine, in seconds.
ENDING = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("--root", type=Path, help="a bare Debian, kept and used again")
    parser.add_argument("--pictures", type=Path, default=Path("trial-linux"))
    parser.add_argument("--patience", type=float, default=900.0)
    parser.add_argument("--without-clicks", action="store_true")
    arguments = parser.parse_args()
    kind = {".deb": Deb, ".run": Run}[arguments.package.suffix]
    with tempfile.TemporaryDirectory() as temporary:
        root = arguments.root or Path(temporary, "debian")
        make_debian(root)
        with mounted(root), virtual_screen() as environment:
            trial = kind(root, environment["DISPLAY"], arguments.patience)
            trial.prepare(arguments.package)
            trial.install()
            trial.self_test()
            trial.first_paint()
            if not arguments.without_clicks:
                trial.click(Hand(environment, arguments.pictures))
            trial.remove()
            trial.what_is_left()
    print("trial: pass")
    return 0


def make_debian(root: Path) -> None:
    """Make a Debian 12 of its essential packages, unless it is there."""
    if not (root / "etc" / "debian_version").exists():
        run("debootstrap", "--variant=minbase", "bookworm", root)
    run("chroot", root, "apt-get", "-q", "update")


@contextlib.contextmanager
def mounted(root: Path) -> Iterator[None]:
    """Let programs in there find their devices and processes."""
    mounts = (
        ("-t", "proc", "proc", root / "proc"),
        ("--bind", "/dev", root / "dev"),
        # What is mounted below it would otherwise appear in the system outside as well.
        ("--make-private", root / "dev"),
        ("-t", "tmpfs", "-o", "mode=1777", "tmpfs", root / "dev" / "shm"),
        ("-t", "devpts", "devpts", root / "dev" / "pts"),
    )
    made = []
    try:
        for words in mounts:
            if words[0] == "--make-private" or not os.path.ismount(words[-1]):
                run("mount", *words)
                made.append(words[-1])
        yield
    finally:
        for place in reversed(list(dict.fromkeys(made))):
            run("umount", "--lazy", place)


class Trial:
    """One installation; how to install and remove is said below."""

    program = ""

    def __init__(self, root: Path, display: str, patience: float) -> None:
        self.root, self.display, self.patience = root, display, patience
        self.home = root / "home" / USER

    def prepare(self, package: Path) -> None:
        """Make the user anew, and put the package into his home."""
        run("chroot", self.root, "sh", "-c", f"userdel -rf {USER} 2>/dev/null; useradd -m {USER}")
        self.before_libraries()
        found = self.inside("sh", "-c", "command -v python3 python || echo none", read=True)
        print(f"Python in the bare system: {found.strip()}", flush=True)
        self.package = Path("/home", USER, package.name)
        shutil.copy(package, self.home / package.name)
        run("chroot", self.root, "chown", USER, self.package)
        self.size = package.stat().st_size
        self.before = self.files()

    def before_libraries(self) -> None:
        """Install what the package cannot bring."""

    def install(self) -> None:
        raise NotImplementedError

    def remove(self) -> None:
        raise NotImplementedError

    def self_test(self) -> None:
        """Let the installed program test itself, without a screen and by name of an option."""
        self.inside(self.program, "--version")
        self.inside(self.program, "--self-test", QT_QPA_PLATFORM="offscreen")

    def first_paint(self) -> None:
        """Tell how long the window takes, from an emptied disk cache and then again."""
        for number in range(STARTS):
            if number == 0:
                run("sync")
                Path("/proc/sys/vm/drop_caches").write_text("1")
            told = self.inside(self.program, "gui", "--report-first-paint", read=True)
            kind = "cold" if number == 0 else "warm"
            print(f"first paint, {kind}: {told.strip()}", flush=True)

    def click(self, hand: Hand) -> None:
        """Work through the sample job by mouse, and read what was written."""
        target = Path("/home", USER, "trial.h5")
        command = [*self.as_user(), self.program]
        with subprocess.Popen([str(word) for word in command]) as window:
            try:
                hand.work_through(self.root / target.relative_to("/"), str(target), self.patience)
                begun = time.monotonic()
                hand.close_window()
                window.wait(60)
                print(f"closed in {time.monotonic() - begun:.0f} s, nothing asked", flush=True)
                until = time.monotonic() + ENDING
                while (left := self.still_running()) and time.monotonic() < until:
                    time.sleep(0.5)
                if left:
                    sys.exit(f"trial: fail, still running: {', '.join(left)}")
            finally:
                window.kill()
        self.inside(self.program, "info", target)

    def still_running(self) -> list[str]:
        """Name the processes of the program in there that go on."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                program = os.readlink(process / "exe")
                if program.startswith(str(self.root.resolve())) and "ramangan" in program:
                    found.append(f"{process.name} {program}")
        return found

    def what_is_left(self) -> None:
        """List files that were not there before."""
        left = sorted(self.files() - self.before)
        print("left of files:", *(left or ["none"]), sep="\n  ", flush=True)
        own = [name for name in left if "ramangan-program" in name or name.startswith("usr/")]
        # What apt brought for others to use is theirs to remove.
        if own := [name for name in own if "ramangan" in name.lower()]:
            sys.exit(f"trial: fail, {len(own)} files of the program are left")

    def files(self) -> set[str]:
        """Name every file of the system but those that change all the time."""
        found = set()
        for folder, folders, names in os.walk(self.root):
            here = Path(folder).relative_to(self.root)
            folders[:] = [name for name in folders if (here / name).as_posix() not in CHANGING]
            found |= {(here / name).as_posix() for name in names}
        return found

    def as_user(self, **environment: str) -> list[object]:
        """Give the words before a command that the ordinary user starts."""
        given = {
            "HOME": f"/home/{USER}", "LANG": "C.UTF-8", "DISPLAY": self.display,
            "PATH": "/usr/bin:/bin", **environment,
        }  # fmt: skip
        words = [f"{name}={value}" for name, value in given.items()]
        return ["chroot", f"--userspec={USER}:{USER}", self.root, "env", "-i", *words]

    def inside(self, *command: object, read: bool = False, **environment: str) -> str:
        """Run a command as the ordinary user; give its output if it is read."""
        words = [str(word) for word in (*self.as_user(**environment), *command)]
        heard = subprocess.PIPE if read else None
        done = subprocess.run(words, check=True, stdout=heard, text=True, timeout=self.patience)
        return done.stdout or ""

    def tell_sizes(self, folder: str, begun: float) -> None:
        told = subprocess.run(["du", "-sb", self.root / folder], check=True, capture_output=True)
        seconds = time.monotonic() - begun
        print(f"{self.package.name}: {self.size / 1e6:.1f} MB,"
              f" {int(told.stdout.split()[0]) / 1e6:.0f} MB installed in {seconds:.0f} s",
              flush=True)  # fmt: skip


class Deb(Trial):
    """The package for all users."""

    program = "/usr/bin/ramangan"

    def install(self) -> None:
        """Install it as an administrator does."""
        begun = time.monotonic()
        self.apt("install", self.package)
        self.tell_sizes("usr/lib/ramangan", begun)

    def remove(self) -> None:
        """Remove it with what it brought."""
        self.apt("purge", "--autoremove", "ramangan")

    def apt(self, *words: object) -> None:
        apt(self.root, *words)


class Run(Trial):
    """The package for one user, who is nobody special."""

    program = f"/home/{USER}/.local/bin/ramangan"

    def before_libraries(self) -> None:
        """Install `xz` and the libraries that a desktop has."""
        names = [word.split()[0] for word in DEPENDS.split(", ")]
        apt(self.root, "install", "xz-utils", *names)

    def install(self) -> None:
        """Install it as that user."""
        begun = time.monotonic()
        self.inside("sh", self.package, "--quiet")
        self.tell_sizes(f"home/{USER}/.local/share/ramangan-program", begun)

    def remove(self) -> None:
        """Remove it as that user."""
        self.inside(f"/home/{USER}/.local/share/ramangan-program/uninstall.sh")


def apt(root: Path, *words: object) -> None:
    environment: Mapping[str, str] = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["chroot", root, "apt-get", "-qq", "-y", "--no-install-recommends", *words]
    subprocess.run([str(w) for w in command], check=True, env=environment,
                   stdout=subprocess.DEVNULL)  # fmt: skip


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True)


if __name__ == "__main__":
    sys.exit(main())
