"""What a user can send to the developers: versions and the last lines of the log, nothing more.

Nothing is sent by the program; the text goes to the clipboard, where the user sees it.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from ..core.environment import describe_environment
from .logs import log_folder

if TYPE_CHECKING:
    from .workspace import Workspace

#: Lines of the log, and of the record of the last crash, that are copied.
_LINES = 80

#: Characters of a line; longer ones hold data rather than words.
_WIDTH = 240

#: Bytes read from the end of a log.
_TAIL = 100_000

#: Where a line of a traceback begins to name a file of a program, not of a person.
_CODE = re.compile(r'File "[^"\n]*?((?:ramangan_gui|site-packages|python3\.\d+)[\\/][^"\n]*)"')

#: A path from its root on, blanks included, to the ending that it has; or to the last word in which
#: it can go on.
_PATH = re.compile(
    r"""(?<![\w/\\.~]) (?:[A-Za-z]:[\\/] | \\\\ | ~?[\\/])
    (?:[^\n"':<>|]*? (\.[A-Za-z]\w{0,7}) (?![\w/\\-] | \.\w)
     | [^\s"':]+ (?:[ ][^\s"':/\\]*[/\\][^\s"':]*)*)""",
    re.VERBOSE,
)


def diagnostics(folder: Path | None = None) -> str:
    """Give versions and the last lines of the logs, without spectra, paths and names of people.

    Parameters
    ----------
    folder : Path, optional
        Folder of the log files; the platform's place without it.
    """
    place = folder if folder is not None else log_folder()
    facts = describe_environment(seed=0)
    facts.pop("seed")
    parts = ["RamanGAN diagnostics", *(f"{name}: {value}" for name, value in facts.items())]
    for name in ("ramangan.log", "crash.log"):
        lines = _last_lines(place / name)
        if lines:
            parts += ["", f"-- {name} --", *lines]
    return without_names(without_paths("\n".join(parts)))


def copy_diagnostics(workspace: Workspace) -> None:
    """Put the diagnostics on the clipboard, and say so."""
    QGuiApplication.clipboard().setText(diagnostics())
    workspace.told.emit(workspace.tr("Diagnostics copied; paste them where you need them."))


def open_logs(workspace: Workspace) -> None:
    """Show the folder of the log files, or say where it is."""
    folder = log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        workspace.told.emit(workspace.tr("The log files are in {0}").format(folder))


def without_paths(text: str) -> str:
    """Give text in which no file of the user has a place; what kind of file it is stays."""
    return _PATH.sub(lambda found: f"(path){found[1] or ''}", _CODE.sub(r'File "\1"', text))


def without_names(text: str, names: Iterable[str] | None = None) -> str:
    """Give text in which the home folder, the user and the computer have no names.

    Parameters
    ----------
    text : str
        Any text.
    names : iterable of str, optional
        Words to take out; those of this user and computer without it.
    """
    for folder in {str(Path.home()), str(Path.home().resolve())}:
        if len(folder) > 1:
            text = text.replace(folder, "~").replace(folder.replace("\\", "/"), "~")
    for name in sorted(_names() if names is None else names, key=len, reverse=True):
        if name:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "(name)", text, flags=re.IGNORECASE)
    # Home folders of others, such as one in the path of a shared file.
    return re.sub(r"((?:/home/|/Users/|\\Users\\))[^/\\\s:\"']+", r"\1(name)", text)


def _names() -> set[str]:
    names = {os.environ.get(key, "") for key in ("USER", "USERNAME", "LOGNAME", "COMPUTERNAME")}
    names |= {Path.home().name, platform.node(), platform.node().partition(".")[0]}
    with contextlib.suppress(KeyError, OSError, ImportError):  # a user without a name
        names.add(getpass.getuser())
    return names


def _last_lines(path: Path) -> list[str]:
    """Give the end of a log, none if there is none."""
    try:
        with open(path, "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return [line[:_WIDTH] for line in text.splitlines()[-_LINES:]]
