"""Suggests the stiffness λ of a baseline for the spectra at hand.

Each spectrum is carried on beyond its ends by a straight line with an artificial band on it. There
the right baseline is known: the line. The λ whose baseline comes nearest to it is suggested.

References
----------
F. Zhang et al., An automatic baseline correction method based on the penalized least squares
method, Sensors 20 (2020) 2015, doi 10.3390/s20072015.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..core.errors import SpectraError
from ..core.progress import Progress, Steps
from ..core.spectra import Spectra
from .base import checked_values
from .penalised import PenalisedBaseline

Floats = NDArray[np.float64]

#: Spectra that are tried; more of them hardly move the result.
_MOST = 24

#: Steps of log10 λ.
_STEP = 0.25

#: Length of what is added at each end, and of the piece whose slope it takes, in shares.
_ADDED, _EDGE = 0.15, 0.05

#: From the median absolute difference of neighbours to the standard deviation of the noise.
_TO_SD = 1 / 0.954


@dataclass(frozen=True, eq=False)
class Suggestion:
    """What was found.

    Parameters
    ----------
    lam : float
        The suggested stiffness.
    lams : ndarray of float64, shape (n_lams,)
        Stiffness values that were tried.
    errors : ndarray of float64, shape (n_lams,)
        Median over the spectra of the root mean square distance from the known line, as a share of
        the spectrum's range.
    n_spectra : int
        Number of spectra that were tried.
    """

    lam: float
    lams: Floats
    errors: Floats
    n_spectra: int


def suggest_stiffness(spectra: Spectra, step: PenalisedBaseline) -> Steps[Suggestion]:
    """Find the stiffness for a method whose other parameters stay as they are.

    Parameters
    ----------
    spectra : Spectra
        The set as it comes to the baseline step: cropped and without spikes. Of many spectra an
        even choice is tried.
    step : PenalisedBaseline
        The method.

    Returns
    -------
    Suggestion
        The λ with the smallest error. Where two values differ by less than a tenth in their
        error, the smaller change to the curve, which is the stiffer one, is taken.

    Raises
    ------
    SpectraError
        If the spectra have gaps or are too short.
    """
    n = len(spectra)
    rows = np.unique(np.linspace(0, n - 1, min(n, _MOST)).astype(int)) if n else np.empty(0, int)
    values = checked_values(spectra.select(rows))
    values = values[np.ptp(values, axis=1) > 0]
    if len(values) == 0 or spectra.n_points < 60:
        raise SpectraError(
            "No stiffness can be suggested: it takes spectra of at least 60 points that are not "
            "the same everywhere.",
            "Choose λ by eye.",
        )
    extended = [_extended(values), _extended(values[:, ::-1])]
    low, high = np.log10(step.spec("lam").bounds or (1e1, 1e10))
    exponents = np.arange(max(low, 1.0), min(high, 9.0) + _STEP / 2, _STEP)
    errors = np.empty(exponents.size)
    for number, exponent in enumerate(exponents):
        yield Progress(number / exponents.size, f"Trying λ = 10^{exponent:.2f}")
        errors[number] = _error(
            extended, values, replace(step, lam=float(10.0**exponent), pinned="")
        )
    best = int(np.flatnonzero(errors <= 1.1 * errors.min())[-1])
    lam = float(f"{10.0 ** exponents[best]:.3g}")
    return Suggestion(lam, 10.0**exponents, errors, len(values))


def _extended(values: Floats) -> tuple[Floats, Floats]:
    """Carry spectra on beyond their last point; give them, and the line that was added."""
    n_points = values.shape[1]
    n_added = max(int(_ADDED * n_points), 12)
    n_edge = max(int(_EDGE * n_points), 4)
    slope, start = np.polyfit(np.arange(n_edge), values[:, -n_edge:].T, 1)[:, :, None]
    place = np.arange(n_added)
    line = start + slope * (n_edge + place)
    band = np.exp(-0.5 * ((place - n_added / 2) / (n_added / 12)) ** 2)
    height = np.ptp(values, axis=1)[:, None]
    noise = np.median(np.abs(np.diff(values, axis=1)), axis=1)[:, None] * _TO_SD
    drawn = np.random.default_rng(0).normal(size=(len(values), n_added))
    return np.concatenate([values, line + height * band + noise * drawn], axis=1), line


def _error(extended: list[tuple[Floats, Floats]], values: Floats, step: PenalisedBaseline) -> float:
    squares = np.zeros(len(values))
    for longer, line in extended:
        axis = np.arange(longer.shape[1], dtype=float)
        try:
            found = step.preview(Spectra.from_arrays(axis, longer), longer)[0]
        except SpectraError:
            return np.inf
        squares += ((found[:, -line.shape[1] :] - line) ** 2).mean(axis=1)
    return float(np.median(np.sqrt(squares / 2) / np.ptp(values, axis=1)))
