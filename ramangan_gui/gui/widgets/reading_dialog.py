"""One file with what was read from it, and the choices by which it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import ParameterError
from ...core.spectra import AXIS_LABELS, AXIS_UNITS
from ..geometry import size_on_screen
from ..numbers import written
from ..sentences import told, told_error
from .parameter_form import ParameterForm
from .rows_table import RowsTable
from .spectra_plot import SpectraPlot

if TYPE_CHECKING:
    from ...io.import_options import ImportOptions
    from ...io.preview import Fact, FilePreview

#: What can be chosen here; text files have all of it, others the unit and the laser.
_TEXT = ("delimiter", "decimal", "orientation")
_ALL = (*_TEXT, "x_unit", "x_unit_always", "laser_nm")

_Preview = Callable[[str, Mapping[str, object], Callable[["FilePreview"], None]], None]


class ReadingDialog(QDialog):
    """Shows a file, how it was read, and its metadata; changes show at once.

    Parameters
    ----------
    path : str
        The file.
    options : ImportOptions
        How files are read now.
    preview : callable
        ``preview(path, options, then)`` reads the file beside the window.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    options_chosen : Signal(object)
        The options by which all files are to be read again.
    """

    options_chosen = Signal(object)

    def __init__(
        self, path: str, options: ImportOptions, preview: _Preview, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How {0} is read").format(Path(path).name))
        self.resize(size_on_screen(900, 560))
        self._path, self._begun, self._options, self._preview = path, options, options, preview
        self._busy = self._again = False
        self.words = QLabel(self.tr("Reading…"))
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName(self.tr("How it was read"))
        self.form = ParameterForm(options.__class__(), _ALL)
        self.form.show_all()
        self.form.set_params(options)
        self.form.edited.connect(self._edited)
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.lines.setAccessibleName(self.tr("First lines of the file"))
        self.facts = RowsTable((self.tr("What"), self.tr("Value")), 1, {0: 180})
        self.facts.setAccessibleName(self.tr("What the file says about the measurement"))
        self.plot = SpectraPlot(self.tr("First spectra"))
        tabs = QTabWidget()
        tabs.addTab(self.plot, self.tr("Spectra"))
        tabs.addTab(self.lines, self.tr("File"))
        tabs.addTab(self.facts, self.tr("Measurement"))
        middle = QHBoxLayout()
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addLayout(middle, 1)
        middle.addWidget(tabs, 1)
        side = QVBoxLayout()
        side.addWidget(self.form)
        side.addStretch(1)
        holder = QWidget()
        holder.setLayout(side)
        holder.setMaximumWidth(290)
        middle.addWidget(holder)
        column.addWidget(self._buttons())
        self._read()

    def done(self, result: int) -> None:
        """Close, also the plot, which listens to the theme."""
        self.plot.close()
        super().done(result)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.apply = QPushButton(self.tr("&Read all files so"))
        self.apply.setToolTip(
            self.tr("Reads all files again with these choices, which are remembered per folder.")
        )
        self.apply.setEnabled(False)
        box.addButton(self.apply, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self._accept)
        box.rejected.connect(self.reject)
        return box

    @Slot(str, object, str)
    def _edited(self, name: str, value: object, _: str) -> None:
        try:
            self._options = self._options.with_value(name, value)
        except ParameterError as error:
            self.form.refuse(told_error(error))
            return
        self.form.set_params(self._options)
        self.apply.setEnabled(self._options != self._begun)
        self._read()

    def _read(self) -> None:
        """Read the file once more, or as soon as the reading under way has ended."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._preview(self._path, self._options.to_dict(), self._show)

    def _show(self, found: FilePreview) -> None:
        self._busy = False
        if self.plot.getPlotItem() is None:
            return  # closed meanwhile
        if self._again:
            self._again = False
            self._read()
            return
        words = "\n".join(told(sentence) for sentence in found.sentences)
        self.words.setText(
            self.tr("✗ left out: {0}").format(told(found.error))
            if found.error
            else self.tr("✓ {0}: {1}").format(found.reader, words)
        )
        self.lines.setPlainText(
            "\n".join(found.lines) or self.tr("This is no text file; there are no lines to show.")
        )
        self.facts.words.set_rows([(what, _shown(fact)) for what, fact in found.facts.items()])
        for name in _TEXT:
            self.form.set_row_enabled(name, found.text_choices)
        self.plot.clear()
        if found.intensities.size:
            unit = AXIS_UNITS.get(found.x_unit, "")
            title = AXIS_LABELS.get(found.x_unit, self.tr("Axis of unknown unit"))
            self.plot.set_axis(f"{title} / {unit}" if unit else title, self.tr("Intensity"))
            self.plot.add_spectra(found.axis, found.intensities, 0)
            self.plot.show_everything()

    @Slot()
    def _accept(self) -> None:
        self.options_chosen.emit(self._options)
        self.accept()


def _shown(fact: Fact) -> str:
    """Write what a file says, numbers as the window writes them; of many the first five."""
    if isinstance(fact, list):
        return "; ".join([written(number) for number in fact[:5]] + ["…"] * (len(fact) > 5))
    return fact if isinstance(fact, str) else written(fact)
