"""The Train page: what to generate, the queue of models, and how they learn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMessageBox

from ...core.augmented_set import Review
from ...core.errors import ParameterError
from ...core.progress import Progress
from ...workflow.plan import Plan
from ...workflow.project import CorrectedSet
from ..selection import Selection
from ..sentences import told, told_error
from ..training_log import ClassPlan, Key, TrainingLog, class_plans
from ..widgets.plan_panel import PlanPanel
from ..widgets.training_board import TrainingBoard
from ..workspace import Workspace
from .page import Page


class TrainPage(Page):
    """One model per class and fold is trained here."""

    def __init__(self, workspace: Workspace, selection: Selection) -> None:
        super().__init__(workspace, selection, "")
        self.title = self.tr("Train")
        self.log = TrainingLog()
        self.board = TrainingBoard(self.log)
        self.controls = self.board.controls
        self.panel = PlanPanel(workspace.project.plan)
        self._starting = False
        self._training = False
        self._plans: list[ClassPlan] = []
        self._planned_for: tuple[CorrectedSet | None, Plan | None] = None, None
        self._connect()
        self.build(self.board, self.panel)
        self._corrected_changed()
        self._show_result()

    def mark(self) -> str:
        """Give the sign in the list on the left."""
        augmentation = self.workspace.project.augmentation
        if augmentation is None:
            return "·"
        return "!" if augmentation.messages else "✓"

    def activate(self) -> None:
        """Bring the plan up to date; plots follow when they are shown."""
        self._refresh_plan()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pause with the space bar, wherever on the page nothing else wants it."""
        if event.key() == Qt.Key.Key_Space and self._training:
            self.controls.pause.click()
        else:
            super().keyPressEvent(event)

    @Slot()
    def train(self) -> None:
        """Start training what is planned."""
        if self.primary.isEnabled() and self._may_replace():
            self._starting = True
            self.workspace.train()
            self._starting = False

    def _may_replace(self) -> bool:
        """Ask before decisions that were never exported are lost."""
        project = self.workspace.project
        if project.augmentation is None or project.exported_to:
            return True
        decided = int((project.augmentation.generated.review != Review.NONE).sum())
        if not decided:
            return True
        answer = QMessageBox.question(
            self,
            self.tr("Train again?"),
            self.tr(
                "Your decisions about {0} generated spectra were not exported. They are lost "
                "when new spectra take their place."
            ).format(decided),
        )
        return answer == QMessageBox.StandardButton.Yes

    def _connect(self) -> None:
        workspace, controls = self.workspace, self.controls
        workspace.plan_changed.connect(self._refresh_plan)
        workspace.recipe_changed.connect(self._refresh_primary)
        workspace.corrected_changed.connect(self._corrected_changed)
        workspace.imported_changed.connect(self._corrected_changed)
        workspace.augmentation_changed.connect(self._show_result)
        workspace.job_started.connect(self._job_started)
        workspace.job_progressed.connect(self._progressed)
        workspace.training_viewed.connect(self._viewed_training)
        workspace.job_ended.connect(self._job_ended)
        workspace.pause_changed.connect(controls.show_paused)
        controls.paused.connect(workspace.pause)
        controls.finish_asked.connect(workspace.finish)
        controls.cancel_asked.connect(workspace.cancel_wanted)
        self.panel.edited.connect(self._edit)
        self.primary.clicked.connect(self.train)
        self.primary.setToolTip(
            self.tr(
                "Trains the models one after another, then draws spectra from them and "
                "judges these."
            )
        )

    # -- plan -------------------------------------------------------------------------------

    @Slot(str, object)
    def _edit(self, path: str, value: object) -> None:
        plan = self.workspace.project.plan
        try:
            plan = plan.with_value(path, value)
        except ParameterError as error:
            self.panel.refuse(path.partition(".")[0], told_error(error))
            return
        if path in ("augment.preset", "augment.augmenter"):
            plan = plan.with_preset()
        self.workspace.set_plan(plan)

    @Slot()
    def _corrected_changed(self) -> None:
        project = self.workspace.project
        corrected, imported = project.corrected, project.imported
        self.board.show_set(
            corrected.spectra if corrected else None, imported is not None and imported.simulated
        )
        self._refresh_plan()

    @Slot()
    def _refresh_plan(self) -> None:
        project = self.workspace.project
        self.panel.set_plan(project.plan)
        corrected = project.corrected
        planned_for = corrected, project.plan
        # A page that opens asks again; splitting 100,000 spectra twice would be felt.
        if any(new is not old for new, old in zip(planned_for, self._planned_for, strict=True)):
            self._planned_for = planned_for
            self._plans = class_plans(corrected.spectra, project.plan) if corrected else []
        self.panel.show_classes(self._plans)
        if not self._training and project.augmentation is None:
            self.log.start(self._planned())
            self.board.log_changed()
        self._refresh_primary()

    def _planned(self) -> list[Key]:
        return [(plan.label, fold) for plan in self._plans for fold in plan.folds]

    @Slot()
    def _refresh_primary(self) -> None:
        n = len(self._planned())
        reason = self._reason()
        self.primary.setEnabled(not reason)
        if self._training:
            text = self.tr("Training…")
        elif n == 1:
            text = self.tr("Train 1 model → Review")
        elif n:
            text = self.tr("Train {0} models → Review").format(n)
        else:
            text = self.tr("Train → Review")
        self.primary.setText(text)
        if not reason and self.workspace.project.augmentation is not None:
            reason = self.tr("Training again replaces the generated spectra and your decisions.")
        self.hint.setText(reason)
        self.hint.setVisible(bool(reason))
        self.state_changed.emit()

    def _reason(self) -> str:
        """Say why training cannot start now; empty if it can."""
        project = self.workspace.project
        if self._training:
            return self.tr("The settings can be changed again when training has ended.")
        if project.corrected is None:
            return self.tr("Correct the spectra first, on the Correct page.")
        if not project.recipe_is_applied:
            return self.tr(
                "The recipe was changed after it was applied; apply it on the Correct page first."
            )
        if self.workspace.job is not None:
            return self.tr("Something else is running; wait for it or cancel it.")
        if not any(plan.wanted for plan in self._plans):
            return self.tr(
                "Every class is as large as the largest, so nothing is to be added. Choose a "
                "number for every class instead."
            )
        if not self._planned():
            return self.tr("No class that needs more spectra has enough of them to learn from.")
        return ""

    # -- training ---------------------------------------------------------------------------

    @Slot(object)
    def _job_started(self, _job: object) -> None:
        if self._starting:
            self._begin()
        self._refresh_primary()

    def _begin(self) -> None:
        self._training = True
        self.log.start(self._planned())
        self.board.begin()
        self.panel.setEnabled(False)
        self.controls.start()

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        job = self.workspace.job
        if self._training and job is not None and self.isVisible():
            self.controls.show_progress(progress, job.seconds_left())

    @Slot(list)
    def _viewed_training(self, views: list) -> None:
        if not self._training:
            # Started from elsewhere than this page's button.
            self._begin()
            self._refresh_primary()
        self.log.add(views)
        self.board.log_changed(live=True)

    @Slot(str)
    def _job_ended(self, outcome: str) -> None:
        ours, self._training = self._training, False
        if ours:
            self.panel.setEnabled(True)
            self.controls.end()
        if ours and outcome != "succeeded":
            self.log.end(None)
            self._show_result()
        self._refresh_primary()
        if ours and outcome == "succeeded" and self.isVisible():
            self.go_on.emit()

    @Slot()
    def _show_result(self) -> None:
        """Show the curves that came with the models, after training or from a file."""
        augmentation = self.workspace.project.augmentation
        if augmentation is None:
            if not self.log.runs:
                self.log.start(self._planned())
            self.board.show_result(None, {}, "")
        else:
            if not self._training:
                self.log.start([])
            self.log.end(augmentation)
            kept = [
                f"{self.board.name(model.label, model.fold)}: {told(model.kept)}"
                for model in augmentation.models
                if model.kept
            ]
            self.board.show_result(
                augmentation.generated,
                self.workspace.review_views,
                "\n".join([*map(told, augmentation.messages), *kept]),
            )
        self._refresh_primary()
