"""Follows the mouse over a plot of spectra and says what is under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Signal, Slot

from .. import theme
from ..numbers import written
from .spectra_curves import SpectraCurves

#: A spectrum further from the mouse than this, in pixels, is not meant.
REACH = 14.0


class PlotPointer(QObject):
    """Marks the nearest spectrum with a dot and reads it out.

    Parameters
    ----------
    plot : PlotWidget
        The plot.
    families : callable
        Gives what can be pointed at now.
    titles : callable
        Gives the titles of both axes now, such as ``Raman shift / cm⁻¹``.

    Attributes
    ----------
    hovered : Signal(str)
        Place, intensity and name; empty when the mouse leaves.
    pointed : Signal(int)
        Id of the spectrum under the mouse, -1 for none.
    """

    hovered = Signal(str)
    pointed = Signal(int)

    def __init__(
        self,
        plot: pg.PlotWidget,
        families: Callable[[], Sequence[SpectraCurves]],
        titles: Callable[[], tuple[str, str]],
    ) -> None:
        super().__init__(plot)
        self._view = plot.getPlotItem().vb
        self._families, self._titles = families, titles
        self.id = -1
        self.place: float | None = None
        self._dot = pg.ScatterPlotItem(size=9, pen=None)
        self._dot.setZValue(50)
        plot.getPlotItem().addItem(self._dot, ignoreBounds=True)
        plot.scene().sigMouseMoved.connect(self._moved)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        self._dot.setBrush(theme.plot_colours().highlight)

    def leave(self) -> None:
        """Empty the read-out."""
        self.place = None
        self._dot.setData([], [])
        self.hovered.emit("")
        self._point_at(-1)

    def find(self, position: QPointF) -> tuple[SpectraCurves, int, float, float] | None:
        """Find the spectrum near a position of the scene.

        Returns
        -------
        tuple or None
            Its family, its number there, and the place on it; ``None`` where none is near.
        """
        if not self._view.sceneBoundingRect().contains(position):
            return None
        place, per_pixel = self._view.mapSceneToView(position), self._view.viewPixelSize()
        best: tuple[float, SpectraCurves, int, float, float] | None = None
        for family in self._families():
            found = family.nearest(place.x(), place.y(), per_pixel, REACH)
            if found is not None and found[0] < (best[0] if best else REACH):
                best = (found[0], family, *found[1:])
        return best[1:] if best else None

    @Slot(object)
    def _moved(self, position: QPointF) -> None:
        if not self._view.sceneBoundingRect().contains(position):
            self.leave()
            return
        place = self._view.mapSceneToView(position)
        self.place = place.x()
        found = self.find(position)
        if found is None:
            self._dot.setData([], [])
            self._point_at(-1)
            self.hovered.emit(self._read_out(place.x(), place.y(), ""))
            return
        family, row, x, y = found
        named = family.row_names[row] if row < len(family.row_names) else ""
        self._dot.setData([x], [y])
        self._point_at(int(family.ids[row]))
        name = ", ".join(part for part in (family.name, named) if part)
        self.hovered.emit(self._read_out(x, y, name))

    def _read_out(self, x: float, y: float, name: str) -> str:
        parts = []
        for title, number in zip(
            self._titles(), (written(x, ".1f"), written(y, ".4g")), strict=True
        ):
            quantity, _, unit = title.partition(" / ")
            parts.append(f"{quantity.partition(' (')[0]} {number} {unit}".strip())
        return "   ".join([*parts, name] if name else parts)

    def _point_at(self, number: int) -> None:
        if number != self.id:
            self.id = number
            self.pointed.emit(number)

    def clear_dot(self) -> None:
        """Take the dot away, because what it stood on is gone."""
        self._dot.setData([], [])
