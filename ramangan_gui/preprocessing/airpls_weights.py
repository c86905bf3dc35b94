"""Weights of airPLS for spectra side by side, compiled; see ``airpls_compiled`` on its loops."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .compiling import compiled

Floats = NDArray[np.float64]

#: Rows above and below the points, so that no neighbour needs a test.
MARGIN = 3

#: Rows of what is kept of each column: sum and number of the points below the baseline, the lowest
#: of `f`, what the exponent of a weight is multiplied by, the sum of all points, the weight of
#: points above the baseline, whether it is solved for the last time with weights that are held, and
#: the weights of the row at hand.
SUM, NUMBER, LOWEST, GAIN, SIZE, START, LAST, WEIGHT = range(8)


@compiled
def exp_of_32_times(x: float) -> float:
    """Give exp(32 x) for 0 <= x, by a Padé approximant; relative error below 1e-10 up to 32 x = 10.

    Beyond, a weight is so large that its error no longer moves the baseline.
    """
    square = x * x
    even = (square + 180.0) * square + 1680.0
    odd = (20.0 * square + 840.0) * x
    p = (even + odd) / (even - odd)
    for _ in range(5):
        p *= p
    return p


@compiled
def weigh(y: Floats, z: Floats, lane: Floats, i: int, held: float) -> None:
    """Put the weights of one row into ``lane[WEIGHT]``, from the last baseline, which `z` holds.

    Where `held` is more than 0, it is the weight in all columns that are solved once more.
    """
    for k in range(y.shape[1]):
        below, start = min(y[i, k] - z[i, k], 0.0), lane[START, k]
        w = exp_of_32_times(lane[GAIN, k] * below)
        lane[WEIGHT, k] = w if below < 0.0 and start == 0.0 else start
    if held > 0.0:
        for k in range(y.shape[1]):
            lane[WEIGHT, k] = held if lane[LAST, k] > 0.0 else lane[WEIGHT, k]
