"""A page that comes into view is painted plot by plot, and the window answers in between."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QLabel, QVBoxLayout, QWidget

from ramangan_gui.gui.flow import CORRECT
from ramangan_gui.gui.paint_ahead import PaintAhead
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


class _Part(QLabel):
    """Notes when it is painted."""

    def __init__(self, name: str, seen: list[str]) -> None:
        super().__init__(name)
        self.seen = seen

    def paintEvent(self, event: QPaintEvent) -> None:
        self.seen.append(self.text())
        super().paintEvent(event)


@pytest.fixture
def panel(seen) -> QWidget:
    panel = QWidget()
    QVBoxLayout(panel).addWidget(_Part("panel", seen))
    return panel


@pytest.fixture
def page(qtbot, seen, panel) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(_Part("frame", seen))
    column.addWidget(panel)
    for name in ("first", "second", "third"):
        column.addWidget(_Plot(name, seen))
    qtbot.addWidget(page)
    return page


def test_that_plots_are_painted_one_after_another(qtbot, page, seen, panel):
    turns = PaintTurns(page, page)
    page.show()
    turns.begin(page, panel)
    # An event of a timer stands for what a user does meanwhile.
    pulse = QTimer(page, interval=0)
    pulse.timeout.connect(lambda: seen.append("answer") if seen[-1:] != ["answer"] else None)
    pulse.start()
    qtbot.waitUntil(lambda: "third" in seen)
    pulse.stop()
    plots = [name for name in seen if name not in {"answer", "frame", "panel"}]
    assert list(dict.fromkeys(plots)) == ["first", "second", "third"]
    for before, after in (("first", "second"), ("second", "third")):
        assert "answer" in seen[seen.index(before) : seen.index(after)]


def test_that_a_plot_that_waits_is_an_empty_canvas(qtbot, page, seen, panel):
    turns = PaintTurns(page, page)
    page.show()
    turns.begin(page, panel)
    canvas = page.findChildren(QGraphicsView)[2].viewport()
    turns.let_go()
    picture = page.grab().toImage()
    middle = canvas.mapTo(page, canvas.rect().center())
    assert not {"first", "second", "third"} & set(seen)
    assert picture.pixelColor(middle) == QColor("red")


def test_that_all_are_painted_as_usual_afterwards(qtbot, page, seen, panel):
    turns = PaintTurns(page, page)
    page.show()
    turns.begin(page, panel)
    qtbot.waitUntil(lambda: turns.waiting == 0 and "third" in seen)
    QApplication.processEvents()
    seen.clear()
    page.grab()
    assert sorted(seen) == ["first", "frame", "panel", "second", "third"]


def test_that_a_page_that_is_left_gives_up_its_turns(qtbot, page, seen, panel):
    turns = PaintTurns(page, page)
    page.show()
    turns.begin(page, panel)
    other = QWidget()
    qtbot.addWidget(other)
    turns.begin(other, QWidget(other))
    assert turns.waiting == 0
    qtbot.waitUntil(lambda: {"first", "second", "third"} <= set(seen))


def test_that_the_panel_is_painted_after_the_frame_and_before_the_plots(qtbot, page, seen, panel):
    turns = PaintTurns(page, page)
    page.show()
    qtbot.waitUntil(lambda: {"first", "second", "third", "panel", "frame"} <= set(seen))
    seen.clear()
    turns.hold()
    page.update()
    QApplication.sendPostedEvents()
    assert seen == []
    turns.begin(page, panel)
    pulse = QTimer(page, interval=0)
    pulse.timeout.connect(lambda: seen.append("answer") if seen[-1:] != ["answer"] else None)
    pulse.start()
    qtbot.waitUntil(lambda: "third" in seen)
    pulse.stop()
    parts = [name for name in seen if name != "answer"]
    assert list(dict.fromkeys(parts)) == ["frame", "panel", "first", "second", "third"]
    for before, after in itertools.pairwise(("frame", "panel", "first")):
        assert "answer" in seen[seen.index(before) : seen.index(after)]


def test_that_a_page_that_is_left_shows_its_panel_when_it_comes_back(qtbot, page, seen, panel):
    turns = PaintTurns(page, page)
    page.show()
    turns.begin(page, panel)
    other = QWidget()
    qtbot.addWidget(other)
    turns.begin(other, QWidget(other))
    qtbot.waitUntil(page.updatesEnabled)
    assert panel.updatesEnabled()


def test_that_a_plot_out_of_sight_does_not_hold_up_the_next(qtbot, page, seen, panel):
    turns = PaintTurns(page, page)
    page.show()
    turns.begin(page, panel)
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


def test_that_each_turn_takes_one_call_whoever_they_belong_to(qtbot):
    owners, seen = [QObject() for _ in range(3)], []
    pulse = QTimer(owners[0], interval=0)
    pulse.timeout.connect(lambda: seen.append("answer") if seen[-1:] != ["answer"] else None)
    pulse.start()
    for name, owner in zip("abc", owners, strict=True):
        in_a_turn(owner, lambda name=name: seen.append(name))
    in_a_turn(owners[0], lambda: seen.append("first"), ahead=True)
    qtbot.waitUntil(lambda: "c" in seen)
    pulse.stop()
    assert [name for name in seen if name != "answer"] == ["first", "a", "b", "c"]
    assert all("answer" in pair for pair in itertools.pairwise(seen))


def test_that_a_call_that_fails_does_not_hold_up_the_next(qtbot):
    owner, seen = QObject(), []

    def fail() -> None:
        raise ArithmeticError("of the test")

    with qtbot.captureExceptions() as raised:
        in_a_turn(owner, fail)
        in_a_turn(owner, lambda: seen.append("next"))
        qtbot.waitUntil(lambda: seen == ["next"])
    assert [kind for kind, *_ in raised] == [ArithmeticError]


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


def test_that_training_right_after_another_job_is_noted_as_under_way(workspace, opened, qtbot):
    opened({"A": 12})
    noted: list[bool] = []

    def go_on() -> None:
        # The end of the correction has not been told yet.
        workspace.train()
        noted.append(workspace.training)
        workspace.cancel()

    workspace.corrected_changed.connect(lambda: QTimer.singleShot(0, workspace, go_on))
    told: list[str] = []
    workspace.job_ended.connect(told.append)
    workspace.apply_recipe()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE)
    assert noted == [True]
    assert told == ["succeeded", "cancelled"]
    assert not workspace.training


def test_that_pages_out_of_view_are_painted_strip_by_strip(qtbot, page, seen, panel):
    panel.layout().setAlignment(Qt.AlignmentFlag.AlignCenter)
    panel.setMinimumHeight(900)
    ahead, size = PaintAhead(page), QSize(500, 1600)
    pulse = QTimer(page, interval=0)
    pulse.timeout.connect(lambda: seen.append("answer") if seen[-1:] != ["answer"] else None)
    ahead.begin([(page, size)])
    pulse.start()
    qtbot.waitUntil(lambda: "third" in seen)
    pulse.stop()
    assert page.isHidden()
    assert {"frame", "panel", "first", "second", "third"} <= set(seen)
    for before, after in itertools.pairwise(("frame", "panel", "first")):
        assert "answer" in seen[seen.index(before) : seen.index(after)]


def test_that_what_came_into_view_is_not_painted_ahead(qtbot, page, seen, panel):
    page.show()
    qtbot.waitUntil(lambda: "third" in seen)
    seen.clear()
    PaintAhead(page).begin([(page, page.size())])
    done: list[bool] = []
    in_a_turn(page, lambda: in_a_turn(page, lambda: done.append(True)))
    qtbot.waitUntil(lambda: bool(done))
    assert seen == []


def test_that_every_page_of_the_window_is_painted_before_it_is_opened(window, qtbot, monkeypatch):
    painted: set[str] = set()
    take = QWidget.grab

    def noted(widget: QWidget, *strip: object) -> object:
        painted.add(type(widget).__name__)
        return take(widget, *strip)

    monkeypatch.setattr(QWidget, "grab", noted)
    pages = [window.page(number) for number in range(5)]
    window.page(0).prepare()
    size = QSize(900, 700)
    ahead = PaintAhead(window)
    ahead.begin(part for page in pages for part in page.parts_ahead(size))
    wanted = {"DataView", "CorrectPage", "TrainPage", "ReviewPage", "ExportPage"}
    qtbot.waitUntil(lambda: wanted <= painted)


def test_that_the_page_that_is_left_is_not_painted_when_a_result_is_taken(window, qtbot, set_file):
    window.show()
    held: list[bool] = []
    window.workspace.imported_changed.connect(
        lambda: held.append(not window._stack.updatesEnabled())
    )
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        window.workspace.open_paths([set_file({"A": 6})])
    assert held == [True]
    qtbot.waitUntil(
        lambda: window._stack.updatesEnabled() and window.page(CORRECT).side.updatesEnabled()
    )
