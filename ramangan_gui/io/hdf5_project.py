"""The HDF5 file of a project (``.rgan``): the same care as for exported sets, its own layout.

The items of a project come in sections that are written to one file when the user saves, and to
one file each by the autosave, so that what did not change is not written again.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np

from .. import __version__
from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from .hdf5 import PathLike, has_mark, read_checked, write_checked
from .hdf5_columns import Table
from .hdf5_items import Damaged, Tree, encode
from .hdf5_records import PROGRAM
from .hdf5_spectra import add_table, add_values, read_spectra

T = TypeVar("T")

#: Version of the layout of projects; a file with a larger one is refused.
PROJECT_LAYOUT = 1

#: Name of the root's attribute that holds the version.
PROJECT_ATTRIBUTE = "ramangan_project"

ENTRY = "/entry"

#: ``UPGRADES[v]`` turns the items of layout `v`, in place, into those of layout `v + 1`. Every
#: change of the layout adds its step here, and a test reads a file of each older layout.
UPGRADES: Mapping[int, Callable[[Tree], None]] = {}


def write_project_tree(path: PathLike, tree: Tree) -> Steps[None]:
    """Write the items of a project, whole or one section of it, and check the file.

    Parameters
    ----------
    path : path-like
        The file; an older one is replaced at the end, and kept if anything fails.
    tree : Tree
        The items.

    Raises
    ------
    OutputError
        If the system refuses, or the file does not hold what was to be written.
    """
    yield Progress(0.0, "Preparing")
    whole = Tree()
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    whole.add_group(
        "/",
        "NXroot",
        default=ENTRY.strip("/"),
        creator=PROGRAM,
        creator_version=__version__,
        file_time=now,
        **{PROJECT_ATTRIBUTE: PROJECT_LAYOUT},
    )
    shown = [name for name in ("corrected", "imported") if f"{ENTRY}/{name}/intensity" in tree]
    default = {"default": shown[0]} if shown else {}
    whole.add_group(ENTRY, "NXentry", **default)
    whole.items |= {name: item for name, item in tree.items.items() if name not in whole}
    yield from write_checked(path, whole)


def read_project_tree(path: PathLike, build: Callable[[Tree], T]) -> Steps[T]:
    """Read the items of a project of this layout or an older one, and build something of them.

    Parameters
    ----------
    path : path-like
        The file.
    build : callable
        Gives the result; raises ``Damaged`` where items are missing or contradict each other.

    Raises
    ------
    InputError
        If the file is no project, of a newer layout, changed or damaged.
    """

    def upgraded(tree: Tree, version: int) -> T:
        for step in range(version, PROJECT_LAYOUT):
            UPGRADES[step](tree)
        return build(tree)

    return (yield from read_checked(path, (PROJECT_ATTRIBUTE, PROJECT_LAYOUT), upgraded))


def is_project_file(path: PathLike) -> bool:
    """Whether the file says that it is a project of this program; never raises."""
    return has_mark(path, PROJECT_ATTRIBUTE)


def read_originals(path: Path) -> Steps[tuple[Spectra, dict[str, object]]]:
    """Read the imported spectra of a project alone, with title and whether they are simulated.

    Raises
    ------
    InputError
        As :func:`read_project_tree`, or if it holds none.
    """

    def build(tree: Tree) -> tuple[Spectra, dict[str, object]]:
        if f"{ENTRY}/imported" not in tree:
            raise Damaged("it holds no spectra")
        facts = tree.json(f"{ENTRY}/import", dict)
        kept = {"title": str(facts.get("title", "")), "simulated": facts.get("simulated") is True}
        return read_originals_of(tree, "imported"), kept

    return (yield from read_project_tree(path, build))


def _originals(spectra: Spectra) -> Table:
    fold = np.full(len(spectra), -1, np.int32)
    return Table(spectra, spectra, fold, None, np.empty(0, np.intp))


def add_measured(tree: Tree, name: str, spectra: Spectra, title: str) -> None:
    """Add the intensities of a table of originals, and nothing else of it."""
    add_values(tree, f"{ENTRY}/{name}", _originals(spectra), title)


def add_originals(tree: Tree, name: str, spectra: Spectra, title: str) -> None:
    """Add a table of originals and the names of its classes.

    Parameters
    ----------
    tree : Tree
        Where to add it.
    name : str
        Name of the group below the entry.
    spectra : Spectra
        The originals.
    title : str
        What they are, for plots.
    """
    table = _originals(spectra)
    for _ in add_table(tree, f"{ENTRY}/{name}", table, spectra.classes, title):
        pass
    tree.add(f"{ENTRY}/{name}_classes", encode(list(spectra.classes)))


def read_originals_of(tree: Tree, name: str) -> Spectra:
    """Read a table that :func:`add_originals` added."""
    classes = tree.texts(f"{ENTRY}/{name}_classes")
    if classes.ndim != 1:
        raise Damaged(f"{ENTRY}/{name}_classes is no list")
    return read_spectra(tree, f"{ENTRY}/{name}", classes)[0]
