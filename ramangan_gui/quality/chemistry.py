"""Figures on bands: whether they are where they should be, and as wide and high."""

from __future__ import annotations

import numpy as np

from .comparison import Comparison
from .figures import N_SLOW, Draws, shrunk
from .peaks import ks_distances, measure


def largest_band_distance(fold: Comparison) -> Draws:
    """Give the largest Kolmogorov-Smirnov distance of all bands, with that of re-splits."""
    tests = fold.bands
    if not tests.bands:
        return Draws(None, np.empty(0))
    value = float(tests.largest[0])
    if fold.n_split < 2:
        return Draws(value, np.empty(0))
    splits = fold.splits[:N_SLOW]
    signed = (splits == 1).astype(np.int8) - (splits == 2).astype(np.int8)
    values = measure(fold.pool, tests.bands)
    columns = values.reshape(len(values), -1).T
    null = np.max([ks_distances(column, signed) for column in columns], axis=0)
    return Draws(value, shrunk(null, fold))


def band_p(fold: Comparison) -> Draws:
    """Give the largest distance of all bands with its permutations."""
    tests = fold.bands
    if not tests.bands:
        return Draws(None, np.empty(0))
    return Draws(float(tests.largest[0]), tests.largest[1:])
