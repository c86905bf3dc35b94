"""Places where the baseline is held to the spectra, because a user knows that no band is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ..core.params import param
from .base import Step
from .baseline_method import LibraryBaseline
from .regions import Regions, parse_regions, written_regions

Floats = NDArray[np.float64]

#: Weight of a pinned point of a polynomial; that of every other point is 1.
_FIRM = 1e4


def pinned_at() -> Any:
    """Declare the parameter of a method that can be pinned."""
    return param(
        "",
        "Pinned at",
        unit="cm⁻¹",
        tooltip="Regions in which the baseline is held to each spectrum, because there is no band: "
        "795-805, 1710-1740.",
        advanced=True,
    )


class PinnedBaseline(LibraryBaseline):
    """A method whose baseline can be held to the spectra in some places.

    Attributes
    ----------
    pinned : str
        The regions, a parameter declared by :func:`pinned_at` behind the more common ones.
    """

    pinned: str

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "pinned", written_regions(parse_regions(self.pinned)))

    @property
    def pins(self) -> Regions:
        """Regions in which the baseline is held to the spectra."""
        return parse_regions(self.pinned)

    def after(self, other: Step) -> Self:
        """Keep what was pinned when the method changes."""
        if isinstance(other, PinnedBaseline):
            return self.with_value("pinned", other.pinned)
        return self

    def arguments(self) -> dict[str, Any]:
        """Give the parameters of the algorithm itself."""
        return {name: value for name, value in self.to_dict().items() if name != "pinned"}


def pinned_points(raman_shift: Floats, pins: Regions) -> list[NDArray[np.intp]]:
    """Give the points of each pinned region on an axis: the nearest one where none lies inside.

    Regions outside the axis have no points.

    Parameters
    ----------
    raman_shift : ndarray of float64, shape (n_points,)
        Ascending axis.
    pins : sequence of (float, float)
        First and last place of each region.
    """
    found = []
    for first, last in pins:
        inside = np.flatnonzero((raman_shift >= first) & (raman_shift <= last))
        if inside.size == 0 and raman_shift[0] <= first and last <= raman_shift[-1]:
            inside = np.array([np.argmin(np.abs(raman_shift - (first + last) / 2))])
        if inside.size:
            found.append(inside)
    return found


def held_weights(raman_shift: Floats, pins: Regions, lam: float, order: int) -> Floats | None:
    """Give the weight of every point that is pinned, 0 for all others; ``None`` without any.

    A smoother of stiffness λ follows what is as wide as ``(λ / weight) ** (1 / (2 order))`` points.
    The weights make this half the region: the baseline goes through its level, not its noise.

    Parameters
    ----------
    raman_shift, pins
        As for :func:`pinned_points`.
    lam : float
        Stiffness λ.
    order : int
        Difference order.
    """
    held = np.zeros(raman_shift.size)
    for points in pinned_points(raman_shift, pins):
        held[points] = max(1.0, lam * min(1.0, (2.0 / points.size) ** (2 * order)))
    return held if held.any() else None


def pulled(
    values: Floats, baseline: Floats, weights: Floats, held: Floats, lam: float, order: int
) -> Floats:
    """Pull a smooth baseline to the spectrum where it is pinned, and leave it where it is firm.

    Parameters
    ----------
    values, baseline : ndarray of float64, shape (n_points,)
        A spectrum and its baseline.
    weights : ndarray of float64, shape (n_points,)
        Weights by which the baseline was fitted; with them it resists.
    held : ndarray of float64, shape (n_points,)
        Weights of pinned points, see :func:`held_weights`.
    lam : float
        Stiffness λ.
    order : int
        Difference order.
    """
    from scipy.linalg import solveh_banded

    from .airpls_batch import penalty_diagonals

    system = penalty_diagonals(values.size, lam, order)[: order + 1, 3:-3]
    # The library takes row k as the elements (i + k, i).
    lower = np.array([np.roll(diagonal, -k) for k, diagonal in enumerate(system)])
    firm = np.where(held > 0, 0.0, weights)
    lower[0] += firm + held
    change = solveh_banded(lower, held * (values - baseline), lower=True)
    return np.asarray(baseline + change)


def pulled_polynomial(
    raman_shift: Floats, values: Floats, baseline: Floats, pins: Regions, poly_order: int
) -> Floats:
    """Do as :func:`pulled` for a polynomial, which stays one of the same order.

    Parameters
    ----------
    raman_shift : ndarray of float64, shape (n_points,)
        Axis.
    values, baseline : ndarray of float64, shape (n_points,)
        A spectrum and its baseline.
    pins : sequence of (float, float)
        First and last place of each region.
    poly_order : int
        Order of the polynomial.
    """
    weights, target = np.ones(values.size), np.zeros(values.size)
    for points in pinned_points(raman_shift, pins):
        weights[points] = _FIRM
        target[points] = (values - baseline)[points]
    span = np.ptp(raman_shift)
    place = 2 * (raman_shift - raman_shift[0]) / (span if span > 0 else 1.0) - 1
    basis = np.polynomial.legendre.legvander(place, poly_order)
    root = np.sqrt(weights)
    found = np.linalg.lstsq(basis * root[:, None], target * root, rcond=None)[0]
    return np.asarray(baseline + basis @ found)


def weights_of(details: Mapping[str, Any], n_points: int) -> Floats:
    """Give the weights that the library says a baseline was fitted with, ones where it does not."""
    return np.asarray(details.get("weights", np.ones(n_points)), np.float64)
