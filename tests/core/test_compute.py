import contextlib
import multiprocessing
import os
import pickle
import select
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from ramangan_gui.core import compute as compute_module
from ramangan_gui.core import messages
from ramangan_gui.core.compute import Compute, WorkerCompute
from ramangan_gui.core.errors import RamanGanError, SpectraError
from ramangan_gui.core.progress import Command, Progress, Steps, run


def add_up(values: np.ndarray, n: int = 3) -> Steps[tuple[float, np.ndarray]]:
    for i in range(n):
        yield Progress(i / n, "adding", payload=values[: i + 1])
    return float(values.sum()), values * 2


def until_told() -> Steps[str]:
    answer = None
    while answer is not Command.FINISH:
        answer = yield Progress(0.5)
    return "finished early"


def refuses() -> Steps[None]:
    yield Progress(0.0)
    raise SpectraError("Spectrum 3 is empty.", "Leave it out.")


def breaks() -> Steps[None]:
    yield Progress(0.0)
    raise ZeroDivisionError("a defect")


def dies() -> Steps[None]:
    yield Progress(0.0)
    os._exit(9)


def long_step(path: str) -> Steps[str]:
    """Work with one step that lasts until a file is there."""
    yield Progress(0.25, "short", payload="seen")
    while not os.path.exists(path):
        pass
    answer = yield Progress(0.75, "long")
    return "early" if answer is Command.FINISH else "whole"


def leaves_behind(gate: str, left: str) -> Steps[None]:
    """Work that writes what it leaves when it is closed, as a training does its state."""
    try:
        yield from long_step(gate)
    finally:
        with open(left, "w") as stream:
            stream.write("left in order")


def sends_much(n: int) -> Steps[int]:
    while True:
        yield Progress(0.5, payload=np.zeros(n))


def process_number() -> Steps[int]:
    yield Progress(0.0)
    return os.getpid()


@pytest.fixture
def loading_worker(tmp_path, monkeypatch):
    """A worker within the loading of a module that lasts until the file "gate" is there."""
    gate, begun = tmp_path / "gate", tmp_path / "begun"
    (tmp_path / "takes_long_to_load.py").write_text(
        "import os, pathlib, time\n"
        f"pathlib.Path({str(begun)!r}).touch()\n"
        f"while not os.path.exists({str(gate)!r}):\n"
        "    time.sleep(0.01)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    compute = WorkerCompute(preload=("takes_long_to_load",))
    compute.warm()
    while not begun.exists():
        time.sleep(0.01)
    yield compute, gate
    compute.close()


@pytest.fixture(scope="module")
def worker():
    compute = WorkerCompute()
    yield compute
    compute.close()


@pytest.mark.parametrize("n_values", [10, 300_000])
def test_that_the_worker_gives_the_same_as_this_process(worker, n_values):
    values = np.linspace(0.0, 1.0, n_values)
    seen: dict[str, list] = {"here": [], "there": []}
    results = {}
    for place, compute in (("here", Compute()), ("there", worker)):
        steps = compute.steps(add_up, values, n=4)
        results[place] = run(steps, lambda p, place=place: seen[place].append(p.payload))
    assert results["here"][0] == results["there"][0]
    np.testing.assert_array_equal(results["here"][1], results["there"][1])
    for here, there in zip(seen["here"], seen["there"], strict=True):
        np.testing.assert_array_equal(here, there)


def test_that_arrays_larger_than_the_shared_block_arrive_whole(worker):
    values = np.arange(5 * messages._BLOCK // 16, dtype=np.float64)
    _, doubled = run(worker.steps(add_up, values, n=1))
    np.testing.assert_array_equal(doubled, 2 * values)


def test_that_arrays_arrive_where_no_memory_can_be_shared(worker, monkeypatch):
    shared = messages.SharedMemory

    def refused(name, create, size):
        if create:
            raise PermissionError("shared memory is not to be had")
        return shared(name, create, size)

    monkeypatch.setattr(messages, "SharedMemory", refused)
    values = np.arange(300_000.0)
    total, doubled = run(worker.steps(add_up, values, 1))
    assert total == values.sum()
    np.testing.assert_array_equal(doubled, 2 * values)


def test_that_results_of_the_worker_can_be_written_to(worker):
    _, doubled = run(worker.steps(add_up, np.ones(300_000)))
    doubled[0] = 7.0
    assert doubled[0] == 7.0


def test_that_work_runs_in_one_warm_process(worker):
    first = run(worker.steps(process_number))
    assert first != os.getpid()
    assert run(worker.steps(process_number)) == first


def test_that_commands_reach_the_worker(worker):
    answers = iter([None, None, Command.FINISH])
    assert run(worker.steps(until_told), lambda p: next(answers)) == "finished early"


def test_that_closing_cancels_the_work_and_keeps_the_worker(worker):
    before = run(worker.steps(process_number))
    steps = worker.steps(until_told)
    next(steps)
    steps.close()
    assert run(worker.steps(process_number)) == before


def test_that_an_interrupt_gives_the_driver_a_turn_within_a_step(worker, tmp_path):
    gate = tmp_path / "gate"
    steps = worker.steps(long_step, str(gate))
    assert next(steps).payload == "seen"
    worker.interrupt()
    turn = steps.send(None)  # would never come back: the step waits for the file
    assert (turn.fraction, turn.message, turn.payload) == (0.25, "short", None)
    gate.touch()
    assert run(_sending(steps, Command.FINISH)) == "early"


def _sending(steps, first):
    """Go on with begun steps, saying something first."""
    try:
        answer = first
        while True:
            answer = yield steps.send(answer)
    except StopIteration as stop:
        return stop.value


def test_that_cancelling_within_a_step_waits_for_neither_it_nor_a_new_worker(worker, tmp_path):
    gate, left = tmp_path / "gate", tmp_path / "left"
    before = run(worker.steps(process_number))
    steps = worker.steps(leaves_behind, str(gate), str(left))
    next(steps)
    worker.interrupt()
    next(steps)
    steps.close()
    assert not gate.exists()  # the step is still under way, and the driver is free
    assert not left.exists()
    gate.touch()
    assert run(worker.steps(process_number)) == before
    assert left.read_text() == "left in order"


def test_that_a_call_can_be_dropped_before_a_loading_worker_takes_it(loading_worker):
    compute, gate = loading_worker
    before = compute._process.pid
    steps = compute.steps(add_up, np.ones(300_000))
    compute.interrupt()
    assert next(steps).fraction == 0.0  # would never come back: the worker loads until told
    steps.close()
    assert not gate.exists()
    gate.touch()
    assert run(compute.steps(process_number)) == before


def test_that_a_worker_that_loads_too_long_is_replaced(loading_worker, monkeypatch):
    monkeypatch.setattr(compute_module, "_GRACE", 0.2)
    compute, gate = loading_worker
    before = compute._process.pid
    steps = compute.steps(add_up, np.ones(300_000))
    compute.interrupt()
    next(steps)
    steps.close()
    compute._leaving.join()
    gate.touch()
    assert run(compute.steps(process_number)) != before


def test_that_closing_does_not_wait_for_a_worker_that_takes_no_call(loading_worker, monkeypatch):
    monkeypatch.setattr(compute_module, "_GRACE", 3600)
    compute, _ = loading_worker
    steps = compute.steps(add_up, np.ones(300_000))
    compute.interrupt()
    next(steps)
    mine = compute._process.pid
    compute.close()
    assert mine not in [p.pid for p in multiprocessing.active_children()]
    with pytest.raises(RamanGanError, match="stopped unexpectedly"):
        run(steps)


def test_that_what_cannot_be_handed_over_is_told_and_the_worker_kept(worker):
    before = run(worker.steps(process_number))
    with pytest.raises((AttributeError, pickle.PicklingError)):
        run(worker.steps(add_up, lambda: None))
    assert run(worker.steps(process_number)) == before


def test_that_a_worker_that_never_ends_its_step_is_replaced(worker, tmp_path, monkeypatch):
    monkeypatch.setattr(compute_module, "_GRACE", 0.2)
    before = run(worker.steps(process_number))
    steps = worker.steps(long_step, str(tmp_path / "never"))
    next(steps)
    worker.interrupt()
    next(steps)
    steps.close()
    assert run(worker.steps(process_number)) != before


def test_that_cancelling_while_arrays_are_sent_leaves_the_worker_whole(worker):
    before = run(worker.steps(process_number))
    for _ in range(5):
        steps = worker.steps(sends_much, messages._BLOCK // 4)
        next(steps)
        worker.interrupt()
        next(steps)
        steps.close()
    assert run(worker.steps(process_number)) == before


def test_that_a_refusal_travels_whole(worker):
    with pytest.raises(SpectraError) as caught:
        run(worker.steps(refuses))
    assert caught.value.what == "Spectrum 3 is empty."
    assert caught.value.remedy == "Leave it out."


def test_that_a_defect_travels_with_its_traceback(worker):
    with pytest.raises(ZeroDivisionError) as caught:
        run(worker.steps(breaks))
    assert "breaks" in caught.value.__notes__[0]


def test_that_the_worker_leaves_ctrl_c_to_its_parent(worker):
    number = run(worker.steps(process_number))
    os.kill(number, signal.SIGINT)
    assert run(worker.steps(process_number)) == number


def test_that_a_dead_worker_is_told_and_replaced(worker):
    with pytest.raises(RamanGanError, match="stopped unexpectedly"):
        run(worker.steps(dies))
    assert run(worker.steps(process_number)) != os.getpid()


def test_that_close_leaves_no_process():
    compute = WorkerCompute()
    run(compute.steps(process_number))
    names = [p.name for p in multiprocessing.active_children()]
    assert "ramangan-worker" in names
    mine = compute._process.pid
    compute.close()
    assert mine not in [p.pid for p in multiprocessing.active_children()]


@pytest.mark.skipif(sys.platform != "linux", reason="reads the process table under /proc")
def test_that_the_worker_dies_with_its_parent(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, signal, sys\n"
        "from ramangan_gui.core.compute import WorkerCompute\n"
        "if __name__ == '__main__':\n"
        "    compute = WorkerCompute()\n"
        "    compute.warm()\n"
        "    print(compute._process.pid, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    found = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env={**os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path)}, check=False)  # fmt: skip
    with contextlib.suppress(ProcessLookupError):  # gone already
        watched = os.pidfd_open(int(found.stdout))
        ended, _, _ = select.select([watched], [], [], 20)
        os.close(watched)
        assert ended, "the worker outlived its parent"
