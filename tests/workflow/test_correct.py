"""The recipe over a whole set, while the fast loops are not compiled yet."""

import importlib.util
import re
import threading

import numpy as np
import pytest

from ramangan_gui.core.compute import Compute, WorkerCompute
from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import Progress, run
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.preprocessing import airpls_batch, airpls_kept
from ramangan_gui.preprocessing.axis import Axis
from ramangan_gui.preprocessing.base import spectrum_title
from ramangan_gui.preprocessing.penalised import AirPLS
from ramangan_gui.preprocessing.recipe import Recipe
from ramangan_gui.workflow import correct as module
from ramangan_gui.workflow.correct import PREPARING, correct, correct_beside
from ramangan_gui.workflow.tasks import import_task

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("numba") is None, reason="numba is not installed"
)


def drawn(n: int) -> Spectra:
    rng = np.random.default_rng(n)
    x = np.linspace(0, 1, 200)
    values = 500 * np.exp(-x) + 300 * np.exp(-(((x - rng.random((n, 1))) / 0.02) ** 2))
    return Spectra.from_arrays(400 + 1000 * x, values + rng.normal(0, 3, (n, 200)), "A")


@pytest.fixture
def ways(monkeypatch):
    """Which loops were used, block after block, in a process that has not loaded the fast ones."""
    used = []
    for name in ("fit_plain", "fit_compiled"):
        way = getattr(airpls_batch, name)
        monkeypatch.setattr(
            airpls_batch, name, lambda *a, way=way, name=name: used.append(name) or way(*a)
        )
    monkeypatch.setattr(airpls_batch, "_compiled", airpls_batch._Compiled())
    monkeypatch.setattr(airpls_batch, "WORTH_LOADING", 4000)
    monkeypatch.setattr(AirPLS, "block", 10)
    return used


def test_that_the_window_begins_at_once_and_changes_over(monkeypatch, ways):
    spectra = drawn(40)
    kept = []
    monkeypatch.setattr(airpls_kept, "is_kept", lambda: bool(kept))
    steps = correct(spectra, Recipe(), at_once=True)
    messages = [next(steps).message, next(steps).message]
    assert ways == ["fit_plain"]
    kept.append(1)  # another process has compiled them
    try:
        while True:
            messages.append(next(steps).message)
    except StopIteration as end:
        found = end.value.spectra
    assert ways[0] == "fit_plain"
    assert ways[-1] == "fit_compiled"
    assert PREPARING not in messages
    np.testing.assert_array_equal(found.intensities, Recipe().apply(spectra).intensities)


def test_that_others_are_told_what_they_wait_for(monkeypatch, ways):
    spectra = drawn(20)
    monkeypatch.setattr(airpls_kept, "is_kept", lambda: False)
    told = [step.message for step in correct(spectra, Recipe())]
    assert told[0] == PREPARING
    assert set(ways) == {"fit_compiled"}
    ways.clear()
    monkeypatch.setattr(airpls_batch, "WORTH_LOADING", 10**9)
    monkeypatch.setattr(airpls_batch, "_compiled", airpls_batch._Compiled())
    assert PREPARING not in [step.message for step in correct(spectra, Recipe())]
    assert set(ways) == {"fit_plain"}


def test_that_a_note_tells_of_loops_that_are_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(airpls_kept, "compiled_folder", lambda: tmp_path)
    assert not airpls_kept.is_kept()
    airpls_kept.note_kept()
    assert not airpls_kept.is_kept()  # nothing was kept beside it
    airpls_kept.folder().mkdir()
    (airpls_kept.folder() / "loops.nbc").write_bytes(b"machine code")
    airpls_kept.note_kept()
    assert airpls_kept.is_kept()
    monkeypatch.setattr(airpls_kept.sys, "version", "another Python")
    assert not airpls_kept.is_kept()
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(airpls_kept, "compiled_folder", lambda: tmp_path / "file" / "below")
    airpls_kept.note_kept()
    assert not airpls_kept.is_kept()


def test_that_without_a_compiler_nothing_is_announced(monkeypatch, ways):
    monkeypatch.setattr(airpls_kept, "is_kept", lambda: False)
    monkeypatch.setattr(airpls_batch, "can_compile", lambda: False)
    monkeypatch.setattr(airpls_batch, "_imported", lambda: None)
    monkeypatch.setattr(airpls_batch.shutil, "rmtree", lambda *_, **__: None)
    told = [step.message for step in correct(drawn(20), Recipe())]
    assert PREPARING not in told
    assert set(ways) == {"fit_plain"}
    assert run(correct(drawn(20), Recipe(), at_once=True)).spectra is not None


class _Counting(Compute):
    """Runs the work here, and counts what it is given."""

    def __init__(self) -> None:
        self.given: list[int] = []

    def steps(self, function, *args, **kwargs):
        self.given.append(len(args[0]))
        return super().steps(function, *args, **kwargs)


@pytest.mark.parametrize("at_once", [10**9, 1400, 1])
def test_that_parts_beside_the_window_give_the_same(monkeypatch, at_once):
    """However many spectra the worker is given; one has gone astray and does not settle."""
    spectra = drawn(23)
    recipe = Recipe().with_value("baseline.max_iter", "2")
    whole = run(correct(spectra, recipe))
    assert whole.not_converged
    monkeypatch.setattr(module, "AT_ONCE", at_once)
    compute, told = _Counting(), []
    found = run(correct_beside(compute, spectra, recipe), lambda step: told.append(step.fraction))
    assert compute.given == {10**9: [23], 1400: [7, 7, 7, 2], 1: [1] * 23}[at_once]
    np.testing.assert_array_equal(found.spectra.intensities, whole.spectra.intensities)
    assert found.not_converged == whole.not_converged
    np.testing.assert_array_equal(found.spectra.name, whole.spectra.name)
    assert told == sorted(told)


def test_that_cancelled_parts_end_their_work(monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 1400)
    ended = []

    def endless(*_):
        try:
            while True:
                yield Progress(0.5)
        finally:
            ended.append(True)

    compute = Compute()
    monkeypatch.setattr(compute, "steps", endless)
    steps = correct_beside(compute, drawn(23), Recipe())
    assert next(steps).message == "Corrected 4 of 23 spectra"
    steps.close()
    assert ended == [True]


def test_that_a_large_set_is_the_same_in_a_worker_of_its_own(monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 1400)
    spectra = drawn(23)
    compute = WorkerCompute()
    try:
        found = run(correct_beside(compute, spectra, Recipe()))
    finally:
        compute.close()
    expected = run(correct(spectra, Recipe())).spectra
    np.testing.assert_array_equal(found.spectra.intensities, expected.intensities)


@pytest.mark.parametrize("threads", [2, 4])
def test_that_threads_change_nothing_but_the_time(monkeypatch, ways, threads):
    spectra = drawn(203)
    recipe = Recipe().with_value("baseline.max_iter", "2")
    monkeypatch.setattr(module, "_THREADS", 1)
    alone = run(correct(spectra, recipe))
    monkeypatch.setattr(module, "_THREADS", threads)
    told = []
    beside = run(correct(spectra, recipe), lambda step: told.append(step.fraction))
    assert set(ways) == {"fit_compiled"}
    np.testing.assert_array_equal(beside.spectra.intensities, alone.spectra.intensities)
    assert beside.not_converged == alone.not_converged != ()
    assert told == sorted(told)


def test_that_the_first_spectrum_at_fault_is_named_whichever_thread_finds_it(monkeypatch, ways):
    monkeypatch.setattr(module, "_THREADS", 3)
    values = drawn(95).intensities.copy()
    values[[37, 52, 90]] = 0.0
    spectra = Spectra.from_arrays(drawn(1).raman_shift, values, "A")
    with pytest.raises(SpectraError, match=re.escape(spectrum_title(spectra, 37))):
        run(correct(spectra, Recipe()))


def test_that_cancelling_lets_go_of_the_threads(monkeypatch, ways):
    monkeypatch.setattr(module, "_THREADS", 2)
    before = threading.active_count()
    steps = correct(drawn(203), Recipe())
    for _ in range(7):
        next(steps)
    assert threading.active_count() > before
    steps.close()
    assert threading.active_count() == before


def test_that_the_loops_are_loaded_beside_a_large_set_that_was_read(monkeypatch, tmp_path):
    """Only where they are kept: to compile them would take the other work's time."""
    loaded = threading.Event()
    monkeypatch.setattr(airpls_batch, "_compiled", airpls_batch._Compiled())
    monkeypatch.setattr(airpls_batch, "load", loaded.set)
    monkeypatch.setattr(airpls_batch, "WORTH_LOADING", 4000)
    rows = np.column_stack([drawn(1).raman_shift, drawn(20).intensities.T])
    np.savetxt(tmp_path / "set.csv", rows, delimiter=",")
    for kept, large, expected in ((False, 4000, False), (True, 4001, False), (True, 4000, True)):
        monkeypatch.setattr(airpls_batch, "is_kept", lambda kept=kept: kept)
        monkeypatch.setattr(airpls_batch, "WORTH_LOADING", large)
        run(import_task([str(tmp_path / "set.csv")], Axis()))
        assert loaded.wait(10 if expected else 0) is expected
