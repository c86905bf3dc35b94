"""Where the program writes down what went wrong; nothing is ever sent anywhere."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import logging.handlers
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal

_log = logging.getLogger("ramangan")

#: Bytes of the record of crashes before it is begun anew, with the former one kept.
_MOST_CRASHES = 200_000

_crash_file: IO[str] | None = None


def log_folder() -> Path:
    """Give the platform's folder for the log files of this user."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "logs"


def start_logging() -> Path | None:
    """Write warnings and errors to a rotating file, and crashes of the interpreter beside it.

    Returns
    -------
    Path or None
        The log file; ``None`` where its folder cannot be written.
    """
    global _crash_file
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "ramangan.log"
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
        _crash_file = _open_crash_log(folder / "crash.log")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    faulthandler.enable(_crash_file)
    return path


def _open_crash_log(path: Path) -> IO[str]:
    """Open the record of crashes to add to it, so that the next start does not wipe the last."""
    if path.exists() and path.stat().st_size > _MOST_CRASHES:
        os.replace(path, path.with_suffix(".old.log"))
    return open(path, "a", encoding="utf-8")


def stop_logging() -> None:
    """Close the files."""
    global _crash_file
    for handler in list(_log.handlers):
        _log.removeHandler(handler)
        handler.close()
    if _crash_file is not None:
        faulthandler.disable()
        _crash_file.close()
        _crash_file = None


class ErrorCatcher(QObject):
    """Brings errors that nobody handled to the window, from whatever thread they come.

    Parameters
    ----------
    show : callable
        Called in the window's thread with the error and its traceback.
    """

    caught = Signal(object, str)

    def __init__(self, show: Callable[[BaseException, str], None]) -> None:
        super().__init__()
        self.caught.connect(show, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Catch errors from now on."""
        sys.excepthook = self._catch
        threading.excepthook = lambda args: self._catch(
            args.exc_type, args.exc_value, args.exc_traceback
        )

    def remove(self) -> None:
        """Leave errors to whoever had them before."""
        sys.excepthook, threading.excepthook = self._before

    def _catch(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error or kind(), trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error("Unhandled error\n%s", text)
        with contextlib.suppress(RuntimeError):  # the window may be gone already
            self.caught.emit(error if error is not None else kind(), text)
