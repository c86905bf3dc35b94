"""Figures on whether generated spectra vary as measured ones do."""

from __future__ import annotations

import numpy as np

from .comparison import Comparison
from .figures import Draws, narrowed


def density(fold: Comparison) -> Draws:
    """Give how densely generated spectra lie where originals lie."""
    return Draws(float(fold.mixed.density[0]), narrowed(fold.null.density, fold))


def coverage(fold: Comparison) -> Draws:
    """Give the share of originals with a generated spectrum among their nearest neighbours."""
    return Draws(float(fold.mixed.coverage[0]), narrowed(fold.null.coverage, fold))


def sd_ratio(fold: Comparison) -> Draws:
    """Give the total standard deviation on PCA scores, generated over original."""
    m = fold.m
    original, generated = (
        float(np.sqrt(kind.var(axis=0).sum())) for kind in (fold.scores[:m], fold.scores[m:])
    )
    if original <= 0:
        return Draws(None, np.empty(0))
    if fold.n_split < 2:
        return Draws(generated / original, np.empty(0))
    squares = (fold.pool_scores**2).sum(axis=1)
    spread = []
    for kind in (1, 2):
        chosen = (fold.splits == kind).astype(np.float64) / fold.n_split
        variance = chosen @ squares - ((chosen @ fold.pool_scores) ** 2).sum(axis=1)
        spread.append(np.sqrt(np.maximum(variance, 0.0)))
    if spread[0].min() <= 0:
        return Draws(generated / original, np.empty(0))
    return Draws(generated / original, narrowed(spread[1] / spread[0], fold))
