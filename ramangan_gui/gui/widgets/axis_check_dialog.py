"""Checks the axis with silicon or polystyrene, and moves it where a shift is all that is wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import SpectraError
from ...core.spectra import Spectra
from ...preprocessing.axis_check import REFERENCES, check_axis
from ..geometry import size_on_screen
from ..numbers import written
from ..sentences import told, told_error
from ..words import said
from .rows_table import RowsTable

#: Spectra of which the mean is taken at most; more do not make it better.
_MOST = 200


class AxisCheckDialog(QDialog):
    """Bands of a reference: where they should be and where they are.

    Parameters
    ----------
    spectra : Spectra
        The set.
    selected : ndarray of intp
        Spectra that are selected in the table.
    parent : QWidget, optional
        Owner.

    Attributes
    ----------
    shift_wanted : Signal(float)
        What is to be added to the axis of all spectra.
    """

    shift_wanted = Signal(float)

    def __init__(
        self, spectra: Spectra, selected: NDArray[np.intp], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Axis check"))
        self.resize(size_on_screen(560, 430))
        self._spectra, self._selected = spectra, selected
        self._shift: float | None = None
        self.which, self.reference = QComboBox(), QComboBox()
        self.which.setAccessibleName(self.tr("Spectra of the reference"))
        self.reference.setAccessibleName(self.tr("Reference"))
        self.which.setToolTip(
            self.tr("Spectra measured on the reference material; their mean is looked at.")
        )
        self.reference.setToolTip(
            self.tr("Material whose bands are known; they are sought near their places.")
        )
        if selected.size:
            self.which.addItem(self.tr("{0} selected spectra").format(selected.size), "")
        for label in spectra.classes:
            self.which.addItem(self.tr("class {0}").format(label), f"={label}")
        for key, reference in REFERENCES.items():
            self.reference.addItem(said(reference.title), key)
        form = QFormLayout()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.source = QLabel()
        self.source.setWordWrap(True)
        self.source.setObjectName("hint")
        titles = (self.tr("Should be / cm⁻¹"), self.tr("Found / cm⁻¹"), self.tr("Off by / cm⁻¹"))
        self.table = RowsTable(titles, 2, {0: 150, 1: 150})
        self.table.setAccessibleName(self.tr("Bands of the reference"))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.move_axis = QPushButton()
        self.move_axis.setToolTip(
            self.tr("Moves the axis, not the intensities; undo takes it back.")
        )
        self.move_axis.clicked.connect(self._move)
        box.addButton(self.move_axis, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        form.addRow(self.tr("&Spectra of the reference"), self.which)
        form.addRow(self.tr("&Reference"), self.reference)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(self.source)
        column.addWidget(box)
        self.which.currentIndexChanged.connect(self._check)
        self.reference.currentIndexChanged.connect(self._check)
        self._check()

    @Slot()
    def _check(self) -> None:
        reference = REFERENCES[self.reference.currentData()]
        self.source.setText(self.tr("Values: {0}").format(said(reference.source)))
        self._shift = None
        try:
            check = check_axis(self._spectra.select(self._rows()), reference)
        except SpectraError as error:
            self.words.setText(told_error(error))
            self.table.words.set_rows([])
        else:
            self.words.setText(told(check.sentence))
            self._shift = check.shift
            self.table.words.set_rows([_row(band.expected, band.found) for band in check.bands])
        self.move_axis.setEnabled(self._shift is not None)
        self.move_axis.setText(
            self.tr("&Move the axis of all spectra by {0} cm⁻¹").format(
                written(-self._shift, "+.2f")
            )
            if self._shift is not None
            else self.tr("&Move the axis of all spectra")
        )

    def _rows(self) -> NDArray[np.intp]:
        wanted = self.which.currentData()
        if wanted == "":
            return self._selected[:_MOST]
        return np.flatnonzero(self._spectra.label == wanted[1:])[:_MOST]

    @Slot()
    def _move(self) -> None:
        if self._shift is not None:
            self.shift_wanted.emit(-self._shift)
            self.accept()


def _row(expected: float, found: float | None) -> tuple[str, str, str]:
    if found is None:
        return written(expected, ".1f"), "–", ""
    return written(expected, ".1f"), written(found, ".2f"), written(found - expected, "+.2f")
