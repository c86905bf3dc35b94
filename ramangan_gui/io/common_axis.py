"""One axis for spectra of many files, without inventing anything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..core.errors import InputError
from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from ..preprocessing.axis import Axis, resample
from ..preprocessing.checks import FEW_POINTS, SHORT
from .aligned import Aligned, Item, commonest_axis, files_said
from .gaps import bridge_gaps
from .readers.base import axis_range, number

#: A file that covers less than this share of what most spectra cover is left out.
_LEAST_COVER = 0.5

#: An axis that this share of the spectra has is the common one.
_MOST = 0.5

#: Spectra interpolated at a time.
_ROWS = 256

#: Numbers of spectra that a message lists.
_LISTED = 12


def with_enough_range(items: list[Item], axis: Axis, aligned: Aligned) -> list[Item]:
    """Leave out files that do not cover the chosen range, or little of what most cover.

    Parameters
    ----------
    items : list of Item
        Spectra, all in one unit.
    axis : Axis
        The chosen range. Where it is wider than what most spectra cover, that counts.
    aligned : Aligned
        Takes the reasons.
    """
    if not items:
        return items
    sizes = [item.n_spectra for item in items]
    low = _weighted_median([item.axis[0] for item in items], sizes)
    high = _weighted_median([item.axis[-1] for item in items], sizes)
    low = low if axis.start is None else max(axis.start, low)
    high = high if axis.stop is None else min(axis.stop, high)
    for item in items:
        first, last = item.axis[0], item.axis[-1]
        short = axis.start is not None and first > low + item.step
        short = short or (axis.stop is not None and last < high - item.step)
        cover = min(last, high) - max(first, low)
        if high > low and (short or cover < _LEAST_COVER * (high - low)):
            wanted = axis_range(np.array([low, high]), item.x_unit)
            aligned.left_out[item.file] = (
                f"It covers {axis_range(item.axis, item.x_unit)} only, not {wanted}."
            )
        elif cover < SHORT * (high - low):
            item.marks.add("short_range")
        if item.axis.size < FEW_POINTS:
            item.marks.add("few_points")
    return aligned.remaining(items)


def _weighted_median(values: Sequence[float], weights: Sequence[int]) -> float:
    order = np.argsort(values, kind="stable")
    total = np.cumsum(np.asarray(weights)[order])
    return float(np.asarray(values)[order][np.searchsorted(total, total[-1] / 2)])


def choose_points(items: list[Item], axis: Axis, aligned: Aligned) -> NDArray[np.float64]:
    """Choose the points of the common axis.

    Those of the axis that at least half of the spectra have, else those of a file of the usual
    spacing, as far as all files reach.

    Raises
    ------
    InputError
        If the files have no range in common.
    """
    low = max(item.axis[0] for item in items)
    high = min(item.axis[-1] for item in items)
    low = low if axis.start is None else max(low, axis.start)
    high = high if axis.stop is None else min(high, axis.stop)
    base = _base_axis(items)
    points: NDArray[np.float64] = base[(base >= low) & (base <= high)]
    if points.size < 2:
        raise InputError(
            f"The spectra have no range in common{_chosen(axis)}.",
            "Choose another range, or import the files apart.",
        )
    moved = {item.file for item in items if not np.array_equal(_within(item, points), points)}
    size = f"{number(points.size)} points, {axis_range(points, items[0].x_unit)}"
    if moved:
        n_files = len({item.file for item in items})
        aligned.messages.append(
            f"The axes differ: {files_said(n_files)} were brought to the range that all cover "
            f"({size}), {files_said(len(moved))} of them by {axis.interpolation} interpolation."
        )
    elif any(item.axis.size > points.size for item in items):
        aligned.messages.append(f"Cropped to {size}; the measured points are unchanged.")
    return points


def _chosen(axis: Axis) -> str:
    if axis.start is None and axis.stop is None:
        return ""
    first = "the first point" if axis.start is None else f"{axis.start:g}"
    last = "the last point" if axis.stop is None else f"{axis.stop:g}"
    return f" within the chosen range, {first} to {last}"


def _base_axis(items: Sequence[Item]) -> NDArray[np.float64]:
    axis, share = commonest_axis(items)
    if share >= _MOST:
        return axis
    steps = [item.step for item in items]
    usual = _weighted_median(steps, [item.n_spectra for item in items])
    return items[steps.index(usual)].axis


def _inside(item: Item, points: NDArray[np.float64]) -> slice:
    first = int(np.searchsorted(item.axis, points[0], "left"))
    return slice(first, int(np.searchsorted(item.axis, points[-1], "right")))


def _within(item: Item, points: NDArray[np.float64]) -> NDArray[np.float64]:
    within: NDArray[np.float64] = item.axis[_inside(item, points)]
    return within


def joined(
    items: Sequence[Item],
    points: NDArray[np.float64],
    interpolation: str,
    sha256: Sequence[str],
    aligned: Aligned,
    bridge: bool = False,
) -> Steps[None]:
    """Put all spectra that have no gaps on the common axis.

    Parameters
    ----------
    items : sequence of Item
        The spectra; their intensities are dropped one after another.
    points : ndarray of float64
        The common axis.
    interpolation : str
        Used where points have to be moved.
    sha256 : sequence of str
        Checksums by number of the file.
    aligned : Aligned
        Takes the spectra, reasons and messages.
    bridge : bool
        Whether short gaps are filled rather than their spectra left out.
    """
    alone = len(items) == 1
    total = sum(item.n_spectra for item in items)
    everything = np.empty((0 if alone else total, points.size), np.float32)
    n_filled = 0
    kept: list[tuple[Item, NDArray[np.intp]]] = []
    gaps: dict[int, list[int]] = {}
    for place, item in enumerate(items):
        yield Progress(place / len(items), "Bringing spectra to one axis")
        values = yield from _on_points(item, points, interpolation, place / len(items))
        item.values = np.empty((0, 0), np.float32)
        complete = ~np.isnan(values).any(axis=1)
        if bridge and not complete.all():
            values, bridged = bridge_gaps(points, values)
            complete |= bridged
            place_in_set = n_filled + np.cumsum(complete) - 1
            aligned.marks.setdefault("gaps", []).extend(place_in_set[bridged].tolist())
        rows = np.flatnonzero(complete)
        for mark in item.marks:
            aligned.marks.setdefault(mark, []).extend(range(n_filled, n_filled + rows.size))
        if rows.size < len(values):
            gaps.setdefault(item.file, []).extend(item.numbers[~complete].tolist())
            values = values[rows]
        if rows.size:
            kept.append((item, rows))
        if alone:
            everything = values
        else:
            everything[n_filled : n_filled + rows.size] = values
        n_filled += rows.size
    _tell_gaps(items, gaps, {item.file for item, _ in kept}, aligned)
    if kept:
        aligned.spectra = _spectra(kept, points, everything[:n_filled], sha256)


def _on_points(
    item: Item, points: NDArray[np.float64], interpolation: str, fraction: float
) -> Steps[NDArray[np.float32]]:
    inside = _inside(item, points)
    if np.array_equal(item.axis[inside], points):
        if points.size == item.axis.size:
            return item.values
        return np.ascontiguousarray(item.values[:, inside])
    values = np.empty((item.n_spectra, points.size), np.float32)
    for begin in range(0, len(values), _ROWS):
        rows = slice(begin, begin + _ROWS)
        values[rows] = resample(item.axis, item.values[rows], points, interpolation)
        yield Progress(fraction, f"Interpolating {item.name}")
    return values


def _tell_gaps(
    items: Sequence[Item], gaps: dict[int, list[int]], kept: set[int], aligned: Aligned
) -> None:
    first = {item.file: item for item in reversed(items)}
    for file, numbers in gaps.items():
        item = first[file]
        aligned.with_gaps[file] = numbers
        if file not in kept:
            aligned.left_out[file] = (
                "Its spectrum has gaps (missing values). Delete those points, or choose "
                "“Bridge short gaps” (import.gaps=bridge)."
                if item.n_in_file == 1
                else "All its spectra have gaps (missing values)."
            )
            continue
        listed = ", ".join(str(index + 1) for index in numbers[:_LISTED])
        more = ", …" if len(numbers) > _LISTED else ""
        aligned.messages.append(
            f"{item.name}: {number(len(numbers))} of {number(item.n_in_file)} spectra have gaps "
            f"(missing values) and were left out: {listed}{more}."
        )


def _spectra(
    kept: Sequence[tuple[Item, NDArray[np.intp]]],
    points: NDArray[np.float64],
    intensities: NDArray[np.float32],
    sha256: Sequence[str],
) -> Spectra:
    def column(name: str) -> NDArray[np.str_]:
        return np.concatenate([getattr(item.labelled, name)[rows] for item, rows in kept])

    sizes = [rows.size for _, rows in kept]
    position = None
    if any(item.position is not None for item, _ in kept):
        position = np.concatenate([_positions(item, rows) for item, rows in kept])
    return Spectra(
        raman_shift=points,
        intensities=intensities,
        label=column("label"),
        group=column("group"),
        name=column("name"),
        source_file=np.repeat([item.path for item, _ in kept], sizes),
        source_index=np.concatenate([item.numbers[rows] for item, rows in kept]),
        source_sha256=np.repeat([sha256[item.file] for item, _ in kept], sizes),
        map_position=position,
        x_unit=kept[0][0].x_unit,
    )


def _positions(item: Item, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    if item.position is None:
        return np.full((rows.size, 2), np.nan)
    return item.position[rows]
