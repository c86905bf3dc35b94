"""The product of the main job: originals, generated spectra, and what is needed to trust them."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import SpectraError
from .params import Value
from .review_record import ReviewRecord
from .scorecard import Scorecard
from .spectra import Spectra
from .stage_messages import StageMessages


class Review(enum.IntEnum):
    """What a person (or the filter, on a person's order) decided about a generated spectrum."""

    NONE = 0
    ACCEPTED = 1
    REJECTED = 2


#: Reason told of a rejected spectrum to which the plausibility filter did not object.
BY_EYE = "Rejected by eye."

_COLUMNS: Mapping[str, Any] = {
    "label": np.str_, "fold": np.int32, "seed": np.int64, "parent_index": np.int32,
    "quality_score": np.float32, "reason": np.str_, "review": np.int8,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Generated:
    """Generated spectra, one row each, on the axis of the corrected originals.

    Parameters
    ----------
    intensities : ndarray of float32, shape (n, n_points)
        The spectra.
    label : ndarray of str, shape (n,)
        Substance.
    fold : ndarray of int32, shape (n,)
        Fold whose originals the model never saw; -1 if it was trained on all originals.
    seed : ndarray of int64, shape (n,)
        Seed of the draw.
    parent_index : ndarray of int32, shape (n,)
        Row of the original that it was made from, -1 where the method has none.
    quality_score : ndarray of float32, shape (n,)
        Plausibility, 1 best, below 0 implausible.
    reason : ndarray of str, shape (n,)
        Why the plausibility filter objects, empty where it does not.
    review : ndarray of int8, shape (n,)
        A :class:`Review`.
    """

    intensities: NDArray[np.float32]
    label: NDArray[np.str_]
    fold: NDArray[np.int32]
    seed: NDArray[np.int64]
    parent_index: NDArray[np.int32]
    quality_score: NDArray[np.float32]
    reason: NDArray[np.str_]
    review: NDArray[np.int8]

    def __post_init__(self) -> None:
        values = self.intensities
        # Views are kept by this array, and NumPy makes another of one from the worker process.
        if not isinstance(values, np.ndarray) or values.dtype != np.float32:
            values = np.asarray(values, np.float32)
        if values.ndim != 2:
            raise SpectraError("Generated spectra must be rows of a table.")
        object.__setattr__(self, "intensities", values)
        for column, kind in _COLUMNS.items():
            array = np.asarray(getattr(self, column)).astype(kind)
            if array.shape != (len(values),):
                raise SpectraError(f"Column {column} must have one entry per generated spectrum.")
            object.__setattr__(self, column, array)

    @classmethod
    def from_arrays(
        cls, intensities: ArrayLike, label: ArrayLike, fold: ArrayLike = 0, **columns: ArrayLike
    ) -> Self:
        """Build from arrays or single values; columns not named are empty."""
        values = np.atleast_2d(np.asarray(intensities, np.float32))
        empty: dict[str, ArrayLike] = {
            "seed": 0, "parent_index": -1, "quality_score": 1.0, "reason": "", "review": 0,
        }  # fmt: skip
        given = {**empty, "label": label, "fold": fold, **columns}
        full = {k: np.broadcast_to(np.asarray(v), (len(values),)) for k, v in given.items()}
        return cls(intensities=values, **full)

    @classmethod
    def none(cls, n_points: int) -> Self:
        """Give an empty table."""
        return cls.from_arrays(np.empty((0, n_points), np.float32), np.empty(0, np.str_))

    def __len__(self) -> int:
        return len(self.intensities)

    def select(self, index: ArrayLike) -> Self:
        """Give the rows at `index` (numbers or a mask)."""
        chosen = np.asarray(index)
        if chosen.size == 0:
            chosen = chosen.astype(np.intp)
        columns = {column: getattr(self, column)[chosen] for column in _COLUMNS}
        return replace(self, intensities=self.intensities[chosen], **columns)

    @property
    def reason_told(self) -> NDArray[np.str_]:
        """The filter's reasons, and of rejected spectra without one that it was done by eye."""
        by_eye = (self.review == Review.REJECTED) & (self.reason == "")
        return np.where(by_eye, BY_EYE, self.reason)

    def with_review(self, review: ArrayLike) -> Self:
        """Give the same table with other decisions."""
        return replace(self, review=np.asarray(review, np.int8))

    def with_plausible_accepted(self) -> Self:
        """Accept what is undecided and plausible, reject what is undecided and implausible."""
        review = self.review.copy()
        decision = np.where(self.reason == "", int(Review.ACCEPTED), int(Review.REJECTED))
        np.copyto(review, decision.astype(np.int8), where=review == Review.NONE)
        return self.with_review(review)

    @classmethod
    def concatenate(cls, tables: Sequence[Self]) -> Self:
        """Put tables one under another; there must be at least one."""
        columns = {c: np.concatenate([getattr(t, c) for t in tables]) for c in _COLUMNS}
        return cls(intensities=np.concatenate([t.intensities for t in tables]), **columns)


@dataclass(frozen=True, eq=False)
class TrainingCurves:
    """Loss curves of one model.

    Parameters
    ----------
    label : str
        Substance.
    fold : int
        Fold held out, -1 for none.
    iteration : ndarray of int64, shape (n,)
        Iterations at which the values were taken.
    values : mapping of str to (ndarray of float32, shape (n,))
        One column a quantity, NaN where not taken.
    """

    label: str
    fold: int
    iteration: NDArray[np.int64]
    values: Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class StoredModel:
    """A trained model as plain arrays, so that nothing executable is ever stored.

    Parameters
    ----------
    label : str
        Substance.
    fold : int
        Fold held out, -1 for none.
    augmenter : str
        Name in the augmenters table.
    kept : str
        Which state was kept and why, in words.
    config : mapping
        Everything needed to build the model again, JSON values only.
    tensors : mapping of str to ndarray
        Weights and calibration.
    """

    label: str
    fold: int
    augmenter: str
    kept: str
    config: Mapping[str, Any]
    tensors: Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class InputFile:
    """A file that spectra came from, or that was left out.

    Parameters
    ----------
    path : str
        Where it was.
    sha256 : str
        Its checksum, empty where it could not be read.
    status : {"read", "refused"}
        Whether its spectra are in the set.
    reader : str
        Name of the reader, empty where none took it.
    reason : str
        Why it was left out, as a sentence.
    notes : tuple of str
        What the user should know about how it was read.
    n_spectra, n_points : int
        Its size.
    x_unit : str
        Unit of its axis (``1/cm``, ``nm``, ``pixel``), empty where refused.
    x_first, x_last : float
        Ends of its axis, ascending.
    intensity_sum : float
        Sum of all intensities, NaN left out.
    """

    path: str
    sha256: str = ""
    status: str = "read"
    reader: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    n_spectra: int = 0
    n_points: int = 0
    x_unit: str = ""
    x_first: float = float("nan")
    x_last: float = float("nan")
    intensity_sum: float = float("nan")


@dataclass(frozen=True)
class ProcessStep:
    """One entry of the provenance: what was done, with which parameters.

    Parameters
    ----------
    name : str
        Such as ``import`` or ``baseline``.
    parameters : mapping of str to Value
        One value a parameter.
    """

    name: str
    parameters: Mapping[str, Value]


@dataclass(frozen=True, eq=False)
class AugmentedSet:
    """Originals and generated spectra with their provenance; what the HDF5 file holds.

    Parameters
    ----------
    raw : Spectra
        Originals as imported, on one axis.
    corrected : Spectra
        The same spectra after the recipe, in the same order.
    fold : ndarray of int32, shape (n_originals,)
        Fold in which each original was held out, -1 if in none.
    generated : Generated
        All generated spectra; `review` says which were accepted and which rejected.
    judged : Generated
        The spectra that the scorecard drew for itself.
    process : tuple of ProcessStep
        Steps in order, from import to export.
    curves : tuple of TrainingCurves
        One per model.
    scorecard, scorecard_after : Scorecard, optional
        The verdict, and the figures of the accepted spectra after selection.
    models : tuple of StoredModel
        The trained models.
    inputs : tuple of InputFile
        Every file that was offered.
    environment : mapping of str to str
        Versions, operating system, device, threads, seed.
    messages : StageMessages
        Warnings that belong to the result.
    title : str
        Title of the set.
    simulated : bool
        Whether the originals are simulated rather than measured.
    start_time, end_time : str
        ISO 8601, with time zone.
    review_record : ReviewRecord
        Limits moved by hand, and blind tests.
    badges : tuple of str, optional
        What the checks of the import found in each original: their names, separated by blanks.
    """

    raw: Spectra
    corrected: Spectra
    fold: NDArray[np.int32]
    generated: Generated
    judged: Generated
    process: tuple[ProcessStep, ...] = ()
    curves: tuple[TrainingCurves, ...] = ()
    scorecard: Scorecard | None = None
    scorecard_after: Scorecard | None = None
    models: tuple[StoredModel, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    messages: StageMessages = field(default_factory=StageMessages)
    title: str = ""
    simulated: bool = False
    start_time: str = ""
    end_time: str = ""
    review_record: ReviewRecord = field(default_factory=ReviewRecord)
    badges: tuple[str, ...] | None = None

    @property
    def accepted(self) -> Generated:
        """The generated spectra that were accepted."""
        return self.generated.select(self.generated.review == Review.ACCEPTED)

    @property
    def rejected(self) -> Generated:
        """The generated spectra that were rejected."""
        return self.generated.select(self.generated.review == Review.REJECTED)
