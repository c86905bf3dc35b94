"""A strip of small pictures: the same spectrum with baselines of several stiffness values."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QTimer, Signal, Slot
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
from ..geometry import size_on_screen
from ..numbers import rounded, written
from ..plain_text import plain_label
from ..sentences import told_axis, told_error
from .small_spectrum import SmallSpectrum
from .trace_parts import with_breaks

#: Factors on the present λ, three below it and four above.
_FACTORS = 10.0 ** np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0])

_COLUMNS = 4


class StiffnessStrip(QDialog):
    """Shows the spectrum in view under several λ; the one that is clicked is taken.

    The pictures come one after another, since slow methods on long spectra take their time.

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
        self.resize(size_on_screen(1120, 560))
        column = QVBoxLayout(self)
        words = self.tr(
            "{0} before (grey) and its baseline (dashed), intensity upwards. Choose the picture in "
            "which the baseline runs below the bands without bending into them."
        )
        hint = plain_label(words.format(str(spectra.name[0])))
        hint.setWordWrap(True)
        column.addWidget(hint)
        grid = QGridLayout()
        grid.setSpacing(6)
        column.addLayout(grid, 1)
        self.buttons: list[QPushButton] = []
        self.pictures: list[SmallSpectrum] = []
        self._spectra, self._recipe = spectra.select([0]), recipe
        self._left = stiffness_values(recipe)
        for number, lam in enumerate(self._left):
            grid.addWidget(self._cell(lam), number // _COLUMNS, number % _COLUMNS)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._draw_next)
        self._next.start()
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.rejected.connect(self.reject)
        column.addWidget(box)

    def _cell(self, lam: float) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        button = QPushButton(self.tr("log₁₀ λ = {0}").format(written(np.log10(lam), ".2f")))
        now = float(self._recipe.baseline.to_dict()["lam"] or 0.0)
        if lam == now:
            button.setText(self.tr("{0} (now)").format(button.text()))
        button.setAccessibleName(button.text())
        button.setToolTip(self.tr("Sets λ to this value."))
        button.clicked.connect(lambda _=False, lam=lam: self._choose(lam))
        picture = SmallSpectrum()
        picture.setAccessibleName(button.text())
        picture.clicked.connect(button.click)
        column.addWidget(picture, 1)
        column.addWidget(button)
        self.buttons.append(button)
        self.pictures.append(picture)
        return cell

    @Slot()
    def _draw_next(self) -> None:
        """Draw one picture more."""
        number = len(self.pictures) - len(self._left)
        button = self.buttons[number]
        recipe = self._recipe.with_value("baseline.lam", self._left.pop(0))
        try:
            trace = recipe.trace(self._spectra, preview=True)
        except RamanGanError as error:
            button.setEnabled(False)
            button.setToolTip(told_error(error))
        else:
            both = np.stack([trace.before.intensities[0], trace.baseline[0]])
            x, (spectrum, baseline) = with_breaks(trace.before.raman_shift, both)
            title = told_axis(trace.before.axis_title)
            self.pictures[number].show_curves(x, spectrum, baseline, title)
            if not trace.converged[0]:
                button.setText(self.tr("{0}, did not settle").format(button.text()))
        if self._left:
            self._next.start()

    @Slot(float)
    def _choose(self, lam: float) -> None:
        self.chosen.emit(lam)
        self.accept()


def stiffness_values(recipe: Recipe) -> list[float]:
    """Give the stiffness values that are worth a look, around the present one."""
    step = recipe.baseline
    now = float(step.to_dict()["lam"] or 1e5)
    low, high = step.spec("lam").bounds or (1e1, 1e10)
    others = {rounded(min(max(now * factor, low), high), 4) for factor in _FACTORS if factor != 1.0}
    # At a bound the present value, as it is, comes again in round figures.
    return sorted({other for other in others if not math.isclose(other, now, rel_tol=1e-3)} | {now})
