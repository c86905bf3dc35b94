"""A field for one number that reads as people write it."""

from __future__ import annotations

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QWidget

from ..numbers import read_number, written

#: Range of numbers without bounds of their own.
UNBOUNDED = 1e12


class NumberSpin(QDoubleSpinBox):
    """Field for a real number, without trailing zeros, that also takes ``1e-4``.

    Parameters
    ----------
    low, high : float
        Smallest and largest value.
    unit : str
        Shown behind the number.
    parent : QWidget, optional
        Owner.
    """

    def __init__(
        self,
        low: float = -UNBOUNDED,
        high: float = UNBOUNDED,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setDecimals(12)
        self.setRange(low, high)
        self.setSuffix(f" {unit}" if unit else "")
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.setKeyboardTracking(False)
        # Twelve decimals would ask for a field that no panel has room for.
        self.setMinimumWidth(90)

    def textFromValue(self, value: float) -> str:
        """Write `value` with as many digits as it needs, ten at most."""
        return written(value, ".10g")

    def valueFromText(self, text: str) -> float:
        """Read a number, also in scientific notation."""
        value, ok = self._parsed(text)
        return value if ok else self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept numbers in range; anything else may still become one."""
        value, ok = self._parsed(text)
        good = ok and self.minimum() <= value <= self.maximum()
        state = QValidator.State.Acceptable if good else QValidator.State.Intermediate
        return state, text, position

    def fixup(self, text: str) -> str:
        """Bring a number out of range back to the nearest bound; restore what is no number."""
        value, ok = self._parsed(text)
        value = min(max(value, self.minimum()), self.maximum()) if ok else self.value()
        return self.textFromValue(value) + self.suffix()

    def sizeHint(self):
        """Ask for room for about ten digits and the unit."""
        hint = super().sizeHint()
        width = self.fontMetrics().horizontalAdvance("0" * 9 + self.suffix()) + 34
        hint.setWidth(width)
        return hint

    def minimumSizeHint(self):
        """Stay readable in a narrow panel."""
        hint = self.sizeHint()
        hint.setWidth(min(hint.width(), 110))
        return hint

    def _parsed(self, text: str) -> tuple[float, bool]:
        return read_number(text.removesuffix(self.suffix()).strip())
