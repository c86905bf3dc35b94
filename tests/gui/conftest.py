"""Fixtures of the window's tests: no screen needed, nothing left running behind a test."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLineF,
    QLocale,
    QMetaObject,
    QObject,
    QRectF,
    QSettings,
    QThread,
)
from PySide6.QtGui import QPainter

from ramangan_gui.core.compute import Compute
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.gui import theme
from ramangan_gui.gui.garbage import collect_in_this_thread
from ramangan_gui.gui.job import Job
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.selection import Selection
from ramangan_gui.gui.settings import Settings
from ramangan_gui.gui.workspace import Workspace

#: For a busy machine, in ms; nothing waits for it in vain.
PATIENCE = 60_000


@pytest.fixture(autouse=True)
def nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread, a running job or a child process behind."""
    jobs: list[Job] = []
    start = Job.start

    def noted(job: Job, *args: Any) -> None:
        jobs.append(job)
        start(job, *args)

    monkeypatch.setattr(Job, "start", noted)
    threads = {thread.ident for thread in threading.enumerate()}
    yield
    # What a test has closed ends when it is deleted, which Qt does in its own time.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [job.title for job in jobs if _is_running(job)]
    # Qt's threads appear as dummies for as long as the interpreter lives.
    new = [
        thread
        for thread in threading.enumerate()
        if thread.ident not in threads and not isinstance(thread, threading._DummyThread)
    ]
    assert not new
    assert not multiprocessing.active_children()


def _is_running(job: QThread) -> bool:
    try:
        return job.isRunning()
    except RuntimeError:  # deleted, so it has ended
        return False


@pytest.fixture(autouse=True)
def garbage_in_this_thread(qapp: Any, nothing_left_running: None) -> Iterator[None]:
    """Collect garbage as the window does, and leave it to Python behind the test."""
    collector = collect_in_this_thread()
    yield
    collector.stop()


@pytest.fixture(autouse=True)
def nothing_of_qts_own_is_wrapped(qapp: Any, nothing_left_running: None) -> Iterator[None]:
    """Fail a test that leaves Python objects for what Qt makes and deletes without telling Python.

    Such are the items of layouts, which ``itemAt`` gives, and ``addLayout`` makes for all that the
    added layout holds already. The next object at the address of a deleted item crashes the
    program when it is deleted in its turn.
    """
    before = {id(one) for one in _wrapped()}
    yield
    assert not [one for one in _wrapped() if id(one) not in before]


def _wrapped() -> list[Any]:
    """Python's objects for what is Qt's own, but for those that Qt keeps for ever or tells of.

    Numbers in an array of pyqtgraph go together with their array.
    """
    return [
        one
        for one in shiboken6.getAllValidWrappers()
        if not isinstance(one, QObject | QMetaObject | QRectF | QLineF | QPainter.PixmapFragment)
        and not shiboken6.createdByPython(one)
        and not shiboken6.ownedByPython(one)
    ]


@pytest.fixture(autouse=True)
def light_theme(qapp: Any) -> None:
    """Start every test with the same colours."""
    theme.apply_theme("light")


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep autosaves where nobody else looks for them."""
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "state"))


@pytest.fixture
def numbers_of() -> Iterator[Callable[[str], None]]:
    """Have the window write numbers as in a locale, such as ``de_DE``."""
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that nobody else sees."""
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    return Settings(store)


@pytest.fixture
def workspace(qapp: Any) -> Iterator[Workspace]:
    """A workspace that computes in this process."""
    made = Workspace(Compute())
    yield made
    made.close()


@pytest.fixture
def selection(qapp: Any) -> Selection:
    """An empty selection."""
    return Selection()


@pytest.fixture
def window(
    qtbot: Any, workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window on screen; pages are made when they are shown, and nobody is asked anything."""
    monkeypatch.setattr(MainWindow, "_build_next_page", lambda self: None)
    made = MainWindow(workspace, settings)
    made.saving.ask = lambda *_: True
    made.saving.choose = lambda *_: "discard"
    with qtbot.waitSignal(made.first_painted, timeout=PATIENCE):
        made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def make_spectra() -> Callable[..., Spectra]:
    """Make spectra with one band a class on a slope: counts by class, points."""

    def make(counts: dict[str, int], n_points: int = 120) -> Spectra:
        rng = np.random.default_rng(0)
        x = np.linspace(400.0, 1800.0, n_points)
        rows, labels = [], []
        for number, (label, n) in enumerate(counts.items()):
            band = 500.0 * np.exp(-(((x - 700.0 - 300.0 * number) / 30.0) ** 2))
            rows.append(band + 2000.0 - 0.5 * x + 5.0 * rng.standard_normal((n, n_points)))
            labels += [label] * n
        return Spectra.from_arrays(x, np.concatenate(rows), label=labels)

    return make


@pytest.fixture
def set_file(tmp_path: Path, make_spectra: Callable[..., Spectra]) -> Callable[..., Path]:
    """Write spectra as NPZ: counts by class."""

    def write(counts: dict[str, int], name: str = "set.npz") -> Path:
        spectra = make_spectra(counts)
        path = tmp_path / name
        np.savez(
            path,
            raman_shift=spectra.raman_shift,
            spectra=spectra.intensities,
            label=spectra.label,
            group=spectra.group,
            x_unit="1/cm",
        )
        return path

    return write


@pytest.fixture
def opened(qtbot: Any, workspace: Workspace, set_file: Callable[..., Path]) -> Callable[..., None]:
    """Have the workspace read spectra: counts by class."""

    def open_(counts: dict[str, int]) -> None:
        with qtbot.waitSignal(workspace.job_ended, timeout=PATIENCE):
            workspace.open_paths([set_file(counts)])
        assert workspace.project.imported is not None

    return open_
