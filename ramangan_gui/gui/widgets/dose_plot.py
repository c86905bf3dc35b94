"""Balanced accuracy of classifiers against the number of generated spectra they were trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.utility import UtilityRow
from .. import theme
from .plot_frame import make_plot, name_axes, style_plot

#: Symbol and style of line of each classifier, so that colour is never alone.
_LOOKS = {"linear": ("o", Qt.PenStyle.SolidLine), "cnn": ("t", Qt.PenStyle.DashLine)}

#: How far the second curve stands aside, so that intervals do not hide one another.
_ASIDE = 0.03

#: Part of the range of the curves that is free below and above them.
_ROOM = 0.05


class DosePlot(QWidget):
    """One curve a classifier, with its intervals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = make_plot(self.tr("Accuracy against the number of generated spectra"))
        self.plot.setMinimumSize(240, 180)
        name_axes(
            self.plot,
            self.tr("Generated per measured training spectrum"),
            self.tr("Balanced accuracy / %"),
        )
        self._rows: tuple[UtilityRow, ...] = ()
        self._items: list[object] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        theme.changed.connect(self._redraw)
        self._redraw()

    def show_doses(self, rows: Sequence[UtilityRow]) -> None:
        """Show other curves.

        Parameters
        ----------
        rows : sequence of UtilityRow
            The dose curve of every classifier.
        """
        self._rows = tuple(rows)
        self._redraw()
        if not rows:
            return
        low, high = (100 * limit for limit in (min(r.low for r in rows), max(r.high for r in rows)))
        span = max(high - low, 1.0)
        self.plot.getViewBox().setRange(
            xRange=(0.0, max(row.dose for row in rows)),
            yRange=(low - _ROOM * span, high + _ROOM * span),
            padding=0.04,
        )

    def _redraw(self) -> None:
        for item in self._items:
            self.plot.removeItem(item)
        self._items = []
        colours = theme.plot_colours()
        for number, (name, (symbol, style)) in enumerate(_LOOKS.items()):
            colour = (colours.original, colours.generated)[number]
            mine = [row for row in self._rows if row.classifier == name]
            if not mine:
                continue
            x = np.array([row.dose for row in mine]) + _ASIDE * number
            y, low, high = (
                100 * np.array([getattr(row, part) for row in mine])
                for part in ("accuracy", "low", "high")
            )
            pen = pg.mkPen(colour, style=style)
            bars = pg.ErrorBarItem(
                x=x, y=y, bottom=y - low, top=high - y, beam=0.05, pen=pg.mkPen(colour)
            )
            curve = pg.PlotDataItem(
                x, y, pen=pen, symbol=symbol, symbolBrush=colour, symbolPen=colour, symbolSize=8,
                name={"linear": self.tr("linear"), "cnn": self.tr("1-D network")}[name],
            )  # fmt: skip
            for item in (bars, curve):
                self.plot.addItem(item)
                self._items.append(item)
        style_plot(self.plot)
