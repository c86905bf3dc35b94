"""Page 2: the recipe, acting live on the spectra in view."""

from __future__ import annotations

from typing import cast

import numpy as np
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.errors import ParameterError
from ...core.params import Value
from ...preprocessing.base import Step
from ...preprocessing.recipe import Recipe, Trace
from ...preprocessing.spikes import WhitakerHayes, spectrum_key
from ...workflow.project import ImportedSet
from ...workflow.whole_class import ClassPicture, even_choice
from ..live_trace import LiveTrace
from ..numbers import count
from ..plain_text import plain_label
from ..recipe_actions import RecipeActions
from ..recipe_in_view import RecipeInView
from ..region_actions import RegionActions
from ..selection import Selection, rows_in_view
from ..sentences import told, told_error
from ..spacing_note import spacing_note
from ..whole_class import WholeClass
from ..widgets.correct_view import CorrectView
from ..widgets.recipe_panel import RecipePanel, described_change
from ..widgets.spike_bar import SpikeBar
from ..widgets.view_bar import ViewBar
from ..workspace import Workspace
from .data import RAW_QUANTITY
from .page import Page

#: A slider that has not moved for so long rests, in ms.
_AT_REST = 500

#: The process for whole classes starts this long after the page was opened, in ms.
_LATE = 1200


class CorrectPage(Page):
    """Raw and baseline above, corrected below; every control acts on what is in view.

    Parameters
    ----------
    workspace, selection
        As for every page.
    """

    def __init__(self, workspace: Workspace, selection: Selection) -> None:
        super().__init__(workspace, selection, self.tr("Correct"))
        self.view, self.bar = CorrectView(), ViewBar()
        self.panel, self.spikes = RecipePanel(workspace.project.recipe), SpikeBar()
        self.in_view = RecipeInView(workspace, self)
        self.recipe_actions = RecipeActions(workspace, self.in_view, self.panel, self)
        self.region_actions = RegionActions(workspace, self.in_view, self.panel, self.view)
        self._live, self._class = LiveTrace(self), WholeClass(self, workspace.loops)
        self._at_rest = QTimer(self, singleShot=True, interval=_AT_REST)
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._message = ""
        self._rows = np.empty(0, np.intp)
        self._source: ImportedSet | None = None
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.spikes)
        self.build(left, self.panel)
        self.warning = plain_label()
        self.warning.setObjectName("error")
        self.warning.setWordWrap(True)
        cast(QVBoxLayout, self.side.layout()).insertWidget(1, self.warning)
        self._connect()
        self._show_state()

    def mark(self) -> str:
        """Give ✓ once the recipe on screen is applied, ! where it has changed since."""
        project = self.workspace.project
        if project.corrected is None:
            return "·"
        made = project.corrected
        if not project.recipe_is_applied or made.not_converged or made.notes:
            return "!"
        return "✓"

    def activate(self) -> None:
        """Draw what changed while the page was hidden."""
        self._show_spectra()
        if self.workspace.has_processes:
            self._late.start()

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.imported_changed.connect(self._show_spectra)
        workspace.recipe_changed.connect(self._recipe_changed)
        self.recipe_actions.lam_chosen.connect(self._recipe_changed)
        for signal in (
            workspace.imported_changed,
            workspace.corrected_changed,
            workspace.augmentation_changed,
            workspace.job_ended,
            workspace.job_started,
        ):
            signal.connect(self._show_state)
        self.selection.changed.connect(self._show_spectra)
        self.bar.number_changed.connect(self._show_spectra)
        self.bar.walked.connect(self._walk)
        self._late.timeout.connect(self._class.start)
        self.workspace.closed.connect(self._class.close)
        self._at_rest.timeout.connect(self._rested)
        self._class.pictured.connect(self._pictured)
        workspace.loops.told.connect(self._show_state)
        self._live.traced.connect(self._traced)
        self._live.refused.connect(self._refused)
        self._live.preparing.connect(self._preparing)
        self.panel.edited.connect(self._edited)
        self.panel.preset_chosen.connect(self._preset_chosen)
        self.panel.step_chosen.connect(self._step_chosen)
        self.panel.classes.separate_wanted.connect(self.in_view.separate)
        self.panel.classes.copy_wanted.connect(self.in_view.copy)
        self.panel.classes.class_wanted.connect(self.selection.show_class)
        self.spikes.left_alone.connect(self._leave_alone)
        self.bar.before_wanted.connect(self._show_before)
        self.view.clicked.connect(self.selection.show_original)
        self.primary.clicked.connect(self._apply)
        self.primary.setToolTip(
            self.tr("Corrects all spectra with these settings, each on its own, and goes on.")
        )

    # -- what is in view ----------------------------------------------------------------------

    @Slot()
    def _show_spectra(self) -> None:
        """Show the selected spectrum, or the first ones of the class."""
        imported = self.workspace.project.imported
        if imported is None or not self.isVisible():
            return
        spectra = imported.spectra
        rows = rows_in_view(spectra, self.selection, self.bar.number)
        note = self.tr(" – simulated") if imported.simulated else ""
        label, name = str(spectra.label[rows[0]]), str(spectra.name[rows[0]])
        words = self.tr("{0} of {1} spectra").format(len(rows), count(spectra.counts[label]))
        self.bar.say(
            f"{label}: {name if len(rows) == 1 else words}{note}", str(spectra.source_file[rows[0]])
        )
        if self._source is imported and np.array_equal(rows, self._rows):
            return
        if self._source is not imported or label != self.in_view.label:
            chosen = even_choice(np.flatnonzero(spectra.label == label))
            self._class.show_class(spectra.select(chosen))
        if self._source is not imported:
            self.recipe_actions.chosen = None
        self._source, self._rows, self.in_view.label = imported, rows, label
        in_view = spectra.select(rows)
        self._live.show_spectra(in_view)
        self.recipe_actions.show_spectra(in_view)
        self.view.show_raw(in_view, rows, RAW_QUANTITY, note)
        self.panel.suggest_range(float(spectra.raman_shift[0]), float(spectra.raman_shift[-1]))
        self._recipe_changed()

    @Slot(int)
    def _walk(self, step: int) -> None:
        """Go to the next or previous spectrum of the class."""
        if self._source is None:
            return
        labels = self._source.spectra.label
        rows = np.flatnonzero(labels == labels[self._rows[0]])
        place = int(np.flatnonzero(rows == self._rows[0])[0])
        self.selection.show_original(int(rows[(place + step) % rows.size]))

    # -- live ---------------------------------------------------------------------------------

    @Slot()
    def _recipe_changed(self) -> None:
        recipe, label = self.in_view.recipe, self.in_view.label
        self.panel.set_recipe(self.in_view.whole, label, self.in_view.classes)
        self.region_actions.show_recipe(recipe)
        self._show_state()
        if self._source is not None and self.isVisible():
            self._live.request(recipe)

    @Slot(object, object)
    def _traced(self, trace: Trace, recipe: Recipe) -> None:
        self.view.show_trace(trace, recipe)
        self._show_spikes(trace, recipe)
        loose = int((~trace.converged).sum())
        sentence = self.tr(
            "The baseline of {0} of the spectra in view did not settle within the allowed number "
            "of iterations."
        )
        measured = self._source.spectra if self._source is not None else None
        note = spacing_note(trace.before, recipe, measured, self.recipe_actions.chosen)
        self._say(sentence.format(loose) if loose else note)

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self.view.show_nothing_below()
        self._say(sentence)

    @Slot()
    def _preparing(self) -> None:
        self._say(self.tr("Preparing the baseline methods…"))

    def _say(self, sentence: str) -> None:
        if sentence != self._message:
            self._message = sentence
            self._show_state()

    # -- changing -----------------------------------------------------------------------------

    @Slot(str, object, str)
    def _edited(self, path: str, value: Value, merge: str) -> None:
        try:
            changed = self.in_view.with_value(path, value)
        except ParameterError as error:
            self.panel.refuse(path, told_error(error))
            return
        step = path.partition(".")[0]
        words = described_change(path, value, changed.for_class(self.in_view.label))
        self.workspace.set_recipe(changed, self.in_view.told(words, step), merge)
        if merge:
            # A slider moves: the whole class is shown until it rests.
            self._class.request(self.in_view.recipe)
            self._at_rest.start()

    @Slot(object, object)
    def _pictured(self, picture: ClassPicture, _: Recipe) -> None:
        if self._at_rest.isActive() and picture.n_spectra > len(self._rows):
            self.view.show_class(picture)

    @Slot()
    def _rested(self) -> None:
        self._class.drop()
        self.view.hide_class()

    @Slot(object, str)
    def _preset_chosen(self, preset: Recipe, title: str) -> None:
        recipe = preset.with_step("axis", self.in_view.whole.axis)
        if self.in_view.whole.own and not recipe.own:
            self.workspace.told.emit(
                self.tr("The preset holds for all classes; separate settings were given up.")
            )
        self.workspace.set_recipe(recipe, self.tr("Preset {0}").format(title))

    @Slot(str, object)
    def _step_chosen(self, name: str, step: Step) -> None:
        changed = self.in_view.with_step(name, step)
        mine = changed.for_class(self.in_view.label)
        words = described_change(f"{name}.method", step.method, mine)
        self.workspace.set_recipe(changed, self.in_view.told(words, name))

    @Slot(bool)
    def _show_before(self, wanted: bool) -> None:
        self.view.show_before(wanted)
        self._recipe_changed()

    def _show_spikes(self, trace: Trace, recipe: Recipe) -> None:
        if trace.spikes is None:
            self.spikes.hide()
            return
        alone = bool(recipe.spikes.left_alone(trace.cropped)[0])
        self.spikes.say(trace.spikes, str(trace.cropped.name[0]), alone)

    @Slot(bool)
    def _leave_alone(self, alone: bool) -> None:
        recipe = self.workspace.project.recipe
        if self._source is not None and isinstance(recipe.spikes, WhitakerHayes):
            row = int(self._rows[0])
            key = spectrum_key(self._source.spectra, row)
            step = recipe.spikes.with_spectrum(key, alone)
            name = str(self._source.spectra.name[row])
            words = self.tr("Leave {0} alone") if alone else self.tr("Remove spikes of {0}")
            self.workspace.set_recipe(recipe.with_step("spikes", step), words.format(name))

    @Slot()
    def _apply(self) -> None:
        if self.workspace.project.recipe_is_applied:
            self.go_on.emit()
        else:
            self.workspace.apply_recipe()

    @Slot()
    def _show_state(self) -> None:
        """Say what the button does, and what there is to know before."""
        project = self.workspace.project
        n = len(project.imported.spectra) if project.imported is not None else 0
        applied = project.recipe_is_applied
        apply = self.tr("&Apply to {0} → Train").format(count(n))
        self.primary.setText(self.tr("&Next → Train") if applied else apply)
        self.primary.setEnabled(n > 0 and self.workspace.job is None)
        self.hint.setText("\n".join(filter(None, (self._hint(), self.workspace.loops.words))))
        self.hint.setVisible(bool(self.hint.text()))
        notes = project.recipe.notes(self.in_view.classes)
        if applied and project.corrected is not None:
            notes += project.corrected.notes
        self.warning.setText("\n".join(f"⚠ {told(note)}" for note in notes))
        self.warning.setVisible(bool(notes))
        self.state_changed.emit()

    def _hint(self) -> str:
        project = self.workspace.project
        if self._message:
            return self._message
        if project.corrected is None:
            return ""
        if not project.recipe_is_applied and project.augmentation is not None:
            return self.tr("Applying other settings discards the models and generated spectra.")
        if not project.recipe_is_applied:
            return self.tr("Changed since it was applied.")
        loose = project.corrected.not_converged
        if loose:
            return self.tr("Applied. The baseline did not settle for {0} spectra: {1}").format(
                len(loose), ", ".join(loose[:3]) + ("…" if len(loose) > 3 else "")
            )
        return self.tr("Applied to all spectra.")
