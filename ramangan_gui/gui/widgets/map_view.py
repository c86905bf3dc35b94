"""A map as a picture of the strength of a band, and regions of it as classes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.map_grid import MapGrid, grid_of
from ...core.spectra import AXIS_UNITS, Spectra
from ..numbers import count, written
from .band_choice import BandChoice
from .map_picture import MapPicture


class MapView(QWidget):
    """Picture of a map, the band that it shows, and what to do with the selected region.

    Attributes
    ----------
    class_wanted : Signal(object, str)
        Numbers of the spectra in the region, and the class that they are to become.
    region_changed : Signal(object)
        Numbers of the spectra in the region.
    clicked : Signal(int)
        Spectrum whose square was clicked.
    band_changed : Signal(float, float)
        Ends of the band in the picture.
    """

    class_wanted = Signal(object, str)
    region_changed = Signal(object)
    clicked = Signal(int)
    band_changed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._spectra: Spectra | None = None
        self._grids: dict[str, MapGrid] = {}
        self.selected: NDArray[np.intp] = np.empty(0, np.intp)
        self.picture = MapPicture()
        self.picture.drawn.connect(self._drawn)
        self.picture.clicked.connect(self.clicked)
        self.hovered = self.picture.hovered
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 0)
        row.addWidget(self.picture, 1)
        row.addWidget(self._controls())

    @property
    def has_map(self) -> bool:
        """Whether any spectra form a map."""
        return bool(self._grids)

    @property
    def band(self) -> tuple[float, float]:
        """Ends of the band in the picture."""
        return self._band.band

    def show_spectra(self, spectra: Spectra) -> None:
        """Find the maps of a set; the band and the map in view stay where they can."""
        first = self._spectra is None or self._spectra.raman_shift is not spectra.raman_shift
        same = self._spectra is not None and self._spectra.intensities is spectra.intensities
        self._spectra = spectra
        if not same:
            self._grids = _maps_of(spectra)
            self.selected = np.empty(0, np.intp)
        current = self._map.currentData()
        self._map.blockSignals(True)
        self._map.clear()
        for file, grid in self._grids.items():
            size = f"{grid.x.size} × {grid.y.size}"
            self._map.addItem(f"{Path(file).name or self.tr('map')} ({size})", file)
        self._map.setCurrentIndex(max(self._map.findData(current), 0))
        self._map.blockSignals(False)
        self._map.setVisible(len(self._grids) > 1)
        if first and self._grids:
            self._set_first_band()
        self._draw()
        self._tell()

    def set_band(self, low: float, high: float) -> None:
        """Show another band."""
        self._band.set_band(low, high)

    def _set_first_band(self) -> None:
        """Begin with the band that differs most over the map."""
        assert self._spectra is not None
        grid = next(iter(self._grids.values()))
        rows = grid.cells[grid.cells >= 0]
        some = self._spectra.intensities[rows[:: max(1, rows.size // 400)]]
        self._band.begin_at(self._spectra, some.std(axis=0))

    def _controls(self) -> QWidget:
        self._map = QComboBox()
        self._map.setAccessibleName(self.tr("Map"))
        self._map.setToolTip(self.tr("Which of the maps that were read is shown."))
        self._map.currentIndexChanged.connect(self._other_map)
        self._band = BandChoice()
        self._band.moved.connect(self.band_changed)
        self._band.settled.connect(self._draw)
        self._free = QCheckBox(self.tr("&Free-hand region"))
        self._free.setToolTip(self.tr("Draw regions free-hand instead of as rectangles."))
        self._free.toggled.connect(self.picture.set_free_hand)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("name of the class"))
        self.name.setAccessibleName(self.tr("Class of the region"))
        self.name.setToolTip(
            self.tr("Name of the class that the spectra of the drawn region will have.")
        )
        self.make = QPushButton(self.tr("Make region a &class"))
        self.make.setToolTip(self.tr("Gives the selected spectra this class; undo takes it back."))
        self.make.clicked.connect(self._make_class)
        self.name.returnPressed.connect(self.make.click)
        self.name.textChanged.connect(self._tell)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._map)
        for widget in (self._band, self._free, self._words, self.name, self.make):
            column.addWidget(widget)
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(250)
        return holder

    @Slot()
    def _draw(self) -> None:
        grid = self._grids.get(self._map.currentData() or "")
        if self._spectra is None or grid is None:
            return
        values = self._band.strength(self._spectra)
        low, high = self.band
        unit = AXIS_UNITS[self._spectra.x_unit] or self.tr("pixels")
        title = self.tr("mean intensity, {0} – {1} {2}").format(
            written(low, ".5g"), written(high, ".5g"), unit
        )
        self.picture.show_picture(grid, values, title)
        self.picture.show_selected(self.selected)

    @Slot()
    def _other_map(self) -> None:
        self.selected = np.empty(0, np.intp)
        self._draw()
        self._tell()

    @Slot(object, bool)
    def _drawn(self, polygon: NDArray[np.float64], adds: bool) -> None:
        grid = self._grids.get(self._map.currentData() or "")
        if grid is None:
            return
        found = grid.inside(polygon)
        self.selected = np.union1d(self.selected, found).astype(np.intp) if adds else found
        self.picture.show_selected(self.selected)
        self._tell()
        self.region_changed.emit(self.selected)

    @Slot()
    def _tell(self) -> None:
        n = self.selected.size
        self._words.setText(
            self.tr("{0} spectra selected.").format(count(n))
            if n
            else self.tr("Drag over the picture to select a region.")
        )
        self.make.setEnabled(n > 0 and bool(self.name.text().strip()))

    @Slot()
    def _make_class(self) -> None:
        name = self.name.text().strip()
        if name and self.selected.size:
            self.class_wanted.emit(self.selected, name)


def _maps_of(spectra: Spectra) -> dict[str, MapGrid]:
    """Find the map of each file that has one."""
    position = spectra.map_position
    if position is None:
        return {}
    files, number = np.unique(spectra.source_file, return_inverse=True)
    order = np.argsort(number, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(number))[:-1])
    found = {
        file: grid_of(position, rows) for file, rows in zip(files.tolist(), parts, strict=True)
    }
    return {file: grid for file, grid in found.items() if grid is not None}
