"""What can be done with the recipe beside its values: files, presets, and choosing λ."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from ..core.errors import RamanGanError
from ..core.spectra import Spectra
from ..preprocessing.recipe import Recipe
from ..preprocessing.stiffness import Suggestion
from ..workflow.recipe_files import forget_preset, keep_preset, kept_presets, write_recipe
from ..workflow.tasks import recipe_task, stiffness_task
from .numbers import written
from .recipe_in_view import RecipeInView
from .widgets.recipe_panel import RecipePanel
from .widgets.stiffness_strip import StiffnessStrip
from .workspace import Workspace


class RecipeActions(QObject):
    """Carries out what the buttons of the recipe panel ask for.

    Parameters
    ----------
    workspace : Workspace
        Owner of the recipe.
    in_view : RecipeInView
        The recipe of the class in view.
    panel : RecipePanel
        The panel.
    parent : QWidget
        Owner of the dialogs.

    Attributes
    ----------
    chosen : float or None
        The λ that was last found on the spectra that are open.
    """

    lam_chosen = Signal()
    """A λ was found on these spectra, be it the one that was in force."""

    def __init__(
        self, workspace: Workspace, in_view: RecipeInView, panel: RecipePanel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace, self._panel, self._parent = workspace, panel, parent
        self._in_view = in_view
        self._spectra: Spectra | None = None
        self.chosen: float | None = None
        panel.presets.wanted.connect(self._wanted)
        panel.suggestion_wanted.connect(self._suggest)
        panel.strip_wanted.connect(self.show_strip)
        panel.presets.set_own(kept_presets())
        panel.set_recipe(workspace.project.recipe)

    def show_spectra(self, spectra: Spectra) -> None:
        """Take note of the spectra in view."""
        self._spectra = spectra

    @Slot(str)
    def _wanted(self, what: str) -> None:
        work = {"save": self._save, "load": self._load, "keep": self._keep, "forget": self._forget}
        try:
            work[what]()
        except RamanGanError as error:
            self._workspace.failed.emit(self.tr("Recipe"), error, "")

    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self._parent, self.tr("Save the recipe"), "recipe.json", self.tr("Recipes (*.json)")
        )
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        """Write the recipe on screen to a file."""
        write_recipe(Path(path), self._workspace.project.recipe)
        self._workspace.told.emit(
            self.tr("Saved {0}. On the command line: --recipe {0}").format(Path(path).name)
        )

    def _load(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self._parent,
            self.tr("Load a recipe"),
            "",
            self.tr("Recipes and results (*.json *.h5 *.hdf5 *.rgan);;All files (*)"),
        )
        if path:
            self.load_from(path)

    def load_from(self, path: str) -> None:
        """Take the recipe of a recipe file or of a file of results (undoable)."""
        name = Path(path).name

        def take(recipe: Recipe) -> None:
            self._workspace.set_recipe(recipe, self.tr("Recipe of {0}").format(name))
            self._workspace.told.emit(self.tr("The recipe of {0} is in force.").format(name))

        self._workspace.ask(recipe_task, (path,), self.tr("Reading {0}").format(name), take)

    def _keep(self) -> None:
        name, good = QInputDialog.getText(
            self._parent,
            self.tr("Keep as a preset"),
            self.tr("Name:"),
            text=self._panel.presets.own_name,
        )
        if good:
            self.keep_as(name)

    def keep_as(self, name: str) -> None:
        """Keep the recipe on screen under a name."""
        kept = keep_preset(name, self._workspace.project.recipe)
        self._list_presets()
        self._workspace.told.emit(self.tr("Kept as preset {0}.").format(kept))

    def _forget(self) -> None:
        name = self._panel.presets.own_name
        if name:
            forget_preset(name)
            self._list_presets()

    def _list_presets(self) -> None:
        self._panel.presets.set_own(kept_presets())
        in_view = self._in_view
        self._panel.set_recipe(in_view.whole, in_view.label, in_view.classes)

    @Slot()
    def _suggest(self) -> None:
        imported = self._workspace.project.imported
        if imported is not None:
            alike = self._in_view.of_these_settings(imported.spectra)
            n = len(alike)
            rows = np.unique(np.linspace(0, n - 1, min(n, 100)).astype(int))
            title = self.tr("Looking for λ")
            task = (alike.select(rows), self._in_view.recipe)
            # It is for the class that was in view when it was asked for.
            path = self._in_view.path("baseline.lam")
            text = self._in_view.told(self.tr("Suggested λ, log₁₀ {0}"))
            suggested = partial(self._suggested, path, text)
            self._workspace.ask(stiffness_task, task, title, suggested)

    def _suggested(self, path: str, text: str, found: Suggestion) -> None:
        recipe = self._in_view.whole.with_value(path, found.lam)
        self.chosen = found.lam
        number = written(np.log10(found.lam), ".2f")
        self._workspace.set_recipe(recipe, text.replace("{0}", number))
        self.lam_chosen.emit()
        words = self.tr(
            "log₁₀ λ = {0}: of {1} spectra carried on beyond their ends by a known line with a "
            "band, this baseline came nearest to the line (Zhang et al. 2020)."
        )
        self._workspace.told.emit(words.format(number, found.n_spectra))

    @Slot()
    def show_strip(self) -> StiffnessStrip | None:
        """Show the spectrum in view under several λ."""
        if self._spectra is None:
            return None
        strip = StiffnessStrip(self._spectra, self._in_view.recipe, self._parent)
        strip.chosen.connect(self._picked)
        strip.finished.connect(strip.deleteLater)
        strip.open()
        return strip

    @Slot(float)
    def _picked(self, lam: float) -> None:
        recipe = self._in_view.with_value("baseline.lam", lam)
        self.chosen = lam
        self._workspace.set_recipe(recipe, self._in_view.told(self.tr("λ chosen by eye")))
        self.lam_chosen.emit()
