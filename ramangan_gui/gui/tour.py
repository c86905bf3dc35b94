"""The guided tour: five steps on the real window, one a page, with the sample set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ..simulation.samples import SAMPLES
from .flow import CORRECT, DATA, EXPORT, PAGES, REVIEW, TRAIN
from .widgets.callout import Callout

if TYPE_CHECKING:
    from .main_window import MainWindow


class Tour(QObject):
    """Leads from page to page; whoever goes to a page himself is followed.

    Parameters
    ----------
    window : MainWindow
        The window. Where it is empty, the first sample set is opened.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._callout: Callout | None = None
        self._esc: QShortcut | None = None
        self._waits = False
        window.page_shown.connect(self._follow)
        window.workspace.job_started.connect(self._job_changed)
        window.workspace.job_ended.connect(self._job_ended)

    @property
    def is_on(self) -> bool:
        """Whether a step is in view."""
        return self._callout is not None and not self._callout.isHidden()

    @property
    def callout(self) -> Callout:
        """The note beside the control, made when it is wanted first."""
        if self._callout is None:
            self._callout = Callout(self._window)
            self._callout.back_wanted.connect(self._back)
            self._callout.next_wanted.connect(self._next)
            self._callout.close_wanted.connect(self.stop)
            # While a job runs, Esc cancels the job.
            self._esc = QShortcut(QKeySequence("Esc"), self._window)
            self._esc.activated.connect(self.stop)
        return self._callout

    @Slot()
    def start(self) -> None:
        """Begin with the first page, when there are spectra to look at."""
        if self._window.workspace.project.imported is not None:
            self._window.show_page(DATA)
            self._show(DATA)
        elif self._window.workspace.job is None:
            self._waits = True
            self._window.opening.open_sample(next(iter(SAMPLES)))
            self._waits = self._window.workspace.job is not None

    @Slot()
    def stop(self) -> None:
        """End the tour; the focus goes to what can be done on the page."""
        if self._callout is not None and self.is_on:
            self._callout.hide()
            self._job_changed()
            self._window.page(self._window.current).primary.setFocus()

    @Slot()
    def _next(self) -> None:
        if self._window.current >= EXPORT:
            self.stop()
        else:
            self._window.show_page(self._window.current + 1)

    @Slot()
    def _back(self) -> None:
        self._window.show_page(max(self._window.current - 1, DATA))

    @Slot(int)
    def _follow(self, number: int) -> None:
        if self.is_on:
            self._show(number)

    @Slot()
    def _job_changed(self) -> None:
        if self._esc is not None:
            self._esc.setEnabled(self.is_on and self._window.workspace.job is None)

    @Slot(str)
    def _job_ended(self, how: str) -> None:
        self._job_changed()
        if self._waits:
            self._waits = False
            if how == "succeeded":
                self.start()

    def _show(self, number: int) -> None:
        titles, words = self._titles(), self._words()
        self.callout.show_step(
            self._target(number),
            titles[number],
            words[number],
            self.tr("{0} of {1}").format(number + 1, len(PAGES)),
            first=number == DATA,
            last=number == EXPORT,
        )
        self._job_changed()

    def _target(self, number: int) -> QWidget:
        """Give the control that a step is about."""
        if number == DATA:
            return self._window.classes
        page = self._window.page(number)
        return page.side if number == CORRECT else page.primary

    def _titles(self) -> dict[int, str]:
        return {
            DATA: self.tr("Data: one class for each substance"),
            CORRECT: self.tr("Correct: remove what is not Raman"),
            TRAIN: self.tr("Train: one network for each substance"),
            REVIEW: self.tr("Review: as good as measured?"),
            EXPORT: self.tr("Export: a file that proves itself"),
        }

    def _words(self) -> dict[int, str]:
        return {
            DATA: self.tr(
                "Every substance is a class; the list names it with its number of spectra. Your "
                "own spectra come in by dropping a folder anywhere on the window: each folder in "
                "it is a class. The files are never changed."
            ),
            CORRECT: self.tr(
                "Everything here acts at once on the spectrum in view; the dashed line is the "
                "baseline that is taken away. The blue button corrects the whole set in the same "
                "way and goes on."
            ),
            TRAIN: self.tr(
                "The spectra are split first: networks learn from one part, and the held-out part "
                "only judges. The blue button starts the training and says how long it takes; "
                "Space pauses it, and the best state so far can be kept at any time."
            ),
            REVIEW: self.tr(
                "After the training, generated spectra stand here beside measured ones that their "
                "network never saw, with a verdict for each class. A accepts, R rejects; the blue "
                "button accepts all that pass the filters."
            ),
            EXPORT: self.tr(
                "Originals, accepted spectra, verdicts and every parameter go into one HDF5 file, "
                "which is read back and checked. F1 explains every page; this tour is in the Help "
                "menu."
            ),
        }
