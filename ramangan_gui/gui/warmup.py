"""Imports what the first touch of a slider needs, in idle moments.

Importing in another thread freezes the window as much as importing in its own; short slices while
the user is still do not disturb.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

#: What ``pybaselines`` pulls in, in the order of dependence and in slices as short as its parts
#: allow; the last is the whole.
MODULES = (
    "inspect",
    "unittest",
    "numpy.random",
    "numpy.f2py",
    "numpy.testing",
    "scipy._lib._array_api",
    "scipy._lib._util",
    "scipy.linalg",
    "scipy.sparse",
    "scipy.sparse.linalg",
    "scipy.special",
    "scipy.fft",
    "scipy.spatial",
    "scipy.ndimage",
    "scipy.optimize",
    "scipy.interpolate",
    "scipy.integrate",
    "scipy.stats",
    "scipy.signal",
    "pybaselines",
)

#: The user must have been still for this long, in seconds.
_STILL_FOR = 0.4

#: Pause between two imports, in ms.
_PAUSE = 60

_INPUT = {
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
}


def is_warm() -> bool:
    """Say whether the baseline methods can run without a pause for imports."""
    return MODULES[-1] in sys.modules


class WarmUp(QObject):
    """Imports one module after another while the user does nothing.

    Parameters
    ----------
    parent : QObject
        Owner; when it goes, the imports end.
    modules : tuple of str
        What to import.

    Attributes
    ----------
    finished : Signal()
        Everything is imported.
    """

    finished = Signal()

    def __init__(self, parent: QObject, modules: tuple[str, ...] = MODULES) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert app is not None
        self._app = app
        self._left = list(modules)
        self._last_input = 0.0
        self._hurried = False
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._step)

    @Slot()
    def start(self) -> None:
        """Begin, in idle moments."""
        self._app.installEventFilter(self)
        self._timer.start()

    @Slot()
    def hurry(self) -> None:
        """Go on at once, because somebody waits; the window still answers between the slices."""
        self._hurried = True
        self._timer.start(0)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Note when the user last did something."""
        if event.type() in _INPUT:
            self._last_input = time.monotonic()
        return False

    @Slot()
    def _step(self) -> None:
        if not self._left:
            self._timer.stop()
            self._app.removeEventFilter(self)
            self.finished.emit()
        elif self._hurried or time.monotonic() - self._last_input >= _STILL_FOR:
            # A later version may have moved a module; the first use imports what it needs.
            with contextlib.suppress(ImportError):
                importlib.import_module(self._left.pop(0))
