"""Axes that count pixels: kept apart from calibrated ones unless the user says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from .aligned import Aligned, Item, commonest_axis, files_said


def take_calibrated_axis(items: Sequence[Item], aligned: Aligned) -> None:
    """Give pixel spectra the axis of calibrated ones of as many points, as the user asked for.

    Parameters
    ----------
    items : sequence of Item
        Spectra in any unit; those with a pixel axis are changed and marked.
    aligned : Aligned
        Takes what was done.
    """
    calibrated = [item for item in items if item.x_unit != "pixel"]
    n_taken = 0
    for item in items:
        same = [other for other in calibrated if other.axis.size == item.axis.size]
        if item.x_unit != "pixel" or not same:
            continue
        item.axis, _ = commonest_axis(same)
        item.x_unit = next(other.x_unit for other in same if other.axis is item.axis)
        item.marks.add("pixel")
        n_taken += 1
    if n_taken:
        aligned.messages.append(
            f"{files_said(n_taken)} with a pixel axis took the axis of calibrated spectra with as "
            "many points, since you said that they come from the same detector."
        )


def of_one_detector(items: list[Item], aligned: Aligned) -> list[Item]:
    """Keep the pixel axis that most spectra have: pixels of two detectors do not compare."""
    axis = commonest_axis(items)[0]
    for item in items:
        if item.axis is not axis:
            aligned.left_out[item.file] = "Its axis counts other pixels than most spectra."
    return aligned.remaining(items)
