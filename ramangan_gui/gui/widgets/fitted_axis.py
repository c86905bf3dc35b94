"""A horizontal axis whose numbers never touch each other, however narrow the plot."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtGui import QFont, QFontMetricsF

#: Part of the axis that numbers may cover.
_MOST_FILLED = 0.75


class FittedAxis(pg.AxisItem):
    """pyqtgraph's axis, which always draws the numbers of its largest steps, with wider steps."""

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        """Give the steps between numbers and between the ticks within them."""
        levels = super().tickSpacing(minVal, maxVal, size)
        if not levels or size <= 0:
            return levels
        step = levels[0][0]
        while self._width(minVal, maxVal, step) > _MOST_FILLED * size and step < maxVal - minVal:
            step = _next_round(step)
        return [(step, 0.0), *(level for level in levels[1:] if level[0] < step)]

    def _width(self, low: float, high: float, step: float) -> float:
        """Give the room that the numbers of these steps take, in pixels."""
        first, last = math.ceil(low / step), math.floor(high / step)
        values = [step * number for number in range(first, last + 1)]
        metrics = QFontMetricsF(self.style["tickFont"] or QFont())
        texts = self.tickStrings(values, self.autoSIPrefixScale * self.scale, step)
        return sum(metrics.horizontalAdvance(text) for text in texts)


def _next_round(step: float) -> float:
    """Give the next larger of 1, 2, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step) + 1e-9)
    return next(power * factor for factor in (2.0, 5.0, 10.0) if power * factor > step * (1 + 1e-9))
