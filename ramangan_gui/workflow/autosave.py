"""Autosave: the project in a folder of its own, section by section, so that a crash loses little.

Each section of the project is one file, written again only when it changed. A list of contents
names the files that belong together; it is replaced at the end, so that at any moment the folder
holds exactly the state of the last autosave. Beside them lies what training keeps on disk.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.compute import Compute
from ..core.errors import InputError, OutputError
from ..core.progress import Progress, Steps, part

if TYPE_CHECKING:
    from ..io.hdf5_items import Tree
    from .project import Project
    from .project_file import StoredProject
    from .tasks import Opened

#: Version of the list of contents; a larger one is left for the program that wrote it.
VERSION = 1

#: Name of the list of contents in the folder.
CONTENTS = "autosave.json"

#: Folder, in the folder, that keeps unfinished training.
TRAINING = "training"

_FILE = re.compile(r"[a-z]+-[0-9a-f]{12}\.h5")

#: No list of contents of ours comes near this many bytes.
_LONGEST = 1 << 20


@dataclass(frozen=True)
class Autosaved:
    """What is known of an autosave without reading its spectra.

    Parameters
    ----------
    saved_at : str
        ISO 8601, with time zone.
    title : str
        Name of the set.
    project_path : str
        The project file that was open, empty for none.
    modified : bool
        Whether it held something that the project file did not.
    training : bool
        Whether a training was under way.
    sections : mapping of str to str
        File of each section.
    """

    saved_at: str = ""
    title: str = ""
    project_path: str = ""
    modified: bool = False
    training: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)


class Autosave:
    """Keeps a project in a folder, and remembers what is there already.

    Parameters
    ----------
    folder : Path
        The folder; made at the first autosave.
    compute : Compute
        Where files are written.
    """

    def __init__(self, folder: Path, compute: Compute) -> None:
        self.folder = folder
        self._compute = compute
        self._parts: dict[str, tuple[Any, ...]] = {}
        self._files: dict[str, str] = {}

    @property
    def training_folder(self) -> Path:
        """Where training is to keep its state."""
        return self.folder / TRAINING

    def save(self, project: Project, window: Mapping[str, Any], facts: Autosaved) -> Steps[int]:
        """Write what changed since the last time; give the number of sections written.

        Parameters
        ----------
        project : Project
            All stages.
        window : mapping
            What the window is showing.
        facts : Autosaved
            Title, project file and marks; time and files are filled in.

        Raises
        ------
        OutputError
            If it cannot be written; the last autosave is still there.
        """
        from ..io.hdf5_items import Tree
        from .project_file import add_window
        from .project_sections import SECTIONS

        yield Progress(0.0, "Saving")
        parts: dict[str, tuple[Any, ...]] = {}
        files: dict[str, str] = {}
        written = 0
        for number, (name, section) in enumerate(SECTIONS.items()):
            own = (*section.parts(project), json.dumps(dict(window)) if name == "state" else "")
            if len(own) == 1:
                continue
            parts[name] = own
            if name in self._files and _same(own, self._parts[name]):
                files[name] = self._files[name]
                continue
            tree = Tree()
            section.add(tree, project)
            if name == "state":
                add_window(tree, window)
            files[name] = f"{name}-{secrets.token_hex(6)}.h5"
            steps = self._compute.steps(section_task, str(self.folder), files[name], tree)
            yield from part(steps, number / len(SECTIONS), (number + 1) / len(SECTIONS))
            written += 1
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        contents = {**asdict(facts), "saved_at": now, "sections": files, "autosave": VERSION}
        _write_contents(self.folder, contents)
        self._parts, self._files = parts, files
        _remove_others(self.folder, set(files.values()))
        return written

    def discard(self) -> None:
        """Delete the folder; nothing in it is needed any more."""
        shutil.rmtree(self.folder, ignore_errors=True)


def section_task(folder: str, name: str, tree: Tree) -> Steps[None]:
    """Write one section to its file and check it."""
    from ..io.hdf5_project import write_project_tree

    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {folder} for autosaves cannot be made: {error.strerror}."
        ) from error
    yield from write_project_tree(Path(folder) / name, tree)


def _same(left: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    return len(left) == len(right) and all(map(_is_same, left, right))


def _is_same(left: Any, right: Any) -> bool:
    """Whether two parts are the same thing: sets by identity, arrays by their memory."""
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        place = ("data", "shape", "strides", "typestr")
        ours, theirs = left.__array_interface__, right.__array_interface__
        return all(ours[key] == theirs[key] for key in place)
    if isinstance(left, str | int | dict):
        return bool(left == right)
    return left is right


def _write_contents(folder: Path, contents: Mapping[str, Any]) -> None:
    from ..io.atomic import replacing

    with replacing(folder / CONTENTS) as temporary:
        temporary.write_text(json.dumps(contents, indent=1), encoding="utf-8")


def _remove_others(folder: Path, needed: set[str]) -> None:
    """Remove sections that the list no longer names, and what an interrupted save left."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            stale = _FILE.fullmatch(path.name) or path.name.startswith(".ramangan-")
            if stale and path.name not in needed:
                path.unlink()


def read_contents(folder: Path) -> Autosaved | None:
    """Read what an autosave says of itself; ``None`` where there is none that can be used."""
    try:
        path = folder / CONTENTS
        if path.stat().st_size > _LONGEST:
            return None
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(stored, dict) or stored.get("autosave") != VERSION:
        return None
    sections = stored.get("sections")
    if not isinstance(sections, dict) or not all(
        isinstance(name, str) and _FILE.fullmatch(name) for name in sections.values()
    ):
        return None
    words = {name: stored.get(name) for name in ("saved_at", "title", "project_path")}
    facts: dict[str, Any] = {k: v if isinstance(v, str) else "" for k, v in words.items()}
    facts |= {name: stored.get(name) is True for name in ("modified", "training")}
    return Autosaved(**facts, sections=sections)


def recover(folder: Path) -> Steps[StoredProject]:
    """Read the project of an autosave.

    Raises
    ------
    InputError
        If it is incomplete or damaged.
    """
    from ..io.hdf5_items import Damaged, Tree
    from ..io.hdf5_project import read_project_tree
    from .project_file import project_of
    from .project_sections import SECTIONS

    contents = read_contents(folder)
    if contents is None:
        raise InputError(f"There is no autosave in {folder}.")
    whole = Tree()

    def take(tree: Tree) -> None:
        whole.items |= {name: item for name, item in tree.items.items() if name not in whole}

    known = [name for name in SECTIONS if name in contents.sections]
    for number, name in enumerate(known):
        steps = read_project_tree(folder / contents.sections[name], take)
        yield from part(steps, number / len(known), (number + 1) / len(known))
    try:
        return project_of(whole)
    except Damaged as error:
        raise InputError(f"The autosave in {folder} is incomplete: {error}.") from error


def recover_task(folder: str) -> Steps[Opened]:
    """Read the project of an autosave, and make the views of the Review page."""
    from .tasks import Opened, views_of

    yield Progress(0.0, "Recovering")
    stored = yield from part(recover(Path(folder)), 0.0, 0.6)
    views = yield from part(views_of(stored.project), 0.6, 1.0)
    return Opened(stored.project, views, "", stored.window)
