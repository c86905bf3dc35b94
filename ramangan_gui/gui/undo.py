"""The undo stack: one snapshot of the project in place of another.

Qt's own stack is not used: it deletes its commands itself, and so does PySide once Python's
collector has parted a command from its stack; a command deleted twice brings the program down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from ..workflow.project import Project

Announce = Callable[[], None]


@dataclass
class Change:
    """One snapshot in place of another.

    Parameters
    ----------
    text : str
        What was done, for the menu.
    before, after : Project
        The snapshots.
    announce : callable
        Tells the pages what changed.
    merge : str
        Changes in a row with the same word become one, such as those of a drag; empty for never.
    """

    text: str
    before: Project
    after: Project
    announce: Announce
    merge: str = ""


class UndoStack(QObject):
    """Changes that can be taken back and made again, in their order.

    Parameters
    ----------
    take : callable
        ``take(project, announce)`` makes a snapshot the present one.
    parent : QObject, optional
        Owner.
    may : callable, optional
        ``may(text, project)`` says whether that may be done now; if not, nothing happens here, and
        it has told why.

    Attributes
    ----------
    changed : Signal()
        What can be undone or redone is another.
    """

    changed = Signal()

    def __init__(
        self,
        take: Callable[[Project, Announce], None],
        parent: QObject | None = None,
        may: Callable[[str, Project], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._may = may if may is not None else lambda _text, _project: True
        self._changes: list[Change] = []
        self._done = 0

    def __len__(self) -> int:
        return len(self._changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self._changes)

    @property
    def done(self) -> int:
        """How many of the changes are in force; the rest was undone."""
        return self._done

    @property
    def undo_text(self) -> str:
        """What undo takes back; empty where there is nothing."""
        return self._changes[self._done - 1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """What redo makes again; empty where there is nothing."""
        return self._changes[self._done].text if self._done < len(self) else ""

    def push(self, change: Change) -> None:
        """Make a change; what was undone before it is gone."""
        if not self._may(change.text, change.after):
            return
        del self._changes[self._done :]
        last = self._changes[-1] if self._changes else None
        if last is not None and change.merge and last.merge == change.merge:
            last.after = change.after
        else:
            self._changes.append(change)
        self._done = len(self)
        self._take(change.after, change.announce)
        self.changed.emit()

    @Slot()
    def undo(self) -> None:
        """Take the last change back, if there is one."""
        change = self._changes[self._done - 1] if self._done else None
        if change is None:
            return
        if self._may(self.tr("Undo {0}").format(change.text), change.before):
            self._done -= 1
            self._take(change.before, change.announce)
            self.changed.emit()

    @Slot()
    def redo(self) -> None:
        """Make the change again that was undone last, if there is one."""
        change = self._changes[self._done] if self._done < len(self) else None
        if change is None:
            return
        if self._may(self.tr("Redo {0}").format(change.text), change.after):
            self._done += 1
            self._take(change.after, change.announce)
            self.changed.emit()

    def amend(self, amended: Callable[[Project], Project]) -> None:
        """Put another snapshot in place of each, for what no undo takes back."""
        for change in self._changes:
            change.before, change.after = amended(change.before), amended(change.after)

    def clear(self) -> None:
        """Forget all changes; what is in force stays."""
        self._changes, self._done = [], 0
        self.changed.emit()

    def make_actions(self, parent: QObject, undo: str, redo: str) -> tuple[QAction, QAction]:
        """Make the entries of a menu; they say what they would do and are grey if it is nothing.

        Parameters
        ----------
        parent : QObject
            Owner of the entries.
        undo, redo : str
            Words before what would be undone and redone.
        """
        actions = QAction(undo, parent), QAction(redo, parent)
        actions[0].triggered.connect(self.undo)
        actions[1].triggered.connect(self.redo)

        def follow() -> None:
            texts = self.undo_text, self.redo_text
            for action, word, text, possible in zip(
                actions, (undo, redo), texts, (self._done > 0, self._done < len(self)), strict=True
            ):
                action.setText(f"{word} {text}" if text else word)
                action.setEnabled(possible)

        self.changed.connect(follow)
        follow()
        return actions
