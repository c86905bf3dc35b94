"""An axis whose numbers have the window's decimal sign."""

from __future__ import annotations

import pyqtgraph as pg

from ..numbers import localised


class LocalAxis(pg.AxisItem):
    """pyqtgraph's axis, with the numbers as the window writes them; the base of all others."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Give the values of the ticks as text."""
        return [localised(text) for text in super().tickStrings(values, scale, spacing)]
