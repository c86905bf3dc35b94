"""Imports what the first touch of a slider needs, in idle moments.

In the window's own thread the largest of these modules would block it for some 300 ms each, since
an import cannot be cut. In a thread beside it they let the window answer between the lines of
their code; what is left are the moments in which a library is loaded. Slice by slice, and only
while the user is still, even those do not disturb.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import time
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ..core.progress import Progress, Steps
from .job import Job

#: What ``pybaselines`` pulls in, in the order of dependence, so that the pauses between them are
#: many; the last is the whole.
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
    "ramangan_gui.preprocessing.baseline_fitter",
)

#: The user must have been still for this long, in ms.
_STILL_FOR = 400

#: Pause between two imports, in seconds.
_PAUSE = 0.03

_INPUT = {
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
}


def is_warm() -> bool:
    """Say whether the baseline methods can run without a pause for imports."""
    module = sys.modules.get(MODULES[-1])
    # While a thread imports it, a module is listed but not whole.
    return module is not None and not getattr(module.__spec__, "_initializing", False)


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
        self._pace = _Pace()
        self._job = Job(_imports(modules, self._pace), "getting ready")
        self._job.succeeded.connect(self._end)
        self._still = QTimer(self, interval=_STILL_FOR, singleShot=True)
        self._still.timeout.connect(self._go_on)
        app.aboutToQuit.connect(self.close)
        self.destroyed.connect(partial(_stop, self._job))

    @Slot()
    def start(self) -> None:
        """Begin, in idle moments."""
        self._app.installEventFilter(self)
        if not self._job.isRunning():
            self._job.start(Job.Priority.LowPriority)

    @Slot()
    def hurry(self) -> None:
        """Go on at once, because somebody waits; the window answers meanwhile."""
        self._pace.hurried = True
        self._go_on()
        self.start()

    @Slot()
    def close(self) -> None:
        """End after the module that is being imported."""
        self._app.removeEventFilter(self)
        _stop(self._job)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Wait before the next module while the user does something; end with the window."""
        if event.type() == QEvent.Type.Hide and self._is_window(target):
            self.close()
        elif event.type() in _INPUT and not self._pace.hurried:
            self._job.set_paused(True)
            self._still.start()
        return False

    def _is_window(self, target: QObject) -> bool:
        """Whether something is the window that this belongs to."""
        owner: QObject | None = self.parent()
        while owner is not None and not isinstance(owner, QWidget):
            owner = owner.parent()
        return owner is not None and owner.window() is target

    @Slot()
    def _go_on(self) -> None:
        self._job.set_paused(False)

    @Slot()
    def _end(self) -> None:
        self._app.removeEventFilter(self)
        self._job.wait()
        self.finished.emit()


@dataclass
class _Pace:
    """Whether somebody waits for the imports."""

    hurried: bool = False


def _imports(modules: tuple[str, ...], pace: _Pace) -> Steps[None]:
    """Import modules, a step each; runs in the thread of the job."""
    for number, module in enumerate(modules, 1):
        # A later version may have moved a module; the first use imports what it needs.
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
        yield Progress(number / len(modules), module)
        if not pace.hurried:
            time.sleep(_PAUSE)


def _stop(job: Job, *_: object) -> None:
    """End after the module that is being imported."""
    with contextlib.suppress(RuntimeError):  # Qt has deleted it already
        job.cancel()
        job.wait()
