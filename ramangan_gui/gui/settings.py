"""What the window remembers from one start to the next."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from .language import LANGUAGES
from .theme import THEMES

#: Length of the list of recent files.
_MAX_RECENT = 8

#: So many folders are remembered with how their files were read.
_MAX_FOLDERS = 200


class Settings(QObject):
    """Recent files, theme and geometry.

    Parameters
    ----------
    store : QSettings, optional
        Where they are kept; the platform's place unless a test says otherwise.
    """

    recent_changed = Signal()

    def __init__(self, store: QSettings | None = None) -> None:
        super().__init__()
        self._store = store if store is not None else QSettings("RamanGAN", "RamanGAN")

    @property
    def recent(self) -> list[str]:
        """Files and folders opened last, latest first; those that are gone are left out."""
        stored = self._store.value("recent", [])
        # A list of one comes back from some stores as its only word.
        paths = stored if isinstance(stored, list) else [stored] if stored else []
        return [path for path in map(str, paths) if Path(path).exists()][:_MAX_RECENT]

    def add_recent(self, path: str | Path) -> None:
        """Put a file or folder at the head of the list."""
        name = os.path.abspath(path)  # without "..", but links stay as they are called
        others = [old for old in self.recent if old != name]
        self._store.setValue("recent", [name, *others][:_MAX_RECENT])
        self.recent_changed.emit()

    def forget_recent(self) -> None:
        """Empty the list."""
        self._store.remove("recent")
        self.recent_changed.emit()

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        name = str(self._store.value("theme", "system"))
        return name if name in THEMES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def language(self) -> str:
        """``system`` or the code of a language."""
        code = str(self._store.value("language", "system"))
        return code if code in LANGUAGES else "system"

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def folder(self) -> str:
        """Folder in which files were opened last."""
        return str(self._store.value("folder", ""))

    @folder.setter
    def folder(self, path: str) -> None:
        self._store.setValue("folder", path)

    def reading_of(self, paths: Sequence[str]) -> dict[str, object]:
        """Give how files of a folder were read last, as parameters of the import."""
        kept = self._readings().get(_folder_of(paths), {})
        return dict(kept) if isinstance(kept, dict) else {}

    def keep_reading(self, paths: Sequence[str], options: Mapping[str, object]) -> None:
        """Remember how files of a folder are read."""
        folder = _folder_of(paths)
        if not folder:
            return
        readings = self._readings()
        readings.pop(folder, None)
        readings[folder] = dict(options)
        latest = dict(list(readings.items())[-_MAX_FOLDERS:])
        self._store.setValue("readings", json.dumps(latest))

    def _readings(self) -> dict[str, object]:
        try:
            stored = json.loads(str(self._store.value("readings", "{}")))
        except ValueError:
            return {}
        return stored if isinstance(stored, dict) else {}

    def keep(self, name: str, state: QByteArray) -> None:
        """Keep the geometry of a window or splitter."""
        self._store.setValue(f"geometry/{name}", state)

    def kept(self, name: str) -> QByteArray | None:
        """Give the geometry kept under `name`, if any."""
        state = self._store.value(f"geometry/{name}")
        return state if isinstance(state, QByteArray) else None


def _folder_of(paths: Sequence[str]) -> str:
    """Give the folder that was opened, or in which the opened file lies."""
    if not paths:
        return ""
    first = Path(paths[0]).absolute()
    return str(first if first.is_dir() else first.parent)
