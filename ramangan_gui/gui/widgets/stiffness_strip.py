"""A strip of small pictures: the same spectrum with baselines of several stiffness values."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import RamanGanError
from ...core.spectra import Spectra
from ...preprocessing.recipe import Recipe
from .. import theme
from ..plain_text import plain_label
from ..sentences import told_error

#: Factors on the present λ, three below it and four above.
_FACTORS = 10.0 ** np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0])

_COLUMNS = 4


class StiffnessStrip(QDialog):
    """Shows the spectrum in view under several λ; the one that is clicked is taken.

    Parameters
    ----------
    spectra : Spectra
        The spectrum in view; the first is drawn.
    recipe : Recipe
        The recipe on screen, whose baseline has a λ.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    chosen : Signal(float)
        The stiffness that was picked.
    """

    chosen = Signal(float)

    def __init__(self, spectra: Spectra, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Choose λ by eye"))
        self.resize(1120, 560)
        column = QVBoxLayout(self)
        words = self.tr(
            "{0} before (grey) and its baseline (dashed). Choose the picture in which the baseline "
            "runs below the bands without bending into them."
        )
        hint = plain_label(words.format(str(spectra.name[0])))
        hint.setWordWrap(True)
        column.addWidget(hint)
        grid = QGridLayout()
        grid.setSpacing(6)
        column.addLayout(grid, 1)
        self.buttons: list[QPushButton] = []
        for number, lam in enumerate(stiffness_values(recipe)):
            cell = self._cell(spectra.select([0]), recipe, lam)
            grid.addWidget(cell, number // _COLUMNS, number % _COLUMNS)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.rejected.connect(self.reject)
        column.addWidget(box)

    def _cell(self, spectra: Spectra, recipe: Recipe, lam: float) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        button = QPushButton(self.tr("log₁₀ λ = {0}").format(f"{np.log10(lam):.2f}"))
        now = float(recipe.baseline.to_dict()["lam"] or 0.0)
        if lam == now:
            button.setText(self.tr("{0} (now)").format(button.text()))
        button.setAccessibleName(button.text())
        button.clicked.connect(lambda _=False, lam=lam: self._choose(lam))
        column.addWidget(_SmallPlot(spectra, recipe.with_value("baseline.lam", lam), button), 1)
        column.addWidget(button)
        self.buttons.append(button)
        return cell

    @Slot(float)
    def _choose(self, lam: float) -> None:
        self.chosen.emit(lam)
        self.accept()


class _SmallPlot(pg.PlotWidget):
    """One picture; a click on it is a click on its button."""

    def __init__(self, spectra: Spectra, recipe: Recipe, button: QPushButton) -> None:
        super().__init__()
        colours = theme.plot_colours()
        self.setBackground(colours.background)
        self.setAccessibleName(button.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(False, False)
        item.hideAxis("left")
        item.getAxis("bottom").setPen(colours.grid)
        item.getAxis("bottom").setTextPen(colours.foreground)
        self._button = button
        self.viewport().installEventFilter(self)
        try:
            trace = recipe.trace(spectra, preview=True)
        except RamanGanError as error:
            button.setEnabled(False)
            button.setToolTip(told_error(error))
            return
        x = trace.before.raman_shift
        item.plot(x, trace.before.intensities[0], pen=pg.mkPen(colours.raw, width=1))
        dashed = pg.mkPen(colours.baseline, width=1, style=Qt.PenStyle.DashLine)
        item.plot(x, trace.baseline[0], pen=dashed)
        if not trace.converged[0]:
            button.setText(self.tr("{0}, did not settle").format(button.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a click anywhere on the picture for one on the button."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._button.isEnabled():
            self._button.click()
            return True
        return bool(super().eventFilter(watched, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to the dialog."""
        event.ignore()


def stiffness_values(recipe: Recipe) -> list[float]:
    """Give the stiffness values that are worth a look, around the present one."""
    step = recipe.baseline
    now = float(step.to_dict()["lam"] or 1e5)
    low, high = step.spec("lam").bounds or (1e1, 1e10)
    return sorted({float(f"{min(max(now * f, low), high):.4g}") for f in _FACTORS} | {now})[:8]
