"""Saving the project from the menu, and asking once before anything is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ..core.errors import OutputError
from .project_file import ProjectFile
from .settings import Settings
from .workspace import Workspace

SAVE, DISCARD, CANCEL = "save", "discard", "cancel"


class Saving(QObject):
    """Asks where to save, and whether.

    Parameters
    ----------
    window : QWidget
        Owner of the dialogs.
    workspace : Workspace
        What runs.
    file : ProjectFile
        Saves.
    settings : Settings
        Remembers the files.
    """

    def __init__(
        self, window: QWidget, workspace: Workspace, file: ProjectFile, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._file, self._settings = file, settings
        file.saved.connect(self._saved)
        workspace.cancel_wanted.connect(self.cancel)

    @Slot()
    def save(self) -> bool:
        """Save the project where it belongs, asking where if it has no place yet."""
        return self._write(self._file.path) if self._file.path else self.save_as()

    @Slot()
    def save_as(self) -> bool:
        """Ask where to, and save; say whether saving was begun."""
        name = "".join(c if c.isalnum() or c in " -_." else "_" for c in self._file.name)
        folder = Path(self._file.path).parent if self._file.path else Path(self._settings.folder)
        path, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save project"),
            str(folder / f"{name.strip(' .') or 'project'}.rgan"),
            self.tr("RamanGAN project (*.rgan)"),
        )
        if path and Path(path).suffix != ".rgan":
            # The dialog asked about the name as typed, not about the file that will be written.
            path += ".rgan"
            if Path(path).exists() and not self._may_replace(path):
                return False
        return bool(path) and self._write(path)

    def may_discard(self) -> bool:
        """Ask before changes that are in no file are lost; say whether to go on."""
        if self._workspace.job is not None:
            return True  # the workspace refuses, and nothing is lost
        self._wait()
        if not self._file.modified:
            return True
        question = self.tr(
            "“{0}” has changes that are in no file. They are lost if you go on without saving."
        ).format(self._file.name or self.tr("The project"))
        return self._settle(self.choose(self.tr("Not saved"), question))

    def may_close(self) -> bool:
        """Ask, once, before the window is closed; say whether to go on."""
        job = self._workspace.job
        self._wait()
        if not self._file.modified:
            return job is None or self._may_stop(job.title)
        parts = []
        if job is not None:
            parts.append(
                self.tr("{0} is still running; it is stopped if you close the window now.").format(
                    job.title
                )
            )
        parts.append(
            self.tr("“{0}” has changes that are in no file.").format(
                self._file.name or self.tr("The project")
            )
        )
        return self._settle(self.choose(self.tr("Save before closing?"), " ".join(parts)))

    @Slot()
    def cancel(self) -> None:
        """Stop what is running; ask first where something learns, which takes hours."""
        job = self._workspace.job
        if job is None:
            return
        may = not self._workspace.learning or self.ask(
            self.tr("Cancel what is running?"),
            self.tr(
                "{0} is still running. If you cancel it now, what it has done so far is lost. To "
                "use it, choose “Stop and keep the best” instead."
            ).format(job.title),
            self.tr("&Cancel it"),
            self.tr("&Keep running"),
        )
        # It may have ended while that was asked.
        if may and self._workspace.job is job:
            self._workspace.cancel()

    def _may_stop(self, title: str) -> bool:
        return self.ask(
            self.tr("Still at work"),
            self.tr(
                "{0} is still running. If you close the window now, it is stopped and what it has "
                "done so far is lost."
            ).format(title),
            self.tr("&Stop and close"),
            self.tr("&Keep running"),
        )

    def choose(self, title: str, question: str) -> str:
        """Ask whether to save; give ``save``, ``discard`` or ``cancel``."""
        box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=self._window)
        save = box.addButton(self.tr("&Save"), QMessageBox.ButtonRole.AcceptRole)
        lose = box.addButton(self.tr("&Don't save"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(self.tr("&Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return SAVE if clicked is save else DISCARD if clicked is lose else CANCEL

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
        box.deleteLater()
        return box.clickedButton() is agreed

    def _settle(self, answer: str) -> bool:
        if answer != SAVE:
            return answer == DISCARD
        return self.save() and self._wait()

    def _wait(self) -> bool:
        """Wait until nothing is to be written, painting the window; say whether all was written."""
        ended: list[bool] = []
        loop = QEventLoop()

        def end(done: bool) -> None:
            ended.append(done)
            if not self._file.saving:
                loop.quit()

        def succeed(_: str) -> None:
            end(True)

        def fail() -> None:
            end(False)

        self._file.saved.connect(succeed)
        self._file.not_saved.connect(fail)
        if self._file.saving:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._file.saved.disconnect(succeed)
        self._file.not_saved.disconnect(fail)
        return all(ended)

    def _write(self, path: str) -> bool:
        try:
            self._file.save(path)
        except OutputError as error:
            self._workspace.failed.emit(self.tr("Save project"), error, "")
            return False
        return True

    def _may_replace(self, path: str) -> bool:
        return self.ask(
            self.tr("Replace the file?"),
            self.tr("{0} exists already.").format(path),
            self.tr("&Replace"),
            self.tr("&Keep it"),
        )

    @Slot(str)
    def _saved(self, path: str) -> None:
        self._settings.add_recent(path)
        self._settings.folder = str(Path(path).parent)
        self._workspace.told.emit(
            self.tr("✓ Saved, read back and checked: {0}").format(Path(path).name)
        )
