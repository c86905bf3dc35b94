"""The line at the foot of the window: what is loaded, what is under the mouse, what is running."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar

from ...core.progress import Progress
from ..job import Job
from ..numbers import count
from ..sentences import told
from ..workspace import Workspace

#: A sentence stays this long before the state of the project comes back, in ms.
_SENTENCE_FOR = 8000


class StatusLine(QStatusBar):
    """State of the project, read-out of plots, progress of the job.

    Parameters
    ----------
    workspace : Workspace
        Owner of project and job.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._saved = ""
        self._message = ""
        self.setSizeGripEnabled(False)
        self._state = _label(self.tr("State of the project"))
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._read_out = _label(self.tr("Value under the mouse"))
        self._progress = QProgressBar()
        self._progress.setFixedWidth(190)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._left = _label(self.tr("Time left"))
        words = self.tr("{0} left").format("00:00")
        self._left.setMinimumWidth(self._left.fontMetrics().horizontalAdvance(words) + 4)
        self._pause = QPushButton(self.tr("Pause"))
        self._pause.setCheckable(True)
        self._pause.setToolTip(self.tr("Lets the training wait; press again to go on."))
        self._pause.toggled.connect(self._paused)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Stops the work and drops its result (Esc)."))
        self._cancel.clicked.connect(workspace.cancel_wanted)
        self.addWidget(self._state, 1)
        self.addPermanentWidget(self._read_out)
        self._job_widgets = (self._progress, self._left, self._pause, self._cancel)
        for widget in self._job_widgets:
            self.addPermanentWidget(widget)
            widget.hide()
        self._sentence = QTimer(self, singleShot=True, interval=_SENTENCE_FOR)
        self._sentence.timeout.connect(self.refresh)
        workspace.job_started.connect(self._started)
        workspace.job_progressed.connect(self._progressed)
        workspace.training_viewed.connect(self._training)
        workspace.pause_changed.connect(self._pause.setChecked)
        workspace.job_ended.connect(self._ended)
        workspace.told.connect(self.tell)
        workspace.exported.connect(self._exported)
        for signal in (
            workspace.imported_changed,
            workspace.corrected_changed,
            workspace.augmentation_changed,
            workspace.review_changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self._show(sentence)
        self._sentence.start()

    @Slot(str)
    def show_read_out(self, text: str) -> None:
        """Show the place under the mouse."""
        self._read_out.setText(text)

    @Slot()
    def refresh(self) -> None:
        """Show the state of the project."""
        if not self._sentence.isActive():
            self._show(self.summary())

    def summary(self) -> str:
        """Say what is loaded, in one line."""
        project = self._workspace.project
        imported = project.imported
        if imported is None:
            return self.tr("No spectra yet")
        n, n_classes = len(imported.spectra), len(imported.spectra.classes)
        parts = [
            self.tr("1 spectrum") if n == 1 else self.tr("{0} spectra").format(count(n)),
            self.tr("1 class") if n_classes == 1 else self.tr("{0} classes").format(n_classes),
        ]
        if imported.simulated:
            parts.append(self.tr("simulated"))
        if project.augmentation is not None:
            generated = project.augmentation.generated
            parts.append(
                self.tr("{0} generated, {1} accepted").format(len(generated), project.n_accepted)
            )
        if project.exported_to:
            parts.append(self._saved or self.tr("exported"))
        else:
            parts.append(self.tr("not exported"))
        return " · ".join(parts)

    def _show(self, text: str) -> None:
        self._state.setText(text)
        self._state.setToolTip(text)

    @Slot(object)
    def _started(self, job: Job) -> None:
        self._progress.setRange(0, 0)
        self._progress.setFormat("")
        self._left.setText("")
        self._cancel.setEnabled(True)
        self._message = job.title
        self._sentence.stop()
        self._show(job.title)
        for widget in (self._progress, self._left, self._cancel):
            widget.show()

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        job = self._workspace.job
        if job is None:
            return
        if progress.fraction > 0 and self._progress.maximum() == 0:
            self._progress.setRange(0, 1000)
            self._progress.setFormat("%p %")
        self._progress.setValue(int(1000 * progress.fraction))
        if not self._sentence.isActive():
            words = _told_steps(progress.message)
            # A job of one step says no more than its title.
            self._show(f"{job.title}: {words}" if words not in ("", job.title) else job.title)
        self._show_left(job)

    def _show_left(self, job: Job) -> None:
        seconds = job.seconds_left()
        if job.paused:
            self._left.setText(self.tr("paused"))
        elif seconds is None:
            self._left.setText("")
        else:
            self._left.setText(self.tr("{0} left").format(clock(seconds)))

    @Slot(list)
    def _training(self, _: list) -> None:
        if self._workspace.job is not None:
            self._pause.show()

    @Slot(bool)
    def _paused(self, paused: bool) -> None:
        job = self._workspace.job
        if job is not None and job.paused != paused:
            self._workspace.pause(paused)
        self._pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        if self._workspace.job is not None:
            self._show_left(self._workspace.job)

    @Slot(str)
    def _ended(self, _: str) -> None:
        for widget in self._job_widgets:
            widget.hide()
        self._pause.setChecked(False)
        self._pause.setText(self.tr("Pause"))
        self.refresh()

    @Slot(str)
    def _exported(self, _: str) -> None:
        self._saved = self.tr("saved {0}").format(time.strftime("%H:%M"))
        self.refresh()


def clock(seconds: float) -> str:
    """Write a time as ``3:10`` (minutes and seconds) or ``1:02:10``.

    Parameters
    ----------
    seconds : float
        The time.
    """
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d} min"


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName(name)
    return label


def _told_steps(message: str) -> str:
    """Tell what a job does: a sentence, or the names of a step and of steps in it."""
    whole = told(message)
    if whole != message:
        return whole
    return ": ".join(told(step) for step in message.split(": "))
