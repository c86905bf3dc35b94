"""Chooses the editor that fits a parameter, and wraps those that may be left to the program."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox

from ...core.params import ParamSpec, Value
from ..numbers import rounded
from ..words import said
from .number_editors import FloatEditor, IntEditor, LogEditor, has_slider
from .parameter_editors import BoolEditor, ChoiceEditor, Editor, TextEditor


class OptionalEditor(Editor):
    """An editor with a check box for "leave it to the program"."""

    def __init__(self, spec: ParamSpec, inner: Editor) -> None:
        super().__init__(spec)
        self._inner = inner
        self._suggested: Value = _start_value(spec)
        self._box = QCheckBox(said(spec.none_label))
        self._box.toggled.connect(self._toggled)
        inner.edited.connect(self.edited)
        self._hold(self._box, inner)
        self._row.addStretch(1)

    def set_value(self, value: Value) -> None:
        """Show `value` without telling."""
        with QSignalBlocker(self._box):
            self._box.setChecked(value is None)
        self._inner.setVisible(value is not None)
        self._inner.set_value(self._suggested if value is None else value)

    def suggest(self, value: Value) -> None:
        """Set what the value becomes when the user no longer leaves it to the program."""
        self._suggested = value
        if self._box.isChecked():
            self._inner.set_value(value)

    def describe(self, name: str) -> None:
        """Give both parts an accessible name."""
        self._box.setAccessibleName(f"{name}: {self._box.text()}")
        self._inner.describe(name)

    def _toggled(self, automatic: bool) -> None:
        self._inner.setVisible(not automatic)
        self.tell(None if automatic else self.spec.check(self._suggested, ""))


def make_editor(spec: ParamSpec) -> Editor:
    """Give the editor that fits a parameter."""
    inner: Editor
    if spec.kind is bool:
        inner = BoolEditor(spec)
    elif spec.choices is not None:
        inner = ChoiceEditor(spec)
    elif has_slider(spec):
        inner = LogEditor(spec)
    else:
        kinds: dict[Any, type[Editor]] = {int: IntEditor, float: FloatEditor}
        inner = kinds.get(spec.kind, TextEditor)(spec)
    return OptionalEditor(spec, inner) if spec.optional else inner


def _start_value(spec: ParamSpec) -> Value:
    """Give a value to start from where the default is to leave it to the program."""
    if spec.default is not None:
        return spec.default
    if spec.choices:
        return next(iter(spec.choices))
    if spec.bounds is None:
        return {bool: True, int: 1, float: 1.0}.get(spec.kind, "")
    low, high = spec.bounds
    middle = math.sqrt(low * high) if low > 0 else (low + high) / 2
    return round(middle) if spec.kind is int else rounded(middle, 2)
