"""Bringing spectra of many files together: their units first, then one axis for all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Steps
from ..core.spectra import AXIS_UNITS
from ..preprocessing.axis import Axis
from ..preprocessing.wavelength import is_far_from_raman, is_raman_shift, raman_shift
from .aligned import Aligned, Item, files_said
from .common_axis import choose_points, joined, with_enough_range
from .import_options import ImportOptions
from .labelling import Labelled, Part
from .pixel_axes import of_one_detector, take_calibrated_axis
from .readers import Measured
from .readers.base import merged

#: Usual laser lines, as file names mention them, in nm.
_LASER_IN_NAME: Final = re.compile(
    r"(?<!\d)(405|442|458|473|488|514|532|561|594|633|638|647|660|671|685|752|780|785|808|830|1064)"
    r"(?!\d)"
)


def align(
    parts: list[Part],
    labelled: Sequence[Labelled],
    sha256: Sequence[str],
    axis: Axis,
    options: ImportOptions,
) -> Steps[Aligned]:
    """Put parts together on one axis.

    Parameters
    ----------
    parts : list of Part
        What was read; the list is emptied, so that memory is given back as early as possible.
    labelled : sequence of Labelled
        Substances and specimens, one entry a part.
    sha256 : sequence of str
        Checksums by number of the file.
    axis : Axis
        Chosen range and kind of interpolation.
    options : ImportOptions
        Units, laser, pixel axes and gaps.

    Returns
    -------
    Aligned
        The spectra: with measured points unchanged where all axes are equal, else interpolated to
        the points of one of the files within the range that all cover.

    Raises
    ------
    InputError
        If no range is common to the files.
    """
    aligned = Aligned()
    items = _prepared(parts, labelled, options, aligned)
    if options.pixels == "same_detector":
        take_calibrated_axis(items, aligned)
    items = _of_one_unit(items, aligned)
    items = with_enough_range(items, axis, aligned)
    if items:
        points = choose_points(items, axis, aligned)
        bridge = options.gaps == "bridge"
        yield from joined(items, points, axis.interpolation, sha256, aligned, bridge)
    return aligned


def _prepared(
    parts: list[Part],
    labelled: Sequence[Labelled],
    options: ImportOptions,
    aligned: Aligned,
) -> list[Item]:
    """Settle the unit of each part, merge repeated points and cut empty ends."""
    items: list[Item] = []
    same: dict[bytes, NDArray[np.float64]] = {}
    assumed: defaultdict[str, set[int]] = defaultdict(set)
    converted: defaultdict[tuple[float, bool], set[int]] = defaultdict(set)
    far: dict[float, list[str]] = {}
    repeated: set[int] = set()
    parts.reverse()
    for facts in labelled:
        part = parts.pop()
        measured = part.measured
        unit = measured.x_unit
        if not measured.unit_stated or options.x_unit_always:
            unit = unit if options.x_unit == "auto" else options.x_unit
            if not measured.unit_stated:
                assumed[unit].add(part.file)
        if not unit:
            aligned.left_out[part.file] = _why_no_unit(measured)
            continue
        axis, values = merged(*_without_empty_ends(measured))
        if (np.diff(measured.axis) == 0).any():
            repeated.add(part.file)
        laser = options.laser_nm or measured.laser_nm
        if unit == "nm" and laser is not None and axis.size and axis[0] > 0:
            shift = raman_shift(axis, laser)
            if not is_raman_shift(shift) and options.laser_nm is not None:
                aligned.left_out[part.file] = _no_shift(shift, axis, laser)
                continue
            if options.laser_nm is None and is_far_from_raman(shift):
                far.setdefault(laser, []).append(_far(part.offered.path.name, shift, laser))
            elif is_raman_shift(shift):
                axis, unit = shift, "1/cm"
                converted[laser, options.laser_nm is None].add(part.file)
        if axis.size < 2:
            aligned.left_out[part.file] = "It holds no intensities."
            continue
        items.append(_item(part, facts, same.setdefault(axis.tobytes(), axis), values, unit))
    _tell_preparation(aligned, assumed, len(repeated), converted)
    for said in far.values():
        more = f" So are those of {files_said(len(said) - 1)} more." if len(said) > 1 else ""
        aligned.messages.append(said[0] + more)
    return items


def _why_no_unit(measured: Measured) -> str:
    if measured.not_raman:
        return (
            f"It holds {measured.not_raman}, which is no Raman spectrum. To use it all the same, "
            "choose the unit of its axis for the import (import.x_unit)."
        )
    return (
        "It names no unit of its axis, whose values may be cm⁻¹ or nm. Name the unit in its "
        "header, or choose it for the import (import.x_unit)."
    )


def _item(
    part: Part,
    labelled: Labelled,
    axis: NDArray[np.float64],
    values: NDArray[np.float32],
    x_unit: str,
) -> Item:
    return Item(
        file=part.file,
        path=str(part.offered.path),
        name=part.offered.path.name,
        numbers=part.numbers,
        n_in_file=part.n_in_file,
        labelled=labelled,
        position=part.measured.map_position,
        axis=axis,
        values=values,
        x_unit=x_unit,
        laser_nm=part.measured.laser_nm,
    )


def _tell_preparation(
    aligned: Aligned,
    assumed: Mapping[str, set[int]],
    n_merged: int,
    converted: Mapping[tuple[float, bool], set[int]],
) -> None:
    for unit, files in assumed.items():
        if unit:
            count = len(files)
            shown = AXIS_UNITS[unit] or "pixels"
            verb = "names" if count == 1 else "name"
            aligned.messages.append(
                f"{files_said(count)} {verb} no unit of the axis; it was taken as {shown}."
            )
    for (laser, stated), files in converted.items():
        count = len(files)
        whose = " that the file states" if count == 1 else " that the files state"
        aligned.messages.append(
            f"The axis of {files_said(count)} was converted from nm to Raman shift with the laser "
            f"at {laser:g} nm{whose if stated else ''}."
        )
    if n_merged:
        aligned.messages.append(
            f"Repeated axis points of {files_said(n_merged)} were merged by the mean of their "
            "intensities."
        )


def _no_shift(shift: NDArray[np.float64], axis: NDArray[np.float64], laser: float) -> str:
    return (
        f"With the laser at {laser:g} nm its axis from {axis[0]:.6g} to {axis[-1]:.6g} nm would "
        f"reach from {shift[0]:,.0f} to {shift[-1]:,.0f} cm⁻¹, which is no Raman shift. Set the "
        "laser wavelength (import.laser_nm) right, or leave it out to keep nm."
    )


def _far(name: str, shift: NDArray[np.float64], laser: float) -> str:
    return (
        f"The axis of {name} was left in nm: with the laser at {laser:g} nm that the file states, "
        f"most of it lies beyond Raman shifts ({shift[0]:,.0f} to {shift[-1]:,.0f} cm⁻¹), as in "
        f"photoluminescence. Set import.laser_nm={laser:g} to convert it all the same."
    )


def _without_empty_ends(measured: Measured) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Cut off points at both ends at which no spectrum has an intensity."""
    values = measured.intensities
    if not (np.isnan(values[:, 0]).all() or np.isnan(values[:, -1]).all()):
        return measured.axis, values
    used = np.flatnonzero(~np.isnan(values).all(axis=0))
    if used.size == 0:
        return measured.axis[:0], values[:, :0]
    inside = slice(used[0], used[-1] + 1)
    return measured.axis[inside], values[:, inside]


def _of_one_unit(items: list[Item], aligned: Aligned) -> list[Item]:
    """Keep the unit that most spectra have; cm⁻¹ where two have equally many."""
    if not items:
        return items
    counts: Counter[str] = Counter()
    for item in items:
        counts[item.x_unit] += item.n_spectra
    unit = max(counts, key=lambda name: (counts[name], name == "1/cm"))
    for item in items:
        if item.x_unit != unit:
            own, others = (AXIS_UNITS[name] or "pixels" for name in (item.x_unit, unit))
            reason = f"Its axis is in {own}, that of most spectra in {others}."
            if item.x_unit == "nm":
                reason += " State the laser wavelength (import.laser_nm) to convert it."
            if "pixel" in (item.x_unit, unit):
                reason += (
                    " Set import.pixels=same_detector if both come from the same detector and "
                    "grating."
                )
            aligned.left_out[item.file] = reason
    in_nm = [item for item in items if item.x_unit == "nm"]
    if in_nm and unit != "nm":
        aligned.laser_hint_nm, _ = _laser_hint(in_nm)
    items = aligned.remaining(items)
    if unit == "nm":
        aligned.laser_hint_nm, hint = _laser_hint(items)
        aligned.messages.append(
            "The axis is in nm and is no Raman shift; state the laser wavelength "
            f"(import.laser_nm) to convert it.{hint}"
        )
    if unit == "pixel":
        aligned.messages.append("The axis counts pixels and is no Raman shift.")
        items = of_one_detector(items, aligned)
    return items


def _laser_hint(items: list[Item]) -> tuple[float | None, str]:
    """Give the laser that the files or their names speak of, if only of one, and say so."""
    stated = {item.laser_nm for item in items if item.laser_nm is not None}
    named = {name for item in items for name in _LASER_IN_NAME.findall(item.name)}
    if len(stated) == 1:
        laser = stated.pop()
        return laser, f" The files state a laser at {laser:g} nm."
    if not stated and len(named) == 1:
        laser = float(named.pop())
        return laser, f" The file names suggest a laser at {laser:g} nm."
    return None, ""
