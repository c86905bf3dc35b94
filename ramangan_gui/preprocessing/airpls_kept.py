"""Where the compiled loops of airPLS are kept, and whether they are."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import sys
import tempfile
from functools import cache
from pathlib import Path

from ..core.places import compiled_folder

#: Modules of the loops, that which uses the others first. Its machine code holds parts of theirs.
LOOPS = ("airpls_compiled", "airpls_stiff", "airpls_third", "airpls_weights")


def folder() -> Path:
    """Give the loops' folder, another one for other versions of loops, compiler or Python."""
    return compiled_folder() / f"airpls-{_version(sys.version)}"


@cache
def _version(python: str) -> str:
    """Give a short name of the present versions."""
    parts: list[object] = [python]
    for name in ("numba", *(f"{__package__}.{name}" for name in LOOPS)):
        found = importlib.util.find_spec(name)
        # A frozen program has no files of its modules; then it stands for them.
        source = Path(found.origin) if found is not None and found.origin else Path(sys.executable)
        stamp = (source if source.exists() else Path(sys.executable)).stat()
        parts += [stamp.st_mtime_ns, stamp.st_size]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def is_kept() -> bool:
    """Say whether the loops were compiled before, so that to load them takes a moment."""
    with contextlib.suppress(OSError):
        return _note().exists()
    return False


def can_be_kept() -> bool:
    """Say whether the folder can be written: where it cannot, to compile serves one process."""
    with contextlib.suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder()):
            return True
    return False


def note_kept() -> None:
    """Leave a note beside the machine code, where some was kept."""
    with contextlib.suppress(OSError):
        if any(folder().rglob("*.nbc")):
            _note().touch()


def _note() -> Path:
    """Give the note's path; machine code alone may be half of what is needed."""
    return folder() / "complete"
