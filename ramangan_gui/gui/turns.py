"""Work that gets a turn of the event loop of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def in_a_turn(owner: QObject, call: Callable[[], None]) -> None:
    """Call something as soon as what waits is done, what the user did included.

    ``QTimer.singleShot(0, ...)`` is not that: it posts an event, and posted events are seen to
    all in one go, those they post in turn as well, before the window looks at mouse and keys.

    Parameters
    ----------
    owner : QObject
        Whose call it is; when it goes, nothing is called.
    call : callable
        What to call.
    """
    timer = QTimer(owner, singleShot=True)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start(0)
