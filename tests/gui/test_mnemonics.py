"""Alt and a letter reach one control each, on every page, whatever is open on it."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QTabBar, QToolButton

from ramangan_gui.gui.flow import PAGES
from ramangan_gui.gui.language import _translators
from ramangan_gui.gui.mnemonics import letter_of, marked_controls, share_letters, with_free_letter
from ramangan_gui.gui.widgets.parameter_form import ParameterForm
from ramangan_gui.preprocessing.baseline import BASELINE_METHODS


@pytest.fixture(params=["en", "zh_CN"])
def language(request, qapp):
    """The language of the windows made in a test."""
    translators = _translators(request.param) if request.param != "en" else []
    for translator in translators:
        QCoreApplication.installTranslator(translator)
    yield request.param
    for translator in translators:
        QCoreApplication.removeTranslator(translator)


@pytest.fixture
def full(language, window, opened):
    window.resize(1366, 768)
    opened({"A": 12, "B": 12})
    return window


def doubled(window) -> list[str]:
    menus = [letter_of(action.text()) for action in window.menuBar().actions()]
    found = [(letter_of(w.text()), w.text()) for w in marked_controls(window)]
    counts = Counter(menus) + Counter(letter for letter, _ in found if letter)
    return [text for letter, text in found if letter and counts[letter] > 1]


def press_alt(window, qtbot):
    """Press Alt as a user does before the letter."""
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    qtbot.keyRelease(window, Qt.Key.Key_Alt)


@pytest.mark.parametrize("number", range(len(PAGES)), ids=PAGES)
def test_that_no_letter_has_two_meanings_on_a_page(full, qtbot, number):
    full.show_page(number)
    qtbot.waitUntil(lambda: not doubled(full))
    page = full.page(number)
    for button in page.findChildren(QToolButton):
        if button.isCheckable() and button.arrowType() == Qt.ArrowType.RightArrow:
            button.setChecked(True)
    for tabs in page.findChildren(QTabBar):
        for place in range(tabs.count()):
            if not tabs.isTabVisible(place):
                continue
            tabs.setCurrentIndex(place)
            press_alt(full, qtbot)
            assert not doubled(full), tabs.tabText(place)


@pytest.mark.parametrize("number", range(len(PAGES)), ids=PAGES)
def test_that_no_letter_has_two_meanings_on_an_empty_page(language, window, qtbot, number):
    window.show_page(number)
    qtbot.waitUntil(lambda: not doubled(window))
    assert letter_of(window.page(number).primary.text()) or window.page(number).primary.isHidden()


def test_that_the_letter_of_the_page_goes_to_its_button(full, qtbot):
    full.activateWindow()
    full.show_page(PAGES.index("data"))
    press_alt(full, qtbot)
    primary = full.page(PAGES.index("data")).primary
    with qtbot.waitSignal(primary.clicked):
        key = getattr(Qt.Key, f"Key_{letter_of(primary.text()).upper()}")
        qtbot.keyClick(full, key, Qt.KeyboardModifier.AltModifier)


def test_that_the_first_keeps_its_letter_and_words_given_later_count(qtbot):
    first, second, field = QPushButton("&Next"), QLabel("&Number"), QLineEdit()
    second.setBuddy(field)
    for widget in (first, second, field):
        qtbot.addWidget(widget)
    share_letters([first, second], ["h"])
    assert (first.text(), second.text()) == ("&Next", "N&umber")
    share_letters([second], [])
    assert second.text() == "&Number"
    second.setText("&Hidden")
    share_letters([second], ["h"])
    assert second.text() == "H&idden"


def test_that_what_is_no_letter_is_left_alone(qtbot):
    box = QCheckBox("Salt && &pepper")
    qtbot.addWidget(box)
    share_letters([box], ["p"])
    assert box.text() == "&Salt && pepper"


@pytest.mark.parametrize(
    ("given", "used", "wanted"),
    [
        ("&Laser beam", "l", "Laser &beam"),
        ("C&lass of files", "lc", "Class &of files"),
        ("&ab", "ab", "ab"),
        ("类别(&L)", "la", "类别(&B)"),
        ("读取…(&R)", "r", "读取…(&A)"),
        ("接受 3 条", "a", "接受 3 条(&B)"),
    ],
)
def test_that_another_letter_is_sought_in_the_words(given, used, wanted):
    assert with_free_letter(given, set(used)) == wanted


def test_that_form_words_without_letters_have_one_in_brackets(qtbot):
    form = ParameterForm(BASELINE_METHODS["airpls"]())
    qtbot.addWidget(form)
    titles = [form._with_mnemonic(title) for title in ("留出", "折数", "λ 刚度")]
    assert all(title.endswith(")") for title in titles)
    letters = {letter_of(title) for title in titles}
    assert len(letters) == 3
    assert letters.isdisjoint({letter_of(label.text()) for label in form.findChildren(QLabel)})
