"""The guided tour on the window: five steps, none of which keeps anybody from working."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ramangan_gui.gui import theme
from ramangan_gui.gui.flow import DATA, EXPORT, REVIEW, TRAIN
from ramangan_gui.gui.language import _translators
from ramangan_gui.gui.widgets.callout import Callout

PATIENCE = 60_000


@pytest.fixture
def touring(window, opened):
    window.resize(1280, 720)
    opened({"A": 6, "B": 5})
    window.tour.start()
    return window


def place(window, widget):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_that_the_empty_page_offers_the_tour_and_opens_a_sample_set_for_it(window, qtbot):
    button = next(
        b for b in window.findChildren(QPushButton) if "tour" in b.text().replace("&", "")
    )
    with qtbot.waitSignal(window.workspace.job_ended, timeout=PATIENCE):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.workspace.project.imported.simulated
    assert window.tour.is_on
    assert window.current == DATA
    assert "1 of 5" in window.tour.callout.accessibleName()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_that_next_leads_through_all_pages_beside_what_each_step_is_about(touring, qtbot, name):
    theme.apply_theme(name)
    callout, tour = touring.tour.callout, touring.tour
    for number in range(5):
        assert touring.current == number
        assert callout.place.text() == f"{number + 1} of 5"
        callout.move_beside()
        assert touring.rect().contains(place(touring, callout))
        target = tour._target(number)
        assert target.isVisible()
        assert not place(touring, callout).intersects(place(touring, target))
        assert callout.next.hasFocus()
        qtbot.keyClick(callout.next, Qt.Key.Key_Space)
    assert touring.current == EXPORT
    assert not tour.is_on


def test_that_back_goes_back_and_the_first_step_has_nothing_before_it(touring, qtbot):
    callout = touring.tour.callout
    assert not callout.back.isEnabled()
    qtbot.mouseClick(callout.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(callout.back, Qt.MouseButton.LeftButton)
    assert touring.current == DATA


def test_that_it_follows_whoever_goes_his_own_way(touring):
    touring.show_page(REVIEW)
    assert touring.tour.callout.place.text() == "4 of 5"
    assert touring.page(TRAIN).isEnabled()


def test_that_esc_closes_it_wherever_the_focus_is_and_help_starts_it_again(touring, qtbot):
    touring.classes.setFocus()
    qtbot.keyClick(touring, Qt.Key.Key_Escape)
    assert not touring.tour.is_on
    touring.show_page(REVIEW)
    assert not touring.tour.is_on
    helping = touring.menuBar().actions()[-1].menu()
    next(a for a in helping.actions() if "tour" in a.text().replace("&", "")).trigger()
    assert touring.tour.is_on
    assert touring.current == DATA


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_that_the_number_of_the_step_is_not_cut_off(qtbot, language):
    """In both languages, with their words on the buttons beside it."""
    translators = _translators(language) if language != "en" else []
    for translator in translators:
        QCoreApplication.installTranslator(translator)
    try:
        holder = QWidget()
        qtbot.addWidget(holder)
        holder.resize(800, 500)
        callout = Callout(holder)
        number = QCoreApplication.translate("Tour", "{0} of {1}").format(3, 5)
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
    holder.show()
    callout.show_step(None, "Title", "Words.", number, first=False, last=False)
    assert callout.place.width() >= callout.place.sizeHint().width()
