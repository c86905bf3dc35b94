"""The list of the five pages on the left, each with a mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

_WIDTH = 106


class Navigation(QListWidget):
    """Names of the pages with ✓ (done), ! (look here) or · (nothing yet).

    Parameters
    ----------
    titles : sequence of str
        Names of the pages, in order.

    Attributes
    ----------
    page_wanted : Signal(int)
        Number of the page the user chose.
    """

    page_wanted = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = list(titles)
        self._meanings = {
            "✓": self.tr("done"),
            "!": self.tr("needs a look"),
            "·": self.tr("nothing yet"),
        }
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(_WIDTH)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() + 1)
        self.setFont(font)
        for number, _ in enumerate(self._titles):
            item = QListWidgetItem()
            item.setSizeHint(QSize(_WIDTH, 38))
            self.addItem(item)
            self.set_mark(number, "·")
        self.currentRowChanged.connect(self.page_wanted)

    def set_mark(self, number: int, mark: str) -> None:
        """Show the mark of one page."""
        title, item = self._titles[number], self.item(number)
        item.setText(f"{number + 1}  {title}  {mark}")
        item.setToolTip(
            self.tr("{0}: {1} (Ctrl+{2})").format(title, self._meanings[mark], number + 1)
        )
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {self._meanings[mark]}")

    def show_page(self, number: int) -> None:
        """Mark one page as the one in view."""
        self.setCurrentRow(number)
