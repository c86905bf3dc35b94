"""All stages of the work as one frozen snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..core.augmented_set import Generated, InputFile, Review, StoredModel, TrainingCurves
from ..core.review_record import ReviewRecord
from ..core.scorecard import Scorecard
from ..core.spectra import Spectra
from ..io.left_out import LeftOut
from ..preprocessing.axis import Axis
from ..preprocessing.checks import Findings
from ..preprocessing.recipe import Recipe
from .plan import Plan

#: Numbers of spectra that one entry of the list of what was left out names.
_LISTED = 12


@dataclass(frozen=True, eq=False)
class ImportedSet:
    """What was read.

    Parameters
    ----------
    spectra : Spectra
        All spectra, on one axis.
    files : tuple of InputFile
        Every file that was offered, read or refused.
    messages : tuple of str
        What was done to bring the spectra together.
    title : str
        Name of the set.
    simulated : bool
        Whether the spectra are simulated rather than measured.
    options : mapping
        Parameters of the import, for the record.
    findings : Findings
        What to look at before trusting the spectra.
    left_out : tuple of LeftOut
        Files, and spectra of files, that are not in the set.
    laser_hint_nm : float, optional
        Laser that the file names speak of, where one is needed.
    """

    spectra: Spectra
    files: tuple[InputFile, ...] = ()
    messages: tuple[str, ...] = ()
    title: str = ""
    simulated: bool = False
    options: Mapping[str, object] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    left_out: tuple[LeftOut, ...] = ()
    laser_hint_nm: float | None = None

    def without(self, rows: ArrayLike) -> Self:
        """Give the set without some of its spectra, which go to the list of what was left out."""
        gone = np.zeros(len(self.spectra), bool)
        gone[np.asarray(rows)] = True
        files, numbers = self.spectra.source_file[gone], self.spectra.source_index[gone]
        entries = [
            LeftOut(file, _spectra_said(numbers[files == file]), "Removed by hand.",
                    "Undo, or read the files again.", int((files == file).sum()))
            for file in dict.fromkeys(files.tolist())
        ]  # fmt: skip
        return replace(
            self,
            spectra=self.spectra.select(~gone),
            findings=self.findings.select(~gone),
            left_out=(*self.left_out, *entries),
        )


def _spectra_said(numbers: NDArray[np.int32]) -> str:
    listed = ", ".join(str(number + 1) for number in numbers[:_LISTED].tolist())
    more = f" and {numbers.size - _LISTED:,} more" if numbers.size > _LISTED else ""
    return f"{'spectrum' if numbers.size == 1 else 'spectra'} {listed}{more}"


@dataclass(frozen=True, eq=False)
class CorrectedSet:
    """Corrected spectra and the recipe that made them.

    Parameters
    ----------
    spectra : Spectra
        Corrected originals, in the order of the imported ones.
    recipe : Recipe
        The recipe.
    not_converged : tuple of str
        Names of the spectra whose baseline did not settle.
    notes : tuple of str
        What else was noticed.
    """

    spectra: Spectra
    recipe: Recipe
    not_converged: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """What who uses the spectra has to know."""
        return (*self.notes, *self.recipe.notes(self.spectra.classes))


@dataclass(frozen=True, eq=False)
class Augmentation:
    """Everything that training left.

    Parameters
    ----------
    plan : Plan
        What was asked for.
    fold : ndarray of int32, shape (n_originals,)
        Fold in which each original was held out, -1 if in none.
    within_specimen : frozenset of str
        Classes whose verdict holds within one specimen only.
    generated : Generated
        Generated spectra with the decisions of the review.
    judged : Generated
        Spectra that the scorecard drew for itself.
    scorecard : Scorecard, optional
        The verdict.
    scorecard_after : Scorecard, optional
        Figures of the accepted spectra, after selection.
    models : tuple of StoredModel
        Trained models.
    curves : tuple of TrainingCurves
        Their loss curves.
    messages : tuple of str
        What the user should know.
    start_time, end_time : str
        ISO 8601.
    environment : mapping of str to str
        Versions, system, device, threads.
    review_record : ReviewRecord
        Limits moved by hand, and blind tests.
    """

    plan: Plan
    fold: NDArray[np.int32]
    within_specimen: frozenset[str]
    generated: Generated
    judged: Generated
    scorecard: Scorecard | None = None
    scorecard_after: Scorecard | None = None
    models: tuple[StoredModel, ...] = ()
    curves: tuple[TrainingCurves, ...] = ()
    messages: tuple[str, ...] = ()
    start_time: str = ""
    end_time: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    review_record: ReviewRecord = field(default_factory=ReviewRecord)


@dataclass(frozen=True, eq=False)
class Project:
    """Snapshot of all stages; replacing a stage clears the later ones.

    Parameters
    ----------
    axis : Axis
        How files are brought to one axis.
    import_options : mapping
        Parameters of the import that differ from their defaults, such as where classes come from.
    imported : ImportedSet, optional
        Stage 1.
    recipe : Recipe
        The recipe on screen; it takes effect when it is applied.
    corrected : CorrectedSet, optional
        Stage 2.
    plan : Plan
        The plan on screen; it takes effect when training starts.
    augmentation : Augmentation, optional
        Stages 3 and 4.
    exported_to : str
        Where the present state was exported, empty if it was not.
    """

    axis: Axis = field(default_factory=Axis)
    import_options: Mapping[str, object] = field(default_factory=dict)
    imported: ImportedSet | None = None
    recipe: Recipe = field(default_factory=Recipe)
    corrected: CorrectedSet | None = None
    plan: Plan = field(default_factory=Plan)
    augmentation: Augmentation | None = None
    exported_to: str = ""

    def with_imported(self, imported: ImportedSet) -> Self:
        """Give a project with other spectra; everything made of the old ones is gone."""
        return replace(self, imported=imported, corrected=None, augmentation=None, exported_to="")

    def with_recipe(self, recipe: Recipe) -> Self:
        """Give a project with another recipe on screen."""
        return replace(self, recipe=recipe)

    def with_corrected(self, corrected: CorrectedSet) -> Self:
        """Give a project with newly corrected spectra; models of the old ones are gone."""
        return replace(self, corrected=corrected, augmentation=None, exported_to="")

    def with_plan(self, plan: Plan) -> Self:
        """Give a project with another plan on screen."""
        return replace(self, plan=plan)

    def with_augmentation(self, augmentation: Augmentation) -> Self:
        """Give a project with newly trained models and their spectra."""
        return replace(self, augmentation=augmentation, exported_to="")

    def with_review(self, review: ArrayLike) -> Self:
        """Give a project with other decisions about the generated spectra."""
        assert self.augmentation is not None
        generated = self.augmentation.generated.with_review(review)
        changed = replace(self.augmentation, generated=generated, scorecard_after=None)
        return replace(self, augmentation=changed, exported_to="")

    def with_generated(self, generated: Generated, record: ReviewRecord | None = None) -> Self:
        """Give a project with other generated spectra, or another opinion of the filter.

        Parameters
        ----------
        generated : Generated
            The table in place of the present one.
        record : ReviewRecord, optional
            The record in place of the present one.
        """
        assert self.augmentation is not None
        changed = replace(self.augmentation, generated=generated, scorecard_after=None)
        if record is not None:
            changed = replace(changed, review_record=record)
        return replace(self, augmentation=changed, exported_to="")

    def with_record(self, record: ReviewRecord) -> Self:
        """Give a project with another record of the review."""
        assert self.augmentation is not None
        changed = replace(self.augmentation, review_record=record)
        return replace(self, augmentation=changed, exported_to="")

    def with_scorecard_after(self, scorecard: Scorecard) -> Self:
        """Give a project with the figures of the accepted spectra."""
        assert self.augmentation is not None
        return replace(self, augmentation=replace(self.augmentation, scorecard_after=scorecard))

    def is_as(self, other: Project) -> bool:
        """Whether both hold the same; sets are compared by identity, since they never change.

        What takes effect at the next reading only is no part of it.
        """
        same = self.imported is other.imported and self.corrected is other.corrected
        same = same and self.recipe == other.recipe and self.plan == other.plan
        ours, theirs = self.augmentation, other.augmentation
        if not same or ours is None or theirs is None:
            return same and ours is theirs
        return (
            ours.judged is theirs.judged
            and ours.generated.intensities is theirs.generated.intensities
            and ours.models is theirs.models
            and ours.scorecard_after is theirs.scorecard_after
            and ours.review_record == theirs.review_record
            and np.array_equal(ours.generated.review, theirs.generated.review)
        )

    def exports_as(self, other: Project) -> bool:
        """Whether a file of results holds the same of both, whatever the next run is to do."""
        return self.is_as(other.with_recipe(self.recipe).with_plan(self.plan))

    @property
    def recipe_is_applied(self) -> bool:
        """Whether the corrected spectra were made by the recipe on screen."""
        return self.corrected is not None and self.corrected.recipe == self.recipe

    @property
    def n_accepted(self) -> int:
        """Number of generated spectra that were accepted."""
        if self.augmentation is None:
            return 0
        return int((self.augmentation.generated.review == Review.ACCEPTED).sum())
