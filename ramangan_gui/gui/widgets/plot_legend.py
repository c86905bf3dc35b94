"""The legend of a plot of spectra."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, Slot

from .. import theme
from .fitted_legend import FittedLegend
from .spectra_curves import SpectraCurves

#: More names than this would leave no room for the spectra; the read-out under the mouse names all.
_MAX_NAMED = 12


class PlotLegend(QObject):
    """Names what a plot shows; a click on an entry hides or shows it.

    Parameters
    ----------
    plot : pyqtgraph.PlotItem
        The plot.
    """

    def __init__(self, plot: pg.PlotItem) -> None:
        super().__init__()
        self._families: list[SpectraCurves] = []
        self._item = FittedLegend(plot, labelTextSize="8pt")
        self._item.sigSampleClicked.connect(self._toggled)

    def add(self, family: SpectraCurves) -> None:
        """Name spectra of one kind, if they have a name."""
        n_named = len(self._item.items)
        if not family.name or n_named > _MAX_NAMED:
            return
        if n_named == _MAX_NAMED:
            self._item.addItem(pg.PlotDataItem(pen=None), self.tr("… and more"))
            return
        name = family.name
        if family.is_picture:
            n, used = len(family.rows), family.n_quantiles
            part = "" if used == n else self.tr(" of {0} spectra").format(used)
            name += self.tr(": density, median, 5–95 %") + part
        self._families.append(family)
        self._item.addItem(family.legend_item, name)

    def add_line(self, line: pg.PlotCurveItem, name: str) -> None:
        """Name a single line."""
        self._item.addItem(line, name)

    def remove(self, family: SpectraCurves) -> None:
        """Take an entry out, if there is one."""
        if family in self._families:
            self._families.remove(family)
        self._item.removeItem(family.legend_item)

    def clear(self) -> None:
        """Take all entries out."""
        self._families = []
        self._item.clear()

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        colours = theme.plot_colours()
        self._item.setLabelTextColor(colours.foreground)
        for _, label in self._item.items:
            # The new colour shows only when the text is set again.
            label.setText(label.text, color=colours.foreground)

    @Slot(object)
    def _toggled(self, sample: Any) -> None:
        for family in self._families:
            if family.legend_item is sample:
                family.set_visible(sample.isVisible())
