"""What the Data page shows while there are no data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...simulation.samples import SAMPLES
from ..plain_text import plain
from ..words import said


class DropZone(QWidget):
    """Place to drop spectra on, with buttons that do the same.

    Attributes
    ----------
    files_wanted, folder_wanted : Signal()
        The user wants to choose files or a folder.
    sample_wanted : Signal(str)
        Key of the sample set to open.
    recent_wanted : Signal(str)
        Path to open again.
    tour_wanted : Signal()
        The guided tour is wanted.
    """

    files_wanted = Signal()
    folder_wanted = Signal()
    sample_wanted = Signal(str)
    recent_wanted = Signal(str)
    tour_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Drop spectra here"))
        heading = QLabel(self.tr("Drop spectra here"))
        heading.setObjectName("heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hint = QLabel(
            self.tr(
                "Files or a whole folder. A folder of folders: each one is a substance (class). "
                "Files stay where they are and are never changed."
            )
        )
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._recent_parts: list[QWidget] = []
        inner = QVBoxLayout()
        inner.setSpacing(10)
        inner.addStretch(1)
        inner.addWidget(heading)
        inner.addWidget(hint)
        self._add_openers(inner)
        inner.addSpacing(8)
        inner.addWidget(_rule())
        self._add_samples(inner)
        inner.addLayout(self._recent)
        inner.addStretch(1)
        holder = QWidget()
        holder.setLayout(inner)
        holder.setMaximumWidth(760)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 20, 32, 20)
        row.addStretch(1)
        row.addWidget(holder, 10)
        row.addStretch(1)

    def show_recent(self, paths: list[str]) -> None:
        """List the files and folders opened last."""
        for part in self._recent_parts:
            self._recent.removeWidget(part)
            part.deleteLater()
        self._recent_parts = [self._recent_button(path) for path in paths[:4]]
        if paths:
            self._recent_parts[:0] = [_rule(), QLabel(self.tr("Opened lately:"))]
        for part in self._recent_parts:
            self._recent.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the words need at this width; the window scrolls for it."""
        super().resizeEvent(event)
        layout = self.layout()
        self.setMinimumHeight(layout.heightForWidth(self.width()) if layout is not None else 0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the room to what is shown instead."""
        super().hideEvent(event)
        self.setMinimumHeight(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self.palette().placeholderText().color())
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(10, 10, -10, -10), 10, 10)
        painter.end()

    def _add_openers(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        column.addLayout(row)
        row.addStretch(1)
        for text, tip, signal in (
            (self.tr("Ope&n files…"), self.tr("Spectra of any format, or a project."),
             self.files_wanted),
            (self.tr("Open fol&der…"), self.tr("All spectra in a folder and the folders in it."),
             self.folder_wanted),
        ):  # fmt: skip
            button = QPushButton(text)
            button.setMinimumWidth(130)
            button.setToolTip(tip)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)

    def _add_samples(self, column: QVBoxLayout) -> None:
        grid = QGridLayout()
        column.addLayout(grid)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        title = QLabel(self.tr("No spectra at hand? Open a sample set:"))
        grid.addWidget(title, 0, 0, 1, 2)
        for number, (key, sample) in enumerate(SAMPLES.items(), start=1):
            button = QPushButton(self.tr("Open sample set &{0}").format(number))
            button.setObjectName("primary" if number == 1 else f"sample-{key}")
            button.setProperty("sample", key)
            button.setAccessibleName(self.tr("Open sample set: {0}").format(said(sample.title)))
            button.setToolTip(said(sample.title))
            button.clicked.connect(lambda _=False, key=key: self.sample_wanted.emit(key))
            _add_row(grid, button, f"<b>{said(sample.title)}.</b> {said(sample.description)}")
            if number == 1:  # the tour stands below the sample set that it opens
                _add_row(grid, *self._tour())

    def _tour(self) -> tuple[QPushButton, str]:
        tour = QPushButton(self.tr("Take the to&ur"))
        tour.setToolTip(self.tr("Opens the first sample set and explains one page after another."))
        tour.clicked.connect(self.tour_wanted)
        return tour, self.tr("Five steps on this window, with the first sample set.")

    def _recent_button(self, path: str) -> QPushButton:
        name = Path(path).name
        button = QPushButton(f"{name}   ({Path(path).parent})")
        shown = button.fontMetrics().elidedText(button.text(), Qt.TextElideMode.ElideMiddle, 640)
        button.setText(shown.replace("&", "&&"))
        button.setFlat(True)
        button.setStyleSheet("text-align: left; padding: 2px;")
        button.setToolTip(plain(path))
        button.setAccessibleName(self.tr("Open {0} again").format(name))
        button.clicked.connect(lambda _=False, path=path: self.recent_wanted.emit(path))
        return button


def _rule() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Sunken)
    return line


def _add_row(grid: QGridLayout, button: QPushButton, text: str) -> None:
    words = QLabel(text)
    words.setWordWrap(True)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    row = grid.rowCount()
    grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(words, row, 1)
