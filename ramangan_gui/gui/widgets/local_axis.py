"""An axis whose numbers have the window's decimal sign, and whose title is never cut off."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from ..numbers import localised


class LocalAxis(pg.AxisItem):
    """pyqtgraph's axis, with the numbers as the window writes them; the base of all others."""

    labelText: str

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Give the values of the ticks as text."""
        return [localised(text) for text in super().tickStrings(values, scale, spacing)]

    def labelString(self) -> str:
        """Give the title as HTML; where it is longer than the axis, it ends in "…"."""
        whole = self.labelText
        shown = self._in_room(whole)
        self.setToolTip(whole if shown != whole else "")
        self.labelText = shown
        try:
            return str(super().labelString())
        finally:
            self.labelText = whole

    def resizeEvent(self, ev: Any = None) -> None:
        """Shorten the title to what there is room for, and put it in its place."""
        if self.label is not None and self.labelText:  # none once it is closed
            self.label.setHtml(self.labelString())
        super().resizeEvent(ev)

    def _updateLabel(self) -> None:
        super()._updateLabel()
        self.resizeEvent()  # in the middle, with its new length

    def _in_room(self, title: str) -> str:
        size = self.size()
        room = size.height() if self.orientation in ("left", "right") else size.width()
        if not title or room <= 0:
            return title
        points = str(self.labelStyle.get("font-size", ""))
        font = QFont(self.label.font())
        if points.endswith("pt"):
            font.setPointSizeF(float(points[:-2]))
        metrics = QFontMetricsF(font)
        # pyqtgraph puts a space behind the title, and Qt a margin about it.
        room -= 2 * self.label.document().documentMargin() + metrics.horizontalAdvance(" ")
        if metrics.horizontalAdvance(title) <= room:
            return title
        return metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
