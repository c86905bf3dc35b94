"""What the machine must provide before RamanGAN can be set up: a processor, system libraries."""

import contextlib
import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys

#: What Qt loads on Linux, and the packages of Debian and Arch that hold it.
QT_LIBRARIES = (
    ("libGL.so.1", "libgl1", "libglvnd"),
    ("libEGL.so.1", "libegl1", "libglvnd"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
)
#: What a window needs besides, under Wayland and under X11.
WAYLAND_LIBRARIES = (
    ("libwayland-client.so.0", "libwayland-client0", "wayland"),
    ("libwayland-cursor.so.0", "libwayland-cursor0", "wayland"),
    ("libwayland-egl.so.1", "libwayland-egl1", "wayland"),
)
X11_LIBRARIES = (
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
)


class SetUpError(Exception):
    """The set-up cannot go on; the message is a sentence that says what to do."""


def say(text: str) -> None:
    print(f"RamanGAN: {text}", flush=True)


def last_lines(output: str, number: int = 15) -> str:
    return "\n".join(output.rstrip().splitlines()[-number:])


def check_processor() -> None:
    """Refuse machines for which PyTorch has no build."""
    if sys.maxsize < 2**32:
        raise SetUpError("this is a 32-bit Python: install the 64-bit one and start again.")
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        raise SetUpError(
            "there is no PyTorch for Intel Macs any more; on a Mac with an Apple processor,"
            " install the Python for it (arm64 or universal) and start again."
        )


def has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def provide_system_parts(for_venv: bool) -> None:
    """Install what is missing of the system, all in one go, or say how.

    What Qt wants on Linux is looked for, and with `for_venv` what a virtual environment needs,
    which Debian keeps in a package of its own.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = list(QT_LIBRARIES)
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted += WAYLAND_LIBRARIES
    elif has_screen():
        wanted += X11_LIBRARIES
    missing = [row for row in wanted if not loads(row[0])]
    lacks = [library for library, _, _ in missing]
    apt = [debian for _, debian, _ in missing]
    if for_venv and importlib.util.find_spec("ensurepip") is None:
        lacks.append("Python's ensurepip")
        apt.append("python{}.{}-venv".format(*sys.version_info[:2]))
    # Fedora's packages can be asked for by what they hold.
    dnf = [f"'{library}()(64bit)'" for library, _, _ in missing]
    pacman = sorted({arch for _, _, arch in missing})
    if lacks:
        provide(f"missing from the system: {', '.join(lacks)}", apt, dnf, pacman)


def loads(library: str) -> bool:
    with contextlib.suppress(OSError):
        ctypes.CDLL(library)
        return True
    return False


def provide(lack: str, apt: "list[str]", dnf: "list[str]", pacman: "list[str]") -> None:
    """Install packages where we are root and apt is there; else name the command."""
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            apt_install(lack, apt)
            return
        command = "sudo apt-get install -y " + " ".join(apt)
    elif dnf and shutil.which("dnf"):
        command = "sudo dnf install -y " + " ".join(dnf)
    elif pacman and shutil.which("pacman"):
        command = "sudo pacman -S --needed " + " ".join(pacman)
    else:
        raise SetUpError(f"{lack}; install it with the package manager and start again.")
    raise SetUpError(f"{lack}; run `{command}` and start again.")


def apt_install(lack: str, packages: "list[str]") -> None:
    say(f"{lack}; installing {' '.join(packages)} with apt-get.")
    options = ["-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    # The package lists of a new or old system are missing or stale, so they come first.
    update = run_captured(["apt-get", *options, "update"])
    done = run_captured(["apt-get", *options, "install", "--no-install-recommends", *packages])
    if done.returncode != 0:
        print(last_lines(update.stdout, 5), last_lines(done.stdout), sep="\n", file=sys.stderr)
        command = "apt-get install -y " + " ".join(packages)
        raise SetUpError(f"apt-get could not install them (see above); run `{command}` by hand.")
    importlib.invalidate_caches()


def run_captured(
    command: "list[str]", environment: "dict[str, str] | None" = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command that asks nothing, with all that it prints as one text."""
    return subprocess.run(
        command,
        env=dict(environment or os.environ, DEBIAN_FRONTEND="noninteractive"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,
    )
