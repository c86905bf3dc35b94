"""Questions to a process of their own."""

import time

import numpy as np
import pytest

from ramangan_gui.core.errors import SpectraError
from ramangan_gui.core.inquiry import Inquiry

PATIENCE = 60.0


def double(values):
    yield from ()
    return 2 * values


def refuse(_):
    yield from ()
    raise SpectraError("No such spectrum.", "Choose another.")


def die(_):
    yield from ()
    raise SystemExit


def awaited(inquiry):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = inquiry.answer()
        if answer is not None:
            return answer
    raise AssertionError("no answer")


@pytest.fixture
def inquiry():
    made = Inquiry()
    yield made
    made.close()


def test_that_questions_are_answered_one_at_a_time(inquiry):
    assert not inquiry.ask(double, 1)
    inquiry.start(double, 21)
    assert inquiry.is_busy
    assert not inquiry.ask(double, 1)
    assert awaited(inquiry).value == 42
    assert inquiry.answer() is None
    large = np.arange(100_000.0)
    assert inquiry.ask(double, large)
    np.testing.assert_array_equal(awaited(inquiry).value, 2 * large)


def test_that_errors_come_back_and_the_next_question_is_answered(inquiry):
    inquiry.start(refuse, 0)
    error = awaited(inquiry).error
    assert isinstance(error, SpectraError)
    assert "No such spectrum" in str(error)
    assert inquiry.ask(double, 4)
    assert awaited(inquiry).value == 8


def test_that_a_process_that_died_is_an_error_and_no_wait(inquiry):
    inquiry.start(double, 1)
    awaited(inquiry)
    inquiry._process.kill()
    inquiry._process.join()
    asked = inquiry.ask(double, 1)
    if asked:
        assert awaited(inquiry).error is not None
    assert not inquiry.is_busy
    assert not inquiry.ask(double, 1)
