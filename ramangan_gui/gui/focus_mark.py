"""A frame around the table, list or plot that the keyboard acts on.

Buttons and fields draw their focus themselves; views show it only by a cell, if they have one.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QApplication, QGraphicsView, QWidget
from shiboken6 import isValid

#: Width of the frame, in pixels.
_WIDTH = 2


class FocusFrame(QWidget):
    """The frame itself, above what it surrounds; clicks go through it.

    Parameters
    ----------
    view : QWidget
        What it surrounds.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.installEventFilter(self)
        self._fit(view.rect())
        self.raise_()
        self.show()

    def eventFilter(self, view: QObject, event: QEvent) -> bool:
        """Stay around it when its size changes."""
        if event.type() == QEvent.Type.Resize and isinstance(view, QWidget):
            self._fit(view.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame in the colour of the focus."""
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().highlight().color(), 2 * _WIDTH))
        painter.drawRect(self.rect())
        painter.end()

    def _fit(self, outside: QRect) -> None:
        self.setGeometry(outside)
        inside = outside.adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
        # Nothing below needs painting anew but the frame.
        self.setMask(QRegion(outside).subtracted(QRegion(inside)))


class FocusMark(QObject):
    """Puts the frame around whatever view has the focus, where the keyboard brought it there.

    Parameters
    ----------
    app : QApplication
        All its windows are served.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: FocusFrame | None = None
        # Whether the keyboard did it is known only when the key has been dealt with.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._mark)
        app.focusChanged.connect(self._moved)

    @Slot(QWidget, QWidget)
    def _moved(self, _before: QWidget | None, _now: QWidget | None) -> None:
        # The frame goes with its view where that was deleted.
        if self._frame is not None and isValid(self._frame):
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = None
        self._soon.start()

    @Slot()
    def _mark(self) -> None:
        view = QApplication.focusWidget()
        if self._frame is not None or not isinstance(view, QAbstractItemView | QGraphicsView):
            return
        if view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self._frame = FocusFrame(view)
