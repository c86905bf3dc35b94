"""Garbage is collected in the window's thread, whatever a job makes beside it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from ramangan_gui.core.progress import Progress
from ramangan_gui.gui import garbage
from ramangan_gui.gui.garbage import GarbageCollector, collect_in_this_thread, set_aside
from ramangan_gui.gui.job import Job

PATIENCE = 60_000


class Ring:
    """An object that only a collection frees, and that says in which thread it was."""

    def __init__(self, ended: list[int]) -> None:
        self.itself = self
        self.ended = ended

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QObject) -> Iterator[GarbageCollector]:
    """One that looks only when it is told to."""
    made = GarbageCollector(qapp)
    yield made
    made.deleteLater()


def _rings(n: int, ended: list[int]) -> Iterator[Progress]:
    """Make rings a few at a time; the result is the thread that made them."""
    for made in range(0, n, 100):
        for _ in range(100):
            Ring(ended)
        yield Progress(made / n)
    return threading.get_ident()


def test_that_what_a_job_leaves_is_freed_in_the_window_s_thread(qtbot):
    ended: list[int] = []
    job = Job(_rings(20_000, ended), "rings")
    with qtbot.waitSignal(job.succeeded, timeout=PATIENCE) as told:
        job.start()
    assert job.wait(PATIENCE)
    assert told.args[0] != threading.get_ident()
    qtbot.waitUntil(lambda: len(ended) >= 19_000, timeout=PATIENCE)
    assert set(ended) == {threading.get_ident()}


def test_that_widgets_in_a_ring_end_in_the_window_s_thread(qtbot):
    ended: list[int] = []
    for _ in range(50):
        ring, holder = Ring(ended), QObject()
        ring.held = holder  # type: ignore[attr-defined]
        holder.ring = ring  # type: ignore[attr-defined]
    del ring, holder
    job = Job(_rings(20_000, []), "rings")
    with qtbot.waitSignal(job.succeeded, timeout=PATIENCE):
        job.start()
    assert job.wait(PATIENCE)
    qtbot.waitUntil(lambda: len(ended) == 50, timeout=PATIENCE)
    assert set(ended) == {threading.get_ident()}


def test_that_a_job_takes_the_collection_over(qtbot):
    collect_in_this_thread().stop()
    assert gc.isenabled()
    job = Job(iter(()), "nothing")  # type: ignore[arg-type]
    assert not gc.isenabled()
    assert collect_in_this_thread().active
    job.deleteLater()


def test_that_old_rings_are_freed_in_the_end(collector, monkeypatch):
    monkeypatch.setattr(garbage, "_LONG", 1e9)
    gc.collect()
    ring = Ring([])
    gone = weakref.ref(ring)
    gc.collect()  # by now it belongs to the old ones
    del ring
    looks = 0
    kept: list[list[int]] = []
    while gone() is not None:
        looks += 1
        kept += [[] for _ in range(garbage._YOUNG + 100)]
        collector.look()
        assert looks <= garbage._PER_OLDER**2
    assert kept


def test_that_nothing_is_collected_while_little_is_made(collector):
    gc.collect()
    ring = Ring([])
    gone = weakref.ref(ring)
    del ring
    for _ in range(1000):
        collector.look()
    assert gone() is not None
    gc.collect()
    assert gone() is None


def test_that_a_slow_collection_sets_aside_what_stays(collector, monkeypatch):
    assert gc.get_freeze_count() == 0
    monkeypatch.setattr(garbage, "_LONG", -1.0)
    kept: list[list[int]] = []
    for _ in range(garbage._PER_OLDER**2):
        kept += [[] for _ in range(garbage._YOUNG + 100)]
        collector.look()
    assert kept
    assert gc.get_freeze_count() > 0
    collector.stop()
    assert gc.get_freeze_count() == 0


def test_that_what_is_set_aside_is_not_walked_through(qtbot):
    ring = Ring([])
    gone = weakref.ref(ring)
    set_aside()
    del ring
    gc.collect()
    assert gone() is not None
    gc.unfreeze()
    gc.collect()
    assert gone() is None
