"""Baselines by penalised least squares: stiff curves that are drawn below the bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ..core.params import param
from ..core.spectra import Spectra
from . import airpls_batch, airpls_kept
from .baseline_method import LITTLE_CHANGE, iterations_param, tolerance_param, uneven
from .pins import PinnedBaseline, fitted_once, middle, pinned_at, pinned_points, pulled

#: Up to this many spectra pybaselines, one after another, is faster than NumPy's loop.
_FEW = 250

#: No piece of a pin is cut shorter than this, in points.
_SHORTEST = 7

#: Spacing of the points, in cm⁻¹, at which the default stiffness of every method was tuned. The
#: penalty acts per point and knows no axis: at another spacing the same baseline needs
#: λ · (LAM_SPACING / spacing) ** (2 · diff_order).
LAM_SPACING = 1.4


def stiffness_at(step: PenalisedBaseline, spacing: float, tuned_at: float = LAM_SPACING) -> float:
    """Give the λ that draws at another spacing the curve which `step` draws where it was tuned.

    Parameters
    ----------
    step : PenalisedBaseline
        A method whose λ was tuned.
    spacing : float
        Distance between points, in cm⁻¹.
    tuned_at : float
        Distance between points where it was tuned.
    """
    return float(step.lam * (tuned_at / spacing) ** (2 * step.diff_order))


_LAM_TOOLTIP = (
    "Larger follows broad fluorescence only; smaller bends into bands. It acts per point: the "
    "default was tuned at 1.4 cm⁻¹ between points; at half the spacing the same curve needs 16 "
    "times as much (order 2)."
)


def lam_param(default: float) -> Any:
    """Declare the stiffness of a method, with its own default."""
    return param(default, "Stiffness λ", bounds=(1e1, 1e10), log=True, tooltip=_LAM_TOOLTIP)


def asymmetry_param(default: float, tooltip: str) -> Any:
    """Declare the asymmetry of a method."""
    return param(default, "Asymmetry p", bounds=(1e-5, 0.9), log=True, tooltip=tooltip)


@dataclass(frozen=True)
class PenalisedBaseline(PinnedBaseline):
    """Whittaker smoothing, repeated with weights that let go of the bands.

    Each pass minimises ``sum(w (y - z)²) + λ sum((Δᵈ z)²)`` for the baseline ``z``, where the
    difference order d and the weights w make the method. Points count as evenly spaced.
    """

    lam: float = lam_param(1e5)
    diff_order: int = param(
        2,
        "Difference order",
        bounds=(1, 3),
        tooltip="1 pulls the baseline towards a constant, 2 towards a straight line, 3 towards a "
        "parabola. Each order needs a λ of its own: where order 2 takes 1e5, order 1 takes about "
        "1e2 and order 3 about 1e8.",
        advanced=True,
    )
    max_iter: int = iterations_param(50, 500)
    tol: float = tolerance_param(LITTLE_CHANGE)
    pinned: str = pinned_at()

    @property
    def min_points(self) -> int:
        """Fewest points for which the method is defined."""
        return max(self.diff_order + 1, 3)

    def options(self, n_points: int) -> Mapping[str, Any]:
        """Give the arguments of the algorithm."""
        # The library solves once more than it is told to.
        return {**self.arguments(), "max_iter": self.max_iter - 1}

    def held(
        self,
        raman_shift: NDArray[np.float64],
        values: NDArray[np.float64],
        baseline: NDArray[np.float64],
        details: Mapping[str, Any],
    ) -> NDArray[np.float64]:
        """Give the baseline as pins pull it: with the weights that it was fitted with."""
        held = self.held_weights(raman_shift)
        if held is None:
            return baseline
        weights = np.asarray(details.get("weights", np.ones(values.size)), np.float64)
        return pulled(values, baseline, weights, held, self.lam, self.diff_order)

    def pieces(self, raman_shift: NDArray[np.float64]) -> list[NDArray[np.intp]]:
        """Cut wide pins into pieces of twice the length that the smoother bends over."""
        bend = self.lam ** (1 / (2 * self.diff_order))
        return pinned_points(raman_shift, self.pins, max(round(2 * bend), _SHORTEST))

    def held_weights(self, raman_shift: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """Give the weights of the points that the baseline is held to; ``None`` without any.

        A weight of λ outdoes the stiffness wherever the next firm point is more than a few away.
        """
        points = [middle(piece) for piece in self.pieces(raman_shift)]
        if not points:
            return None
        held = np.zeros(raman_shift.size)
        held[points] = self.lam
        return held


@dataclass(frozen=True)
class AirPLS(PenalisedBaseline):
    """Adaptive iteratively reweighted penalised least squares.

    Points above the baseline lose all weight; those below gain it exponentially with the pass.

    References
    ----------
    Z.-M. Zhang, S. Chen, Y.-Z. Liang, Baseline correction using adaptive iteratively reweighted
    penalized least squares, Analyst 135 (2010) 1138-1146, doi 10.1039/B922045C.
    """

    method: ClassVar[str] = "airpls"
    title: ClassVar[str] = "airPLS"
    algorithm: ClassVar[str] = "airpls"
    #: Fewer leave too many columns idle at the end of each block, more leave the cache.
    block: ClassVar[int] = 288

    def fit(
        self, spectra: Spectra, values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Fit all spectra at once; a spectrum's baseline does not depend on those beside it.

        It has settled where what lies below it is a small enough share of the spectrum, which is
        the authors' own criterion.
        """
        self.check_length(spectra)
        given, values = values, self.steadied(spectra.raman_shift, values)
        rows = uneven(values)
        every = rows.size == len(values)
        found = airpls_batch.fit(
            values if every else values[rows],
            self.lam,
            self.diff_order,
            self.max_iter,
            self.tol,
            self.held_weights(spectra.raman_shift),
        )
        baseline, converged = found.baseline, found.settled
        if not every:
            baseline, converged = values.copy(), np.ones(len(values), bool)
            baseline[rows], converged[rows] = found.baseline, found.settled
        for row in rows[found.solves == 0]:
            # The library solves with other means; where it cannot either, it names the spectrum.
            one = slice(row, row + 1)
            baseline[one], converged[one] = super().fit(spectra.select([row]), given[one])
        return baseline, converged

    def preview(
        self, spectra: Spectra, values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Give the baselines by pybaselines, where few spectra would wait for NumPy's loop."""
        if len(spectra) > _FEW or airpls_batch.is_loaded():
            return self.fit(spectra, values)
        return super().fit(spectra, values)

    def held(
        self,
        raman_shift: NDArray[np.float64],
        values: NDArray[np.float64],
        baseline: NDArray[np.float64],
        details: Mapping[str, Any],
    ) -> NDArray[np.float64]:
        """Give the baseline as pins hold it: one pass more, which the batch does as well."""
        held = self.held_weights(raman_shift)
        if held is None:
            return baseline
        history = details.get("tol_history", ())
        # The library does not count the pass at which hardly a point was left below.
        ended = len(history) == self.max_iter or (len(history) and history[-1] < self.tol)
        passes = min(len(history) + (not ended), airpls_batch.LAST_STEEPER)
        below = np.minimum(values - baseline, 0.0)
        weights = np.where(below < 0, np.exp(passes * below / (below.sum() or -1.0)), 0.0)
        firm = np.where(held > 0, held, weights)
        return fitted_once(values, firm, self.lam, self.diff_order)

    def is_prepared(self, n_values: int) -> bool:
        """Say whether the loops need not be compiled first: the set is small, or they were."""
        if n_values < airpls_batch.WORTH_LOADING or airpls_batch.is_loaded():
            return True
        return airpls_kept.is_kept() or not airpls_batch.can_compile()

    def gains_by_threads(self) -> bool:
        """Say whether the compiled loops are loaded, which run beside each other."""
        return airpls_batch.is_loaded()

    def prepare(self, n_values: int) -> None:
        """Load the compiled loops where the set is large enough."""
        if n_values >= airpls_batch.WORTH_LOADING:
            airpls_batch.load()

    def settled(
        self,
        values: NDArray[np.float64],
        baseline: NDArray[np.float64],
        details: Mapping[str, Any],
    ) -> bool:
        """Tell whether what lies below the baseline is a small enough share of the spectrum.

        This is the authors' own criterion. The library also stops when fewer than two points lie
        below, without saying whether they meet it.
        """
        below = np.minimum(values - baseline, 0.0).sum()
        return bool(-below < self.tol * np.abs(values).sum())


@dataclass(frozen=True)
class ArPLS(PenalisedBaseline):
    """Asymmetrically reweighted penalised least squares.

    Weights fall along a logistic curve that the noise below the baseline sets, so the baseline
    runs through the middle of the noise and not along its lower edge.

    References
    ----------
    S.-J. Baek, A. Park, Y.-J. Ahn, J. Choo, Baseline correction using asymmetrically reweighted
    penalized least squares smoothing, Analyst 140 (2015) 250-257, doi 10.1039/C4AN01061B.
    """

    method: ClassVar[str] = "arpls"
    title: ClassVar[str] = "arPLS"
    algorithm: ClassVar[str] = "arpls"

    lam: float = lam_param(1e6)


@dataclass(frozen=True)
class AsLS(PenalisedBaseline):
    """Asymmetric least squares with two fixed weights.

    References
    ----------
    P. H. C. Eilers, Parametric time warping, Anal. Chem. 76 (2004) 404-411, doi 10.1021/ac034800e.
    """

    method: ClassVar[str] = "asls"
    title: ClassVar[str] = "Asymmetric LS"
    algorithm: ClassVar[str] = "asls"

    lam: float = lam_param(1e5)
    p: float = asymmetry_param(
        0.01,
        "Weight of points above the baseline; those below weigh 1 - p. Smaller keeps the baseline "
        "lower under the bands.",
    )
