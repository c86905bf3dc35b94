"""The plot of spectra that all pages use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu

from .. import theme
from ..plot_files import ask_and_save
from ..sentences import told_axis
from .mean_band import MeanBand
from .plot_legend import PlotLegend
from .plot_pointer import PlotPointer
from .quick_axis import QuickAxis
from .spectra_curves import SpectraCurves

#: A picture of very many spectra is counted again this long after the last zoom, in ms.
_REDRAW_AFTER = 120

#: Room for the numbers at the left; the same in all plots, so that stacked ones line up.
_AXIS_WIDTH = 62

Colour = str | int | QColor


class SpectraPlot(pg.PlotWidget):
    """Spectra over their axis, with legend, read-out under the mouse, and zoom.

    Parameters
    ----------
    title : str
        What is shown; also the plot's accessible name.

    Attributes
    ----------
    hovered : Signal(str)
        Read-out: place, intensity and name of the spectrum under the mouse; empty when it leaves.
    pointed : Signal(int)
        Id of the spectrum under the mouse, -1 for none.
    clicked : Signal(int)
        Id of the spectrum that was clicked.
    """

    hovered = Signal(str)
    pointed = Signal(int)
    clicked = Signal(int)

    def __init__(self, title: str = "") -> None:
        super().__init__(axisItems={side: QuickAxis(side) for side in ("left", "bottom")})
        # PlotWidget hangs its plot item's own "clear" on the instance, which would go first.
        self.__dict__.pop("clear", None)
        self._titled = ("", "", 0)
        self._titles = ("", "")
        self._families: list[SpectraCurves] = []
        self._bands: list[MeanBand] = []
        self._highlights: dict[str, SpectraCurves] = {}
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.showGrid(x=True, y=True, alpha=0.18)
        item.getAxis("left").setWidth(_AXIS_WIDTH)
        for side in ("left", "bottom"):
            item.getAxis(side).enableAutoSIPrefix(False)
        self._legend = PlotLegend(item)
        self._pointer = PlotPointer(self, lambda: self._families, lambda: self._titles)
        self._pointer.hovered.connect(self.hovered)
        self._pointer.pointed.connect(self.pointed)
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW_AFTER)
        self._redraw.timeout.connect(self._redraw_pictures)
        item.vb.sigRangeChanged.connect(self._range_changed)
        self.scene().sigMouseClicked.connect(self._clicked_at)
        theme.changed.connect(self.restyle)
        self.set_title(title)
        self.restyle()

    def set_title(self, title: str) -> None:
        """Say what is shown; where there is too little room, the middle is left out."""
        colour = theme.plot_colours().foreground
        if (title, colour, self.width()) == self._titled:
            return
        self._titled = (title, colour, self.width())
        self.setAccessibleName(title or self.tr("Spectra"))
        room = max(self.width() - _AXIS_WIDTH - 40, 60)
        shown = QFontMetricsF(self.font()).elidedText(title, Qt.TextElideMode.ElideMiddle, room)
        text = shown.replace("&", "&amp;").replace("<", "&lt;")
        self.getPlotItem().setTitle(text or None, size="9pt", color=colour)

    def set_axis(self, title_x: str, title_y: str) -> None:
        """Name the axes, with their units, such as ``Raman shift / cm⁻¹``."""
        titles = (told_axis(title_x), told_axis(title_y))
        if titles != self._titles:
            self._titles = titles
            self.getPlotItem().setLabels(bottom=titles[0], left=titles[1])

    def clear(self) -> None:
        """Take out all spectra, bands and highlights."""
        for part in self._parts():
            part.remove()
        self._families, self._bands, self._highlights = [], [], {}
        self._legend.clear()
        self._pointer.clear_dot()

    def add_spectra(
        self,
        x: ArrayLike,
        rows: ArrayLike,
        colour: Colour = "foreground",
        name: str = "",
        dashed: bool = False,
        width: float = 1.0,
        symbol: str | None = None,
        ids: ArrayLike | None = None,
        row_names: Sequence[str] = (),
        drawn_as: str = "",
    ) -> SpectraCurves:
        """Add spectra of one kind.

        Parameters
        ----------
        x : array_like, shape (n_points,)
            Ascending axis.
        rows : array_like, shape (n_points,) or (n_spectra, n_points)
            Intensities. Up to 12 spectra are single curves, up to 2,000 one joined item, more
            are a picture of their density with median and 5–95 % curves.
        colour : str, int or QColor
            Role (a field of ``theme.PlotColours``), number of a class, or a fixed colour.
        name : str
            Name in the legend, empty for none.
        dashed, width, symbol, drawn_as
            See :class:`SpectraCurves`.
        ids : array_like of int, optional
            What :attr:`clicked` and :attr:`pointed` report for each; its number by default.
        row_names : sequence of str, optional
            Names for the read-out.

        Returns
        -------
        SpectraCurves
            Handle; its ``set_rows`` draws other spectra in the same way.
        """
        family = SpectraCurves(self.getPlotItem(), colour, name, dashed, width, symbol, drawn_as)
        family.set_rows(x, rows, ids, row_names)
        self._families.append(family)
        self._legend.add(family)
        return family

    def remove_spectra(self, family: SpectraCurves) -> None:
        """Take out what :meth:`add_spectra` added."""
        self._families.remove(family)
        self._legend.remove(family)
        family.remove()

    def add_band(
        self, x: ArrayLike, mean: ArrayLike, sd: ArrayLike, colour: Colour, name: str
    ) -> None:
        """Add a mean with a band of one standard deviation to each side.

        Parameters
        ----------
        x, mean, sd : array_like, shape (n_points,)
            Axis, mean and standard deviation.
        colour : str, int or QColor
            As for :meth:`add_spectra`.
        name : str
            Name in the legend.
        """
        band = MeanBand(self.getPlotItem(), x, mean, sd, colour)
        self._bands.append(band)
        if name:
            self._legend.add_line(band.line, name)

    def highlight(
        self,
        x: ArrayLike | None,
        y: ArrayLike | None = None,
        colour: Colour = "highlight",
        name: str = "",
        dashed: bool = False,
    ) -> None:
        """Draw one spectrum on top of all others, in place of the last one of this name.

        Parameters
        ----------
        x, y : array_like, shape (n_points,), or None
            The spectrum; ``None`` takes the highlight away.
        colour, name, dashed
            As for :meth:`add_spectra`.
        """
        old = self._highlights.pop(name, None)
        if old is not None:
            self._legend.remove(old)
            old.remove()
        if x is None or y is None:
            return
        # Wide lines paint ten times slower, so several spectra stay narrow.
        width, drawn_as = (1.5, "") if np.ndim(y) < 2 else (1.0, "joined")
        family = SpectraCurves(self.getPlotItem(), colour, name, dashed, width, drawn_as=drawn_as)
        family.set_rows(x, y)
        family.set_z(40)
        self._highlights[name] = family
        self._legend.add(family)

    def link_x(self, other: SpectraPlot) -> None:
        """Move along the axis together with another plot."""
        self.getPlotItem().setXLink(other.getPlotItem())

    @property
    def families(self) -> list[SpectraCurves]:
        """All spectra that are shown, kind by kind."""
        return [*self._families, *self._highlights.values()]

    @property
    def pointed_id(self) -> int:
        """Id of the spectrum under the mouse, -1 for none."""
        return self._pointer.id

    @property
    def pointed_place(self) -> float | None:
        """Where the mouse is along the axis, ``None`` outside."""
        return self._pointer.place

    @Slot()
    def show_everything(self) -> None:
        """Zoom out to all that there is, and keep following it."""
        self.getPlotItem().enableAutoRange()

    @Slot()
    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        colours = theme.plot_colours()
        item = self.getPlotItem()
        self.setBackground(colours.background)
        for side in ("left", "bottom"):
            item.getAxis(side).setPen(colours.grid)
            item.getAxis(side).setTextPen(colours.foreground)
        self._legend.restyle()
        self.set_title(self._titled[0])
        for part in self._parts():
            part.restyle()
        self._pointer.restyle()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the plot."""
        menu = QMenu(self)
        menu.addAction(self._action(self.tr("Show &everything"), self.show_everything))
        menu.addAction(self._action(self.tr("&Copy picture"), self._copy))
        menu.addAction(self._action(self.tr("&Save plot…"), lambda: ask_and_save(self, self)))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def close(self) -> bool:
        """Stop listening to the theme: pyqtgraph takes a closed plot apart."""
        if self.getPlotItem() is not None:
            theme.changed.disconnect(self.restyle)
            self._redraw.stop()
            super().close()
        return True

    def leaveEvent(self, event: QEvent) -> None:
        """Empty the read-out."""
        self._pointer.leave()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the title to the new width."""
        super().resizeEvent(event)
        if hasattr(self, "_titled"):  # the first resize comes from within the base's making
            self.set_title(self._titled[0])

    def _parts(self) -> list[SpectraCurves | MeanBand]:
        return [*self._families, *self._highlights.values(), *self._bands]

    def _action(self, text: str, slot: Any) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        return action

    def _copy(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.grab())

    @Slot(object, object)
    def _range_changed(self, *_: object) -> None:
        if any(family.is_picture for family in self._families):
            self._redraw.start()

    @Slot()
    def _redraw_pictures(self) -> None:
        for family in self._families:
            family.redraw_picture()

    @Slot(object)
    def click_at(self, position: QPointF) -> None:
        """Report the spectrum at a place in the scene as clicked, if there is one."""
        if (found := self._pointer.find(position)) is not None:
            self.clicked.emit(int(found[0].ids[found[1]]))

    @Slot(object)
    def _clicked_at(self, event: Any) -> None:
        taken = getattr(event.currentItem, "takes_clicks", False) or event.modifiers()
        if event.button() != Qt.MouseButton.LeftButton or taken:
            return
        if event.double():
            self.show_everything()
        else:
            self.click_at(event.scenePos())
