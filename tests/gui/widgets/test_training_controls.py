from __future__ import annotations

import pytest

from ramangan_gui.core.progress import Progress
from ramangan_gui.gui.widgets.training_controls import TrainingControls, duration


@pytest.fixture
def controls(qtbot):
    widget = TrainingControls()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "5 s"), (12, "10 s"), (43, "45 s"), (50, "1 min"), (400, "7 min"), (7500, "2 h 5 min")],
)
def test_durations_are_short_words(seconds, text):
    assert duration(seconds) == text


def test_time_left_is_told_once_it_can_be_estimated(controls):
    controls.start()
    controls.show_progress(Progress(0.25), None)
    assert controls.left.text() == "25 % done, estimating time…"
    assert controls.bar.value() == 250
    controls.show_progress(Progress(0.5), 120.0)
    assert controls.left.text() == "50 % done, about 2 min left"


def test_pause_goes_on_when_pressed_again(controls, qtbot):
    controls.start()
    told = []
    controls.paused.connect(told.append)
    controls.pause.click()
    controls.show_progress(Progress(0.5), 120.0)
    assert controls.left.text() == "50 % done, paused"
    controls.pause.click()
    assert told == [True, False]


def test_stopping_while_paused_goes_on_first(controls):
    controls.start()
    controls.pause.click()
    told = []
    controls.paused.connect(told.append)
    controls.finish_asked.connect(lambda: told.append("finish"))
    controls.keep.click()
    assert told == [False, "finish"]
    assert not controls.keep.isEnabled()


def test_that_stopping_is_told_at_once_and_until_the_end(controls):
    controls.start()
    controls.keep.click()
    words = controls.left.text()
    assert words.startswith("Stopping")
    controls.show_progress(Progress(0.5), 120.0)
    assert controls.left.text() == words
    assert controls.bar.value() == 500
    controls.start()
    controls.show_progress(Progress(0.5), None)
    assert controls.left.text() != words


def test_the_end_does_not_tell_of_a_pause(controls):
    controls.start()
    controls.pause.click()
    told = []
    controls.paused.connect(told.append)
    controls.end()
    assert told == []
    assert controls.isHidden()
