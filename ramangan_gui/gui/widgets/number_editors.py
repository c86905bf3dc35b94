"""Editors for numbers: whole, real, and on a slider through decades."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QSizePolicy, QSlider, QSpinBox

from ...core.params import ParamSpec, Value
from ..numbers import rounded
from ..words import said
from .number_spin import UNBOUNDED, NumberSpin
from .parameter_editors import Editor

#: Slider positions per decade.
_PER_DECADE = 100

#: From this upper bound on, a number is shown as its logarithm: 5 rather than 100000.
_SHOW_EXPONENT_FROM = 1e6

_MAX_INT = 2**31 - 1


class IntEditor(Editor):
    """A whole number."""

    def __init__(self, spec: ParamSpec) -> None:
        super().__init__(spec)
        low, high = spec.bounds or (-_MAX_INT, _MAX_INT)
        self._spin = QSpinBox()
        self._spin.setRange(int(max(low, -_MAX_INT)), int(min(high, _MAX_INT)))
        self._spin.setSuffix(f" {said(spec.unit)}" if spec.unit else "")
        self._spin.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        if self._spin.maximum() <= 100:
            self._spin.setStepType(QSpinBox.StepType.DefaultStepType)
        self._spin.setKeyboardTracking(False)
        self._spin.valueChanged.connect(self.tell)
        self._hold(self._spin)
        self._row.addStretch(1)

    def set_value(self, value: Value) -> None:
        """Show `value` without telling."""
        with QSignalBlocker(self._spin):
            self._spin.setValue(int(value or 0))


class FloatEditor(Editor):
    """A real number."""

    def __init__(self, spec: ParamSpec) -> None:
        super().__init__(spec)
        low, high = spec.bounds or (-UNBOUNDED, UNBOUNDED)
        self._spin = NumberSpin(low, high, said(spec.unit))
        self._spin.valueChanged.connect(self.tell)
        self._hold(self._spin)
        self._row.addStretch(1)

    def set_value(self, value: Value) -> None:
        """Show `value` without telling."""
        with QSignalBlocker(self._spin):
            self._spin.setValue(float(value or 0.0))


class LogEditor(Editor):
    """A slider through decades with a number beside it."""

    def __init__(self, spec: ParamSpec) -> None:
        super().__init__(spec)
        assert spec.bounds is not None
        low, high = (math.log10(bound) for bound in spec.bounds)
        self.shows_exponent = shows_exponent(spec)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(math.ceil(low * _PER_DECADE), math.floor(high * _PER_DECADE))
        self._slider.setSingleStep(_PER_DECADE // 20)
        self._slider.setPageStep(_PER_DECADE // 2)
        self._slider.setMinimumWidth(120)
        if self.shows_exponent:
            self._spin = NumberSpin(low, high)
            self._spin.setDecimals(2)
            self._spin.setStepType(NumberSpin.StepType.DefaultStepType)
            self._spin.setSingleStep(0.1)
        else:
            self._spin = NumberSpin(*spec.bounds, said(spec.unit))
        self._spin.setMinimumWidth(64 if self.shows_exponent else 84)
        self._spin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._slider.sliderPressed.connect(self.begin_drag)
        self._slider.sliderReleased.connect(self.end_drag)
        self._slider.valueChanged.connect(self._slid)
        self._spin.valueChanged.connect(self._spun)
        self._hold(self._slider, self._spin)
        self._row.setStretch(0, 1)

    def set_value(self, value: Value) -> None:
        """Show `value` without telling."""
        number = float(value or 1.0)
        with QSignalBlocker(self._slider), QSignalBlocker(self._spin):
            self._slider.setValue(round(math.log10(number) * _PER_DECADE))
            self._spin.setValue(math.log10(number) if self.shows_exponent else number)

    def describe(self, name: str) -> None:
        """Give both parts an accessible name."""
        self._slider.setAccessibleName(name)
        self._spin.setAccessibleName(name)

    def _slid(self, position: int) -> None:
        self._take(10.0 ** (position / _PER_DECADE))

    def _spun(self, number: float) -> None:
        self._take(10.0**number if self.shows_exponent else number)

    def _take(self, number: float) -> None:
        assert self.spec.bounds is not None
        low, high = self.spec.bounds
        within = min(max(rounded(number, 4), low), high)
        value = round(within) if self.spec.kind is int else within
        self.set_value(value)
        self.tell(value)


def shows_exponent(spec: ParamSpec) -> bool:
    """Say whether a parameter is shown as its decimal logarithm."""
    wide = spec.bounds is not None and spec.bounds[1] >= _SHOW_EXPONENT_FROM
    return spec.kind is float and has_slider(spec) and wide


def has_slider(spec: ParamSpec) -> bool:
    """Say whether a parameter gets a slider through decades."""
    return spec.log and spec.bounds is not None and spec.bounds[0] > 0
