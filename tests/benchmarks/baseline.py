"""airPLS of many spectra beside pybaselines' own loop and beside the algorithm as published.

Compared, in one run and on one thread: the compiled loops and the NumPy loops of this program;
pybaselines with one ``Baseline`` object for all spectra; and the authors' way, one sparse LU
factorisation an iteration. CPU time; the two of a ratio take turns in short rounds, and the median
of the ratios counts. A whole set is timed by the clock, in a process of its own; memory is what it
has held at most. Run it while nothing else runs.

Simulated spectra of 1,000 points, or with ``--data DIR`` the measured sets in that folder,
brought to 1,000 points and repeated with fresh noise. ``--quick`` takes fewer spectra.

Prints one line a figure: ``name value goal ok|short``; exits 1 where one is short.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import extended_precision
import numpy as np
import whole_set

from ramangan_gui.core.memory import keep_freed_memory
from ramangan_gui.preprocessing import airpls_batch

N_POINTS = 1000

#: Difference order, its usual stiffness, and the goal for the ratio to pybaselines' loop.
ORDERS = ((2, 1e5, 25.0), (1, 1e2, 15.0), (3, 1e8, 15.0))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of measured sets (NPZ)")
    parser.add_argument("--quick", action="store_true", help="fewer spectra and rounds")
    arguments = parser.parse_args()
    n, rounds = (2000, 8) if arguments.quick else (10_000, 25)
    values = measured(arguments.data, n) if arguments.data else simulated(n)
    keep_freed_memory()  # as the program does for large sets
    begin = time.perf_counter()
    there = airpls_batch.load()
    print(f"# {n} spectra of {N_POINTS} points, one thread, load {os.getloadavg()[0]:.1f}")
    print(f"# compiled loops ready: {there}, after {time.perf_counter() - begin:.1f} s")
    good = [ratios(values, order, lam, goal, rounds) for order, lam, goal in ORDERS]
    good.append(agreement(values[:1000]))
    good.append(many(values, 20_000 if arguments.quick else 100_000))
    return 0 if all(good) else 1


def simulated(n: int) -> np.ndarray:
    from ramangan_gui.simulation.library import SUBSTANCES
    from ramangan_gui.simulation.measurement import draw

    axis = 400 + 1.4 * np.arange(N_POINTS)
    each = -(-n // len(SUBSTANCES))
    drawn = [draw(substance, each, axis, [1, k]).counts for k, substance in enumerate(SUBSTANCES)]
    return np.concatenate(drawn)[:n].astype(float)


def measured(folder: Path, n: int) -> np.ndarray:
    """Spectra of all sets in the folder, to 1,000 points, repeated with noise of their own."""
    rng = np.random.default_rng(0)
    parts = []
    for path in sorted(folder.rglob("*.npz")):
        with np.load(path) as file:
            spectra = file["spectra"].astype(float)
        spectra = spectra[np.isfinite(spectra).all(axis=1) & (np.ptp(spectra, axis=1) > 0)][:200]
        old, new = np.linspace(0, 1, spectra.shape[1]), np.linspace(0, 1, N_POINTS)
        parts.append(np.array([np.interp(new, old, row) for row in spectra]))
    every = np.concatenate(parts)
    chosen = every[rng.integers(0, len(every), n)]
    noise = np.median(np.abs(np.diff(chosen, axis=1)), axis=1, keepdims=True)
    return chosen + rng.normal(size=chosen.shape) * noise / 2


def ratios(values: np.ndarray, order: int, lam: float, goal: float, rounds: int) -> bool:
    """Compare the loops with pybaselines' for one order."""

    def fast(rows: np.ndarray) -> object:
        return airpls_batch.fit(rows, lam, order, 50, 1e-3)

    def plain(rows: np.ndarray) -> object:
        return airpls_batch.fit_plain(rows, lam, order, 50, 1e-3)

    def library(rows: np.ndarray) -> object:
        return by_library(rows, lam, order)

    words = f"order {order}, λ {lam:g}"
    ratio = paired(values, library, 60, fast, 3840, rounds, f"{words}: compiled")
    good = figure(f"order{order}_ratio_to_pybaselines", ratio, goal)
    if order == 2:
        few = max(rounds // 4, 2)
        ratio = paired(values, library, 200, plain, 2048, few, f"{words}: NumPy")
        good &= figure("numpy_ratio_to_pybaselines", ratio, 2.0)
        ratio = paired(values, published, 5, fast, 3840, rounds, f"{words}: as published")
        good &= figure("ratio_to_published_algorithm", ratio, 400.0)
    return good


def paired(
    values: np.ndarray,
    theirs: Callable[[np.ndarray], object],
    n_theirs: int,
    ours: Callable[[np.ndarray], object],
    n_ours: int,
    rounds: int,
    words: str,
) -> float:
    """Median of the ratios of two that take turns, so that other work on the machine hits both."""
    times = []
    for number in range(rounds + 1):
        rows = np.roll(values, -number * n_ours, axis=0)[:n_ours]
        times.append((seconds(theirs, rows[:n_theirs]) / n_theirs, seconds(ours, rows) / n_ours))
    pairs = np.array(times[1:])  # the first round imports and compiles
    each = pairs[:, 0] / pairs[:, 1]
    print(
        f"# {words}: {np.median(pairs[:, 1]) * 1e6:.1f} µs a spectrum, the other "
        f"{np.median(pairs[:, 0]) * 1e6:.0f} µs; ratios {each.min():.3g} to {each.max():.3g}"
    )
    return float(np.median(each))


def published(rows: np.ndarray) -> object:
    """The authors' way for each spectrum."""
    return [sparse_lu(row, 1e5) for row in rows]


def agreement(values: np.ndarray) -> bool:
    """Compare baselines and numbers of solves with pybaselines' for order 2."""
    good = True
    for lam in (1e3, 1e5, 1e7, 1e8):
        found = airpls_batch.fit(values, lam, 2, 50, 1e-3)
        plain = airpls_batch.fit_plain(values, lam, 2, 50, 1e-3)
        expected, solves = by_library(values, lam, 2)
        size = np.abs(expected).max(axis=1, keepdims=True)
        worst = float((np.abs(found.baseline - expected) / size).max())
        good &= figure(f"difference_at_lam_{lam:.0e}", worst, 1e-6, lower=True)
        good &= figure(
            f"other_solve_counts_at_lam_{lam:.0e}", (found.solves != solves).sum(), 0, True
        )
        same = np.array_equal(found.baseline, plain.baseline)
        good &= figure(f"numpy_same_bits_at_lam_{lam:.0e}", int(same), 1)
    return good & rounding(values)


def rounding(values: np.ndarray) -> bool:
    """Say whose rounding the differences are, where they are largest, by an extended twin.

    Distances are shares of the largest baseline value. Where pybaselines itself is further from
    the exact baseline than 1e-6, no solver agrees with it to that but by chance: its own other
    solver does not either.
    """
    if not extended_precision.is_extended():
        print("# no extended precision on this machine")
        return True
    good = True
    for order, lam in ((2, 1e5), (2, 1e7), (2, 1e8), (1, 1e8), (3, 1e8)):
        ours = airpls_batch.fit(values, lam, order, 50, 1e-3).baseline
        theirs, _ = by_library(values, lam, order)
        other, _ = by_library(values, lam, order, solver=4)
        size = np.abs(theirs).max(axis=1)
        apart = np.abs(ours - theirs).max(axis=1) / size
        own = np.abs(other - theirs).max(axis=1) / size
        n_apart = int((apart > 1e-6).sum())
        print(f"# order {order}, λ {lam:g}: {n_apart} of {len(values)} differ by more than 1e-6; "
              f"pybaselines with its other solver from itself in {(own > 1e-6).sum()}, at most by "
              f"{own.max():.1e}")  # fmt: skip
        print("# those furthest apart, and how far each is from the exact baseline:")
        print("#   apart     ours      pybaselines")
        errors = []
        for row in np.argsort(apart)[::-1][: max(10, min(n_apart, 20))]:
            true = extended_precision.airpls(values[row], lam, order)
            errors.append([np.abs(one[row] - true).max() / size[row] for one in (ours, theirs)])
            print(f"#   {apart[row]:.1e}   {errors[-1][0]:.1e}   {errors[-1][1]:.1e}")
        worst, name = np.max(errors, axis=0), f"order{order}_from_exact_at_lam_{lam:.0e}"
        good &= figure(f"ours_{name}", worst[0], 1e-6, lower=True)
        print(f"# pybaselines_{name} {worst[1]:.2g}")
    return good


def many(values: np.ndarray, n: int) -> bool:
    """Time and memory of a set in the jobs of the command line and of the window."""
    share, good = n / 100_000, True
    for name in ("whole_job", "window_job"):
        found = whole_set.measured_apart(values[:2000], n, name == "window_job")
        if "kernel" in found:
            good &= figure(f"airpls_{n}_spectra_s", found["kernel"], 2.5 * share, lower=True)
        for words in ("wall", "own", "system"):
            print(f"# {name}, {words} s: {', '.join(f'{s:.2f}' for s in found[words])}")
        good &= figure(f"{name}_{n}_spectra_s", np.median(found["wall"]), 2.5 * share, lower=True)
        good &= figure(f"{name}_longest_s", max(found["wall"]), 2.5 * share, lower=True)
        good &= figure(f"{name}_copies_of_the_data", found["copies"], 3.0, lower=True)
    return good


def by_library(
    values: np.ndarray, lam: float, order: int = 2, solver: int = 3
) -> tuple[np.ndarray, np.ndarray]:
    """Baselines and numbers of solves by pybaselines, one object for all spectra."""
    from pybaselines import Baseline

    fitter = Baseline(np.arange(values.shape[1], dtype=float))
    fitter.banded_solver = solver
    baselines, solves = np.empty_like(values), np.empty(len(values), int)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, row in enumerate(values):
            found, details = fitter.airpls(row, lam=lam, diff_order=order, max_iter=49, tol=1e-3)
            baselines[number] = found
            history = details["tol_history"]
            ended = len(history) == 50 or (len(history) and history[-1] < 1e-3)
            solves[number] = len(history) + (not ended)
    return baselines, solves


def sparse_lu(y: np.ndarray, lam: float) -> np.ndarray:
    """airPLS as its authors publish it: a general sparse solver for every iteration."""
    w = np.ones(y.size)
    for t in range(1, 51):
        z = sparse_whittaker(y, w, lam)
        below = np.minimum(y - z, 0)
        size = -below.sum()
        if size < 1e-3 * np.abs(y).sum():
            break
        w = np.where(below < 0, np.exp(-t * below / size), 0)
        w[0] = w[-1] = np.exp(t * below[below < 0].max() / size)
    return z


def sparse_whittaker(y: np.ndarray, w: np.ndarray, lam: float) -> np.ndarray:
    """One smoothing, with all matrices made for it, as there."""
    from scipy import sparse
    from scipy.sparse.linalg import spsolve

    d = sparse.eye(y.size, format="csc")
    for _ in range(2):
        d = d[1:] - d[:-1]
    weights = sparse.diags(w)
    left = sparse.csc_matrix(weights + lam * d.T @ d)
    return spsolve(left, sparse.csc_matrix(weights @ y[:, None]))


def seconds(work: Callable[[np.ndarray], object], rows: np.ndarray) -> float:
    begin = time.process_time()
    work(rows)
    return time.process_time() - begin


def figure(name: str, value: float, goal: float, lower: bool = False) -> bool:
    good = bool(value <= goal if lower else value >= goal)
    print(name, f"{value:.3g}", f"{'<=' if lower else '>='}{goal:g}", "ok" if good else "short")
    return good


if __name__ == "__main__":
    sys.exit(main())
