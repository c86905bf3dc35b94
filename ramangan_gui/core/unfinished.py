"""Temporary files that say whose they are, so that what a killed process left can be cleared away.

A file that is being written has a name with this computer and process in it. A process that was
killed leaves its file behind; the next one that writes into the folder, or opens a project from it,
removes it. Files of living processes, of other computers and of other names are never touched.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import itertools
import os
import platform
import re
import secrets
import sys
from pathlib import Path

_NAME = re.compile(r"\.ramangan-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{12}\.part")

#: Entries of a folder that are looked at; going through more would keep whoever saves waiting.
_MOST_LOOKED_AT = 20_000

#: Windows: the right to wait for a process, the answer "it still runs", and "there is none".
_SYNCHRONIZE, _TIMEOUT, _NO_SUCH_PROCESS = 0x00100000, 0x102, 87


def new_file(folder: Path) -> Path:
    """Create an empty file with the permissions that any new file gets."""
    while True:
        name = f".ramangan-{_computer()}-{os.getpid()}-{secrets.token_hex(6)}.part"
        with contextlib.suppress(FileExistsError), open(folder / name, "xb"):
            return folder / name


def remove_abandoned(folder: Path) -> int:
    """Remove what processes of this computer that are gone left in a folder.

    Parameters
    ----------
    folder : Path
        The folder; one that cannot be looked into is left alone, and of a huge one the rest is.

    Returns
    -------
    int
        How many files were removed.
    """
    removed = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in itertools.islice(entries, _MOST_LOOKED_AT):
            if _is_abandoned(entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
                    removed += 1
    return removed


def _is_abandoned(name: str) -> bool:
    found = _NAME.fullmatch(name)
    return found is not None and found[1] == _computer() and not _is_alive(int(found[2]))


@functools.cache
def _computer() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _is_alive(process: int) -> bool:
    """Whether the process runs, as far as that can be known; in doubt it does."""
    if sys.platform == "win32":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _is_alive_on_windows(process: int) -> bool:
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)
    if not handle:
        return bool(ctypes.get_last_error() != _NO_SUCH_PROCESS)  # type: ignore[attr-defined]
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == _TIMEOUT)
    finally:
        kernel.CloseHandle(handle)
