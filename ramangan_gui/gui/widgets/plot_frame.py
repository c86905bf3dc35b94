"""The common look of plots that are not of spectra: canvas, axes, legend in the theme's colours."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from .. import theme
from ..plot_files import ask_and_save
from .fitted_axis import FittedAxis
from .fitted_legend import FittedLegend
from .local_axis import LocalAxis

#: Size of the text of axes and legends.
_TEXT = "8pt"

#: Room above a plot for half the number at the upper end of its axis, in pixels.
_ABOVE = 7


#: A place of the scene that is in no plot.
_AWAY = QPointF(-1e6, -1e6)


class FramedPlot(pg.PlotWidget):
    """A plot whose menu saves it, and that tells its scene when the mouse has left."""

    def leaveEvent(self, event: QEvent) -> None:
        """Let what the mouse was over be nothing any more."""
        super().leaveEvent(event)
        self.scene().sigMouseMoved.emit(_AWAY)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save the plot as picture or numbers."""
        menu = QMenu(self)
        save = menu.addAction(QCoreApplication.translate("PlotFrame", "&Save plot…"))
        save.triggered.connect(lambda: ask_and_save(self, self))
        menu.exec(event.globalPos())
        menu.deleteLater()


def make_plot(
    name: str, axisItems: Mapping[str, pg.AxisItem] | None = None, **options: object
) -> pg.PlotWidget:
    """Make an empty plot with a legend.

    Parameters
    ----------
    name : str
        What a screen reader calls it.
    axisItems : mapping of str to pyqtgraph.AxisItem, optional
        Axes by side that are not the usual ones.
    **options
        Passed to ``pyqtgraph.PlotWidget``.
    """
    axes = {"left": LocalAxis("left"), "bottom": FittedAxis("bottom"), **(axisItems or {})}
    plot = FramedPlot(
        background=theme.plot_colours().background, enableMenu=False, axisItems=axes, **options
    )
    plot.setAccessibleName(name)
    plot.hideButtons()
    plot.getPlotItem().layout.setContentsMargins(1, _ABOVE, 1, 1)
    FittedLegend(plot.getPlotItem(), labelTextSize=_TEXT)
    for side in ("left", "bottom"):
        plot.getAxis(side).enableAutoSIPrefix(False)
    return plot


def name_axes(plot: pg.PlotWidget, bottom: str, left: str) -> None:
    """Title the axes; units belong into the titles."""
    # All of the style is given anew: what is left out is forgotten, the colour too.
    style = {"font-size": _TEXT, "color": theme.plot_colours().foreground}
    for side, title in (("bottom", bottom), ("left", left)):
        plot.getAxis(side).setLabel(title, **style)


def style_plot(plot: pg.PlotWidget) -> None:
    """Give canvas, axes and legend the colours of the theme that is in force."""
    colours = theme.plot_colours()
    plot.setBackground(colours.background)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(colours.muted))
        axis.setTextPen(pg.mkPen(colours.foreground))
        axis.labelStyle["color"] = colours.foreground
        if axis.labelText:
            axis.label.setHtml(axis.labelString())
    legend = plot.getPlotItem().legend
    if legend is not None:
        legend.setLabelTextColor(colours.foreground)
        for _, label in legend.items:
            # The new colour shows only when the text is set again.
            label.setText(label.text, color=colours.foreground)
