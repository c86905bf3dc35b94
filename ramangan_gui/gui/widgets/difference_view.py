"""Where the mean of the generated spectra leaves that of the originals, with its uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...core.spectra import Spectra
from .spectra_plot import SpectraPlot

if TYPE_CHECKING:
    from ...workflow.review import ReviewView


class DifferenceView(QWidget):
    """Difference of the means with its 95 % band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = SpectraPlot()
        self.plot.setAccessibleName(self.tr("Generated less original mean, with its band"))
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addWidget(self.plot, 1)

    def show_view(self, view: ReviewView | None, corrected: Spectra | None) -> None:
        """Show the difference of another model.

        Parameters
        ----------
        view : ReviewView, optional
            Its difference; ``None`` shows nothing.
        corrected : Spectra, optional
            Originals, for the axis.
        """
        self.plot.clear()
        if view is None or corrected is None or view.difference is None:
            text = self.tr(
                "At least two spectra of each kind are needed for a difference of means."
            )
            self.caption.setText(text if view is not None else "")
            return
        found, x = view.difference, corrected.raman_shift
        self.plot.set_axis(corrected.axis_title, self.tr("Generated − original"))
        half = (found.high - found.low) / 2
        name = self.tr("difference of means, 95 % band")
        self.plot.add_band(x, found.difference, half, "generated", name)
        self.plot.add_spectra(x, np.zeros_like(x), "foreground", self.tr("no difference"), True)
        outside = int(((found.wide_low > 0) | (found.wide_high < 0)).sum())
        point_wise = int(((found.low > 0) | (found.high < 0)).sum())
        text = self.tr(
            "As drawn, before review. Zero is outside the band at {0:.0%} of the points (5 % by "
            "chance), outside the wider band for all points together at {1} points."
        )
        self.caption.setText(text.format(point_wise / len(x), outside))
        self.caption.setToolTip(
            self.tr(
                "Welch's interval of the difference at each point by itself; the band for all "
                "points together is wider (Bonferroni), and measured spectra leave it in one "
                "case of twenty."
            )
        )
        self.plot.show_everything()
