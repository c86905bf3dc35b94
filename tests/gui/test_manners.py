"""Every page can be used by keyboard alone, and tells a screen reader what its controls are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from ramangan_gui.gui import theme
from ramangan_gui.gui.flow import CORRECT, PAGES

PATIENCE = 60_000

#: Numbers of the pages, named in the reports of the tests.
ALL = pytest.mark.parametrize("number", range(len(PAGES)), ids=PAGES)

_CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox,
             QLineEdit, QTabBar)  # fmt: skip


@pytest.fixture
def filled(window, opened):
    window.resize(1366, 768)
    opened({"A": 12, "B": 12})
    return window


def is_inner(widget: QWidget) -> bool:
    """Say whether a control is a part that Qt makes for another control."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, (QComboBox, QAbstractSpinBox, QTabBar, QLineEdit)):
            return True
        if isinstance(above, QAbstractItemView) and (
            isinstance(widget, QHeaderView) or type(widget) is QAbstractButton
            or widget.metaObject().className() == "QTableCornerButton"
        ):  # fmt: skip
            return True
        above = above.parentWidget()
    return isinstance(widget, (QScrollBar, QHeaderView)) or widget.objectName().startswith("qt_")


def controls(page: QWidget) -> list[QWidget]:
    from pyqtgraph import PlotWidget

    kinds = (*_CONTROLS, PlotWidget)
    return [w for w in page.findChildren(QWidget) if isinstance(w, kinds) and not is_inner(w)]


def described(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QAbstractButton, QLineEdit)) else ""
    above = widget.parentWidget()
    return f"{type(widget).__name__} {text!r} {widget.objectName()} in {type(above).__name__}"


def name_of(widget: QWidget) -> str:
    """Give the name that a screen reader would read."""
    from PySide6.QtGui import QAccessible

    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else widget.accessibleName()


def has_words(name: str) -> bool:
    return any(letter.isalpha() for letter in name)


@ALL
def test_that_every_control_of_a_page_has_a_name(filled, number):
    filled.show_page(number)
    found = controls(filled.page(number))
    assert len(found) > 5
    unnamed = [described(widget) for widget in found if not has_words(name_of(widget))]
    assert not unnamed


def test_that_every_control_around_the_pages_has_a_name(filled):
    around = [filled.navigation, filled.status, filled.classes]
    found = [w for part in around for w in [part, *controls(part)] if isinstance(w, _CONTROLS)]
    assert found
    assert not [described(widget) for widget in found if not has_words(name_of(widget))]


@ALL
def test_that_the_empty_page_has_names_as_well(window, number):
    window.show_page(number)
    found = controls(window.page(number))
    assert not [described(widget) for widget in found if not has_words(name_of(widget))]


def reached_by_tab(window, first: QWidget) -> list[QWidget]:
    """Press Tab until the focus comes back to something that had it already."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    for _ in range(400):
        focused = QApplication.focusWidget()
        if focused is None or focused in found:
            return found
        found.append(focused)
        window.focusNextChild()
    return found


def can_take_focus(widget: QWidget) -> bool:
    """Say whether Tab should stop here."""
    policy = widget.focusPolicy()
    return bool(
        widget.isVisible()
        and widget.isEnabled()
        and policy & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    )


@ALL
def test_that_tab_reaches_every_control_and_comes_back(filled, qtbot, number):
    filled.activateWindow()
    filled.show_page(number)
    page = filled.page(number)
    reached = reached_by_tab(filled, filled.navigation)
    wanted = [w for w in controls(page) if can_take_focus(w)]
    exclusive = [  # of buttons that exclude each other, Tab reaches one and arrows the others
        w for w in wanted
        if isinstance(w, QAbstractButton) and (w.autoExclusive() or w.group() is not None)
    ]  # fmt: skip
    missed = [described(w) for w in wanted if w not in reached and w not in exclusive]
    assert not missed
    if page.primary.isVisible() and page.primary.isEnabled():
        assert page.primary in reached


def test_that_tab_goes_down_what_an_empty_window_offers(window):
    page = window.page(0)
    reached = [w for w in reached_by_tab(window, window.navigation) if page.isAncestorOf(w)]
    places = [w.mapTo(page, QPoint(0, 0)) for w in reached]
    assert len(reached) == 5  # files, folder, a sample set, the tour, another sample set
    assert sorted((place.y(), place.x()) for place in places) == [(p.y(), p.x()) for p in places]


@ALL
def test_that_tab_goes_down_the_settings_and_ends_at_the_button(filled, number):
    filled.show_page(number)
    page = filled.page(number)
    if not page.primary.isEnabled():
        page.primary.setEnabled(True)
    reached = [w for w in reached_by_tab(filled, filled.navigation) if page.isAncestorOf(w)]
    inside = [w for w in reached if page.side.isAncestorOf(w)]
    assert inside[-1] is page.primary
    assert reached.index(inside[0]) + len(inside) - 1 == reached.index(inside[-1])


def test_that_a_form_made_anew_keeps_its_place(filled):
    filled.show_page(CORRECT)
    page = filled.page(CORRECT)
    filled.workspace.set_recipe(
        filled.workspace.project.recipe.with_value("baseline.method", "snip")
    )
    reached = [w for w in reached_by_tab(filled, filled.navigation) if page.side.isAncestorOf(w)]
    assert reached[-1] is page.primary


@ALL
def test_that_the_button_of_a_page_answers_to_the_keyboard(filled, qtbot, number):
    filled.activateWindow()
    qtbot.keyClick(filled, Qt.Key(Qt.Key.Key_1.value + number), Qt.KeyboardModifier.ControlModifier)
    primary = filled.page(number).primary
    primary.blockSignals(True)  # what it does is tested elsewhere
    primary.setEnabled(True)
    primary.blockSignals(False)
    pressed = []
    primary.clicked.disconnect()
    primary.clicked.connect(lambda: pressed.append(number))
    primary.setFocus(Qt.FocusReason.TabFocusReason)
    assert primary.hasFocus()
    qtbot.keyClick(primary, Qt.Key.Key_Space)
    assert pressed == [number]


def picture(widget: QWidget):
    return widget.grab().toImage()


@ALL
@pytest.mark.parametrize("name", ["light", "dark"])
def test_that_the_focus_can_be_seen(filled, qtbot, name, number):
    theme.apply_theme(name)
    filled.activateWindow()
    filled.show_page(number)
    for _ in range(100):  # a page is opened in turns
        QApplication.processEvents()
    page = filled.page(number)
    by_keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
    filled.navigation.setFocus()
    qtbot.keyClick(filled.navigation, Qt.Key.Key_Tab)
    assert filled.testAttribute(by_keyboard)
    seen, unseen = set(), []
    for widget in controls(page):
        if not can_take_focus(widget):
            continue
        filled.navigation.setFocus(Qt.FocusReason.TabFocusReason)
        without = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        filled.setAttribute(by_keyboard)  # as it is when Tab came here
        QApplication.processEvents()
        if picture(widget) == without:
            unseen.append(described(widget))
        seen.add(type(widget))
    assert not unseen
    assert QCheckBox in seen or number != CORRECT


@pytest.mark.parametrize("name", ["light", "dark"])
def test_that_an_unchecked_box_stands_out_of_the_window(qtbot, name):
    theme.apply_theme(name)
    box = QCheckBox("Spikes")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.show()
    image = picture(box)
    background = image.pixelColor(image.width() - 1, 0)
    contrasts = [contrast(image.pixelColor(x, image.height() // 2), background) for x in range(16)]
    assert max(contrasts) >= 3


def contrast(one, other) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour) -> float:
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4
        for p in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


#: Shows the window as it opens on a screen of 1366 × 768 at twice the size, and what Tab reaches.
_SMALL = """
from PySide6.QtCore import QRect, QSettings
from PySide6.QtWidgets import QApplication, QScrollArea
from ramangan_gui.core.compute import Compute
from ramangan_gui.gui import theme
from ramangan_gui.gui.main_window import MainWindow
from ramangan_gui.gui.settings import Settings
from ramangan_gui.gui.workspace import Workspace

app = QApplication([])
theme.apply_theme("light")
window = MainWindow(Workspace(Compute()), Settings(QSettings("own.ini", QSettings.IniFormat)))
window.show()
screen = window.screen().availableGeometry()
print(window.width() <= screen.width() and window.height() <= screen.height())
scroller = window.centralWidget()
for number in range(5):
    window.show_page(number)
    for _ in range(200):  # pages are built, and opened, in turns
        app.processEvents()
    button = window.page(number).primary
    button.setEnabled(True)
    button.setFocus()
    scroller.ensureWidgetVisible(button)
    app.processEvents()
    print(button.visibleRegion().boundingRect().size() == button.size() or not button.isVisible())
window.close()
"""


def test_that_on_a_screen_that_is_too_small_the_window_is_scrolled(tmp_path):
    # The offscreen screen has 800 × 800 pixels: 400 × 400 at twice the size.
    given = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2",
             "PYTHONPATH": str(Path(__file__).resolve().parents[2])}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", _SMALL], cwd=tmp_path, env=given, capture_output=True, text=True,
        timeout=PATIENCE / 1000,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True"] * 6
