"""Kinds of points of a scatter plot, and what they look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from .. import theme

ORIGINAL, GENERATED = "original", "generated"
SYMBOLS = {ORIGINAL: theme.ORIGINAL_SYMBOL, GENERATED: theme.GENERATED_SYMBOL}
_SIZES = {ORIGINAL: 8, GENERATED: 10}


@dataclass(frozen=True)
class Layer:
    """Points that look alike."""

    kind: str
    rows: NDArray[np.intp]
    filled: bool
    faint: bool
    name: str


def look_of(layer: Layer) -> dict[str, Any]:
    """Give shape, size and colours of the points of a layer."""
    colours = theme.plot_colours()
    colour = pg.mkColor(colours.original if layer.kind == ORIGINAL else colours.generated)
    if layer.faint:
        colour.setAlpha(110)
    fill = pg.mkColor(colour)
    fill.setAlpha(150)
    brush = pg.mkBrush(fill) if layer.filled else pg.mkBrush(None)
    look = {"symbol": SYMBOLS[layer.kind], "size": _SIZES[layer.kind]}
    return {**look, "pen": pg.mkPen(colour, width=1), "brush": brush}
