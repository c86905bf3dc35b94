"""A horizontal axis whose numbers never touch each other, however narrow the plot."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtGui import QFont, QFontMetricsF

from .local_axis import LocalAxis

#: Room between two numbers, in pixels.
_GAP = 3.0


class FittedAxis(LocalAxis):
    """pyqtgraph's axis, which always draws the numbers of its largest steps, with wider steps."""

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        """Give the steps between numbers and between the ticks within them."""
        levels = super().tickSpacing(minVal, maxVal, size)
        if not levels or size <= 0:
            return levels
        step, per_pixel = levels[0][0], (maxVal - minVal) / size
        while step < maxVal - minVal and step < per_pixel * self._room(minVal, maxVal, step):
            step = _next_round(step)
        return [(step, 0.0), *(level for level in levels[1:] if level[0] < step)]

    def _room(self, low: float, high: float, step: float) -> float:
        """Give how far apart neighbouring numbers of these steps must stand, in pixels."""
        values = [step * k for k in range(math.ceil(low / step), math.floor(high / step) + 1)]
        metrics = QFontMetricsF(self.style["tickFont"] or QFont())
        texts = self.tickStrings(values, self.autoSIPrefixScale * self.scale, step)
        widths = [metrics.horizontalAdvance(text) for text in texts]
        return max(((a + b) / 2 + _GAP for a, b in pairwise(widths)), default=0.0)


def _next_round(step: float) -> float:
    """Give the next larger of 1, 2, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step) + 1e-9)
    return next(power * factor for factor in (2.0, 5.0, 10.0) if power * factor > step * (1 + 1e-9))
