"""airPLS for many spectra at once in plain NumPy: the same to the last bit as ``airpls_compiled``.

Every operation acts on one point of all spectra, in the order of the compiled loops, so that it
does not matter which of the two has run. It serves where numba is missing, or where its start
would take longer than the work.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Spectra side by side; more of them leave the cache, fewer leave Python's loop in front.
_COLUMNS = 2048


def fit_rows(
    values: Floats, penalty: Floats, held: Floats, order: int, max_iter: int, tol: float
) -> tuple[Floats, NDArray[np.int64], NDArray[np.bool_]]:
    """Fit all baselines.

    Parameters
    ----------
    values : ndarray of float64, shape (n_spectra, n_points)
        Intensities, all finite.
    penalty : ndarray of float64, shape (4, n_points + 2 * margin)
        ``λ D'D`` by diagonals, see ``airpls_batch.penalty_diagonals``.
    held : ndarray of float64, shape (n_points + 2 * margin,)
        Weight of points where the baseline is held to the spectra, 0 for all others.
    order : int
        Difference order.
    max_iter : int
        Linear systems solved at most.
    tol : float
        Share of the spectrum below the baseline at which the iteration ends.

    Returns
    -------
    baseline : ndarray of float64, shape (n_spectra, n_points)
    solves : ndarray of int64, shape (n_spectra,)
        Linear systems solved, 0 where one had no solution.
    settled : ndarray of bool, shape (n_spectra,)
        Whether the share below the baseline became smaller than `tol`.
    """
    baseline = np.empty_like(values)
    solves = np.zeros(len(values), np.int64)
    settled = np.zeros(len(values), bool)
    with np.errstate(all="ignore"):
        for begin in range(0, len(values), _COLUMNS):
            part = slice(begin, begin + _COLUMNS)
            columns = _Columns(values[part], penalty, held, order)
            columns.fit(max_iter, tol, baseline[part], solves[part], settled[part])
    return baseline, solves, settled


class _Columns:
    """Spectra side by side, with what the solution of their linear systems needs.

    Rows beyond the last point stay zero; those before the first are the same ones, reached by
    negative numbers.
    """

    def __init__(self, values: Floats, penalty: Floats, held: Floats, order: int) -> None:
        self.n, self.order = values.shape[1], order
        self.penalty, self.held = penalty[:, 3:].T.tolist(), held[3:].tolist()
        self.y = np.ascontiguousarray(values.T)
        shape = (self.n + 3, len(values))
        self.z, self.f, self.e, self.e2 = (np.zeros(shape) for _ in range(4))
        # Above all points at first, so that every weight is 1.
        self.z[: self.n] = self.y + np.abs(self.y) + 1.0
        self.gain, self.last = np.zeros(len(values)), np.zeros(len(values), bool)

    def fit(
        self,
        max_iter: int,
        tol: float,
        baseline: Floats,
        solves: NDArray[np.int64],
        settled: NDArray[np.bool_],
    ) -> None:
        """Iterate until every spectrum is done."""
        size = np.zeros(self.y.shape[1])
        for row in np.abs(self.y):
            size += row
        place, holds = np.arange(size.size), max(self.held) > 0.0
        for count in range(1, max_iter + 2):
            self._eliminate()
            total, number, lowest = self._substitute()
            bad, near = ~(lowest >= 0.0), -total < tol * size
            done = ~self.last & (near | bad | ~(number >= 2) | (count == max_iter))
            solves[place[done]], settled[place[done]] = count, near[done]
            solves[place[bad]] = 0
            # Where the baseline is held, there comes one system more.
            ended = self.last | (done & bad) if holds else done
            self.last |= done
            if ended.any():
                rows, keep = place[ended], ~ended
                baseline[rows] = self.z[: self.n, ended].T
                if ended.all():
                    return
                place, size, total = place[keep], size[keep], total[keep]
                self._keep(keep)
            self.gain = min(count, 50) / (32.0 * np.where(total < 0.0, total, -1.0))

    def _keep(self, keep: NDArray[np.bool_]) -> None:
        self.y, self.z, self.last = self.y[:, keep], self.z[:, keep], self.last[keep]
        self.f, self.e, self.e2 = (a[:, : self.y.shape[1]] for a in (self.f, self.e, self.e2))

    def _eliminate(self) -> None:
        """Weights from the last baseline, factor ``W + λ D'D``, and forward substitution."""
        y, z, f, e, e2, order = self.y, self.z, self.f, self.e, self.e2, self.order
        multiply, subtract = np.multiply, np.subtract
        m = y.shape[1]
        weight, filled = _Weight(m), _Filled(m)
        g, t, third, passing = (np.empty(m) for _ in range(4))
        for i in range(self.n):
            # Only order 3 needs these rows again; memory is what this loop waits for.
            e2_i = e2[i] if order == 3 else passing
            c0, c1, c2, c3 = map(filled, self.penalty[i])
            w = weight(y[i], z[i], self.gain)
            if self.held[i] > 0.0:
                w[self.last] = self.held[i]
            h = c2
            if order == 3:
                h = subtract(c2, multiply(c3, e[i - 2], t), third)
                c1 = subtract(c1, multiply(c3, e2[i - 1], t), g)
            if order > 1:
                multiply(h, f[i - 2], e2_i)
                c1 = subtract(c1, multiply(h, e[i - 1], t), g)
            multiply(c1, f[i - 1], e[i])
            pivot, right = f[i], z[i]
            multiply(w, y[i], right)
            np.add(w, c0, pivot)
            subtract(pivot, multiply(c1, e[i], t), pivot)
            subtract(right, multiply(e[i], z[i - 1], t), right)
            if order > 1:
                subtract(pivot, multiply(h, e2_i, t), pivot)
                subtract(right, multiply(e2_i, z[i - 2], t), right)
            if order == 3:
                multiply(c3, f[i - 3], third)
                subtract(pivot, multiply(c3, third, t), pivot)
                subtract(right, multiply(third, z[i - 3], t), right)
            np.divide(1.0, pivot, pivot)

    def _substitute(self) -> tuple[Floats, Floats, Floats]:
        """Backward substitution; sum and number of what lies below, and the lowest of `f` or 0."""
        y, z, f, e, e2, order = self.y, self.z, self.f, self.e, self.e2, self.order
        multiply, subtract = np.multiply, np.subtract
        total, number, lowest = (np.zeros(y.shape[1]) for _ in range(3))
        t, filled = np.empty(y.shape[1]), _Filled(y.shape[1])
        zero = filled(0.0)
        for i in range(self.n - 1, -1, -1):
            v = z[i]
            if order > 1 and i + order < self.n:
                far = filled(self.penalty[i + order][order])
                subtract(v, multiply(far, z[i + order], t), v)
            multiply(f[i], v, v)
            subtract(v, multiply(e[i + 1], z[i + 1], t), v)
            if order == 3:
                subtract(v, multiply(e2[i + 2], z[i + 2], t), v)
            np.minimum(subtract(y[i], v, t), zero, out=t)
            np.add(total, t, total)
            subtract(number, np.sign(t, t), number)
            np.minimum(lowest, f[i], out=lowest)
        return total, number, lowest


class _Filled:
    """Rows that hold one number everywhere; NumPy is slower with the number itself."""

    def __init__(self, m: int) -> None:
        self._m = m
        self._rows: dict[float, Floats] = {}

    def __call__(self, number: float) -> Floats:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = np.full(self._m, number)
        return row


class _Weight:
    """Weights of one point of all spectra: exp(32 · gain · below) below the baseline, else 0."""

    def __init__(self, m: int) -> None:
        self._below, self._square, self._even, self._odd, self._w = (np.empty(m) for _ in range(5))
        self._numbers = [np.full(m, number) for number in (0.0, 20.0, 180.0, 840.0, 1680.0)]

    def __call__(self, y: Floats, z: Floats, gain: Floats) -> Floats:
        below, square, even, odd, w = self._below, self._square, self._even, self._odd, self._w
        n0, n20, n180, n840, n1680 = self._numbers
        multiply, add = np.multiply, np.add
        np.minimum(np.subtract(y, z, below), n0, out=below)
        x = multiply(gain, below, w)
        multiply(x, x, square)
        multiply(add(square, n180, even), square, even)
        add(even, n1680, even)
        multiply(add(multiply(square, n20, odd), n840, odd), x, odd)
        add(even, odd, w)
        np.divide(w, np.subtract(even, odd, even), w)
        for _ in range(5):
            multiply(w, w, w)
        np.putmask(w, np.equal(below, n0), n0)
        return w
