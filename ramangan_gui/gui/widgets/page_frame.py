"""The list of classes beside the page in view; where both are too wide, the list gives way."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

#: Widths of list and page at the first start, in pixels.
_WIDTHS = (205, 1000)

#: In a frame narrower than this, in pixels, the list takes no more than the second share of it.
_NARROW, _SHARE = 1000, 1 / 6


class PageStack(QStackedWidget):
    """Pages of which one is in view; it alone says how much room is needed."""

    def minimumSizeHint(self) -> QSize:
        """Give the least size of the page in view."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()


class PageFrame(QSplitter):
    """List and page.

    Parameters
    ----------
    classes : QWidget
        The list.
    stack : PageStack
        The pages.

    Attributes
    ----------
    list_shown : Signal(bool)
        Whether the list is in view, whatever was the reason.
    """

    list_shown = Signal(bool)

    def __init__(self, classes: QWidget, stack: PageStack) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._classes, self._stack = classes, stack
        self._wanted, self._insisted = True, False
        self.addWidget(classes)
        self.addWidget(stack)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setSizes(list(_WIDTHS))
        stack.currentChanged.connect(self._arrange)

    def show_list(self, shown: bool) -> None:
        """Show the list, even where it then takes room that the page needs, or hide it."""
        self._wanted = self._insisted = shown
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Give what the page needs; the list only where it was asked for."""
        size = self._stack.minimumSizeHint()
        return size + QSize(self._beside(), 0) if self._insisted else size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the list away, or bring it back, as there is room."""
        super().resizeEvent(event)
        self._arrange()
        most = max(round(_SHARE * self.width()), self._classes.minimumWidth())
        if self.width() < _NARROW and self._classes.width() > most:
            self.setSizes([most, self.width() - most])

    def _beside(self) -> int:
        least = max(self._classes.minimumSizeHint().width(), self._classes.minimumWidth())
        return least + self.handleWidth()

    @Slot()
    def _arrange(self) -> None:
        fits = self.width() >= self._stack.minimumSizeHint().width() + self._beside()
        if fits:
            self._insisted = False
        shown = self._wanted and (fits or self._insisted)
        if shown == self._classes.isHidden():
            self._classes.setVisible(shown)
            self.list_shown.emit(shown)
        self.updateGeometry()


def lay_out_ahead(page: QWidget, size: QSize) -> None:
    """Have a page that is not in view styled and laid out, so that this is done when it is opened.

    Parameters
    ----------
    page : QWidget
        The page.
    size : QSize
        The size that it will have.
    """
    if not page.isVisible():
        page.resize(size)
        # To take the picture of one point, Qt gets all of a page ready.
        page.grab(QRect(0, 0, 1, 1))
