"""The project as a document of the window: title, file, autosave, what is restored with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ..workflow.tasks import Opened
from .autosaver import Autosaver
from .project_file import ProjectFile
from .recovery import Recovery
from .saving import Saving
from .selection import Selection
from .settings import Settings
from .workspace import Workspace


class Document(QObject):
    """Puts together what concerns the file of the project.

    Parameters
    ----------
    window : QWidget
        Its title names the project and says whether it was changed.
    workspace, selection, settings
        As for the window.
    page : callable
        Gives the key of the page in view.
    """

    failed = Signal(str, object, str)
    """Title of the job, the error, and its traceback, where saving failed."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        selection: Selection,
        settings: Settings,
        page: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._selection, self._page = selection, page
        self._wanted: Mapping[str, Any] = {}
        self.file = ProjectFile(workspace, workspace.keeper, self.window_state, self)
        self.saving = Saving(window, workspace, self.file, settings)
        self.autosaver: Autosaver | None = None
        workspace.opened.connect(self._opened)
        workspace.keeper.failed.connect(self._keeper_failed)
        self.file.changed.connect(self.retitle)

    def keep(self, root: Path) -> Recovery:
        """Begin to save by itself, and give what offers the work of sessions that crashed.

        Parameters
        ----------
        root : Path
            Folder for the autosaves of all sessions.
        """
        workspace = self._workspace
        self.autosaver = Autosaver(
            workspace, self.file, workspace.keeper, self.window_state, root, self
        )
        self.autosaver.start()
        return Recovery(self._window, workspace, self.file, self.autosaver)

    def close(self) -> None:
        """End cleanly: others may have the project, and nothing is to be recovered."""
        self.file.close()
        if self.autosaver is not None:
            self.autosaver.close()
            self.autosaver = None

    def window_state(self) -> dict[str, Any]:
        """Say what the window is showing, as it is kept with the project."""
        return {
            "page": self._page(),
            "paths": list(self._workspace.paths),
            **self._selection.to_dict(),
        }

    def take_page(self) -> str:
        """Give, once, the page that was in view when the project that was opened was saved."""
        page, self._wanted = self._wanted.get("page"), {}
        return page if isinstance(page, str) else ""

    @Slot()
    def retitle(self) -> None:
        """Name the project in the title of the window."""
        imported = self._workspace.project.imported
        name = self.tr("RamanGAN")
        if self.file.name:
            name = f"{self.file.name}[*] – {name}"
        if imported is not None and imported.simulated:
            name += self.tr(" (simulated data)")
        self._window.setWindowTitle(name if "[*]" in name else f"{name}[*]")
        self._window.setWindowModified(self.file.modified)

    @Slot(object)
    def _opened(self, opened: Opened) -> None:
        self._wanted = opened.window
        self._selection.restore(opened.window, opened.project)

    @Slot(str, object, str)
    def _keeper_failed(self, title: str, error: BaseException, trace: str) -> None:
        if self.autosaver is None or not self.autosaver.took_failure(error):
            self.failed.emit(title, error, trace)
