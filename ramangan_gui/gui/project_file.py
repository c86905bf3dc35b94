"""The file of the project that is open: where it is, what of it is saved, who else has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from ..core.errors import OutputError
from ..workflow.project import Project
from ..workflow.tasks import Opened, save_task
from .job_runner import JobRunner
from .project_lock import ProjectLock
from .workspace import Workspace


@dataclass(eq=False)
class _Save:
    """A project on its way to a file.

    Parameters
    ----------
    path : str
        Where to.
    project : Project
        What was at hand when saving was asked for.
    window : dict
        What the window was showing then.
    still_open : bool
        Whether nothing else was opened since.
    """

    path: str
    project: Project
    window: dict[str, Any]
    still_open: bool = True


class ProjectFile(QObject):
    """Saves the project, and knows whether it was changed since.

    Parameters
    ----------
    workspace : Workspace
        Owner of the project.
    runner : JobRunner
        Writes files beside whatever the workspace runs; shared with the autosave.
    window_state : callable
        Gives what the window is showing.
    parent : QObject, optional
        Owner.
    """

    changed = Signal()
    """The path or the modified mark may have changed."""

    saved = Signal(str)
    """Path of the file that was written, read back and found right."""

    not_saved = Signal()
    """The job that was to save has ended without."""

    def __init__(
        self,
        workspace: Workspace,
        runner: JobRunner,
        window_state: Callable[[], dict[str, Any]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = ""
        self._workspace, self._runner, self._window_state = workspace, runner, window_state
        self._kept: Project | None = workspace.project
        self._locks: dict[str, ProjectLock] = {}
        self._claimed = ""
        self._copy = False
        self._waiting: _Save | None = None
        self._saving: _Save | None = None
        workspace.opened.connect(self._opened)
        workspace.exported.connect(self._exported)
        workspace.job_ended.connect(self._job_ended)
        runner.ended.connect(self._runner_ended)
        for signal in workspace.stage_signals:
            signal.connect(self.changed)

    @property
    def modified(self) -> bool:
        """Whether something is at hand that is in no file."""
        if self._kept is None:
            return True
        return not self._workspace.project.is_as(self._kept)

    @property
    def saving(self) -> bool:
        """Whether the file is being written, or waits for it."""
        return bool(self._saves)

    @property
    def _saves(self) -> list[_Save]:
        return [save for save in (self._saving, self._waiting) if save is not None]

    @property
    def name(self) -> str:
        """Name of the project: that of its file, else the title of the set."""
        if self.path:
            return Path(self.path).stem
        imported = self._workspace.project.imported
        return imported.title if imported is not None else ""

    # -- opening ------------------------------------------------------------------------------

    def claim(self, path: str) -> str:
        """Make ready to open a project file.

        Parameters
        ----------
        path : str
            The file.

        Returns
        -------
        str
            Empty if it may be opened; else who else has it open, in words.
        """
        self.forget_claim()
        holder = self._take_lock(path)
        if not holder:
            self._claimed = _absolute(path)
        return holder

    def open_as_copy(self) -> None:
        """Let the next project that is opened be a new one, without a file of its own."""
        self._copy = True

    def forget_claim(self) -> None:
        """Give up what was to be opened."""
        self._copy, self._claimed = False, ""
        self._release_locks()

    def recovered(self, path: str, modified: bool) -> None:
        """Take a project that an autosave brought back, with the file that it belongs to."""
        if path and Path(path).is_file() and not self.claim(path):
            self._adopt(path)
        self._kept = None if modified else self._workspace.project
        self.changed.emit()

    def _adopt(self, path: str) -> None:
        """Belong to `path` from now on."""
        self.path = _absolute(path)
        self._take_lock(path)
        self._release_locks()

    def _take_lock(self, path: str) -> str:
        """Take the lock of `path`, unless it is held here; give who else has it, in words."""
        lock = ProjectLock(path)
        if lock.path in self._locks:
            return ""
        holder = lock.take()
        if not holder:
            self._locks[lock.path] = lock
        return holder

    def _release_locks(self) -> None:
        """Let others have what is neither open, nor to be opened or written."""
        needed = {self.path, self._claimed, *(save.path for save in self._saves)}
        for path in self._locks.keys() - needed:
            self._locks.pop(path).release()

    @Slot(object)
    def _opened(self, opened: Opened) -> None:
        if opened.path and not self._copy:
            self._adopt(opened.path)
        else:
            self.path = ""
        for save in self._saves:
            save.still_open = False
        self.forget_claim()
        self._kept = self._workspace.project
        self.changed.emit()

    @Slot(str)
    def _job_ended(self, _: str) -> None:
        self.forget_claim()
        self.changed.emit()

    @Slot(str)
    def _exported(self, _: str) -> None:
        # What was exported with its models is all that a project without a file holds.
        if not self.path and self._workspace.exported_whole is not None:
            self._kept = self._workspace.exported_whole
        self.changed.emit()

    # -- saving -------------------------------------------------------------------------------

    def save(self, path: str) -> None:
        """Write the project as it is now to `path`, as soon as an autosave under way has ended.

        Raises
        ------
        OutputError
            If another window has that project open.
        """
        holder = self._take_lock(path)
        if holder:
            raise OutputError(
                self.tr("{0} is open in another window ({1}).").format(path, holder),
                self.tr("Close it there, or save to another name."),
            )
        save = _Save(_absolute(path), self._workspace.project, self._window_state())
        if self._runner.job is not None or self.saving:
            self._waiting = save
        else:
            self._start(save)

    def close(self) -> None:
        """Let others have the project."""
        for lock in self._locks.values():
            lock.release()
        self._locks.clear()

    def _start(self, save: _Save) -> None:
        def written(path: str) -> None:
            self._saving = None
            if save.still_open:
                self._adopt(path)
                self._kept = save.project
            self._release_locks()
            self.changed.emit()
            self.saved.emit(path)

        steps = self._runner.compute.steps(save_task, save.project, save.path, save.window)
        self._runner.start(steps, self.tr("Saving {0}").format(Path(save.path).name), written)
        # Not before: the start may first tell that the job before it has ended.
        self._saving = save

    @Slot(str)
    def _runner_ended(self, _: str) -> None:
        if self._saving is not None:
            self._saving = None
            self._release_locks()
            self.not_saved.emit()
        if self._waiting is not None:
            save, self._waiting = self._waiting, None
            self._start(save)


def _absolute(path: str) -> str:
    return str(Path(path).absolute())
