"""Shows what a recipe does to a whole class while a slider moves."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from ..core.inquiry import Inquiry
from ..core.spectra import Spectra
from ..preprocessing.recipe import Recipe
from ..workflow.whole_class import ClassPicture, get_ready, hold, picture
from .fast_loops import FastLoops
from .warmup import is_warm

#: How often to look for an answer that is due, in ms; the window never waits for it.
_LOOK = 1

#: How often to look for a moment without a question, in ms.
_LOOK_FOR_REST = 20

#: While the window itself is getting ready, the start is put off by so much, in ms.
_AGAIN = 500

_keys = itertools.count(1)


class WholeClass(QObject):
    """Asks a process of its own for the class under the latest recipe, one question at a time.

    Recipes that were overtaken are never asked for. Without the process, which takes a moment to
    get ready, nothing comes.

    Parameters
    ----------
    parent : QObject, optional
        Owner.
    loops : FastLoops, optional
        Who has the fast baseline method compiled; its own without it.

    Attributes
    ----------
    pictured : Signal(object, object)
        A :class:`ClassPicture`, and the recipe that made it.
    """

    pictured = Signal(object, object)

    def __init__(self, parent: QObject | None = None, loops: FastLoops | None = None) -> None:
        super().__init__(parent)
        self._inquiry = Inquiry()
        self._loops = loops if loops is not None else FastLoops(self)
        self._started = False
        self._spectra: Spectra | None = None
        self._key = self._held = 0
        self._wanted: Recipe | None = None
        self._asked: Recipe | None = None
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._answered)
        self._between = QTimer(self, interval=_LOOK_FOR_REST)
        self._between.timeout.connect(self._load)
        self._loops.compiled.connect(self._between.start)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def is_ready(self) -> bool:
        """Whether the process holds the class and waits for a recipe."""
        return self._started and self._held == self._key and not self._inquiry.is_busy

    @Slot()
    def start(self) -> None:
        """Start the process, if it is not running, once the window has what it needs itself."""
        if not is_warm():
            QTimer.singleShot(_AGAIN, self, self.start)
        elif not self._started:
            self._started = True
            self._inquiry.start(get_ready)
            self._look.start()
            self._loops.start()

    def show_class(self, spectra: Spectra) -> None:
        """Take another class; the next questions are about it."""
        self._spectra, self._key = spectra, next(_keys)
        self._wanted = None
        self._go_on()

    def request(self, recipe: Recipe) -> None:
        """Ask for the class under a recipe; the latest request wins."""
        self._wanted = recipe
        self._go_on()

    def drop(self) -> None:
        """Ask for nothing more."""
        self._wanted = None

    @Slot()
    def close(self) -> None:
        """End the process, for good."""
        self._started = True
        self._look.stop()
        self._between.stop()
        self._inquiry.close()
        if self._loops.parent() is self:
            self._loops.close()

    @Slot()
    def _load(self) -> None:
        """Have the loops loaded now that they are compiled, between two questions."""
        if self._started and not self._inquiry.is_busy:
            self._between.stop()
            self._inquiry.ask(get_ready)
            self._look.start()

    def _go_on(self) -> None:
        """Ask the next question, if none is under way."""
        if not self._started or self._spectra is None or self._inquiry.is_busy:
            return
        if self._held != self._key:
            if self._inquiry.ask(hold, self._key, self._spectra):
                self._held = self._key
                self._asked = None
                self._look.start()
        elif self._wanted is not None:
            recipe, self._wanted = self._wanted, None
            if self._inquiry.ask(picture, self._key, recipe):
                self._asked = recipe
                self._look.start()

    @Slot()
    def _answered(self) -> None:
        answer = self._inquiry.answer()
        if answer is None:
            if not self._inquiry.is_busy:
                self._look.stop()
            return
        self._look.stop()
        found, recipe = answer.value, self._asked
        self._asked = None
        # A class that cannot be corrected is told by the spectra in view.
        self._go_on()
        if isinstance(found, ClassPicture) and recipe is not None and self._held == self._key:
            self.pictured.emit(found, recipe)
