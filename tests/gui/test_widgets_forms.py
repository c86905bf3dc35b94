from dataclasses import dataclass
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QSpinBox,
    QToolButton,
)

from ramangan_gui.augmentation.augmenters import AUGMENTERS
from ramangan_gui.core.params import Parameters, param
from ramangan_gui.gui.numbers import written
from ramangan_gui.gui.widgets.number_editors import LogEditor
from ramangan_gui.gui.widgets.number_spin import NumberSpin
from ramangan_gui.gui.widgets.parameter_form import ParameterForm


@dataclass(frozen=True)
class Everything(Parameters):
    """One parameter of each kind."""

    prefix: ClassVar[str] = "everything"

    lam: float = param(1e5, "Stiffness λ", bounds=(1e1, 1e10), log=True, tooltip="Stiffer.")
    rate: float = param(1e-3, "Learning rate", bounds=(1e-6, 1.0), log=True)
    order: int = param(2, "Order", bounds=(1, 3))
    width: float = param(4.5, "Width", unit="cm⁻¹", bounds=(0.0, 100.0))
    active: bool = param(True, "Active")
    method: str = param("one", "Method", choices={"one": "The first", "two": "The second"})
    note: str = param("", "Note")
    start: float | None = param(None, "From", unit="cm⁻¹", bounds=(0.0, 4000.0))
    seed: int = param(0, "Seed", bounds=(0, 2**31 - 1), advanced=True)


@dataclass(frozen=True)
class Other(Parameters):
    """Another set."""

    size: int = param(3, "Size", bounds=(1, 9))


@pytest.fixture
def form(qtbot):
    made = ParameterForm(Everything())
    qtbot.addWidget(made)
    made.edits = []
    made.edited.connect(lambda *args: made.edits.append(args))
    made.show()
    return made


def test_that_every_parameter_has_an_editor_with_an_accessible_name(form):
    for spec in Everything.specs():
        editor = form.editor(spec.name)
        assert spec.label in editor.target.accessibleName(), spec.name
        for kind in (QSlider, QSpinBox, NumberSpin, QComboBox, QLineEdit):
            for part in editor.findChildren(kind):
                inside_a_number = isinstance(part.parent(), (QSpinBox, NumberSpin))
                assert part.accessibleName() or inside_a_number, (spec.name, part)


def test_that_showing_values_tells_nothing(form):
    form.set_params(Everything(lam=1e7, order=3, active=False, method="two", start=400.0))
    assert form.edits == []
    form.set_params(Everything())
    assert form.edits == []


def test_that_each_kind_tells_the_value_in_its_own_type(form, qtbot):
    form.editor("order").findChild(QSpinBox).setValue(3)
    form.editor("width").findChild(NumberSpin).setValue(7.25)
    form.editor("active").findChild(QCheckBox).setChecked(False)
    combo = form.editor("method").findChild(QComboBox)
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    line = form.editor("note").findChild(QLineEdit)
    qtbot.keyClicks(line, "hello")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    told = [(name, value) for name, value, _ in form.edits]
    assert told == [
        ("order", 3), ("width", 7.25), ("active", False), ("method", "two"), ("note", "hello"),
    ]  # fmt: skip
    assert all(type(value) is type(getattr(Everything(), name)) for name, value in told)


def test_that_a_slider_through_decades_shows_the_exponent_and_tells_the_value(form):
    editor = form.editor("lam")
    assert editor.shows_exponent
    spin = editor.findChild(NumberSpin)
    assert spin.value() == pytest.approx(5.0)
    editor.findChild(QSlider).setValue(650)
    name, value, _ = form.edits[-1]
    assert name == "lam"
    assert value == pytest.approx(10**6.5, rel=1e-3)
    assert spin.value() == pytest.approx(6.5, abs=0.01)


def test_that_a_small_rate_shows_itself_not_its_exponent(form):
    editor = form.editor("rate")
    assert isinstance(editor, LogEditor)
    assert not editor.shows_exponent
    assert editor.findChild(NumberSpin).value() == pytest.approx(1e-3)


def test_that_the_ends_of_a_slider_are_the_bounds(form):
    slider = form.editor("lam").findChild(QSlider)
    slider.setValue(slider.maximum())
    assert form.edits[-1][1] == 1e10
    slider.setValue(slider.minimum())
    assert form.edits[-1][1] == 1e1


def test_that_a_drag_has_one_key_and_the_next_drag_another(form):
    slider = form.editor("lam").findChild(QSlider)
    for values in ((510, 520, 530), (540, 550)):
        slider.sliderPressed.emit()
        for value in values:
            slider.setValue(value)
        slider.sliderReleased.emit()
    keys = [key for _, _, key in form.edits]
    assert len(set(keys[:3])) == 1
    assert len(set(keys[3:])) == 1
    assert keys[0] != keys[3]


def test_that_automatic_tells_none_and_starts_from_the_suggestion(form):
    form.suggest({"start": 650.0})
    box = form.editor("start").findChild(QCheckBox)
    assert box.isChecked()
    box.setChecked(False)
    assert form.edits[-1][:2] == ("start", 650.0)
    form.set_params(Everything(start=650.0))
    box.setChecked(True)
    assert form.edits[-1][:2] == ("start", None)


def test_that_a_refusal_puts_the_old_value_back_and_says_why(form):
    spin = form.editor("width").findChild(NumberSpin)
    spin.setValue(50.0)
    form.refuse("Too wide.")
    assert spin.value() == 4.5
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert "Too wide." in shown
    form.set_params(Everything())
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert "Too wide." not in shown


def test_that_advanced_parameters_wait_until_they_are_asked_for(form):
    seed = form.editor("seed")
    assert not seed.isVisible()
    button = next(b for b in form.findChildren(QToolButton) if b.text() == "Advanced")
    button.setChecked(True)
    assert seed.isVisible()


def test_that_another_class_of_parameters_gives_another_form(form, qtbot):
    form.set_params(Other(size=5))
    assert form.editor("size").findChild(QSpinBox).value() == 5
    with pytest.raises(KeyError):
        form.editor("lam")


def test_that_mnemonics_are_unique_and_leave_the_menus_alone(form):
    letters = []
    for label in [*form.findChildren(QLabel), *form.findChildren(QCheckBox)]:
        text = label.text()
        if "&" in text and text.index("&") + 1 < len(text):
            letters.append(text[text.index("&") + 1].lower())
    assert letters
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set("fevstroh")


def test_that_a_form_can_be_made_of_some_parameters_only(qtbot):
    made = ParameterForm(Everything(), ["order", "lam"])
    qtbot.addWidget(made)
    assert made.editor("order")
    with pytest.raises(KeyError):
        made.editor("note")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-4", 1e-4), ("0.25", 0.25), ("2,5", 2.5), ("2.125", 2.125), ("-3", 0.0), ("abc", 1.0)
    ],
)  # fmt: skip
@pytest.mark.parametrize("locale", ["C", "en_US", "zh_CN", "de_DE", "sv_SE", "ar_EG"])
def test_that_numbers_are_read_as_people_write_them(qtbot, numbers_of, text, value, locale):
    numbers_of(locale)
    spin = NumberSpin(0.0, 10.0, "cm⁻¹")
    qtbot.addWidget(spin)
    spin.show()
    spin.setValue(1.0)
    spin.lineEdit().selectAll()
    qtbot.keyClicks(spin.lineEdit(), text)
    qtbot.keyClick(spin.lineEdit(), Qt.Key.Key_Return)
    assert spin.value() == pytest.approx(value)


def test_that_a_number_has_no_needless_zeros(qtbot):
    spin = NumberSpin(0.0, 1e6, "cm⁻¹")
    qtbot.addWidget(spin)
    spin.setValue(0.0002)
    assert spin.text() == f"{written(0.0002)} cm⁻¹"
    spin.setValue(4.5)
    assert "4" in spin.text()
    assert "00" not in spin.text()


def test_that_the_mouse_drags_the_slider(form, qtbot):
    slider = form.editor("lam").findChild(QSlider)
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(slider, QPoint(slider.width() - 4, slider.height() // 2))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert form.edits
    assert {name for name, _, _ in form.edits} == {"lam"}


@pytest.mark.parametrize("name", AUGMENTERS)
def test_the_parameters_of_no_method_are_wider_than_their_panel(qtbot, name):
    form = ParameterForm(AUGMENTERS[name].params())
    qtbot.addWidget(form)
    form.show_all()
    form.show()
    assert form.minimumSizeHint().width() <= form.fontMetrics().horizontalAdvance("0" * 34)


def test_a_long_choice_is_shortened_in_the_form_and_whole_in_its_list(qtbot):
    @dataclass(frozen=True)
    class Long(Parameters):
        prefix: ClassVar[str] = "long"

        way: str = param("a", "Way", choices={"a": "Short", "b": "Long and " * 12 + "longer"})

    form = ParameterForm(Long())
    qtbot.addWidget(form)
    form.show()
    combo = form.findChild(QComboBox)
    whole = combo.fontMetrics().horizontalAdvance(combo.itemText(1))
    assert combo.minimumSizeHint().width() < 0.5 * whole
    combo.showPopup()
    assert combo.view().width() >= whole
    combo.hidePopup()
    form.set_params(Long(way="b"))
    assert combo.toolTip() == combo.itemText(1)
