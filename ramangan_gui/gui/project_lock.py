"""Tells a second window that a project is open in another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile


class ProjectLock:
    """A hidden file beside the project that names the process and computer that has it open.

    A lock that a crashed process left is taken over. Where none can be made, as in a folder that
    cannot be written to, the project is opened without.

    Parameters
    ----------
    path : str
        The project file.
    """

    def __init__(self, path: str) -> None:
        self.path = str(Path(path).absolute())
        target = Path(self.path)
        self._file = QLockFile(str(target.with_name(f".{target.name}.lock")))
        self._file.setStaleLockTime(0)

    def take(self) -> str:
        """Take the lock.

        Returns
        -------
        str
            Empty if the project is free now; else who has it, in words.
        """
        if self._file.tryLock(0):
            return ""
        if self._file.error() != QLockFile.LockError.LockFailedError:
            return ""
        process, computer, _ = self._file.getLockInfo()
        return f"{computer}, process {process}" if computer else f"process {process}"

    def release(self) -> None:
        """Let others have the project."""
        self._file.unlock()
