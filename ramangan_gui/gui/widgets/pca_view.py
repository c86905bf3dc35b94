"""PCA scores of originals and generated spectra, with loadings and K-means on demand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.spectra import Spectra
from ..numbers import written
from .linked_scatter import LinkedScatter
from .scree_plot import ScreePlot
from .spectra_plot import SpectraPlot
from .two_lines import TwoLines

if TYPE_CHECKING:
    from ...workflow.review import ReviewView


class PcaView(QWidget):
    """Scatter plot of two components that can be chosen; :attr:`scatter` is what others link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ReviewView | None = None
        self._corrected: Spectra | None = None
        self.scatter = LinkedScatter(self.tr("PCA scores, original and generated"))
        self.loadings = SpectraPlot()
        self.loadings.setAccessibleName(self.tr("Loadings: the bands that make up a component"))
        self.scree = ScreePlot()
        self.details = QSplitter(Qt.Orientation.Horizontal)
        self.details.addWidget(self.scree)
        self.details.addWidget(self.loadings)
        self.details.setSizes([110, 240])
        self.details.setMinimumHeight(110)
        self.details.hide()
        self.across, self.up = QComboBox(), QComboBox()
        self.clusters, self.with_loadings = QToolButton(), QToolButton()
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setObjectName("explanation")
        self.verdict.hide()
        self._lay_out()
        for box in (self.across, self.up):
            box.activated.connect(self._show_points)
        self.clusters.toggled.connect(self._show_clusters)
        self.with_loadings.toggled.connect(self._show_loadings)

    def show_view(self, view: ReviewView | None, corrected: Spectra | None) -> None:
        """Show the scores of another model.

        Parameters
        ----------
        view : ReviewView, optional
            Scores and clusters; ``None`` shows nothing.
        corrected : Spectra, optional
            Originals, for the axis of the loadings.
        """
        self._view, self._corrected = view, corrected
        ratios = view.explained_variance_ratio if view else np.empty(0)
        for box, first in ((self.across, 0), (self.up, 1)):
            kept = max(box.currentIndex(), 0) if box.count() else first
            box.clear()
            for number, ratio in enumerate(ratios):
                box.addItem(self.tr("PC {0}").format(number + 1))
                share = self.tr("{0} % of the originals' variance").format(
                    written(100 * ratio, ".1f")
                )
                box.setItemData(number, share, Qt.ItemDataRole.ToolTipRole)
            box.setCurrentIndex(min(kept, len(ratios) - 1))
        self._show_points()

    def show_review(self, review: NDArray[np.int8]) -> None:
        """Show the decisions about the generated spectra of the view, in its order."""
        if self._view is not None:
            self.scatter.show_review(review)

    # -- building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.across.setAccessibleName(self.tr("Component along the horizontal axis"))
        self.up.setAccessibleName(self.tr("Component along the vertical axis"))
        for box in (self.across, self.up):
            box.setToolTip(self.tr("Component and its share of the originals' variance."))
            box.setMinimumContentsLength(3)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        for button, text in (
            (self.clusters, self.tr("&K-means")),
            (self.with_loadings, self.tr("&Loadings")),
        ):
            button.setText(text)
            button.setCheckable(True)
            # Pressed, its frame takes more room than the hint allows for.
            button.setMinimumWidth(button.sizeHint().width() + 8)
        self.clusters.setToolTip(
            self.tr("Fill shows two clusters that K-means found without knowing what is what.")
        )
        self.with_loadings.setToolTip(
            self.tr(
                "Shows how much each component explains of the originals' variance, and which "
                "bands the two components are made of."
            )
        )
        x, y = QLabel(self.tr("&x")), QLabel(self.tr("&y"))
        x.setBuddy(self.across)
        y.setBuddy(self.up)
        buttons = QWidget()
        pair = QHBoxLayout(buttons)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(2)
        pair.addWidget(self.clusters)
        pair.addWidget(self.with_loadings)
        row = TwoLines((x, self.across, y, self.up), buttons, spacing=2)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.scatter)
        both.addWidget(self.details)
        both.setChildrenCollapsible(False)
        both.setSizes([260, 110])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(row)
        column.addWidget(both, 1)
        column.addWidget(self.verdict)

    # -- showing ----------------------------------------------------------------------------

    def _axes(self) -> tuple[int, int]:
        return self.across.currentIndex(), self.up.currentIndex()

    @Slot()
    def _show_points(self) -> None:
        view, (i, j) = self._view, self._axes()
        if view is None or i < 0 or j < 0:
            self.scatter.set_rows()
            self.scatter.show_nothing()
        else:
            self.scatter.set_rows(view.original_rows, view.generated_rows)
            self.scatter.show_points(
                view.original_scores[:, [i, j]],
                view.generated_scores[:, [i, j]],
                self._name(i),
                self._name(j),
            )
        self._show_loadings()

    def _name(self, component: int) -> str:
        assert self._view is not None
        share = 100 * self._view.explained_variance_ratio[component]
        return self.tr("PC {0} ({1} % of variance)").format(component + 1, written(share, ".1f"))

    @Slot()
    def _show_clusters(self) -> None:
        view, shown = self._view, self.clusters.isChecked()
        self.verdict.setVisible(shown)
        if view is None or not shown:
            self.scatter.show_clusters(None)
            return
        self.scatter.show_clusters((view.original_clusters, view.generated_clusters))
        if math.isnan(view.ari):
            self.verdict.setText(self.tr("There are too few spectra for K-means."))
            return
        text = self.tr(
            "K-means of the spectra shown, two clusters against original or generated: "
            "adjusted Rand index {0} (0: nothing in common, 1: the same), purity {1}. "
            "K-means is nearly blind: copies, missing peaks and over-smoothed spectra pass it too."
        )
        counts = [np.bincount(kind, minlength=2) for kind in
                  (view.original_clusters, view.generated_clusters)]  # fmt: skip
        confusion = self.tr(
            "<table cellpadding=2><tr><td></td><td>cluster 1</td><td>cluster 2</td></tr>"
            "<tr><td>● original</td><td>{0}</td><td>{1}</td></tr>"
            "<tr><td>◆ generated</td><td>{2}</td><td>{3}</td></tr></table>"
        ).format(*counts[0].tolist(), *counts[1].tolist())
        told = text.format(written(view.ari, ".2f"), written(view.purity, ".2f"))
        # Where loadings stand below as well, the plot needs the room of the sentences.
        if self.with_loadings.isChecked():
            short = self.tr("Adjusted Rand index {0}, purity {1}.")
            self.verdict.setText(
                confusion + short.format(written(view.ari, ".2f"), written(view.purity, ".2f"))
            )
        else:
            self.verdict.setText(confusion + told)
        self.verdict.setToolTip(told)

    @Slot()
    def _show_loadings(self) -> None:
        shown = self.with_loadings.isChecked()
        self.details.setVisible(shown)
        self._show_clusters()
        if not shown:
            return
        self.loadings.clear()
        if self._view is None or self._corrected is None:
            return
        self.scree.show_shares(self._view.explained_variance_ratio, self._axes())
        self.loadings.set_axis(self._corrected.axis_title, self.tr("Loading"))
        for component, dashed in zip(self._axes(), (False, True), strict=True):
            if component >= 0:
                self.loadings.add_spectra(
                    self._corrected.raman_shift,
                    self._view.loadings[component],
                    "foreground" if not dashed else 1,
                    self.tr("PC {0}").format(component + 1),
                    dashed=dashed,
                )
        curves = self._view.loadings[[c for c in self._axes() if c >= 0]]
        if curves.size:
            low, high = float(curves.min()), float(curves.max())
            self.loadings.getPlotItem().setYRange(low, max(high, low + 1e-12), padding=0.02)
