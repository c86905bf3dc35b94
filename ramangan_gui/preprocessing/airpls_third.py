"""airPLS of order 3 for spectra side by side, compiled.

Solved as ``airpls_stiff`` does, for the same reason. The form is one of the last value a, the last
slope s and the last change of slope c. In units of λ its matrix is ``[[A, -B, P], [-B, S, -Q],
[P, -Q, C]]`` and its linear part ``(h, g, l)``. With r = 1 / (1 + C) a point of weight w does::

    A <- A - P² r     B <- B - P Q r    S <- S - Q² r     (the best change of c)
    A' = A + w        B' = B + A        S' = S + 2 B + A  (its terms in the new a, s and c)
    P' = P r + B      Q' = Q r + S + P r + B              C' = C r + 2 Q r + S

Letters are all positive; what is subtracted is small where λ is large. Left of the arrows stands
what serves on the right of the equations below them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .airpls_weights import LOWEST, MARGIN, NUMBER, SUM, WEIGHT, weigh
from .compiling import compiled

Floats = NDArray[np.float64]

#: Rows of the state: A, B, S and C of the form, h and g; on the way back a, s and c.
A, B, S, C, H, G = range(6)
VALUE, SLOPE, CHANGE = A, B, S


@compiled
def eliminate_third(
    share: float,
    held: Floats,
    y: Floats,
    z: Floats,
    f: Floats,
    e: Floats,
    e2: Floats,
    state: Floats,
    lane: Floats,
) -> None:
    """Take the points in one after the other; `share` is 1 / λ.

    `z` holds the last baseline before; afterwards it holds l. `f` takes r, `e` P and `e2` Q.
    """
    state[:6] = 0.0
    for i in range(MARGIN, y.shape[0] - MARGIN):
        weigh(y, z, lane, i, held[i])
        for k in range(y.shape[1]):
            r, p, q = f[i - 1, k], e[i - 1, k], e2[i - 1, k]
            pr, qr = p * r, q * r
            a, b, s = state[A, k] - p * pr, state[B, k] - p * qr, state[S, k] - q * qr
            state[C, k] = (state[C, k] * r + qr) + (qr + s)
            e[i, k] = pr + b
            e2[i, k] = (qr + s) + (pr + b)
            state[S, k] = (s + b) + (b + a)
            state[B, k] = b + a
            state[A, k] = a + lane[WEIGHT, k] * share
        for k in range(y.shape[1]):
            f[i, k] = 1.0 / (1.0 + state[C, k])
        for k in range(y.shape[1]):
            last = z[i - 1, k] * f[i - 1, k]
            h = state[H, k] - e[i - 1, k] * last
            g = state[G, k] + e2[i - 1, k] * last
            state[H, k] = h + lane[WEIGHT, k] * share * y[i, k]
            state[G, k] = g - h
            z[i, k] = last - g


@compiled
def substitute_third(
    y: Floats, z: Floats, f: Floats, e: Floats, e2: Floats, state: Floats, lane: Floats
) -> None:
    """Find a, s and c at the last point, and from there those of all points before it.

    `lane` takes the sum and the number of the points below the baseline, and the lowest pivot.
    """
    lane[:3] = 0.0
    last = y.shape[0] - MARGIN - 1
    for k in range(y.shape[1]):
        c, linear = state[C, k], z[last, k]
        p, q = e[last, k] / c, e2[last, k] / c
        a, b = state[A, k] - e[last, k] * p, state[B, k] - e[last, k] * q
        s = state[S, k] - e2[last, k] * q
        h, g, t = state[H, k] - linear * p, state[G, k] + linear * q, b / s
        pivot = a - b * t
        lane[LOWEST, k] = min(min(c, s), pivot)
        state[VALUE, k] = (h + t * g) / pivot
        state[SLOPE, k] = g / s + t * state[VALUE, k]
        state[CHANGE, k] = linear / c - p * state[VALUE, k] + q * state[SLOPE, k]
    for i in range(last, MARGIN - 1, -1):
        for k in range(y.shape[1]):
            value, slope, change = state[VALUE, k], state[SLOPE, k], state[CHANGE, k]
            a, s = value - slope, slope - change
            c = (change - e[i - 1, k] * a) + (e2[i - 1, k] * s + z[i - 1, k])
            state[CHANGE, k] = c * f[i - 1, k]
            state[VALUE, k], state[SLOPE, k] = a, s
            z[i, k] = value
            below = min(y[i, k] - value, 0.0)
            lane[SUM, k] += below
            lane[NUMBER, k] += 1.0 if below < 0.0 else 0.0
