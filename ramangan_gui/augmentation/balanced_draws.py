"""Random numbers of a group that together are as they should be, without the chance of a sample.

Independent draws have a mean and correlations of their own, by chance. Generated spectra would owe
as much of their difference from the substance to this as to the choice of the training spectra.
Moment matching takes it off (variance reduction by control of the first moments).

References
----------
Barraquand, Numerical valuation of high dimensional multivariate European securities, Management
Science 41, 1882 (1995), doi 10.1287/mnsc.41.12.1882.
"""

from __future__ import annotations

import numpy as np

from .noise_model import Array

#: Draws for each quantity that is taken off, at least: else too little would be left to chance.
_DRAWS_FOR_EACH = 3


def even_normal(n: int, width: int, rng: np.random.Generator) -> Array:
    """Draw normal numbers, shape (n, width), of mean 0 and variance 1, uncorrelated.

    Correlations are left as they are where draws are few (under three for each variable), and a
    single draw is left alone.
    """
    drawn = rng.standard_normal((n, width))
    if n < 2:
        return drawn
    drawn -= drawn.mean(axis=0)
    if _are_enough(n, width):
        root = np.linalg.cholesky(drawn.T @ drawn / n)
        return np.asarray(np.linalg.solve(root, drawn.T).T)
    return np.asarray(drawn / drawn.std(axis=0))


def even_steps(steps: Array, begins: Array, strengths: Array) -> Array:
    """Free random steps of what by chance they have in common or share with where they begin.

    Parameters
    ----------
    steps : ndarray of float64, shape (n, width)
        Steps, 0 on average.
    begins : ndarray of float64, shape (n, width)
        Where each begins; disregarded where there are under three steps for each variable.
    strengths : ndarray of float64, shape (width,)
        Root mean square that the steps along each variable shall have.

    Returns
    -------
    ndarray of float64, shape (n, width)
        A single step is left as it is.
    """
    n, width = steps.shape
    if n < 2:
        return steps
    shared = np.ones((n, 1))
    if _are_enough(n, width):
        shared = np.column_stack([shared, begins])
    left = steps - shared @ np.linalg.lstsq(shared, steps, rcond=None)[0]
    found = np.sqrt(np.mean(left**2, axis=0))
    return np.asarray(left * np.divide(strengths, found, out=np.ones(width), where=found > 0.0))


def _are_enough(n: int, width: int) -> bool:
    """Whether draws are so many that correlations can be taken off them."""
    return n >= _DRAWS_FOR_EACH * (width + 1)
