"""Runs a recipe on the spectra in view, as fast as a slider moves."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ..core.errors import RamanGanError
from ..core.spectra import Spectra
from ..preprocessing.recipe import Recipe, Trace, joined
from .sentences import told_error
from .turns import in_a_turn
from .warmup import WarmUp, is_warm

#: A recipe slower than this on the spectra in view, in seconds, waits until the slider rests.
_SLOW = 0.06

#: How long it must rest, in ms.
_REST = 150


#: For so long at once, in seconds, the window may be still; the rest follows in later events.
_AT_ONCE = 0.025

#: So many spectra tell how long the others take.
_FIRST = 4


class LiveTrace(QObject):
    """Answers the latest request, and drops those that it overtook.

    What takes long is done some spectra at a time. A quick recipe is finished even where a newer
    request has come, or a slider that moves on would never see an answer.

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
        self._pending = self._is_first = False
        self._parts: list[Trace] = []
        self._begun: tuple[Spectra, Recipe] | None = None
        self._each = self._spent = 0.0
        self._warm_up: WarmUp | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._answer)

    def show_spectra(self, spectra: Spectra) -> None:
        """Take other spectra into view; the next request is about them."""
        self._spectra, self._cost, self._is_first = spectra, 0.0, True

    def request(self, recipe: Recipe) -> None:
        """Ask for the trace of a recipe; it comes when the present event is done with.

        The first of other spectra comes in turns of its own: to bring these into view, perhaps
        with their page, is enough for one.
        """
        other = self._recipe is None or type(recipe.baseline) is not type(self._recipe.baseline)
        self._recipe = recipe
        if other:
            self._cost = 0.0
        if self._cost > _SLOW:
            self._rest.start()
        elif not self._pending:
            self._pending = True
            if self._is_first:
                in_a_turn(self, self._answer)
            else:
                QTimer.singleShot(0, self, self._answer)

    @Slot()
    def _answer(self) -> None:
        self._pending = False
        if self._spectra is None or self._recipe is None:
            return
        if not is_warm():
            self._prepare()
            return
        going_on = self._begun is not None
        if going_on and self._is_worth_ending():
            return  # then comes the newer one
        self._begun, self._parts = (self._spectra, self._recipe), []
        self._each = self._spent = 0.0
        if not going_on:
            self._go_on()

    def _is_worth_ending(self) -> bool:
        """Whether what is under way is of the spectra in view, and wanted or nearly done."""
        if self._begun is None or self._begun[0] is not self._spectra:
            return False
        return self._begun[1] is self._recipe or max(self._cost, self._spent) <= _SLOW

    @Slot()
    def _go_on(self) -> None:
        """Trace some spectra more, for as long as the window may be still."""
        if self._begun is None:
            return
        spectra, recipe = self._begun
        if spectra is not self._spectra:  # a request for those in view now is on its way
            self._begun = None
            return
        done = sum(len(part.before) for part in self._parts)
        begin = time.perf_counter()
        while done < len(spectra):
            left = _AT_ONCE - (time.perf_counter() - begin)
            n = int(left / self._each) if self._each else _FIRST
            if n < 1 and left < _AT_ONCE / 2:
                break
            part = spectra.between(done, done + max(n, 1))
            start = time.perf_counter()
            try:
                self._parts.append(recipe.trace(part, preview=True))
            except RamanGanError as error:
                self._begun = None
                self.refused.emit(told_error(error))
                self._look_again(spectra, recipe)
                return
            took = time.perf_counter() - start
            self._each, self._spent = took / len(part), self._spent + took
            done += len(part)
        if done < len(spectra):
            QTimer.singleShot(0, self, self._go_on)
            return
        self._begun, self._cost = None, self._spent
        trace = joined(self._parts)
        if self._is_first:
            self._is_first = False
            in_a_turn(self, lambda: self._tell(trace, spectra, recipe), ahead=True)
        else:
            self._tell(trace, spectra, recipe)

    def _tell(self, trace: Trace, spectra: Spectra, recipe: Recipe) -> None:
        """Give the answer, unless other spectra have come into view."""
        if spectra is self._spectra:
            self.traced.emit(trace, recipe)
        self._look_again(spectra, recipe)

    def _look_again(self, spectra: Spectra, recipe: Recipe) -> None:
        """Answer the request that came meanwhile."""
        if spectra is not self._spectra or recipe is not self._recipe:
            self.request(self._recipe or recipe)

    def _prepare(self) -> None:
        """Load the baseline methods, which were not needed before; the window stays alive."""
        if self._warm_up is None:
            self.preparing.emit()
            self._warm_up = WarmUp(self)
            self._warm_up.finished.connect(self._answer)
            self._warm_up.hurry()
