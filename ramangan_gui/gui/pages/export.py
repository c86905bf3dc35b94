"""The Export page: what goes into the file, and proof that it was written right."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import OutputError, ParameterError
from ...io.targets import REPORT_SUFFIXES, with_suffix_of
from ...workflow.export_files import ExportFiles
from ...workflow.tasks import ExportOptions
from ..export_advice import default_path, export_warnings, python_snippet
from ..numbers import written
from ..selection import Selection
from ..sentences import told_error
from ..widgets.export_table import ExportTable
from ..widgets.parameter_form import ParameterForm
from ..workspace import Workspace
from .page import Page


class ExportPage(Page):
    """Writes the HDF5 file and says what was checked."""

    def __init__(self, workspace: Workspace, selection: Selection) -> None:
        super().__init__(workspace, selection, "")
        self.title = self.tr("Export")
        self.options = ExportOptions()
        self._exporting = False
        self._beside: tuple[Path, ...] = ()
        self.table = ExportTable()
        self.warnings = QLabel()
        self.written = QLabel()
        self.snippet = QPlainTextEdit()
        self.report = QPushButton(self.tr("Save &report…"))
        self.report.setToolTip(
            self.tr(
                "Data, recipe, training curves, spectra, PCA, verdict and review as one HTML file "
                "or as PDF, for whoever has to judge the data."
            )
        )
        self.copy = QPushButton(self.tr("&Copy Python snippet"))
        self.open_folder = QPushButton(self.tr("Open fol&der"))
        self.copy.setToolTip(self.tr("Puts lines on the clipboard that read the file in Python."))
        self.open_folder.setToolTip(self.tr("Shows the folder of the file in the file manager."))
        self.form = ParameterForm(self.options)
        self._connect()
        self.build(self._view(), self._panel())
        self.refresh()

    def mark(self) -> str:
        """Give the sign in the list on the left."""
        return "✓" if self.workspace.project.exported_to else "·"

    def activate(self) -> None:
        """Bring the summary up to date."""
        self.refresh()

    def save_to(self, path: str | Path) -> None:
        """Write to `path` without asking."""
        self._exporting = True
        self._beside = ExportFiles.of(self.workspace.project, path, self.options).beside
        self.workspace.export(path, self.options)
        self._exporting = self.workspace.job is not None
        self.refresh()

    @Slot()
    def save(self) -> None:
        """Ask where to, and write."""
        path, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save augmented set"),
            str(default_path(self.workspace.project)),
            self.tr("HDF5 (*.h5 *.hdf5 *.nxs)"),
        )
        if not path:
            return
        project = self.workspace.project
        files = ExportFiles.of(project, path, self.options)
        try:
            files.refuse_sources(project)
        except OutputError as error:
            self.workspace.failed.emit(self.tr("Save augmented set"), error, "")
            return
        if self._may_replace(path, (files.main, *files.beside)):
            self.save_to(files.main)

    @Slot()
    def save_report(self) -> None:
        """Ask where to, and write the report alone."""
        path, chosen = QFileDialog.getSaveFileName(
            self,
            self.tr("Save report"),
            str(default_path(self.workspace.project).with_suffix(".html")),
            self.tr("HTML (*.html);;PDF (*.pdf)"),
        )
        if not path:
            return
        suffixes = REPORT_SUFFIXES[::-1] if "*.pdf" in chosen else REPORT_SUFFIXES
        target = with_suffix_of(path, suffixes)
        if self._may_replace(path, (target,)):
            self.workspace.write_report(target)

    def _may_replace(self, typed: str, targets: tuple[Path, ...]) -> bool:
        """Ask about the files that are there; the dialog asked about the name as typed."""
        there = [str(path) for path in targets if path.exists() and path != Path(typed)]
        if not there:
            return True
        if len(there) == 1:
            title = self.tr("Replace the file?")
            text = self.tr("{0} exists already. Replace it?").format(there[0])
        else:
            title = self.tr("Replace the files?")
            text = self.tr("These files exist already. Replace them?")
            text = "\n".join([text, *there])
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return QMessageBox.question(self, title, text, yes | no, no) == yes

    # -- building ---------------------------------------------------------------------------

    def _view(self) -> QWidget:
        heading = QLabel(self.tr("What goes into the file"))
        heading.setObjectName("heading")
        self.simulated = QLabel(self.tr("simulated"))
        self.simulated.setObjectName("simulated")
        top = QHBoxLayout()
        for label in (self.warnings, self.written):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.snippet.setReadOnly(True)
        self.snippet.setAccessibleName(self.tr("Python lines that read the file"))
        self.snippet.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.snippet.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.snippet.setFixedHeight(7 * self.snippet.fontMetrics().lineSpacing() + 12)
        self.after = QGroupBox(self.tr("Written"))
        column = QVBoxLayout(self.after)
        buttons = QHBoxLayout()
        column.addWidget(self.written)
        column.addWidget(self.snippet)
        column.addLayout(buttons)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.open_folder)
        buttons.addStretch(1)
        view = QWidget()
        everything = QVBoxLayout(view)
        everything.setContentsMargins(10, 8, 6, 8)
        everything.addLayout(top)
        top.addWidget(heading)
        top.addWidget(self.simulated)
        top.addStretch(1)
        everything.addWidget(self.table, 3)
        everything.addWidget(self.warnings)
        everything.addWidget(self.after)
        everything.addStretch(1)
        return view

    def _panel(self) -> QWidget:
        note = QLabel(
            self.tr(
                "The HDF5 file holds the originals, raw and corrected, and the accepted "
                "generated spectra as the data to train on; the rejected ones apart, with "
                "their reasons; the scorecard, the loss curves, every parameter, versions and "
                "the checksum of each input file. Undecided spectra are kept, but not among the "
                "data to train on.<br><br>"
                "Each spectrum carries the fold it belongs to: test on the originals of a fold "
                "only what was trained on other originals and on generated spectra of that same "
                "fold."
            )
        )
        note.setWordWrap(True)
        note.setObjectName("muted")
        box = QGroupBox(self.tr("Options"))
        options = QVBoxLayout(box)
        options.addWidget(self.form)
        options.addWidget(self.report)
        about = QGroupBox(self.tr("What the file holds"))
        QVBoxLayout(about).addWidget(note)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(4, 4, 8, 4)
        column.addWidget(box)
        column.addWidget(about)
        column.addStretch(1)
        return panel

    def _connect(self) -> None:
        workspace = self.workspace
        for signal in (
            workspace.imported_changed,
            workspace.recipe_changed,
            workspace.corrected_changed,
            workspace.augmentation_changed,
            workspace.review_changed,
            workspace.job_started,
            workspace.job_ended,
        ):
            signal.connect(self.refresh)
        workspace.exported.connect(self._exported)
        workspace.report_written.connect(self._report_written)
        self.report.clicked.connect(self.save_report)
        workspace.job_ended.connect(self._job_ended)
        self.form.edited.connect(self._edit)
        self.primary.clicked.connect(self.save)
        self.primary.setToolTip(
            self.tr("Asks for a name, writes the file, and compares it with what is here.")
        )
        self.copy.clicked.connect(self._copy)
        self.open_folder.clicked.connect(self._open_folder)

    # -- showing ----------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Show what would be written now."""
        project = self.workspace.project
        ready = project.corrected is not None
        busy = self.workspace.job is not None
        simulated = project.imported is not None and project.imported.simulated
        self.simulated.setVisible(simulated)
        self.primary.setText(self.tr("Writing…") if self._exporting else self.tr("S&ave…"))
        self.primary.setEnabled(ready and not busy)
        self.report.setEnabled(ready and not busy)
        if not ready:
            self.hint.setText(self.tr("Nothing to save yet: correct the spectra first."))
        elif busy and not self._exporting:
            self.hint.setText(self.tr("Something else is running; wait for it or cancel it."))
        else:
            self.hint.setText(
                self.tr("After writing, the file is opened again and compared with what is here.")
            )
        self.after.setVisible(bool(project.exported_to))
        if self.isVisible():
            self.table.show_simulated(simulated)
            self.table.show_project(project)
            sentences = export_warnings(self.workspace.project)
            self.warnings.setText("<br>".join(f"⚠ {html.escape(s)}" for s in sentences))
            self.warnings.setVisible(bool(sentences))
        self.state_changed.emit()

    @Slot(str)
    def _exported(self, path: str) -> None:
        size = _size(Path(path).stat().st_size) if Path(path).is_file() else ""
        lines = [self.tr("✓ Written, read back and checked: {0} ({1})").format(path, size)]
        lines += [self.tr("✓ Written: {0}").format(other) for other in self._beside]
        self.written.setText("<br>".join(html.escape(line) for line in lines))
        self.snippet.setPlainText(python_snippet(path))
        self.refresh()

    @Slot(str)
    def _report_written(self, path: str) -> None:
        self.workspace.told.emit(self.tr("Report written: {0}").format(path))

    @Slot(str)
    def _job_ended(self, _outcome: str) -> None:
        self._exporting = False
        self.refresh()

    @Slot(str, object, str)
    def _edit(self, name: str, value: object, _merge: str) -> None:
        try:
            self.options = self.options.with_value(name, value)
        except ParameterError as error:
            self.form.refuse(told_error(error))
        else:
            self.form.set_params(self.options)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.snippet.toPlainText())
        self.workspace.told.emit(self.tr("The Python snippet is on the clipboard."))

    @Slot()
    def _open_folder(self) -> None:
        folder = Path(self.workspace.project.exported_to).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _size(n_bytes: int) -> str:
    """Give a size of a file for people."""
    if n_bytes < 1_000_000:
        return f"{written(n_bytes / 1000, '.0f')} kB"
    return f"{written(n_bytes / 1_000_000, '.1f')} MB"
