import threading
import time

import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.progress import Command, Progress
from ramangan_gui.gui.job import Job


class Recorder:
    """Notes how a job ended, and everything it said."""

    def __init__(self, job: Job) -> None:
        self.ends: list[tuple] = []
        self.payloads: list = []
        self.threads: set = set()
        job.succeeded.connect(lambda result: self.ends.append(("succeeded", result)))
        job.cancelled.connect(lambda: self.ends.append(("cancelled",)))
        job.failed.connect(lambda error, trace: self.ends.append(("failed", error, trace)))
        job.payloads.connect(self.payloads.extend)


def run(qtbot, steps):
    job = Job(steps, "work")
    recorder = Recorder(job)
    with qtbot.waitSignal(job.finished):
        job.start()
    qtbot.waitUntil(lambda: bool(recorder.ends))
    return recorder


def counting(n, seen=None):
    for number in range(n):
        answer = yield Progress(number / n, f"step {number}", number)
        if seen is not None:
            seen.append(answer)
        if answer is Command.FINISH:
            return "early"
    return "done"


def test_that_a_job_succeeds_once_with_its_result(qtbot):
    recorder = run(qtbot, counting(50))
    assert recorder.ends == [("succeeded", "done")]


def test_that_no_payload_is_lost_however_fast_they_come(qtbot):
    recorder = run(qtbot, counting(5000))
    assert recorder.payloads == list(range(5000))


def test_that_progress_is_limited_to_twenty_a_second(qtbot):
    def brief():
        for number in range(20_000):
            yield Progress(number / 20_000)

    job = Job(brief(), "work")
    told = []
    job.progressed.connect(told.append)
    begin = time.monotonic()
    with qtbot.waitSignal(job.finished):
        job.start()
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) <= (time.monotonic() - begin) / 0.05 + 1


def test_that_an_error_is_passed_on_with_its_trace(qtbot):
    def failing():
        yield Progress(0.1)
        raise SpectraError("Spectrum 7 is empty.", "Leave it out.")

    recorder = run(qtbot, failing())
    assert [end[0] for end in recorder.ends] == ["failed"]
    _, error, trace = recorder.ends[0]
    assert isinstance(error, SpectraError)
    assert "failing" in trace


def test_that_the_work_runs_in_another_thread(qtbot):
    found = []

    def where():
        found.append(threading.get_ident())
        yield Progress(0.5)

    run(qtbot, where())
    assert found
    assert found[0] != threading.get_ident()


class Endless:
    """Work that goes on until it is stopped, and says when it was cleared away."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.stepped = threading.Event()

    def steps(self):
        try:
            while True:
                answer = yield Progress(0.5)
                self.stepped.set()
                if answer is Command.FINISH:
                    return "the best so far"
        finally:
            self.closed.set()


@pytest.fixture
def endless(qtbot):
    work = Endless()
    job = Job(work.steps(), "work")
    recorder = Recorder(job)
    job.start()
    assert work.stepped.wait(10)
    yield work, job, recorder
    job.cancel()
    assert job.wait(10_000)


def test_that_cancel_ends_the_work_and_clears_it_away(qtbot, endless):
    work, job, recorder = endless
    job.cancel()
    assert job.wait(10_000)
    qtbot.waitUntil(lambda: bool(recorder.ends))
    assert recorder.ends == [("cancelled",)]
    assert work.closed.is_set()


def test_that_finish_keeps_the_best_result(qtbot, endless):
    _, job, recorder = endless
    job.finish()
    assert job.wait(10_000)
    qtbot.waitUntil(lambda: bool(recorder.ends))
    assert recorder.ends == [("succeeded", "the best so far")]


def test_that_a_paused_job_makes_no_step_and_can_be_cancelled(qtbot, endless):
    work, job, recorder = endless
    job.set_paused(True)
    assert job.paused
    # One step may still be under way; after it, nothing moves.
    work.stepped.clear()
    work.stepped.wait(0.2)
    work.stepped.clear()
    assert not work.stepped.wait(0.2)
    assert job.seconds_left() is None
    job.cancel()
    assert job.wait(10_000)
    qtbot.waitUntil(lambda: bool(recorder.ends))
    assert recorder.ends == [("cancelled",)]


def test_that_a_paused_job_goes_on(qtbot, endless):
    work, job, _ = endless
    job.set_paused(True)
    work.stepped.clear()
    job.set_paused(False)
    assert work.stepped.wait(10)
