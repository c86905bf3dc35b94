"""The line above the plots of the Correct page: what is in view, and how to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..plain_text import plain, plain_label
from .two_lines import TwoLines

#: Numbers of spectra of the class that can be shown at once.
_NUMBERS = (1, 5, 20, 50)


class ViewBar(QWidget):
    """Name of the spectrum in view, back and forth, and how many are shown.

    Attributes
    ----------
    walked : Signal(int)
        The user wants the next (1) or the previous (-1) spectrum.
    number_changed : Signal()
        Another number of spectra is wanted.
    before_wanted : Signal(bool)
        Whether the spectra before correction are wanted below the corrected ones.
    """

    walked = Signal(int)
    number_changed = Signal()
    before_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._which = plain_label()
        self._which.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._which.setAccessibleName(self.tr("In view"))
        self._combo = QComboBox()
        for number in _NUMBERS:
            text = self.tr("1 spectrum") if number == 1 else self.tr("{0} spectra").format(number)
            self._combo.addItem(text, number)
        self._combo.setAccessibleName(self.tr("Number of spectra in view"))
        self._combo.setToolTip(self.tr("How many spectra of the class are shown at once."))
        self._combo.activated.connect(lambda _: self.number_changed.emit())
        label = QLabel(self.tr("S&how"))
        label.setBuddy(self._combo)
        # So much of the name is always in sight; the controls go below it where it is not.
        self._which.setMinimumWidth(28 * self.fontMetrics().averageCharWidth())
        controls = QWidget()
        row = QHBoxLayout(controls)
        row.setContentsMargins(0, 0, 0, 0)
        self.before = QCheckBox(self.tr("&Before"))
        self.before.setToolTip(
            self.tr("Draws the spectra before the baseline correction, normalised alike, below.")
        )
        self.before.toggled.connect(self.before_wanted)
        row.addWidget(self.before)
        row.addWidget(self._button("◀", self.tr("Previous spectrum of the class"), -1, "Alt+Left"))
        row.addWidget(self._button("▶", self.tr("Next spectrum of the class"), 1, "Alt+Right"))
        row.addWidget(label)
        row.addWidget(self._combo)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.addWidget(TwoLines((self._which,), controls, stretched=self._which))

    @property
    def number(self) -> int:
        """How many spectra are to be shown at most."""
        return int(self._combo.currentData())

    def set_number(self, number: int) -> None:
        """Choose how many spectra are shown."""
        self._combo.setCurrentIndex(self._combo.findData(number))
        self.number_changed.emit()

    def say(self, words: str, tip: str) -> None:
        """Say what is in view, and in the tooltip where it comes from."""
        self._which.setText(words)
        self._which.setToolTip(plain(tip))

    def _button(self, sign: str, words: str, step: int, keys: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(f"{words} ({keys})")
        button.setAccessibleName(words)
        button.setShortcut(keys)
        button.clicked.connect(lambda _=False: self.walked.emit(step))
        return button
