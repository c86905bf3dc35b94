"""The band of a picture or curve: where it is, how wide, and whether its background counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from ...core.spectra import AXIS_UNITS, Spectra
from ...preprocessing.band import band_strength
from ..numbers import rounded
from .number_spin import NumberSpin

#: Width of the band that is shown first, as a share of the axis.
_FIRST_WIDTH = 0.02

#: Whoever draws the band waits so long for its next change, in ms.
_CHANGING = 60


class BandChoice(QWidget):
    """Centre and width of a band of the axis.

    Attributes
    ----------
    moved : Signal(float, float)
        Ends of the band that the user sets.
    settled : Signal()
        The strength of the band is to be drawn anew; nothing changes at the moment.
    """

    moved = Signal(float, float)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.centre, self.width_of_band = NumberSpin(), NumberSpin(low=0.0)
        self.background = QCheckBox(self.tr("less &background"))
        self.background.setToolTip(
            self.tr("Subtracts the straight line between the ends of the band: less fluorescence.")
        )
        self.centre.setToolTip(
            self.tr(
                "Middle of the band whose mean intensity is shown; it can be dragged in "
                "the plot above as well."
            )
        )
        self.width_of_band.setToolTip(
            self.tr("Width of the band, from its first to its last point.")
        )
        self.background.toggled.connect(self.settled)
        self._changing = QTimer(self, singleShot=True, interval=_CHANGING)
        self._changing.timeout.connect(self.settled)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(3)
        for spin, title, name in (
            (self.centre, self.tr("Band at"), self.tr("Centre")),
            (self.width_of_band, self.tr("Width"), self.tr("Width")),
        ):
            spin.setAccessibleName(name)
            spin.valueChanged.connect(self._edited)
            form.addRow(title, spin)
        form.addRow(self.background)

    @property
    def band(self) -> tuple[float, float]:
        """Ends of the band."""
        centre, width = self.centre.value(), self.width_of_band.value()
        return centre - width / 2, centre + width / 2

    def set_band(self, low: float, high: float) -> None:
        """Take another band, which the user did not set here."""
        self._show(low, high)
        self._changing.start()

    def begin_at(self, spectra: Spectra, changes: NDArray[np.floating]) -> None:
        """Take the unit of the axis, and the band that changes most.

        Parameters
        ----------
        spectra : Spectra
            For the axis.
        changes : ndarray, shape (n_points,)
            How much each point changes over the spectra of interest.
        """
        self.set_unit(spectra)
        axis = spectra.raman_shift
        width = rounded(_FIRST_WIDTH * float(axis[-1] - axis[0]), 2)
        centre = float(axis[int(np.argmax(changes))])
        self._show(centre - width / 2, centre + width / 2)
        self._changing.stop()

    def set_unit(self, spectra: Spectra) -> None:
        """Show the unit of the axis behind the numbers."""
        unit = AXIS_UNITS[spectra.x_unit] or self.tr("px")
        for spin in (self.centre, self.width_of_band):
            spin.setSuffix(f" {unit}")

    def strength(self, spectra: Spectra) -> NDArray[np.float64]:
        """Measure the band in each spectrum."""
        return band_strength(
            spectra, self.centre.value(), self.width_of_band.value(), self.background.isChecked()
        )

    def _show(self, low: float, high: float) -> None:
        for spin, value in ((self.centre, (low + high) / 2), (self.width_of_band, high - low)):
            spin.blockSignals(True)
            spin.setValue(rounded(value, 4))
            spin.blockSignals(False)

    @Slot()
    def _edited(self) -> None:
        self._changing.start()
        self.moved.emit(*self.band)
