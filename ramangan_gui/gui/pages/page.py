"""The frame that all five pages share: a view, a scrolling panel, one default button."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ..selection import Selection
from ..wheel import WheelGuard
from ..workspace import Workspace

#: Width of the panel on the right, in pixels; fits 1366 beside plots that can be read.
PANEL_WIDTH = 310


class Page(QWidget):
    """One of the five pages.

    Parameters
    ----------
    workspace : Workspace
        Owner of the state.
    selection : Selection
        What is in view.
    title : str
        Name in the list on the left.
    """

    state_changed = Signal()
    """The page's mark in the list on the left may have changed."""

    go_on = Signal()
    """The work of this page is done; show the next."""

    def __init__(self, workspace: Workspace, selection: Selection, title: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.selection = selection
        self.title = title
        self.primary = QPushButton()
        self.primary.setObjectName("primary")
        self.primary.setMinimumHeight(34)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setObjectName("hint")

    def build(self, view: QWidget, panel: QWidget) -> None:
        """Lay out the view, the panel and the default button, bottom right.

        Parameters
        ----------
        view : QWidget
            Left part, takes what room there is.
        panel : QWidget
            Settings; scrolls where it is taller than the window.
        """
        WheelGuard(panel)
        scroll = QScrollArea()
        scroll.setWidget(panel)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.side = side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 6, 6)
        column.addWidget(scroll, 1)
        column.addWidget(self.hint)
        column.addWidget(self.primary)
        # Nothing of the panel may be cut off, whatever the language and the size of its letters.
        needed = panel.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width() + 6
        side.setMinimumWidth(max(PANEL_WIDTH - 40, needed))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(view)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([1000, PANEL_WIDTH])
        splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def mark(self) -> str:
        """Give the sign in the list on the left: "✓" done, "!" look here, "·" nothing yet."""
        return "·"

    def activate(self) -> None:
        """Get ready to be shown; called each time the page comes to the front."""

    def parts_ahead(self, size: QSize) -> Iterator[tuple[QWidget, QSize]]:
        """Give what of the page is painted before it is opened, and how large it will be.

        Parameters
        ----------
        size : QSize
            Size of the page.
        """
        yield self, size
