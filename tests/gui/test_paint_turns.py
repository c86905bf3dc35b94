"""A page that comes into view is painted plot by plot, and the window answers in between."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QVBoxLayout, QWidget

from ramangan_gui.gui.flow import CORRECT
from ramangan_gui.gui.paint_turns import PaintTurns
from ramangan_gui.gui.turns import in_a_turn
from ramangan_gui.gui.widgets.page_frame import lay_out_ahead

PATIENCE = 60_000


class _Plot(QGraphicsView):
    """Notes when it is painted."""

    def __init__(self, name: str, seen: list[str]) -> None:
        super().__init__()
        self.name, self.seen = name, seen
        self.setBackgroundBrush(QColor("red"))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.seen.append(self.name)
        super().paintEvent(event)


@pytest.fixture
def seen() -> list[str]:
    return []


@pytest.fixture
def page(qtbot, seen) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for name in ("first", "second", "third"):
        column.addWidget(_Plot(name, seen))
    qtbot.addWidget(page)
    return page


def test_that_plots_are_painted_one_after_another(qtbot, page, seen):
    turns = PaintTurns(page)
    page.show()
    turns.begin(page)
    # An event of a timer stands for what a user does meanwhile.
    pulse = QTimer(page, interval=0)
    pulse.timeout.connect(lambda: seen.append("answer") if seen[-1:] != ["answer"] else None)
    pulse.start()
    qtbot.waitUntil(lambda: "third" in seen)
    pulse.stop()
    plots = [name for name in seen if name != "answer"]
    assert list(dict.fromkeys(plots)) == ["first", "second", "third"]
    for before, after in (("first", "second"), ("second", "third")):
        assert "answer" in seen[seen.index(before) : seen.index(after)]


def test_that_a_plot_that_waits_is_an_empty_canvas(qtbot, page, seen):
    turns = PaintTurns(page)
    page.show()
    turns.begin(page)
    canvas = page.findChildren(QGraphicsView)[2].viewport()
    picture = page.grab().toImage()
    middle = canvas.mapTo(page, canvas.rect().center())
    assert seen == []
    assert picture.pixelColor(middle) == QColor("red")


def test_that_all_are_painted_as_usual_afterwards(qtbot, page, seen):
    turns = PaintTurns(page)
    page.show()
    turns.begin(page)
    qtbot.waitUntil(lambda: turns.waiting == 0 and "third" in seen)
    QApplication.processEvents()
    seen.clear()
    page.grab()
    assert sorted(seen) == ["first", "second", "third"]


def test_that_a_page_that_is_left_gives_up_its_turns(qtbot, page, seen):
    turns = PaintTurns(page)
    page.show()
    turns.begin(page)
    other = QWidget()
    qtbot.addWidget(other)
    turns.begin(other)
    assert turns.waiting == 0
    qtbot.waitUntil(lambda: {"first", "second", "third"} <= set(seen))


def test_that_a_plot_out_of_sight_does_not_hold_up_the_next(qtbot, page, seen):
    turns = PaintTurns(page)
    page.show()
    turns.begin(page)
    first = page.findChildren(QGraphicsView)[0]
    first.hide()
    qtbot.waitUntil(lambda: "third" in seen)
    assert "first" not in seen


def test_that_timers_come_between_two_turns(qtbot):
    owner, seen = QObject(), []
    timer = QTimer(owner, interval=0)
    timer.timeout.connect(lambda: seen.append("answer"))
    timer.start()

    def go_on() -> None:
        seen.append("turn")
        if seen.count("turn") < 4:
            in_a_turn(owner, go_on)

    in_a_turn(owner, go_on)
    qtbot.waitUntil(lambda: seen.count("turn") == 4)
    places = [place for place, what in enumerate(seen) if what == "turn"]
    assert all("answer" in seen[a:b] for a, b in itertools.pairwise(places))


def test_that_nothing_is_called_when_the_owner_is_gone(qtbot):
    owner, seen = QObject(), []
    in_a_turn(owner, lambda: seen.append(1))
    del owner
    QApplication.processEvents()
    assert seen == []


def test_that_a_page_out_of_view_is_laid_out_in_its_size(qtbot, page):
    lay_out_ahead(page, QSize(900, 700))
    plots = page.findChildren(QGraphicsView)
    assert page.isHidden()
    assert page.size() == QSize(900, 700)
    assert all(plot.width() > 800 and 150 < plot.height() < 250 for plot in plots)


def test_that_a_page_of_the_window_is_painted_in_turns(window, qtbot):
    window.show_page(CORRECT)
    assert window._paint_turns.waiting == 2
    qtbot.waitUntil(lambda: window._paint_turns.waiting == 0)


def test_that_to_take_a_result_and_to_open_its_page_are_two_turns(window, qtbot, set_file):
    seen: list[str] = []
    pulse = QTimer(window, interval=0)
    window.workspace.imported_changed.connect(lambda: seen.append("taken"))
    window.workspace.imported_changed.connect(pulse.start)
    pulse.timeout.connect(lambda: seen.append("answer"))
    window.page_shown.connect(lambda number: seen.append("shown"))
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.workspace.open_paths([set_file({"A": 6})])
    pulse.stop()
    assert window.current == CORRECT
    assert "answer" in seen[seen.index("taken") : seen.index("shown")]


def test_that_the_end_of_a_job_is_told_before_the_next_one_starts(workspace, opened, qtbot):
    opened({"A": 6})
    told: list[str] = []
    workspace.job_started.connect(lambda job: told.append("started"))
    workspace.job_ended.connect(told.append)
    workspace.corrected_changed.connect(
        lambda: (
            QTimer.singleShot(0, workspace, lambda: workspace.apply_recipe())
            if len(told) < 2
            else None
        )
    )
    workspace.apply_recipe()
    qtbot.waitUntil(lambda: told.count("succeeded") == 2, timeout=PATIENCE)
    assert told == ["started", "succeeded", "started", "succeeded"]
