"""The panel of the Data page: the set, what was done to it, labels, and how files are read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.params import Parameters
from ...workflow.project import ImportedSet
from ..plain_text import breakable, plain_label
from ..sentences import told
from .parameter_form import ParameterForm


class DataPanel(QWidget):
    """Settings of the Data page.

    Parameters
    ----------
    axis : Parameters
        How files are brought to one axis.
    options : Parameters
        Where classes and groups come from.

    Attributes
    ----------
    relabel_wanted : Signal(str, str)
        Class and group for the selected spectra; an empty one stays as it is.
    axis_edited, options_edited : Signal(str, object, str)
        As ``ParameterForm.edited``.
    again_wanted : Signal()
        Read the files again.
    names_wanted : Signal()
        Read classes and groups off the file names by a pattern.
    """

    relabel_wanted = Signal(str, str)
    axis_edited = Signal(str, object, str)
    options_edited = Signal(str, object, str)
    again_wanted = Signal()
    names_wanted = Signal()

    def __init__(self, axis: Parameters, options: Parameters) -> None:
        super().__init__()
        self._title = plain_label()
        self._title.setWordWrap(True)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._simulated = QLabel(self.tr("simulated"))
        self._simulated.setObjectName("simulated")
        self._simulated.setToolTip(
            self.tr("These spectra were calculated, not measured on any substance.")
        )
        self._messages = plain_label()
        self._messages.setWordWrap(True)
        self._messages.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._messages.setAccessibleName(self.tr("What was done when reading"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 0)
        column.addWidget(self._title)
        column.addWidget(self._simulated, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._messages)
        column.addWidget(self._labels())
        column.addWidget(self._reading(axis, options))
        column.addStretch(1)

    def show_set(self, imported: ImportedSet) -> None:
        """Say what was read, and what was done to bring it together."""
        self._title.setText(told(imported.title) or self.tr("Spectra"))
        self._simulated.setVisible(imported.simulated)
        lines = (f"• {breakable(told(message))}" for message in imported.messages)
        self._messages.setText("\n".join(lines))
        self._messages.setVisible(bool(imported.messages))
        axis = imported.spectra.raman_shift
        self.axis_form.suggest({"start": float(axis[0]), "stop": float(axis[-1])})
        self._fill(self._label, imported.spectra.classes)
        self._fill(self._group, imported.spectra.groups[:500])

    def show_selected(self, n: int) -> None:
        """Say how many spectra a change of class or group would concern."""
        self._change.setText(self.tr("Chan&ge {0} spectra").format(n))
        self._n_selected = n
        self._allow_change()
        self._selected.setText(
            self.tr("{0} selected in the table “Spectra”.").format(n)
            if n
            else self.tr("Select spectra in the table “Spectra” first.")
        )

    def _labels(self) -> QGroupBox:
        box = QGroupBox(self.tr("Class and group"))
        self._selected = plain_label()
        self._selected.setWordWrap(True)
        self._selected.setObjectName("hint")
        self._label, self._group = QComboBox(), QComboBox()
        self._change = QPushButton()
        self._change.clicked.connect(self._relabel)
        self._change.setToolTip(
            self.tr("Gives the selected spectra this class and group; Ctrl+Z takes it back.")
        )
        self._n_selected = 0
        form = QFormLayout()
        column = QVBoxLayout(box)
        column.addWidget(self._selected)
        column.addLayout(form)
        for title, combo, tip in (
            (self.tr("C&lass"), self._label, self.tr("Substance of the selected spectra.")),
            (
                self.tr("Gro&up"),
                self._group,
                self.tr(
                    "Specimen or series of measurements. Spectra of one group stay together when "
                    "some are held out for judging."
                ),
            ),
        ):
            combo.setEditable(True)
            combo.currentTextChanged.connect(self._allow_change)
            combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = combo.lineEdit()
            assert line is not None
            line.setPlaceholderText(self.tr("leave as it is"))
            combo.setMinimumContentsLength(8)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setToolTip(tip)
            combo.setAccessibleName(title.replace("&", ""))
            label = QLabel(title)
            label.setBuddy(combo)
            form.addRow(label, combo)
        column.addWidget(self._change)
        names = QPushButton(self.tr("B&y file names…"))
        names.setToolTip(
            self.tr("Reads classes and groups off the file names by a pattern, shown as you type.")
        )
        names.clicked.connect(self.names_wanted)
        column.addWidget(names)
        self.show_selected(0)
        return box

    def _reading(self, axis: Parameters, options: Parameters) -> QGroupBox:
        box = QGroupBox(self.tr("How files are read"))
        self.axis_form = ParameterForm(axis)
        self.axis_form.edited.connect(self.axis_edited)
        self.options_form = ParameterForm(options)
        self.options_form.edited.connect(self.options_edited)
        hint = QLabel(
            self.tr(
                "All spectra are brought to one ascending axis: without a range, to the part that "
                "they all cover. Changes here count from the next reading on."
            )
        )
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        again = QPushButton(self.tr("Read a&gain"))
        again.setToolTip(self.tr("Reads the same files again with these settings (F5)."))
        again.clicked.connect(self.again_wanted)
        column = QVBoxLayout(box)
        for widget in (self.options_form, self.axis_form, hint, again):
            column.addWidget(widget)
        return box

    def _fill(self, combo: QComboBox, names: Sequence[str]) -> None:
        combo.clear()
        combo.addItems([name for name in names if name])
        combo.setEditText("")

    @Slot()
    def _allow_change(self) -> None:
        wanted = self._label.currentText().strip() or self._group.currentText().strip()
        self._change.setEnabled(self._n_selected > 0 and bool(wanted))

    @Slot()
    def _relabel(self) -> None:
        label, group = self._label.currentText().strip(), self._group.currentText().strip()
        if label or group:
            self.relabel_wanted.emit(label, group)
