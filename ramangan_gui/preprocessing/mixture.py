"""A baseline from a model of how far points lie above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..core.params import param
from .baseline_method import (
    LITTLE_CHANGE,
    LibraryBaseline,
    iterations_param,
    tolerance_param,
)


@dataclass(frozen=True)
class Mixture(LibraryBaseline):
    """Mixture of noise around the baseline and of bands above it, on a penalised spline.

    Each pass fits both shares to the residuals; a point weighs as much as it is likely to be
    noise. Nothing has to be said about how high a band must be.

    References
    ----------
    J. de Rooi, P. Eilers, Mixture models for baseline estimation, Chemom. Intell. Lab. Syst. 117
    (2012) 56-60, doi 10.1016/j.chemolab.2011.11.001.
    """

    method: ClassVar[str] = "mixture"
    title: ClassVar[str] = "Mixture model"
    algorithm: ClassVar[str] = "mixture_model"

    smoothness: float = param(
        1e5,
        "Smoothness of the spline",
        bounds=(1e-1, 1e9),
        log=True,
        tooltip="Larger follows broad fluorescence only; smaller bends into bands. Points that lie "
        "twice as close need twice as much.",
    )
    num_knots: int = param(
        100,
        "Knots",
        bounds=(5, 1000),
        tooltip="Pieces that the spline is made of. More takes longer and follows narrower bends.",
        advanced=True,
    )
    max_iter: int = iterations_param(50, 500)
    tol: float = tolerance_param(LITTLE_CHANGE)

    @property
    def min_points(self) -> int:
        """Fewest points for which the method is defined."""
        return 8

    def options(self, n_points: int) -> Mapping[str, Any]:
        """Give the arguments of the algorithm; there are never more knots than points."""
        return {
            "lam": self.smoothness,
            "num_knots": min(self.num_knots, n_points),
            "max_iter": self.max_iter - 1,
            "tol": self.tol,
        }
