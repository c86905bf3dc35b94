"""Which files are meant when files and folders are named or dropped."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

#: Files that are no data, left out of folders without a word; named one by one they are tried.
_NO_DATA_SUFFIXES: Final = frozenset(
    [".md", ".json", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".log", ".py", ".ipynb", ".m", ".r",
     ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".ico", ".webp",
     ".pdf", ".doc", ".docx", ".ppt", ".pptx", ".odt", ".rtf", ".html", ".htm", ".lnk", ".url",
     ".exe", ".dll", ".bat", ".sh", ".db", ".tmp", ".bak", ".sha256", ".md5"]
)  # fmt: skip
_NO_DATA_NAMES: Final = re.compile(
    r"(readme|licen[cs]e|copying|source|changelog|notes?|thumbs|desktop|citation)(\.\w+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Offered:
    """A file that may hold spectra.

    Parameters
    ----------
    path : Path
        The file.
    root : Path or None
        The folder that was named and that it lies in, ``None`` where the file itself was named.
    """

    path: Path
    root: Path | None = None

    @property
    def folder(self) -> str:
        """Name of the first folder below the one that was named, or of the one it lies in."""
        if self.root is not None:
            parts = self.path.relative_to(self.root).parts
            return parts[0] if len(parts) > 1 else _name_of(self.root)
        return self.path.resolve().parent.name

    @property
    def place(self) -> str:
        """The path below the folder that was named, without the file name ending."""
        below = self.path.relative_to(self.root) if self.root is not None else Path(self.path.name)
        return (below.parent / self.stem).as_posix()

    @property
    def stem(self) -> str:
        """The file name without its ending, also where that is ``.txt.gz``."""
        return self.path.name.removesuffix(".gz").rsplit(".", 1)[0] or self.path.name


@lru_cache(maxsize=64)  # asked for every file in the folder
def _name_of(folder: Path) -> str:
    return folder.resolve().name


def natural_key(path: Path) -> list[tuple[int, int, str]]:
    """Sort names as people do: spectrum 2 before spectrum 10."""
    return [
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece)
        for part in path.parts
        for piece in [*filter(None, re.split(r"(\d{1,18})", part.lower())), ""]
    ]


def offered_in(paths: Iterable[Path]) -> list[Offered]:
    """Find the files among files and folders.

    Parameters
    ----------
    paths : iterable of Path
        Files and folders, in the order of the user.

    Returns
    -------
    list of Offered
        Files of each folder and its subfolders in natural order; hidden files and files that are
        plainly no data only where they were named themselves. What does not exist stays in the
        list, so that it can be told. No file twice.
    """
    found: dict[str, Offered] = {}
    for path in map(Path, paths):
        if path.is_dir():
            places: dict[Path, str] = {}
            for inside in sorted(_files_below(path), key=natural_key):
                found.setdefault(_real_path(inside, places), Offered(inside, path))
        else:
            found.setdefault(os.path.realpath(path), Offered(path))
    return list(found.values())


def _real_path(path: Path, places: dict[Path, str]) -> str:
    """Give where a file really lies, looking at each folder once; `places` keeps what was found."""
    if os.path.islink(path):
        return os.path.realpath(path)
    folder = path.parent
    if folder not in places:
        places[folder] = os.path.realpath(folder)
    return os.path.join(places[folder], path.name)


def scan(paths: Iterable[Path]) -> list[Path]:
    """Give the files that would be read, see :func:`offered_in`."""
    return [offered.path for offered in offered_in(paths)]


def _files_below(folder: Path) -> list[Path]:
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files.extend(Path(place, name) for name in names if _may_be_data(name))
    return files


def _may_be_data(name: str) -> bool:
    if name.startswith((".", "~$")) or name.endswith("~"):
        return False
    if _NO_DATA_NAMES.fullmatch(name):
        return False
    return os.path.splitext(name)[1].lower() not in _NO_DATA_SUFFIXES
