"""Places where the baseline is held to the spectra, because a user knows that no band is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ..core.params import param
from .base import Step
from .baseline_method import LibraryBaseline
from .regions import Regions, parse_regions, written_regions

Floats = NDArray[np.float64]

#: Weight of a pinned point of a polynomial over that of all others together.
_FIRM = 1e3


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

    def pieces(self, raman_shift: Floats) -> list[NDArray[np.intp]]:
        """Give the points of every piece of axis whose level the baseline is held to."""
        return pinned_points(raman_shift, self.pins)

    def steadied(self, raman_shift: Floats, values: Floats) -> Floats:
        """Give the spectra with the level of each pinned piece in its middle point.

        Held to a level, and not to every point, the baseline takes neither noise nor slope from a
        narrow pin, which would have it swing on both sides.
        """
        pieces = self.pieces(raman_shift)
        if not pieces:
            return values
        steady = values.copy()
        for points in pieces:
            steady[:, middle(points)] = values[:, points].mean(axis=1)
        return steady


def middle(points: NDArray[np.intp]) -> int:
    """Give the point by which a piece is held."""
    return int(points[points.size // 2])


def pinned_points(
    raman_shift: Floats, pins: Regions, longest: int | None = None
) -> list[NDArray[np.intp]]:
    """Give the points of each pinned region on an axis: the nearest one where none lies inside.

    Regions outside the axis have no points.

    Parameters
    ----------
    raman_shift : ndarray of float64, shape (n_points,)
        Ascending axis.
    pins : sequence of (float, float)
        First and last place of each region.
    longest : int, optional
        Most points of a piece; longer regions are cut into several.
    """
    found: list[NDArray[np.intp]] = []
    for first, last in pins:
        inside = np.flatnonzero((raman_shift >= first) & (raman_shift <= last))
        if inside.size == 0 and raman_shift[0] <= first and last <= raman_shift[-1]:
            inside = np.array([np.argmin(np.abs(raman_shift - (first + last) / 2))])
        if inside.size:
            found += np.array_split(inside, -(-inside.size // (longest or inside.size)))
    return found


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
        Weights of the points that it is pulled to, 0 for all others.
    lam : float
        Stiffness λ.
    order : int
        Difference order.
    """
    firm = np.where(held > 0, held, weights)
    return np.asarray(baseline + _solved(firm, held * (values - baseline), lam, order))


def fitted_once(values: Floats, weights: Floats, lam: float, order: int) -> Floats:
    """Give the smooth curve that weights hold to a spectrum.

    Parameters
    ----------
    values, weights : ndarray of float64, shape (n_points,)
        The spectrum, and how firmly the curve is held to it.
    lam : float
        Stiffness λ.
    order : int
        Difference order.
    """
    return _solved(weights, weights * values, lam, order)


def _solved(weights: Floats, right: Floats, lam: float, order: int) -> Floats:
    """Solve ``(W + λ D'D) z = right``."""
    from scipy.linalg import solveh_banded

    from .airpls_batch import penalty_diagonals

    system = penalty_diagonals(weights.size, lam, order)[: order + 1, 3:-3]
    # The library takes row k as the elements (i + k, i).
    lower = np.array([np.roll(diagonal, -k) for k, diagonal in enumerate(system)])
    lower[0] += weights
    return np.asarray(solveh_banded(lower, right, lower=True))


def pulled_polynomial(
    raman_shift: Floats, values: Floats, baseline: Floats, points: Sequence[int], poly_order: int
) -> Floats:
    """Do as :func:`pulled` for a polynomial, which stays one of the same order.

    Parameters
    ----------
    raman_shift : ndarray of float64, shape (n_points,)
        Axis.
    values, baseline : ndarray of float64, shape (n_points,)
        A spectrum and its baseline.
    points : sequence of int
        Where it is pulled to the spectrum.
    poly_order : int
        Order of the polynomial.
    """
    weights, target = np.ones(values.size), np.zeros(values.size)
    weights[points] = _FIRM * values.size
    target[points] = (values - baseline)[points]
    span = np.ptp(raman_shift)
    place = 2 * (raman_shift - raman_shift[0]) / (span if span > 0 else 1.0) - 1
    basis = np.polynomial.legendre.legvander(place, poly_order)
    root = np.sqrt(weights)
    found = np.linalg.lstsq(basis * root[:, None], target * root, rcond=None)[0]
    return np.asarray(baseline + basis @ found)
