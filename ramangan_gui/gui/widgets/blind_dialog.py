"""The blind test: spectra one by one, each said to be measured or generated."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.review_record import BlindTest
from ...core.spectra import Spectra
from ...workflow.blind import BlindSet
from ..geometry import size_on_screen
from ..numbers import written
from .spectra_plot import SpectraPlot


class BlindDialog(QDialog):
    """Asks, counts and tells the result at the end; nothing is told before.

    Parameters
    ----------
    blind : BlindSet
        What is shown.
    corrected : Spectra
        Originals, for the axis.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    finished_test : Signal(object)
        The :class:`BlindTest`, once every spectrum was answered.
    """

    finished_test = Signal(object)

    def __init__(self, blind: BlindSet, corrected: Spectra, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blind, self._axis = blind, corrected.raman_shift
        self._answers: list[bool] = []
        self.setWindowTitle(self.tr("Blind test: {0}").format(blind.label))
        self.setModal(True)
        self.resize(size_on_screen(900, 520))
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.question.setObjectName("heading")
        self.plot = SpectraPlot()
        self.plot.setAccessibleName(self.tr("Spectrum in question"))
        self.plot.set_axis(corrected.axis_title, self.tr("Intensity (corrected)"))
        self.progress = QProgressBar()
        self.progress.setFormat(self.tr("%v of %m answered"))
        self.progress.setRange(0, len(blind.row))
        self.measured = QPushButton(self.tr("&Measured (M or ←)"))
        self.generated = QPushButton(self.tr("&Generated (G or →)"))
        self.leave = QPushButton(self.tr("Stop without a result"))
        self.measured.setToolTip(
            self.tr("You take this spectrum for a measured one; the next one follows.")
        )
        self.generated.setToolTip(
            self.tr("You take this spectrum for a generated one; the next one follows.")
        )
        self.leave.setToolTip(self.tr("Closes the test; nothing is recorded."))
        self._lay_out()
        for button, said, keys in (
            (self.measured, False, ("M", "Left")),
            (self.generated, True, ("G", "Right")),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, said=said: self.answer(said))
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(button.click)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.close)
        self._ask()

    @Slot(bool)
    def answer(self, said_generated: bool) -> None:
        """Take one answer and show the next spectrum, or the result."""
        if len(self._answers) < len(self._blind.row):
            self._answers.append(said_generated)
            if len(self._answers) < len(self._blind.row):
                self._ask()
            else:
                self._end()

    def _lay_out(self) -> None:
        row, foot = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.addWidget(self.question)
        column.addWidget(self.plot, 1)
        column.addLayout(row)
        column.addLayout(foot)
        for button in (self.measured, self.generated):
            button.setMinimumHeight(34)
            row.addWidget(button, 1)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.leave)

    def _ask(self) -> None:
        number = len(self._answers)
        self.progress.setValue(number)
        self.question.setText(self.tr("Was this spectrum measured, or was it generated?"))
        self.plot.clear()
        self.plot.add_spectra(self._axis, self._blind.intensities[number], "foreground")
        # The same scale for all: it must not give the answer away.
        low, high = float(self._blind.intensities.min()), float(self._blind.intensities.max())
        self.plot.getPlotItem().vb.setRange(
            xRange=(self._axis[0], self._axis[-1]), yRange=(low, high), padding=0.03
        )

    def _end(self) -> None:
        blind = self._blind
        test = BlindTest(
            label=blind.label,
            fold=-1,
            is_generated=tuple(blind.is_generated.tolist()),
            row=tuple(blind.row.tolist()),
            said_generated=tuple(self._answers),
            seed=blind.seed,
            date=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self.progress.setValue(test.n)
        self.measured.setEnabled(False)
        self.generated.setEnabled(False)
        self.leave.setText(self.tr("Close"))
        self.question.setText(blind_result(test))
        self._show_wrong(np.array(self._answers) != blind.is_generated)
        self.finished_test.emit(test)

    def _show_wrong(self, wrong: NDArray[np.bool_]) -> None:
        """Show what was taken for the other kind."""
        self.plot.clear()
        generated = self._blind.is_generated
        for chosen, colour, name in (
            (wrong & ~generated, "original", self.tr("measured, taken for generated")),
            (wrong & generated, "generated", self.tr("generated, taken for measured")),
        ):
            if chosen.any():
                rows = self._blind.intensities[chosen]
                named = f"{name} ({int(chosen.sum())})"
                self.plot.add_spectra(self._axis, rows, colour, named, colour == "generated")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from pressing a button by accident."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def blind_result(test: BlindTest) -> str:
    """Say in words what a test showed."""
    low, high = test.interval
    share = test.n_correct / max(test.n, 1)
    text = QCoreApplication.translate(
        "BlindDialog", "{0}: {1} of {2} right ({3}; 95 % interval {4} to {5}). "
    ).format(test.label, test.n_correct, test.n, *(written(s, ".0%") for s in (share, low, high)))
    if low > 0.5:
        return text + QCoreApplication.translate(
            "BlindDialog", "The generated spectra could be told from the measured ones."
        )
    if high < 0.5:
        return text + QCoreApplication.translate(
            "BlindDialog", "Generated spectra were taken for measured ones more often than not."
        )
    return text + QCoreApplication.translate(
        "BlindDialog", "That is no more than guessing would give at this number."
    )
