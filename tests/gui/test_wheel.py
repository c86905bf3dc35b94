"""The wheel scrolls the panels and changes no control that is not in use."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ramangan_gui.gui.wheel import WheelGuard
from ramangan_gui.gui.widgets.parameter_form import ParameterForm
from ramangan_gui.preprocessing.penalised import AirPLS


@pytest.fixture
def panel(qtbot):
    """A form and a list, in a panel that is longer than its window."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    inside.form, inside.combo = ParameterForm(AirPLS()), QComboBox()
    inside.form.show_all()
    inside.combo.addItems(["one", "two", "three"])
    inside.combo.setCurrentIndex(1)
    elsewhere = QPushButton("elsewhere")
    elsewhere.setFocus()
    column.addWidget(elsewhere)
    column.addWidget(inside.form)
    column.addWidget(inside.combo)
    WheelGuard(inside)
    inside.setMinimumHeight(2000)
    scroll = QScrollArea()
    scroll.setWidget(inside)
    scroll.resize(400, 300)
    qtbot.addWidget(scroll)
    scroll.show()
    qtbot.waitExposed(scroll)
    scroll.inside = inside
    return scroll


def turn(control):
    """Turn the wheel by one notch above a control."""
    middle = QPointF(control.rect().center())
    event = QWheelEvent(
        middle, QPointF(control.mapToGlobal(middle)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(control, event)


def state(inside):
    return [
        *(s.value() for s in inside.findChildren(QSlider)),
        *(s.text() for s in inside.findChildren(QAbstractSpinBox)),
        inside.combo.currentIndex(),
    ]


def test_that_a_control_without_focus_leaves_the_wheel_to_the_panel(panel):
    inside = panel.inside
    edits = []
    inside.form.edited.connect(lambda *args: edits.append(args))
    controls = [c for kind in (QSlider, QAbstractSpinBox, QComboBox)
                for c in inside.findChildren(kind)]  # fmt: skip
    assert len(controls) > 5
    before = state(inside)
    for control in controls:
        turn(control)
        assert control.focusPolicy() == Qt.FocusPolicy.StrongFocus
        assert not control.hasFocus()
    assert state(inside) == before
    assert edits == []


def test_that_the_wheel_would_change_a_control_that_is_not_guarded(qtbot):
    form = ParameterForm(AirPLS())
    qtbot.addWidget(form)
    form.show()
    slider = form.editor("lam").findChild(QSlider)
    for guard in form.findChildren(WheelGuard):
        guard.deleteLater()
        slider.removeEventFilter(guard)
    before = slider.value()
    turn(slider)
    assert slider.value() != before


def test_that_a_control_in_use_takes_the_wheel(panel, qtbot):
    combo = panel.inside.combo
    combo.hasFocus = lambda: True
    turn(combo)
    assert combo.currentIndex() == 2


def test_that_a_form_made_anew_is_guarded_too(panel):
    form = panel.inside.form
    form.set_params(AirPLS(lam=1e6))
    form.show_all()
    slider = form.editor("lam").findChild(QSlider)
    before = slider.value()
    turn(slider)
    assert slider.value() == before
