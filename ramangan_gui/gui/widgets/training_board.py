"""The view of the Train page: the queue of models, and how the one in view learns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from ...core.spectra import Spectra
from ..sentences import told
from ..training_log import TRAINING, Key, Run, TrainingLog
from .growth_plot import GrowthPlot
from .loss_plot import LossPlot
from .training_controls import TrainingControls
from .training_queue import TrainingQueue

if TYPE_CHECKING:
    from ...core.augmented_set import Generated
    from ...workflow.review import ReviewView

#: While training, one of the plots is redrawn no oftener than this, in ms; each 5 times a second.
_REDRAW_EVERY = 67

#: Least width of queue and controls, in pixels, so that classes can be told apart by their names.
_LEAST = 180

#: Pairs of finished spectra that are looked up.
_PAIRS = 4


class TrainingBoard(QSplitter):
    """Queue, notes and controls at the left; losses above growing spectra at the right.

    Parameters
    ----------
    log : TrainingLog
        What is known of each model; whoever changes it calls :meth:`log_changed`.
    """

    def __init__(self, log: TrainingLog, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.log = log
        self.viewed: Key | None = None
        self._corrected: Spectra | None = None
        self._generated: Generated | None = None
        self._views: Mapping[Key, ReviewView] = {}
        self._timer = QTimer(self, singleShot=True, interval=_REDRAW_EVERY)
        self._timer.timeout.connect(self._redraw_next)
        self.losses = LossPlot()
        self.growth = GrowthPlot()
        losses = [partial(self._show_losses, place) for place in range(len(self.losses.plots))]
        self._parts: tuple[Callable[[], None], ...] = (*losses, self._show_pairs)
        self._due = list(self._parts)
        self.queue = TrainingQueue()
        self.controls = TrainingControls()
        self.follow = QCheckBox(self.tr("Follow the &model in training"))
        self.follow.setToolTip(
            self.tr("The plots go over to the next model when its training begins.")
        )
        self.follow.setChecked(True)
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName(self.tr("Notes on the models"))
        self.notes.setMaximumHeight(150)
        self._lay_out()
        self.queue.picked.connect(self._pick)
        self.follow.toggled.connect(self._follow)

    def show_set(self, corrected: Spectra | None, simulated: bool) -> None:
        """Say which originals the models are about."""
        self._corrected = corrected
        self.growth.set_originals(corrected)
        self.growth.set_title_note(self.tr("simulated") if simulated else "")
        self.log_changed()

    def show_result(
        self, generated: Generated | None, views: Mapping[Key, ReviewView], notes: str
    ) -> None:
        """Say what the finished models drew, and what there is to know about them."""
        self._generated, self._views = generated, views
        self.notes.setPlainText(notes)
        self.log_changed()

    def begin(self) -> None:
        """Say that a training begins: the plots are emptied one after another."""
        self._generated, self._views = None, {}
        self.notes.setPlainText("")
        with QSignalBlocker(self.follow):
            self.follow.setChecked(True)
        self.log_changed(live=True)
        if self.isVisible():
            self._show_state()
            self._timer.start(0)

    def view(self, key: Key | None) -> None:
        """Bring a model into view."""
        self.viewed = key
        self.log_changed()

    def log_changed(self, live: bool = False) -> None:
        """Redraw, at once or (while training) in a while; not at all while hidden."""
        self._due += [part for part in self._parts if part not in self._due]
        if live and self.follow.isChecked():
            self.viewed = self.log.current
        if self.viewed not in self.log.runs:
            self.viewed = next(iter(self.log.runs), None)
        if not self.isVisible():
            return
        if not live:
            self.redraw()
        elif not self._timer.isActive():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was held back while the board was hidden."""
        super().showEvent(event)
        if self._due:
            self._timer.start(0)

    @Slot()
    def redraw(self) -> None:
        """Bring everything in view up to date."""
        if not self.isVisible():
            return
        self._show_state()
        for part in self._parts:
            part()
        self._due = []

    @Slot()
    def _redraw_next(self) -> None:
        """Bring one part in view up to date, and the others in a while.

        Painting all at once would keep the window so much longer from answering.
        """
        if not self.isVisible() or not self._due:
            return
        self._show_state()
        self._due.pop(0)()
        if self._due:
            self._timer.start(_REDRAW_EVERY)

    def _show_state(self) -> None:
        self.follow.setVisible(self.log.current is not None)
        self.notes.setVisible(bool(self.notes.toPlainText()))
        self.queue.show_log(self.log)
        self.queue.show_picked(self.viewed)
        # With the queue, not with the curves, so that both name the same step.
        self.losses.heading.setText(self._heading(self._run))

    def _show_losses(self, place: int) -> None:
        self.losses.show_curves(*(self._run or Run("", 0)).curves(), place)

    @property
    def _run(self) -> Run | None:
        return self.log.runs.get(self.viewed) if self.viewed else None

    def _show_pairs(self) -> None:
        run = self._run
        if run is None or self._corrected is None:
            self.growth.clear()
            return
        view = self._views.get((run.label, run.fold))
        if run.state == TRAINING or view is None or self._generated is None:
            self.growth.show_run(run, self._corrected)
            return
        # Typical ones: evenly spread over the quality scores.
        order = np.argsort(self._generated.quality_score[view.generated_rows], kind="stable")
        chosen = order[np.linspace(0, len(order) - 1, min(_PAIRS, len(order))).astype(int)]
        self.growth.show_pairs(
            self._corrected,
            self._generated.intensities[view.generated_rows[chosen]],
            view.nearest_original[chosen],
        )

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(_LEAST)
        column = QVBoxLayout(left)
        column.setContentsMargins(6, 6, 2, 6)
        heading = QLabel(self.tr("<b>Models</b>: one per class and fold"))
        heading.setWordWrap(True)
        for widget in (heading, self.queue, self.follow, self.notes, self.controls):
            column.addWidget(widget, 1 if widget is self.queue else 0)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.losses)
        right.addWidget(self.growth)
        right.setChildrenCollapsible(False)
        right.setSizes([360, 280])
        self.addWidget(left)
        self.addWidget(right)
        self.setChildrenCollapsible(False)
        self.setSizes([215, 700])
        self.setStretchFactor(1, 1)

    @Slot(object)
    def _pick(self, key: Key) -> None:
        self.follow.setChecked(key == self.log.current)
        self.view(key)

    @Slot(bool)
    def _follow(self, following: bool) -> None:
        if following and self.log.current is not None:
            self.view(self.log.current)

    def _heading(self, run: Run | None) -> str:
        if run is None:
            return ""
        text = f"<b>{self.name(run.label, run.fold)}</b>"
        if run.state == TRAINING and run.stage:
            stage = self.tr(" – {0}, step {1} of {2}")
            text += stage.format(told(run.stage), run.iteration, run.n_iterations)
        return text

    def name(self, label: str, fold: int) -> str:
        """Name a model for the user."""
        if fold < 0:
            return self.tr("{0}, all originals").format(label)
        return self.tr("{0}, fold {1}").format(label, fold + 1)
