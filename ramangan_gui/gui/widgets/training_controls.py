"""How far training has come, how long it will take, and the three ways to intervene."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from ...core.progress import Progress


class TrainingControls(QWidget):
    """Progress of the whole queue with Pause, "Stop and keep the best" and Cancel.

    Attributes
    ----------
    paused : Signal(bool)
        Training should wait, or go on.
    finish_asked, cancel_asked : Signal()
        The buttons.
    """

    paused = Signal(bool)
    finish_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFormat("%p %")  # read aloud
        self.bar.setMaximumHeight(8)
        self.bar.setAccessibleName(self.tr("Progress of training"))
        self.left = QLabel()
        self.left.setWordWrap(True)
        self.pause = QPushButton(self.tr("&Pause (Space)"))
        self.pause.setCheckable(True)
        self.pause.setToolTip(self.tr("Training waits where it is; press again to go on."))
        self.pause.toggled.connect(self._toggled)
        self.keep = QPushButton(self.tr("Stop and &keep the best"))
        self.keep.setToolTip(
            self.tr(
                "Every model still to be trained stops as early as it can; the best state that "
                "each has reached is kept and judged."
            )
        )
        self.keep.clicked.connect(self._asked_to_finish)
        self.cancel = QPushButton(self.tr("&Cancel"))
        self.cancel.setToolTip(self.tr("Training stops and its result is dropped."))
        self.cancel.clicked.connect(self.cancel_asked)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.bar, 0, 0, 1, 2)
        grid.addWidget(self.left, 1, 0, 1, 2)
        grid.addWidget(self.pause, 2, 0)
        grid.addWidget(self.cancel, 2, 1)
        grid.addWidget(self.keep, 3, 0, 1, 2)
        self.hide()

    def start(self) -> None:
        """Show the controls of a job that has just begun; Space pauses from here on."""
        self.bar.setValue(0)
        self.left.setText(self.tr("Preparing…"))
        self.pause.setChecked(False)
        for button in (self.pause, self.keep, self.cancel):
            button.setEnabled(True)
        self.show()
        self.pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Put the controls away."""
        self.pause.blockSignals(True)
        self.pause.setChecked(False)
        self.pause.blockSignals(False)
        self.pause.setText(self.tr("&Pause (Space)"))
        self.hide()

    def show_paused(self, paused: bool) -> None:
        """Take over a pause that was ordered elsewhere."""
        self.pause.setChecked(paused)

    def show_progress(self, progress: Progress, seconds_left: float | None) -> None:
        """Show how far the queue has come and how long it will still take."""
        self.bar.setValue(round(1000 * progress.fraction))
        if not self.keep.isEnabled():
            return  # that it stops is what there is to say
        share = self.tr("{0} % done").format(int(100 * progress.fraction))
        if self.pause.isChecked():
            self.left.setText(self.tr("{0}, paused").format(share))
        elif seconds_left is None:
            self.left.setText(self.tr("{0}, estimating time…").format(share))
        else:
            self.left.setText(self.tr("{0}, about {1} left").format(share, duration(seconds_left)))

    def _toggled(self, paused: bool) -> None:
        self.pause.setText(self.tr("&Go on (Space)") if paused else self.tr("&Pause (Space)"))
        if paused:
            self.left.setText(self.left.text().partition(",")[0] + self.tr(", paused"))
        self.paused.emit(paused)

    def _asked_to_finish(self) -> None:
        self.keep.setEnabled(False)
        self.pause.setChecked(False)
        self.pause.setEnabled(False)
        self.left.setText(self.tr("Stopping; keeping the best…"))
        self.finish_asked.emit()


def duration(seconds: float) -> str:
    """Give a time in words short enough for a label.

    Parameters
    ----------
    seconds : float
        How long.
    """
    if seconds < 50:
        return f"{max(5, 5 * round(seconds / 5))} s"
    if seconds < 3600:
        return f"{max(1, round(seconds / 60))} min"
    return f"{int(seconds // 3600)} h {round(seconds % 3600 / 60)} min"
