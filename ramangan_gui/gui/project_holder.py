"""Holds the present snapshot of the project, changes it by hand, and undoes that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QObject, Signal, SignalInstance

from ..core.augmented_set import Review
from ..preprocessing.axis import Axis
from ..preprocessing.own_baseline import renamed
from ..preprocessing.recipe import Recipe
from ..workflow.plan import Plan
from ..workflow.project import ImportedSet, Project
from .undo import Announce, Change, UndoStack

#: Memory that spectra of former versions may take before undo forgets them, in bytes.
_MOST_KEPT = 1 << 30


class ProjectHolder(QObject):
    """State of the window, with the changes that take no time; one signal per stage tells of them.

    Parameters
    ----------
    parent : QObject, optional
        Owner.
    """

    imported_changed = Signal()
    recipe_changed = Signal()
    corrected_changed = Signal()
    plan_changed = Signal()
    augmentation_changed = Signal()
    review_changed = Signal()

    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = Project()
        self.undo_stack = UndoStack(self._take, self, self._may_take)

    @property
    def project(self) -> Project:
        """The present snapshot."""
        return self._project

    @property
    def stage_signals(self) -> tuple[SignalInstance, ...]:
        """The signals that tell of changes, one per stage."""
        return (
            self.imported_changed,
            self.recipe_changed,
            self.corrected_changed,
            self.plan_changed,
            self.augmentation_changed,
            self.review_changed,
        )

    # -- changes by hand ----------------------------------------------------------------------

    def set_axis(self, axis: Axis) -> None:
        """Choose how files are brought to one axis; takes effect at the next reading."""
        self._project = replace(self._project, axis=axis)

    def set_import_options(self, options: Mapping[str, object]) -> None:
        """Choose where classes and groups come from; takes effect at the next reading."""
        self._project = replace(self._project, import_options=dict(options))

    def set_labels(
        self, rows: ArrayLike, label: ArrayLike | None = None, group: ArrayLike | None = None
    ) -> None:
        """Give some spectra another substance or group, one for all or one each (undoable)."""
        imported = self._project.imported
        if imported is None:
            return
        spectra = imported.spectra
        chosen = np.asarray(rows)
        columns = {}
        for column, value in (("label", label), ("group", group)):
            if value is not None:
                values = getattr(spectra, column).astype(object)
                values[chosen] = value
                columns[column] = values.astype(np.str_)
        changed = replace(imported, spectra=spectra.with_labels(**columns))
        recipe = self._project.recipe
        own = renamed(recipe.own, spectra.label, changed.spectra.label)
        self._push(
            self._relabelling(chosen, label),
            self._project.with_imported(changed).with_recipe(replace(recipe, own=own)),
            self._all_changed,
        )

    def set_imported(self, imported: ImportedSet, text: str) -> None:
        """Take spectra that a tool has changed (undoable); `text` says what was done."""
        self._push(text, self._project.with_imported(imported), self._all_changed)

    def leave_out(self, rows: ArrayLike) -> None:
        """Take some spectra out of the set (undoable)."""
        imported, chosen = self._project.imported, np.asarray(rows)
        if imported is None or chosen.size == 0:
            return
        if chosen.size == len(imported.spectra):
            self.told.emit(self.tr("A set without spectra is none; some must stay."))
            return
        n = chosen.size
        self._push(
            self.tr("Remove 1 spectrum") if n == 1 else self.tr("Remove {0} spectra").format(n),
            self._project.with_imported(imported.without(chosen)),
            self._all_changed,
        )

    def _relabelling(self, rows: NDArray[Any], label: ArrayLike | None) -> str:
        """Name a change of labels or groups for the undo menu."""
        assert self._project.imported is not None
        labels = self._project.imported.spectra.label
        n = int(rows.sum()) if rows.dtype == bool else rows.size
        if label is None and n == 1:
            return self.tr("Change the group of 1 spectrum")
        if label is None:
            return self.tr("Change the group of {0} spectra").format(n)
        before = set(labels[rows].tolist()) if isinstance(label, str) else set()
        if len(before) == 1 and n == int((labels == next(iter(before))).sum()):
            old = next(iter(before))
            if old != label and label in labels:
                return self.tr("Merge class {0} into {1}").format(old, label)
            return self.tr("Rename class {0} to {1}").format(old, label)
        if n == 1:
            return self.tr("Relabel 1 spectrum")
        return self.tr("Relabel {0} spectra").format(n)

    def set_recipe(self, recipe: Recipe, text: str = "", merge: str = "") -> None:
        """Replace the recipe on screen (undoable).

        Parameters
        ----------
        recipe : Recipe
            The new recipe.
        text : str, optional
            What changed, for the undo menu.
        merge : str, optional
            Changes in a row with the same word (one slider's drag) become one undo step.
        """
        if recipe != self._project.recipe:
            self._push(
                text or self.tr("Change recipe"),
                self._project.with_recipe(recipe),
                self.recipe_changed.emit,
                merge,
            )

    def set_plan(self, plan: Plan) -> None:
        """Replace the plan on screen."""
        if plan != self._project.plan:
            self._project = self._project.with_plan(plan)
            self.plan_changed.emit()

    def set_review(self, rows: ArrayLike, decision: Review) -> None:
        """Accept, reject or leave open some generated spectra (undoable)."""
        augmentation = self._project.augmentation
        chosen = np.asarray(rows)
        if augmentation is None or chosen.size == 0:
            return
        review = augmentation.generated.review.copy()
        review[chosen] = int(decision)
        one, many = {
            Review.ACCEPTED: (self.tr("Accept 1 spectrum"), self.tr("Accept {0} spectra")),
            Review.REJECTED: (self.tr("Reject 1 spectrum"), self.tr("Reject {0} spectra")),
            Review.NONE: (self.tr("Reopen 1 spectrum"), self.tr("Reopen {0} spectra")),
        }[decision]
        n = int(chosen.sum()) if chosen.dtype == bool else chosen.size
        text = one if n == 1 else many.format(n)
        self._push(text, self._project.with_review(review), self.review_changed.emit)

    def accept_plausible(self) -> None:
        """Accept every undecided spectrum that passes the filter; reject those that do not."""
        augmentation = self._project.augmentation
        if augmentation is None:
            return
        review = augmentation.generated.with_plausible_accepted().review
        self._push(
            self.tr("Accept plausible spectra"),
            self._project.with_review(review),
            self.review_changed.emit,
        )

    # -- undo ---------------------------------------------------------------------------------

    def _put_stage(self, text: str, project: Project, announce: Announce) -> None:
        """Take the result of a job (undoable, while the versions kept fit into memory)."""
        kept = [change.before for change in self.undo_stack]
        if _memory([*kept, self._project, project]) > _MOST_KEPT:
            self.undo_stack.clear()
            self._project = project
            announce()
        else:
            self._push(text, project, announce)

    def _push(self, text: str, project: Project, announce: Announce, merge: str = "") -> None:
        self.undo_stack.push(Change(text, self._project, project, announce, merge))

    def _may_take(self, text: str, project: Project) -> bool:
        """Say whether a snapshot may take the place of the present one; where not, tell why."""
        return True

    def _take(self, project: Project, announce: Announce) -> None:
        # What is set without undo stays as it is now.
        now = self._project
        self._project = replace(
            project, plan=now.plan, axis=now.axis, import_options=now.import_options
        )
        announce()

    def _if_same(self, stage: str, then: Callable[[Any], None]) -> Callable[[Any], None]:
        """Give `then` for as long as what a job starts from stays what it is.

        That is a stage, or a part of one, such as ``augmentation.judged``.
        """
        begun = _part(self._project, stage)

        def take(result: Any) -> None:
            if _part(self._project, stage) is begun:
                then(result)
            else:
                self.told.emit(
                    self.tr("The spectra were changed meanwhile; the result was dropped.")
                )

        return take

    def _all_changed(self) -> None:
        for signal in self.stage_signals:
            signal.emit()


def _part(project: Project, path: str) -> Any:
    """Give a stage or a part of one, ``None`` where there is no such stage yet."""
    found: Any = project
    for name in path.split("."):
        found = None if found is None else getattr(found, name)
    return found


def _memory(projects: Iterable[Project]) -> int:
    """Give the memory that the spectra of some versions take, shared ones once, in bytes."""
    tables: dict[int, int] = {}
    for project in projects:
        stages: list[Any] = []
        if project.imported is not None:
            stages.append(project.imported.spectra)
        if project.corrected is not None:
            stages.append(project.corrected.spectra)
        if project.augmentation is not None:
            stages += [project.augmentation.generated, project.augmentation.judged]
        for stage in stages:
            values = stage.intensities
            tables[values.__array_interface__["data"][0]] = values.nbytes
    return sum(tables.values())
