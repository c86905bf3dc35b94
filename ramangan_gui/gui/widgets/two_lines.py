"""A line of controls whose second part goes below where one line is too short for both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


class TwoLines(QWidget):
    """One line where there is room, two where there is not.

    Parameters
    ----------
    first : sequence of QWidget
        What stays in the first line.
    second : QWidget
        What goes below.
    stretched : QWidget, optional
        Which of `first` takes what room is left; empty room without it.
    spacing : int, optional
        Between controls, in pixels; as usual without it.
    """

    def __init__(
        self,
        first: Sequence[QWidget],
        second: QWidget,
        stretched: QWidget | None = None,
        spacing: int | None = None,
    ) -> None:
        super().__init__()
        self._second = second
        self._line, self._below = QHBoxLayout(), QHBoxLayout()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for line in (self._line, self._below):
            if spacing is not None:
                line.setSpacing(spacing)
            lines.addLayout(line)
        for widget in first:
            wide = widget is stretched
            middle = Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignVCenter
            self._line.addWidget(widget, int(wide), middle)
        self._line.addWidget(second)
        if stretched is None:
            self._line.addStretch(1)
        self._below.addStretch(1)
        # Below, it stays at the side at which it was.
        self._below_at = 0 if stretched is None else 1
        self._place = self._line.indexOf(second)

    @property
    def is_broken(self) -> bool:
        """Whether there are two lines."""
        return self._below.indexOf(self._second) >= 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line, or join it, as there is room."""
        super().resizeEvent(event)
        needed = self._first_width() + self._line.spacing() + self._second_width()
        if self.is_broken == (needed > self.width()):
            return
        if self.is_broken:
            self._below.removeWidget(self._second)
            self._line.insertWidget(self._place, self._second)
        else:
            self._line.removeWidget(self._second)
            self._below.insertWidget(self._below_at, self._second)

    def minimumSizeHint(self) -> QSize:
        """Give the least size, which is that of two lines."""
        width = max(self._first_width(), self._second_width())
        return QSize(width, super().minimumSizeHint().height())

    def _first_width(self) -> int:
        width = self._line.minimumSize().width()
        if not self.is_broken:
            width -= self._second_width() + self._line.spacing()
        return width

    def _second_width(self) -> int:
        return self._second.minimumSizeHint().width()
