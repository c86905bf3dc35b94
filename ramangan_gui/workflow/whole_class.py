"""All spectra of a class under a recipe that is being tried: a picture of them, many a second.

Only looked at, never kept: spectra are halved in their number of points, with the stiffness of the
baseline scaled so that the curve stays the same, and of very many spectra an even choice is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..core.memory import keep_freed_memory
from ..core.progress import Steps
from ..core.spectra import Spectra
from ..preprocessing import airpls_batch, airpls_kept
from ..preprocessing.penalised import PenalisedBaseline
from ..preprocessing.recipe import Recipe

#: Spectra of a class that are corrected at most.
MOST = 1000

#: Spectra that the curves of the band are taken from at most.
_BAND_SPECTRA = 200

#: Cells of the picture along the axis and along the intensity.
COLUMNS, ROWS = 256, 128

#: A step of the axis this many times the usual one is a region that was cut out.
WIDE_STEP = 4.0

#: Shares of the spectra that lie below the curves of the band.
QUANTILES = (0.05, 0.5, 0.95)

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ClassPicture:
    """What a recipe makes of a class.

    Parameters
    ----------
    n_spectra : int
        Number of spectra in it.
    x : ndarray of float64, shape (n_points,)
        Axis of the curves.
    baseline, corrected : ndarray of float32, shape (3, n_points)
        5 %, median and 95 % of the spectra at each point.
    counts : ndarray of uint8, shape (COLUMNS, ROWS)
        How many corrected spectra pass each place, on a logarithmic scale to 255.
    low, high : float
        Intensities that the picture reaches from and to.
    n_loose : int
        Baselines that did not settle.
    """

    n_spectra: int
    x: NDArray[np.float64]
    baseline: Floats
    corrected: Floats
    counts: NDArray[np.uint8]
    low: float
    high: float
    n_loose: int


class _Held:
    """The class that this process was given last."""

    key = -1
    spectra: Spectra | None = None


def get_ready() -> Steps[bool]:
    """Load what the methods need; say whether the compiled loops are there.

    They are not where they would have to be compiled first: see :func:`compile_loops`.
    """
    from ..preprocessing.baseline import warm

    yield from ()
    keep_freed_memory()
    warm()
    return airpls_kept.is_kept() and airpls_batch.load()


def compile_loops() -> Steps[bool]:
    """Compile the loops of airPLS for all processes; say whether they can be had from now on."""
    yield from ()
    airpls_batch.load()
    return airpls_kept.is_kept()


def hold(key: int, spectra: Spectra) -> Steps[int]:
    """Keep a class, named by a number, for the questions that follow; give the number back."""
    yield from ()
    _Held.key, _Held.spectra = key, halved(spectra)
    return key


def picture(key: int, recipe: Recipe) -> Steps[ClassPicture | None]:
    """Give the picture of the class held, ``None`` where it is another one by now."""
    yield from ()
    if _Held.spectra is None or _Held.key != key:
        return None
    return class_picture(_Held.spectra, for_half(recipe))


def halved(spectra: Spectra) -> Spectra:
    """Give an even choice of at most :data:`MOST` spectra, each the mean of pairs of points."""
    chosen = spectra.select(even_choice(np.arange(len(spectra))))
    even = chosen.n_points // 2 * 2
    if even < 8:
        return chosen
    values, axis = chosen.intensities, chosen.raman_shift
    return chosen.with_intensities(
        (values[:, 0:even:2] + values[:, 1:even:2]) / 2, (axis[0:even:2] + axis[1:even:2]) / 2
    )


def even_choice(rows: NDArray[np.intp], most: int = MOST) -> NDArray[np.intp]:
    """Give at most so many of the rows, evenly spread."""
    if rows.size <= most:
        return rows
    return rows[np.linspace(0, rows.size - 1, most).astype(np.intp)]


def for_half(recipe: Recipe) -> Recipe:
    """Give the recipe that draws the same curves at half the points."""
    axis = recipe.axis
    if axis.n_points is not None:
        recipe = recipe.with_step("axis", replace(axis, n_points=max(axis.n_points // 2, 2)))
    elif axis.spacing is not None:
        recipe = recipe.with_step("axis", replace(axis, spacing=min(2 * axis.spacing, 100.0)))
    step = recipe.baseline
    if isinstance(step, PenalisedBaseline):
        low, high = step.spec("lam").bounds or (0.0, np.inf)
        lam = min(max(step.lam / 4.0**step.diff_order, low), high)
        return recipe.with_step("baseline", replace(step, lam=lam))
    for spec in step.specs():
        if spec.name in ("half_window", "smooth_half_window"):
            width = int(getattr(step, spec.name))
            step = step.with_value(spec.name, max(width // 2, min(width, 1)))
    return recipe.with_step("baseline", step)


def class_picture(spectra: Spectra, recipe: Recipe) -> ClassPicture:
    """Apply a recipe to a class and give its picture.

    Raises
    ------
    SpectraError
        If a spectrum cannot be corrected.
    """
    trace = recipe.trace(spectra, preview=True)
    corrected, x = trace.corrected.intensities, trace.before.raman_shift
    # Baselines are smooth: every third point tells them.
    some = np.unique(np.append(np.arange(0, x.size, 3), x.size - 1))
    coarse = _bands(trace.baseline[:, some])
    baseline = np.array([np.interp(x, x[some], band) for band in coarse], np.float32)
    low, high = float(corrected.min()), float(corrected.max())
    return ClassPicture(
        len(spectra),
        x,
        baseline,
        _bands(corrected),
        _counts(trace.corrected.raman_shift, corrected, low, high),
        low,
        high,
        int((~trace.converged).sum()),
    )


def _bands(rows: NDArray[np.floating]) -> Floats:
    """Give order statistics at each point; between two of them no plot shows a difference.

    Of many spectra they are those of an even choice.
    """
    columns = np.ascontiguousarray(rows[:: -(-len(rows) // _BAND_SPECTRA)].T, np.float32)
    places = [round(share * (columns.shape[1] - 1)) for share in QUANTILES]
    columns.partition(sorted(set(places)), axis=1)
    return np.ascontiguousarray(columns[:, places].T)


def _counts(x: NDArray[np.float64], rows: Floats, low: float, high: float) -> NDArray[np.uint8]:
    """Count the spectra in each cell; a spectrum counts once in each column, none in a gap."""
    centres = x[0] + (x[-1] - x[0]) * (np.arange(COLUMNS) + 0.5) / COLUMNS
    right = np.clip(np.searchsorted(x, centres), 1, x.size - 1)
    points = np.where(centres - x[right - 1] < x[right] - centres, right - 1, right)
    in_gap = x[right] - x[right - 1] > WIDE_STEP * np.median(np.diff(x))
    scale = (ROWS - 1e-3) / max(high - low, 1e-30)
    cells = ((rows[:, points] - low) * scale).astype(np.int32).clip(0, ROWS - 1)
    cells += np.arange(0, COLUMNS * ROWS, ROWS, dtype=np.int32)
    counts = np.bincount(cells.ravel(), minlength=COLUMNS * ROWS)[: COLUMNS * ROWS]
    shown = np.log1p(counts.reshape(COLUMNS, ROWS))
    shown[in_gap] = 0.0
    return np.asarray(shown * (255.0 / max(float(shown.max()), 1.0)), np.uint8)
