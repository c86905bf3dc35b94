"""airPLS in extended precision: tells whose rounding a difference between two solvers is."""

from __future__ import annotations

import numpy as np

Long = np.longdouble


def is_extended() -> bool:
    """Say whether this machine has numbers of more digits than float64."""
    return bool(np.finfo(Long).eps < np.finfo(float).eps / 100)


def airpls(
    y: np.ndarray, lam: float, order: int = 2, tol: float = 1e-3, max_iter: int = 50
) -> np.ndarray:
    """The baseline of one spectrum, by the equations of the paper."""
    y, w = y.astype(Long), np.ones(y.size, Long)
    for t in range(1, max_iter + 1):
        z = _whittaker(y, w, Long(lam), order)
        below = np.minimum(y - z, 0)
        size = -below.sum()
        if size < Long(tol) * np.abs(y).sum() or (below < 0).sum() < 2:
            break
        w = np.where(below < 0, np.exp(-t * below / size), Long(0))
    return z.astype(float)


def _whittaker(y: np.ndarray, w: np.ndarray, lam: np.longdouble, order: int) -> np.ndarray:
    """Solve ``(W + λ D'D) z = W y`` by elimination within the band, one point after the other."""
    n, z = y.size, w * y
    d = np.array([1.0])
    for _ in range(order):
        d = np.convolve(d, [1.0, -1.0])
    right = np.zeros((n, order + 1), Long)  # from the diagonal to the right
    for k in range(order + 1):
        found = np.convolve(np.ones(n - order), d[k:] * d[: order + 1 - k])
        right[: n - k, k] = lam * found.astype(Long)
    right[:, 0] += w
    for i in range(n):
        for k in range(1, min(order, n - 1 - i) + 1):
            share = right[i, k] / right[i, 0]
            right[i + k, : order + 1 - k] -= share * right[i, k:]
            z[i + k] -= share * z[i]
    for i in range(n - 1, -1, -1):
        later = z[i + 1 : i + order + 1]
        z[i] = (z[i] - right[i, 1 : 1 + later.size] @ later) / right[i, 0]
    return z
