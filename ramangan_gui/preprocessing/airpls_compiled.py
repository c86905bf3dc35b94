"""airPLS for many spectra at once, compiled by numba.

Spectra lie side by side: arrays have one row a point of the axis and one column a spectrum. Each
inner loop does the same to all columns of a row, which the compiler turns into vector
instructions. A column whose spectrum is done takes the next one, so that none stands idle.

What keeps these loops fast is lost without a word of warning: the number of columns is a value of
the run (a constant would be unrolled into single numbers), an inner loop touches few arrays (each
pair is checked for overlap), and it calls no library, not even for the exponential function. No
operation is fused or reordered, so ``airpls_plain`` gives the same results to the last bit.

Importing this module imports numba; :mod:`.airpls_batch` does so where it is worth the time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .airpls_stiff import eliminate_stiff, substitute_stiff
from .airpls_third import eliminate_third, substitute_third
from .airpls_weights import (
    GAIN,
    LAST,
    LOWEST,
    MARGIN,
    NUMBER,
    SIZE,
    START,
    SUM,
    WEIGHT,
    weigh,
)
from .compiling import compiled

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Spectra side by side: whole vectors on every processor, and few enough for its cache.
COLUMNS = 96

#: New spectra are taken in once a column in so many is free.
_SHARE = 8

#: Points moved at once between the caller's order and ours.
_TILE = 64


@compiled
def eliminate_first(
    share: float, held: Floats, y: Floats, z: Floats, f: Floats, e: Floats, lane: Floats
) -> None:
    """Take the points in one after the other for order 1, as ``airpls_stiff`` does; share is 1 / λ.

    The weights follow from the last baseline, which `z` holds before. The form is one of the last
    value alone: `e` takes what belongs to its square, `z` what belongs to itself.
    """
    for i in range(MARGIN, y.shape[0] - MARGIN):
        weigh(y, z, lane, i, held[i])
        for k in range(y.shape[1]):
            w, r = lane[WEIGHT, k] * share, f[i - 1, k]
            a = e[i - 1, k] * r + w
            e[i, k] = a
            f[i, k] = 1.0 / (1.0 + a)
            z[i, k] = z[i - 1, k] * r + w * y[i, k]


@compiled
def substitute_first(y: Floats, z: Floats, f: Floats, e: Floats, lane: Floats) -> None:
    """Find all values from the last one on.

    `lane` takes the sum and the number of the points below the baseline.
    """
    lane[:3] = 0.0
    last = y.shape[0] - MARGIN - 1
    for k in range(y.shape[1]):
        f[last, k] = 1.0 / e[last, k]
    for i in range(last, MARGIN - 1, -1):
        for k in range(y.shape[1]):
            v = f[i, k] * (z[i, k] + z[i + 1, k])
            z[i, k] = v
            below = min(y[i, k] - v, 0.0)
            lane[SUM, k] += below
            lane[NUMBER, k] += 1.0 if below < 0.0 else 0.0


@compiled
def eliminate_second(
    penalty: Floats, held: Floats, y: Floats, z: Floats, f: Floats, e: Floats, lane: Floats
) -> None:
    """Factor ``W + λ D'D`` for order 2, and substitute forward.

    The weights W follow from the last baseline, which `z` holds before; afterwards it holds the
    solution half made. `f` takes the inverse pivots, `e` the first sub-diagonal of the factor.
    """
    for i in range(MARGIN, y.shape[0] - MARGIN):
        c0, c1, c2 = penalty[0, i], penalty[1, i], penalty[2, i]
        weigh(y, z, lane, i, held[i])
        for k in range(y.shape[1]):
            w = lane[WEIGHT, k]
            g = c1 - c2 * e[i - 1, k]
            l1 = g * f[i - 1, k]
            l2 = c2 * f[i - 2, k]
            e[i, k] = l1
            f[i, k] = 1.0 / (w + c0 - g * l1 - c2 * l2)
            z[i, k] = w * y[i, k] - l1 * z[i - 1, k] - l2 * z[i - 2, k]


@compiled
def substitute_second(
    penalty: Floats, y: Floats, z: Floats, f: Floats, e: Floats, lane: Floats
) -> None:
    """Substitute backward, and note for each column what the next step needs.

    `lane` takes the sum and the number of the points below the baseline, and the lowest of `f`,
    which is negative where a pivot was. Two rows at once fetch and keep what belongs to a column
    half as often.
    """
    lane[:3] = 0.0
    i = last = y.shape[0] - MARGIN - 1
    if (last - MARGIN) % 2 == 0:  # an odd number of rows: the last one, which has none below it
        for k in range(y.shape[1]):
            v = f[i, k] * z[i, k]
            z[i, k] = v
            below = min(y[i, k] - v, 0.0)
            lane[SUM, k] += below
            lane[NUMBER, k] += 1.0 if below < 0.0 else 0.0
            lane[LOWEST, k] = min(lane[LOWEST, k], f[i, k])
        last -= 1
    for i in range(last, MARGIN, -2):
        c2, d2 = penalty[2, i + 2], penalty[2, i + 1]
        for k in range(y.shape[1]):
            v = f[i, k] * (z[i, k] - c2 * z[i + 2, k]) - e[i + 1, k] * z[i + 1, k]
            u = f[i - 1, k] * (z[i - 1, k] - d2 * z[i + 1, k]) - e[i, k] * v
            z[i, k] = v
            z[i - 1, k] = u
            below, beside = min(y[i, k] - v, 0.0), min(y[i - 1, k] - u, 0.0)
            lane[SUM, k] = lane[SUM, k] + below + beside
            lane[NUMBER, k] += (1.0 if below < 0.0 else 0.0) + (1.0 if beside < 0.0 else 0.0)
            lane[LOWEST, k] = min(min(lane[LOWEST, k], f[i, k]), f[i - 1, k])


@compiled
def take_in(values: Floats, spectra: Rows, columns: Rows, y: Floats, lane: Floats) -> None:
    """Put spectra into columns, and have every weight be 1, whatever is left in `z`.

    Four at once: each sum waits for its last addition, but not for those of the others. Where
    fewer are left, the last one is put there again.
    """
    last = spectra.size - 1
    for k in columns:
        lane[SIZE, k], lane[GAIN, k], lane[START, k] = 0.0, 0.0, 1.0
    for start in range(0, values.shape[1], _TILE):
        stop = min(start + _TILE, values.shape[1])
        for k in range(0, spectra.size, 4):
            k1, k2, k3 = min(k + 1, last), min(k + 2, last), min(k + 3, last)
            a, b, c, d = columns[k], columns[k1], columns[k2], columns[k3]
            u, v = values[spectra[k]], values[spectra[k1]]
            p, q = values[spectra[k2]], values[spectra[k3]]
            of_a, of_b, of_c, of_d = lane[SIZE, a], lane[SIZE, b], lane[SIZE, c], lane[SIZE, d]
            for i in range(start, stop):
                row = y[MARGIN + i]
                row[a], row[b], row[c], row[d] = u[i], v[i], p[i], q[i]
                of_a += abs(u[i])
                of_b += abs(v[i])
                of_c += abs(p[i])
                of_d += abs(q[i])
            lane[SIZE, a], lane[SIZE, b], lane[SIZE, c], lane[SIZE, d] = of_a, of_b, of_c, of_d


@compiled
def give_out(z: Floats, columns: Rows, spectra: Rows, baseline: Floats, solves: Rows) -> None:
    """Copy finished columns to the caller's rows; one that is not finite has no solution.

    What is not finite at one point is not so at all points before it either.
    """
    for start in range(0, baseline.shape[1], _TILE):
        for k in range(spectra.size):
            row, column = baseline[spectra[k]], columns[k]
            for i in range(start, min(start + _TILE, row.size)):
                row[i] = z[MARGIN + i, column]
    for k in range(spectra.size):
        if 0.0 * z[MARGIN, columns[k]] != 0.0:
            solves[spectra[k]] = 0


@compiled
def fit_columns(
    values: Floats,
    penalty: Floats,
    held: Floats,
    stiff: float,
    order: int,
    max_iter: int,
    tol: float,
    baseline: Floats,
    solves: Rows,
    settled: NDArray[np.bool_],
    work: Floats,
) -> None:
    """Fit all baselines; `work` comes from ``airpls_batch``, one for each thread.

    `solves` takes the number of linear systems solved, 0 where one had no solution; that which
    holds the baseline where `held` says so comes after them and does not count. `stiff` is λ where
    systems are solved as ``airpls_stiff`` does, else 0.
    """
    y, z, f, e, lane = work[0], work[1], work[2], work[3], work[4]
    state, e2 = work[min(5, work.shape[0] - 1)], work[work.shape[0] - 1]
    n_columns, holds = work.shape[2], bool((held > 0.0).any())
    work[:, :MARGIN], work[:, -MARGIN:] = 0.0, 0.0
    y[MARGIN:-MARGIN], z[MARGIN:-MARGIN], lane[:] = 1.0, 3.0, 0.0
    place = np.full(n_columns, -1)
    count = np.zeros(n_columns, np.int64)
    done = np.arange(n_columns)
    n_done = n_columns
    begun, left = 0, values.shape[0]
    while left > 0:
        # To take in a few costs as much as to take in many.
        if n_done >= n_columns // _SHARE and begun < values.shape[0]:
            n = min(n_done, values.shape[0] - begun)
            taken = np.arange(begun, begun + n)
            take_in(values, taken, done[:n], y, lane)
            place[done[:n]], count[done[:n]] = taken, 0
            done[: n_done - n] = done[n:n_done].copy()
            begun, n_done = begun + n, n_done - n
        if order == 1:
            eliminate_first(1.0 / stiff, held, y, z, f, e, lane)
            substitute_first(y, z, f, e, lane)
        elif order == 3:
            eliminate_third(1.0 / stiff, held, y, z, f, e, e2, state, lane)
            substitute_third(y, z, f, e, e2, state, lane)
        elif stiff > 0.0:
            eliminate_stiff(1.0 / stiff, held, y, z, f, e, state, lane)
            substitute_stiff(y, z, f, e, state, lane)
        else:
            eliminate_second(penalty, held, y, z, f, e, lane)
            substitute_second(penalty, y, z, f, e, lane)
        lane[START] = 0.0
        first = n_done
        for k in range(n_columns):
            if place[k] < 0:
                continue
            bad, last = lane[LOWEST, k] < 0.0, lane[LAST, k] > 0.0
            if last:
                solves[place[k]] = 0 if bad else solves[place[k]]
            else:
                count[k] += 1
                near = -lane[SUM, k] < tol * lane[SIZE, k]
                if near or bad or lane[NUMBER, k] < 2.0 or count[k] == max_iter:
                    solves[place[k]] = 0 if bad else count[k]
                    settled[place[k]] = near
                    last = bad or not holds
                    lane[LAST, k] = 1.0
                total = lane[SUM, k] if lane[SUM, k] < 0.0 else -1.0
                lane[GAIN, k] = min(count[k], 50) / (32.0 * total)
            if last:
                done[n_done] = k
                n_done += 1
                lane[LAST, k] = 0.0
        free = done[first:n_done].copy()
        give_out(z, free, place[free], baseline, solves)
        place[free] = -1
        left -= free.size
