"""The panel of the Correct page: preset, and method and parameters of every step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.params import Value
from ...preprocessing.base import Step
from ...preprocessing.penalised import PenalisedBaseline
from ...preprocessing.pins import PinnedBaseline
from ...preprocessing.recipe import Recipe
from ...preprocessing.steps import STEP_TITLES, STEPS
from ..numbers import written, written_places
from ..words import said
from .class_settings import ClassSettings
from .parameter_form import ParameterForm
from .preset_row import PresetRow

#: The method that does nothing, in every step that can be switched off.
OFF = "none"

#: Lines kept free for the explanation of a preset.
_LINES = 4


class RecipePanel(QWidget):
    """Settings of the recipe. It tells what the user wants, and shows what it is given.

    Parameters
    ----------
    recipe : Recipe
        The recipe to show.

    Attributes
    ----------
    edited : Signal(str, object, str)
        Path of a value as on the command line (``baseline.lam``), the wanted value, and a key that
        all changes of one drag share.
    preset_chosen : Signal(object, str)
        Recipe of a preset, and its name.
    step_chosen : Signal(str, object)
        Name of a step, and the method with its parameters that is wanted for it.
    suggestion_wanted, strip_wanted, region_wanted, pin_wanted : Signal()
        The user wants λ suggested, or to choose it by eye, or to exclude one more region, or to
        pin the baseline in one.
    """

    edited = Signal(str, object, str)
    preset_chosen = Signal(object, str)
    step_chosen = Signal(str, object)
    suggestion_wanted = Signal()
    strip_wanted = Signal()
    region_wanted = Signal()
    pin_wanted = Signal()

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self._forms: dict[str, ParameterForm] = {}
        self._methods: dict[str, QComboBox] = {}
        self._boxes: dict[str, QGroupBox] = {}
        self._last: dict[str, Step] = {}
        self._label = ""
        self.classes = ClassSettings()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 0)
        column.setSpacing(5)
        self._add_preset_row(column)
        column.addWidget(self._explanation)
        for name in STEPS:
            column.addWidget(self._box(name, recipe))
        column.addStretch(1)
        self.set_recipe(recipe)

    def set_recipe(self, whole: Recipe, label: str = "", classes: Iterable[str] = ()) -> None:
        """Show another recipe.

        Parameters
        ----------
        whole : Recipe
            The recipe of all classes.
        label : str
            The class whose settings are shown.
        classes : iterable of str
            Classes of the set.
        """
        if label != self._label:
            # A step that is switched on again shall not bring what another class had.
            self._last.pop("baseline", None)
            self._label = label
        recipe = whole.for_class(label)
        self.classes.show_recipe(whole, classes, label)
        for name, form in self._forms.items():
            step = recipe.step(name)
            form.set_params(step)
            form.setVisible(bool(step.specs()))
            if name in self._methods:
                combo, box = self._methods[name], self._boxes[name]
                combo.setCurrentIndex(combo.findData(step.method))
                on = step.method != OFF
                with QSignalBlocker(box):
                    box.setChecked(on)
                combo.setEnabled(True)
                if on:
                    self._last[name] = step
        self._stiffness.setVisible(isinstance(recipe.baseline, PenalisedBaseline))
        self._pin.setVisible(recipe.baseline.method != OFF)
        can = isinstance(recipe.baseline, PinnedBaseline)
        self._pin.setEnabled(can)
        self._pin.setToolTip(self.tr(
            "Adds a shaded region to the upper plot in which the baseline is held to each "
            "spectrum; drag it to where no band is. Or click there with the control key, or type "
            "the region into the field “Pinned at” under Advanced."
        ) if can else self.tr(
            "{0} has no weights by which its baseline could be pinned."
        ).format(said(recipe.baseline.title)))  # fmt: skip
        self._explanation.setText(said(self.presets.show_recipe(whole)))

    def suggest_range(self, first: float, last: float) -> None:
        """Set what the limits of the range start from."""
        self._forms["axis"].suggest({"start": first, "stop": last})

    def refuse(self, path: str, sentence: str) -> None:
        """Say beside its step why a value cannot be taken."""
        self._forms[path.partition(".")[0]].refuse(sentence)

    def form(self, step: str) -> ParameterForm:
        """Give the form of one step."""
        return self._forms[step]

    def method_combo(self, step: str) -> QComboBox:
        """Give the list of methods of one step that has several."""
        return self._methods[step]

    @property
    def preset_combo(self) -> QComboBox:
        """The list of presets."""
        return self.presets.combo

    def switch(self, name: str) -> QGroupBox:
        """Give the box of a step, whose check mark switches it."""
        return self._boxes[name]

    def _add_preset_row(self, column: QVBoxLayout) -> None:
        self.presets = PresetRow()
        self.presets.chosen.connect(self._choose_preset)
        self._explanation = QLabel()
        self._explanation.setWordWrap(True)
        self._explanation.setObjectName("hint")
        # Always the same height: a slider must not move away from the mouse when its first step
        # turns the preset into own settings.
        self._explanation.setFixedHeight(_LINES * self._explanation.fontMetrics().lineSpacing())
        self._explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        form = QFormLayout()
        column.addLayout(form)
        label = QLabel(self.tr("&Preset"))
        label.setBuddy(self.presets.combo)
        form.addRow(label, self.presets)

    def _box(self, name: str, recipe: Recipe) -> QGroupBox:
        title = said(STEP_TITLES[name])
        box = QGroupBox(f"{list(STEPS).index(name) + 1}  {title}")
        if OFF in STEPS[name]:
            box.setCheckable(True)
            box.setToolTip(self.tr("Steps act from top to bottom; the check mark switches one."))
            box.toggled.connect(lambda on, name=name: self._switch(name, on))
        self._boxes[name] = box
        column = QVBoxLayout(box)
        column.setContentsMargins(8, 4, 8, 6)
        column.setSpacing(4)
        if name == "baseline":
            column.addWidget(self.classes)
        if len(STEPS[name]) > 1:
            combo = _combo(title)
            combo.setToolTip(self.tr("Method of this step"))
            for method, class_ in STEPS[name].items():
                combo.addItem(said(class_.title), method)
            combo.activated.connect(
                lambda _, name=name, combo=combo: self.edited.emit(
                    f"{name}.method", combo.currentData(), ""
                )
            )
            self._methods[name] = combo
            column.addWidget(combo)
        form = ParameterForm(recipe.step(name))
        form.edited.connect(
            lambda parameter, value, merge, name=name: self.edited.emit(
                f"{name}.{parameter}", value, merge
            )
        )
        self._forms[name] = form
        column.addWidget(form)
        if name == "axis":
            column.addWidget(_button(self.tr("E&xclude a region"), self.region_wanted, self.tr(
                "Adds a shaded region to the upper plot that is cut out; drag it into place."
            )))  # fmt: skip
        if name == "baseline":
            column.addWidget(self._stiffness_row())
            self._pin = _button(self.tr("P&in the baseline"), self.pin_wanted, "")
            column.addWidget(self._pin)
        return box

    def _stiffness_row(self) -> QWidget:
        self._stiffness = QWidget()
        row = QHBoxLayout(self._stiffness)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_button(self.tr("S&uggest λ"), self.suggestion_wanted, self.tr(
            "Carries spectra of the set on beyond their ends by a straight line with a band on "
            "it, and takes the λ whose baseline comes nearest to that line (Zhang et al. 2020)."
        )))  # fmt: skip
        row.addWidget(_button(self.tr("By e&ye…"), self.strip_wanted, self.tr(
            "Shows the spectrum in view with several λ side by side."
        )))  # fmt: skip
        return self._stiffness

    def _switch(self, name: str, on: bool) -> None:
        """Take the method that was last in use, or the first there is; or none."""
        table = STEPS[name]
        first = next(method for key, method in table.items() if key != OFF)
        self.step_chosen.emit(name, self._last.get(name, first()) if on else table[OFF]())

    @Slot(str)
    def _choose_preset(self, key: str) -> None:
        self.preset_chosen.emit(self.presets.recipe_of(key), self.presets.combo.currentText())


def described_change(path: str, value: Value, recipe: Recipe) -> str:
    """Say in a few words what changed, for the undo menu.

    Parameters
    ----------
    path : str
        Such as ``baseline.lam``.
    value : Value
        The new value.
    recipe : Recipe
        The recipe that has it.
    """
    name, _, parameter = path.partition(".")
    step = recipe.step(name)
    title = said(STEP_TITLES[name])
    if parameter == "method":
        return f"{title}: {said(step.title)}"
    spec = step.spec(parameter)
    number = written(value, ".4g") if isinstance(value, float) else str(value)
    if isinstance(value, str) and spec.unit:
        number = written_places(value)
    shown = said(spec.none_label) if value is None else _choice(spec.choices, number)
    unit = said(spec.unit) if spec.unit and value is not None else ""
    return f"{title}: {said(spec.label)} {shown} {unit}".strip()


def _choice(choices: Mapping[str, str] | None, value: str) -> str:
    return said(choices.get(value, value)) if choices else value


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setMinimumContentsLength(10)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _button(text: str, signal: Any, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(lambda _=False: signal.emit())
    return button
