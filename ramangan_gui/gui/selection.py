"""What is selected on screen, shared by all pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QObject, Signal

from ..core.spectra import Spectra
from ..workflow.project import Project


class Selection(QObject):
    """The substance, the original and the generated spectrum that the views are about.

    Attributes
    ----------
    label : str or None
        Substance in view.
    row : int or None
        Row of the original in view (imported and corrected sets have the same rows).
    rows : ndarray of int
        Rows that are selected in the table of the Data page, for the tools.
    generated_row : int or None
        Row of the generated spectrum in view.
    brushed_original, brushed_generated : ndarray of int
        Rows of the originals and generated spectra chosen together, in a plot or in the list.
    """

    changed = Signal()
    brushed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label: str | None = None
        self.row: int | None = None
        self.rows: NDArray[np.intp] = np.empty(0, np.intp)
        self.generated_row: int | None = None
        self.brushed_original: NDArray[np.intp] = np.empty(0, np.intp)
        self.brushed_generated: NDArray[np.intp] = np.empty(0, np.intp)

    def to_dict(self) -> dict[str, Any]:
        """Give what is in view as JSON values, as they are kept with a project."""
        rows = {"row": self.row, "generated_row": self.generated_row}
        numbers = {name: None if row is None else int(row) for name, row in rows.items()}
        return {"label": self.label, **numbers}

    def restore(self, stored: Mapping[str, Any], project: Project) -> None:
        """Bring back into view what :meth:`to_dict` gave, as far as it is in the project."""
        imported, made = project.imported, project.augmentation
        if imported is None or stored.get("label") not in imported.spectra.classes:
            return
        self.label = str(stored["label"])
        self.row = _row(stored.get("row"), len(imported.spectra))
        self.generated_row = _row(
            stored.get("generated_row"), 0 if made is None else len(made.generated)
        )
        self.changed.emit()

    def show_class(self, label: str | None) -> None:
        """Bring a substance into view."""
        if label != self.label:
            self.label, self.row, self.generated_row = label, None, None
            self.brush()
            self.changed.emit()

    def show_original(self, row: int | None) -> None:
        """Bring an original into view."""
        if row != self.row:
            self.row = row
            self.changed.emit()

    def show_generated(self, row: int | None) -> None:
        """Bring a generated spectrum into view."""
        if row != self.generated_row:
            self.generated_row = row
            self.changed.emit()

    def brush(self, original: ArrayLike = (), generated: ArrayLike = ()) -> None:
        """Choose several spectra together; without any, none."""
        rows = [np.sort(np.asarray(given, np.intp)) for given in (original, generated)]
        before = (self.brushed_original, self.brushed_generated)
        if not all(np.array_equal(a, b) for a, b in zip(rows, before, strict=True)):
            self.brushed_original, self.brushed_generated = rows
            self.brushed.emit()


def rows_in_view(spectra: Spectra, selection: Selection, number: int) -> np.ndarray:
    """Choose what is shown: the selected spectrum, then those of its class that follow.

    Parameters
    ----------
    spectra : Spectra
        The whole set.
    selection : Selection
        Class and spectrum in view.
    number : int
        How many at most.

    Returns
    -------
    ndarray of int
        Rows of the set, at least one.
    """
    row = selection.row
    if row is not None and row < len(spectra):
        label = str(spectra.label[row])
    else:
        row = None
        label = selection.label if selection.label in spectra.classes else spectra.classes[0]
    rows = np.flatnonzero(spectra.label == label)
    start = 0 if row is None else int(np.flatnonzero(rows == row)[0])
    return np.roll(rows, -start)[:number]


def _row(stored: Any, n: int) -> int | None:
    return stored if type(stored) is int and 0 <= stored < n else None
