"""After a crash: offers what the autosave kept, unfinished training included."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ..workflow.autosave import Autosaved, read_contents
from ..workflow.tasks import Opened
from .autosaver import Autosaver, session_lock
from .numbers import moment
from .project_file import ProjectFile
from .workspace import Workspace

RECOVER, DELETE, LATER = "recover", "delete", "later"


class Recovery(QObject):
    """Finds sessions that ended without being closed, and brings one back.

    Parameters
    ----------
    window : QWidget
        Owner of the dialog.
    workspace : Workspace
        Reads what was kept.
    file : ProjectFile
        Learns which file the project belongs to.
    autosaver : Autosaver
        Goes on where the other session ended.
    """

    def __init__(
        self, window: QWidget, workspace: Workspace, file: ProjectFile, autosaver: Autosaver
    ) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._file, self._autosaver = file, autosaver

    def offer(self) -> bool:
        """Ask about each session that crashed, latest first; say whether one is being read."""
        for folder, contents, lock in self._crashed():
            answer = self.choose(contents)
            if answer == RECOVER:
                self._recover(folder, contents, lock)
                return True
            if answer == DELETE:
                lock.unlock()
                shutil.rmtree(folder, ignore_errors=True)
                continue
            lock.unlock()
            return False
        return False

    def choose(self, contents: Autosaved) -> str:
        """Ask what to do with an autosave; give ``recover``, ``delete`` or ``later``."""
        what = self.tr("with changes that are in no file")
        if contents.training:
            what = self.tr("while a training was under way; it goes on where it was")
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Bring back unsaved work?"),
            self.tr(
                "RamanGAN ended without being closed. “{0}” was kept at {1}, {2}. Bring it back?"
            ).format(contents.title or self.tr("The project"), moment(contents.saved_at), what),
            parent=self._window,
        )
        recover = box.addButton(self.tr("&Bring it back"), QMessageBox.ButtonRole.AcceptRole)
        delete = box.addButton(self.tr("&Delete it"), QMessageBox.ButtonRole.DestructiveRole)
        later = box.addButton(self.tr("Ask me &later"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(recover)
        box.setEscapeButton(later)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return RECOVER if clicked is recover else DELETE if clicked is delete else LATER

    def _crashed(self) -> list[tuple[Path, Autosaved, QLockFile]]:
        """Find sessions that no process holds any more; those that kept nothing are deleted."""
        own = self._autosaver.folder
        found = []
        try:
            folders = [f for f in own.parent.iterdir() if f.is_dir() and f != own]
        except OSError:
            return []
        for folder in folders:
            lock = session_lock(folder)
            if not lock.tryLock(0):
                continue
            contents = read_contents(folder)
            if contents is not None and (contents.modified or contents.training):
                found.append((folder, contents, lock))
                continue
            lock.unlock()
            if contents is not None or not (folder / "autosave.json").exists():
                shutil.rmtree(folder, ignore_errors=True)
        return sorted(found, key=lambda item: item[1].saved_at, reverse=True)

    def _recover(self, folder: Path, contents: Autosaved, lock: QLockFile) -> None:
        def opened(_: Opened) -> None:
            self._autosaver.adopt(folder, lock)
            self._file.recovered(contents.project_path, contents.modified)

        def ended(how: str) -> None:
            self._workspace.job_ended.disconnect(ended)
            if how != "succeeded":
                lock.unlock()
            elif contents.training:
                self._workspace.train(resume=True)

        self._workspace.job_ended.connect(ended)
        self._workspace.recover(folder, opened)
