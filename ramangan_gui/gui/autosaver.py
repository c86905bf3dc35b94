"""Keeps the project on disk every minute and at each turn of the work, beside the window."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

from ..core.errors import RamanGanError
from ..workflow.autosave import Autosave, Autosaved
from ..workflow.project import Project
from .job_runner import JobRunner
from .project_file import ProjectFile
from .sentences import told
from .workspace import Workspace

#: Time between two autosaves, in ms.
INTERVAL = 60_000
#: Time from a turn of the work to its autosave, in ms. What a job made is shown first: preparing
#: many spectra beside it would make the window wait for Python again and again.
CALM = 1_000


class Autosaver(QObject):
    """Writes what changed to a folder of this session; a clean end deletes it.

    Parameters
    ----------
    workspace : Workspace
        Owner of the project.
    file : ProjectFile
        Knows what is saved.
    runner : JobRunner
        Writes files beside whatever the workspace runs.
    window_state : callable
        Gives what the window is showing.
    root : Path
        Folder that holds the folders of all sessions.
    parent : QObject, optional
        Owner.
    """

    kept = Signal()
    """The present state is on disk."""

    def __init__(
        self,
        workspace: Workspace,
        file: ProjectFile,
        runner: JobRunner,
        window_state: Callable[[], dict[str, Any]],
        root: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._file, self._runner = workspace, file, runner
        self._window_state = window_state
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{secrets.token_hex(4)}"
        self._take_folder(root / name, None)
        self._last: tuple[Any, ...] = ()
        self._running = self._again = self._complained = self._closed = False
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.save)
        self._calm = QTimer(self, interval=CALM, singleShot=True)
        self._calm.timeout.connect(self.save)

    @property
    def folder(self) -> Path:
        """The folder of this session."""
        return self._autosave.folder

    def start(self) -> None:
        """Begin; where the folder cannot be made, say so once and do without."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._complain(error.strerror or str(error))
            return
        self._lock.tryLock(0)
        self._timer.start()
        self._runner.ended.connect(self._runner_ended)
        self._workspace.job_started.connect(self._begun)
        self._workspace.job_ended.connect(self._turn)

    def adopt(self, folder: Path, lock: QLockFile) -> None:
        """Go on in the folder of a session that crashed, whose lock was taken."""
        self._lock.unlock()
        self._autosave.discard()
        self._take_folder(folder, lock)
        self._last = ()

    def close(self) -> None:
        """End cleanly: nothing is to be recovered."""
        self._timer.stop()
        self._calm.stop()
        self._closed = True
        self._lock.unlock()
        self._autosave.discard()

    @Slot()
    def save(self) -> None:
        """Write what changed since the last time, after what is being written or is to be."""
        workspace, project = self._workspace, self._workspace.project
        window = self._window_state()
        facts = Autosaved(
            title=self._file.name,
            project_path=self._file.path,
            modified=self._file.modified,
            training=workspace.training,
        )
        state = (project, window, facts)
        if self._closed or project.imported is None or (self._last and _alike(state, self._last)):
            return
        if self._runner.job is not None or self._file.saving:
            self._again = True
            return

        def done(_: int) -> None:
            self._last = state
            self._complained = False
            self.kept.emit()

        steps = self._autosave.save(project, window, facts)
        self._runner.start(steps, self.tr("Autosave"), done)
        # Not before: the start may first tell that the job before it has ended.
        self._running = True

    def took_failure(self, error: object) -> bool:
        """Tell of a failure in the status line, once; say whether it was the autosave's."""
        if not self._running:
            return False
        self._complain(told(error.what) if isinstance(error, RamanGanError) else str(error))
        return True

    def _take_folder(self, folder: Path, lock: QLockFile | None) -> None:
        self._autosave = Autosave(folder, self._runner.compute)
        self._lock = lock if lock is not None else session_lock(folder)
        self._workspace.training_folder = str(self._autosave.training_folder)

    def _complain(self, what: str) -> None:
        if not self._complained:
            self._complained = True
            self._workspace.told.emit(self.tr("No autosave: {0}").format(what))

    @Slot()
    def _begun(self, _: object = None) -> None:
        # What is lost now would be the whole of a long job.
        QTimer.singleShot(0, self, self.save)

    @Slot()
    def _turn(self, _: object = None) -> None:
        if not self._calm.isActive():
            self._calm.start()

    @Slot(str)
    def _runner_ended(self, _: str) -> None:
        self._running = False
        if self._again:
            self._again = False
            self._begun()


def session_lock(folder: Path) -> QLockFile:
    """Give the lock by which a session says that it is alive."""
    lock = QLockFile(str(folder / "lock"))
    lock.setStaleLockTime(0)
    return lock


def _alike(left: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    before: Project = right[0]
    now: Project = left[0]
    same = now is before or (now.is_as(before) and now.exported_to == before.exported_to)
    return same and left[1:] == right[1:]
