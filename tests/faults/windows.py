"""The real window for fault programs: its own settings and folders, nobody to ask, clean ends."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import multiprocessing

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox

from ramangan_gui.core.compute import Compute
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.settings import Settings
from ramangan_gui.gui.workspace import Workspace

#: Errors that nobody handled, with their traces.
UNHANDLED: list[str] = []


def application() -> QApplication:
    """Give the application, and take note of all errors that nobody handles."""
    app = QApplication.instance() or QApplication(sys.argv[:1])

    def note(kind: Any, error: Any, trace: Any) -> None:
        UNHANDLED.append("".join(traceback.format_exception(kind, error, trace)))
        sys.stderr.write(UNHANDLED[-1])

    sys.excepthook = note
    threading.excepthook = lambda args: note(args.exc_type, args.exc_value, args.exc_traceback)
    assert isinstance(app, QApplication)
    return app


def make_window(folder: Path, compute: Compute | None = None) -> MainWindow:
    """Make the window, with files and dialogs that need no user."""
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    workspace = Workspace(compute)
    window = MainWindow(workspace, Settings(store))
    window.saving.ask = lambda *_: True  # type: ignore[method-assign]
    window.saving.choose = lambda *_: "discard"  # type: ignore[method-assign]
    window.document.keep(folder / "state")
    return window


def answer_dialogs(path: Callable[[str], str], folder: Callable[[], str]) -> None:
    """Let file dialogs give paths at once, and questions be answered with yes.

    Parameters
    ----------
    path : callable
        ``path("open")`` or ``path("save")`` gives a file, empty for "cancelled".
    folder : callable
        Gives a folder.
    """
    QFileDialog.getOpenFileName = staticmethod(lambda *_, **__: (path("open"), ""))  # type: ignore
    QFileDialog.getOpenFileNames = staticmethod(  # type: ignore[method-assign]
        lambda *_, **__: ([p] if (p := path("open")) else [], "")
    )
    QFileDialog.getSaveFileName = staticmethod(lambda *_, **__: (path("save"), ""))  # type: ignore
    QFileDialog.getExistingDirectory = staticmethod(lambda *_, **__: folder())  # type: ignore
    yes = QMessageBox.StandardButton.Yes
    for name in ("question", "warning", "information", "critical"):
        setattr(QMessageBox, name, staticmethod(lambda *_, **__: yes))
    QMessageBox.exec = lambda self: self.close() or 0  # type: ignore[method-assign]
    QDialog.exec = lambda self: 0  # type: ignore[method-assign]
    for name, value in {"getText": "", "getItem": "", "getInt": 0, "getDouble": 0.0}.items():
        setattr(QInputDialog, name, staticmethod(lambda *_, value=value, **__: (value, False)))


def spin(seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
    """Let the window work for a while, or until something holds; say whether it does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        if until():
            return True
        time.sleep(0.002)
    return until()


def left_running() -> list[str]:
    """Name the threads and processes that should have ended."""
    threads = [
        thread.name
        for thread in threading.enumerate()
        if thread is not threading.main_thread() and not isinstance(thread, threading._DummyThread)
    ]
    return threads + [str(child) for child in multiprocessing.active_children()]
