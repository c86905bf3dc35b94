"""A series as a picture, intensity over shift and time or depth, and a band of it as a curve."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ...core.series import Series, files_of_series, has_series, series_of
from ...core.spectra import AXIS_UNITS, Spectra
from .. import theme
from ..numbers import count, written
from .band_choice import BandChoice
from .plot_frame import make_plot, name_axes, style_plot

#: Spectra and points of the picture at most; finer than this is not seen.
_MOST_ROWS, _MOST_POINTS = 300, 500

#: Shares of the spectra between which a band is said to change.
_USUAL = (0.1, 0.9)

#: Shares of intensities that the colours leave out at either end, such as spikes.
_LEVELS = (0.01, 0.99)


class SeriesView(QWidget):
    """Picture of a series, the curve of a band, and which series and band they show.

    Attributes
    ----------
    clicked : Signal(int)
        Spectrum whose place was clicked.
    band_changed : Signal(float, float)
        Ends of the band whose strength the curve shows.
    hovered : Signal(str)
        Place and value under the mouse.
    """

    clicked = Signal(int)
    band_changed = Signal(float, float)
    hovered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._spectra: Spectra | None = None
        self._rows: dict[str, NDArray[np.intp]] = {}
        self._series: Series | None = None
        self.strength: NDArray[np.float64] = np.empty(0)
        self.has_series = False
        self._stale = False
        self.picture = make_plot(self.tr("Picture of the series"))
        self.curve = make_plot(self.tr("Strength of the band over the series"))
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setColorMap(pg.colormap.get("viridis"))
        self.picture.addItem(self._image)
        self._line = pg.PlotDataItem(symbol="o", symbolSize=5)
        self.curve.addItem(self._line)
        for plot in (self.picture, self.curve):
            plot.getPlotItem().legend.hide()
            plot.scene().sigMouseClicked.connect(partial(self._clicked_at, plot))
            plot.scene().sigMouseMoved.connect(partial(self._moved, plot))
            plot.setToolTip(self.tr("Click a place to see its spectrum."))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 0)
        row.addWidget(self.picture, 1)
        row.addWidget(self.curve, 1)
        row.addWidget(self._controls())
        theme.changed.connect(self.restyle)
        self.restyle()

    @property
    def band(self) -> tuple[float, float]:
        """Ends of the band."""
        return self._band.band

    def show_spectra(self, spectra: Spectra) -> None:
        """Take another set; it is drawn when the view is seen."""
        self._spectra, self._stale = spectra, True
        self.has_series = has_series(spectra)
        if self.isVisible():
            self._refresh()

    def set_band(self, low: float, high: float) -> None:
        """Show another band."""
        self._band.set_band(low, high)

    def showEvent(self, event: Any) -> None:
        """Draw what changed while the view was hidden."""
        super().showEvent(event)
        self._refresh()

    @Slot()
    def restyle(self) -> None:
        """Take the colours of the theme that is in force."""
        for plot in (self.picture, self.curve):
            style_plot(plot)
        colour = theme.plot_colours().generated
        self._line.setPen(pg.mkPen(colour, width=1.5))
        self._line.setSymbolBrush(colour)
        self._line.setSymbolPen(None)

    def _controls(self) -> QWidget:
        self._file = QComboBox()
        self._file.setAccessibleName(self.tr("Series"))
        self._file.currentIndexChanged.connect(self._other_file)
        self._file.setToolTip(self.tr("Which of the series that were read is shown."))
        self._band = BandChoice()
        self._band.moved.connect(self.band_changed)
        self._band.settled.connect(self._draw_curve)
        self._words = QLabel()
        self._words.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._file)
        column.addWidget(self._band)
        column.addWidget(self._words)
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(190)
        return holder

    @Slot()
    def _refresh(self) -> None:
        """Find the series of the set, and draw the one that is chosen."""
        if not self._stale or self._spectra is None:
            return
        self._stale = False
        spectra = self._spectra
        self._rows = files_of_series(spectra)
        current = self._file.currentData()
        self._file.blockSignals(True)
        self._file.clear()
        for file, rows in self._rows.items():
            name = Path(file).name or self.tr("series")
            self._file.addItem(self.tr("{0} ({1} spectra)").format(name, count(rows.size)), file)
        self._file.setCurrentIndex(max(self._file.findData(current), 0))
        self._file.blockSignals(False)
        self._file.setVisible(len(self._rows) > 1)
        self._band.set_unit(spectra)
        low, high = self.band
        axis = spectra.raman_shift
        if not axis[0] <= (low + high) / 2 <= axis[-1] or high <= low:
            self._set_first_band()
        self._other_file()

    def _set_first_band(self) -> None:
        """Begin with the band that differs most over the series."""
        assert self._spectra is not None
        rows = next(iter(self._rows.values()))
        some = self._spectra.intensities[rows[:: max(1, rows.size // _MOST_ROWS)]]
        # One spike is no change over the series.
        low, high = np.quantile(some, _USUAL, axis=0)
        self._band.begin_at(self._spectra, high - low)
        self.band_changed.emit(*self.band)

    @Slot()
    def _other_file(self) -> None:
        rows = self._rows.get(self._file.currentData() or "")
        if self._spectra is None or rows is None:
            return
        spectra = self._spectra
        self._series = series = series_of(spectra, rows)
        shown = _evenly(rows.size, _MOST_ROWS)
        points = _evenly(spectra.n_points, _MOST_POINTS)
        image = spectra.intensities[rows[shown]][:, points]
        low, high = np.quantile(image, _LEVELS)
        self._image.setImage(image, levels=(low, high if high > low else low + 1.0))
        axis = spectra.raman_shift
        height = float(rows.size)
        self._image.setRect(QRectF(axis[0], 0.0, float(axis[-1] - axis[0]), height))
        self.picture.getAxis("left").setTicks([_ticks(series.places)])
        self.picture.setRange(xRange=(axis[0], axis[-1]), yRange=(0.0, height), padding=0.03)
        title = series.title or self.tr("spectrum no.")
        name_axes(self.picture, spectra.axis_title, title)
        name_axes(self.curve, title, self.tr("Intensity / arb. units"))
        self._draw_curve()

    @Slot()
    def _draw_curve(self) -> None:
        if self._spectra is None or self._series is None:
            return
        self.strength = self._band.strength(self._spectra.select(self._series.rows))
        self._line.setData(self._series.places, self.strength)
        low, high = self.band
        unit = AXIS_UNITS[self._spectra.x_unit] or self.tr("pixels")
        self._words.setText(
            self.tr("Curve: mean intensity from {0} to {1} {2}.").format(
                written(low, ".5g"), written(high, ".5g"), unit
            )
        )

    def _place_at(self, plot: pg.PlotWidget, position: Any) -> int | None:
        """Give the number within the series at a place on screen."""
        box = plot.getPlotItem().vb
        if self._series is None or not box.sceneBoundingRect().contains(position):
            return None
        point = box.mapSceneToView(position)
        if plot is self.curve:
            return int(np.argmin(np.abs(self._series.places - point.x())))
        return int(point.y()) if 0 <= point.y() < self._series.rows.size else None

    def _clicked_at(self, plot: pg.PlotWidget, event: Any) -> None:
        place = self._place_at(plot, event.scenePos())
        if place is not None and self._series is not None:
            self.clicked.emit(int(self._series.rows[place]))

    def _moved(self, plot: pg.PlotWidget, position: Any) -> None:
        place = self._place_at(plot, position)
        if place is None or self._series is None or place >= self.strength.size:
            self.hovered.emit("")
            return
        title = self._series.title or self.tr("spectrum no.")
        where, strength = self._series.places[place], self.strength[place]
        self.hovered.emit(f"{title} {written(where, '.6g')}  {written(strength, '.5g')}")


def _evenly(n: int, most: int) -> NDArray[np.intp]:
    return np.arange(n) if n <= most else np.linspace(0, n - 1, most).astype(np.intp)


def _ticks(places: NDArray[np.float64]) -> list[tuple[float, str]]:
    """Write some of the places at the middles of their rows."""
    numbers = np.unique(np.linspace(0, places.size - 1, min(5, places.size)).astype(int))
    return [(number + 0.5, written(places[number], ".4g")) for number in numbers.tolist()]
