"""airPLS for many spectra at once: chooses between compiled loops and plain NumPy.

Both give the same result to the last bit, so the choice is one of time alone.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import shutil
import sys
import threading
from dataclasses import dataclass
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from ..core.places import compiled_folder
from . import airpls_plain
from .airpls_kept import LOOPS, folder, is_kept, note_kept

#: From this many values (spectra × points) on, loading the compiled loops saves time.
WORTH_LOADING = 4_000_000

#: From pass to pass weights grow, up to this one.
LAST_STEEPER = 50

#: From this λ on, systems of order 2 are solved as ``airpls_stiff`` does, those of orders 1 and 3
#: always: it takes order 2 a fifth longer, but rounding, which grows with λ, stays below a
#: hundred-millionth of the baseline.
STIFF_FROM = 1e6

#: Numbers in the widest vector.
_VECTOR = 8

#: Rows of zeros on each side of the diagonals.
_MARGIN = 3

Floats = NDArray[np.float64]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fits:
    """Baselines of many spectra.

    Parameters
    ----------
    baseline : ndarray of float64, shape (n_spectra, n_points)
        The baselines; NaN where a linear system could not be solved.
    solves : ndarray of int64, shape (n_spectra,)
        Linear systems solved for each, 0 where one could not be solved.
    settled : ndarray of bool, shape (n_spectra,)
        Whether what lies below the baseline became less than the tolerance.
    """

    baseline: NDArray[np.float64]
    solves: NDArray[np.int64]
    settled: NDArray[np.bool_]


class _Compiled:
    """The compiled loops, once they are loaded; one owner, so that they are loaded once."""

    def __init__(self) -> None:
        self.module: ModuleType | None = None
        self.missing = False
        self._lock = threading.Lock()

    def load(self) -> bool:
        """Import numba, and compile or read from the cache; say whether the loops can be used."""
        with self._lock:
            if self.module is None and not self.missing:
                self.module = _imported()
                if self.module is None:
                    # What was compiled before may be damaged; it can be made anew.
                    shutil.rmtree(compiled_folder(), ignore_errors=True)
                    self.module = _imported()
                self.missing = self.module is None
                if self.module is not None:
                    note_kept()
            return self.module is not None


def _imported() -> ModuleType | None:
    """Give ``airpls_compiled`` once all its loops have run, or ``None`` where they cannot."""
    name = f"{__package__}.{LOOPS[0]}"
    values = np.arange(8.0)[None, :] ** 2
    try:
        module = importlib.import_module(name)
        fit_compiled(module, values, 10.0, 2, 2, 1e-3)
        return module
    except Exception as error:
        # No numba for this system, no room to compile: whatever it is, NumPy does the same.
        _log.info("Compiled airPLS is not available: %r", error)
        for part in LOOPS:
            sys.modules.pop(f"{__package__}.{part}", None)
        return None


_compiled = _Compiled()


def is_loaded() -> bool:
    """Say whether the compiled loops are ready."""
    return _compiled.module is not None


def load() -> bool:
    """Load the compiled loops, which takes seconds the first time; say whether there are any."""
    return _compiled.load()


def note() -> str:
    """Say that the loops were compiled in vain for all runs but this one, if they were."""
    if not is_loaded() or is_kept():
        return ""
    return (
        "The fast baseline method was prepared for this run alone and takes its time again in the"
        f" next, because it cannot be kept in {folder().parent}."
    )


def load_beside(n_values: int) -> None:
    """Load in a thread what a set of so many values will want, where that takes but a moment."""
    if n_values >= WORTH_LOADING and not is_loaded() and is_kept():
        threading.Thread(target=load, name="airpls", daemon=True).start()


def can_compile() -> bool:
    """Say whether there is a compiler, without loading it."""
    return importlib.util.find_spec("numba") is not None


def fit(
    values: Floats,
    lam: float,
    order: int,
    max_iter: int,
    tol: float,
    held: Floats | None = None,
) -> Fits:
    """Fit the airPLS baselines of many spectra.

    Parameters
    ----------
    values : ndarray of float64, shape (n_spectra, n_points)
        Intensities, all finite; more points than `order`.
    lam : float
        Stiffness λ.
    order : int
        Difference order, 1 to 3.
    max_iter : int
        Linear systems solved at most for a spectrum.
    tol : float
        Share of the spectrum below the baseline at which its iteration ends.
    held : ndarray of float64, shape (n_points,), optional
        Weights of points where the baseline is held to the spectra, 0 for all others.

    Returns
    -------
    Fits
        Each spectrum's baseline depends on it alone, whatever stands beside it.
    """
    rows = np.ascontiguousarray(values, np.float64)
    if _compiled.module is not None or (rows.size >= WORTH_LOADING and _compiled.load()):
        assert _compiled.module is not None
        return fit_compiled(_compiled.module, rows, lam, order, max_iter, tol, held)
    return fit_plain(rows, lam, order, max_iter, tol, held)


def fit_plain(
    values: Floats,
    lam: float,
    order: int,
    max_iter: int,
    tol: float,
    held: Floats | None = None,
) -> Fits:
    """Do as :func:`fit`, in NumPy."""
    system = _system(values.shape[1], lam, order, held)
    stiff = stiff_lam(lam, order)
    found = Fits(*airpls_plain.fit_rows(values, *system, stiff, order, max_iter, tol))
    found.solves[~np.isfinite(found.baseline).all(axis=1)] = 0
    return _checked(found)


def fit_compiled(
    module: ModuleType,
    values: Floats,
    lam: float,
    order: int,
    max_iter: int,
    tol: float,
    held: Floats | None = None,
) -> Fits:
    """Do as :func:`fit`, by the loops of `module`, which is ``airpls_compiled``."""
    found = Fits(
        np.empty_like(values), np.zeros(len(values), np.int64), np.zeros(len(values), bool)
    )
    module.fit_columns(
        values,
        *_system(values.shape[1], lam, order, held),
        stiff_lam(lam, order),
        order,
        max_iter,
        tol,
        found.baseline,
        found.solves,
        found.settled,
        _work(module.COLUMNS, values.shape, 5 + (order == 3) + (stiff_lam(lam, order) > 0)),
    )
    return _checked(found)


def _system(n_points: int, lam: float, order: int, held: Floats | None) -> tuple[Floats, Floats]:
    """Give what all spectra have in common: ``λ D'D``, and the weights that are held."""
    weights = np.zeros(n_points + 2 * _MARGIN)
    if held is not None:
        weights[_MARGIN:-_MARGIN] = held
    return penalty_diagonals(n_points, lam, order), weights


def stiff_lam(lam: float, order: int) -> float:
    """Give λ where systems are solved as ``airpls_stiff`` does, else 0."""
    return float(lam) if order != 2 or lam >= STIFF_FROM else 0.0


def _work(most: int, shape: tuple[int, ...], arrays: int) -> Floats:
    """Give the working memory of the compiled loops, on the boundary of a vector."""
    columns = min(most, -(-shape[0] // _VECTOR) * _VECTOR)
    rows = shape[1] + 2 * _MARGIN
    memory = np.empty(arrays * rows * columns + _VECTOR)
    start = -memory.ctypes.data % (8 * _VECTOR) // 8
    return memory[start : start + memory.size - _VECTOR].reshape(arrays, rows, columns)


def _checked(found: Fits) -> Fits:
    """Mark the spectra for which a system had no solution, all in the same way."""
    bad = found.solves == 0
    if bad.any():
        found.baseline[bad], found.settled[bad] = np.nan, False
    return found


def penalty_diagonals(n_points: int, lam: float, order: int) -> Floats:
    """Give ``λ D'D`` by diagonals, where D takes differences of `order` (Eilers 2003).

    Parameters
    ----------
    n_points : int
        Length of the spectra.
    lam : float
        Stiffness λ.
    order : int
        Difference order, 1 to 3.

    Returns
    -------
    ndarray of float64, shape (4, n_points + 6)
        Row k holds the element (i, i - k) at column i + 3, and zeros elsewhere.
    """
    difference = np.array([1.0])
    for _ in range(order):
        difference = np.convolve(difference, [1.0, -1.0])
    diagonals = np.zeros((4, n_points + 2 * _MARGIN))
    ones = np.ones(n_points - order)
    for k in range(order + 1):
        products = difference[k:] * difference[: order + 1 - k]
        diagonals[k, _MARGIN + k : _MARGIN + n_points] = lam * np.convolve(ones, products)
    return diagonals
