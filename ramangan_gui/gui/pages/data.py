"""Page 1: what was read, and which spectrum is what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget

from ...core.errors import ParameterError
from ...preprocessing.axis import Axis
from ...workflow.project import ImportedSet
from ..selection import Selection
from ..settings import Settings
from ..widgets.data_panel import DataPanel
from ..widgets.drop_zone import DropZone
from ..widgets.set_tables import ClassTable, FileTable
from ..widgets.spectra_table import SpectraTable
from ..workspace import Workspace
from .page import Page

if TYPE_CHECKING:
    from ...io.importing import ImportOptions
    from ..widgets.spectra_plot import SpectraPlot

#: Axis title of what was measured; files rarely say more about their unit.
RAW_QUANTITY = "Intensity / arb. units"


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

    def __init__(self, workspace: Workspace, selection: Selection, settings: Settings) -> None:
        super().__init__(workspace, selection, self.tr("Data"))
        self._settings = settings
        self._plot: SpectraPlot | None = None
        self._drawn: ImportedSet | None = None
        self._drop = DropZone()
        for signal, own in (
            (self._drop.files_wanted, self.files_wanted),
            (self._drop.folder_wanted, self.folder_wanted),
            (self._drop.sample_wanted, self.sample_wanted),
            (self._drop.recent_wanted, self.recent_wanted),
        ):
            signal.connect(own)
        self._views = QStackedWidget()
        self._views.addWidget(self._drop)
        self._holder = QStackedWidget()
        self.build(self._views, self._holder)
        self.side.hide()
        self.primary.setText(self.tr("&Next → Correct"))
        self.primary.clicked.connect(self.go_on)
        workspace.imported_changed.connect(self._refresh)
        selection.changed.connect(self._show_selected)
        settings.recent_changed.connect(self._show_recent)
        self._show_recent()
        self._refresh()

    def mark(self) -> str:
        """Give ✓ with spectra, ! where some files were left out."""
        imported = self.workspace.project.imported
        if imported is None:
            return "·"
        return "!" if any(file.status == "refused" for file in imported.files) else "✓"

    def activate(self) -> None:
        """Draw what changed while the page was hidden."""
        if self.workspace.project.imported is not None:
            QTimer.singleShot(0, self._draw)

    def show_spectra(self) -> None:
        """Bring the table of spectra to the front."""
        if self._views.count() > 1:
            self._tabs.setCurrentWidget(self._spectra)
            self._spectra.setFocus()

    # -- making -------------------------------------------------------------------------------

    def _make_view(self) -> None:
        """Make plot, tables and panel when there is something to show in them."""
        from ...io.importing import ImportOptions
        from ..widgets.spectra_plot import SpectraPlot

        self._plot = SpectraPlot(self.tr("Spectra as read"))
        self._plot.clicked.connect(self.selection.show_original)
        self._classes, self._spectra, self._files = ClassTable(), SpectraTable(), FileTable()
        self._classes.renamed.connect(self._rename)
        self._classes.chosen.connect(self.selection.show_class)
        self._spectra.spectra.relabelled.connect(self._relabel_one)
        self._spectra.rows_changed.connect(self._rows_chosen)
        self._tabs = QTabWidget()
        self._tabs.addTab(self._classes, self.tr("Classes"))
        self._tabs.addTab(self._spectra, self.tr("Spectra"))
        self._tabs.addTab(self._files, self.tr("Files"))
        view = QSplitter(Qt.Orientation.Vertical)
        view.addWidget(self._plot)
        view.addWidget(self._tabs)
        view.setSizes([380, 250])
        view.setChildrenCollapsible(False)
        self._views.addWidget(view)
        project = self.workspace.project
        self._options: ImportOptions = ImportOptions.from_dict(dict(project.import_options))
        self._panel = DataPanel(project.axis, self._options)
        self._panel.relabel_wanted.connect(self._relabel)
        self._panel.axis_edited.connect(self._axis_edited)
        self._panel.options_edited.connect(self._options_edited)
        self._panel.again_wanted.connect(self.again_wanted)
        self._holder.addWidget(self._panel)

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
        if self._views.count() == 1:
            self._make_view()
        self._views.setCurrentIndex(1)
        self._holder.setCurrentWidget(self._panel)
        self._panel.show_set(imported)
        self._panel.axis_form.set_params(self.workspace.project.axis)
        self._classes.show_spectra(imported.spectra)
        self._spectra.spectra.set_spectra(imported.spectra)
        self._files.show_files(imported.files)
        refused = self._files.n_refused
        title = self.tr("Files (! {0} left out)").format(refused) if refused else self.tr("Files")
        self._tabs.setTabText(self._tabs.indexOf(self._files), title)
        if self.isVisible():
            self._draw()

    @Slot()
    def _draw(self) -> None:
        """Draw all spectra, a colour a class."""
        imported = self.workspace.project.imported
        if imported is None or imported is self._drawn or self._plot is None:
            return
        self._drawn = imported
        spectra = imported.spectra
        plot = self._plot
        plot.clear()
        title = self.tr("{0} spectra as read").format(len(spectra))
        plot.set_title(title + (self.tr(" – simulated") if imported.simulated else ""))
        plot.set_axis(spectra.axis_title, self.tr(RAW_QUANTITY))
        for number, label in enumerate(spectra.classes):
            rows = np.flatnonzero(spectra.label == label)
            plot.add_spectra(
                spectra.raman_shift,
                spectra.intensities[rows],
                number,
                label,
                # Colours repeat; the second round is dashed where that is not too slow to paint.
                dashed=number % 16 >= 8 and rows.size <= 50,
                ids=rows,
                row_names=spectra.name[rows].tolist(),
            )
        plot.show_everything()
        self._show_selected()

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
        rows = self._spectra.rows
        self._panel.show_selected(rows.size)
        if rows.size == 1:
            self.selection.show_original(int(rows[0]))

    @Slot(str, str)
    def _relabel(self, label: str, group: str) -> None:
        self.workspace.set_labels(self._spectra.rows, label or None, group or None)

    @Slot(int, str, str)
    def _relabel_one(self, row: int, column: str, text: str) -> None:
        self.workspace.set_labels(np.array([row]), **{column: text})

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
            self._panel.axis_form.refuse(str(error))
            return
        self.workspace.set_axis(axis)
        self._panel.axis_form.set_params(axis)

    @Slot(str, object, str)
    def _options_edited(self, name: str, value: object, _: str) -> None:
        try:
            self._options = self._options.with_value(name, value)
        except ParameterError as error:
            self._panel.options_form.refuse(str(error))
            return
        self.workspace.set_import_options(self._options.to_dict())
        self._panel.options_form.set_params(self._options)
