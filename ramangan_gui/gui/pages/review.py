"""The Review page: see generated beside original spectra, read the verdict, decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ...core.augmented_set import Generated, Review
from ...core.spectra import AXIS_UNITS
from ..asking import begin_blind_test
from ..selection import Selection
from ..widgets.decision_panel import DecisionPanel
from ..widgets.limits_table import LimitsTable
from ..widgets.peaks_table import PeaksTable
from ..widgets.review_header import ReviewHeader
from ..widgets.review_plots import ReviewPlots
from ..widgets.scorecard_view import ScorecardView
from ..workspace import Workspace
from .page import Page

if TYPE_CHECKING:
    from ...workflow.review import ReviewView


class ReviewPage(Page):
    """Generated spectra of one class and fold, seen three ways at once."""

    def __init__(self, workspace: Workspace, selection: Selection) -> None:
        super().__init__(workspace, selection, "")
        self.title = self.tr("Review")
        self._stale = True
        self._original: int | None = None
        self._shown: ReviewView | None = None
        self._decided: Generated | None = None
        self.plots = ReviewPlots()
        self.pca, self.overlay = self.plots.pca, self.plots.overlay
        self.header = ReviewHeader(self.plots.bar)
        self.classes, self.folds = self.header.classes, self.header.folds
        self.simulated, self.note = self.header.simulated, self.header.note
        self.scorecard, self.limits = ScorecardView(), LimitsTable()
        self.peaks = PeaksTable()
        self.panel = DecisionPanel()
        self.addActions(self.panel.actions_)
        self._connect()
        self.build(self._view(), self.panel)
        self.refresh()

    def mark(self) -> str:
        """Give the sign in the list on the left."""
        augmentation = self.workspace.project.augmentation
        if augmentation is None:
            return "·"
        return "!" if (augmentation.generated.review == Review.NONE).any() else "✓"

    def activate(self) -> None:
        """Bring the worst spectrum into view if none was chosen."""
        self.refresh()
        if self.selection.generated_row is None and len(self.panel.list.rows):
            self._pick_generated(int(self.panel.list.rows[0]))

    # -- building ---------------------------------------------------------------------------

    def _view(self) -> QWidget:
        below = QTabWidget()
        below.setDocumentMode(True)
        below.addTab(self.scorecard, self.tr("Verdict"))
        below.addTab(self.peaks, self.tr("Bands in numbers"))
        below.addTab(self.limits, self.tr("Limits of the filter"))
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.plots)
        both.addWidget(below)
        both.setSizes([390, 245])
        both.setStretchFactor(0, 1)
        both.setChildrenCollapsible(False)
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(6, 6, 2, 6)
        column.setSpacing(4)
        column.addWidget(self.header)
        column.addWidget(both, 1)
        return view

    def _connect(self) -> None:
        self.workspace.augmentation_changed.connect(self._result_changed)
        self.workspace.review_changed.connect(self._review_changed)
        self.workspace.job_started.connect(self._refresh_primary)
        self.workspace.job_ended.connect(self._refresh_primary)
        self.selection.changed.connect(self._selection_changed)
        self.classes.activated.connect(self._class_chosen)
        self.folds.activated.connect(self._show_fold)
        self.scorecard.class_picked.connect(self.selection.show_class)
        self.panel.decided.connect(self.workspace.set_review)
        self.panel.judge_asked.connect(self.workspace.judge_accepted)
        self.panel.list.current_changed.connect(self._pick_generated)
        self.panel.list.chosen.connect(lambda rows: self.selection.brush((), rows))
        self.panel.list.pointed.connect(
            lambda row: self.plots.show_pointed(None, row if row >= 0 else None)
        )
        self.panel.refill_asked.connect(self.workspace.refill)
        self.panel.blind_asked.connect(
            lambda: begin_blind_test(self, self.workspace, self.selection.label)
        )
        self.plots.generated_picked.connect(self._pick_generated)
        self.plots.original_picked.connect(self._pick_original)
        self.plots.brushed.connect(self.selection.brush)
        self.plots.pointed.connect(self.panel.list.show_pointed)
        self.selection.brushed.connect(self._show_brush)
        self.plots.tsne.asked.connect(self.workspace.lay_out)
        self.workspace.laid_out.connect(self.plots.tsne.show_layout)
        self.limits.moved.connect(self._move_limit)
        self.primary.clicked.connect(self._go)
        self.primary.setToolTip(self.tr("Decides by the filter alone, then goes on to Export."))

    # -- what is shown ----------------------------------------------------------------------

    @property
    def _generated(self) -> Generated | None:
        augmentation = self.workspace.project.augmentation
        return augmentation.generated if augmentation is not None else None

    @Slot()
    def _result_changed(self) -> None:
        self._original = None
        self.selection.show_generated(None)
        self._stale = True
        self.refresh()

    def refresh(self) -> None:
        """Show another result, at the latest when the page comes to the front."""
        self._refresh_primary()
        if not self._stale or not self.isVisible():
            return
        self._stale = False
        project = self.workspace.project
        augmentation = project.augmentation
        self.simulated.setVisible(project.imported is not None and project.imported.simulated)
        labels = project.corrected.spectra.classes if project.corrected and augmentation else ()
        self.classes.clear()
        self.classes.addItems(labels)
        if augmentation is None:
            self.scorecard.set_scorecards(None, generated=False)
        else:
            self.scorecard.set_scorecards(augmentation.scorecard, augmentation.scorecard_after)
        made = {label for label, _ in self.workspace.review_views}
        if labels and self.selection.label not in made:
            self.selection.show_class(next((x for x in labels if x in made), labels[0]))
        self._show_class()

    def _show_class(self) -> None:
        label = self.selection.label
        self.classes.setCurrentIndex(self.classes.findText(label or ""))
        self.scorecard.show_class(label)
        project = self.workspace.project
        card = project.augmentation.scorecard if project.augmentation else None
        unit = AXIS_UNITS[project.corrected.spectra.x_unit] if project.corrected else ""
        self.peaks.show_score(card.classes.get(label or "") if card else None, unit)
        self.folds.clear()
        for key in self.workspace.review_views:
            if key[0] == label:
                self.folds.addItem(self._fold_name(key[1]), key[1])
        self._show_fold()

    def _fold_name(self, fold: int) -> str:
        view = self.workspace.review_views[self.selection.label or "", fold]
        n = len(view.original_rows)
        if fold < 0:
            return self.tr("all: {0} originals, none held out").format(n)
        return self.tr("{0} ({1} held out)").format(fold + 1, n)

    @Slot()
    def _show_fold(self) -> None:
        project, generated = self.workspace.project, self._generated
        corrected = project.corrected.spectra if project.corrected else None
        fold, label = self.folds.currentData(), self.selection.label
        view = None
        if label is not None and fold is not None:
            view = self.workspace.review_views.get((label, int(fold)))
        self._shown = view
        self.folds.setEnabled(view is not None)
        self.note.setText(self._note())
        self.plots.show_view(view, corrected, generated)
        self.panel.list.show_rows(generated, view.generated_rows if view else np.empty(0, np.intp))
        rows = self.panel.list.rows
        self._show_decisions()
        if view is not None and self.selection.generated_row not in rows:
            self.selection.show_generated(int(rows[0]) if len(rows) else None)
        self._show_selected()
        self._show_brush()

    def _note(self) -> str:
        if self._generated is None:
            return self.tr("Nothing was generated yet; train first.")
        if self._shown is None:
            return self.tr("No spectra were generated for this class.")
        return ""

    @Slot()
    def _review_changed(self) -> None:
        self._refresh_primary()
        augmentation = self.workspace.project.augmentation
        if augmentation is None or self._stale or not self.isVisible():
            self._stale = True
            return
        self.scorecard.set_scorecards(augmentation.scorecard, augmentation.scorecard_after)
        # A scorecard or a blind test that arrives leaves decisions, and their pictures, alone.
        if augmentation.generated is not self._decided:
            self.panel.list.show_decisions(augmentation.generated)
            self._show_decisions()
            self._show_detail()

    def _show_decisions(self) -> None:
        self._decided = self._generated
        self.plots.show_decisions(self._generated)
        self.panel.show_counts(self._generated)
        label, augmentation = self.selection.label or "", self.workspace.project.augmentation
        moved = augmentation.review_record.limits.get(label, {}) if augmentation else {}
        views = [v for (of, _), v in self.workspace.review_views.items() if of == label]
        everyone = [view.measured for view in views if view.measured is not None]
        self.limits.show_limits(self._shown.measured if self._shown else None, moved, everyone)

    @Slot(str, object)
    def _move_limit(self, name: str, value: float | None) -> None:
        if self.selection.label is not None:
            self.workspace.set_limit(self.selection.label, name, value)

    # -- selection --------------------------------------------------------------------------

    @Slot()
    def _class_chosen(self) -> None:
        self.selection.show_class(self.classes.currentText())

    @Slot()
    def _selection_changed(self) -> None:
        if self._stale or not self.isVisible():
            self._stale = True
        elif self.selection.label != self.classes.currentText():
            self._original = None
            self._show_class()
        else:
            self._show_selected()

    @Slot(int)
    def _pick_generated(self, row: int) -> None:
        self._original = None
        if row not in self.selection.brushed_generated:
            self.selection.brush()
        if row == self.selection.generated_row:
            self._show_selected()
        self.selection.show_generated(row)

    @Slot(int)
    def _pick_original(self, row: int) -> None:
        self._original = row
        if row == self.selection.row:
            self._show_selected()
        self.selection.show_original(row)

    def _show_selected(self) -> None:
        row = self.selection.generated_row
        if not len(self.selection.brushed_generated):
            self.panel.list.show_current(row)
        self._show_detail()
        self.plots.select(row, self._original)

    def _show_detail(self) -> None:
        row = self.selection.generated_row
        self.panel.show_detail(self._generated if self._shown else None, row)

    @Slot()
    def _show_brush(self) -> None:
        if self._stale or not self.isVisible():
            return
        generated = self.selection.brushed_generated
        self.plots.show_brush(self.selection.brushed_original, generated)
        if len(generated):
            self.panel.list.show_chosen(generated)

    # -- the default button -----------------------------------------------------------------

    @Slot()
    def _refresh_primary(self) -> None:
        generated, busy = self._generated, self.workspace.job is not None
        self.plots.tsne.set_busy(busy)
        self.panel.judge.setEnabled(bool(self.workspace.project.n_accepted) and not busy)
        self.panel.refill.setEnabled(generated is not None and not busy)
        self.panel.blind.setEnabled(generated is not None)
        if generated is None:
            self.primary.setText(self.tr("Accept plausible"))
            self.hint.setText(self.tr("Train first; then generated spectra are reviewed here."))
        elif (open_ := generated.review == Review.NONE).any():
            plausible = int((open_ & (generated.reason == "")).sum())
            self.primary.setText(self.tr("Accept {0} plausible").format(plausible))
            text = self.tr(
                "Accepts {0} that pass the plausibility filter, rejects {1} that do not; the "
                "verdict stays. Ctrl+Z takes it back."
            )
            self.hint.setText(text.format(plausible, int(open_.sum()) - plausible))
        else:
            self.primary.setText(self.tr("Go to Export"))
            self.hint.setText(self.tr("Every generated spectrum is decided on."))
        self.primary.setEnabled(generated is not None and not busy)
        self.state_changed.emit()

    @Slot()
    def _go(self) -> None:
        generated = self._generated
        if generated is None:
            return
        if (generated.review == Review.NONE).any():
            self.workspace.accept_plausible()
        else:
            self.go_on.emit()
