"""Regions of the recipe that are drawn and dragged in the plot: cropped, cut out, pinned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Slot

from ..core.errors import ParameterError
from ..preprocessing.pins import PinnedBaseline
from ..preprocessing.recipe import Recipe
from ..preprocessing.regions import written_regions
from .recipe_in_view import RecipeInView
from .widgets.correct_view import CorrectView
from .widgets.recipe_panel import RecipePanel
from .workspace import Workspace

#: Width of a new region, as a share of what is in sight.
_NEW_WIDTH = 1 / 24

#: Points of a new pin.
_PIN_POINTS = 7

Region = tuple[float, float]


class RegionActions(QObject):
    """Puts what is drawn in the plot into the recipe, and the other way round.

    Parameters
    ----------
    workspace : Workspace
        Owner of the recipe.
    in_view : RecipeInView
        The recipe of the class in view.
    panel : RecipePanel
        Its buttons ask for regions.
    view : CorrectView
        Where regions are drawn.
    """

    def __init__(
        self, workspace: Workspace, in_view: RecipeInView, panel: RecipePanel, view: CorrectView
    ) -> None:
        super().__init__(view)
        self._workspace, self._in_view, self._view = workspace, in_view, view
        panel.region_wanted.connect(self._exclude_one_more)
        panel.pin_wanted.connect(self._pin_one_more)
        view.excluded.moved.connect(self._excluded)
        view.pins.moved.connect(self._pinned)
        view.pin_wanted.connect(self._pin_at)
        view.cropped.connect(self._cropped)

    def show_recipe(self, recipe: Recipe) -> None:
        """Draw the regions of a recipe."""
        self._view.show_range(recipe.axis.start, recipe.axis.stop)
        self._view.excluded.show_regions(recipe.axis.excluded)
        step = recipe.baseline
        self._view.pins.show_regions(step.pins if isinstance(step, PinnedBaseline) else ())

    @property
    def _recipe(self) -> Recipe:
        return self._in_view.recipe

    def _free_place(self) -> Region:
        """Give a region where none is in sight yet; the user drags it into place."""
        (first, last), _ = self._view.raw.getPlotItem().vb.viewRange()
        step = self._recipe.baseline
        pins = step.pins if isinstance(step, PinnedBaseline) else ()
        taken = sorted([*self._recipe.axis.excluded, *pins, (last, last)])
        gaps, end = [], first
        for start, stop in taken:
            gaps.append((min(start, last) - end, end))
            end = max(end, stop)
        width, start = max(gaps)
        half = min((last - first) * _NEW_WIDTH, width / 2) / 2
        middle = start + width / 2
        return round(middle - half, 1), round(middle + half, 1)

    @Slot()
    def _exclude_one_more(self) -> None:
        if self._view.axis is not None:
            self._excluded([*self._recipe.axis.excluded, self._free_place()], "")

    @Slot(object, str)
    def _excluded(self, regions: Iterable[Region], merge: str) -> None:
        changed = self._in_view.with_value("axis.exclude", written_regions(regions))
        self._workspace.set_recipe(changed, self.tr("Exclude regions"), merge)

    @Slot()
    def _pin_one_more(self) -> None:
        step = self._recipe.baseline
        if self._view.axis is not None and isinstance(step, PinnedBaseline):
            self._pinned([*step.pins, self._free_place()], "")

    @Slot(float)
    def _pin_at(self, place: float) -> None:
        """Pin the baseline to a few points around a place."""
        step, axis = self._recipe.baseline, self._view.axis
        if axis is None or not axis[0] <= place <= axis[-1]:
            return
        if not isinstance(step, PinnedBaseline):
            words = self.tr("The baseline of this method cannot be pinned: it has no weights.")
            self._workspace.told.emit(words)
            return
        half = _PIN_POINTS / 2 * float(np.median(np.diff(axis)))
        self._pinned([*step.pins, (round(place - half, 1), round(place + half, 1))], "")

    @Slot(object, str)
    def _pinned(self, regions: Iterable[Region], merge: str) -> None:
        changed = self._in_view.with_value("baseline.pinned", written_regions(regions))
        text = self._in_view.told(self.tr("Pin the baseline"))
        self._workspace.set_recipe(changed, text, merge)

    @Slot(object, object, str)
    def _cropped(self, first: float | None, last: float | None, merge: str) -> None:
        try:
            axis = replace(self._recipe.axis, start=first, stop=last)
        except ParameterError:
            return  # the lines met; the last good range stays
        changed = self._in_view.with_step("axis", axis)
        self._workspace.set_recipe(changed, self.tr("Crop the range"), merge)
