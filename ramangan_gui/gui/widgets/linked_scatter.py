"""A scatter plot of originals and generated spectra that speaks of rows instead of places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from .scatter_layers import GENERATED, ORIGINAL
from .scatter_plot import ScatterPlot

_NOTHING = np.empty(0, np.intp)


class LinkedScatter(ScatterPlot):
    """Scatter plot that is linked with other views by the rows of the tables.

    Attributes
    ----------
    original_picked, generated_picked : Signal(int)
        Row of the corrected set, or of the generated table, whose point was clicked.
    row_pointed : Signal(object, object)
        Row of the original, and of the generated spectrum, under the mouse; ``None`` for none.
    rows_brushed : Signal(object, object)
        Rows of the originals and of the generated spectra inside a drawn shape.
    """

    original_picked = Signal(int)
    generated_picked = Signal(int)
    row_pointed = Signal(object, object)
    rows_brushed = Signal(object, object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._rows: dict[str, NDArray[np.intp]] = {ORIGINAL: _NOTHING, GENERATED: _NOTHING}
        self.picked.connect(self._tell_picked)
        self.pointed.connect(self._tell_pointed)
        self.brushed.connect(self._tell_brushed)

    def set_rows(
        self, original: NDArray[np.intp] = _NOTHING, generated: NDArray[np.intp] = _NOTHING
    ) -> None:
        """Say which rows the points stand for, in their order."""
        self._rows = {ORIGINAL: original, GENERATED: generated}

    def select_rows(self, generated: int | None, original: int | None) -> None:
        """Ring a generated spectrum and an original, where they are shown."""
        self.select(self._place(GENERATED, generated), self._place(ORIGINAL, original))

    def brush_rows(self, original: NDArray[np.intp], generated: NDArray[np.intp]) -> None:
        """Ring chosen spectra; those of other folds are not here."""
        self.show_brush(
            np.flatnonzero(np.isin(self._rows[ORIGINAL], original)),
            np.flatnonzero(np.isin(self._rows[GENERATED], generated)),
        )

    def point_row(self, original: int | None, generated: int | None) -> None:
        """Ring the spectrum that the mouse is over elsewhere."""
        kind, row = (ORIGINAL, original) if generated is None else (GENERATED, generated)
        self.show_pointed(kind, self._place(kind, row))

    def _place(self, kind: str, row: int | None) -> int | None:
        places = np.flatnonzero(self._rows[kind] == row)
        return int(places[0]) if row is not None and places.size else None

    @Slot(str, int)
    def _tell_pointed(self, kind: str, place: int) -> None:
        row = int(self._rows[kind][place]) if 0 <= place < len(self._rows[kind]) else None
        self.row_pointed.emit(*((None, row) if kind == GENERATED else (row, None)))

    @Slot(object, object)
    def _tell_brushed(self, original: NDArray[np.intp], generated: NDArray[np.intp]) -> None:
        if len(self._rows[ORIGINAL]) or len(self._rows[GENERATED]):
            self.rows_brushed.emit(self._rows[ORIGINAL][original], self._rows[GENERATED][generated])

    @Slot(str, int)
    def _tell_picked(self, kind: str, place: int) -> None:
        if place < len(self._rows[kind]):
            told = self.generated_picked if kind == GENERATED else self.original_picked
            told.emit(int(self._rows[kind][place]))
