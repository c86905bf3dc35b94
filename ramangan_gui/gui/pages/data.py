"""Page 1: what was read, and which spectrum is what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from ...core.errors import ParameterError
from ...preprocessing.axis import Axis
from ...workflow.project import ImportedSet
from ..numbers import count
from ..selection import Selection
from ..sentences import told_error
from ..settings import Settings
from ..widgets.drop_zone import DropZone
from ..workspace import Workspace
from .page import PANEL_WIDTH, Page

if TYPE_CHECKING:
    from ...io.import_options import ImportOptions
    from ..widgets.data_panel import DataPanel
    from ..widgets.data_view import DataView
    from ..widgets.spectra_plot import SpectraPlot

#: Axis title of what was measured; files rarely say more about their unit.
RAW_QUANTITY = "Intensity / arb. units"

#: Spectra are drawn so long after they were read, in ms: first the page opens that is next.
_LATE = 300


class DataPage(Page):
    """A drop zone while there are no data; then overlay, classes, spectra and files.

    Parameters
    ----------
    workspace, selection
        As for every page.
    settings : Settings
        For the recent files.
    """

    files_wanted = Signal()
    folder_wanted = Signal()
    sample_wanted = Signal(str)
    recent_wanted = Signal(str)
    again_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self, workspace: Workspace, selection: Selection, settings: Settings) -> None:
        super().__init__(workspace, selection, self.tr("Data"))
        self._settings = settings
        self._plot: SpectraPlot | None = None
        self._view: DataView | None = None
        self._drawing: ImportedSet | None = None
        self._drawn: ImportedSet | None = None
        self._drop = DropZone()
        for signal, own in (
            (self._drop.files_wanted, self.files_wanted),
            (self._drop.folder_wanted, self.folder_wanted),
            (self._drop.sample_wanted, self.sample_wanted),
            (self._drop.recent_wanted, self.recent_wanted),
            (self._drop.tour_wanted, self.tour_wanted),
        ):
            signal.connect(own)
        self._views = QStackedWidget()
        self._views.addWidget(self._drop)
        self._holder = QStackedWidget()
        self.build(self._views, self._holder)
        self.side.hide()
        self._late = QTimer(self, singleShot=True)
        self._late.timeout.connect(self._draw)
        self.primary.setText(self.tr("&Next → Correct"))
        self.primary.clicked.connect(self.go_on)
        self.primary.setToolTip(self.tr("Goes on to the baselines; nothing is changed yet."))
        workspace.imported_changed.connect(self._refresh)
        selection.changed.connect(self._show_selected)
        settings.recent_changed.connect(self._show_recent)
        self._show_recent()
        self._refresh()

    def mark(self) -> str:
        """Give ✓ with spectra, ! where some were left out or should be looked at."""
        imported = self.workspace.project.imported
        if imported is None:
            return "·"
        unusual = imported.left_out or imported.findings.rows or imported.spectra.x_unit != "1/cm"
        return "!" if unusual else "✓"

    def activate(self) -> None:
        """Draw what changed while the page was hidden."""
        if self.workspace.project.imported is not None:
            self._late.start(0)

    @Slot()
    def prepare(self) -> None:
        """Make what shows data before there are any, so that the first ones do not wait for it."""
        if self._view is None:
            self._make_view()

    def parts_ahead(self, size: QSize) -> Iterator[tuple[QWidget, QSize]]:
        """Give what shows data; the page itself is in view, and empty."""
        if self._view is not None:
            yield self._view, size - QSize(PANEL_WIDTH, 0)
            yield self.side, QSize(PANEL_WIDTH, size.height())

    def show_spectra(self) -> None:
        """Bring the table of spectra to the front."""
        if self._view is not None:
            self._view.tabs.setCurrentWidget(self._view.spectra)
            self._spectra.setFocus()

    # -- making -------------------------------------------------------------------------------

    def _make_view(self) -> DataView:
        """Make plot, tables and panel when there is something to show in them."""
        from ..widgets.data_view import DataView

        view = self._view = DataView()
        self._plot, self._classes, self._files = view.plot, view.classes, view.files
        self._spectra, self._tabs = view.spectra.table, view.tabs
        view.plot.clicked.connect(self.selection.show_original)
        view.classes.renamed.connect(self._rename)
        view.classes.chosen.connect(self.selection.show_class)
        self._spectra.spectra.relabelled.connect(self._relabel_cell)
        self._spectra.rows_changed.connect(self._rows_chosen)
        view.spectra.left_out_wanted.connect(self.workspace.leave_out)
        view.notice.laser_wanted.connect(self._set_laser)
        view.notice.pixels_wanted.connect(self._mix_pixels)
        view.map.class_wanted.connect(self._make_class)
        view.map.clicked.connect(self.selection.show_original)
        view.series.clicked.connect(self.selection.show_original)
        view.map.region_changed.connect(self._spectra.select_rows)
        view.files.shown.connect(self._show_reading)
        view.left_out.shown.connect(self._show_reading)
        self._views.addWidget(view)
        self._panel = self._make_panel()
        self._holder.addWidget(self._panel)
        return view

    def _make_panel(self) -> DataPanel:
        from ...io.import_options import ImportOptions
        from ..widgets.data_panel import DataPanel

        project = self.workspace.project
        self._options: ImportOptions = ImportOptions.from_dict(dict(project.import_options))
        panel = DataPanel(project.axis, self._options)
        panel.relabel_wanted.connect(self._relabel)
        panel.axis_edited.connect(self._axis_edited)
        panel.options_edited.connect(self._options_edited)
        panel.again_wanted.connect(self.again_wanted)
        panel.names_wanted.connect(self._name_by_pattern)
        return panel

    # -- showing ------------------------------------------------------------------------------

    @Slot()
    def _show_recent(self) -> None:
        self._drop.show_recent(self._settings.recent)

    @Slot()
    def _refresh(self) -> None:
        imported = self.workspace.project.imported
        self.side.setVisible(imported is not None)
        self.state_changed.emit()
        if imported is None:
            self._views.setCurrentIndex(0)
            return
        view = self._view or self._make_view()
        self._views.setCurrentIndex(1)
        self._holder.setCurrentWidget(self._panel)
        self._panel.show_set(imported)
        self._panel.axis_form.set_params(self.workspace.project.axis)
        self._options = type(self._options).from_dict(dict(self.workspace.project.import_options))
        self._panel.options_form.set_params(self._options)
        view.show_set(imported)
        if self.isVisible():
            self._late.start(_LATE)

    @Slot()
    def _draw(self) -> None:
        """Draw the spectra, a colour a class, one class after another."""
        imported = self.workspace.project.imported
        if imported is None or imported is self._drawing or self._view is None:
            return
        self._drawing = imported
        spectra, view, plot = imported.spectra, self._view, self._view.plot
        plot.set_axis(spectra.axis_title, RAW_QUANTITY)

        def finish() -> None:
            self._drawn = imported
            plot.show_everything()
            self._show_selected()
            view.paint_plot_ahead()

        n, n_drawn = len(spectra), self._view.drawing.draw(spectra, finish)
        title = self.tr("{0} spectra as read").format(count(n))
        if n_drawn < n:
            title = self.tr("{0} evenly chosen of {1} spectra as read").format(
                count(n_drawn), count(n)
            )
        plot.set_title(title + (self.tr(" – simulated") if imported.simulated else ""))

    @Slot()
    def _show_selected(self) -> None:
        imported, row = self.workspace.project.imported, self.selection.row
        if self._plot is None or imported is None:
            return
        if row is None or row >= len(imported.spectra):
            self._plot.highlight(None)
            return
        spectra = imported.spectra
        self._plot.highlight(spectra.raman_shift, spectra.intensities[row])
        self._spectra.show_row(row)

    # -- changing -----------------------------------------------------------------------------

    @Slot()
    def _rows_chosen(self) -> None:
        rows = self.selection.rows = self._spectra.rows
        self._panel.show_selected(rows.size)
        if rows.size == 1:
            self.selection.show_original(int(rows[0]))

    @Slot(str, str)
    def _relabel(self, label: str, group: str) -> None:
        self.workspace.set_labels(self._spectra.rows, label or None, group or None)

    @Slot(int, str, str)
    def _relabel_cell(self, row: int, column: str, text: str) -> None:
        """Change one spectrum, or all selected ones if it is one of several."""
        rows = self._spectra.rows
        chosen = rows if rows.size > 1 and row in rows else np.array([row])
        self.workspace.set_labels(chosen, **{column: text})

    @Slot(object, str)
    def _make_class(self, rows: NDArray[np.intp], label: str) -> None:
        self.workspace.set_labels(rows, label=label)

    @Slot(str, str)
    def _rename(self, old: str, new: str) -> None:
        imported = self.workspace.project.imported
        if imported is not None:
            rows = np.flatnonzero(imported.spectra.label == old)
            self.workspace.set_labels(rows, label=new)

    @Slot(str, object, str)
    def _axis_edited(self, name: str, value: object, _: str) -> None:
        try:
            axis: Axis = self.workspace.project.axis.with_value(name, value)
        except ParameterError as error:
            self._panel.axis_form.refuse(told_error(error))
            return
        self.workspace.set_axis(axis)
        self._panel.axis_form.set_params(axis)

    @Slot(str, object, str)
    def _options_edited(self, name: str, value: object, _: str) -> None:
        try:
            self._take_options(self._options.with_value(name, value))
        except ParameterError as error:
            self._panel.options_form.refuse(told_error(error))

    def _take_options(self, options: ImportOptions) -> None:
        """Use other options from the next reading on, and remember them for the folder."""
        self._options = options
        self.workspace.set_import_options(options.to_dict())
        self._settings.keep_reading(self.workspace.paths, options.to_dict())
        self._panel.options_form.set_params(options)

    @Slot(float)
    def _set_laser(self, laser_nm: float) -> None:
        self._options_edited("laser_nm", laser_nm, "")
        self.again_wanted.emit()

    @Slot()
    def _mix_pixels(self) -> None:
        self._options_edited("pixels", "same_detector", "")
        self.again_wanted.emit()

    @Slot()
    def _name_by_pattern(self) -> None:
        from ..widgets.name_dialog import NameDialog

        imported = self.workspace.project.imported
        if imported is None:
            return
        files = list(dict.fromkeys(imported.spectra.source_file.tolist()))
        dialog = NameDialog(files, self._options.pattern, self)
        dialog.pattern_chosen.connect(self._take_pattern)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _take_pattern(self, pattern: str) -> None:
        self._options_edited("pattern", pattern, "")
        self.workspace.relabel_by_pattern(pattern)

    @Slot(str)
    def _show_reading(self, path: str) -> None:
        from ..widgets.reading_dialog import ReadingDialog

        dialog = ReadingDialog(path, self._options, self.workspace.preview, self)
        dialog.options_chosen.connect(self._read_as)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def _read_as(self, options: ImportOptions) -> None:
        self._take_options(options)
        self.again_wanted.emit()
