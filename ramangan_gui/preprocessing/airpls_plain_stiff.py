"""What ``airpls_stiff`` does to a row of the axis, in NumPy: the same to the last bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class StiffRows:
    """Rows of spectra side by side, each reached from the one before it.

    Rows before the first are zeros, as those beyond the last point are.
    """

    def __init__(self, z: Floats, f: Floats, e: Floats) -> None:
        self._z, self._f, self._e = list(z), list(f), list(e)
        m = z.shape[1]
        self._a, self._c, self._d, self._h = (np.zeros(m) for _ in range(4))
        self._s, self._t = np.empty(m), np.empty(m)

    def forward(self, part: slice, penalty: Floats, order: int) -> None:
        """Take points in; `f` and `z` hold weights, and these times the intensities."""
        z, f, e, s, t = self._z, self._f, self._e, self._s, self._t
        a, c, d, h = self._a, self._c, self._d, self._h
        add, subtract, multiply = np.add, np.subtract, np.multiply
        for i in range(part.start, part.stop):
            w, r, b, right = f[i], f[i - 1], e[i - 1], z[i]
            multiply(add(a, d, a), r, a)
            multiply(add(c, b, c), r, c)
            add(multiply(b, r, e[i]), a, e[i])
            add(c, e[i], c)
            add(multiply(d, r, d), multiply(w, c, t), d)
            add(a, w, a)
            multiply(z[i - 1], r, s)
            add(h, multiply(b, s, t), h)
            subtract(s, h, s)
            add(h, right, h)
            right[:] = s
            np.divide(1.0, add(c, 1.0, w), w)

    def backward(self, part: slice, penalty: Floats, order: int) -> None:
        """Find the baseline from the last point to the first; `z` becomes it."""
        z, f, e, t, n = self._z, self._f, self._e, self._t, len(self._z) - 3
        multiply, add = np.multiply, np.add
        if part.stop == n:
            a, c, d, h, b, g = self._a, self._c, self._d, self._h, e[n - 1], z[n - 1]
            self._value, self._slope = (c * h + b * g) / d, (b * h + a * g) / d
        value, slope = self._value, self._slope
        for i in range(part.stop - 1, part.start - 1, -1):
            before = np.subtract(value, slope)
            add(slope, multiply(e[i - 1], before, t), slope)
            multiply(add(slope, z[i - 1], slope), f[i - 1], slope)
            z[i][:] = value
            value = before
        self._value = value
