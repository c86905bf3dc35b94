"""The plots of the Review page, linked: what is chosen or pointed at in one shows in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QWidget

from ...core.augmented_set import Generated
from ...core.spectra import Spectra
from .bands_view import BandsView
from .brush_bar import BrushBar
from .difference_view import DifferenceView
from .overlay_view import OverlayView
from .pca_view import PcaView
from .tsne_view import TsneView

if TYPE_CHECKING:
    from ...workflow.review import ReviewView


class ReviewPlots(QWidget):
    """Scores at the left; spectra and the difference of the means at the right.

    Attributes
    ----------
    original_picked, generated_picked : Signal(int)
        Row of the corrected set, or of the generated table, that was clicked.
    brushed : Signal(object, object)
        Rows of originals and generated spectra that were chosen together.
    pointed : Signal(object)
        Row of the generated spectrum under the mouse, ``None`` for none.
    """

    original_picked = Signal(int)
    generated_picked = Signal(int)
    brushed = Signal(object, object)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = BrushBar()
        self.pca, self.overlay, self.difference = PcaView(), OverlayView(), DifferenceView()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.overlay, self.tr("Spectra"))
        place = self.tabs.addTab(self.difference, self.tr("Δ means"))
        self.tabs.setTabToolTip(place, self.tr("Difference of the means, with its confidence band"))
        self.bands = BandsView()
        self.tabs.addTab(self.bands, self.tr("Bands"))
        self.tsne = TsneView()
        self.tabs.addTab(self.tsne, self.tr("t-SNE"))
        self._generated: Generated | None = None
        self._view: ReviewView | None = None
        self._corrected: Spectra | None = None
        # All tabs are in sight, however narrow the window.
        self.tabs.setMinimumWidth(self.tabs.tabBar().sizeHint().width())
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.pca)
        both.addWidget(self.tabs)
        both.setSizes([350, 370])
        both.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(both)
        for part in (self.pca.scatter, self.tsne.scatter, self.overlay):
            part.original_picked.connect(self.original_picked)
            part.generated_picked.connect(self.generated_picked)
            self.bar.mode_changed.connect(part.brush.set_mode)
        for spread in (self.pca.scatter, self.tsne.scatter):
            spread.rows_brushed.connect(self.brushed)
            spread.row_pointed.connect(self.show_pointed)
        self.overlay.brushed.connect(self.brushed)
        self.overlay.pointed.connect(self.show_pointed)
        self.bands.brushed.connect(self.brushed)
        self.difference.brushed.connect(self.brushed)
        self.bar.mode_changed.connect(self.difference.brush.set_mode)
        nothing = np.empty(0, np.intp)
        self.bar.cleared.connect(lambda: self.brushed.emit(nothing, nothing))
        self.tabs.currentChanged.connect(self._show_tab)

    def show_view(
        self, view: ReviewView | None, corrected: Spectra | None, generated: Generated | None
    ) -> None:
        """Show the spectra of another model.

        Parameters
        ----------
        view : ReviewView, optional
            What is known of them; ``None`` shows nothing.
        corrected : Spectra, optional
            Originals.
        generated : Generated, optional
            The table of generated spectra that the view speaks of.
        """
        self._view, self._corrected, self._generated = view, corrected, generated
        self.pca.show_view(view, corrected)
        self.tsne.show_view(view)
        self._show_tab()

    def show_decisions(self, generated: Generated | None) -> None:
        """Show the decisions about the generated spectra."""
        if self._view is not None and generated is not None:
            review = generated.review[self._view.generated_rows]
            self.pca.show_review(review)
            self.tsne.show_review(review)
        self._generated = generated
        self.overlay.show_view(self._view, self._corrected, generated)
        if self.tabs.currentWidget() is not self.overlay:
            self._show_tab()

    def select(self, generated_row: int | None, original_row: int | None) -> None:
        """Bring one generated spectrum and its nearest original, or another one, to the front."""
        self.overlay.select(generated_row, original_row)
        if original_row is None and generated_row is not None and self._view is not None:
            original_row = self._view.nearest_of(generated_row)
        self.pca.scatter.select_rows(generated_row, original_row)
        self.tsne.select(generated_row, original_row)
        self.bands.select(generated_row)

    def show_brush(self, original: NDArray[np.intp], generated: NDArray[np.intp]) -> None:
        """Show what is chosen together."""
        self.bar.show_numbers(len(original), len(generated))
        self.pca.scatter.brush_rows(original, generated)
        self.tsne.show_brush(original, generated)
        self.overlay.show_brush(original, generated)
        self.bands.show_brush(original, generated)

    @Slot(object, object)
    def show_pointed(self, original: int | None, generated: int | None) -> None:
        """Show in every plot which spectrum the mouse is over in one of them, or in the list."""
        if self.sender() is not self.overlay:
            self.overlay.show_pointed(original, generated)
        for spread in (self.pca.scatter, self.tsne.scatter):
            if self.sender() is not spread:
                spread.point_row(original, generated)
        self.pointed.emit(generated)

    @Slot()
    def _show_tab(self) -> None:
        if self.tabs.currentWidget() is self.difference:
            self.difference.show_view(self._view, self._corrected, self._generated)
        elif self.tabs.currentWidget() is self.bands:
            self.bands.show_view(self._view, self._corrected, self._generated)
