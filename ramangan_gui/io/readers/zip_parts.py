"""ZIP archives, in which several programs keep their files: what is in them, damaged or not."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

#: What :mod:`zipfile` raises where an archive is damaged or packed in a way that it cannot read.
DAMAGED_ZIP: Final = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError,
                      RuntimeError, KeyError, OverflowError)  # fmt: skip


def in_zip(path: Path, head: bytes, suffix: str, wanted: Callable[[str], bool]) -> bool:
    """Tell whether a file is a ZIP archive with a part that only one format has.

    Parameters
    ----------
    path : Path
        The file.
    head : bytes
        How it begins.
    suffix : str
        Suffix of the format; of an archive too damaged to list it is all that can be told by.
    wanted : callable
        Says of the name of a part whether it belongs to the format.
    """
    if not head.startswith(b"PK\3\4"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return any(map(wanted, archive.namelist()))
    except (OSError, *DAMAGED_ZIP):
        return path.suffix.lower() == suffix
