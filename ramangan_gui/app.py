"""Opens the window: puts workspace, settings and main window together."""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core.places import state_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from .core.augmented_set import AugmentedSet
    from .core.compute import Compute
    from .gui.settings import Settings
    from .workflow.project import Project

_IMPORTED_AT = time.monotonic()

#: Modules whose import would keep the first window waiting.
_HEAVY = ("torch", "sklearn", "scipy", "pybaselines", "h5py", "pyqtgraph")


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; the entry of the desktop icon.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments; those of the process by default.

    Returns
    -------
    int
        Exit code.
    """
    multiprocessing.freeze_support()
    parser = argparse.ArgumentParser(prog="ramangan-window", description=__doc__)
    parser.add_argument("paths", nargs="*", metavar="FILE", help="files or folders to open")
    parser.add_argument("--sample", action="store_true", help="open the simulated sample set")
    parser.add_argument("--theme", choices=("system", "light", "dark"), default="system")
    parser.add_argument(
        "--report-first-paint",
        action="store_true",
        help="print the time to the first paint as one line of JSON, and end",
    )
    arguments = parser.parse_args(argv)
    return run_window(
        arguments.paths,
        sample="simulated" if arguments.sample else None,
        report_first_paint=arguments.report_first_paint,
        theme=arguments.theme,
    )


def run_window(
    paths: Sequence[str] | str | None = None,
    sample: str | None = None,
    report_first_paint: bool = False,
    theme: str = "system",
    settings: Settings | None = None,
    compute: Compute | None = None,
) -> int:
    """Open the window and stay until it is closed.

    Parameters
    ----------
    paths : sequence of str, optional
        Files or folders to open.
    sample : str, optional
        Key of the sample set to open.
    report_first_paint : bool
        Print ``{"first_paint_s": ..., "torch": ..., ...}`` after the first paint, and end; the
        words after the time say which heavy libraries had been imported by then.
    theme : {"system", "light", "dark"}
        Theme; ``system`` takes the one chosen in the View menu, if any.
    settings : Settings, optional
        Where geometry and recent files are kept; the platform's place without it.
    compute : Compute, optional
        Where long work runs; a worker process without it.

    Returns
    -------
    int
        Exit code.
    """
    from PySide6.QtCore import QTimer

    app = _application()
    from .gui.garbage import collect_in_this_thread, set_aside

    collect_in_this_thread()
    from .gui import theme as themes
    from .gui.language import apply_language
    from .gui.logs import ErrorCatcher, start_logging, stop_logging
    from .gui.main_window import MainWindow
    from .gui.settings import Settings
    from .gui.workspace import Workspace

    start_logging()
    settings = settings if settings is not None else Settings()
    apply_language(settings.language)
    themes.apply_theme(theme if theme != "system" else settings.theme)
    workspace = Workspace(compute)
    window = MainWindow(workspace, settings)
    window.first_painted.connect(set_aside)
    catcher = ErrorCatcher(window.show_unexpected)
    catcher.install()
    if report_first_paint:
        window.first_painted.connect(_report)
        window.first_painted.connect(lambda: QTimer.singleShot(0, window.close))
    else:
        _start_work(window, workspace, [paths] if isinstance(paths, str) else paths, sample)
    try:
        with _closed_by_interrupt(window):
            window.show()
            code = app.exec()
    finally:
        workspace.close()
        catcher.remove()
        stop_logging()
    return int(code)


def save_overview(project: Project, path: Path) -> None:
    """Draw overlay and PCA of a project without a window, as PNG.

    Parameters
    ----------
    project : Project
        With generated spectra.
    path : Path
        Where to.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    _draw_offscreen_without_a_screen()
    app = _application()
    from .gui.picture import save_overview as save

    save(project, path)
    del app


def save_report_pdf(augmented: AugmentedSet, path: Path) -> None:
    """Write a set's report as PDF, without a window.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    _draw_offscreen_without_a_screen()
    app = _application()
    from .core.progress import run
    from .gui.report_pdf import report_pdf_task

    run(report_pdf_task(augmented, str(path)))
    del app


def seconds_to_build() -> float:
    """Build the whole window with all its pages, unseen where there is no screen, and time it.

    Raises
    ------
    RamanGanError
        If it does not stand within a minute.
    """
    if sys.platform.startswith("linux"):
        _draw_offscreen_without_a_screen()
    started = time.monotonic()
    app = _application()
    from PySide6.QtCore import QEventLoop, QSettings, QTimer

    from .core.compute import Compute
    from .core.errors import RamanGanError
    from .gui import theme as themes
    from .gui.main_window import MainWindow
    from .gui.settings import Settings
    from .gui.workspace import Workspace

    themes.apply_theme("light")
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat)
        window = MainWindow(Workspace(Compute()), Settings(store))
        loop, built = QEventLoop(), []
        window.pages_built.connect(lambda: built.append(time.monotonic() - started))
        window.pages_built.connect(loop.quit)
        QTimer.singleShot(60_000, loop.quit)
        window.show()
        loop.exec()
        window.close()
        # Written later, it would come back after its folder is gone.
        store.sync()
        del store
    del app
    if not built:
        raise RamanGanError("The window did not stand within a minute.")
    return built[0]


def _draw_offscreen_without_a_screen() -> None:
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _application() -> QApplication:
    """Give the QApplication, made now if there is none."""
    from PySide6.QtWidgets import QApplication

    from .gui.painting import paint_without_helpers
    from .gui.qt_features import look_for_no_features

    paint_without_helpers()
    look_for_no_features()

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("RamanGAN")
        app.setDesktopFileName("ramangan")
    return app


def _start_work(
    window: Any, workspace: Any, paths: Sequence[str] | None, sample: str | None
) -> None:
    """Open what was asked for, and get ready for the rest, once the window can be seen."""
    from .gui.garbage import set_aside
    from .gui.warmup import WarmUp

    def begin() -> None:
        workspace.warm()
        if window.document.keep(state_folder()).offer():
            return
        if paths:
            window.opening.open_paths(list(paths))
        elif sample is not None:
            window.opening.open_sample(sample)

    window.first_painted.connect(begin)
    warm_up = WarmUp(window)
    window.pages_built.connect(set_aside)
    window.pages_built.connect(warm_up.start)
    warm_up.finished.connect(set_aside)
    if workspace.has_processes:
        # Early, so that it is done when the first large set is corrected.
        warm_up.finished.connect(workspace.loops.start)


@contextlib.contextmanager
def _closed_by_interrupt(window: Any) -> Iterator[None]:
    """Let Ctrl+C in a terminal close the window, as its cross would.

    The error that Python raises otherwise may arise in a method called by Qt, which then crashes.
    """
    from PySide6.QtCore import QTimer

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, window.close))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _report() -> None:
    """Print how long the first paint took, and what had been imported by then."""
    facts: dict[str, object] = {"first_paint_s": round(_seconds_since_start(), 3)}
    facts |= {name: name in sys.modules for name in _HEAVY}
    print(json.dumps(facts), flush=True)


def _seconds_since_start() -> float:
    """Give the age of this process; where nothing tells it, the time since its import."""
    now = time.time()
    if sys.platform == "win32":
        return now - _begin_on_windows()
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, AttributeError, ValueError, IndexError):
        return time.monotonic() - _IMPORTED_AT


def _begin_on_windows() -> float:
    """Give the moment at which Windows made this process, in seconds since 1970."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    this = ctypes.c_void_p(kernel.GetCurrentProcess())
    # Made, ended, in the kernel, in the program; in 100 ns since 1601.
    times = [ctypes.c_uint64() for _ in range(4)]
    kernel.GetProcessTimes(this, *map(ctypes.byref, times))
    return times[0].value / 1e7 - 11_644_473_600


if __name__ == "__main__":
    sys.exit(main())
