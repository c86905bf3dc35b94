"""The left part of the Data page: notice, plot, badges, and the tables below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ...workflow.project import ImportedSet
from ..turns import in_a_turn
from .axis_notice import AxisNotice
from .badge_bar import BadgeBar
from .band_region import BandRegion
from .class_drawing import ClassDrawing
from .class_table import ClassTable
from .file_table import FileTable
from .left_out_table import LeftOutTable
from .map_view import MapView
from .series_view import SeriesView
from .spectra_panel import SpectraPanel
from .spectra_plot import SpectraPlot
from .tabs import Tabs


class DataView(QWidget):
    """Everything that shows what was read."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = AxisNotice()
        self.plot = SpectraPlot(self.tr("Spectra as read"))
        self.drawing = ClassDrawing(self.plot)
        self.badges = BadgeBar()
        self.classes = ClassTable()
        self.spectra = SpectraPanel()
        self.files = FileTable()
        self.left_out = LeftOutTable()
        self.map = MapView()
        self.series = SeriesView()
        self.tabs = Tabs()
        self.tabs.addTab(self.classes, self.tr("Classes"))
        self.tabs.addTab(self.spectra, self.tr("Spectra"))
        self.tabs.addTab(self.files, self.tr("Files"))
        self.tabs.addTab(self.left_out, self.tr("Left out"))
        self.tabs.addTab(self.map, self.tr("Map"))
        self.tabs.addTab(self.series, self.tr("Series"))
        self._band = BandRegion()
        self._band.sigRegionChanged.connect(self._band_dragged)
        self.map.band_changed.connect(self._band.show_band)
        self.series.band_changed.connect(self._band.show_band)
        self.tabs.currentChanged.connect(self._show_band)
        self.badges.chosen.connect(self._show_only)
        self.badges.left_out_wanted.connect(lambda: self.tabs.setCurrentWidget(self.left_out))
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.badges)
        column.addWidget(self.tabs, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.plot)
        split.addWidget(below)
        split.setSizes([350, 280])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self.notice)
        whole.addWidget(split, 1)

    def show_set(self, imported: ImportedSet) -> None:
        """Fill notice, badges and tables; the plot is drawn when it is seen."""
        findings = imported.findings
        self.notice.show_set(imported)
        self.badges.show_findings(findings, imported.left_out)
        self.classes.show_spectra(imported.spectra, findings)
        self.spectra.show_spectra(imported.spectra, findings)
        self.files.show_files(imported.files)
        self.left_out.show_entries(imported.left_out)
        self.map.show_spectra(imported.spectra)
        self.series.show_spectra(imported.spectra)
        refused, n_left_out = self.files.n_refused, self.left_out.n_entries
        self._retitle(self.files, self.tr("Files"), refused)
        self._retitle(self.left_out, self.tr("Left out"), n_left_out)
        self.tabs.setTabVisible(self.tabs.indexOf(self.map), self.map.has_map)
        # A map is a picture of its places; beside it the order of its spectra tells little.
        is_series = self.series.has_series and not self.map.has_map
        self.tabs.setTabVisible(self.tabs.indexOf(self.series), is_series)
        self._show_band()

    def paint_plot_ahead(self) -> None:
        """Paint the plot out of sight, part by part, so that it is at hand when it is opened."""
        for curves in self.drawing.joined_curves:
            in_a_turn(curves, curves.make_ahead)
        in_a_turn(self, self._paint_plot)

    def _paint_plot(self) -> None:
        if not self.isVisible():
            self.plot.grab()

    def _retitle(self, tab: QWidget, title: str, n_left_out: int) -> None:
        text = self.tr("{0} (! {1} left out)").format(title, n_left_out) if n_left_out else title
        if tab is self.left_out and n_left_out:
            text = self.tr("{0} (! {1})").format(title, n_left_out)
        self.tabs.setTabText(self.tabs.indexOf(tab), text)

    @property
    def _banded(self) -> MapView | SeriesView | None:
        """What is in view and shows the strength of a band."""
        shown = self.tabs.currentWidget()
        return shown if isinstance(shown, MapView | SeriesView) else None

    @Slot()
    def _show_band(self) -> None:
        """Show the band of a picture or curve in the plot while that is in view."""
        item, view = self.plot.getPlotItem(), self._banded
        shown = self._band in item.items
        if view is not None and not shown:
            item.addItem(self._band, ignoreBounds=True)
        elif shown and view is None:
            item.removeItem(self._band)
        if view is not None:
            self._band.show_band(*view.band)

    @Slot()
    def _band_dragged(self) -> None:
        if self._banded is not None:
            self._banded.set_band(*self._band.getRegion())

    @Slot(str)
    def _show_only(self, check: str) -> None:
        self.spectra.show_only(check)
        self.tabs.setCurrentWidget(self.spectra)
