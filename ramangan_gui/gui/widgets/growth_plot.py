"""Generated spectra while their generator learns, each with the original nearest to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...core.spectra import AXIS_LABELS, AXIS_UNITS, Spectra
from .. import theme
from ..training_log import Run
from .spectra_curves import SpectraCurves
from .spectra_plot import SpectraPlot

#: So many pairs can be told apart in the room there is.
_PAIRS = 4


class GrowthPlot(QWidget):
    """A few pairs of spectra, shifted apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self.tr("Generated, nearest originals")
        self.plot = SpectraPlot(self._title)
        self.plot.setMinimumHeight(120)
        self._curves: tuple[SpectraCurves, SpectraCurves] | None = None
        self.note = QLabel(self.tr("Generated spectra appear here as soon as a model learns."))
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.plot, 1)
        column.addWidget(self.note)
        self.set_originals(None)

    def clear(self) -> None:
        """Show nothing, and say when there will be something."""
        self.plot.clear()
        self._curves = None
        self.note.show()

    def set_originals(self, corrected: Spectra | None) -> None:
        """Name the axes, before there is anything to show, too."""
        usual = f"{AXIS_LABELS['1/cm']} / {AXIS_UNITS['1/cm']}"
        title = usual if corrected is None else corrected.axis_title
        self.plot.set_axis(title, self.tr("Intensity, shifted apart"))

    def set_title_note(self, note: str) -> None:
        """Add something to the title, such as that the set is simulated."""
        self.plot.set_title(f"{self._title} ({note})" if note else self._title)

    def show_run(self, run: Run, corrected: Spectra) -> None:
        """Show the latest spectra of a model in training and the training spectra near them.

        Parameters
        ----------
        run : Run
            Its samples, and which training spectra are nearest to them.
        corrected : Spectra
            The corrected originals, from which it was trained.
        """
        if run.samples is None or run.nearest is None or not run.training_rows.size:
            self.clear()
            return
        self.show_pairs(corrected, run.samples[:_PAIRS], run.training_rows[run.nearest[:_PAIRS]])

    def show_pairs(
        self, corrected: Spectra, generated: NDArray[np.float32], rows: NDArray[np.intp]
    ) -> None:
        """Show generated spectra above originals.

        Parameters
        ----------
        corrected : Spectra
            The corrected originals.
        generated : ndarray of float32, shape (n, n_points)
            Generated spectra.
        rows : ndarray of int, shape (n,)
            Row of the original that belongs to each.
        """
        originals = corrected.intensities[rows]
        span = float(np.ptp(originals)) or 1.0
        shift = 1.05 * span * np.arange(len(rows))[:, None]
        x = corrected.raman_shift
        self.note.hide()
        if self._curves is None:
            self.set_originals(corrected)
            self._curves = (
                self.plot.add_spectra(
                    x,
                    originals + shift,
                    "original",
                    self.tr("nearest original"),
                    symbol=theme.ORIGINAL_SYMBOL,
                ),
                self.plot.add_spectra(
                    x,
                    generated + shift,
                    "generated",
                    self.tr("generated"),
                    symbol=theme.GENERATED_SYMBOL,
                ),
            )
        else:
            self._curves[0].set_rows(x, originals + shift)
            self._curves[1].set_rows(x, generated + shift)
