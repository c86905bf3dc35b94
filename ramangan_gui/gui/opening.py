"""Opening spectra and projects from wherever the user asks for it, without losing what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ..core.errors import ParameterError
from .project_file import ProjectFile
from .saving import Saving
from .settings import Settings
from .workspace import Workspace


class Opening(QObject):
    """Asks for files, remembers them, and has the workspace read them.

    Parameters
    ----------
    window : QWidget
        Owner of the dialogs.
    workspace : Workspace
        Reads the files.
    file : ProjectFile
        Knows who has a project open.
    saving : Saving
        Asks before changes are lost.
    settings : Settings
        Remembers the files.
    """

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        file: ProjectFile,
        saving: Saving,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._file, self._saving, self._settings = file, saving, settings

    def open_paths(self, paths: Sequence[str]) -> None:
        """Read files, folders or a project in place of what is open."""
        if not paths or not self._saving.may_discard():
            return
        is_project = len(paths) == 1 and Path(paths[0]).suffix == ".rgan"
        if is_project and not self._may_open(paths[0]):
            return
        self._settings.add_recent(paths[0])
        self._settings.folder = str(Path(paths[0]).absolute().parent)
        self._workspace.open_paths(paths, self._reading_of(paths))

    def _reading_of(self, paths: Sequence[str]) -> Mapping[str, object]:
        """Give how files of this folder were read last; the usual way where that no longer fits."""
        from ..io.import_options import ImportOptions

        try:
            return ImportOptions.from_dict(self._settings.reading_of(paths)).to_dict()
        except ParameterError:
            return {}

    def _may_open(self, path: str) -> bool:
        """Tell the second window that the project is open in another; say whether to go on."""
        if self._workspace.job is not None or not Path(path).is_file():
            return True  # the workspace says what is wrong
        holder = self._file.claim(path)
        if not holder:
            return True
        if not self._saving.ask(
            self.tr("Open in another window"),
            self.tr(
                "{0} is open in another window ({1}). Two windows that save to one file would "
                "overwrite each other's work. You can open a copy, which is saved under another "
                "name."
            ).format(Path(path).name, holder),
            self.tr("&Open a copy"),
            self.tr("&Cancel"),
        ):
            return False
        self._file.open_as_copy()
        return True

    @Slot(str)
    def open_path(self, path: str) -> None:
        """Read one file or folder."""
        self.open_paths([path])

    @Slot(str)
    def open_sample(self, key: str) -> None:
        """Read a sample set."""
        if self._saving.may_discard():
            self._workspace.open_sample(key)

    @Slot()
    def choose_files(self) -> None:
        """Ask for files, and read them."""
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open spectra or a project"), self._settings.folder
        )
        self.open_paths(paths)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder, and read it."""
        path = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open a folder of spectra"), self._settings.folder
        )
        self.open_paths([path] if path else [])

    @Slot()
    def read_again(self) -> None:
        """Read the same files again, with the settings that are on screen."""
        if self._workspace.paths and self._saving.may_discard():
            self._workspace.open_paths(self._workspace.paths)
