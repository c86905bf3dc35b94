"""Generated spectra laid over the originals that their model never saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...core.augmented_set import Generated, Review
from ...core.spectra import Spectra
from ..turns import in_a_turn
from .brush import Brush, curves_through
from .spectra_curves import SpectraCurves
from .spectra_plot import SpectraPlot

if TYPE_CHECKING:
    from ...workflow.review import ReviewView

#: Rejected spectra leave the plot this long after the last decision, in ms.
_REDRAW_AFTER = 200

#: Spectra of a kind that are drawn one by one; the mean is that of all.
_MOST_SINGLE = 100

#: Spectra averaged at a time.
_BLOCK = 512


class OverlayView(QWidget):
    """Mean ± SD of both kinds, single spectra, and the selected one with its nearest original.

    Attributes
    ----------
    original_picked, generated_picked : Signal(int)
        Row of the corrected set, or of the generated table, whose curve was clicked.
    pointed : Signal(object, object)
        Row of the original, and of the generated spectrum, under the mouse; ``None`` for none.
    brushed : Signal(object, object)
        Rows of the originals and of the generated spectra that pass through a drawn shape.
    """

    original_picked = Signal(int)
    generated_picked = Signal(int)
    pointed = Signal(object, object)
    brushed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._corrected: Spectra | None = None
        self._generated: Generated | None = None
        self._view: ReviewView | None = None
        self._selected: tuple[int | None, int | None] = (None, None)
        self._marked: tuple[int | None, int | None] | None = None
        self._waits = False
        self._singles: list[SpectraCurves] = []
        self._drawn: NDArray[np.intp] = np.empty(0, np.intp)
        self._brushed = (np.empty(0, np.intp), np.empty(0, np.intp))
        self._later = QTimer(self, singleShot=True, interval=_REDRAW_AFTER)
        self._later.timeout.connect(self._redraw)
        self.plot = SpectraPlot()
        self.plot.setAccessibleName(self.tr("Generated over original spectra"))
        self.plot.setMinimumHeight(140)
        self.single = QCheckBox(self.tr("S&pectra"))
        self.single.setToolTip(self.tr("Shows every spectrum besides mean and SD."))
        self.single.setChecked(True)
        self.caption = QLabel()
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.caption.setWordWrap(True)
        row = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        row.addWidget(self.caption, 1)
        row.addWidget(self.single)
        column.addWidget(self.plot, 1)
        self.single.toggled.connect(self._redraw)
        self.plot.clicked.connect(self._clicked)
        self.plot.pointed.connect(self._pointed)
        self.brush = Brush(self.plot)
        self.brush.drawn.connect(self._shape_drawn)
        self.brush.clicked.connect(self.plot.click_at)

    def show_view(
        self, view: ReviewView | None, corrected: Spectra | None, generated: Generated | None
    ) -> None:
        """Show the spectra of another model, or other decisions about them."""
        other = view is not self._view
        if other or generated is not self._generated:
            self._marked = None
        self._view, self._corrected, self._generated = view, corrected, generated
        if other:
            # In a turn of its own: the page around it takes long enough to be filled.
            self._waits = True
            self.plot.clear()
            self._singles = []
            in_a_turn(self, self._draw_all)
        elif not np.array_equal(self._kept(), self._drawn):
            # Whoever decides key after key does not wait for the plot; the zoom stays.
            self._later.start()

    def select(self, generated_row: int | None, original_row: int | None = None) -> None:
        """Bring one generated spectrum and its nearest original to the front.

        Parameters
        ----------
        generated_row : int, optional
            Row of the generated table.
        original_row : int, optional
            Row of an original that the user chose; shown instead of the nearest.
        """
        self._selected = (generated_row, original_row)
        if self._waits or self._marked == self._selected:
            return
        self._marked = self._selected
        chosen, near = self.tr("selected"), self.tr("nearest original")
        picked = self.tr("selected original")
        trained = self.tr("nearest original (training)")
        for name in (chosen, near, trained, picked):
            self.plot.highlight(None, name=name)
        corrected, generated, view = self._corrected, self._generated, self._view
        if corrected is None or generated is None or view is None:
            return
        x = corrected.raman_shift
        if original_row is not None and corrected.label[original_row] == view.label:
            self.plot.highlight(x, corrected.intensities[original_row], "highlight", picked, True)
        places = np.flatnonzero(view.generated_rows == generated_row)
        if generated_row is not None and places.size:
            if original_row is None:
                nearest = int(view.nearest_original[places[0]])
                name = near if nearest in view.original_rows else trained
                self.plot.highlight(x, corrected.intensities[nearest], "highlight", name, True)
            self.plot.highlight(x, generated.intensities[generated_row], "highlight", chosen)

    def show_brush(self, original: NDArray[np.intp], generated: NDArray[np.intp]) -> None:
        """Draw chosen spectra above all others, by their rows."""
        self._brushed = (original, generated)
        if self._waits:
            return
        names = (self.tr("chosen originals"), self.tr("chosen generated"))
        for name in names:
            self.plot.highlight(None, name=name)
        corrected, table, view = self._corrected, self._generated, self._view
        if corrected is None or table is None or view is None:
            return
        for family in self._singles:
            family.set_visible(not (len(original) or len(generated)))
        x = corrected.raman_shift
        kinds = ((corrected.intensities, original), (table.intensities, generated))
        for name, colour, (values, rows) in zip(names, ("original", "generated"), kinds,
                                                strict=True):  # fmt: skip
            if len(rows):
                self.plot.highlight(x, values[_some(rows)], colour, name)

    def show_pointed(self, original: int | None, generated: int | None) -> None:
        """Draw the spectrum that the mouse is over elsewhere."""
        corrected, table = self._corrected, self._generated
        name = self.tr("under the mouse")
        self.plot.highlight(None, name=name)
        if corrected is None or table is None:
            return
        x = corrected.raman_shift
        if generated is not None:
            self.plot.highlight(x, table.intensities[generated], "highlight", name, True)
        elif original is not None:
            self.plot.highlight(x, corrected.intensities[original], "highlight", name, True)

    def _kept(self) -> NDArray[np.intp]:
        """Give the rows of the generated table that are in view and not rejected."""
        if self._view is None or self._generated is None:
            return np.empty(0, np.intp)
        rows = self._view.generated_rows
        return rows[self._generated.review[rows] != Review.REJECTED]

    @Slot()
    def _draw_all(self) -> None:
        """Draw another view, and zoom to all of it."""
        if self._waits:
            self._redraw()
        self._show_everything()

    @Slot()
    def _redraw(self) -> None:
        self._later.stop()
        self._waits = False
        self.plot.clear()
        self._singles, self._marked = [], None
        corrected, generated, view = self._corrected, self._generated, self._view
        if corrected is None or generated is None or view is None:
            self.caption.clear()
            return
        x = corrected.raman_shift
        self.plot.set_axis(corrected.axis_title, self.tr("Intensity (corrected)"))
        kept = self._drawn = self._kept()
        parts = (
            (corrected.intensities, view.original_rows, 0, "original", self._original_name()),
            (generated.intensities, kept, len(corrected), "generated", self.tr("generated")),
        )
        for values, rows, offset, colour, name in parts:
            if self.single.isChecked() and len(rows):
                few = _some(rows)
                family = self.plot.add_spectra(
                    x, values[few], colour, "", ids=few + offset, drawn_as="joined"
                )
                self._singles.append(family)
            if len(rows):
                mean, sd = _mean_and_sd(values, rows)
                self.plot.add_band(x, mean, sd, colour, name)
        self.caption.setText(self._caption(len(kept)))
        self.caption.setToolTip(self.caption.text())
        self.select(*self._selected)
        self.show_brush(*self._brushed)

    def _show_everything(self) -> None:
        """Zoom to all spectra of the view."""
        if self._corrected is None or self._generated is None or self._view is None:
            return
        x = self._corrected.raman_shift
        rows = [
            self._corrected.intensities[_some(self._view.original_rows)],
            self._generated.intensities[_some(self._view.generated_rows)],
        ]
        low = min(float(part.min()) for part in rows if len(part))
        high = max(float(part.max()) for part in rows if len(part))
        self.plot.getPlotItem().vb.setRange(xRange=(x[0], x[-1]), yRange=(low, high), padding=0.02)

    def _original_name(self) -> str:
        assert self._view is not None
        return self.tr("original") if self._view.fold < 0 else self.tr("original, held out")

    def _caption(self, n_kept: int) -> str:
        assert self._view is not None
        n, left_out = len(self._view.original_rows), len(self._view.generated_rows) - n_kept
        text = self.tr("Mean ± SD of {0} original, {1} generated").format(n, n_kept)
        if self.single.isChecked() and max(n, n_kept) > _MOST_SINGLE:
            text += self.tr(", {0} of a kind drawn singly").format(_MOST_SINGLE)
        if left_out:
            text += self.tr(" ({0} rejected not shown)").format(left_out)
        return text

    @Slot(object)
    def _shape_drawn(self, corners: NDArray[np.float64]) -> None:
        corrected, table, view = self._corrected, self._generated, self._view
        if corrected is None or table is None or view is None:
            return
        x, found = corrected.raman_shift, []
        for values, rows in (
            (corrected.intensities, view.original_rows),
            (table.intensities, self._kept()),
        ):
            found.append(rows[curves_through(corners, x, values[rows])])
        self.brushed.emit(*found)

    @Slot(int)
    def _pointed(self, number: int) -> None:
        if self._corrected is None or number < 0:
            self.pointed.emit(None, None)
        elif number >= len(self._corrected):
            self.pointed.emit(None, number - len(self._corrected))
        else:
            self.pointed.emit(number, None)

    @Slot(int)
    def _clicked(self, number: int) -> None:
        if self._corrected is None:
            return
        if number >= len(self._corrected):
            self.generated_picked.emit(number - len(self._corrected))
        else:
            self.original_picked.emit(number)


def _some(rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give rows at even distances where there are too many to be drawn one by one."""
    if len(rows) <= _MOST_SINGLE:
        return rows
    return rows[np.linspace(0, len(rows) - 1, _MOST_SINGLE).astype(np.intp)]


def _mean_and_sd(
    values: NDArray[np.float32], rows: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give mean and standard deviation of each point (n - 1; zero for a single spectrum)."""
    blocks = [rows[i : i + _BLOCK] for i in range(0, len(rows), _BLOCK)]
    mean = sum(values[block].sum(axis=0, dtype=np.float64) for block in blocks) / len(rows)
    squares = np.zeros_like(mean)
    for block in blocks:
        deviation = values[block] - mean
        squares += np.einsum("ij,ij->j", deviation, deviation)
    return mean, np.sqrt(squares / max(len(rows) - 1, 1))
