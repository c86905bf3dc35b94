"""An axis that can be logarithmic on both sides of zero, for losses that change sign."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..numbers import written
from .local_axis import LocalAxis

#: Room for one tick's label, in pixels.
_TICK_ROOM = 26.0


class SymlogAxis(LocalAxis):
    """Axis whose items were passed through :meth:`forward`.

    Attributes
    ----------
    threshold : float or None
        Within ± this value the axis is about linear, outside it is logarithmic; ``None`` makes it
        linear throughout.
    """

    def __init__(self, orientation: str = "left") -> None:
        super().__init__(orientation)
        self.threshold: float | None = None
        self.enableAutoSIPrefix(False)

    def forward(self, values: ArrayLike) -> NDArray[np.float64]:
        """Give where on the axis `values` lie."""
        y = np.asarray(values, np.float64)
        if self.threshold is None:
            return y
        return np.sign(y) * np.log10(1.0 + np.abs(y) / self.threshold)

    def backward(self, places: ArrayLike) -> NDArray[np.float64]:
        """Give the values at places on the axis."""
        y = np.asarray(places, np.float64)
        if self.threshold is None:
            return y
        return np.sign(y) * self.threshold * (10.0 ** np.abs(y) - 1.0)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list:
        """Give ticks at zero and at decades; thinned out where they would not fit."""
        if self.threshold is None:
            return super().tickValues(minVal, maxVal, size)
        last = int(np.ceil(max(abs(minVal), abs(maxVal)))) + 1
        decades = self.threshold * 10.0 ** np.arange(last + 1)
        ticks = self.forward(np.concatenate([-decades[::-1], [0.0], decades]))
        ticks = ticks[(ticks >= minVal) & (ticks <= maxVal)]
        room = max(2, int(size / _TICK_ROOM))
        step = int(np.ceil(len(ticks) / room)) if len(ticks) else 1
        zero = int(np.argmin(np.abs(ticks))) if len(ticks) else 0
        return [(1.0, list(ticks[zero % step :: step]))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Give the values of the ticks as text."""
        if self.threshold is None:
            return super().tickStrings(values, scale, spacing)
        return [written(value, ".3g") for value in self.backward(values)]


def choose_threshold(values: ArrayLike) -> float:
    """Choose where an axis for `values` turns from linear to logarithmic.

    Parameters
    ----------
    values : array_like
        All values that will be shown; NaN are left out.

    Returns
    -------
    float
        The power of ten at or below the 5 % quantile of the sizes, at most six decades below the
        largest.
    """
    sizes = np.abs(np.asarray(values, np.float64).ravel())
    sizes = sizes[np.isfinite(sizes) & (sizes > 0)]
    if not sizes.size:
        return 1.0
    low = max(float(np.quantile(sizes, 0.05)), float(sizes.max()) * 1e-6)
    return float(10.0 ** np.floor(np.log10(low)))
