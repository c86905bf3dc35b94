"""Work that gets a turn of the event loop of its own."""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from shiboken6 import isValid

Call = Callable[[], None]


def in_a_turn(owner: QObject, call: Call, ahead: bool = False) -> None:
    """Call something as soon as what waits is done, what the user did included.

    ``QTimer.singleShot(0, ...)`` is not that: it posts an event, and posted events are seen to
    all in one go, those they post in turn as well, before the window looks at mouse and keys.
    Timers of our own that are due together would be called in one go, too. So all calls wait in
    one row, and each turn of the event loop takes one of them.

    Parameters
    ----------
    owner : QObject
        Whose call it is; when it goes, nothing is called.
    call : callable
        What to call.
    ahead : bool
        Whether it is called before all that wait already.
    """
    _turns().add(owner, call, ahead)


class _Turns(QObject):
    """The row of calls that wait for their turn."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[weakref.ref[QObject], Callable[[], Call | None]]] = deque()
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._give_turn)

    def add(self, owner: QObject, call: Call, ahead: bool) -> None:
        """Put a call at the end of the row, or at its beginning."""
        # Nobody is kept alive by what is still to be done.
        method = weakref.WeakMethod(call) if hasattr(call, "__self__") else lambda: call
        put = self._waiting.appendleft if ahead else self._waiting.append
        put((weakref.ref(owner), method))
        if not self._next.isActive():
            self._next.start(0)

    @Slot()
    def _give_turn(self) -> None:
        if not self._waiting:
            return
        owner, method = self._waiting.popleft()
        whose, call = owner(), method()
        self._next.start(0)  # the call may itself see to events, as a dialog does
        try:
            if whose is not None and isValid(whose) and call is not None:
                call()
        finally:
            # Begun anew, it lets timers go first that became due meanwhile.
            if self._waiting:
                self._next.start(0)
            else:
                self._next.stop()


_row: list[_Turns] = []


def _turns() -> _Turns:
    """Give the row of the application that runs."""
    if not _row or not isValid(_row[0]):
        _row[:] = [_Turns(QCoreApplication.instance())]
    return _row[0]
