"""The fast baseline method is compiled early, once, and where nobody waits for it."""

from __future__ import annotations

import pytest

from ramangan_gui.gui.fast_loops import FastLoops
from ramangan_gui.preprocessing import airpls_batch, airpls_kept
from ramangan_gui.workflow.whole_class import compile_loops

PATIENCE = 120_000


class _Process:
    """Stands for the process that compiles."""

    def __init__(self) -> None:
        self.started: list[object] = []

    def start(self, function: object) -> None:
        self.started.append(function)

    def answer(self) -> None:
        return None

    def close(self) -> None:
        pass


@pytest.fixture
def fresh_home(tmp_path, monkeypatch):
    """A home in which nothing was compiled yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr("ramangan_gui.core.places.cache_folder", lambda: tmp_path / "ramangan")
    assert airpls_batch.can_compile()
    assert not airpls_kept.is_kept()
    return tmp_path


def with_process(monkeypatch) -> tuple[FastLoops, _Process]:
    loops, process = FastLoops(), _Process()
    monkeypatch.setattr(loops, "_process", process)
    return loops, process


def test_that_the_loops_are_compiled_once(qapp, fresh_home, monkeypatch):
    loops, process = with_process(monkeypatch)
    loops.start()
    loops.start()
    assert process.started == [compile_loops]
    assert "the slower one is used" in loops.words
    loops.close()


def test_that_nothing_is_compiled_twice(qapp, fresh_home, monkeypatch):
    monkeypatch.setattr(airpls_kept, "is_kept", lambda: True)
    loops, process = with_process(monkeypatch)
    loops.start()
    assert process.started == []
    assert loops.words == ""


def test_that_nothing_is_compiled_without_a_compiler(qapp, fresh_home, monkeypatch):
    monkeypatch.setattr(airpls_batch, "can_compile", lambda: False)
    loops, process = with_process(monkeypatch)
    loops.start()
    assert process.started == []
    assert loops.words == ""


def test_that_nothing_is_compiled_where_it_cannot_be_kept(qapp, tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    folder = tmp_path / "file" / "compiled"
    monkeypatch.setattr(airpls_kept, "compiled_folder", lambda: folder)
    loops, process = with_process(monkeypatch)
    loops.start()
    assert process.started == []
    assert "cannot be kept" in loops.words
    assert str(tmp_path / "file") in loops.words
