"""airPLS of order 2 where λ is large, for spectra side by side, compiled.

The diagonal of ``W + λ D'D`` adds weights to numbers many orders above them, which takes their last
digits, and iterations enlarge what is lost. Here nothing is subtracted from a like number. The
least value that the sum over the points up to i can have is a quadratic form of the last value a
and the last slope s. In units of λ its matrix is ``[[A, -B], [-B, C]]``, with determinant D, and
its linear part ``(h, g)``. The next point brings its weight w and a change of slope, for which the
form is at its least with r = 1 / (1 + C)::

    A' = (A + D) r    B <- B r + A'    C <- (C + B) r + B r + A'    D <- D r + w C    A <- A' + w

All terms are positive. What ``airpls_compiled`` says of its loops holds here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .airpls_weights import MARGIN, NUMBER, SUM, WEIGHT, weigh
from .compiling import compiled

Floats = NDArray[np.float64]

#: Rows of the state: A, C and D of the form, and h; and on the way back, value and slope.
A, C, D, H = range(4)
VALUE, SLOPE = A, C


@compiled
def eliminate_stiff(
    share: float,
    held: Floats,
    y: Floats,
    z: Floats,
    f: Floats,
    e: Floats,
    state: Floats,
    lane: Floats,
) -> None:
    """Take the points in one after the other; `share` is 1 / λ.

    `z` holds the last baseline before; afterwards it holds g. `f` takes r and `e` takes B.
    """
    state[:4] = 0.0
    for i in range(MARGIN, y.shape[0] - MARGIN):
        weigh(y, z, lane, i, held[i])
        for k in range(y.shape[1]):
            w, r, b = lane[WEIGHT, k] * share, f[i - 1, k], e[i - 1, k]
            a = (state[A, k] + state[D, k]) * r
            b_next = b * r + a
            c = (state[C, k] + b) * r + b_next
            state[D, k] = state[D, k] * r + w * c
            state[A, k] = a + w
            state[C, k] = c
            f[i, k] = 1.0 / (1.0 + c)
            e[i, k] = b_next
        for k in range(y.shape[1]):
            g = z[i - 1, k] * f[i - 1, k]
            h = state[H, k] + e[i - 1, k] * g
            state[H, k] = h + lane[WEIGHT, k] * share * y[i, k]
            z[i, k] = g - h


@compiled
def substitute_stiff(
    y: Floats, z: Floats, f: Floats, e: Floats, state: Floats, lane: Floats
) -> None:
    """Find value and slope at the last point, and from there those of all points before it.

    `lane` takes the sum and the number of the points below the baseline.
    """
    lane[:3] = 0.0
    last = y.shape[0] - MARGIN - 1
    for k in range(y.shape[1]):
        b, g = e[last, k], z[last, k]
        value = (state[C, k] * state[H, k] + b * g) / state[D, k]
        slope = (b * state[H, k] + state[A, k] * g) / state[D, k]
        state[VALUE, k], state[SLOPE, k] = value, slope
    for i in range(last, MARGIN - 1, -1):
        for k in range(y.shape[1]):
            value, slope = state[VALUE, k], state[SLOPE, k]
            before = value - slope
            state[SLOPE, k] = (slope + e[i - 1, k] * before + z[i - 1, k]) * f[i - 1, k]
            state[VALUE, k] = before
            z[i, k] = value
            below = min(y[i, k] - value, 0.0)
            lane[SUM, k] += below
            lane[NUMBER, k] += 1.0 if below < 0.0 else 0.0
