"""A note beside a control of the window, with a frame around the control; it blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_WIDTH = 345
_GAP = 10


class Callout(QFrame):
    """Title, a few sentences, and Back, Next and Close.

    Parameters
    ----------
    window : QWidget
        The window that it is shown in; other controls stay usable.

    Attributes
    ----------
    back_wanted, next_wanted, close_wanted : Signal()
        A button was pressed.
    """

    back_wanted = Signal()
    next_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("callout")
        self.setAutoFillBackground(True)
        self.setFixedWidth(_WIDTH)
        self._window = window
        self._target: QWidget | None = None
        self._ring = _Ring(window)
        self.title, self.words, self.place = QLabel(), QLabel(), QLabel()
        self.title.setObjectName("callout-title")
        self.place.setObjectName("muted")
        for label in (self.title, self.words):
            label.setWordWrap(True)
        self.back = QPushButton(self.tr("Back"))
        self.next = QPushButton(self.tr("Next"))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Ends the tour (Esc); Help starts it again."))
        for button, signal in (
            (self.back, self.back_wanted),
            (self.next, self.next_wanted),
            (self.close_button, self.close_wanted),
        ):
            button.setAutoDefault(True)  # Enter presses what has the focus
            button.clicked.connect(signal)
        row = QHBoxLayout()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        for widget in (self.title, self.words):
            column.addWidget(widget)
        column.addLayout(row)
        row.addWidget(self.place, 1)
        for button in (self.close_button, self.back, self.next):
            row.addWidget(button)
        window.installEventFilter(self)
        self.hide()

    def show_step(
        self, target: QWidget | None, title: str, words: str, place: str, *, first: bool, last: bool
    ) -> None:
        """Show one step beside a control.

        Parameters
        ----------
        target : QWidget, optional
            The control; without it the note stands in the middle.
        title, words : str
            What is said.
        place : str
            Such as ``2 of 5``.
        first, last : bool
            Whether there is nothing before, or after.
        """
        self._follow(target)
        self.title.setText(title)
        self.words.setText(words)
        self.place.setText(place)
        self.back.setEnabled(not first)
        self.next.setText(self.tr("Finish") if last else self.tr("Next"))
        self.setAccessibleName(self.tr("Tour, {0}: {1}").format(place, title))
        self.setAccessibleDescription(words)
        self.show()
        self.move_beside()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        # The page that was just brought to the front gets its sizes later.
        QTimer.singleShot(0, self, self.move_beside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the control when it or the window changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self.move_beside)
        return super().eventFilter(watched, event)

    def hide(self) -> None:
        """Take note and frame away."""
        self._ring.hide()
        super().hide()

    @Slot()
    def move_beside(self) -> None:
        """Go where the control is not covered, inside the window."""
        if self.isHidden():
            return
        # The height follows from the words at this width.
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))
        window, target = self._window, self._target
        room = window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        if target is None or not target.isVisible():
            self._ring.hide()
            self.move(room.center() - self.rect().center())
        else:
            around = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
            self._ring.setGeometry(around.adjusted(-3, -3, 3, 3) & window.rect())
            self._ring.show()
            self._ring.raise_()
            self.move(_place(around, self.rect(), room))
        self.raise_()

    def _follow(self, target: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
        self._target = target
        if target is not None:
            target.installEventFilter(self)


class _Ring(QWidget):
    """A frame around a control, which lets the mouse through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().link().color(), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 5, 5)
        painter.end()


def _place(around: QRect, note: QRect, room: QRect) -> QPoint:
    """Give the first place beside a control that is inside the window; else the least covering."""
    middle = around.center() - note.center()
    places = (
        QPoint(around.left() - _GAP - note.width(), middle.y()),
        QPoint(around.right() + _GAP, middle.y()),
        QPoint(middle.x(), around.top() - _GAP - note.height()),
        QPoint(middle.x(), around.bottom() + _GAP),
    )

    def covered(place: QPoint) -> int:
        overlap = QRect(place, note.size()) & around
        return overlap.width() * overlap.height()

    inside = [
        QPoint(
            max(room.left(), min(place.x(), room.right() - note.width())),
            max(room.top(), min(place.y(), room.bottom() - note.height())),
        )
        for place in places
    ]
    return min(inside, key=covered)
