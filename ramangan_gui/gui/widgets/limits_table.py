"""The limits of the plausibility filter: what is usual, where the limit is, what it objects to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...quality.limits import COPIED, QUANTITIES, Measured
from ..numbers import written
from ..words import said
from .column_room import ColumnRoom
from .number_spin import NumberSpin

_NAME, _USUAL, _LIMIT, _COUNT = range(4)


class LimitSpin(NumberSpin):
    """A field that the wheel changes only once it was clicked, not while the table scrolls."""

    def __init__(self, low: float, high: float, unit: str) -> None:
        super().__init__(low, high, unit)
        self.setDecimals(2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the table unless the field is in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class LimitsTable(QWidget):
    """One row a quantity; the limit can be moved, and the count follows at once.

    Attributes
    ----------
    moved : Signal(str, object)
        A quantity of ``quality.limits.QUANTITIES``, and its new limit in its unit; ``None`` for
        the limit that follows from the training originals.
    """

    moved = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._moved: tuple[str, ...] = ()
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.reset = QPushButton(self.tr("Limits of the training originals"))
        self.reset.setToolTip(self.tr("Takes back every limit of this class that was moved."))
        self.table = QTableWidget(len(QUANTITIES) + 1, 4)
        self.table.setAccessibleName(self.tr("Limits of the plausibility filter"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Implausible because"),
                self.tr("Usual"),
                self.tr("Limit"),
                self.tr("Objects to"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        ColumnRoom(self.table, _NAME)
        self.spins: dict[str, LimitSpin] = {}
        self._fill_frame()
        top = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 0)
        column.setSpacing(3)
        column.addLayout(top)
        top.addWidget(self.summary, 1)
        top.addWidget(self.reset)
        column.addWidget(self.table, 1)
        self.reset.clicked.connect(self._take_back)

    def show_limits(
        self,
        measured: Measured | None,
        moved: Mapping[str, float],
        others: Sequence[Measured] = (),
    ) -> None:
        """Show the limits of one model's class.

        Parameters
        ----------
        measured : Measured, optional
            What was measured of the spectra in view; ``None`` shows nothing.
        moved : mapping of str to float
            Limits of the class that were moved by hand.
        others : sequence of Measured
            The same of all models of the class, for the counts over all folds.
        """
        self._filling, self._moved = True, tuple(moved)
        known = measured is not None and bool(measured.thresholds)
        self.table.setEnabled(known)
        self.reset.setEnabled(known and bool(moved))
        everyone = list(others) or ([measured] if measured is not None else [])
        beyond = [m.beyond(moved) for m in everyone]
        for row, name in enumerate(QUANTITIES):
            counts = sum(int(b[name].sum()) for b in beyond if name in b)
            self._fill_row(row, name, measured, moved, counts)
        copies = sum(int(m.copied.sum()) for m in everyone)
        self._set(len(QUANTITIES), _COUNT, f"{copies}" if everyone else "")
        self.summary.setText(self._summary(measured, moved, everyone))
        self._filling = False

    def _fill_frame(self) -> None:
        for row, (name, quantity) in enumerate(QUANTITIES.items()):
            item = self._set(row, _NAME, said(quantity.title))
            item.setToolTip(said(quantity.description))
            spin = LimitSpin(*quantity.bounds, said(quantity.unit))
            spin.setAccessibleName(self.tr("Limit: {0}").format(said(quantity.title)))
            spin.setToolTip(said(quantity.description))
            spin.valueChanged.connect(lambda value, name=name: self._edited(name, value))
            self.spins[name] = spin
            self.table.setCellWidget(row, _LIMIT, spin)
        item = self._set(len(QUANTITIES), _NAME, self.tr("Repeats a training spectrum"))
        item.setToolTip(said(COPIED))
        self._set(len(QUANTITIES), _LIMIT, self.tr("always implausible"))

    def _fill_row(
        self,
        row: int,
        name: str,
        measured: Measured | None,
        moved: Mapping[str, float],
        counts: int,
    ) -> None:
        spin = self.spins[name]
        there = measured is not None and name in measured.quantities
        spin.setEnabled(there)
        usual = self._set(row, _USUAL, "")
        missing = self.tr("no such peak") if measured is not None and measured.thresholds else ""
        self._set(row, _COUNT, f"{counts}" if there else missing)
        if measured is None or not there:
            return
        default, unit = measured.default(name), said(measured.unit(name))
        spin.setSuffix(f" {unit}")
        usual.setText(written(measured.usual(name), ".2f"))
        spin.setValue(moved.get(name, default))
        font = spin.font()
        font.setBold(name in moved)
        spin.setFont(font)
        text = self.tr("{0} The training originals give {1} {2}.")
        words = said(QUANTITIES[name].description)
        spin.setToolTip(text.format(words, written(default, ".2f"), unit))

    def _summary(
        self, measured: Measured | None, moved: Mapping[str, float], everyone: list[Measured]
    ) -> str:
        if measured is None:
            return self.tr("Nothing was generated, so there is nothing to limit.")
        if not measured.thresholds:
            return self.tr(
                "There are too few training originals for limits; only copies are found."
            )
        implausible = sum(int((m.judge(moved)[1] != "").sum()) for m in everyone)
        total = sum(len(m.copied) for m in everyone)
        text = self.tr(
            "{0} of {1} spectra of this class are implausible (all folds). Limits come from "
            "training originals; those moved by hand are bold and recorded in the file."
        )
        return text.format(implausible, total)

    def _set(self, row: int, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table.setItem(row, column, item)
        return item

    def _edited(self, name: str, value: float) -> None:
        if not self._filling and np.isfinite(value):
            self.moved.emit(name, float(value))

    def _take_back(self) -> None:
        for name in self._moved:
            self.moved.emit(name, None)
