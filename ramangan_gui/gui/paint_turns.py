"""A page that comes into view is painted part by part, and the window answers in between.

Qt paints all that has come into view at once. A plot that is painted for the first time takes some
30 ms: the picture of its curves is counted, its numbers and titles are laid out; a panel with all
its fields takes as long. Together that is long enough to be felt. So a page is filled and laid out
in one turn; then come its frame, its panel, and its plots one after another, each after the window
has seen to what its user did. All are there within a few frames, and nothing waits for all of them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsView, QWidget

from .turns import in_a_turn

#: A plot whose turn it is and that is not painted within so long is out of sight, in ms.
_PATIENCE = 60


class PaintTurns(QObject):
    """Gives the parts of one page at a time their turns to be painted.

    Until its turn a plot is an empty canvas, and a panel an empty place.

    Parameters
    ----------
    parent : QObject
        The window.
    stack : QWidget
        Where the pages come into view.
    """

    def __init__(self, parent: QObject, stack: QWidget) -> None:
        super().__init__(parent)
        self._stack = stack
        self._panel: QWidget | None = None
        self._waiting: list[QGraphicsView] = []
        self._in_turn: QGraphicsView | None = None
        self._asked = False
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._give_turn)

    @Slot()
    def hold(self) -> None:
        """Paint nothing for now: what is in view is being filled, and may be left."""
        if self._stack.isVisible():
            self._stack.setUpdatesEnabled(False)

    def begin(self, page: QWidget, panel: QWidget) -> None:
        """Have the parts of a page wait for their turns; those of another page no longer do.

        Parameters
        ----------
        page : QWidget
            The page, filled and in view.
        panel : QWidget
            Its panel, which is painted after all that is no plot.
        """
        self._end()
        self.hold()
        if self._stack.isVisible():
            self._panel = panel
            panel.setUpdatesEnabled(False)
        for plot in page.findChildren(QGraphicsView):
            if plot.isVisible():
                plot.viewport().installEventFilter(self)
                self._waiting.append(plot)
        in_a_turn(self, self.let_go, ahead=True)
        self._ask()

    @Slot()
    def let_go(self) -> None:
        """Paint again; a panel that waits comes next."""
        self._stack.setUpdatesEnabled(True)
        if self._panel is not None:
            in_a_turn(self, self._show_panel, ahead=True)

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
            self._ask()
        elif plot in self._waiting:
            painter = QPainter(canvas)
            painter.fillRect(canvas.rect(), plot.backgroundBrush())
            painter.end()
            return True
        return False

    def _ask(self) -> None:
        """Ask for the next turn of a plot, once."""
        self._patience.stop()
        if not self._asked:
            self._asked = True
            in_a_turn(self, self._give_turn)

    @Slot()
    def _give_turn(self) -> None:
        self._asked = False
        self._let_go_of(self._in_turn)
        self._in_turn = self._waiting.pop(0) if self._waiting else None
        if self._in_turn is not None:
            self._in_turn.viewport().update()
            self._patience.start()

    def _show_panel(self) -> None:
        if self._panel is not None:
            self._panel.setUpdatesEnabled(True)
            self._panel = None

    def _end(self) -> None:
        """Let all parts be painted as usual."""
        self._patience.stop()
        self._show_panel()
        self._let_go_of(self._in_turn)
        for plot in self._waiting:
            self._let_go_of(plot)
            plot.viewport().update()
        self._in_turn, self._waiting = None, []

    def _let_go_of(self, plot: QGraphicsView | None) -> None:
        if plot is not None:
            plot.viewport().removeEventFilter(self)
