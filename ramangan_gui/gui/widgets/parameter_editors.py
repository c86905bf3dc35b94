"""Small editors for parameters: what all have in common, and those that are no numbers."""

from __future__ import annotations

import itertools
import math
import time

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from ...core.params import ParamSpec, Value
from ..numbers import read_places, written_places
from ..words import said

#: Steps of one control closer together than this, in seconds, are one change to undo.
_SAME_CHANGE = 1.0

_numbers = itertools.count(1)


class Editor(QWidget):
    """Shows one value and tells when the user changes it.

    Attributes
    ----------
    edited : Signal(object, str)
        The new value, and a key that all values of one drag share.
    target : QWidget
        What gets the keyboard focus.
    """

    edited = Signal(object, str)

    def __init__(self, spec: ParamSpec) -> None:
        super().__init__()
        self.spec = spec
        self.target: QWidget = self
        self._key = ""
        self._told = -math.inf
        self._dragging = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._row = row

    def set_value(self, value: Value) -> None:
        """Show `value` without telling."""
        raise NotImplementedError

    def describe(self, name: str) -> None:
        """Give every part an accessible name."""
        self.target.setAccessibleName(name)

    def begin_drag(self) -> None:
        """Start a drag: from here on all changes are one."""
        self._dragging = True
        self._key = self._new_key()

    def end_drag(self) -> None:
        """End the drag."""
        self._dragging = False
        self._told = -math.inf

    def tell(self, value: Value) -> None:
        """Pass the user's value on."""
        now = time.monotonic()
        if not self._dragging and now - self._told > _SAME_CHANGE:
            self._key = self._new_key()
        self._told = now
        self.edited.emit(value, self._key)

    def _new_key(self) -> str:
        return f"{self.spec.name}#{next(_numbers)}"

    def _hold(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._row.addWidget(widget)
        self.target = widgets[0]
        self.setFocusProxy(self.target)


class BoolEditor(Editor):
    """A check box."""

    def __init__(self, spec: ParamSpec) -> None:
        super().__init__(spec)
        self._box = QCheckBox()
        self._box.toggled.connect(self.tell)
        self._hold(self._box)
        self._row.addStretch(1)

    def set_title(self, title: str) -> None:
        """Write the parameter's name behind the box."""
        self._box.setText(title)

    def set_value(self, value: Value) -> None:
        """Show `value` without telling."""
        with QSignalBlocker(self._box):
            self._box.setChecked(bool(value))


class _NarrowCombo(QComboBox):
    """A list that long entries do not make wider than a panel; opened, it shows them whole."""

    def sizeHint(self) -> QSize:
        """As wide as the longest entry, up to some thirty figures."""
        hint = super().sizeHint()
        return QSize(
            min(hint.width(), self.fontMetrics().horizontalAdvance("0" * 30)), hint.height()
        )

    def minimumSizeHint(self) -> QSize:
        """No less than the usual width: what is narrower gets a line of its own."""
        return self.sizeHint()

    def showPopup(self) -> None:
        """Open the list as wide as its entries are."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth())
        super().showPopup()


class ChoiceEditor(Editor):
    """A list to choose from."""

    def __init__(self, spec: ParamSpec) -> None:
        super().__init__(spec)
        self._combo = _NarrowCombo()
        for value, label in (spec.choices or {}).items():
            self._combo.addItem(said(label), value)
        self._combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Where a title is too long for the line of its label, the form gives it a line of its own.
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._combo.activated.connect(lambda i: self.tell(self._combo.itemData(i)))
        self._hold(self._combo)

    def set_value(self, value: Value) -> None:
        """Show `value` without telling."""
        self._combo.setCurrentIndex(self._combo.findData(value))
        self._combo.setToolTip(self._combo.currentText())


class TextEditor(Editor):
    """A line of text; with a unit, places or regions of the axis."""

    def __init__(self, spec: ParamSpec) -> None:
        super().__init__(spec)
        self._places = bool(spec.unit)
        self._line = QLineEdit()
        self._line.editingFinished.connect(self._finished)
        self._shown = ""
        self._hold(self._line)

    def set_value(self, value: Value) -> None:
        """Show `value` without telling."""
        text = "" if value is None else str(value)
        self._shown = written_places(text) if self._places else text
        self._line.setText(self._shown)

    def _finished(self) -> None:
        text = self._line.text()
        if text != self._shown:
            self._shown = text
            self.tell(read_places(text) if self._places else text)
