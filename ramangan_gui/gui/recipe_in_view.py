"""The recipe as it is for the class in view, and changes that go where they belong."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ..core.params import Value
from ..core.spectra import Spectra
from ..preprocessing.base import Step
from ..preprocessing.own_baseline import path_of
from ..preprocessing.recipe import Recipe
from .project_holder import ProjectHolder


class RecipeInView(QObject):
    """Reads and changes the recipe for one class: its own baseline settings where it has any.

    Everything else, and the baseline of a class without settings of its own, is common to all.

    Parameters
    ----------
    workspace : ProjectHolder
        Owner of the recipe.
    parent : QObject, optional
        Owner.

    Attributes
    ----------
    label : str
        The class in view.
    """

    def __init__(self, workspace: ProjectHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.label = ""

    @property
    def whole(self) -> Recipe:
        """The recipe of all classes."""
        return self._workspace.project.recipe

    @property
    def recipe(self) -> Recipe:
        """The recipe of the class in view, as if there were no others."""
        return self.whole.for_class(self.label)

    @property
    def classes(self) -> tuple[str, ...]:
        """Classes of the set."""
        imported = self._workspace.project.imported
        return () if imported is None else imported.spectra.classes

    @property
    def is_separate(self) -> bool:
        """Whether the class in view has baseline settings of its own."""
        return self.label in self.whole.own

    def of_these_settings(self, spectra: Spectra) -> Spectra:
        """Choose the spectra that are corrected as those in view are."""
        if not self.whole.own:
            return spectra
        if self.is_separate:
            return spectra.of_class(self.label)
        common = [label not in self.whole.own for label in spectra.label.tolist()]
        return spectra.select(common)

    def path(self, path: str) -> str:
        """Give the path of a value for the class in view."""
        name, _, parameter = path.partition(".")
        separate = name == "baseline" and self.is_separate
        return path_of(self.label, parameter) if separate else path

    def with_value(self, path: str, value: Value) -> Recipe:
        """Give the whole recipe with one value changed for the class in view.

        Raises
        ------
        ParameterError
            If the value is not allowed.
        """
        return self.whole.with_value(self.path(path), value)

    def with_step(self, name: str, step: Step) -> Recipe:
        """Give the whole recipe with one step changed for the class in view."""
        if name == "baseline" and self.is_separate:
            changed = self.recipe.with_step(name, step)
            return self.whole.with_own(self.label, changed.baseline)
        return self.whole.with_step(name, step)

    def told(self, text: str, step: str = "baseline") -> str:
        """Name a change for the undo menu; one for a single class names the class."""
        return f"{text} ({self.label})" if step == "baseline" and self.is_separate else text

    @Slot(bool)
    def separate(self, wanted: bool) -> None:
        """Begin separate settings for the class in view with those it has, or end them."""
        if wanted:
            text = self.tr("Separate baseline settings for {0}")
            changed = self.whole.with_own(self.label, self.recipe.baseline)
        else:
            text = self.tr("Common baseline settings for {0}")
            changed = self.whole.with_own(self.label, None)
        self._workspace.set_recipe(changed, text.format(self.label))

    @Slot(object, object)
    def copy(self, source: str | None, target: str | None) -> None:
        """Copy the settings of a class to another (undoable).

        Parameters
        ----------
        source : str or None
            A class; ``None`` for the common settings.
        target : str or None
            A class; ``None`` for all of them, which then have these settings in common.
        """
        if target is None:
            text = self.tr("Baseline settings of {0} for all classes").format(source)
            common = self.whole if source is None else self.whole.for_class(source)
            self._workspace.set_recipe(common, text)
        elif source is None:
            text = self.tr("Common baseline settings for {0}").format(target)
            self._workspace.set_recipe(self.whole.with_own(target, None), text)
        else:
            text = self.tr("Baseline settings of {0} for {1}").format(source, target)
            self._workspace.set_recipe(self.whole.with_copy(source, target), text)
