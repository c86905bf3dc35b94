import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from ramangan_gui.gui import theme


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [value / 255 for value in (colour.red(), colour.green(), colour.blue())]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_that_text_and_curves_can_be_seen_on_their_background(qapp, name):
    theme.apply_theme(name)
    colours = theme.plot_colours()
    background = QColor(colours.background)
    assert contrast(QColor(colours.foreground), background) >= 7
    for role in ("original", "generated", "raw", "baseline", "corrected", "highlight"):
        assert contrast(theme.colour(role), background) >= 3, role
    palette = qapp.palette()
    assert contrast(palette.windowText().color(), palette.window().color()) >= 7
    assert contrast(palette.text().color(), palette.base().color()) >= 7
    assert contrast(palette.buttonText().color(), palette.button().color()) >= 4.5
    assert contrast(palette.placeholderText().color(), palette.window().color()) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_that_eight_classes_have_eight_colours_that_show(qapp, name):
    theme.apply_theme(name)
    found = [theme.class_colour(number) for number in range(8)]
    assert len({colour.name() for colour in found}) == 8
    background = QColor(theme.plot_colours().background)
    assert min(contrast(colour, background) for colour in found) >= 2
    assert theme.class_colour(8) == found[0]


def test_that_a_change_of_theme_is_told_and_reaches_the_palette(qapp, qtbot):
    theme.apply_theme("light")
    light = qapp.palette().window().color().lightness()
    with qtbot.waitSignal(theme.changed):
        theme.apply_theme("dark")
    assert theme.is_dark()
    assert theme.current() == "dark"
    assert qapp.palette().window().color().lightness() < light


def test_that_measured_and_generated_differ_in_sign_and_colour():
    assert theme.ORIGINAL_SYMBOL != theme.GENERATED_SYMBOL
    colours = theme.plot_colours()
    assert colours.original != colours.generated


def test_that_an_unknown_theme_is_refused(qapp):
    with pytest.raises(ValueError, match="system, light, dark"):
        theme.apply_theme("pink")


def test_that_colours_are_found_by_role_number_and_name(qapp):
    assert theme.colour("original").name() == theme.plot_colours().original.lower()
    assert theme.colour(1) == theme.class_colour(1)
    assert theme.colour("#123456").name() == "#123456"
    fixed = QColor(1, 2, 3)
    assert theme.colour(fixed) is fixed


def test_that_the_style_sheet_leaves_no_placeholder(qapp):
    theme.apply_theme("dark")
    assert not re.search(r"\{\w+\}", QApplication.instance().styleSheet())


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
def test_that_a_button_shows_that_it_is_switched_on(qtbot, name, kind):
    theme.apply_theme(name)
    button = kind()
    qtbot.addWidget(button)
    button.setText("Move")
    button.setCheckable(True)
    button.resize(80, 30)
    button.show()
    faces = []
    for on in (False, True):
        button.setChecked(on)
        faces.append(button.grab().toImage().pixelColor(8, 15).lightness())
    assert abs(faces[0] - faces[1]) > 30
    theme.apply_theme("light")


@pytest.mark.parametrize(("chosen", "follows"), [("system", True), ("light", False)])
def test_that_a_desktop_that_turns_dark_takes_the_window_along(qapp, monkeypatch, chosen, follows):
    theme.apply_theme(chosen)
    monkeypatch.setattr(theme, "_system_is_dark", lambda: True)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark() is follows
    assert (qapp.palette().window().color().lightness() < 128) is follows
    theme.apply_theme("light")
