"""A form made from the declaration of the parameters, so that the two never differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_lowercase

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ...core.params import Parameters, ParamSpec, Value
from ..numbers import count, written
from ..wheel import WheelGuard
from ..words import said
from .editor_choice import OptionalEditor, make_editor
from .number_editors import shows_exponent
from .parameter_editors import BoolEditor, Editor

#: First letters that belong to the menus.
_MENU_KEYS = "fevstroh"


class ParameterForm(QWidget):
    """Editors for the values of one parameter set.

    The form never changes the parameters itself: it tells what the user wants, and shows what it
    is given.

    Parameters
    ----------
    params : Parameters
        The values to show; their class says what can be edited and how.
    names : iterable of str, optional
        Which parameters, in this order; all without it.

    Attributes
    ----------
    edited : Signal(str, object, str)
        Name, the wanted value, and a key that all changes of one drag share.
    """

    edited = Signal(str, object, str)

    def __init__(self, params: Parameters, names: Iterable[str] | None = None) -> None:
        super().__init__()
        self._names = None if names is None else tuple(names)
        self._editors: dict[str, Editor] = {}
        self._layouts: dict[str, QFormLayout] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._error = QLabel()
        self._error.setObjectName("error")
        self._error.setWordWrap(True)
        self._error.hide()
        self._body: QWidget | None = None
        self._advanced_open = False
        self._params = params
        self._build()

    @property
    def params(self) -> Parameters:
        """The values on show."""
        return self._params

    def set_params(self, params: Parameters) -> None:
        """Show other values; another class of parameters gives another form."""
        other = type(params) is not type(self._params)
        self._params = params
        self._error.hide()
        if other:
            self._build()
        else:
            self._show_values()

    def show_all(self) -> None:
        """Show the settings that most work does not need from the beginning."""
        self._advanced_open = True
        self._build()

    def suggest(self, values: Mapping[str, Value]) -> None:
        """Set what values start from when the user no longer leaves them to the program."""
        for name, value in values.items():
            editor = self._editors.get(name)
            if isinstance(editor, OptionalEditor):
                editor.suggest(value)

    def refuse(self, sentence: str) -> None:
        """Put back the values that hold, and say why the wanted one cannot be taken."""
        self._show_values()
        self._error.setText(sentence)
        self._error.show()

    def set_row_visible(self, name: str, visible: bool) -> None:
        """Show or hide one parameter."""
        editor = self._editors[name]
        self._layouts[name].setRowVisible(editor, visible)

    def set_row_enabled(self, name: str, enabled: bool) -> None:
        """Let one parameter be edited, or only be read."""
        self._editors[name].setEnabled(enabled)

    def editor(self, name: str) -> Editor:
        """Give the editor of one parameter."""
        return self._editors[name]

    def _specs(self) -> list[ParamSpec]:
        if self._names is None:
            return list(self._params.specs())
        known = {spec.name for spec in self._params.specs()}
        return [self._params.spec(name) for name in self._names if name in known]

    def _build(self) -> None:
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
            self._column.removeWidget(self._error)
        self._editors, self._layouts = {}, {}
        self._taken = set(_MENU_KEYS)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        specs = self._specs()
        column.addWidget(self._rows([spec for spec in specs if not spec.advanced]))
        advanced = [spec for spec in specs if spec.advanced]
        if advanced:
            self._add_advanced(column, self._rows(advanced))
        WheelGuard(self._body)
        self._column.addWidget(self._body)
        self._column.addWidget(self._error)
        self._column.addStretch(1)
        self._show_values()

    def _add_advanced(self, column: QVBoxLayout, rows: QWidget) -> None:
        button = QToolButton()
        button.setText(self.tr("Advanced"))
        button.setToolTip(self.tr("Settings that most work does not need."))
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

        def open_(shown: bool) -> None:
            self._advanced_open = shown
            button.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
            rows.setVisible(shown)

        button.toggled.connect(open_)
        column.addWidget(button)
        column.addWidget(rows)
        button.setChecked(self._advanced_open)
        open_(self._advanced_open)

    def _rows(self, specs: list[ParamSpec]) -> QWidget:
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for spec in specs:
            editor = make_editor(spec)
            title, tip = self._with_mnemonic(_title(spec)), _tooltip(spec)
            editor.setToolTip(tip)
            name = f"{_title(spec)} ({said(spec.unit)})" if spec.unit else _title(spec)
            editor.describe(name)
            editor.target.setAccessibleDescription(said(spec.tooltip))
            editor.edited.connect(
                lambda value, merge, name=spec.name: self.edited.emit(
                    name, value, f"{type(self._params).__name__}.{merge}"
                )
            )
            self._editors[spec.name] = editor
            self._layouts[spec.name] = form
            if isinstance(editor, BoolEditor):
                editor.set_title(title)
                form.addRow(editor)
                continue
            label = QLabel(title)
            label.setBuddy(editor.target)
            label.setToolTip(tip)
            form.addRow(label, editor)
        return holder

    def _show_values(self) -> None:
        for name, editor in self._editors.items():
            editor.set_value(getattr(self._params, name))

    def _with_mnemonic(self, title: str) -> str:
        """Underline the first letter that is still free; words without letters get one behind."""
        for place, letter in enumerate(title):
            if letter.isascii() and letter.isalpha() and letter.lower() not in self._taken:
                self._taken.add(letter.lower())
                return _escaped(title[:place]) + "&" + _escaped(title[place:])
        free = next((letter for letter in ascii_lowercase if letter not in self._taken), "")
        if not free or any(letter.isascii() and letter.isalpha() for letter in title):
            return _escaped(title)
        self._taken.add(free)
        return f"{_escaped(title)}(&{free.upper()})"


def _title(spec: ParamSpec) -> str:
    label = said(spec.label)
    return f"log₁₀ {label}" if shows_exponent(spec) else label


def _escaped(text: str) -> str:
    return text.replace("&", "&&")


def _tooltip(spec: ParamSpec) -> str:
    lines = [said(spec.tooltip)] if spec.tooltip else []
    facts = []
    unit = f" {said(spec.unit)}" if spec.unit else ""
    if spec.bounds is not None and not spec.choices:
        low, high = spec.bounds
        facts.append(
            QCoreApplication.translate("ParameterForm", "{0} to {1}{2}").format(
                _number(spec, low), _number(spec, high), unit
            )
        )
    default = said(spec.none_label) if spec.default is None else _shown(spec, unit)
    facts.append(QCoreApplication.translate("ParameterForm", "default {0}").format(default))
    lines.append("(" + "; ".join(facts) + ")")
    return "<p>" + "</p><p>".join(lines) + "</p>"


def _shown(spec: ParamSpec, unit: str) -> str:
    if spec.choices is not None:
        return said(spec.choices[str(spec.default)])
    if isinstance(spec.default, bool):
        on = QCoreApplication.translate("ParameterForm", "on")
        return on if spec.default else QCoreApplication.translate("ParameterForm", "off")
    if isinstance(spec.default, (int, float)):
        return f"{_number(spec, spec.default)}{unit}"
    return str(spec.default)


def _number(spec: ParamSpec, value: float) -> str:
    return count(int(value)) if spec.kind is int else written(value)
