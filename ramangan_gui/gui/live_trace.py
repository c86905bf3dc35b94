"""Runs a recipe on the spectra in view, as fast as a slider moves."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ..core.errors import RamanGanError
from ..core.spectra import Spectra
from ..preprocessing.recipe import Recipe
from .sentences import told_error
from .warmup import WarmUp, is_warm

#: A recipe slower than this on the spectra in view, in seconds, waits until the slider rests.
_SLOW = 0.06

#: How long it must rest, in ms.
_REST = 150


class LiveTrace(QObject):
    """Answers the latest request, and drops those that it overtook.

    Attributes
    ----------
    traced : Signal(object, object)
        Trace, and the recipe that made it.
    refused : Signal(str)
        Why the recipe cannot run on the spectra in view.
    preparing : Signal()
        The baseline methods are being loaded; the answer follows.
    """

    traced = Signal(object, object)
    refused = Signal(str)
    preparing = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spectra: Spectra | None = None
        self._recipe: Recipe | None = None
        self._cost = 0.0
        self._pending = False
        self._warm_up: WarmUp | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._answer)

    def show_spectra(self, spectra: Spectra) -> None:
        """Take other spectra into view; the next request is about them."""
        self._spectra, self._cost = spectra, 0.0

    def request(self, recipe: Recipe) -> None:
        """Ask for the trace of a recipe; it comes when the present event is done with."""
        other = self._recipe is None or type(recipe.baseline) is not type(self._recipe.baseline)
        self._recipe = recipe
        if other:
            self._cost = 0.0
        if self._cost > _SLOW:
            self._rest.start()
        elif not self._pending:
            self._pending = True
            QTimer.singleShot(0, self, self._answer)

    @Slot()
    def _answer(self) -> None:
        self._pending = False
        if self._spectra is None or self._recipe is None:
            return
        if not is_warm():
            self._prepare()
            return
        begin = time.perf_counter()
        try:
            trace = self._recipe.trace(self._spectra, preview=True)
        except RamanGanError as error:
            self.refused.emit(told_error(error))
            return
        self._cost = time.perf_counter() - begin
        self.traced.emit(trace, self._recipe)

    def _prepare(self) -> None:
        """Load the baseline methods, which were not needed before; the window stays alive."""
        if self._warm_up is None:
            self.preparing.emit()
            self._warm_up = WarmUp(self)
            self._warm_up.finished.connect(self._answer)
            self._warm_up.hurry()
