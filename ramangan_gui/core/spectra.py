"""The noun everything else speaks of: a set of spectra on one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import SpectraError

FloatArray = NDArray[np.floating[Any]]

#: Files that hold series, their spectra file after file, and where each ends.
FoundSeries = tuple[tuple[str, ...], NDArray[np.intp], NDArray[np.intp]]

#: Units an axis can have, and the name of the axis in files and on screen.
AXIS_NAMES = {"1/cm": "raman_shift", "nm": "wavelength", "pixel": "pixel"}
AXIS_LABELS = {"1/cm": "Raman shift", "nm": "Wavelength", "pixel": "Pixel"}
AXIS_UNITS = {"1/cm": "cm⁻¹", "nm": "nm", "pixel": ""}

_PER_SPECTRUM = ("label", "group", "name", "source_file", "source_index", "source_sha256")


@dataclass(frozen=True, eq=False)
class Spectra:
    """Spectra of one or more substances on one ascending axis.

    Parameters
    ----------
    raman_shift : ndarray of float64, shape (n_points,)
        Axis, strictly ascending, in cm⁻¹ (or in `x_unit` where that says otherwise).
    intensities : ndarray of float32, shape (n_spectra, n_points)
        One row per spectrum.
    label : ndarray of str, shape (n_spectra,)
        Substance.
    group : ndarray of str, shape (n_spectra,)
        Specimen or series of measurements; replicates of one group never straddle a split.
    name : ndarray of str, shape (n_spectra,)
        What the spectrum is called on screen.
    source_file, source_sha256 : ndarray of str, shape (n_spectra,)
        File that it came from, and that file's SHA-256.
    source_index : ndarray of int32, shape (n_spectra,)
        Number of the spectrum within its file.
    map_position : ndarray of float64, shape (n_spectra, 2), optional
        Position on a map in µm, NaN where unknown.
    x_unit : {"1/cm", "nm", "pixel"}
        Unit of the axis.

    Raises
    ------
    SpectraError
        If shapes disagree, the axis does not ascend, or there is nothing in it.
    """

    raman_shift: NDArray[np.float64]
    intensities: NDArray[np.float32]
    label: NDArray[np.str_]
    group: NDArray[np.str_]
    name: NDArray[np.str_]
    source_file: NDArray[np.str_]
    source_index: NDArray[np.int32]
    source_sha256: NDArray[np.str_]
    map_position: NDArray[np.float64] | None = field(default=None)
    x_unit: str = "1/cm"

    def __post_init__(self) -> None:
        axis = _frozen(self.raman_shift, np.float64)
        values = _frozen(self.intensities, np.float32)
        if values.ndim != 2 or axis.ndim != 1 or values.shape[1] != axis.size:
            raise SpectraError(
                f"Intensities of shape {values.shape} do not fit an axis of {axis.size} points."
            )
        if axis.size < 2:
            raise SpectraError("A spectrum needs at least two points.")
        if not np.isfinite(axis).all() or not (np.diff(axis) > 0).all():
            raise SpectraError("The axis must ascend without gaps or repeats.")
        if self.x_unit not in AXIS_NAMES:
            raise SpectraError(f"Unknown axis unit {self.x_unit!r}; use 1/cm, nm or pixel.")
        object.__setattr__(self, "raman_shift", axis)
        object.__setattr__(self, "intensities", values)
        for column in _PER_SPECTRUM:
            kind = np.int32 if column == "source_index" else np.str_
            array = _frozen(getattr(self, column), kind)
            if array.shape != (len(values),):
                raise SpectraError(f"Column {column} must have one entry per spectrum.")
            object.__setattr__(self, column, array)
        if self.map_position is not None:
            position = _frozen(self.map_position, np.float64)
            if position.shape != (len(values), 2):
                raise SpectraError("Map positions must be one x and one y per spectrum.")
            object.__setattr__(self, "map_position", position)

    @classmethod
    def from_arrays(
        cls,
        raman_shift: ArrayLike,
        intensities: ArrayLike,
        label: ArrayLike = "",
        group: ArrayLike | None = None,
        name: ArrayLike | None = None,
        source_file: ArrayLike = "",
        source_sha256: ArrayLike = "",
        source_index: ArrayLike | None = None,
        map_position: ArrayLike | None = None,
        x_unit: str = "1/cm",
    ) -> Self:
        """Build from plain arrays; a single word serves for every spectrum.

        Parameters are those of the class. Without `group`, every spectrum is a group of its own.
        """
        values = np.atleast_2d(np.asarray(intensities, dtype=np.float32))
        n = len(values)
        numbers = np.arange(n, dtype=np.int32)

        def column(given: ArrayLike) -> NDArray[np.str_]:
            return np.broadcast_to(np.asarray(given, dtype=np.str_), (n,))

        names = column(name) if name is not None else np.array([f"#{i + 1}" for i in range(n)])
        return cls(
            raman_shift=np.asarray(raman_shift, dtype=np.float64),
            intensities=values,
            label=column(label),
            group=column(group) if group is not None else numbers.astype(np.str_),
            name=names.astype(np.str_),
            source_file=column(source_file),
            source_index=numbers if source_index is None else np.asarray(source_index, np.int32),
            source_sha256=column(source_sha256),
            map_position=None if map_position is None else np.asarray(map_position, np.float64),
            x_unit=x_unit,
        )

    @property
    def n_spectra(self) -> int:
        """Number of spectra."""
        return len(self.intensities)

    @property
    def n_points(self) -> int:
        """Number of points of the axis."""
        return self.raman_shift.size

    def __len__(self) -> int:
        return self.n_spectra

    @cached_property
    def is_complete(self) -> bool:
        """Whether every intensity is a finite number."""
        with np.errstate(invalid="ignore", over="ignore"):
            # A gap makes the sum one; where that is none for another reason, all are looked at.
            total = self.intensities.sum()
        return bool(np.isfinite(total) or np.isfinite(self.intensities).all())

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """Substances in order of their first spectrum."""
        return tuple(self.counts)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Number of spectra of each substance."""
        return dict(Counter(self.label.tolist()))

    @cached_property
    def class_rows(self) -> dict[str, NDArray[np.intp]]:
        """Numbers of the spectra of each substance, ascending."""
        number = {label: place for place, label in enumerate(self.counts)}
        kind = np.fromiter(map(number.__getitem__, self.label.tolist()), np.int32, len(self))
        order = np.argsort(kind, kind="stable")
        ends = np.cumsum(list(self.counts.values()))[:-1]
        return dict(zip(self.counts, np.split(order, ends), strict=True))

    @cached_property
    def n_groups(self) -> dict[str, int]:
        """Number of groups of each substance."""
        if len(self) and (self.group == self.group[0]).all():
            return dict.fromkeys(self.counts, 1)
        pairs = set(zip(self.label.tolist(), self.group.tolist(), strict=True))
        return dict(Counter(label for label, _ in pairs))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """All groups in order of their first spectrum."""
        return tuple(dict.fromkeys(self.group.tolist()))

    @cached_property
    def series(self) -> FoundSeries:
        """Files that hold series, and their spectra (see :func:`.series.find_series`)."""
        from .series import find_series

        return find_series(self)

    def counted(self) -> Self:
        """Give the same spectra with everything counted that their tables show.

        With very many spectra that takes longer than a window may be still, so that whoever reads
        them does it; the counts go with them to another process.
        """
        _ = self.class_rows, self.n_groups, self.groups, self.series
        return self

    @property
    def axis_title(self) -> str:
        """Name and unit of the axis, for plots."""
        unit = AXIS_UNITS[self.x_unit]
        return AXIS_LABELS[self.x_unit] + (f" / {unit}" if unit else "")

    def select(self, index: ArrayLike) -> Self:
        """Give the spectra at `index` (numbers or a mask), in that order."""
        chosen = np.asarray(index)
        if chosen.size == 0:
            chosen = chosen.astype(np.intp)
        columns = {column: getattr(self, column)[chosen] for column in _PER_SPECTRUM}
        position = None if self.map_position is None else self.map_position[chosen]
        return replace(self, intensities=self.intensities[chosen], map_position=position, **columns)

    def between(self, begin: int, end: int) -> Self:
        """Give the spectra from number `begin` to the one before `end`; nothing is copied."""
        rows = slice(begin, end)
        columns = {column: getattr(self, column)[rows] for column in _PER_SPECTRUM}
        position = None if self.map_position is None else self.map_position[rows]
        return replace(self, intensities=self.intensities[rows], map_position=position, **columns)

    def of_class(self, label: str) -> Self:
        """Give the spectra of one substance."""
        return self.select(np.flatnonzero(self.label == label))

    def with_intensities(
        self, intensities: ArrayLike, raman_shift: ArrayLike | None = None
    ) -> Self:
        """Give the same spectra with other intensities, and another axis where one is named."""
        axis = self.raman_shift if raman_shift is None else np.asarray(raman_shift, np.float64)
        return replace(self, intensities=np.asarray(intensities, np.float32), raman_shift=axis)

    def with_labels(self, label: ArrayLike | None = None, group: ArrayLike | None = None) -> Self:
        """Give the same spectra with other substances or groups."""
        changed = {"label": label, "group": group}
        columns = {k: np.asarray(v, np.str_) for k, v in changed.items() if v is not None}
        return replace(self, **columns)  # type: ignore[arg-type]

    @classmethod
    def concatenate(cls, parts: Sequence[Self] | Iterable[Self]) -> Self:
        """Put sets on the same axis one after another.

        Raises
        ------
        SpectraError
            If there is none, or their axes or units differ.
        """
        sets = list(parts)
        if not sets:
            raise SpectraError("There are no spectra.")
        first = sets[0]
        for other in sets[1:]:
            if other.x_unit != first.x_unit or not np.array_equal(
                other.raman_shift, first.raman_shift
            ):
                raise SpectraError("Spectra on different axes cannot be put together.")
        columns = {c: np.concatenate([getattr(s, c) for s in sets]) for c in _PER_SPECTRUM}
        positions = None
        if any(s.map_position is not None for s in sets):
            unknown = [np.full((len(s), 2), np.nan) for s in sets]
            positions = np.concatenate(
                [
                    u if s.map_position is None else s.map_position
                    for s, u in zip(sets, unknown, strict=True)
                ]
            )
        return replace(
            first,
            intensities=np.concatenate([s.intensities for s in sets]),
            map_position=positions,
            **columns,  # type: ignore[arg-type]
        )


def axis_step(axis: NDArray[np.floating[Any]]) -> float:
    """Give how far most points of an axis are from the next, in its unit."""
    return float(np.median(np.diff(axis))) if axis.size > 1 else 1.0


def _frozen(array: Any, kind: Any) -> NDArray[Any]:
    """Give `array` in its type as a read-only view, so that no set changes behind one's back."""
    view = np.asarray(array, dtype=kind).view()
    view.flags.writeable = False
    return view
