"""Asks once for the laser where the axis is in nm, and says plainly where it counts pixels."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ...preprocessing.wavelength import likely_laser
from ...workflow.project import ImportedSet
from .number_spin import NumberSpin

#: The laser that most Raman microscopes have, where nothing speaks of another.
_USUAL_LASER = 785.0


class AxisNotice(QFrame):
    """A line above the plot for axes that are no Raman shift.

    Attributes
    ----------
    laser_wanted : Signal(float)
        Wavelength of the laser in nm with which the axis is to be converted.
    pixels_wanted : Signal()
        Spectra with a pixel axis are to take the axis of the calibrated ones.
    """

    laser_wanted = Signal(float)
    pixels_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.laser = NumberSpin(200.0, 1100.0, "nm")
        self.laser.setValue(_USUAL_LASER)
        self.laser.setAccessibleName(self.tr("Laser wavelength (nm)"))
        self.laser.setToolTip(
            self.tr("Wavelength of the laser that these spectra were measured with.")
        )
        self.convert = QPushButton(self.tr("Convert to &Raman shift"))
        self.convert.setToolTip(
            self.tr(
                "Reads the files again with this laser wavelength, which is remembered for this "
                "folder. The shift is 10⁷ (1/λ laser − 1/λ) in cm⁻¹."
            )
        )
        self.convert.clicked.connect(self._convert)
        self.mix = QPushButton(self.tr("Same detector: &take them in"))
        self.mix.setToolTip(
            self.tr(
                "Spectra with as many pixels as the calibrated ones have points take their axis. "
                "Right only if both come from the same detector and grating. They stay marked."
            )
        )
        self.mix.clicked.connect(self.pixels_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.words, 1)
        for widget in (self.laser, self.convert, self.mix):
            row.addWidget(widget)
        self.hide()

    def show_set(self, imported: ImportedSet) -> None:
        """Say what is unusual about the axis of a set, if anything is."""
        unit = imported.spectra.x_unit
        in_nm, in_pixels = (_n_left_out(imported, other) for other in ("nm", "pixel"))
        asks = unit == "nm" or (unit == "1/cm" and in_nm > 0)
        mixes = unit != "pixel" and in_pixels > 0
        if unit == "nm":
            words = self.tr(
                "! The axis is a wavelength in nm, no Raman shift. Which laser was used?"
            )
        elif unit == "pixel":
            words = self.tr(
                "! The axis counts pixels of the detector and is no Raman shift. Compare only "
                "spectra of the same instrument and setting."
            )
        elif asks:
            words = self.tr(
                "! Left out because their axis is in nm: {0}. Which laser was used for them?"
            ).format(self._files(in_nm))
        else:
            words = self.tr(
                "! Left out beside the calibrated ones because their axis counts pixels: {0}."
            ).format(self._files(in_pixels))
        self.words.setText(words)
        if asks:
            likely = likely_laser(imported.spectra.raman_shift) if unit == "nm" else None
            self.laser.setValue(imported.laser_hint_nm or likely or _USUAL_LASER)
        self.laser.setVisible(asks)
        self.convert.setVisible(asks)
        self.mix.setVisible(mixes)
        self.setVisible(unit != "1/cm" or asks or mixes)

    def _files(self, n: int) -> str:
        return self.tr("1 file") if n == 1 else self.tr("{0} files").format(n)

    @Slot()
    def _convert(self) -> None:
        self.laser_wanted.emit(self.laser.value())


def _n_left_out(imported: ImportedSet, unit: str) -> int:
    """Count the files that were left out and whose axis is in a unit."""
    return sum(file.status == "refused" and file.x_unit == unit for file in imported.files)
