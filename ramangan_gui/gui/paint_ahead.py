"""Pages are painted out of sight before they are opened for the first time.

What Qt paints for the first time takes it several times as long as the second: the letters of a
font are drawn, and the pictures of frames, arrows and ticks. For all of a page at once that would
be felt. So each page is painted ahead, a strip at a time, and the window answers in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtWidgets import QWidget

from .turns import in_a_turn
from .widgets.page_frame import lay_out_ahead

#: Height of a strip, in pixels.
_STRIP = 64


class PaintAhead(QObject):
    """Paints what is not in view yet, a strip in each turn.

    Parameters
    ----------
    parent : QObject
        The window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._strips: Iterator[QRect] = iter(())

    def begin(self, views: Iterable[tuple[QWidget, QSize]]) -> None:
        """Paint views ahead; one that comes into view meanwhile is left to Qt.

        Parameters
        ----------
        views : iterable of (QWidget, QSize)
            Pages or parts of them, and the size that each will have.
        """
        self._strips = (strip for view, size in views for strip in _painted(view, size))
        in_a_turn(self, self._go_on)

    def _go_on(self) -> None:
        if next(self._strips, None) is not None:
            in_a_turn(self, self._go_on)


def _painted(view: QWidget, size: QSize) -> Iterator[QRect]:
    """Lay a view out and paint it strip by strip; give each strip when it is done."""
    lay_out_ahead(view, size)
    yield QRect()
    for top in range(0, size.height(), _STRIP):
        if view.isVisible():
            return
        strip = QRect(0, top, size.width(), _STRIP)
        view.grab(strip)
        yield strip
