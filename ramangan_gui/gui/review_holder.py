"""Changes by hand that belong to the review: limits of the filter, blind tests, views."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from ..core.review_record import BlindTest, ComparedRun, ReviewRecord
from ..core.scorecard import Scorecard
from ..core.utility import Utility
from ..workflow.project import Augmentation, Project
from .project_holder import ProjectHolder

if TYPE_CHECKING:
    from ..core.augmented_set import Generated
    from ..workflow.review import ReviewView

Views = dict[tuple[str, int], "ReviewView"]

#: Tables of generated spectra whose views are kept, so that undo finds them.
_KEPT = 4


class ReviewHolder(ProjectHolder):
    """State of the window as far as the Review page changes it.

    Parameters
    ----------
    parent : QObject, optional
        Owner.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: list[tuple[NDArray[np.float32], Views]] = []

    @property
    def review_views(self) -> Views:
        """PCA, K-means and more per class and fold, made with the generated spectra."""
        augmentation = self._project.augmentation
        if augmentation is not None:
            for spectra, views in self._made:
                if spectra is augmentation.generated.intensities:
                    return views
        return {}

    def _keep_views(
        self, generated: Generated, views: Mapping[tuple[str, int], ReviewView]
    ) -> None:
        """Keep the views of a table; decisions about its spectra do not change them."""
        self._made = [(generated.intensities, dict(views)), *self._made][:_KEPT]

    def set_limit(self, label: str, name: str, value: float | None) -> None:
        """Move a limit of the plausibility filter for one class (undoable).

        Parameters
        ----------
        label : str
            Substance.
        name : str
            One of ``quality.limits.QUANTITIES``.
        value : float, optional
            The limit in its unit; ``None`` goes back to that of the training originals.
        """
        augmentation = self._project.augmentation
        if augmentation is None:
            return
        limits = {k: dict(moved) for k, moved in augmentation.review_record.limits.items()}
        moved = limits.setdefault(label, {})
        if value is None:
            moved.pop(name, None)
        else:
            moved[name] = value
        record = replace(augmentation.review_record, limits={k: m for k, m in limits.items() if m})
        generated = augmentation.generated
        score, reason = generated.quality_score.copy(), generated.reason.astype(object)
        for (of, _), view in self.review_views.items():
            if of == label and view.measured is not None:
                rows = view.generated_rows
                score[rows], reason[rows] = view.measured.judge(moved)
        judged = replace(generated, quality_score=score, reason=reason)
        self._push(
            self.tr("Move a limit of the filter"),
            self._project.with_generated(judged, record),
            self.review_changed.emit,
            f"limit {label} {name}",
        )

    def add_blind_test(self, test: BlindTest) -> None:
        """Keep the result of a blind test; it cannot be undone."""
        self._add_to_record(lambda record: replace(record, blind_tests=(*record.blind_tests, test)))

    def add_compared(self, other: ComparedRun) -> None:
        """Keep the verdict of a run that was put beside this one, in place of its last one."""

        def added(record: ReviewRecord) -> ReviewRecord:
            kept = tuple(run for run in record.compared if run.name != other.name)
            return replace(record, compared=(*kept, other))

        self._add_to_record(added)

    def add_utility(self, found: Utility) -> None:
        """Keep what the generated spectra did for classifiers, instead of what was found before."""
        self._add_to_record(lambda record: replace(record, utility=found))

    def _add_to_record(self, added: Callable[[ReviewRecord], ReviewRecord]) -> None:
        """Keep what was found about this run, whatever is undone of the decisions about it."""
        now = self._project.augmentation
        if now is not None:
            self._amend(
                lambda made: made.judged is now.judged,
                lambda project, made: project.with_record(added(made.review_record)),
            )

    def _judged_accepted(self, scorecard: Scorecard) -> None:
        """Keep the figures of the accepted spectra with the decisions that they are about."""
        now = self._project.augmentation
        if now is not None:
            self._amend(
                lambda made: made.generated is now.generated,
                lambda project, _: project.with_scorecard_after(scorecard),
            )

    def _amend(
        self,
        concerns: Callable[[Augmentation], bool],
        change: Callable[[Project, Augmentation], Project],
    ) -> None:
        """Change the present snapshot, and all that undo and redo would bring back."""

        def amended(project: Project) -> Project:
            made = project.augmentation
            return change(project, made) if made is not None and concerns(made) else project

        self._project = amended(self._project)
        self.undo_stack.amend(amended)
        self.review_changed.emit()
