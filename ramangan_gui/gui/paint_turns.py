"""The plots of a page that comes into view are painted one after another.

Qt paints all that has come into view at once, and a plot that is painted for the first time takes
some 30 ms: the picture of its curves is counted, its numbers and titles are laid out. On a page
with several plots that is long enough to be felt. Painted in turns, each after the window has seen
to what its user did, the plots come within a few frames, and nothing waits for all of them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsView, QWidget

#: A plot whose turn it is and that is not painted within so long is out of sight, in ms.
_PATIENCE = 60


class PaintTurns(QObject):
    """Gives the plots of one page at a time their turns to be painted.

    Until its turn a plot is an empty canvas.

    Parameters
    ----------
    parent : QObject
        The window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[QGraphicsView] = []
        self._in_turn: QGraphicsView | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._give_turn)

    def begin(self, page: QWidget) -> None:
        """Have the plots of a page wait for their turns; those of another page no longer do."""
        self._end()
        for plot in page.findChildren(QGraphicsView):
            if plot.isVisible():
                plot.viewport().installEventFilter(self)
                self._waiting.append(plot)
        self._next.start(0)

    @property
    def waiting(self) -> int:
        """How many plots still wait."""
        return len(self._waiting)

    def eventFilter(self, canvas: QObject, event: QEvent) -> bool:
        """Paint an empty canvas in place of a plot that waits."""
        if event.type() != QEvent.Type.Paint or not isinstance(canvas, QWidget):
            return False
        plot = canvas.parent()
        if plot is self._in_turn:
            self._next.start(0)
        elif plot in self._waiting:
            painter = QPainter(canvas)
            painter.fillRect(canvas.rect(), plot.backgroundBrush())
            painter.end()
            return True
        return False

    @Slot()
    def _give_turn(self) -> None:
        self._let_go(self._in_turn)
        self._in_turn = self._waiting.pop(0) if self._waiting else None
        if self._in_turn is not None:
            self._in_turn.viewport().update()
            self._next.start(_PATIENCE)

    def _end(self) -> None:
        """Let all plots be painted as usual."""
        self._next.stop()
        self._let_go(self._in_turn)
        for plot in self._waiting:
            self._let_go(plot)
            plot.viewport().update()
        self._in_turn, self._waiting = None, []

    def _let_go(self, plot: QGraphicsView | None) -> None:
        if plot is not None:
            plot.viewport().removeEventFilter(self)
