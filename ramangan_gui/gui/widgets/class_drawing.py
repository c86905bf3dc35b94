"""Draws the classes of a set into a plot, one at a time, so that the window answers in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from ...core.spectra import Spectra
from ..turns import in_a_turn
from .joined_curve import JoinedCurve
from .spectra_plot import SpectraPlot

#: Up to this many spectra of a set: each is a curve of its own; up to the next: one joined curve a
#: class; above: a picture of their density.
MAX_CURVES, MAX_JOINED = 80, 400

#: Most spectra that are drawn, evenly chosen from every class; more where those of a class lie
#: together in memory, since their picture is counted without taking them out.
MAX_DRAWN = 1600

#: Classes are drawn for so long before the window may answer, in seconds.
_MOMENT = 0.008

#: More classes than colours: the second round is dashed.
_COLOURS = 8


class ClassDrawing(QObject):
    """Fills a plot class by class.

    Parameters
    ----------
    plot : SpectraPlot
        The plot.
    """

    def __init__(self, plot: SpectraPlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self._spectra: Spectra | None = None
        self._waiting: list[tuple[int, str, NDArray[np.intp]]] = []
        self._then: Callable[[], None] | None = None
        self._drawn_as = ""
        self._asked = False

    def draw(self, spectra: Spectra, then: Callable[[], None]) -> int:
        """Begin to draw a set in place of what is in the plot.

        Parameters
        ----------
        spectra : Spectra
            The set.
        then : callable
            Called when all is drawn.

        Returns
        -------
        int
            Number of spectra that will be drawn.
        """
        self._plot.clear()
        self._spectra, self._then = spectra, then
        n = len(spectra)
        self._drawn_as = "" if n <= MAX_CURVES else "joined" if n <= MAX_JOINED else "picture"
        share = min(1.0, MAX_DRAWN / max(n, 1))
        self._waiting = [
            (number, label, rows if _together(rows) else _evenly(rows, share))
            for number, (label, rows) in enumerate(spectra.class_rows.items())
        ]
        self._ask()
        return sum(chosen.size for _, _, chosen in self._waiting)

    @property
    def joined_curves(self) -> list[JoinedCurve]:
        """What is drawn as one curve a class."""
        return [item for item in self._plot.getPlotItem().items if isinstance(item, JoinedCurve)]

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            in_a_turn(self, self._next)

    def _next(self) -> None:
        """Draw as many more classes as a moment allows, at least one; end in a turn of its own."""
        self._asked = False
        if self._waiting:
            self._draw_some()
            self._ask()
            return
        self._spectra = None
        then, self._then = self._then, None
        if then is not None:
            then()

    def _draw_some(self) -> None:
        begun = time.perf_counter()
        while self._waiting and self._spectra is not None:
            self._draw_class(self._spectra, *self._waiting.pop(0))
            if time.perf_counter() - begun > _MOMENT:
                break

    def _draw_class(
        self, spectra: Spectra, number: int, label: str, rows: NDArray[np.intp]
    ) -> None:
        # A slice takes nothing out, whatever the number.
        taken = slice(rows[0], rows[-1] + 1) if _together(rows) else rows
        self._plot.add_spectra(
            spectra.raman_shift,
            spectra.intensities[taken],
            number,
            label,
            dashed=number % (2 * _COLOURS) >= _COLOURS and not self._drawn_as,
            ids=rows,
            row_names=cast(Sequence[str], spectra.name[taken]),
            drawn_as=self._drawn_as,
        )


def _together(rows: NDArray[np.intp]) -> bool:
    """Whether ascending rows lie side by side."""
    return rows.size > 0 and int(rows[-1] - rows[0]) == rows.size - 1


def _evenly(rows: NDArray[np.intp], share: float) -> NDArray[np.intp]:
    """Choose a share of the rows, evenly, at least ten where there are as many."""
    n = min(rows.size, max(round(share * rows.size), 10))
    return rows if n == rows.size else rows[np.linspace(0, rows.size - 1, n).astype(np.intp)]
