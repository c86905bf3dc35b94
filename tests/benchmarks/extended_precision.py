"""airPLS in extended precision: tells whose rounding a difference between two solvers is."""

from __future__ import annotations

import numpy as np

Long = np.longdouble


def is_extended() -> bool:
    """Say whether this machine has numbers of more digits than float64."""
    return bool(np.finfo(Long).eps < np.finfo(float).eps / 100)


def airpls(y: np.ndarray, lam: float, tol: float = 1e-3, max_iter: int = 50) -> np.ndarray:
    """The baseline of one spectrum for order 2, by the equations of the paper."""
    y, w = y.astype(Long), np.ones(y.size, Long)
    for t in range(1, max_iter + 1):
        z = _whittaker(y, w, Long(lam))
        below = np.minimum(y - z, 0)
        size = -below.sum()
        if size < Long(tol) * np.abs(y).sum() or (below < 0).sum() < 2:
            break
        w = np.where(below < 0, np.exp(-t * below / size), Long(0))
    return z.astype(float)


def _whittaker(y: np.ndarray, w: np.ndarray, lam: np.longdouble) -> np.ndarray:
    """Solve ``(W + λ D'D) z = W y`` by LDL', one point after the other."""
    n = y.size
    ones = np.ones(n - 2)
    c0, c1, c2 = (lam * np.convolve(ones, part).astype(Long) for part in (
        [1.0, 4.0, 1.0], [-2.0, -2.0], [1.0]
    ))  # fmt: skip
    f, e, z = np.zeros(n, Long), np.zeros(n, Long), w * y
    for i in range(n):
        pivot = w[i] + c0[i]
        if i > 0:
            g = c1[i - 1] - (c2[i - 2] * e[i - 1] if i > 1 else 0)
            e[i] = g * f[i - 1]
            pivot -= g * e[i]
            z[i] -= e[i] * z[i - 1]
        if i > 1:
            pivot -= c2[i - 2] ** 2 * f[i - 2]
            z[i] -= c2[i - 2] * f[i - 2] * z[i - 2]
        f[i] = 1 / pivot
    for i in range(n - 1, -1, -1):
        z[i] *= f[i]
        if i + 1 < n:
            z[i] -= e[i + 1] * z[i + 1]
        if i + 2 < n:
            z[i] -= c2[i] * f[i] * z[i + 2]
    return z
