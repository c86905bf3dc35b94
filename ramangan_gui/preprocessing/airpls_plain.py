"""airPLS for many spectra at once in plain NumPy: the same to the last bit as ``airpls_compiled``.

Arrays have one row a point of the axis and one column a spectrum, and every operation acts on all
columns, in the order of the compiled loops, so that it does not matter which of the two has run.
It serves where numba is missing, or where its start would take longer than the work.

What costs time here is the number of calls of NumPy, and memory that leaves the cache. So only
what depends on the row before is done row by row; everything else takes as many rows at once as
the nearest cache holds. A column whose spectrum is done is dropped, and others come in.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .airpls_plain_stiff import FirstRows, StiffRows, ThirdRows

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Spectra side by side; more of them leave the cache, fewer leave Python's loop in front.
_COLUMNS = 2048

#: Others are taken in once so many columns of all are free: each time all are copied.
_SHARE = 0.25

#: Numbers to a call where rows do not depend on each other.
_CHUNK = 16_384


def fit_rows(
    values: Floats,
    penalty: Floats,
    held: Floats,
    stiff: float,
    order: int,
    max_iter: int,
    tol: float,
) -> tuple[Floats, Rows, NDArray[np.bool_]]:
    """Fit all baselines.

    Parameters
    ----------
    values : ndarray of float64, shape (n_spectra, n_points)
        Intensities, all finite.
    penalty : ndarray of float64, shape (4, n_points + 2 * margin)
        ``λ D'D`` by diagonals, see ``airpls_batch.penalty_diagonals``.
    held : ndarray of float64, shape (n_points + 2 * margin,)
        Weight of points where the baseline is held to the spectra, 0 for all others.
    stiff : float
        λ where systems are solved as ``airpls_stiff`` does, else 0.
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
    columns = _Columns(values, penalty, held, stiff, order)
    holds = bool((held > 0.0).any())
    with np.errstate(all="ignore"):
        while columns.take_in():
            total, several, lowest = columns.solve()
            columns.count += 1
            place, last = columns.place, columns.last
            bad, near = ~(lowest >= 0.0), -total < tol * columns.size
            done = ~last & (near | bad | ~several | (columns.count == max_iter))
            solves[place[done]], settled[place[done]] = columns.count[done], near[done]
            solves[place[bad]] = 0
            # Where the baseline is held, there comes one system more.
            ended = last | (done & bad) if holds else done
            columns.last = last | done
            columns.gain = np.minimum(columns.count, 50) / (
                32.0 * np.where(total < 0.0, total, -1.0)
            )
            columns.give_out(ended, baseline)
    return baseline, solves, settled


class _Columns:
    """Spectra side by side, with what the solution of their linear systems needs.

    Rows beyond the last point stay zero; those before the first are the same ones, reached by
    negative numbers.
    """

    def __init__(
        self, values: Floats, penalty: Floats, held: Floats, stiff: float, order: int
    ) -> None:
        self._share = 1.0 / stiff if stiff > 0.0 else 0.0
        self.n, self.order, self._values, self._begun = values.shape[1], order, values, 0
        self._penalty, self._held = penalty[:, 3:], held[3:]
        self._most = min(_COLUMNS, len(values))
        self._f, self._e, self._e2 = (np.empty((self.n + 3) * self._most) for _ in range(3))
        self.y, self.z = np.empty((self.n, 0)), np.zeros((self.n + 3, 0))
        self.size, self.gain, self.last = np.empty(0), np.empty(0), np.empty(0, bool)
        self.place, self.count = np.empty(0, np.int64), np.empty(0, np.int64)

    def take_in(self) -> bool:
        """Fill up with the next spectra where it is worth it; say whether any are left."""
        free = self._most - self.place.size
        new = self._values[self._begun : self._begun + free]
        if len(new) and free >= _SHARE * self._most:
            begun, self._begun = self._begun, self._begun + len(new)
            size = np.zeros(len(new))
            for row in np.abs(new.T):
                size += row
            # Above all points at first, so that every weight is 1.
            above = np.zeros((self.n + 3, len(new)))
            above[: self.n] = new.T + np.abs(new.T) + 1.0
            self.y, self.z = np.hstack([self.y, new.T]), np.hstack([self.z, above])
            self.size, self.gain = np.append(self.size, size), np.append(self.gain, 0.0 * size)
            self.last = np.append(self.last, np.zeros(len(new), bool))
            self.place = np.append(self.place, np.arange(begun, self._begun))
            self.count = np.append(self.count, np.zeros(len(new), np.int64))
        return self.place.size > 0

    def give_out(self, ended: NDArray[np.bool_], baseline: Floats) -> None:
        """Drop columns that are done, and copy them to the caller's rows."""
        if not ended.any():
            return
        done, keep = np.flatnonzero(ended), np.flatnonzero(~ended)
        baseline[self.place[done]] = self.z[: self.n].take(done, axis=1).T
        self.y, self.z = self.y.take(keep, axis=1), self.z.take(keep, axis=1)
        self.size, self.gain, self.last = self.size[keep], self.gain[keep], self.last[keep]
        self.place, self.count = self.place[keep], self.count[keep]

    def solve(self) -> tuple[Floats, NDArray[np.bool_], Floats]:
        """Solve one system for each column, with weights from its last baseline.

        Returns
        -------
        total : ndarray of float64, shape (n_columns,)
            Sum of what lies below the baseline.
        several : ndarray of bool, shape (n_columns,)
            Whether more than one point does.
        lowest : ndarray of float64, shape (n_columns,)
            Lowest inverse pivot, or 0; negative where a system had no solution.
        """
        m = self.place.size
        step = max(_CHUNK // m, 1)
        chunks = [slice(i, min(i + step, self.n)) for i in range(0, self.n, step)]
        f, e, e2 = (a[: (self.n + 3) * m].reshape(-1, m) for a in (self._f, self._e, self._e2))
        f[self.n :] = e[self.n :] = e2[self.n :] = 0.0
        rows: _Some = _Rows(self.z, f, e)
        if self.order == 3:
            rows = ThirdRows(self.z, f, e, e2)
        elif self._share:
            rows = (FirstRows if self.order == 1 else StiffRows)(self.z, f, e)
        self._eliminate(chunks, f, rows)
        return self._substitute(chunks[::-1], f, rows)

    def _eliminate(self, chunks: list[slice], f: Floats, rows: _Some) -> None:
        """Weights from the last baseline, factor ``W + λ D'D``, and forward substitution."""
        y, z, pinned = self.y, self.z, np.flatnonzero(self._held)
        weight = _Weight(chunks[0].stop, self.gain)
        for part in chunks:
            w = weight(y[part], z[part])
            for i in pinned[(pinned >= part.start) & (pinned < part.stop)]:
                w[i - part.start, self.last] = self._held[i]
            if self._share:
                np.multiply(w, self._share, out=w)
                f[part] = w
            else:
                np.add(w, self._penalty[0, part, None], f[part])
            np.multiply(w, y[part], z[part])
            rows.forward(part, self._penalty, self.order)

    def _substitute(
        self, chunks: list[slice], f: Floats, rows: _Some
    ) -> tuple[Floats, NDArray[np.bool_], Floats]:
        """Backward substitution, and what :meth:`solve` gives."""
        y, z, m = self.y, self.z, self.y.shape[1]
        below, zeros = np.empty((chunks[-1].stop, m)), np.zeros((chunks[-1].stop, m))
        total, most, lowest = (np.zeros(m) for _ in range(3))
        for part in chunks:
            rows.backward(part, self._penalty, self.order)
            here = below[: part.stop - part.start]
            np.minimum(np.subtract(y[part], z[part], here), zeros[: len(here)], out=here)
            for row in here[::-1]:
                np.add(total, row, total)
            np.minimum(np.minimum.reduce(here, axis=0), most, out=most)
            if rows.lowest is None:
                np.minimum(np.minimum.reduce(f[part], axis=0), lowest, out=lowest)
        # Where one point makes up the sum, the others are counted.
        several = total < most
        alone = np.flatnonzero(~several & (total < 0.0))
        for k in alone:
            several[k] = np.count_nonzero(y[:, k] < z[: self.n, k]) > 1
        return total, several, lowest if rows.lowest is None else rows.lowest


class _Rows:
    """What is done row by row, because each depends on those before it; for order 2."""

    #: Lowest pivot, where it is not to be had from `f`.
    lowest: Floats | None = None

    def __init__(self, z: Floats, f: Floats, e: Floats) -> None:
        self._z, self._f, self._e = list(z), list(f), list(e)
        self._filled = _Filled(z.shape[1])
        self._g, self._t, self._l2 = (np.empty(z.shape[1]) for _ in range(3))

    def forward(self, part: slice, penalty: Floats, order: int) -> None:
        """Factor, and substitute forward; `f` and `z` hold diagonal and right side."""
        z, f, e, g, t, l2 = self._z, self._f, self._e, self._g, self._t, self._l2
        one, filled = self._filled(1.0), self._filled
        multiply, subtract, divide = np.multiply, np.subtract, np.divide
        for i, column in enumerate(penalty[1:3, part].T.tolist(), part.start):
            c1, c2 = map(filled, column)
            pivot, right, e_i = f[i], z[i], e[i]
            multiply(c2, f[i - 2], l2)
            subtract(c1, multiply(c2, e[i - 1], t), g)
            multiply(g, f[i - 1], e_i)
            subtract(pivot, multiply(g, e_i, t), pivot)
            subtract(right, multiply(e_i, z[i - 1], t), right)
            subtract(pivot, multiply(c2, l2, t), pivot)
            subtract(right, multiply(l2, z[i - 2], t), right)
            divide(one, pivot, pivot)

    def backward(self, part: slice, penalty: Floats, order: int) -> None:
        """Substitute backward; `z` becomes the baseline."""
        z, f, e, t, filled = self._z, self._f, self._e, self._t, self._filled
        multiply, subtract, n = np.multiply, np.subtract, len(self._z) - 3
        for i in range(part.stop - 1, part.start - 1, -1):
            v = z[i]
            if i + 2 < n:
                far = filled(penalty[2, i + 2])
                subtract(v, multiply(far, z[i + 2], t), v)
            multiply(f[i], v, v)
            subtract(v, multiply(e[i + 1], z[i + 1], t), v)


#: Any of those that solve the systems.
_Some = _Rows | FirstRows | StiffRows | ThirdRows


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
    """Weights of some rows: exp(32 · gain · below) below the baseline, else 0."""

    def __init__(self, n_rows: int, gain: Floats) -> None:
        self._gain, self._zeros = np.tile(gain, (n_rows, 1)), np.zeros((n_rows, gain.size))
        self._work = [np.empty_like(self._zeros) for _ in range(5)]

    def __call__(self, y: Floats, z: Floats) -> Floats:
        gain, zeros, below, square, even, odd, w = (
            a[: len(y)] for a in (self._gain, self._zeros, *self._work)
        )
        multiply, add = np.multiply, np.add
        np.minimum(np.subtract(y, z, below), zeros, out=below)
        x = multiply(gain, below, w)
        multiply(x, x, square)
        multiply(add(square, 180.0, even), square, even)
        add(even, 1680.0, even)
        multiply(add(multiply(square, 20.0, odd), 840.0, odd), x, odd)
        add(even, odd, w)
        np.divide(w, np.subtract(even, odd, even), w)
        for _ in range(5):
            multiply(w, w, w)
        return multiply(w, np.less(below, 0.0), w)
