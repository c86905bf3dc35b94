"""A small cross-validated linear classifier, and how well it tells two kinds of spectra apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..core.progress import Progress, Steps
from .features import texture_features
from .pca import fit_pca

#: Parts of the cross-validation.
N_PARTS = 5

#: Principal components that the classifier sees, at most and per spectrum.
_MOST_SCORES, _SCORES_PER_SPECTRUM = 30, 0.25

#: Ridge: this part of the number of spectra, and as much again as there are features.
_RIDGE = 0.1

Values = NDArray[np.float64]


def n_separating(n: int) -> int:
    """Give how many principal component scores of `n` spectra the classifier sees."""
    return int(np.clip(_SCORES_PER_SPECTRUM * n, 1, _MOST_SCORES))


def separating_features(
    spectra: Values, scores: Values | None = None, texture: Values | None = None
) -> Values:
    """Describe spectra by what might separate two kinds: PCA scores and texture.

    Parameters
    ----------
    spectra : ndarray of float64, shape (n, n_points)
        Both kinds together, so that nothing here knows which is which.
    scores, texture : ndarray of float64, shape (n, k), (n, f), optional
        Their scores and texture, where they are known; at least :func:`n_separating` scores.

    Returns
    -------
    ndarray of float64, shape (n, n_features)
        Standardised; constant features are 0.
    """
    wanted = n_separating(len(spectra))
    if scores is None:
        scores = fit_pca(spectra, wanted).project(spectra)
    if texture is None:
        texture = texture_features(spectra, spectra.mean(axis=0))
    features = np.concatenate([scores[:, :wanted], texture], axis=1)
    features -= features.mean(axis=0)
    spread = features.std(axis=0)
    floor = 1e-9 * float(spread.max(initial=0.0)) + np.finfo(np.float64).tiny
    return np.where(spread > floor, features / np.maximum(spread, floor), 0.0)


def decisions(features: Values, targets: NDArray[np.floating], rng: np.random.Generator) -> Values:
    """Give the cross-validated decision values of a ridge classifier.

    Every spectrum is valued by weights that were fitted without it. Spectra are dealt to the parts
    blindly, so that permuting the labels permutes everything that depends on them.

    Parameters
    ----------
    features : ndarray of float64, shape (n, n_features)
        Standardised features.
    targets : ndarray, shape (b, n)
        +1 and -1; each row is one assignment of the labels.
    rng : numpy.random.Generator
        Deals the spectra to the parts.

    Returns
    -------
    ndarray of float64, shape (b, n)
        The larger, the more like the spectra of target +1.
    """
    n, n_features = features.shape
    parts = rng.permutation(n) % min(N_PARTS, n)
    values = np.zeros(targets.shape)
    # What all spectra add up to, less the part that is valued, is what the others add up to.
    total, squares = features.sum(axis=0), features.T @ features
    along, sums = features.T @ targets.T, targets.sum(axis=1)
    for part in range(int(parts.max(initial=0)) + 1):
        test = np.flatnonzero(parts == part)
        out, wanted = features[test], targets[:, test]
        n_seen = n - len(test)
        centre = (total - out.sum(axis=0)) / n_seen
        ridge = _RIDGE * n_seen + n_features
        gram = squares - out.T @ out - n_seen * np.outer(centre, centre)
        moved = along - out.T @ wanted.T - np.outer(centre, sums - wanted.sum(axis=1))
        weights = np.linalg.solve(gram + ridge * np.eye(n_features), moved)
        values[:, test] = ((out - centre) @ weights).T
    return values


def auc(features: Values, signs: NDArray[np.floating], rng: np.random.Generator) -> Values:
    """Give the area under the receiver operating characteristic for many labellings.

    Parameters
    ----------
    features : ndarray of float64, shape (n, n_features)
        Of both kinds together.
    signs : ndarray, shape (b, n)
        +1 original, -1 generated.
    rng : numpy.random.Generator
        Deals the spectra to the parts of the cross-validation.

    Returns
    -------
    ndarray of float64, shape (b,)
        Probability that a generated spectrum is valued above an original; ties count half.
    """
    return area(decisions(features, -signs, rng), signs < 0)


def resplit_auc(
    features: Values, splits: NDArray[np.int8], rng: np.random.Generator
) -> Steps[Values]:
    """Give the same for random divisions of the originals into two kinds.

    Parameters
    ----------
    features : ndarray of float64, shape (u, n_features)
        Of the originals.
    splits : ndarray of int8, shape (b, u)
        1 and 2 for the kinds, 0 for spectra left out.
    rng : numpy.random.Generator
        As in :func:`auc`.

    Returns
    -------
    ndarray of float64, shape (b,)
    """
    found = np.empty(len(splits))
    for number, split in enumerate(splits):
        used = split > 0
        signs = np.where(split[used] == 1, 1.0, -1.0)[None]
        found[number] = auc(features[used], signs, rng)[0]
        if number % 20 == 0:
            yield Progress(number / len(splits), "Training a classifier on measured spectra")
    return found


def area(values: Values, positive: NDArray[np.bool_]) -> Values:
    """Give the area under the curve, row by row: the Mann-Whitney statistic as a share.

    Parameters
    ----------
    values : ndarray of float64, shape (b, n)
        Decision values.
    positive : ndarray of bool, shape (b, n)
        Which should be the larger.
    """
    from scipy.stats import rankdata

    n_positive = positive.sum(axis=1)
    n_negative = positive.shape[1] - n_positive
    ranks = np.where(positive, rankdata(values, axis=1), 0.0).sum(axis=1)
    least = n_positive * (n_positive + 1) / 2
    return np.asarray((ranks - least) / np.maximum(n_positive * n_negative, 1))
