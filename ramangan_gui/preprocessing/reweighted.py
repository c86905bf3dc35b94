"""Penalised baselines that weigh by more than the side on which a point lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..core.params import param
from .penalised import PenalisedBaseline, asymmetry_param, lam_param


@dataclass(frozen=True)
class DrPLS(PenalisedBaseline):
    """Doubly reweighted penalised least squares: the stiffness adapts as well.

    References
    ----------
    D. Xu et al., Baseline correction method based on doubly reweighted
    penalized least squares, Appl. Opt. 58 (2019) 3913-3920, doi 10.1364/AO.58.003913.
    """

    method: ClassVar[str] = "drpls"
    title: ClassVar[str] = "drPLS"
    algorithm: ClassVar[str] = "drpls"

    lam: float = lam_param(1e6)
    diff_order: int = param(
        2,
        "Difference order",
        bounds=(2, 3),
        tooltip="2 pulls the baseline towards a straight line, 3 towards a parabola.",
        advanced=True,
    )
    eta: float = param(
        0.5,
        "Adaptation η",
        bounds=(0.0, 1.0),
        tooltip="0 keeps the stiffness the same everywhere; towards 1 the baseline is freer "
        "between the bands than below them.",
        advanced=True,
    )


@dataclass(frozen=True)
class IarPLS(PenalisedBaseline):
    """Improved asymmetrically reweighted penalised least squares, sharper at weak bands.

    References
    ----------
    J. Ye et al., Baseline correction method based on improved asymmetrically reweighted penalized
    least squares for Raman spectrum, Appl. Opt. 59 (2020) 10933-10943.
    """

    method: ClassVar[str] = "iarpls"
    title: ClassVar[str] = "IarPLS"
    algorithm: ClassVar[str] = "iarpls"


@dataclass(frozen=True)
class Psalsa(PenalisedBaseline):
    """Peaked signal's asymmetric least squares: the further above, the smaller the weight.

    References
    ----------
    S. Oller-Moreno et al., Adaptive asymmetric least squares baseline estimation for analytical
    instruments, IEEE 11th International Multi-Conference on Systems, Signals & Devices (2014).
    """

    method: ClassVar[str] = "psalsa"
    title: ClassVar[str] = "psalsa"
    algorithm: ClassVar[str] = "psalsa"

    lam: float = lam_param(1e6)
    p: float = asymmetry_param(
        0.5,
        "Weight of points just above the baseline; those below weigh 1 - p. Smaller keeps the "
        "baseline lower in the noise.",
    )
    k: float | None = param(
        None,
        "Band height k",
        unit="intensity",
        bounds=(1e-6, 1e9),
        none_label="a tenth of the SD",
        tooltip="Height above the baseline from which a point counts as band. Larger lets the "
        "baseline climb into weak bands.",
        advanced=True,
    )
