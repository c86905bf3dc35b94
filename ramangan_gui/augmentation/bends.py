"""How spectra vary in other ways than along straight lines: curves that go with products of scores.

A band that grows wider is lower in its middle and higher at its sides, and twice as wide is not
twice that difference: along a component the spectra lie on a bow. The bow is too flat for a
component of its own, which would have to be found among noise; but as its place along the bow is
known for each spectrum, one curve is all that is to be found (polynomial regression on scores).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.augmented_set import StoredModel
from ..core.errors import InputError
from ..core.progress import Progress, Steps
from .components import Folds
from .noise_model import Array
from .starlet import detail_energies, shrink

#: Leading components whose products are tried.
_LEADING = 4
#: Beyond so many standard deviations, a score counts no more in a product: how few spectra far out
#: differ says little of how the others do.
FAR_OUT = 2.5
#: Spectra below which nothing is looked for: of so few, what is found is chance, and harms.
MIN_SPECTRA = 40
#: A curve is kept that is found again in spectra left out, beyond this many standard errors and
#: with this share of its strength. (Of curves of straight variation, one of thirty is.)
_ERRORS, _LEAST_SHARE = 2.5, 0.4
#: Share of the variance of a product that must go with no score alone. Of scores that take but two
#: values, as those of two forms nearly do, a square is a straight line: what is left of it is
#: chance, and a curve found along it is far too large for any spectrum that is not one of them.
_LEAST_ALONE = 0.1
#: Most curves that a model may have.
MOST = 500


@dataclass(frozen=True, eq=False)
class Bends:
    """Curves of second order.

    Parameters
    ----------
    pairs : ndarray of int64, shape (n_bends, 2)
        Numbers of the two scores (or of one, twice) whose product each curve goes with.
    levels : ndarray of float64, shape (n_bends,)
        Mean of each product over the training spectra.
    curves : ndarray of float64, shape (n_bends, n_points)
        What a product of 1 above its level adds to a spectrum.
    """

    pairs: NDArray[np.int64]
    levels: Array
    curves: Array

    @classmethod
    def none(cls, n_points: int) -> Bends:
        """Give no curves."""
        return cls(np.empty((0, 2), np.int64), np.empty(0), np.empty((0, n_points)))

    def terms(self, scores: Array) -> Array:
        """Products less their levels, shape (n, n_bends), of scores of shape (n, n_components)."""
        first, second = self.pairs.T
        bounded = np.clip(scores, -FAR_OUT, FAR_OUT)
        return np.asarray(bounded[:, first] * bounded[:, second] - self.levels)

    def within(self, n_scores: int) -> Bends:
        """Give those alone that need no other scores than the first."""
        kept = (self.pairs < n_scores).all(axis=1)
        return Bends(self.pairs[kept], self.levels[kept], self.curves[kept])

    def and_(self, others: Bends) -> Bends:
        """Give these and others."""
        return Bends(
            np.concatenate([self.pairs, others.pairs]),
            np.concatenate([self.levels, others.levels]),
            np.concatenate([self.curves, others.curves]),
        )

    @property
    def config(self) -> dict[str, Any]:
        """What a stored model says of them beside tensors; nothing where there are none."""
        return {"bends": self.pairs.tolist()} if len(self.pairs) else {}


def find_bends(
    values: Array, scores: Array, directions: Array, folds: Folds, carried: Array
) -> Steps[tuple[Bends, Array]]:
    """Find the curves that foretell what components leave of spectra not seen.

    Parameters
    ----------
    values : ndarray of float64, shape (n_spectra, n_points)
        Training spectra.
    scores : ndarray of float64, shape (n_spectra, n_components)
        Their scores, each of unit variance.
    directions : ndarray of float64, shape (n_components, n_points)
        Orthonormal components.
    folds : Folds
        Which spectra are left out together.
    carried : ndarray of float64, shape (n_draws, n_points)
        Draws of the noise of one spectrum.

    Yields
    ------
    Progress

    Returns
    -------
    bends : Bends
        Curves, their noise taken off.
    slopes : ndarray of float64, shape (n_components, n_bends)
        How much of each product goes with each score alone; loadings lack so much of each curve.
    """
    n = len(values)
    if n < MIN_SPECTRA:
        return Bends.none(values.shape[1]), np.empty((scores.shape[1], 0))
    left = values - values.mean(axis=0)
    left -= (left @ directions.T) @ directions
    leading = range(min(_LEADING, scores.shape[1]))
    pairs = [(i, j) for i in leading for j in leading if i <= j]
    levels, slopes, alone = products_alone(np.array(pairs), scores)
    total = alone.var(axis=0) + (scores @ slopes).var(axis=0)
    kept, curves = [], []
    energies = detail_energies(carried)
    for number in np.flatnonzero(alone.var(axis=0) >= _LEAST_ALONE * total).tolist():
        yield Progress(number / len(pairs), "finding components of variation")
        term = alone[:, number]
        curve = _curve(left, term, folds.fold, energies)
        if curve is not None:
            kept.append(number)
            curves.append(curve)
            # Products have much in common where scores have tails: nothing is to be found twice.
            left -= np.outer(term, curve)
    bends = Bends(
        np.array([pairs[number] for number in kept], np.int64).reshape(-1, 2),
        levels[kept],
        np.array(curves).reshape(-1, values.shape[1]),
    )
    return bends, slopes[:, kept]


def products_alone(pairs: NDArray[np.int64], scores: Array) -> tuple[Array, Array, Array]:
    """Give what products of scores have that goes with no score alone.

    Parameters
    ----------
    pairs : ndarray of int64, shape (n_products, 2)
        Numbers of the scores.
    scores : ndarray of float64, shape (n_spectra, n_components)
        Scores, each of unit variance.

    Returns
    -------
    levels : ndarray of float64, shape (n_products,)
        Mean of each product.
    slopes : ndarray of float64, shape (n_components, n_products)
        How much of each product goes with each score alone.
    alone : ndarray of float64, shape (n_spectra, n_products)
        What is left of the products without both.
    """
    products = Bends(pairs, np.zeros(len(pairs)), np.empty((0, 0))).terms(scores)
    levels = products.mean(axis=0)
    slopes = np.linalg.lstsq(scores, products - levels, rcond=None)[0]
    return levels, slopes, products - levels - scores @ slopes


def found_again(again: Array, expected: float, errors: float, least: float) -> float:
    """Share of what was foretold that is found, 0 to 1; 0 where that may be chance.

    Parameters
    ----------
    again : ndarray of float64, shape (n_spectra,)
        What each spectrum has of it.
    expected : float
        What all together should have.
    errors, least : float
        Standard errors beyond which, and share from which on, it is no chance.
    """
    share = float(again.sum()) / max(expected, 1e-300)
    if share < least or again.sum() <= errors * math.sqrt(float(again @ again)):
        return 0.0
    return min(share, 1.0)


def _curve(
    left: Array, term: Array, fold: NDArray[np.intp], carried: Sequence[Array]
) -> Array | None:
    """Curve that goes with a term, if spectra left out have it as well."""
    strength = float(term @ term)
    if strength <= 1e-12 * len(term):
        return None
    again, expected = np.empty_like(term), np.empty_like(term)
    for number in np.unique(fold):
        away = fold == number
        curve = _estimate(left[~away], term[~away], carried)
        again[away] = (left[away] @ curve) * term[away]
        expected[away] = term[away] ** 2 * (curve @ curve)
    share = found_again(again, float(expected.sum()), _ERRORS, _LEAST_SHARE)
    return _estimate(left, term, carried) * share if share > 0.0 else None


def _estimate(left: Array, term: Array, carried: Sequence[Array]) -> Array:
    """Regress what is left on the term; take off the noise that the curve carries."""
    strength = float(term @ term)
    curve = (term @ left) / max(strength, 1e-300)
    clean: Array = shrink(curve[None], [one / max(strength, 1e-300) for one in carried])[0]
    return clean


def stored_pairs(stored: StoredModel, n_scores: int) -> NDArray[np.int64]:
    """Give the pairs of scores that a stored model names, shape (n_bends, 2).

    Raises
    ------
    InputError
        If they are no pairs of its scores.
    """
    # Models stored before there were any have none.
    pairs = stored.config.get("bends", [])
    good = isinstance(pairs, list | tuple) and len(pairs) <= MOST
    for pair in pairs if good else ():
        good = good and isinstance(pair, list | tuple) and len(pair) == 2
        good = good and all(type(one) is int and 0 <= one < n_scores for one in pair)
    if not good:
        raise InputError(f"The stored model of {stored.label} has bends that make no sense.")
    return np.array(pairs, np.int64).reshape(-1, 2)
