"""Opening spectra from wherever the user asks for it, without losing what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ..core.errors import ParameterError
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
    settings : Settings
        Remembers the files.
    """

    def __init__(self, window: QWidget, workspace: Workspace, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._workspace, self._settings = window, workspace, settings

    def open_paths(self, paths: Sequence[str]) -> None:
        """Read files or folders in place of what is open."""
        if not paths or not self.may_discard():
            return
        self._settings.add_recent(paths[0])
        self._settings.folder = str(Path(paths[0]).absolute().parent)
        self._workspace.set_import_options(self._reading_of(paths))
        self._workspace.open_paths(paths)

    def _reading_of(self, paths: Sequence[str]) -> Mapping[str, object]:
        """Give how files of this folder were read last; the usual way where that no longer fits."""
        from ..io.import_options import ImportOptions

        try:
            return ImportOptions.from_dict(self._settings.reading_of(paths)).to_dict()
        except ParameterError:
            return {}

    @Slot(str)
    def open_path(self, path: str) -> None:
        """Read one file or folder."""
        self.open_paths([path])

    @Slot(str)
    def open_sample(self, key: str) -> None:
        """Read a sample set."""
        if self.may_discard():
            self._workspace.set_import_options({})
            self._workspace.open_sample(key)

    @Slot()
    def choose_files(self) -> None:
        """Ask for files, and read them."""
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open spectra"), self._settings.folder
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
        if self._workspace.paths and self.may_discard():
            self._workspace.open_paths(self._workspace.paths)

    def may_discard(self) -> bool:
        """Ask before generated spectra that were never exported are lost; say whether to go on."""
        project = self._workspace.project
        if project.augmentation is None or project.exported_to or self._workspace.job is not None:
            return True
        return self.ask(
            self.tr("Not exported"),
            self.tr(
                "The {0} generated spectra and their models have not been exported. They are "
                "lost if you go on."
            ).format(len(project.augmentation.generated)),
            self.tr("&Lose them"),
            self.tr("&Keep them"),
        )

    def may_stop(self) -> bool:
        """Ask before a running job is stopped; say whether to go on."""
        job = self._workspace.job
        if job is None:
            return True
        return self.ask(
            self.tr("Still at work"),
            self.tr(
                "{0} is still running. If you close the window now, it is stopped and what it has "
                "done so far is lost."
            ).format(job.title),
            self.tr("&Stop and close"),
            self.tr("&Keep running"),
        )

    def ask(self, title: str, question: str, yes: str, no: str) -> bool:
        """Ask a question that has a safe answer; say whether the other one was given.

        Parameters
        ----------
        title, question : str
            The question.
        yes, no : str
            Words on the buttons; `no` is the safe one and the default.
        """
        box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=self._window)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        safe = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(safe)
        box.setEscapeButton(safe)
        box.exec()
        return box.clickedButton() is agreed
