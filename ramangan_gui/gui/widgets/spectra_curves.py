"""A family of spectra in a plot, drawn in the way that its number allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from .. import theme
from .density import quantile_curves
from .density_picture import DensityPicture
from .joined_curve import JoinedCurve

#: Up to this many spectra: one item each; up to the next: one joined curve; above: a picture.
MAX_SINGLE, MAX_JOINED = 12, 2000

#: Up to this many spectra shine through each other a little; more do so a lot.
_FAINT = 200

#: Up to this many spectra can have a sign at their highest point.
_MAX_MARKED = 200

#: A gap (NaN) breaks the line rather than bending it.
_BREAKS_AT_GAPS = "finite"


class SpectraCurves:
    """Spectra of one kind (a class, the baselines, ...) in a plot.

    Parameters
    ----------
    plot : PlotItem
        Where they are drawn.
    colour : str, int or QColor
        Role of the colour, see ``theme.colour``.
    name : str
        Name in the legend, empty for none.
    dashed : bool
        Whether lines are dashed.
    width : float
        Width of lines in pixels; 1 paints ten times faster than 2.
    symbol : str, optional
        pyqtgraph's sign for a mark at the highest point of each spectrum, so that kinds differ in
        more than colour.
    drawn_as : {"", "single", "joined", "picture"}
        How they are drawn; empty for what their number allows.
    """

    def __init__(
        self,
        plot: pg.PlotItem,
        colour: str | int | QColor,
        name: str = "",
        dashed: bool = False,
        width: float = 1.0,
        symbol: str | None = None,
        drawn_as: str = "",
    ) -> None:
        self._plot = plot
        self._drawn_as = drawn_as
        self._colour, self.name = colour, name
        self._dashed, self._width, self._symbol = dashed, width, symbol
        self.x: NDArray[np.floating[Any]] = np.empty(0)
        self.rows: NDArray[np.floating[Any]] = np.empty((0, 0))
        self.ids: NDArray[np.intp] = np.empty(0, np.intp)
        self.row_names: Sequence[str] = ()
        #: 5 %, median and 95 % where they are drawn.
        self.quantiles: NDArray[np.floating[Any]] = np.empty((0, 0))
        self._items: list[Any] = []
        self._picture: DensityPicture | None = None
        self._marks: pg.ScatterPlotItem | None = None
        self._kind = ""
        #: Stands for the family in the legend: in full strength, whatever shines through there.
        self.legend_item = pg.PlotDataItem(symbol=symbol)
        self._style_legend()

    def set_rows(
        self,
        x: ArrayLike,
        rows: ArrayLike,
        ids: ArrayLike | None = None,
        row_names: Sequence[str] = (),
    ) -> None:
        """Draw other spectra in the same way; fast enough to follow a moving slider.

        Parameters
        ----------
        x : array_like, shape (n_points,)
            Ascending axis.
        rows : array_like, shape (n_spectra, n_points)
            Intensities.
        ids : array_like of int, optional
            What a click on each spectrum reports; its number here by default.
        row_names : sequence of str, optional
            Names for the read-out.
        """
        self.x = np.asarray(x)
        self.rows = np.atleast_2d(np.asarray(rows))
        n = len(self.rows)
        self.ids = np.arange(n) if ids is None else np.asarray(ids, np.intp)
        self.row_names = row_names
        allowed = "single" if n <= MAX_SINGLE else "joined" if n <= MAX_JOINED else "picture"
        kind = self._drawn_as or allowed
        if kind != self._kind:
            self.remove()
            self._kind = kind
        {"single": self._draw_single, "joined": self._draw_joined, "picture": self._draw_picture}[
            kind
        ]()
        self._draw_marks()

    def remove(self) -> None:
        """Take everything out of the plot."""
        if self._picture is not None:
            self._picture.remove()
        extra = [self._marks] if self._marks is not None else []
        for item in self._items + extra:
            self._plot.removeItem(item)
        self._items, self._picture, self._marks, self._kind = [], None, None, ""

    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        for item in self._items:
            item.setPen(self._pen())
        if self._picture is not None:
            self._picture.item.setLookupTable(self._table())
        if self._marks is not None:
            self._marks.setBrush(theme.colour(self._colour))
        self._style_legend()

    def set_visible(self, visible: bool) -> None:
        """Show or hide the family."""
        for item in self.items:
            item.setVisible(visible)

    def set_z(self, z: float) -> None:
        """Draw the family above (or below) others."""
        for item in self._items:
            item.setZValue(z)

    @property
    def items(self) -> list[Any]:
        """What is drawn."""
        picture = self._picture.item if self._picture is not None else None
        return [item for item in (*self._items, picture, self._marks) if item is not None]

    @property
    def is_picture(self) -> bool:
        """Whether there are so many that they are drawn as a picture."""
        return self._kind == "picture"

    @property
    def is_complete(self) -> bool:
        """Whether all is drawn; a picture of very many fills bit by bit."""
        return self._picture is None or self._picture.is_complete

    def nearest(
        self, x: float, y: float, per_pixel: tuple[float, float], reach: float
    ) -> tuple[float, int, float, float] | None:
        """Find the spectrum nearest to a place on screen.

        Parameters
        ----------
        x, y : float
            The place.
        per_pixel : tuple of float
            Axis and intensity per pixel.
        reach : float
            How far to look along the axis, in pixels.

        Returns
        -------
        tuple or None
            Distance in pixels, number of the spectrum, and the place on it; ``None`` where none
            is in reach.
        """
        if not len(self.rows) or self.x.size < 2 or not self.x[0] <= x <= self.x[-1]:
            return None
        # A picture holds too many spectra to look sideways as well.
        wide = 0.0 if self.is_picture else reach * per_pixel[0]
        first, last = np.searchsorted(self.x, (x - wide, x + wide))
        right = int(np.clip(np.searchsorted(self.x, x), 1, self.x.size - 1))
        weight = (x - self.x[right - 1]) / (self.x[right] - self.x[right - 1])
        here = self.rows[:, right - 1] * (1 - weight) + self.rows[:, right] * weight
        places = np.concatenate([[x], self.x[first:last]])
        values = np.concatenate([here[:, None], self.rows[:, first:last]], axis=1)
        distances = np.hypot((places - x) / per_pixel[0], (values - y) / per_pixel[1])
        if np.isnan(distances).all():
            return None
        row, column = np.unravel_index(np.nanargmin(distances), distances.shape)
        return (
            float(distances[row, column]),
            int(row),
            float(places[column]),
            float(values[row, column]),
        )

    def redraw_picture(self) -> None:
        """Count the picture again for what is in view now."""
        if self._picture is None or self._picture.extent is None:
            return
        low, high = self._picture.extent
        (x0, x1), (y0, y1) = self._plot.vb.viewRange()
        x0, x1 = max(x0, float(self.x[0])), min(x1, float(self.x[-1]))
        y0, y1 = max(y0, low), min(y1, high)
        if x1 <= x0 or y1 <= y0:
            return
        self._picture.show(self.x, self.rows, ((x0, x1), (y0, y1)))

    def _style_legend(self) -> None:
        self.legend_item.setPen(self._pen(solid=True))
        sign = self.legend_item.scatter
        sign.setSize(8)
        sign.setPen(None)
        sign.setBrush(theme.colour(self._colour))

    def _pen(self, solid: bool = False) -> Any:
        colour = QColor(theme.colour(self._colour))
        if not solid and self._kind != "picture" and len(self.rows) > MAX_SINGLE:
            colour.setAlpha(130 if len(self.rows) <= _FAINT else 70)
        style = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        return pg.mkPen(colour, width=self._width, style=style)

    def _draw_single(self) -> None:
        pen = self._pen()
        finite = bool(np.isfinite(self.rows).all())
        connect = "all" if finite else _BREAKS_AT_GAPS
        while len(self._items) > len(self.rows):
            self._plot.removeItem(self._items.pop())
        for number, row in enumerate(self.rows):
            if number == len(self._items):
                curve = pg.PlotCurveItem(antialias=self._width <= 1)
                curve.setSegmentedLineMode("on" if self._width > 1 else "auto")
                self._items.append(curve)
                self._plot.addItem(curve)
            self._items[number].setData(
                self.x, row, pen=pen, connect=connect, skipFiniteCheck=finite
            )

    def _draw_joined(self) -> None:
        if not self._items:
            self._items.append(JoinedCurve())
            self._plot.addItem(self._items[0])
        self._items[0].set_rows(self.x, self.rows, self._pen())

    def _draw_picture(self) -> None:
        if self._picture is None:
            self._picture = DensityPicture(self._plot, self._table())
            self._items = [pg.PlotCurveItem(antialias=True) for _ in range(3)]
            for curve in self._items:
                self._plot.addItem(curve)
        self.quantiles, self.n_quantiles = quantile_curves(self.rows)
        for curve, number in zip(self._items, (1, 0, 2), strict=True):
            row = self.quantiles[number]
            curve.setData(self.x, row, pen=self._pen(), connect=_BREAKS_AT_GAPS)
        self._picture.show(self.x, self.rows)

    def _table(self) -> NDArray[np.uint8]:
        """Give a look-up table from clear to the family's colour."""
        colour = theme.colour(self._colour)
        table = np.empty((256, 4), np.uint8)
        table[:, :3] = colour.red(), colour.green(), colour.blue()
        table[:, 3] = np.linspace(0, 140, 256)
        return table

    def _draw_marks(self) -> None:
        """Mark the highest point of each spectrum, where the family has a sign of its own."""
        if self._symbol is None or not 0 < len(self.rows) <= _MAX_MARKED:
            return
        if self._marks is None:
            self._marks = pg.ScatterPlotItem(size=8, symbol=self._symbol, pen=None)
            self._plot.addItem(self._marks)
        rows = np.where(np.isfinite(self.rows), self.rows, -np.inf)
        tops = rows.argmax(axis=1)
        self._marks.setData(self.x[tops], rows[np.arange(len(rows)), tops])
        self._marks.setBrush(theme.colour(self._colour))
