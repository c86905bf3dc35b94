"""What ``airpls_stiff`` and its like do to a row, in NumPy: the same to the last bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class FirstRows:
    """As :class:`StiffRows`, for order 1."""

    def __init__(self, z: Floats, f: Floats, e: Floats) -> None:
        self._z, self._f, self._e = list(z), list(f), list(e)
        self._t = np.empty(z.shape[1])
        self.lowest: Floats | None = np.zeros(z.shape[1])

    def forward(self, part: slice, penalty: Floats, order: int) -> None:
        """Take points in; `f` and `z` hold weights, and these times the intensities."""
        z, f, e, t = self._z, self._f, self._e, self._t
        add, multiply = np.add, np.multiply
        for i in range(part.start, part.stop):
            w, r, right = f[i], f[i - 1], z[i]
            add(multiply(e[i - 1], r, e[i]), w, e[i])
            add(multiply(z[i - 1], r, t), right, right)
            np.divide(1.0, add(e[i], 1.0, w), w)

    def backward(self, part: slice, penalty: Floats, order: int) -> None:
        """Find the baseline from the last point to the first; `z` becomes it."""
        z, f, n = self._z, self._f, len(self._z) - 3
        if part.stop == n:
            np.divide(1.0, self._e[n - 1], f[n - 1])
        for i in range(part.stop - 1, part.start - 1, -1):
            np.multiply(f[i], np.add(z[i], z[i + 1], z[i]), z[i])


class StiffRows:
    """Rows of spectra side by side, each reached from the one before it.

    Rows before the first are zeros, as those beyond the last point are.
    """

    def __init__(self, z: Floats, f: Floats, e: Floats) -> None:
        self._z, self._f, self._e = list(z), list(f), list(e)
        m = z.shape[1]
        self._a, self._c, self._d, self._h = (np.zeros(m) for _ in range(4))
        self._s, self._t = np.empty(m), np.empty(m)
        #: Nothing is subtracted: a pivot that would be negative cannot come.
        self.lowest: Floats | None = np.zeros(m)

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


class ThirdRows:
    """As :class:`StiffRows`, for order 3."""

    def __init__(self, z: Floats, f: Floats, e: Floats, e2: Floats) -> None:
        self._z, self._f, self._e, self._e2 = list(z), list(f), list(e), list(e2)
        m = z.shape[1]
        self._a, self._b, self._s, self._c, self._h, self._g = (np.zeros(m) for _ in range(6))
        self._work = [np.empty(m) for _ in range(4)]
        self._value, self._slope, self._change = (np.empty(m) for _ in range(3))
        self.lowest: Floats | None = np.zeros(m)

    def forward(self, part: slice, penalty: Floats, order: int) -> None:
        """Take points in; `f` and `z` hold weights, and these times the intensities."""
        z, f, e, e2 = self._z, self._f, self._e, self._e2
        a, b, s, c, h, g = self._a, self._b, self._s, self._c, self._h, self._g
        pr, qr, t, u = self._work
        add, subtract, multiply = np.add, np.subtract, np.multiply
        for i in range(part.start, part.stop):
            w, r, p, q, right = f[i], f[i - 1], e[i - 1], e2[i - 1], z[i]
            multiply(p, r, pr)
            multiply(q, r, qr)
            subtract(a, multiply(p, pr, t), a)
            subtract(b, multiply(p, qr, t), b)
            subtract(s, multiply(q, qr, t), s)
            add(qr, s, t)
            add(add(multiply(c, r, c), qr, c), t, c)
            add(pr, b, e[i])
            add(t, e[i], e2[i])
            add(b, a, u)
            add(add(s, b, s), u, s)
            b[:] = u
            add(a, w, a)
            multiply(z[i - 1], r, t)
            subtract(h, multiply(p, t, u), h)
            add(g, multiply(q, t, u), g)
            subtract(t, g, t)
            subtract(g, h, g)
            add(h, right, h)
            right[:] = t
            np.divide(1.0, add(c, 1.0, w), w)

    def backward(self, part: slice, penalty: Floats, order: int) -> None:
        """Find the baseline from the last point to the first; `z` becomes it."""
        z, f, e, e2, n = self._z, self._f, self._e, self._e2, len(self._z) - 3
        if part.stop == n:
            self._last(e[n - 1], e2[n - 1], z[n - 1])
        value, slope, change = self._value, self._slope, self._change
        for i in range(part.stop - 1, part.start - 1, -1):
            a, s = value - slope, slope - change
            change = (change - e[i - 1] * a) + (e2[i - 1] * s + z[i - 1])
            change *= f[i - 1]
            z[i][:] = value
            value, slope = a, s
        self._value, self._slope, self._change = value, slope, change

    def _last(self, p: Floats, q: Floats, linear: Floats) -> None:
        """Solve for value, slope and change of slope at the last point."""
        c = self._c
        a, b = self._a - p * (p / c), self._b - p * (q / c)
        s = self._s - q * (q / c)
        h, g, t = self._h - linear * (p / c), self._g + linear * (q / c), b / s
        pivot = a - b * t
        self.lowest = np.minimum(np.minimum(np.minimum(c, s), pivot), 0.0)
        self._value = (h + t * g) / pivot
        self._slope = g / s + t * self._value
        self._change = linear / c - (p / c) * self._value + (q / c) * self._slope
