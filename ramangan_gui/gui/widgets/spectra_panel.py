"""The table of spectra with its filter and what can be done with the selected ones."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ...core.spectra import Spectra
from ...preprocessing.checks import Findings
from ..numbers import count
from .spectra_table import Rows, SpectraTable
from .two_lines import TwoLines

#: The filter waits so long for the next key, in ms.
_TYPING = 150


class SpectraPanel(QWidget):
    """Filter line, count, buttons, and the table.

    Attributes
    ----------
    left_out_wanted : Signal(object)
        Numbers of the spectra that are to be removed from the set.
    """

    left_out_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table = SpectraTable()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter…"))
        self.filter.setToolTip(self.tr("By name, class, group or file."))
        # Its placeholder stays in sight beside the buttons.
        self.filter.setMinimumWidth(self.fontMetrics().averageCharWidth() * 12)
        self.filter.setAccessibleName(self.tr("Filter spectra"))
        self.filter.setClearButtonEnabled(True)
        self._words = QLabel()
        self._all = QPushButton(self.tr("Select a&ll shown"))
        self._all.clicked.connect(self.table.selectAll)
        self._all.setToolTip(self.tr("Selects every spectrum that the filter leaves in the table."))
        self.remove = QPushButton(self.tr("Re&move selected"))
        self.remove.setToolTip(
            self.tr("Takes the selected spectra out of the set; undo brings them back.")
        )
        self.remove.clicked.connect(lambda: self.left_out_wanted.emit(self.table.rows))
        self._check = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._apply)
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.table.rows_changed.connect(self._allow)
        buttons = QWidget()
        pair = QHBoxLayout(buttons)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._all)
        pair.addWidget(self.remove)
        top = TwoLines((self.filter, self._words), buttons, stretched=self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 0)
        column.setSpacing(3)
        column.addWidget(top)
        column.addWidget(self.table)
        self._allow()

    def show_spectra(self, spectra: Spectra, findings: Findings) -> None:
        """Show a set with what was found in it; the filter stays."""
        self.table.spectra.set_spectra(spectra, findings)
        self._n = len(spectra)
        if self._check not in findings.rows:
            self._check = ""
        self._apply()

    def show_only(self, check: str) -> None:
        """Show only the spectra that a check concerns; an empty name means all."""
        self._check = check
        self._apply()

    @Slot()
    def _apply(self) -> None:
        self._typing.stop()
        self.table.spectra.show_only(self._check, self.filter.text())
        shown: Rows = self.table.spectra.shown
        self._words.setText(
            self.tr("{0} of {1}").format(count(shown.size), count(self._n))
            if shown.size < self._n
            else self.tr("{0} spectra").format(count(self._n))
        )

    @Slot()
    def _allow(self) -> None:
        chosen: Rows = self.table.rows
        self.remove.setEnabled(np.size(chosen) > 0)
