"""What the first touch of a slider needs is imported beside the window."""

import importlib.machinery
import sys
import threading
import types

from PySide6.QtCore import QObject
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from ramangan_gui.gui import warmup
from ramangan_gui.gui.warmup import MODULES, WarmUp, is_warm

PATIENCE = 60_000


def test_that_modules_are_imported_beside_the_window(qtbot, qapp, monkeypatch):
    threads = []
    stand_in = types.SimpleNamespace(import_module=lambda _: threads.append(threading.get_ident()))
    monkeypatch.setattr(warmup, "importlib", stand_in)
    warm = WarmUp(qapp, ("json", "csv"))
    with qtbot.waitSignal(warm.finished, timeout=PATIENCE):
        warm.hurry()
    assert len(threads) == 2
    assert threading.get_ident() not in threads
    warm.deleteLater()


def test_that_a_module_that_is_still_being_imported_is_not_warm(monkeypatch):
    half = types.ModuleType(MODULES[-1])
    half.__spec__ = importlib.machinery.ModuleSpec(MODULES[-1], None)
    monkeypatch.setitem(sys.modules, MODULES[-1], half)
    assert is_warm()
    half.__spec__._initializing = True
    assert not is_warm()
    monkeypatch.delitem(sys.modules, MODULES[-1])
    assert not is_warm()


def test_that_warming_up_ends_with_its_owner(qtbot, qapp):
    owner = QObject()
    warm = WarmUp(owner, ("json",) * 200)
    warm.start()
    job = warm._job
    qtbot.waitUntil(job.isRunning)
    warm.close()
    assert not job.isRunning()


def test_that_warming_up_ends_when_its_window_is_closed(qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    warm = WarmUp(window, ("json",) * 200)
    warm.start()
    job = warm._job
    qtbot.waitUntil(job.isRunning)
    QApplication.sendEvent(QWidget(), QHideEvent())
    assert job.isRunning()
    window.close()
    assert not job.isRunning()
