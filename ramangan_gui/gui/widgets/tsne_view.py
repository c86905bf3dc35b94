"""t-SNE of the spectra in view: an extra picture, made on demand, linked with the other views."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from .linked_scatter import LinkedScatter

if TYPE_CHECKING:
    from ...workflow.review import ReviewView

#: Pictures that are kept for when their class and fold come into view again.
_KEPT = 8


class TsneView(QWidget):
    """Scatter plot of a layout that a job makes.

    Attributes
    ----------
    asked : Signal(object)
        The layout of a ``ReviewView`` is wanted.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ReviewView | None = None
        self._busy = False
        self._made: list[tuple[ReviewView, NDArray[np.float64]]] = []
        self._review: NDArray[np.int8] | None = None
        self._selected: tuple[int | None, int | None] = (None, None)
        self._chosen = (np.empty(0, np.intp), np.empty(0, np.intp))
        self.scatter = LinkedScatter(self.tr("t-SNE, original and generated"))
        self.compute = QPushButton(self.tr("Lay out by t-S&NE"))
        self.compute.setToolTip(
            self.tr("Takes seconds to a minute; the foot of the window shows how far, and cancels.")
        )
        self.caption = QLabel(
            self.tr(
                "An extra for the eye: neighbours stay neighbours, but distances between groups, "
                "their sizes and densities mean nothing, and no verdict uses it."
            )
        )
        self.caption.setWordWrap(True)
        row = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        row.addWidget(self.compute)
        row.addStretch(1)
        column.addWidget(self.caption)
        column.addWidget(self.scatter, 1)
        self.compute.clicked.connect(lambda: self.asked.emit(self._view))
        self._show()

    def show_view(self, view: ReviewView | None) -> None:
        """Show the layout of another model's spectra, if it was made."""
        if view is not self._view:
            self._view, self._review = view, None
            self._show()

    def show_review(self, review: NDArray[np.int8]) -> None:
        """Show the decisions about the generated spectra of the view, in its order."""
        self._review = review
        if self._places() is not None:
            self.scatter.show_review(review)

    def select(self, generated: int | None, original: int | None) -> None:
        """Ring a generated spectrum and an original, by their rows; also in a layout to come."""
        self._selected = (generated, original)
        self.scatter.select_rows(generated, original)

    def show_brush(self, original: NDArray[np.intp], generated: NDArray[np.intp]) -> None:
        """Ring chosen spectra, by their rows; also in a layout to come."""
        self._chosen = (original, generated)
        self.scatter.brush_rows(original, generated)

    @Slot(object, object)
    def show_layout(self, view: ReviewView, places: NDArray[np.float64]) -> None:
        """Keep a layout that was made, and show it if its spectra are in view."""
        self._made = [(view, places), *self._made][:_KEPT]
        if view is self._view:
            self._show()

    def set_busy(self, busy: bool) -> None:
        """Say whether a job is at work, which must end before another can start."""
        self._busy = busy
        self._show_button()

    def _places(self) -> NDArray[np.float64] | None:
        return next((places for view, places in self._made if view is self._view), None)

    def _show(self) -> None:
        view, places = self._view, self._places()
        if view is None or places is None:
            self.scatter.set_rows()
            self.scatter.show_nothing()
        else:
            n = len(view.original_rows)
            self.scatter.set_rows(view.original_rows, view.generated_rows)
            names = self.tr("t-SNE 1 (no unit)"), self.tr("t-SNE 2 (no unit)")
            self.scatter.show_points(places[:n], places[n:], *names)
            if self._review is not None:
                self.scatter.show_review(self._review)
            self.scatter.select_rows(*self._selected)
            self.scatter.brush_rows(*self._chosen)
        self._show_button()

    def _show_button(self) -> None:
        done = self._places() is not None
        self.compute.setEnabled(self._view is not None and not done and not self._busy)
