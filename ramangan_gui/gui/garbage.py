"""Python's garbage is collected in the window's thread only.

Python looks for rings of objects that nothing holds any more in whichever thread happens to make
the next object. In the thread of a job it would destroy widgets there, which Qt does not allow: the
program crashes, or the two threads wait for each other for ever. So the automatic collection is off
in the window's process, and a timer of the window's thread does the same work.

That also cuts the longest pause of a collection. What a start has imported and built is never
garbage, but walking through it takes some 80 ms each time; it is set aside once.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

#: Between two looks, in ms: short, so that a job cannot make more in between than is collected
#: in a few ms.
_INTERVAL = 100

#: Objects made and not yet freed since the last look that are worth a collection.
_YOUNG = 700

#: After so many collections of one generation the next older one is looked at as well.
_PER_OLDER = 10

#: A collection of all that takes longer than this, in seconds, walks through what stays anyhow.
_LONG = 0.02


class GarbageCollector(QObject):
    """Collects garbage from a timer of the thread that it was made in.

    Parameters
    ----------
    parent : QObject
        The application.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._young = self._middle = 0
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Take over from Python's own collection."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the collection back to Python; no thread that runs Python code may be left."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @property
    def active(self) -> bool:
        """Whether the collection is here."""
        return self._timer.isActive()

    @Slot()
    def look(self) -> None:
        """Collect if enough has been made since; older objects more seldom."""
        if gc.get_count()[0] < _YOUNG:
            return
        self._young += 1
        if self._young % _PER_OLDER:
            gc.collect(0)
            return
        self._middle += 1
        if self._middle % _PER_OLDER:
            gc.collect(1)
            return
        started = time.perf_counter()
        gc.collect()
        if time.perf_counter() - started > _LONG:
            set_aside()


_collector: GarbageCollector | None = None


def collect_in_this_thread() -> GarbageCollector:
    """Have garbage collected in this thread only, which is the window's; once is enough.

    Returns
    -------
    GarbageCollector
        The one of this application.
    """
    global _collector
    if _collector is None:
        app = QCoreApplication.instance()
        assert app is not None
        _collector = GarbageCollector(app)
    if not _collector.active:
        _collector.start()
    return _collector


def set_aside(*_: object) -> None:
    """Look no more at what there is now; what comes later is collected as before.

    Rings among the objects set aside that die later are never freed, so this is for what stays:
    modules, classes, the pages of the window.
    """
    gc.freeze()
