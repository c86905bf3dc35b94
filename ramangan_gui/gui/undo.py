"""The undo stack's entries: one snapshot of the project in place of another."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from ..workflow.project import Project

Announce = Callable[[], None]


class Change(QUndoCommand):
    """Swap one snapshot for another; drags of one control merge into one step.

    Parameters
    ----------
    take : callable
        ``take(project, announce)`` makes a snapshot the present one.
    text : str
        What was done, for the menu.
    before, after : Project
        The snapshots.
    announce : callable
        Tells the pages what changed.
    merge : str
        Changes in a row with the same word become one; empty for never.
    """

    def __init__(
        self,
        take: Callable[[Project, Announce], None],
        text: str,
        before: Project,
        after: Project,
        announce: Announce,
        merge: str = "",
    ) -> None:
        super().__init__(text)
        self._take, self._announce, self._merge = take, announce, merge
        self._before, self._after = before, after

    @property
    def before(self) -> Project:
        """The snapshot that undo brings back."""
        return self._before

    def id(self) -> int:
        """Give equal numbers to changes that may merge."""
        return hash(self._merge) % 2**30 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow the next change of the same drag."""
        if not isinstance(other, Change) or other._merge != self._merge:
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        """Take the new snapshot."""
        self._take(self._after, self._announce)

    def undo(self) -> None:
        """Take the old snapshot."""
        with contextlib.suppress(RuntimeError):
            self._take(self._before, self._announce)
