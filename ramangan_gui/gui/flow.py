"""The five pages in their order, and where a finished job leads."""

from __future__ import annotations

from ..workflow.project import Project

DATA, CORRECT, TRAIN, REVIEW, EXPORT = range(5)

#: Keys of the pages in order; each page is the class ``<Key>Page`` of ``pages/<key>.py``.
PAGES = ("data", "correct", "train", "review", "export")


def page_after(before: Project, after: Project) -> int | None:
    """Say which page a finished job leads to.

    Parameters
    ----------
    before, after : Project
        Project before and after the job.

    Returns
    -------
    int or None
        Number of the page; ``None`` to stay.
    """
    if after.imported is not before.imported:
        if after.augmentation is not None:
            return REVIEW
        if after.imported is not None and after.imported.spectra.x_unit != "1/cm":
            return DATA  # which says what the axis is, and asks for the laser
        return TRAIN if after.corrected is not None else CORRECT
    if after.corrected is not before.corrected:
        # Where there is something to look at, it is read before going on.
        return CORRECT if after.corrected is not None and after.corrected.notes else TRAIN
    was, now = before.augmentation, after.augmentation
    if now is not None and (was is None or now.generated is not was.generated):
        return REVIEW
    return None
