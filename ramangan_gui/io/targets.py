"""Names of the files that are written: their suffixes, and what is never replaced."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..core.errors import OutputError

PROJECT_SUFFIX = ".rgan"
HDF5_SUFFIXES = (".h5", ".hdf5", ".nxs")
TABLE_SUFFIXES = (".csv",)
REPORT_SUFFIXES = (".html", ".htm", ".pdf")


def with_suffix_of(path: str | os.PathLike[str], suffixes: tuple[str, ...]) -> Path:
    """Give the name of a file of one kind; a full stop within a name is no suffix.

    Parameters
    ----------
    path : path-like
        The name, as somebody typed it.
    suffixes : tuple of str
        Those of the kind; the first is put behind a name that has none of them.
    """
    named = Path(path)
    if not named.name or named.suffix.lower() in suffixes:
        return named
    return named.with_name(named.name + suffixes[0])


def refuse_sources(
    targets: Iterable[str | os.PathLike[str]], sources: Iterable[str | os.PathLike[str]]
) -> None:
    """Raise before a file would be replaced that spectra came from.

    Parameters
    ----------
    targets : iterable of path-like
        What is to be written.
    sources : iterable of path-like
        What was read; what is no longer there cannot be replaced.

    Raises
    ------
    OutputError
        If a target is a source, under whatever name.
    """
    present = [(target, there) for target in targets if (there := _look_at(target)) is not None]
    for source in sources if present else ():
        read = _look_at(source)
        for target, there in present:
            if read is not None and os.path.samestat(there, read):
                raise OutputError(
                    f"{target} is one of the files that the spectra came from.",
                    "Save under another name.",
                )


def _look_at(path: str | os.PathLike[str]) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None
