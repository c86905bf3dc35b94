"""Says what was removed as spikes from the spectra in view, and takes it back for one of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from ...core.spikes import usual_points
from ..plain_text import plain, plain_label


class SpikeBar(QWidget):
    """A line below the plots; hidden while no spikes are looked for.

    Attributes
    ----------
    left_alone : Signal(bool)
        Whether nothing is to be removed from the first spectrum in view.
    """

    left_alone = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._words = plain_label()
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setAccessibleName(self.tr("Removed as spikes"))
        self.box = QCheckBox(self.tr("&Leave this spectrum alone"))
        self.box.setToolTip(self.tr("Puts back what was removed from this spectrum."))
        self.box.toggled.connect(self.left_alone)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 4, 2)
        row.addWidget(self._words, 1)
        row.addWidget(self.box)
        self.hide()

    def say(self, found: NDArray[np.bool_], name: str, alone: bool) -> None:
        """Say how much was removed.

        Parameters
        ----------
        found : ndarray of bool, shape (n_spectra, n_points)
            Points of the spectra in view, which are of one class.
        name : str
            The first spectrum in view.
        alone : bool
            Whether that one is left alone.
        """
        n_points, n_spectra = int(found.sum()), int(found.any(axis=1).sum())
        words = self.tr("× Points removed as spikes: {0}; spectra in view with spikes: {1} of {2}")
        if usual_points(found.sum(axis=0), len(found)).any():
            words = self.tr(
                "⚠ Points removed as spikes: {0}, in several spectra in view at the same place, "
                "as bands are; a higher threshold leaves them."
            )
        none = self.tr("No spikes were found in the spectra in view.")
        if alone:
            none = self.tr("Nothing was removed; {0} is left alone.").format(name)
        self._words.setText(words.format(n_points, n_spectra, len(found)) if n_points else none)
        # With several in view it is not said above which one this is about.
        self.box.setToolTip(plain(self.tr("Puts back what was removed from {0}.").format(name)))
        self.box.setAccessibleName(self.tr("Leave {0} alone").format(name))
        with QSignalBlocker(self.box):
            self.box.setChecked(alone)
        self.show()
